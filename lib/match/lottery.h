/*
 * The lottery: numbers that everybody can compute again.
 *
 * A number is the first 16 hexadecimal digits of SHA-256 of "seed|person", or
 * of "seed|course|person"; the smaller number comes first. The same person has
 * the same number in every run with the same seed, the waiting list included.
 */
#ifndef MATCH_LOTTERY_H
#define MATCH_LOTTERY_H

#include "base/diag.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "system/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LOTTERY_DIGITS = 16, LOTTERY_SHARES = 1000 };

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
	uint64_t *limits; /* ascending; owned */
	uint16_t *guess;  /* by the number's upper bits; owned */
	unsigned shift;	  /* of a number, which leaves these */
};

bool lottery_shares_init(struct lottery_shares *shares, const uint64_t *numbers,
			 size_t count, struct diag *diag);
void lottery_shares_release(struct lottery_shares *shares);
unsigned lottery_share(const struct lottery_shares *shares, uint64_t number);

/*
 * What is published before the draw: SHA-256 over seed, key id and the SHA-256
 * of the considered persons, sorted bytewise, each with a newline.
 */
bool lottery_commit(struct slice seed, struct slice key_id,
		    struct slice *persons, size_t count,
		    char out[DIGEST_HEX_SIZE]);

#endif
