#include "report/tally.h"

#include "base/number.h"
#include "stream/escape.h"

#include <stdlib.h>

enum { KEYS_MEMORY_MAX = 1 << 28, KEYS_FIRST = 16 };

static const char *const dimension_names[TALLY_DIMENSIONS] = {
	[TALLY_ALL] = "all",
	[TALLY_STREAM] = "stream",
	[TALLY_SOURCE] = "source",
	[TALLY_ENROLL] = "enroll_status",
	[TALLY_MATCH] = "match_status",
	[TALLY_COMPLETION] = "completion",
	[TALLY_PAY] = "pay_status",
	[TALLY_CHECK] = "check",
	[TALLY_QUEUE] = "queue",
	[TALLY_TARGET] = "target",
	[TALLY_FOLLOW_UP] = "follow_up",
	[TALLY_KUR] = "kur_decision",
	[TALLY_AGREEMENT] = "agreement",
	[TALLY_VOCATION] = "vocation",
	[TALLY_PROVIDER] = "provider",
	[TALLY_DISTRICT] = "district",
	[TALLY_CATEGORY] = "category",
	[TALLY_EMPLOYMENT] = "employment",
	[TALLY_SEX] = "sex",
	[TALLY_DISABILITY] = "disability",
};

static const char *const measure_names[TALLY_MEASURES] = {
	[TALLY_RECORDS] = "records",
	[TALLY_REPEATED] = "repeated",
	[TALLY_EXPECTED] = "expected",
	[TALLY_COUNTED] = "counted",
	[TALLY_STRAY] = "stray",
	[TALLY_APPLIED] = "applied",
	[TALLY_LISTED] = "listed",
	[TALLY_ACCEPTED] = "accepted",
	[TALLY_PLACED] = "placed",
	[TALLY_DUE_TO_START] = "due_to_start",
	[TALLY_STARTED] = "started",
	[TALLY_DUE_TO_END] = "due_to_end",
	[TALLY_COMPLETED] = "completed",
	[TALLY_CERTIFIED] = "certified",
	[TALLY_CONTACTED] = "contacted",
	[TALLY_WORKING] = "working",
	[TALLY_BUSINESS] = "own_business",
	[TALLY_AMOUNT_DUE] = "amount_due",
	[TALLY_AMOUNT_PAID] = "amount_paid",
	[TALLY_TRAINING_COST] = "training_cost",
	[TALLY_AGE_WEEK] = "age_0_7",
	[TALLY_AGE_FORTNIGHT] = "age_8_14",
	[TALLY_AGE_MONTH] = "age_15_30",
	[TALLY_AGE_OLDER] = "age_31_up",
	[TALLY_AGE_UNKNOWN] = "age_unknown",
	[TALLY_OLDEST_DAYS] = "oldest_days",
	[TALLY_LATEST_DAY] = "latest_day",
	[TALLY_SEALED] = "sealed",
};

static bool is_maximum(enum tally_measure measure)
{
	return measure == TALLY_OLDEST_DAYS || measure == TALLY_LATEST_DAY;
}

void tally_init(struct tally *tally)
{
	*tally = (struct tally){0};
	for (size_t i = 0; i < TALLY_DIMENSIONS; i++)
		set_init(&tally->parts[i].keys, KEYS_MEMORY_MAX);
}

void tally_release(struct tally *tally)
{
	for (size_t i = 0; i < TALLY_DIMENSIONS; i++) {
		set_release(&tally->parts[i].keys);
		free(tally->parts[i].values);
	}
	tally_init(tally);
}

/* Room for one more key's numbers, all 0. */
static bool make_room(struct tally_part *part)
{
	size_t capacity = part->capacity == 0 ? KEYS_FIRST : part->capacity * 2;
	int64_t(*values)[TALLY_MEASURES];

	if (set_count(&part->keys) < part->capacity)
		return true;
	values = reallocarray(part->values, capacity, sizeof *values);
	if (values == NULL)
		return false;
	memset(values + part->capacity, 0,
	       (capacity - part->capacity) * sizeof *values);
	part->values = values;
	part->capacity = capacity;
	return true;
}

/* The numbers of a key, which is put in if it is new; NULL: no memory. */
static int64_t *row_of(struct tally *tally, enum tally_dimension dimension,
		       struct slice key)
{
	struct tally_part *part = &tally->parts[dimension];
	uint32_t index;

	if (!make_room(part) || !set_add(&part->keys, key, &index, NULL))
		return NULL;
	return part->values[index];
}

static bool add_to(int64_t *row, enum tally_measure measure, int64_t amount)
{
	if (!is_maximum(measure))
		return number_add(row[measure], amount, &row[measure]);
	if (amount > row[measure])
		row[measure] = amount;
	return true;
}

