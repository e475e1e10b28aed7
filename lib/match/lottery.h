/*
 * The lottery: numbers that everybody can compute again.
 *
 * A number is the first 16 hexadecimal digits of SHA-256 of "seed|person", or
 * of "seed|course|person"; the smaller number comes first. The same person has
 * the same number in every run with the same seed, the waiting list included.
 */
#ifndef MATCH_LOTTERY_H
#define MATCH_LOTTERY_H

#include "base/strbuf.h"
#include "base/text.h"
#include "system/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LOTTERY_DIGITS = 16, LOTTERY_SHARES = 1000, LOTTERY_GUESSES = 4096 };

uint64_t lottery_number(struct slice seed, struct slice person);
uint64_t lottery_number_at(struct slice seed, struct slice course,
			   struct slice person);

/* The 16 lower-case digits, without a NUL. */
void lottery_format(uint64_t number, char out[LOTTERY_DIGITS]);

/*
 * How a number stands among those drawn: which share, in per mille rounded
 * down, of all numbers is larger.
 */
struct lottery_shares {
	uint64_t limits[LOTTERY_SHARES + 1]; /* [0] is none */
	uint16_t guess[LOTTERY_GUESSES];     /* by the number's upper bits */
};

/* drawn: the places of the numbers, the smallest first (drawn_sort). */
void lottery_shares_init(struct lottery_shares *shares, const uint64_t *numbers,
			 const uint32_t *drawn, size_t count);
unsigned lottery_share(const struct lottery_shares *shares, uint64_t number);

/*
 * What is published before the draw: SHA-256 over seed, key id and the SHA-256
 * of the considered persons, sorted bytewise, each with a newline.
 */
bool lottery_commit(struct slice seed, struct slice key_id,
		    struct slice *persons, size_t count,
		    char out[DIGEST_HEX_SIZE]);

#endif
