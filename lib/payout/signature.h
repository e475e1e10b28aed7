/*
 * Signatures by stock OpenSSH: ssh-keygen -Y verify with an allowed_signers
 * file that says who may sign what, from when and until when.
 */
#ifndef PAYOUT_SIGNATURE_H
#define PAYOUT_SIGNATURE_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>

/* A maker signs in the first namespace, an approver in the second. */
#define SIGNATURE_MAKE "vk-payout-make"
#define SIGNATURE_APPROVE "vk-payout-approve"

struct signature_check {
	const char *allowed_signers;
	const char *revoked;   /* a list or KRL of keys; NULL: none */
	const char *principal; /* as it stands in allowed_signers */
	const char *name_space;
	const char *signature; /* path of the .sig file, or NULL: text */
	struct slice text;     /* the signature itself */
	const char *at;	       /* YYYY-MM-DDTHH:MM:SSZ at which it must hold */
};

/*
 * Whether the signature over text is good. The files must be regular ones
 * that no one else may write. What ssh-keygen says stands in diag if not.
 */
bool signature_is_good(const struct signature_check *check, struct slice text,
		       struct diag *diag);

/* Whether two signature files were made with different keys. */
bool signature_keys_differ(const char *first, const char *second,
			   struct diag *diag);

#endif
