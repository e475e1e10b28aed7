/*
 * vk-payout verify --answers: what the bank said is what the ledger says.
 */
#include "vk-payout-answers.h"

#include "payout/answer_proof.h"
#include "system/file.h"
#include "vk-payout-result.h"

static void check_file(struct payout *payout, const char *path,
		       struct answer_proof *proof)
{
	const struct answer_sink sink = {proof, answer_proof_take};
	struct diag *diag = &payout->tool.diag;
	struct answer_count count;
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	int told;

	if (!digest_file(path, digest, diag))
		payout_fail(payout);
	digest_hex(digest, DIGEST_SIZE, hex);
	told = ledger_was_ingested(payout->ledger, slice_of(hex), diag);
	if (told < 0 ||
	    (told == 1 && !answer_proof_file(proof, slice_of(hex), diag)))
		payout_fail(payout);
	if (told == 0)
		return;
	tool_used(&payout->tool, path);
	if (!result_is_xml(payout, path))
		result_read(payout, path, &sink, &count);
	else if (!answer_read_iso(path, &sink, &count, diag))
		payout_fail(payout);
}

int64_t answers_check(struct payout *payout, const char *folder,
		      const struct verify_sink *sink)
{
	struct answer_proof proof;
	const char *const *paths;
	size_t count;

	answer_proof_init(&proof);
	proof.ledger = payout->ledger;
	proof.office = payout->settings.office;
	proof.sink = sink;
	if (!file_list(folder, &payout->arena, &paths, &count,
		       &payout->tool.diag))
		payout_fail(payout);
	for (size_t i = 0; i < count; i++)
		check_file(payout, paths[i], &proof);
	if (!answer_proof_end(&proof, &payout->tool.diag))
		payout_fail(payout);
	answer_proof_release(&proof);
	return proof.findings;
}
