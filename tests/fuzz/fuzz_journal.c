/*
 * A journal of any bytes: proven, or refused with a message.
 */
#include "payout/journal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};
	struct journal_proof proof;
	struct diag diag = {{0}};

	if (journal_check(text, &proof, &diag))
		require(proof.events >= 0 && proof.head.sequence >= 0);
	else
		require(diag.message[0] != '\0');
	return 0;
}
