#include "enroll/person_batch.h"

#include "base/number.h"
#include "value/identity.h"

void person_batch_make(const struct person_key *key, struct person_batch *batch,
		       size_t count)
{
	char digits[PERSON_BATCH][NIK_LENGTH];
	struct slice messages[PERSON_BATCH] = {{0}};
	uint8_t digests[PERSON_BATCH][DIGEST_SIZE];

	for (size_t i = 0; i < count; i++) {
		number_digits(batch->niks[i], digits[i]);
		messages[i] = (struct slice){digits[i], NIK_LENGTH};
	}
	digest_hmac_together(&key->hmac, messages, count, digests);
	for (size_t i = 0; i < count; i++)
		digest_hex(digests[i], PERSON_ID_LENGTH / 2, batch->ids[i]);
}
