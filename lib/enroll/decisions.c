#include "enroll/decisions.h"

#include "system/memory.h"
#include "value/date.h"

#include <stdlib.h>

enum { DECISIONS_MEMORY_MAX = 1 << 28, KEY_MAX = 4096 };

static const char *const names[DECISIONS_FIELDS][2] = {
	{"application", "application"},
	{"code", "kode"},
	{"grounds", "dasar"},
	{"decision", "keputusan"},
	{"evidence", "bukti"},
	{"by", "oleh"},
	{"at", "pada"}};

void decisions_init(struct decisions *decisions)
{
	*decisions = (struct decisions){0};
	set_init(&decisions->keys, DECISIONS_MEMORY_MAX);
	set_init(&decisions->people, DECISIONS_MEMORY_MAX);
	arena_init(&decisions->arena, DECISIONS_MEMORY_MAX);
}

void decisions_release(struct decisions *decisions)
{
	set_release(&decisions->keys);
	set_release(&decisions->people);
	arena_release(&decisions->arena);
	free(decisions->rows);
}

bool decisions_layout_init(struct decisions_layout *layout,
			   const struct header *header, struct diag *diag)
{
	for (size_t i = 0; i < DECISIONS_FIELDS; i++) {
		size_t *column = &layout->columns[i];

		*column = header_find(header, slice_of(names[i][1]));
		if (*column == COLUMN_NONE && i != DECISIONS_GROUNDS &&
		    !header_require(header, names[i][0], column, diag))
			return false;
		if (*column == COLUMN_NONE)
			*column = header_find(header, slice_of(names[i][0]));
	}
	return true;
}

static bool fail(const struct record *record, struct diag *diag,
		 const char *why)
{
	return diag_set(diag, "%s:%llu: %s", record->file,
			(unsigned long long)record->line, why);
}

static enum decision decision_of(struct slice word)
{
	static const char *const accept[] = {
		"accept",	 "accepted",	"terima",     "diterima",
		"not_duplicate", "bukan ganda", "bukan_ganda"};
	static const char *const reject[] = {"reject",	"rejected",  "tolak",
					     "ditolak", "duplicate", "ganda"};

	for (size_t i = 0; i < sizeof accept / sizeof *accept; i++)
		if (slice_equal_ignoring_case(word, slice_of(accept[i])))
			return DECISION_ACCEPT;
	for (size_t i = 0; i < sizeof reject / sizeof *reject; i++)
		if (slice_equal_ignoring_case(word, slice_of(reject[i])))
			return DECISION_REJECT;
	return DECISION_NONE;
}

/* The day in front as ISO, and what follows it as it is. */
static bool read_moment(struct slice text, struct arena *arena,
			struct slice *moment)
{
	size_t blank = slice_find(text, ' ');
	struct slice day = slice_part(text, 0, slice_find(text, 'T'));
	char iso[DATE_SIZE];
	struct date date;

	if (date_parse(slice_part(text, 0, 10), &date) ||
	    date_parse(day, &date)) {
		*moment = arena_copy(arena, text);
		return moment->data != NULL;
	}
	if (!date_parse_office(slice_part(text, 0, blank), DATE_DAY_FIRST,
			       &date) &&
	    !date_parse_office(text, DATE_DAY_FIRST, &date))
		return false;
	*moment = arena_copy(arena, date_format(date, iso));
	return moment->data != NULL;
}

static bool key_of(struct slice left, struct slice right, char parting,
		   struct strbuf *key)
{
	strbuf_append(key, left);
	strbuf_append_byte(key, parting);
	return strbuf_append(key, right);
}

/* A pair's key is the same from either side. */
static bool pair_key(struct slice left, struct slice right, struct strbuf *key)
{
	return slice_compare(left, right) <= 0 ? key_of(left, right, '\n', key)
					       : key_of(right, left, '\n', key);
}

/* The later one; of two at one time the order of rows decides nothing. */
static bool is_later(const struct decision_row *row,
		     const struct decision_row *than)
{
	int order = slice_compare(row->at, than->at);

	if (order == 0)
		order = (int)row->decision - (int)than->decision;
	if (order == 0)
		order = slice_compare(row->grounds, than->grounds);
	if (order == 0)
		order = slice_compare(row->evidence, than->evidence);
	return order > 0;
}

static bool keep(struct decisions *decisions, const struct strbuf *key,
		 const struct decision_row *row)
{
	uint32_t index;
	bool added;

	if (key->failed ||
	    !set_add(&decisions->keys, strbuf_slice(key), &index, &added) ||
	    !memory_reserve(&decisions->rows, &decisions->room, index + 1U,
			    sizeof *decisions->rows))
		return false;
	if (added || is_later(row, &decisions->rows[index]))
		decisions->rows[index] = *row;
	return true;
}

