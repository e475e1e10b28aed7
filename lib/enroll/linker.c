#include "enroll/linker.h"

#include "system/memory.h"

#include <stdlib.h>

#define LINKER_MEMORY_MAX ((size_t)1 << 34)

enum { HELD_FIRST = 1024 };

void linker_init(struct linker *linker, const struct linkage *linkage,
		 const struct weights *weights, enum linker_shares shares)
{
	*linker = (struct linker){.linkage = linkage,
				  .weights = weights,
				  .counting = shares != SHARES_LISTED,
				  .trusting = shares != SHARES_COUNTED};
	arena_init(&linker->memory, LINKER_MEMORY_MAX);
	for (size_t i = 0; i < LINKAGE_FIELDS_MAX; i++)
		share_counter_init(&linker->shares[i]);
	for (size_t i = 0; i < linkage->field_count; i++) {
		const struct weights_rates *rates =
			weights_find(weights, linkage->fields[i].name);

		linker->listed[i] = linker->trusting && rates != NULL &&
				    rates->u[LEVEL_EQUAL] != 0;
	}
}

void linker_release(struct linker *linker)
{
	arena_release(&linker->memory);
	for (size_t i = 0; i < LINKAGE_FIELDS_MAX; i++)
		share_counter_release(&linker->shares[i]);
	blocking_release(&linker->blocking);
	free(linker->ids);
	free(linker->values);
	free(linker->marks);
}

static bool make_room(struct linker *linker)
{
	size_t fields = linker->linkage->field_count;
	size_t capacity =
		linker->capacity == 0 ? HELD_FIRST : 2 * linker->capacity;

	if (linker->count < linker->capacity)
		return true;
	if (capacity > UINT32_MAX / 2 ||
	    !memory_grow(&linker->ids, capacity, sizeof *linker->ids) ||
	    !memory_grow(&linker->values, capacity * fields,
			 sizeof *linker->values))
		return false;
	linker->capacity = capacity;
	return true;
}

bool linker_add(struct linker *linker, const struct linkage_layout *layout,
		const struct record *record, struct slice id)
{
	const struct linkage *linkage = linker->linkage;
	struct linkage_value *values;

	if (!make_room(linker))
		return false;
	values = linker->values + linker->count * linkage->field_count;
	for (size_t i = 0; i < linkage->field_count; i++) {
		if (!comparison_prepare(&linkage->fields[i], layout->columns[i],
					record, &linker->memory, &values[i]))
			return false;
		if (linker->counting && !linker->listed[i] &&
		    !share_count(&linker->shares[i], &values[i], 1, true))
			return false;
	}
	linker->ids[linker->count] = arena_copy(&linker->memory, id);
	return linker->ids[linker->count++].data != NULL;
}

bool linker_count(struct linker *linker, const struct linkage_layout *layout,
		  const struct record *record, uint32_t times,
		  struct arena *scratch)
{
	const struct linkage *linkage = linker->linkage;
	struct linkage_value value;

	arena_reset(scratch);
	for (size_t i = 0; i < linkage->field_count; i++)
		if (!linker->listed[i] &&
		    (!comparison_prepare(&linkage->fields[i],
					 layout->columns[i], record, scratch,
					 &value) ||
		     !share_count(&linker->shares[i], &value, times, false)))
			return false;
	return true;
}

bool linker_settle(struct linker *linker, uint64_t records)
{
	const struct linkage *linkage = linker->linkage;

	linker->prior = linker->weights->prior_known && linker->trusting
				? linker->weights->prior
				: -weights_log2(records > 1 ? records : 2, 1);
	linker->certain = linkage->certain_known ? linkage->certain
						 : linker->weights->certain;
	linker->review = linkage->review_known ? linkage->review
					       : linker->weights->review;
	for (size_t i = 0; i < linker->count; i++)
		if (!blocking_add(&linker->blocking, linkage,
				  linker_values(linker, i), (uint32_t)i))
			return false;
	linker->marks = calloc(linker->count + 1, sizeof *linker->marks);
	return linker->marks != NULL &&
	       blocking_settle(&linker->blocking, linkage->block_largest) &&
	       linker_weigh(linker);
}
