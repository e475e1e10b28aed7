#include "stream/table_heading.h"

#include "stream/numbering.h"
#include "stream/table_propose.h"

#include <stdio.h>

enum {
	HEADER_ROWS = 30, /* a header row stands among the first so many */
	WEIGHT_KNOWN = 8,
	FILLED_COUNTED = 7,
	LABEL_SHOWN = 40,
	DATE_LENGTH_MAX = 48
};

struct mapping {
	const struct table_sample *sample;
	const struct heading_words *words;
	const struct table_row *row;
	unsigned kind; /* of the table, a bit of ALIAS_... */
	size_t count;
	struct slice *names;
	bool *known;
	bool *own; /* named by the office's own alias */
};

static bool has_digit(struct slice cell)
{
	for (size_t i = 0; i < cell.length; i++)
		if (text_is_digit(cell.data[i]))
			return true;
	return false;
}

/* A cell that no header has: a number, a date, an address of e-mail. */
static bool looks_like_data(struct slice cell)
{
	struct date date;
	size_t at = slice_find(cell, '@');

	if (at > 0 && at < cell.length &&
	    slice_find(slice_part(cell, at, cell.length), '.') <
		    cell.length - at)
		return true;
	if (!has_digit(cell) || cell.length > DATE_LENGTH_MAX)
		return false;
	return (text_is_digits(cell) && cell.length > 3) ||
	       date_parse_office(cell, DATE_DAY_FIRST, &date);
}

struct row_look {
	size_t known, filled, data;
};

static struct row_look look_at(const struct table_row *row,
			       const struct heading_words *words)
{
	struct alias_meaning meanings[ALIAS_MEANINGS_MAX];
	struct row_look look = {0};

	for (size_t i = 0; i < row->count; i++) {
		struct slice cell = row->cells[i];

		if (cell.length == 0)
			continue;
		look.filled++;
		look.known += alias_meanings(words->index, cell, meanings) > 0;
		look.data += looks_like_data(cell);
	}
	return look;
}

/*
 * Dates stand in the header of a sheet with a column for each day, so data
 * counts against a row only where little is known of it.
 */
static int64_t row_score(const struct row_look *look)
{
	size_t filled =
		look->filled < FILLED_COUNTED ? look->filled : FILLED_COUNTED;
	int64_t score = (int64_t)(look->known * WEIGHT_KNOWN + filled);

	if (look->known < 2)
		score -= (int64_t)look->data * WEIGHT_KNOWN;
	return score;
}

/* The likeliest header row, or sample->count; the first of equals. */
static size_t likeliest(const struct table_sample *sample,
			const struct heading_words *words, int64_t *score)
{
	size_t best = sample->count, widest = 0;

	*score = 0;
	for (size_t i = 0; i < sample->count && i < HEADER_ROWS; i++) {
		struct row_look look = look_at(&sample->rows[i], words);
		int64_t each = row_score(&look);

		if (look.known > 0 && each > *score) {
			best = i;
			*score = each;
		}
	}
	if (best < sample->count)
		return best;
	for (size_t i = 0; i < sample->count && i < HEADER_ROWS; i++) {
		struct row_look look = look_at(&sample->rows[i], words);

		if (look.filled > widest && look.data == 0)
			best = i;
		if (look.filled > widest)
			widest = look.filled;
	}
	return best < sample->count && row_filled(&sample->rows[best]) == widest
		       ? best
		       : sample->count;
}

int64_t heading_score(const struct table_sample *sample,
		      const struct heading_words *words)
{
	int64_t score, even = 0;
	size_t row = likeliest(sample, words, &score), width;

	if (row == sample->count)
		return 0;
	width = sample->rows[row].count;
	for (size_t i = row + 1; i < sample->count; i++)
		even += sample->rows[i].count == width && width > 1;
	return score * SAMPLE_ROWS * WEIGHT_KNOWN + even * (int64_t)width;
}

/* The kind of table that most of the labels speak for. */
static unsigned kind_of(const struct mapping *mapping)
{
	struct alias_meaning meanings[ALIAS_MEANINGS_MAX];
	size_t votes[ALIAS_KINDS] = {0}, best = 0;

	for (size_t i = 0; i < mapping->count; i++) {
		size_t count = alias_meanings(mapping->words->index,
					      mapping->row->cells[i], meanings);
		unsigned kinds = 0;

		for (size_t j = 0; j < count; j++)
			kinds |= meanings[j].own ? 0 : meanings[j].kinds;
		for (size_t j = 0; j < ALIAS_KINDS; j++)
			votes[j] += kinds >> j & 1;
	}
	for (size_t j = 1; j < ALIAS_KINDS; j++)
		if (votes[j] > votes[best])
			best = j;
	return 1U << best;
}

static bool is_required(const struct heading_words *words, const char *field)
{
	const char *const *each = words->required;

	for (; each != NULL && *each != NULL; each++)
		if (strcmp(*each, field) == 0)
			return true;
	return false;
}

/* Which meaning holds here: the required one, the kind's, the exact one. */
static const struct alias_meaning *choose(const struct mapping *mapping,
					  const struct alias_meaning *meanings,
					  size_t count)
{
	const struct alias_meaning *chosen = NULL;
	int weight = 0;

	for (size_t i = 0; i < count; i++) {
		int each = 0;

		if (meanings[i].exact || meanings[i].own)
			each = 1;
		if (meanings[i].kinds & mapping->kind)
			each = 2;
		if (is_required(mapping->words, meanings[i].field))
			each = 3;
		if (each > weight) {
			weight = each;
			chosen = &meanings[i];
		}
	}
	return chosen;
}

