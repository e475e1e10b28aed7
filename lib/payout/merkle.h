/*
 * Merkle trees as in RFC 9162, section 2.1.1, built leaf by leaf: one
 * worker's payment can be proven to be part of a batch without showing the
 * others.
 */
#ifndef PAYOUT_MERKLE_H
#define PAYOUT_MERKLE_H

#include "base/text.h"
#include "system/digest.h"

#include <stdint.h>

enum { MERKLE_HEIGHT = 40 }; /* up to 2^40 leaves */

/* The roots of the complete subtrees so far, the largest first. */
struct merkle {
	uint64_t count;
	uint8_t roots[MERKLE_HEIGHT][DIGEST_SIZE];
	unsigned height;
};

void merkle_init(struct merkle *tree);

/* Adds the next leaf: its hash is SHA-256(0x00 || leaf). */
void merkle_add(struct merkle *tree, struct slice leaf);

/* The root over the leaves so far; SHA-256 of nothing for an empty tree. */
void merkle_root(const struct merkle *tree, uint8_t out[DIGEST_SIZE]);

#endif
