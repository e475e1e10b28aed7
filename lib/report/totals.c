#include "report/totals.h"

#include "base/number.h"

#include <stdlib.h>

enum { KEYS_MEMORY_MAX = 1 << 28, KEYS_FIRST = 16 };

const char *const totals_fields[TOTALS_FIELDS] = {"dimension", "key", "measure",
						  "value"};

static const char *const dimension_names[TOTALS_DIMENSIONS] = {
	[TOTALS_ALL] = "all",
	[TOTALS_STREAM] = "stream",
	[TOTALS_SOURCE] = "source",
	[TOTALS_ENROLL] = "enroll_status",
	[TOTALS_MATCH] = "match_status",
	[TOTALS_COMPLETION] = "completion",
	[TOTALS_PAY] = "pay_status",
	[TOTALS_CHECK] = "check",
	[TOTALS_QUEUE] = "queue",
	[TOTALS_TARGET] = "target",
	[TOTALS_FOLLOW_UP] = "follow_up",
	[TOTALS_KUR] = "kur_decision",
	[TOTALS_AGREEMENT] = "agreement",
	[TOTALS_VOCATION] = "vocation",
	[TOTALS_PROVIDER] = "provider",
	[TOTALS_DISTRICT] = "district",
	[TOTALS_CATEGORY] = "category",
	[TOTALS_EMPLOYMENT] = "employment",
	[TOTALS_SEX] = "sex",
	[TOTALS_DISABILITY] = "disability",
};

static const char *const measure_names[TOTALS_MEASURES] = {
	[TOTALS_RECORDS] = "records",
	[TOTALS_REPEATED] = "repeated",
	[TOTALS_EXPECTED] = "expected",
	[TOTALS_COUNTED] = "counted",
	[TOTALS_STRAY] = "stray",
	[TOTALS_APPLIED] = "applied",
	[TOTALS_ON_LIST] = "on_list",
	[TOTALS_LISTED] = "listed",
	[TOTALS_ACCEPTED] = "accepted",
	[TOTALS_PLACED] = "placed",
	[TOTALS_DUE_TO_START] = "due_to_start",
	[TOTALS_STARTED] = "started",
	[TOTALS_DUE_TO_END] = "due_to_end",
	[TOTALS_COMPLETED] = "completed",
	[TOTALS_CERTIFIED] = "certified",
	[TOTALS_CONTACTED] = "contacted",
	[TOTALS_WORKING] = "working",
	[TOTALS_BUSINESS] = "own_business",
	[TOTALS_AMOUNT_DUE] = "amount_due",
	[TOTALS_AMOUNT_PAID] = "amount_paid",
	[TOTALS_TRAINING_COST] = "training_cost",
	[TOTALS_AGE_WEEK] = "age_0_7",
	[TOTALS_AGE_FORTNIGHT] = "age_8_14",
	[TOTALS_AGE_MONTH] = "age_15_30",
	[TOTALS_AGE_OLDER] = "age_31_up",
	[TOTALS_AGE_UNKNOWN] = "age_unknown",
	[TOTALS_OLDEST_DAYS] = "oldest_days",
	[TOTALS_LATEST_DAY] = "latest_day",
	[TOTALS_SEALED] = "sealed",
};

static bool is_maximum(enum totals_measure measure)
{
	return measure == TOTALS_OLDEST_DAYS || measure == TOTALS_LATEST_DAY;
}

void totals_init(struct totals *totals)
{
	*totals = (struct totals){0};
	for (size_t i = 0; i < TOTALS_DIMENSIONS; i++)
		set_init(&totals->parts[i].keys, KEYS_MEMORY_MAX);
}

void totals_release(struct totals *totals)
{
	for (size_t i = 0; i < TOTALS_DIMENSIONS; i++) {
		set_release(&totals->parts[i].keys);
		free(totals->parts[i].values);
	}
	totals_init(totals);
}

