#include "payout/verify_parts.h"

#include <stdarg.h>
#include <stdio.h>

void verify_tell(struct verifying *verifying, const char *format, ...)
{
	char finding[DIAG_SIZE];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(finding, sizeof finding, format, arguments);
	va_end(arguments);
	verifying->result->findings++;
	verifying->sink->tell(verifying->sink->context, finding);
}

struct batch_proof *verify_batch(struct verifying *verifying, int64_t batch)
{
	if (batch < 1 || (size_t)batch > verifying->batch_count)
		return NULL;
	return &verifying->batches[batch - 1];
}

struct transfer_proof *verify_transfer(struct verifying *verifying,
				       int64_t transfer)
{
	if (transfer < 1 || (size_t)transfer > verifying->transfer_count)
		return NULL;
	return &verifying->transfers[transfer - 1];
}

void verify_copy_digest(char out[DIGEST_HEX_SIZE], struct slice digest)
{
	if (digest.length >= DIGEST_HEX_SIZE)
		digest.length = 0;
	if (digest.length > 0)
		memcpy(out, digest.data, digest.length);
	out[digest.length] = '\0';
}
