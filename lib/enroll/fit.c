#include "enroll/fit.h"

#include <stdlib.h>

enum {
	ROUNDS_MAX = 30,
	SETTLED = 1000000, /* a change of m, in parts of WEIGHTS_ONE */
	PAIRS_BEFORE = 50, /* what the old m counts for */
	MATCHES_MIN = 30,
	MATCHES_PER_RECORD = 20,
	ROW_MAX = 4096,
	LISTED_MIN = 5 /* records with a value whose share is listed */
};

#define DIFFERENT_MOST (WEIGHTS_ONE * 6 / 10)

/* Expected numbers among pairs of one person, in parts of 2^20. */
struct expected {
	uint64_t matches;
	uint64_t levels[LINKAGE_FIELDS_MAX][LEVELS];
};

static void expect(const struct pair_bits *pair, size_t fields,
		   struct expected *expected)
{
	uint64_t chance = weights_chance(pair->total);

	expected->matches += chance;
	for (size_t i = 0; i < fields; i++)
		for (size_t j = 0; j < LEVELS && pair->known[i]; j++)
			expected->levels[i][j] += chance * pair->levels[i][j];
}

static bool expect_all(struct linker *linker, struct expected *expected)
{
	struct linker_probe probe;
	struct pair_bits pair;
	bool done = true;

	*expected = (struct expected){0};
	linker_probe_init(&probe, NULL);
	for (size_t i = 0; i < linker->count && done; i++) {
		done = linker_probe_held(linker, &probe, i);
		for (size_t j = 0; done && j < probe.candidate_count; j++) {
			linker_score_held(linker, probe.candidates[j].record, i,
					  &pair);
			expect(&pair, linker->linkage->field_count, expected);
		}
	}
	linker_probe_release(&probe);
	return done;
}

/* The new m of a field, beside what the file had; gives the largest change. */
static uint64_t maximise(struct weights_rates *rates,
			 const struct weights_rates *before,
			 const uint64_t levels[LEVELS])
{
	uint64_t total = 0, most = 0;

	for (size_t i = 0; i < LEVEL_EXTRA; i++)
		if (rates->m[i] != 0)
			total += levels[i] / WEIGHTS_CHANCE_ONE;
	total += PAIRS_BEFORE;
	for (size_t i = 0; i < LEVEL_EXTRA; i++) {
		uint64_t old = rates->m[i], change;

		if (old == 0)
			continue;
		rates->m[i] = (levels[i] / WEIGHTS_CHANCE_ONE * WEIGHTS_ONE +
			       PAIRS_BEFORE * before->m[i]) /
			      total;
		change = rates->m[i] > old ? rates->m[i] - old
					   : old - rates->m[i];
		most = change > most ? change : most;
	}
	return most;
}

static bool check_matches(const struct linker *linker, const struct fit *fit,
			  struct diag *diag)
{
	if (fit->matches < MATCHES_MIN)
		return diag_set(diag,
				"%llu pairs of one person are too few to learn "
				"from; at least %d",
				(unsigned long long)fit->matches, MATCHES_MIN);
	if (fit->matches > (uint64_t)linker->count * MATCHES_PER_RECORD)
		return diag_set(diag,
				"%llu pairs of one person among %zu records: "
				"the fit is implausible",
				(unsigned long long)fit->matches,
				linker->count);
	for (size_t i = 0; i < linker->linkage->field_count; i++)
		if (linker->rates[i].m[LEVEL_DIFFERENT] > DIFFERENT_MOST ||
		    linker->rates[i].m[LEVEL_DIFFERENT] >
			    linker->rates[i].u[LEVEL_DIFFERENT])
			return diag_set(
				diag,
				"most pairs of one person would differ "
				"in \"%.*s\": the fit is implausible",
				SLICE_PRINT(linker->linkage->fields[i].name));
	return true;
}

bool fit_run(struct linker *linker, struct fit *fit, struct diag *diag)
{
	struct weights_rates before[LINKAGE_FIELDS_MAX];
	struct expected expected;
	uint64_t change = SETTLED + 1;

	memcpy(before, linker->rates, sizeof before);
	*fit = (struct fit){.pairs = (uint64_t)linker->count *
				     (linker->count - 1) / 2};
	while (fit->rounds < ROUNDS_MAX && change > SETTLED) {
		if (!expect_all(linker, &expected))
			return diag_memory(diag);
		change = 0;
		for (size_t i = 0; i < linker->linkage->field_count; i++) {
			uint64_t own = maximise(&linker->rates[i], &before[i],
						expected.levels[i]);

			change = own > change ? own : change;
		}
		fit->matches = expected.matches / WEIGHTS_CHANCE_ONE;
		if (fit->matches > 0)
			linker->prior = weights_log2(fit->matches, fit->pairs);
		linker_reweigh(linker);
		fit->rounds++;
	}
	return check_matches(linker, fit, diag);
}

struct rows {
	bool (*put)(void *context, const struct slice row[WEIGHTS_COLUMNS]);
	void *context;
	const struct linker *linker;
	uint64_t matches; /* pairs of one person */
	struct strbuf value;
};

static bool put_row(struct rows *rows, const char *kind, struct slice subject,
		    struct slice item)
{
	const struct slice row[WEIGHTS_COLUMNS] = {
		slice_of(kind), subject, item, strbuf_slice(&rows->value)};

	return rows->put(rows->context, row);
}

static bool put_bits(struct rows *rows, const char *kind, const char *item,
		     int32_t millibits)
{
	strbuf_reset(&rows->value);
	weights_format(millibits, &rows->value);
	return put_row(rows, kind, (struct slice){0}, slice_of(item));
}

