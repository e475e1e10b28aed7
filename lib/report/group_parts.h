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
	uint64_t hash;
	int64_t count;
	struct slice *keys;
	uint64_t *signs; /* of the keys: see group.c */
	bool has_long;
	struct accumulator *values;
};

struct groups {
	struct arena arena; /* owns everything below */
	const struct group_query *query;
	struct group **slots; /* a power of two; NULL: free */
	size_t slot_count, count;
	int64_t total;
	enum value_type types[MEASURES_MAX];
	bool summed[MEASURES_MAX];
};

#endif
