#include "enroll/linker.h"

#include <stdlib.h>

/*
 * The bits of every field and value: m from the weights file; u and the shares
 * of values from there too, or counted. The u of levels under equality are
 * counted on pairs of held records in the order of a hash of their contents,
 * which is a random order that doesn't depend on the rows', and joined with
 * the file's as if that were the result of SHARES_BEFORE pairs.
 */

enum {
	SAMPLE_PAIRS = 50000,
	SHARES_BEFORE = 500,
	SAMPLE_STRIDES = 64 /* at most, for small files */
};

struct order {
	uint64_t hash;
	uint32_t record;
};

/* What pairs of a sample showed of a field. */
struct tally {
	uint64_t pairs, words;
	uint64_t levels[LEVELS];
};

static bool has_words(const struct linkage_field *field)
{
	return field->compare == COMPARE_NAME ||
	       field->compare == COMPARE_WORDS;
}

/* The field's own rates where the file has them, else the comparator's. */
static void take_rates(struct linker *linker, size_t field)
{
	const struct linkage_field *own = &linker->linkage->fields[field];
	struct slice compare = slice_of(comparator_word(own->compare));
	const struct weights_rates *rates =
		weights_find(linker->weights, own->name);
	const struct weights_rates *general =
		weights_find(linker->weights, compare);
	struct weights_rates *used = &linker->rates[field];

	for (size_t i = 0; i < LEVELS; i++) {
		used->m[i] = rates != NULL && rates->m[i] != 0 ? rates->m[i]
			     : general != NULL		       ? general->m[i]
							       : 0;
		used->u[i] = rates != NULL && rates->u[i] != 0 ? rates->u[i]
			     : general != NULL		       ? general->u[i]
							       : 0;
	}
}

