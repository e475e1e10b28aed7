#include "payout/verify_parts.h"

#include "payout/detail.h"
#include "payout/manifest.h"
#include "payout/signature.h"

enum { NAME_SIZE = 128, TEXT_MAX = 1024 * 1024, LINE_SIZE_MAX = 8192 };

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

static bool check_signatures(struct verifying *verifying,
			     const struct event_row *event,
			     struct slice manifest)
{
	if (!slice_is(detail_get(event->detail, "mode"), "ssh")) {
		if (verifying->places->signs && verifying->met_signed)
			verify_tell(verifying,
				    "event %lld: approved without signatures, "
				    "behind others that have them",
				    (long long)event->sequence);
		return true;
	}
	verifying->met_signed = true;
	if (verifying->places->allowed_signers == NULL)
		return true;
	return check_one(verifying, event, manifest, true) &&
	       check_one(verifying, event, manifest, false);
}

/* A manifest speaks of its batch by the hash of the event that proposed it. */
static bool is_of_batch(struct slice manifest, const struct batch_proof *batch)
{
	char hex[DIGEST_HEX_SIZE];

	digest_hex(batch->hash, DIGEST_SIZE, hex);
	return slice_is(manifest_get(manifest, "head_hash"), hex);
}

/* The manifest of a batch that was approved; false where it is told missing. */
static bool load_manifest(struct verifying *verifying,
			  const struct event_row *event, struct slice sha256,
			  struct strbuf *manifest)
{
	strbuf_init(manifest, TEXT_MAX);
	if (load(verifying, sha256, manifest))
		return true;
	verify_tell(verifying, "event %lld: the manifest: %s",
		    (long long)event->sequence, verifying->diag->message);
	strbuf_release(manifest);
	return false;
}

bool verify_approved(struct verifying *verifying, const struct event_row *event,
		     struct batch_proof *batch)
{
	struct slice sha256 = detail_get(event->detail, "manifest");
	struct strbuf manifest;
	bool fine;

	if (!load_manifest(verifying, event, sha256, &manifest))
		return true;
	verify_copy_digest(batch->manifest, sha256);
	if (!is_of_batch(strbuf_slice(&manifest), batch))
		verify_tell(verifying,
			    "event %lld: what was approved is not batch %lld",
			    (long long)event->sequence,
			    (long long)event->batch);
	fine = check_signatures(verifying, event, strbuf_slice(&manifest));
	strbuf_release(&manifest);
	return fine;
}

/* Whether a text has this line. */
static bool has_line(struct slice text, struct slice wanted)
{
	struct slice line;

	while (slice_next(&text, '\n', &line))
		if (slice_equal(line, wanted))
			return true;
	return false;
}

bool verify_exported(struct verifying *verifying, const struct event_row *event,
		     const struct batch_proof *batch)
{
	struct slice file = detail_get(event->detail, "file");
	struct strbuf manifest, line;
	bool fine;

	if (*batch->manifest == '\0' ||
	    !load_manifest(verifying, event, slice_of(batch->manifest),
			   &manifest))
		return true;
	strbuf_init(&line, LINE_SIZE_MAX);
	strbuf_append_format(
		&line, "file\t%.*s\t%lld\t%lld\t%.*s", SLICE_PRINT(file),
		(long long)detail_number(event->detail, "rows"),
		(long long)event->amount, SLICE_PRINT(event->evidence));
	fine = !line.failed || diag_memory(verifying->diag);
	if (fine && !has_line(strbuf_slice(&manifest), strbuf_slice(&line)))
		verify_tell(verifying,
			    "event %lld: file %.*s is not one that was "
			    "approved",
			    (long long)event->sequence, SLICE_PRINT(file));
	strbuf_release(&line);
	strbuf_release(&manifest);
	return fine;
}
