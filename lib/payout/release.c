#include "payout/release.h"

#include "payout/approval.h"
#include "payout/detail.h"
#include "system/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DETAIL_MAX = 4096 };

static bool take(char *out, size_t size, struct slice text)
{
	if (slice_is_empty(text) || text.length >= size)
		return false;
	memcpy(out, text.data, text.length);
	out[text.length] = '\0';
	return true;
}

bool release_terms(struct ledger *ledger, int64_t batch,
		   struct release_terms *terms, struct diag *diag)
{
	struct event_row event;
	bool first = true, approved = false;
	int found;

	if (!ledger_batch_state(ledger, batch, &terms->state, diag))
		return false;
	if (terms->state == TRANSFER_NONE)
		return diag_set(diag, "there is no such batch");
	if (terms->state != TRANSFER_APPROVED && !state_is_open(terms->state))
		return diag_set(diag,
				"the batch is \"%s\"; it has to be "
				"approved first",
				state_name(terms->state));
	while ((found = ledger_batch_events(ledger, first, batch, &event,
					    diag)) == 1) {
		first = false;
		if (!slice_is(event.kind, "approved"))
			continue;
		approved = take(terms->layout, sizeof terms->layout,
				detail_get(event.detail, "layout")) &&
			   take(terms->manifest, sizeof terms->manifest,
				detail_get(event.detail, "manifest")) &&
			   date_parse(detail_get(event.detail, "value_date"),
				      &terms->value_date);
	}
	if (found < 0)
		return false;
	return approved || diag_set(diag, "the approval of the batch is not "
					  "as approve writes it");
}

bool release_approved(struct ledger *ledger, const struct release_terms *terms,
		      struct slice *text, struct diag *diag)
{
	int found =
		ledger_document(ledger, slice_of(terms->manifest), text, diag);

	return found == 1 ||
	       (found == 0 &&
		diag_set(diag, "the manifest that was approved is not in the "
			       "ledger; run vk-payout verify"));
}

static bool record_files(struct ledger *ledger, struct manifest *manifest,
			 struct slice actor, struct diag *diag)
{
	struct strbuf detail;
	bool fine = true;

	strbuf_init(&detail, DETAIL_MAX);
	for (size_t i = 0; fine && i < manifest->job.part_count; i++) {
		const struct bank_part *part = &manifest->job.parts[i];
		char hex[DIGEST_HEX_SIZE];
		struct event_row event = {.kind = SLICE("exported"),
					  .batch = manifest->job.batch,
					  .amount = part->sum,
					  .actor = actor};

		strbuf_reset(&detail);
		detail_add(&detail, "file", slice_of(part->file));
		detail_add_number(&detail, "rows", part->count);
		fine = !detail.failed || diag_memory(diag);
		fine = fine && bank_digest(&manifest->job, i, hex, diag);
		event.evidence = slice_of(hex);
		event.detail = strbuf_slice(&detail);
		fine = fine && ledger_add_event(ledger, &event, diag);
	}
	strbuf_release(&detail);
	return fine;
}

bool release_record(struct manifest *manifest, struct slice made_again,
		    struct slice actor, bool *again, struct diag *diag)
{
	struct ledger *ledger = manifest->job.ledger;
	struct release_terms terms;
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	if (!release_terms(ledger, manifest->job.batch, &terms, diag))
		return false;
	digest_sha256(made_again, digest);
	digest_hex(digest, DIGEST_SIZE, hex);
	if (strcmp(hex, terms.manifest) != 0)
		return diag_set(diag,
				"batch %s would not give the files that were "
				"approved: the layout, the policy's debit "
				"account or the ledger changed since",
				manifest->job.batch_name);
	*again = terms.state != TRANSFER_APPROVED;
	if (*again)
		return true;
	return approval_may_leave(ledger, manifest->job.batch, diag) &&
	       record_files(ledger, manifest, actor, diag);
}

struct writing {
	struct file_output output;
	struct digest_stream digest;
};

static bool write_bytes(void *context, struct slice bytes, struct diag *diag)
{
	struct writing *writing = context;

	digest_stream_add(&writing->digest, bytes);
	return file_output_write(&writing->output, bytes.data, bytes.length,
				 diag);
}

/* Whether path is there, and then whether it holds the part's bytes. */
static bool is_there(const char *path, const char *wanted, bool *there,
		     struct diag *diag)
{
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	*there = file_exists(path);
	if (!*there)
		return true;
	if (!digest_file(path, digest, diag))
		return false;
	digest_hex(digest, DIGEST_SIZE, hex);
	return strcmp(hex, wanted) == 0 ||
	       diag_set(diag,
			"\"%s\" is there already with other bytes than were "
			"approved; look who changed it, and move it away",
			path);
}

static bool check_outbox(const char *outbox, struct diag *diag)
{
	struct stat status;

	if (lstat(outbox, &status) != 0)
		return diag_set_errno(diag, errno, "the outbox \"%s\"", outbox);
	if (!S_ISDIR(status.st_mode))
		return diag_set(diag, "the outbox \"%s\" is no folder", outbox);
	if ((status.st_mode & S_IWOTH) != 0)
		return diag_set(diag,
				"the outbox \"%s\" can be written by "
				"everybody; make it chmod o-w",
				outbox);
	if (status.st_uid != geteuid())
		return diag_set(diag, "the outbox \"%s\" is another user's",
				outbox);
	return true;
}

static bool write_file(struct bank_job *job, size_t part, const char *path,
		       const char *wanted, struct diag *diag)
{
	struct writing writing;
	struct bank_sink sink = {&writing, write_bytes};
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	bool fine;

	if (!file_output_begin(&writing.output, path, 0600, diag))
		return false;
	digest_stream_begin(&writing.digest);
	fine = bank_write(job, part, &sink, diag);
	digest_stream_end(&writing.digest, digest);
	digest_hex(digest, DIGEST_SIZE, hex);
	if (fine && strcmp(hex, wanted) != 0)
		fine = diag_set(diag,
				"\"%s\" came out differently twice; it "
				"was not released",
				path);
	fine = fine && file_output_commit(&writing.output, diag);
	if (!fine)
		file_output_abandon(&writing.output);
	return fine;
}

bool release_write(struct bank_job *job, size_t part, const char *outbox,
		   struct diag *diag)
{
	char wanted[DIGEST_HEX_SIZE];
	char *path = NULL;
	bool there, fine;

	if (!check_outbox(outbox, diag) ||
	    !bank_digest(job, part, wanted, diag))
		return false;
	if (asprintf(&path, "%s/%s", outbox, job->parts[part].file) < 0)
		return diag_memory(diag);
	fine = is_there(path, wanted, &there, diag) &&
	       (there || write_file(job, part, path, wanted, diag));
	free(path);
	return fine;
}