bool tally_add(struct tally *tally, enum tally_dimension dimension,
	       struct slice key, enum tally_measure measure, int64_t amount)
{
	int64_t *row = row_of(tally, dimension, key);

	return row != NULL && add_to(row, measure, amount);
}

bool tally_add_all(struct tally *tally, enum tally_dimension dimension,
		   struct slice key, const int64_t amounts[TALLY_MEASURES])
{
	int64_t *row = row_of(tally, dimension, key);
	bool fits = row != NULL;

	for (int i = 0; fits && i < TALLY_MEASURES; i++)
		fits = add_to(row, (enum tally_measure)i, amounts[i]);
	return fits;
}

int64_t tally_get(const struct tally *tally, enum tally_dimension dimension,
		  struct slice key, enum tally_measure measure)
{
	const struct tally_part *part = &tally->parts[dimension];
	uint32_t index = set_find(&part->keys, key);

	return index == SET_NONE ? 0 : part->values[index][measure];
}

int64_t tally_all(const struct tally *tally, enum tally_measure measure)
{
	return tally_get(tally, TALLY_ALL, SLICE(""), measure);
}

/* A key and what it is sorted by. */
struct ranked {
	struct slice key;
	int64_t number;
};

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->number != b->number)
		return a->number > b->number ? -1 : 1;
	return slice_compare(a->key, b->key);
}

const struct slice *tally_keys(const struct tally *tally, struct arena *arena,
			       enum tally_dimension dimension,
			       enum tally_measure most)
{
	const struct tally_part *part = &tally->parts[dimension];
	size_t count = set_count(&part->keys);
	struct slice *keys = arena_array(arena, count + 1, sizeof *keys);
	struct ranked *ranked = arena_array(arena, count + 1, sizeof *ranked);

	if (keys == NULL || ranked == NULL)
		return NULL;
	for (uint32_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){
			set_string(&part->keys, i),
			most < TALLY_MEASURES ? part->values[i][most] : 0};
	qsort(ranked, count, sizeof *ranked, compare);
	for (size_t i = 0; i < count; i++)
		keys[i] = ranked[i].key;
	return keys;
}

static void put_text(struct strbuf *out, struct slice text)
{
	if (!strbuf_reserve(out, escape_room(text)))
		return;
	out->length += escape_write(text, false, out->data + out->length);
	out->data[out->length] = '\0';
}

static void format_key(const struct tally *tally,
		       enum tally_dimension dimension, struct slice key,
		       struct strbuf *out)
{
	for (size_t i = 0; i < TALLY_MEASURES; i++) {
		int64_t value =
			tally_get(tally, dimension, key, (enum tally_measure)i);

		if (value == 0)
			continue;
		strbuf_append_string(out, dimension_names[dimension]);
		strbuf_append_byte(out, '\t');
		put_text(out, key);
		strbuf_append_format(out, "\t%s\t%lld\n", measure_names[i],
				     (long long)value);
	}
}

bool tally_format(const struct tally *tally, struct strbuf *out)
{
	strbuf_append_string(out, "dimension\tkey\tmeasure\tvalue\n");
	for (size_t i = 0; i < TALLY_DIMENSIONS; i++) {
		enum tally_dimension dimension = (enum tally_dimension)i;
		struct arena arena;
		const struct slice *keys;

		arena_init(&arena, KEYS_MEMORY_MAX);
		keys = tally_keys(tally, &arena, dimension, TALLY_MEASURES);
		for (size_t k = 0;
		     keys != NULL && k < tally_count(tally, dimension); k++)
			format_key(tally, dimension, keys[k], out);
		arena_release(&arena);
		if (keys == NULL)
			return false;
	}
	return !out->failed;
}

static size_t find_name(const char *const *names, size_t count,
			struct slice name)
{
	size_t i = 0;

	while (i < count && !slice_is(name, names[i]))
		i++;
	return i;
}

bool tally_merge(struct tally *tally, const struct slice fields[4],
		 struct diag *diag)
{
	size_t dimension =
		find_name(dimension_names, TALLY_DIMENSIONS, fields[0]);
	size_t measure = find_name(measure_names, TALLY_MEASURES, fields[2]);
	int64_t value;

	if (dimension == TALLY_DIMENSIONS)
		return diag_set(diag, "'%.*s' is no dimension of a tally",
				SLICE_PRINT(fields[0]));
	if (measure == TALLY_MEASURES)
		return diag_set(diag, "'%.*s' is no measure of a tally",
				SLICE_PRINT(fields[2]));
	if (!number_parse(fields[3], &value))
		return diag_set(diag, "'%.*s' is no whole number",
				SLICE_PRINT(fields[3]));
	if (!tally_add(tally, (enum tally_dimension)dimension, fields[1],
		       (enum tally_measure)measure, value))
		return diag_set(diag, "'%.*s' does not fit a sum of 63 bits",
				SLICE_PRINT(fields[3]));
	return true;
}
