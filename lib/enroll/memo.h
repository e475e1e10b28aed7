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

/* No text has a NUL, so that its bytes and zeros behind it say its length. */
struct memo_entry {
	uint64_t begin, end; /* begin 0: nothing is remembered here */
	uint64_t value;	     /* the two are the caller's */
	struct slice word;
};

/* Zeroed is empty. A text pushes out the one that had its place, where the
 * place beside it is taken too. */
struct memo {
	struct memo_entry entries[1 << MEMO_SLOT_BITS];
};

static inline bool memo_holds(const struct memo_entry *entry, uint64_t begin,
			      uint64_t end)
{
	return ((entry->begin ^ begin) | (entry->end ^ end)) == 0;
}

/* A text's first eight bytes and the next, zeros behind its length. */
static inline void memo_words(const char *data, size_t length, uint64_t *begin,
			      uint64_t *end)
{
	static const unsigned char ones[] = {
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0,    0,    0,	  0,	0,    0,    0,	  0,
		0,    0,    0,	  0,	0,    0,    0,	  0};
	const unsigned char *mask = ones + MEMO_TEXT_MAX - length;

	*begin = text_word(data) & text_word((const char *)mask);
	*end = text_word(data + 8) & text_word((const char *)mask + 8);
}

/* The place beside a text's own, where the text stands or had better stand. */
static inline bool memo_find_beside(struct memo *memo, uint64_t begin,
				    uint64_t end, struct memo_entry **entry)
{
	size_t own = (size_t)(*entry - memo->entries);
	struct memo_entry *beside = &memo->entries[own ^ 1];

	if (memo_holds(beside, begin, end)) {
		*entry = beside;
		return true;
	}
	if ((*entry)->begin != 0 && beside->begin == 0)
		*entry = beside;
	(*entry)->begin = begin;
	(*entry)->end = end;
	return false;
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
	memo_words(data, text.length, &begin, &end);
	hash = ((begin ^ end) * UINT64_C(0x9e3779b97f4a7c15)) >>
	       (64 - MEMO_SLOT_BITS);
	*entry = &memo->entries[hash];
	return memo_holds(*entry, begin, end) ||
	       memo_find_beside(memo, begin, end, entry);
}

#endif
