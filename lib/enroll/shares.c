#include "enroll/shares.h"

#include "system/memory.h"

#include <stdlib.h>

#define SHARES_MEMORY_MAX ((size_t)1 << 32)

void share_counter_init(struct share_counter *counter)
{
	*counter = (struct share_counter){0};
	set_init(&counter->values, SHARES_MEMORY_MAX);
}

void share_counter_release(struct share_counter *counter)
{
	set_release(&counter->values);
	free(counter->counts);
}

static bool add(struct share_counter *counter, struct slice value,
		uint32_t times, bool is_new)
{
	uint32_t index = is_new ? 0 : set_find(&counter->values, value);
	bool added = false;

	if (index == SET_NONE)
		return true;
	if (is_new && !set_add(&counter->values, value, &index, &added))
		return false;
	if (!memory_reserve(&counter->counts, &counter->room, index + 1U,
			    sizeof *counter->counts))
		return false;
	if (added)
		counter->counts[index] = 0;
	counter->counts[index] += times;
	return true;
}

static bool is_repeated(const struct linkage_words *words, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (slice_equal(name_folded(&words->tokens[i]),
				name_folded(&words->tokens[index])))
			return true;
	return false;
}

bool share_count(struct share_counter *counter,
		 const struct linkage_value *value, uint32_t times, bool is_new)
{
	const struct linkage_words *words = value->words;

	if (value->length == 0)
		return true;
	counter->records += times;
	if (!value->has_words)
		return add(counter, linkage_text(value), times, is_new);
	for (size_t i = 0; i < words->count; i++)
		if (!is_repeated(words, i) &&
		    !add(counter, name_folded(&words->tokens[i]), times,
			 is_new))
			return false;
	return true;
}

uint64_t share_of(const struct share_counter *counter, struct slice value)
{
	uint32_t index = set_find(&counter->values, value);
	uint64_t count;

	if (index == SET_NONE || counter->records == 0)
		return 0;
	count = counter->counts[index];
	count = count > 1 ? count - 1 : 1;
	return count * WEIGHTS_ONE / counter->records;
}
