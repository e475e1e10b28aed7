/*
 * The acknowledged head: a small file beside the ledger that says how far the
 * chain had come when a command last told somebody that it was done. A ledger
 * that is behind its head was cut or restored from an old copy; one that is
 * ahead of it was interrupted between commit and head, and catches up.
 *
 * The line is "vk-payout head 1", sequence, hash and the SHA-256 of all that
 * stands before it, separated by TABs.
 */
#ifndef PAYOUT_HEAD_H
#define PAYOUT_HEAD_H

#include "base/diag.h"
#include "system/digest.h"

#include <stdbool.h>
#include <stdint.h>

struct head {
	int64_t sequence; /* of the last event; 0 before the first */
	uint8_t hash[DIGEST_SIZE];
};

/*
 * Reads the file; *found tells whether there is one. Refused where others may
 * change it, or it is no regular file.
 */
bool head_load(const char *path, struct head *head, bool *found,
	       struct diag *diag);

/* Writes it whole or not at all. */
bool head_save(const char *path, const struct head *head, struct diag *diag);

/* Reads the text of a head, newline included: what head_load does. */
bool head_parse(const char *text, size_t length, struct head *head);

#endif