static bool put_share(struct rows *rows, const char *kind, struct slice subject,
		      struct slice item, uint64_t share)
{
	if (share == 0)
		return true;
	strbuf_reset(&rows->value);
	weights_format_share(share, &rows->value);
	return put_row(rows, kind, subject, item);
}

/*
 * How often two people share a day that is not listed. It hardly hangs on how
 * many they are, unlike a value that nobody shares.
 */
static uint64_t share_of_days(const struct rows *rows, size_t field)
{
	const struct linker *linker = rows->linker;
	const struct share_counter *counter = &linker->shares[field];
	struct slice name = linker->linkage->fields[field].name;
	size_t days = set_count(&counter->values);
	__extension__ unsigned __int128 pairs = 0, all = counter->records;

	for (size_t i = 0; i < days; i++) {
		uint64_t count = counter->counts[i];

		if (weights_share(linker->weights, name,
				  set_string(&counter->values, (uint32_t)i)) ==
		    0)
			pairs += count * (count - 1);
	}
	all *= all - 1;
	if (all == 0 || pairs < 2 * rows->matches)
		return 0;
	return (uint64_t)((pairs - 2 * rows->matches) * WEIGHTS_ONE / all);
}

/* Of a value that isn't listed. */
static uint64_t usual_share(const struct rows *rows, size_t field)
{
	const struct linker *linker = rows->linker;
	uint64_t records = linker->shares[field].records;
	uint64_t one = (WEIGHTS_ONE + records - 1) / records, days = 0;

	if (linker->linkage->fields[field].compare == COMPARE_DATE)
		days = share_of_days(rows, field);
	return days > 0 ? days : one;
}

static bool put_rates(struct rows *rows, size_t field)
{
	const struct linker *linker = rows->linker;
	const struct weights_rates *rates = &linker->rates[field];
	struct slice name = linker->linkage->fields[field].name;
	uint64_t records = linker->shares[field].records;
	bool good = true;

	for (size_t i = 0; i < LEVELS; i++) {
		struct slice level =
			slice_of(weights_level_word((enum level)i));
		uint64_t u = rates->u[i];

		if (i == LEVEL_EQUAL && records > 0)
			u = usual_share(rows, field);
		good = good && put_share(rows, "m", name, level, rates->m[i]) &&
		       put_share(rows, "u", name, level, u);
	}
	return good;
}

static int compare_values(const void *left, const void *right)
{
	return slice_compare(*(const struct slice *)left,
			     *(const struct slice *)right);
}

/*
 * The values of a field that are common. What may name a person, or a day of
 * birth, is not listed.
 */
static size_t take_counted(const struct share_counter *counter,
			   enum comparator compare, struct slice *values)
{
	size_t total = set_count(&counter->values), count = 0;

	if (compare == COMPARE_DIGITS || compare == COMPARE_DATE)
		return 0;
	for (size_t i = 0; i < total; i++)
		if (counter->counts[i] >= LISTED_MIN)
			values[count++] =
				set_string(&counter->values, (uint32_t)i);
	return count;
}

/* The days that the weights so far list: they stand in for many an unknown. */
static size_t take_days(const struct weights *weights, struct slice field,
			struct slice *values)
{
	size_t total = set_count(&weights->values), count = 0;

	for (size_t i = 0; i < total; i++) {
		struct slice value = set_string(&weights->values, (uint32_t)i);
		struct slice subject;

		if (slice_next(&value, '\t', &subject) &&
		    slice_equal(subject, field))
			values[count++] = value;
	}
	return count;
}

static bool put_values(struct rows *rows, size_t field)
{
	const struct linker *linker = rows->linker;
	const struct share_counter *counter = &linker->shares[field];
	const struct linkage_field *own = &linker->linkage->fields[field];
	const struct weights *weights = linker->weights;
	struct slice *values = calloc(set_count(&counter->values) +
					      set_count(&weights->values) + 1,
				      sizeof *values);
	bool are_days = own->compare == COMPARE_DATE, good = values != NULL;
	size_t count = !good	  ? 0
		       : are_days ? take_days(weights, own->name, values)
				  : take_counted(counter, own->compare, values);

	if (count > 0)
		qsort(values, count, sizeof *values, compare_values);
	for (size_t i = 0; good && i < count; i++)
		good = put_share(
			rows, "share", own->name, values[i],
			are_days ? weights_share(weights, own->name, values[i])
				 : share_of(counter, values[i]));
	free(values);
	return good;
}

bool fit_rows(const struct linker *linker, const struct fit *fit,
	      bool (*put)(void *context,
			  const struct slice row[WEIGHTS_COLUMNS]),
	      void *context)
{
	struct rows rows = {.put = put,
			    .context = context,
			    .linker = linker,
			    .matches = fit->matches};
	bool good;

	strbuf_init(&rows.value, ROW_MAX);
	strbuf_append_format(&rows.value,
			     "%llu pairs of one person expected "
			     "among %llu, %u rounds",
			     (unsigned long long)fit->matches,
			     (unsigned long long)fit->pairs, fit->rounds);
	good = put_row(&rows, "version", SLICE("fit"),
		       slice_of(linker->weights->version)) &&
	       put_bits(&rows, "prior", "", linker->prior) &&
	       put_bits(&rows, "threshold", "certain", linker->certain) &&
	       put_bits(&rows, "threshold", "review", linker->review);
	for (size_t i = 0; good && i < linker->linkage->field_count; i++)
		good = put_rates(&rows, i) && put_values(&rows, i);
	strbuf_release(&rows.value);
	return good;
}