/* Room for one more key's numbers, all 0. */
static bool make_room(struct totals_part *part)
{
	size_t capacity = part->capacity == 0 ? KEYS_FIRST : part->capacity * 2;
	int64_t(*values)[TOTALS_MEASURES];

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
static int64_t *row_of(struct totals *totals, enum totals_dimension dimension,
		       struct slice key)
{
	struct totals_part *part = &totals->parts[dimension];

	if (part->last < set_count(&part->keys) &&
	    slice_equal(set_string(&part->keys, part->last), key))
		return part->values[part->last];
	if (!make_room(part) || !set_add(&part->keys, key, &part->last, NULL))
		return NULL;
	return part->values[part->last];
}

static bool add_to(int64_t *row, enum totals_measure measure, int64_t amount)
{
	if (!is_maximum(measure))
		return number_add(row[measure], amount, &row[measure]);
	if (amount > row[measure])
		row[measure] = amount;
	return true;
}

bool totals_add(struct totals *totals, enum totals_dimension dimension,
		struct slice key, enum totals_measure measure, int64_t amount)
{
	int64_t *row = row_of(totals, dimension, key);

	return row != NULL && add_to(row, measure, amount);
}

bool totals_add_all(struct totals *totals, enum totals_dimension dimension,
		    struct slice key, const int64_t amounts[TOTALS_MEASURES])
{
	int64_t *row = row_of(totals, dimension, key);
	bool fits = row != NULL;

	for (int i = 0; fits && i < TOTALS_MEASURES; i++)
		fits = add_to(row, (enum totals_measure)i, amounts[i]);
	return fits;
}

int64_t totals_get(const struct totals *totals, enum totals_dimension dimension,
		   struct slice key, enum totals_measure measure)
{
	const struct totals_part *part = &totals->parts[dimension];
	uint32_t index = set_find(&part->keys, key);

	return index == SET_NONE ? 0 : part->values[index][measure];
}

int64_t totals_all(const struct totals *totals, enum totals_measure measure)
{
	return totals_get(totals, TOTALS_ALL, SLICE(""), measure);
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

const struct slice *totals_keys(const struct totals *totals,
				struct arena *arena,
				enum totals_dimension dimension,
				enum totals_measure most)
{
	const struct totals_part *part = &totals->parts[dimension];
	size_t count = set_count(&part->keys);
	struct slice *keys = arena_array(arena, count + 1, sizeof *keys);
	struct ranked *ranked = arena_array(arena, count + 1, sizeof *ranked);

	if (keys == NULL || ranked == NULL)
		return NULL;
	for (uint32_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){
			set_string(&part->keys, i),
			most < TOTALS_MEASURES ? part->values[i][most] : 0};
	qsort(ranked, count, sizeof *ranked, compare);
	for (size_t i = 0; i < count; i++)
		keys[i] = ranked[i].key;
	return keys;
}

static bool tell_key(const struct totals *totals,
		     enum totals_dimension dimension, struct slice key,
		     bool (*tell)(void *context,
				  const struct slice fields[TOTALS_FIELDS]),
		     void *context)
{
	for (size_t i = 0; i < TOTALS_MEASURES; i++) {
		char number[NUMBER_SIZE];
		int64_t value = totals_get(totals, dimension, key,
					   (enum totals_measure)i);
		const struct slice fields[TOTALS_FIELDS] = {
			slice_of(dimension_names[dimension]), key,
			slice_of(measure_names[i]),
			number_format(value, number)};

		if (value != 0 && !tell(context, fields))
			return false;
	}
	return true;
}

bool totals_tell(const struct totals *totals,
		 bool (*tell)(void *context,
			      const struct slice fields[TOTALS_FIELDS]),
		 void *context)
{
	bool told = true;

	for (size_t i = 0; i < TOTALS_DIMENSIONS && told; i++) {
		enum totals_dimension dimension = (enum totals_dimension)i;
		struct arena arena;
		const struct slice *keys;

		arena_init(&arena, KEYS_MEMORY_MAX);
		keys = totals_keys(totals, &arena, dimension, TOTALS_MEASURES);
		told = keys != NULL;
		for (size_t k = 0; told && k < totals_count(totals, dimension);
		     k++)
			told = tell_key(totals, dimension, keys[k], tell,
					context);
		arena_release(&arena);
	}
	return told;
}

static size_t find_name(const char *const *names, size_t count,
			struct slice name)
{
	size_t i = 0;

	while (i < count && !slice_is(name, names[i]))
		i++;
	return i;
}

bool totals_merge(struct totals *totals,
		  const struct slice fields[TOTALS_FIELDS], struct diag *diag)
{
	size_t dimension =
		find_name(dimension_names, TOTALS_DIMENSIONS, fields[0]);
	size_t measure = find_name(measure_names, TOTALS_MEASURES, fields[2]);
	int64_t value;

	if (dimension == TOTALS_DIMENSIONS)
		return diag_set(diag, "'%.*s' is no dimension of totals",
				SLICE_PRINT(fields[0]));
	if (measure == TOTALS_MEASURES)
		return diag_set(diag, "'%.*s' is no measure of totals",
				SLICE_PRINT(fields[2]));
	if (!number_parse(fields[3], &value))
		return diag_set(diag, "'%.*s' is no whole number",
				SLICE_PRINT(fields[3]));
	if (!totals_add(totals, (enum totals_dimension)dimension, fields[1],
			(enum totals_measure)measure, value))
		return diag_set(diag, "'%.*s' does not fit a sum of 63 bits",
				SLICE_PRINT(fields[3]));
	return true;
}
