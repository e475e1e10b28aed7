/*
 * What makes a changed row visible: the canonical text of each row, the hash
 * chain over the events, salted commitments to names and accounts, and the
 * references that are made from a transfer.
 *
 * A canonical row is its fields in the order of rows.h, separated by TABs,
 * numbers in decimal, digests in hexadecimal, with the escapes of
 * vk-records(5). The journal prints exactly these rows.
 */
#ifndef PAYOUT_CHAIN_H
#define PAYOUT_CHAIN_H

#include "base/strbuf.h"
#include "payout/rows.h"

#include <stdbool.h>

/* The canonical rows, appended without a newline. */
bool chain_accrual(const struct accrual_row *row, struct strbuf *out);
bool chain_transfer(const struct transfer_row *row, struct strbuf *out);
bool chain_event(const struct event_row *row, struct strbuf *out);

/* The hash before the first event: SHA-256 of "vk-payout ledger 1\n". */
void chain_genesis(uint8_t hash[DIGEST_SIZE]);

/*
 * The hash of an event from the hash before it: SHA-256 of that hash in
 * hexadecimal, TAB, the canonical row, newline. previous and hash may be the
 * same.
 */
void chain_next(const uint8_t previous[DIGEST_SIZE], struct slice row,
		uint8_t hash[DIGEST_SIZE]);

/*
 * The commitment to a payee: SHA-256 of "vk-payout payee 1\n", the salt in
 * hexadecimal, and bank, account, account_name and name, each behind a TAB
 * with the escapes of vk-records(5).
 */
bool chain_commit(const struct payee *payee, struct strbuf *scratch,
		  uint8_t out[DIGEST_SIZE]);

/* OFFICE, batch (4 digits or more), "-", line (5 or more): "DPS0001-00012". */
bool chain_reference(struct slice office, int64_t batch, int64_t line,
		     char out[REFERENCE_SIZE]);

/*
 * "VK" and the first 32 characters of base32 (RFC 4648) of the SHA-256 of
 * reference, attempt, person, days and net, so that the same transfer has the
 * same end-to-end number wherever its file is made again. The row's own
 * end_to_end is not read.
 */
bool chain_end_to_end(const struct transfer_row *row, struct strbuf *scratch,
		      char out[END_TO_END_SIZE]);

/* base32 of the digest: 52 characters, without padding, and a NUL. */
enum { BASE32_SIZE = 53 };
void chain_base32(const uint8_t digest[DIGEST_SIZE], char out[BASE32_SIZE]);

#endif
