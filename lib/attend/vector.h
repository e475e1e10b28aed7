/*
 * A growing array of one kind of struct, kept in a strbuf that bounds it.
 */
#ifndef ATTEND_VECTOR_H
#define ATTEND_VECTOR_H

#include "base/strbuf.h"

/* Appends a copy of an item; false past the maximum. */
static inline bool vector_add(struct strbuf *vector, const void *item,
			      size_t size)
{
	return strbuf_append(vector, (struct slice){item, size});
}

/* The items; they move when one is added. */
static inline void *vector_items(const struct strbuf *vector)
{
	return vector->data;
}

static inline size_t vector_count(const struct strbuf *vector, size_t size)
{
	return vector->length / size;
}

#endif
