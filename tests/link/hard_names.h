/*
 * Invented names, and what becomes of them when they are keyed again; the rates
 * stand in hard.c.
 */
#ifndef LINK_HARD_NAMES_H
#define LINK_HARD_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HARD_WORDS_MAX = 8, HARD_WORD_SIZE = 40, HARD_NAME_MAX = 400 };

/* SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014). */
struct hard_dice {
	uint64_t state;
};

/* 0 to limit - 1. */
int hard_below(struct hard_dice *dice, int limit);
bool hard_chance(struct hard_dice *dice, int per_mille);

struct hard_word {
	char text[HARD_WORD_SIZE]; /* lower case */
	bool is_front; /* I, Ni, Wayan, Gusti ...: can be cut or left out */
};

struct hard_name {
	struct hard_word words[HARD_WORDS_MAX];
	size_t count;
	bool is_woman;
	const char *title, *degree; /* or NULL */
};

void hard_name_make(struct hard_dice *dice, struct hard_name *name);

/* Keys it again. */
void hard_name_key(struct hard_dice *dice, struct hard_name *name);

/* With titles and capital letters. */
void hard_name_write(const struct hard_name *name, char out[HARD_NAME_MAX]);

#endif
