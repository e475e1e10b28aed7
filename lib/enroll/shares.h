/*
 * How many records have a value: what agreeing on it is worth. Counted from
 * the data in --link, where a share of a value that c of n records have is
 * max(c - 1, 1) / n, the chance that some other record has it too.
 */
#ifndef ENROLL_SHARES_H
#define ENROLL_SHARES_H

#include "enroll/comparison.h"

#include <stdbool.h>
#include <stdint.h>

struct share_counter {
	struct set values;
	uint32_t *counts; /* by value */
	size_t room;
	uint64_t records; /* that have a value of the field */
};

void share_counter_init(struct share_counter *counter);
void share_counter_release(struct share_counter *counter);

/*
 * Counts a value, or each word of it once, times records. Of values that are
 * not there yet only with is_new. False without memory.
 */
bool share_count(struct share_counter *counter,
		 const struct linkage_value *value, uint32_t times,
		 bool is_new);

/* The share of a value or word; 0 where it was never counted. */
uint64_t share_of(const struct share_counter *counter, struct slice value);

#endif