static bool name_known(struct mapping *mapping, struct arena *arena)
{
	struct alias_meaning meanings[ALIAS_MEANINGS_MAX];

	for (size_t i = 0; i < mapping->count; i++) {
		const struct alias_meaning *meaning;
		size_t count = alias_meanings(mapping->words->index,
					      mapping->row->cells[i], meanings);

		meaning = choose(mapping, meanings, count);
		if (meaning == NULL)
			continue;
		mapping->names[i] = arena_copy(arena, slice_of(meaning->field));
		if (mapping->names[i].data == NULL)
			return false;
		mapping->known[i] = true;
		mapping->own[i] = meaning->own;
	}
	return true;
}

static size_t find_name(const struct mapping *mapping, struct slice name,
			size_t before)
{
	struct header header = {mapping->names, before};

	return header_find(&header, name);
}

/*
 * Two columns of one field: the office's own alias decides, else it is an
 * error, for a guess would read the wrong one.
 */
static bool settle_doubles(struct mapping *mapping, struct diag *diag)
{
	const struct slice *labels = mapping->row->cells;

	for (size_t i = 0; i < mapping->count; i++) {
		size_t other =
			mapping->known[i]
				? find_name(mapping, mapping->names[i], i)
				: COLUMN_NONE;

		if (other == COLUMN_NONE)
			continue;
		if (mapping->own[i] != mapping->own[other]) {
			size_t loser = mapping->own[i] ? other : i;

			mapping->known[loser] = false;
			mapping->names[loser] = (struct slice){0};
			continue;
		}
		return diag_set(
			diag,
			"columns %zu \"%.*s\" and %zu \"%.*s\" both are %.*s; "
			"rename one, or name the right one in the policy: "
			"columns: {%.*s: [\"...\"]}",
			other + 1,
			SLICE_PRINT(slice_part(labels[other], 0, LABEL_SHOWN)),
			i + 1,
			SLICE_PRINT(slice_part(labels[i], 0, LABEL_SHOWN)),
			SLICE_PRINT(mapping->names[i]),
			SLICE_PRINT(mapping->names[i]));
	}
	return true;
}

/* Names for the labels nobody knows: folded, and no two alike. */
static bool name_unknown(struct mapping *mapping, struct arena *arena)
{
	for (size_t i = 0; i < mapping->count; i++) {
		char folded[ALIAS_FIELD_SIZE], name[ALIAS_FIELD_SIZE + 8];
		struct slice base;

		if (mapping->known[i])
			continue;
		base = alias_fold(mapping->row->cells[i], folded);
		if (base.length == 0)
			base = (struct slice){
				folded, (size_t)snprintf(folded, sizeof folded,
							 "column_%zu", i + 1)};
		snprintf(name, sizeof name, "%.*s", SLICE_PRINT(base));
		for (size_t n = 2; find_name(mapping, slice_of(name),
					     mapping->count) != COLUMN_NONE;
		     n++)
			snprintf(name, sizeof name, "%.*s_%zu",
				 SLICE_PRINT(slice_part(base, 0, 58)), n);
		mapping->names[i] = arena_copy(arena, slice_of(name));
		if (mapping->names[i].data == NULL)
			return false;
	}
	return true;
}

static bool map_columns(struct mapping *mapping, struct arena *arena,
			struct diag *diag)
{
	mapping->count = mapping->row->count;
	while (mapping->count > 0 &&
	       mapping->row->cells[mapping->count - 1].length == 0)
		mapping->count--;
	mapping->names =
		arena_array(arena, mapping->count, sizeof *mapping->names);
	mapping->known =
		arena_array(arena, mapping->count, sizeof *mapping->known);
	mapping->own = arena_array(arena, mapping->count, sizeof *mapping->own);
	if (mapping->names == NULL || mapping->known == NULL ||
	    mapping->own == NULL)
		return diag_memory(diag);
	mapping->kind = kind_of(mapping);
	if (!name_known(mapping, arena))
		return diag_memory(diag);
	if (!settle_doubles(mapping, diag))
		return false;
	return name_unknown(mapping, arena) || diag_memory(diag);
}

static bool check_required(const struct heading *heading,
			   const struct table_sample *sample,
			   const struct heading_words *words, struct diag *diag)
{
	const char *const *each = words->required;

	for (; each != NULL && *each != NULL; each++)
		if (header_find(&heading->header, slice_of(*each)) ==
		    COLUMN_NONE)
			return propose_column(heading, sample, *each, diag);
	return true;
}

bool heading_find(struct table_sample *sample,
		  const struct heading_words *words, struct heading *heading,
		  struct diag *diag)
{
	int64_t score;
	size_t row = likeliest(sample, words, &score);
	struct mapping mapping = {.sample = sample, .words = words};

	if (sample->count == 0)
		return diag_set(diag, "no rows at all; a table has a header");
	if (row == sample->count)
		return diag_set(diag,
				"no header row in the first %d rows; the "
				"first row of a table names its columns",
				HEADER_ROWS);
	mapping.row = &sample->rows[row];
	if (!map_columns(&mapping, &sample->arena, diag))
		return false;
	*heading = (struct heading){.row = row,
				    .line = mapping.row->line,
				    .header = {mapping.names, mapping.count},
				    .labels = mapping.row->cells,
				    .known = mapping.known};
	for (size_t i = 0; i < mapping.count; i++)
		heading->known_count += mapping.known[i];
	if (row + 1 < sample->count &&
	    numbering_is(sample->rows[row + 1].cells,
			 sample->rows[row + 1].count))
		heading->line = sample->rows[row + 1].line;
	return check_required(heading, sample, words, diag);
}
