#include "payout/verify_parts.h"

#include "payout/detail.h"
#include "payout/signature.h"

enum { NAME_SIZE = 128, TEXT_MAX = 1024 * 1024 };

/* A document of the ledger, copied: the walk over documents goes on. */
static bool load(struct verifying *verifying, struct slice sha256,
		 struct strbuf *out)
{
	struct slice content;
	int found = ledger_document(verifying->ledger, sha256, &content,
				    verifying->diag);

	if (found < 0)
		return false;
	if (found == 0)
		return diag_set(verifying->diag, "a document is missing");
	return strbuf_append(out, content) || diag_memory(verifying->diag);
}

/* A slice as a C string for ssh-keygen. */
static const char *name_of(struct slice text, char out[NAME_SIZE])
{
	size_t length = text.length < NAME_SIZE ? text.length : 0;

	if (length > 0)
		memcpy(out, text.data, length);
	out[length] = '\0';
	return out;
}

static bool check_one(struct verifying *verifying,
		      const struct event_row *event, struct slice manifest,
		      bool maker)
{
	char principal[NAME_SIZE], at[NAME_SIZE];
	struct signature_check check = {
		.allowed_signers = verifying->places->allowed_signers,
		.name_space = maker ? SIGNATURE_MAKE : SIGNATURE_APPROVE,
		.at = name_of(event->at, at)};
	struct strbuf signature;
	bool read;

	check.principal = name_of(maker ? detail_get(event->detail, "maker")
					: event->actor,
				  principal);
	strbuf_init(&signature, TEXT_MAX);
	read = load(verifying,
		    detail_get(event->detail, maker ? "maker_signature"
						    : "approver_signature"),
		    &signature);
	check.text = strbuf_slice(&signature);
	if (!read || !signature_is_good(&check, manifest, verifying->diag))
		verify_tell(verifying, "event %lld: %s",
			    (long long)event->sequence,
			    verifying->diag->message);
	strbuf_release(&signature);
	return true;
}

bool verify_signatures(struct verifying *verifying,
		       const struct event_row *event)
{
	struct strbuf manifest;
	bool fine;

	if (verifying->places->allowed_signers == NULL ||
	    !slice_is(detail_get(event->detail, "mode"), "ssh"))
		return true;
	strbuf_init(&manifest, TEXT_MAX);
	fine = load(verifying, detail_get(event->detail, "manifest"),
		    &manifest);
	if (fine)
		fine = check_one(verifying, event, strbuf_slice(&manifest),
				 true) &&
		       check_one(verifying, event, strbuf_slice(&manifest),
				 false);
	strbuf_release(&manifest);
	return fine;
}
