/*
 * Under which key of the programme the persons of a ledger were made. A person
 * is an HMAC of the NIK (SPEC 3): under another key the same people are others,
 * and every day would be paid once more. The fingerprint stands in the detail
 * of "proposed" events.
 */
#ifndef PAYOUT_PERSON_KEY_H
#define PAYOUT_PERSON_KEY_H

#include "payout/ledger.h"

enum { PERSON_KEY_SIZE = 17 /* 16 hexadecimal digits and a NUL */ };

/* Whether text has the form of a fingerprint. */
bool person_key_is_valid(struct slice text);

/* The ledger's fingerprint, empty where it knows none. */
bool person_key_of(struct ledger *ledger, char key[PERSON_KEY_SIZE],
		   struct diag *diag);

/*
 * Whether persons of this key may be paid from the ledger: no other is known
 * to it. An empty key is refused as soon as the ledger knows one.
 */
bool person_key_check(struct ledger *ledger, const char *key,
		      struct diag *diag);

#endif
