/*
 * Stretches of time of one person, united and never added.
 */
#ifndef ATTEND_SPAN_H
#define ATTEND_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From a second to another, the last one not included. */
struct span {
	int64_t from, to;
};

/* Some spans in order, borrowed. */
struct span_list {
	const struct span *spans;
	size_t count;
};

/*
 * Sorts spans and joins those that touch or overlap, in place; empty and
 * reversed ones go. Returns how many are left.
 */
size_t span_unite(struct span *spans, size_t count);

/* The part of a span within limits; empty (from == to) where there is none. */
struct span span_clip(struct span span, struct span limits);

/* Seconds that united spans cover within limits. */
int64_t span_seconds(struct span_list list, struct span limits);

static inline bool span_overlaps(struct span left, struct span right)
{
	return left.from < right.to && right.from < left.to;
}

#endif
