/*
 * What short texts of one column were found to mean, so that the few that
 * come again and again ("pu_phk", "bri") are looked up once.
 */
#ifndef ENROLL_MEMO_H
#define ENROLL_MEMO_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MEMO_TEXT_MAX = 16, MEMO_SLOT_BITS = 5 };

struct memo_entry {
	uint64_t begin, end; /* the text, and zeros behind it */
	size_t length;	     /* 0: nothing is remembered here */
	uint64_t value;	     /* the two are the caller's */
	struct slice word;
};

/* Zeroed is empty. A text pushes out the one that had its place, where the
 * place beside it is taken too. */
struct memo {
	struct memo_entry entries[1 << MEMO_SLOT_BITS];
};

static inline bool memo_holds(const struct memo_entry *entry, uint64_t begin,
			      uint64_t end, size_t length)
{
	return ((entry->begin ^ begin) | (entry->end ^ end) |
		(entry->length ^ length)) == 0;
}

/* The lowest bytes of a word, 0 to 8 of them. */
static inline uint64_t memo_low_bytes(uint64_t word, size_t count)
{
	static const uint64_t masks[] = {0,
					 UINT64_MAX >> 56,
					 UINT64_MAX >> 48,
					 UINT64_MAX >> 40,
					 UINT64_MAX >> 32,
					 UINT64_MAX >> 24,
					 UINT64_MAX >> 16,
					 UINT64_MAX >> 8,
					 UINT64_MAX};

	return word & masks[count];
}

/*
 * The place of a text that is not empty. True: its value and word stand there.
 * False: the caller fills them in. NULL in *entry where the text is too long
 * to be remembered. Lengths come at random, so that branching on them would
 * cost more than all the rest: with slack behind the text there is none.
 */
static inline bool memo_find(struct memo *memo, struct slice text, bool slack,
			     struct memo_entry **entry)
{
	struct memo_entry *place, *neighbour;
	char padded[MEMO_TEXT_MAX];
	const char *data = text.data;
	uint64_t begin, end, hash;

	*entry = NULL;
	if (text.length > MEMO_TEXT_MAX)
		return false;
	if (!slack) {
		memset(padded, 0, sizeof padded);
		memcpy(padded, text.data, text.length);
		data = padded;
	}
	begin = memo_low_bytes(text_word(data),
			       text.length < 8 ? text.length : 8);
	end = memo_low_bytes(text_word(data + 8),
			     text.length < 8 ? 0 : text.length - 8);
	hash = ((begin ^ end) * UINT64_C(0x9e3779b97f4a7c15)) >>
	       (64 - MEMO_SLOT_BITS);
	*entry = place = &memo->entries[hash];
	if (memo_holds(place, begin, end, text.length))
		return true;
	neighbour = &memo->entries[hash ^ 1];
	if (memo_holds(neighbour, begin, end, text.length)) {
		*entry = neighbour;
		return true;
	}
	if (place->length > 0 && neighbour->length == 0)
		*entry = place = neighbour;
	place->begin = begin;
	place->end = end;
	place->length = text.length;
	return false;
}

#endif
