/*
 * Records that are one person, from pairs. Pairs are taken from the surest
 * down; two clusters are joined only if all their records together don't
 * speak against it, so that a chain of likely pairs (a is like b, b like c ...)
 * doesn't make one person of many.
 */
#ifndef ENROLL_CLUSTER_H
#define ENROLL_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cluster_pair {
	uint32_t left, right; /* records */
	int32_t bits;
};

struct cluster_rules {
	int32_t least; /* millibits: the mean over all pairs across */
	int32_t most;  /* what one of them counts at most, either way */
	/* Scores any two records. */
	int32_t (*score)(void *context, uint32_t left, uint32_t right);
	void *context;
};

/* The result, for count records; the caller gives the room. */
struct clusters {
	size_t count;
	uint32_t *lowest;  /* by record: the lowest of its cluster */
	int32_t *strength; /* bits of its surest pair; INT32_MIN: alone */
};

/*
 * Puts records into clusters. The pairs are sorted in place: by bits, then by
 * the order of the records, which should not be that of a file. False without
 * memory.
 */
bool cluster_make(struct cluster_pair *pairs, size_t pair_count,
		  const struct cluster_rules *rules, struct clusters *clusters);

#endif
