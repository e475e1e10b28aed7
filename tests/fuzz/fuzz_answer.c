/*
 * A bank's answer of any bytes: read to its end, or refused with a message;
 * whatever is handed on is a state and an amount that the ledger knows.
 */
#include "payout/bank_answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

/* Reads every byte, so that a slice into nothing is noticed. */
static size_t touch(struct slice text)
{
	size_t sum = 0;

	for (size_t i = 0; i < text.length; i++)
		sum += (unsigned char)text.data[i];
	return sum;
}

static bool take(void *context, const struct bank_answer *answer,
		 struct diag *diag)
{
	size_t *sum = context;

	(void)diag;
	require(answer->state == TRANSFER_NONE ||
		(answer->state >= TRANSFER_SENT &&
		 answer->state <= TRANSFER_UNKNOWN));
	require(!answer->has_amount || answer->rupiah >= -1);
	require(answer->reason < RETURN_REASONS);
	*sum += touch(answer->end_to_end) + touch(answer->reference) +
		touch(answer->order) + touch(answer->code) +
		touch(answer->date);
	return *sum % 101 != 100;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int file = memfd_create("answer", MFD_CLOEXEC);
	struct answer_count count;
	struct diag diag = {{0}};
	size_t sum = 0;
	struct answer_sink sink = {&sum, take};
	char path[64];

	require(file >= 0 && write(file, data, size) == (ssize_t)size);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	if (answer_read_iso(path, &sink, &count, &diag))
		require(count.format != NULL && count.answers >= 0);
	else
		require(diag.message[0] != '\0');
	close(file);
	return 0;
}