static bool keep_all(struct decisions *decisions, struct slice application,
		     struct slice code, const struct decision_row *row)
{
	struct slice other =
		slice_part(row->grounds, 0, slice_find(row->grounds, ':'));
	struct strbuf key;
	uint32_t index;
	bool good;

	strbuf_init(&key, KEY_MAX);
	key_of(application, code, '\t', &key);
	good = keep(decisions, &key, row) &&
	       set_add(&decisions->people, application, &index, NULL);
	/* An application without a number has a colon in its id. */
	for (int whole = 0; good && whole < 2 && slice_starts(code, "D-");
	     whole++) {
		strbuf_reset(&key);
		pair_key(application, whole ? row->grounds : other, &key);
		good = keep(decisions, &key, row);
	}
	strbuf_release(&key);
	return good;
}

/* Takes code and grounds apart, however the row has them. */
static void split_code(struct slice *code, struct slice *grounds)
{
	size_t colon = slice_find(*code, ':');

	if (colon == code->length)
		return;
	*grounds = slice_part(*code, colon + 1, SIZE_MAX);
	*code = slice_part(*code, 0, colon);
}

bool decisions_take(struct decisions *decisions,
		    const struct decisions_layout *layout,
		    const struct record *record, struct diag *diag)
{
	struct slice fields[DECISIONS_FIELDS];
	struct decision_row row;

	for (size_t i = 0; i < DECISIONS_FIELDS; i++)
		fields[i] =
			slice_trim(record_field(record, layout->columns[i]));
	if (fields[DECISIONS_DECISION].length == 0)
		return true;
	row.decision = decision_of(fields[DECISIONS_DECISION]);
	if (row.decision == DECISION_NONE)
		return fail(record, diag,
			    "a decision is accept or reject (terima, tolak)");
	split_code(&fields[DECISIONS_CODE], &fields[DECISIONS_GROUNDS]);
	for (size_t i = 0; i < DECISIONS_FIELDS; i++)
		if (fields[i].length == 0)
			return fail(record, diag,
				    "a decision needs application, code with "
				    "its grounds, evidence, by and at");
	if (!read_moment(fields[DECISIONS_AT], &decisions->arena, &row.at))
		return fail(record, diag, "\"at\" is no day (YYYY-MM-DD)");
	row.grounds = arena_copy(&decisions->arena, fields[DECISIONS_GROUNDS]);
	row.evidence =
		arena_copy(&decisions->arena, fields[DECISIONS_EVIDENCE]);
	row.by = arena_copy(&decisions->arena, fields[DECISIONS_BY]);
	if (row.grounds.data == NULL || row.evidence.data == NULL ||
	    row.by.data == NULL ||
	    !keep_all(decisions, fields[DECISIONS_APPLICATION],
		      fields[DECISIONS_CODE], &row))
		return diag_memory(diag);
	return true;
}

bool decisions_concern(const struct decisions *decisions,
		       struct slice application)
{
	return set_count(&decisions->people) > 0 &&
	       set_find(&decisions->people, application) != SET_NONE;
}

static const struct decision_row *find_row(const struct decisions *decisions,
					   struct strbuf *key)
{
	uint32_t index =
		key->failed ? SET_NONE
			    : set_find(&decisions->keys, strbuf_slice(key));

	strbuf_release(key);
	return index == SET_NONE ? NULL : &decisions->rows[index];
}

const struct decision_row *decisions_row(const struct decisions *decisions,
					 struct slice application,
					 struct slice code)
{
	struct strbuf key;

	strbuf_init(&key, KEY_MAX);
	key_of(application, code, '\t', &key);
	return find_row(decisions, &key);
}

void decisions_lapse(struct decisions *decisions, struct slice application,
		     struct slice code)
{
	const struct decision_row *row =
		decisions_row(decisions, application, code);

	if (row != NULL)
		decisions->rows[row - decisions->rows].decision =
			DECISION_LAPSED;
}

enum decision decisions_find(const struct decisions *decisions,
			     struct slice application, struct slice code,
			     struct slice grounds)
{
	const struct decision_row *row =
		decisions_row(decisions, application, code);

	if (row == NULL)
		return DECISION_NONE;
	return slice_equal(row->grounds, grounds) ? row->decision
						  : DECISION_LAPSED;
}

const struct decision_row *decisions_pair(const struct decisions *decisions,
					  struct slice left, struct slice right)
{
	struct strbuf key;

	strbuf_init(&key, KEY_MAX);
	pair_key(left, right, &key);
	return find_row(decisions, &key);
}
