/*
 * What group.c and group_show.c share. Nobody else includes this.
 */
#ifndef REPORT_GROUP_PARTS_H
#define REPORT_GROUP_PARTS_H

#include "report/group.h"

enum value_type {
	VALUE_OPEN, /* no value has decided it yet */
	VALUE_NUMBER,
	VALUE_DATE
};

/* 128 bits hold the sum of 2^63 values of 64: no order of adding wraps. */
struct accumulator {
	__extension__ __int128 sum;
	int64_t known, least, most;
};

struct group {
	int64_t count;
	bool has_long; /* equal signs don't prove equal keys */
	struct accumulator *values;
	struct slice *keys;
	uint64_t hash;
	uint64_t signs[]; /* of the keys: see group.c */
};

struct groups {
	struct arena arena; /* owns everything below */
	const struct group_query *query;
	struct group **slots; /* 2 to the power of slot_bits; NULL: free */
	unsigned slot_bits;
	size_t count;
	int64_t total;
	uint64_t signs[GROUP_FIELDS_MAX]; /* of the record being counted */
	enum value_type types[MEASURES_MAX];
	bool summed[MEASURES_MAX];
};

static inline size_t groups_slots(const struct groups *groups)
{
	return (size_t)1 << groups->slot_bits;
}

#endif