static int compare_orders(const void *left, const void *right)
{
	const struct order *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

/* The finalizer of MurmurHash3 (public domain). */
static uint64_t mix(uint64_t key)
{
	key = (key ^ key >> 33) * UINT64_C(0xff51afd7ed558ccd);
	key = (key ^ key >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return key ^ key >> 33;
}

/* Equal records may change places: their pairs are the same. */
static struct order *shuffled(const struct linker *linker)
{
	size_t fields = linker->linkage->field_count;
	struct order *order = malloc((linker->count + 1) * sizeof *order);

	for (size_t i = 0; order != NULL && i < linker->count; i++) {
		const struct linkage_value *values = linker_values(linker, i);
		uint64_t hash = 0;

		for (size_t j = 0; j < fields; j++)
			hash = mix(hash ^ values[j].key);
		order[i] = (struct order){hash, (uint32_t)i};
	}
	if (order != NULL)
		qsort(order, linker->count, sizeof *order, compare_orders);
	return order;
}

static void tally_pair(const struct linker *linker,
		       const struct pair_bits *pair,
		       const struct linkage_value *values,
		       struct tally tallies[LINKAGE_FIELDS_MAX])
{
	for (size_t i = 0; i < linker->linkage->field_count; i++) {
		if (!pair->known[i])
			continue;
		tallies[i].pairs++;
		if (values[i].has_words)
			tallies[i].words += values[i].words->count;
		for (size_t j = 0; j < LEVELS; j++)
			tallies[i].levels[j] += pair->levels[i][j];
	}
}

static bool sample(struct linker *linker,
		   struct tally tallies[LINKAGE_FIELDS_MAX])
{
	struct order *order = shuffled(linker);
	struct pair_bits pair;
	size_t left = SAMPLE_PAIRS;

	if (order == NULL)
		return false;
	for (size_t stride = 1;
	     stride <= SAMPLE_STRIDES && stride < linker->count; stride++) {
		for (size_t i = 0; i + stride < linker->count && left > 0;
		     i++, left--) {
			size_t record = order[i].record;

			linker_score_held(linker, record,
					  order[i + stride].record, &pair);
			tally_pair(linker, &pair, linker_values(linker, record),
				   tallies);
		}
	}
	free(order);
	return true;
}

/* What the sample counted, joined with what the file has. */
static void join_rates(struct linker *linker, size_t field,
		       const struct tally *tally)
{
	const struct linkage_field *own = &linker->linkage->fields[field];
	uint64_t *u = linker->rates[field].u;
	uint64_t seen = has_words(own) ? tally->words : tally->pairs;

	for (size_t i = LEVEL_VARIANT; i <= LEVEL_DIFFERENT; i++) {
		if (u[i] == 0 || (has_words(own) && i == LEVEL_DIFFERENT))
			continue;
		u[i] = (tally->levels[i] * WEIGHTS_ONE + SHARES_BEFORE * u[i]) /
		       (seen + SHARES_BEFORE);
	}
}

/* A level without both rates says nothing. */
static void set_bits(struct linker *linker, size_t field)
{
	const struct weights_rates *rates = &linker->rates[field];
	struct comparison_field *own = &linker->comparison.fields[field];

	own->field = &linker->linkage->fields[field];
	for (size_t i = 0; i < LEVELS; i++)
		own->bits[i] = rates->m[i] == 0 || rates->u[i] == 0
				       ? 0
				       : weights_log2(rates->m[i], rates->u[i]);
	own->equal_m =
		rates->m[LEVEL_EQUAL] == 0
			? 0
			: weights_log2(rates->m[LEVEL_EQUAL], WEIGHTS_ONE);
}

static uint64_t share_in_file(const struct linker *linker, size_t field,
			      struct slice value)
{
	uint64_t share = weights_share(
		linker->weights, linker->linkage->fields[field].name, value);

	return share != 0 ? share : linker->rates[field].u[LEVEL_EQUAL];
}

static int32_t equal_bits(const void *shares, size_t field, struct slice value)
{
	const struct linker *linker = shares;
	uint64_t share = linker->counting && !linker->listed[field]
				 ? share_of(&linker->shares[field], value)
				 : share_in_file(linker, field, value);

	return share == 0 ? BITS_UNKNOWN
			  : linker->comparison.fields[field].equal_m -
				    weights_log2(share, WEIGHTS_ONE);
}

static void weigh_words(const struct linker *linker, size_t field,
			struct linkage_value *value)
{
	struct linkage_words *words = value->words;

	value->equal = 0;
	for (size_t i = 0; i < words->count; i++) {
		enum name_token_kind kind = words->tokens[i].kind;

		words->words[i].bits = equal_bits(
			linker, field, name_folded(&words->tokens[i]));
		if (words->words[i].bits > 0 && kind != NAME_MARKER &&
		    kind != NAME_TITLE)
			value->equal += words->words[i].bits;
	}
}

static void weigh_values(struct linker *linker)
{
	size_t fields = linker->linkage->field_count;

	for (size_t i = 0; i < linker->count * fields; i++) {
		struct linkage_value *value = &linker->values[i];

		if (value->length == 0)
			continue;
		if (value->has_words)
			weigh_words(linker, i % fields, value);
		else
			value->equal = equal_bits(linker, i % fields,
						  linkage_text(value));
	}
}

/* The cheap comparators first, so that the dear ones are often spared. */
static void set_order(struct linker *linker)
{
	struct comparison *comparison = &linker->comparison;
	size_t count = 0;

	comparison->field_count = linker->linkage->field_count;
	for (int compare = COMPARE_EXACT; compare <= COMPARE_EMAIL; compare++) {
		if (compare == COMPARE_NAME)
			comparison->cheap_count = count;
		for (size_t i = 0; i < comparison->field_count; i++)
			if (linker->linkage->fields[i].compare ==
			    (enum comparator)compare)
				comparison->order[count++] = i;
	}
	linker->names = SIZE_MAX;
	for (size_t i = comparison->field_count; i-- > 0;)
		if (has_words(&linker->linkage->fields[i]))
			linker->names = i;
}

void linker_reweigh(struct linker *linker)
{
	for (size_t i = 0; i < linker->linkage->field_count; i++)
		set_bits(linker, i);
	weigh_values(linker);
}

bool linker_weigh(struct linker *linker)
{
	struct tally tallies[LINKAGE_FIELDS_MAX] = {0};
	size_t fields = linker->linkage->field_count;

	linker->comparison.equal_bits = equal_bits;
	linker->comparison.shares = linker;
	set_order(linker);
	for (size_t i = 0; i < fields; i++) {
		take_rates(linker, i);
	}
	linker_reweigh(linker);
	if (!linker->counting)
		return true;
	if (!sample(linker, tallies))
		return false;
	for (size_t i = 0; i < fields; i++) {
		if (linker->listed[i])
			continue;
		join_rates(linker, i, &tallies[i]);
	}
	linker_reweigh(linker);
	return true;
}
