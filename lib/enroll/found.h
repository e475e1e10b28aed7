/*
 * The pairs that --link found, kept until all are known: they are written in
 * an order of their own, the surest first, whatever order the rows came in.
 */
#ifndef ENROLL_FOUND_H
#define ENROLL_FOUND_H

#include "enroll/ladder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct found_pair {
	struct slice left, right;	    /* ids */
	uint32_t left_record, right_record; /* where both are held */
	const int32_t *field_bits;	    /* by field of the linkage */
	uint32_t known;			    /* bit i: field i was compared */
	int32_t bits;
	uint32_t key_count; /* blocking keys that led to it */
	struct ladder_verdict verdict;
};

struct found {
	struct found_pair *pairs;
	size_t count, room;
	struct arena arena;
};

void found_init(struct found *found);
void found_release(struct found *found);

/*
 * Keeps a pair; the bits of its fields and right's id are copied. swap puts
 * the ids the other way round. The caller sets left_record and right_record
 * of the last one where it needs them.
 */
bool found_add(struct found *found, const struct found_pair *pair,
	       const struct pair_bits *bits, size_t field_count);

/* By bits, falling, then by ids. */
void found_sort(struct found *found);

/*
 * How complete blocking was, per mille: pairs found under one key only and
 * under two tell how many share none (A. Chao, "Estimating the population size
 * for capture-recapture data with unequal catchability", Biometrics 43, 1987:
 * at least f1 (f1 - 1) / 2 (f2 + 1) more). 1000 where nothing was found.
 */
int found_completeness(const struct found *found);

#endif
