#include "payout/approval.h"

#include "payout/detail.h"
#include "payout/signature.h"
#include "system/file.h"

#include <stdio.h>

enum { DETAIL_MAX = 8192, NAME_SIZE = 128 };

bool approval_same_actor(struct slice left, struct slice right)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < left.length && left.data[i] == ' ')
			i++;
		while (j < right.length && right.data[j] == ' ')
			j++;
		if (i == left.length || j == right.length)
			return i == left.length && j == right.length;
		if (text_lower(left.data[i++]) != text_lower(right.data[j++]))
			return false;
	}
}

static bool is_held(struct ledger *ledger, struct slice person, bool *held,
		    struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	*held = false;
	while ((found = ledger_person_events(ledger, first, person, &event,
					     diag)) == 1) {
		first = false;
		if (slice_is(event.kind, "held"))
			*held = true;
		else if (slice_is(event.kind, "released") &&
			 slice_is(detail_get(event.detail, "reason"),
				  "by-hand"))
			*held = false;
	}
	return found == 0;
}

/* Earlier attempts must have come to nothing, by the bank's word. */
static bool attempts_ended(struct ledger *ledger,
			   const struct transfer_row *row, struct diag *diag)
{
	for (int64_t attempt = 1; attempt < row->attempt; attempt++) {
		enum transfer_state state;

		if (!ledger_attempt_state(ledger, row->transfer, attempt,
					  &state, diag))
			return false;
		if (state != TRANSFER_REJECTED && state != TRANSFER_RETURNED &&
		    state != TRANSFER_WITHDRAWN && state != TRANSFER_DECLINED)
			return diag_set(diag,
					"transfer %.*s: attempt %lld of it is "
					"\"%s\"; only a rejected or returned "
					"one is paid again",
					SLICE_PRINT(row->reference),
					(long long)attempt, state_name(state));
	}
	return true;
}

/* The people about whom there are events, beside a batch's people. */
struct people_walk {
	struct strbuf from; /* whom the next one was asked from */
	struct slice next;  /* empty: nobody behind */
	bool asked;
};

/* Whether there is any event about a person; most have none. */
static bool is_spoken_of(struct ledger *ledger, struct people_walk *walk,
			 struct slice person, bool *spoken, struct diag *diag)
{
	bool ahead = walk->asked &&
		     slice_compare(strbuf_slice(&walk->from), person) <= 0 &&
		     (slice_is_empty(walk->next) ||
		      slice_compare(walk->next, person) >= 0);

	if (!ahead) {
		strbuf_reset(&walk->from);
		if (!strbuf_append(&walk->from, person))
			return diag_memory(diag);
		walk->next = (struct slice){0};
		walk->asked = true;
		if (ledger_next_spoken_of(ledger, person, &walk->next, diag) <
		    0)
			return false;
	}
	*spoken = slice_equal(walk->next, person);
	return true;
}

static bool check_people(struct ledger *ledger, int64_t batch,
			 struct people_walk *walk, struct diag *diag)
{
	struct transfer_row row;
	bool first = true, held;
	int found;

	while ((found = ledger_batch_transfers(ledger, first, batch, &row,
					       diag)) == 1) {
		first = false;
		if (!is_spoken_of(ledger, walk, row.person, &held, diag) ||
		    (held && !is_held(ledger, row.person, &held, diag)))
			return false;
		if (held)
			return diag_set(diag,
					"transfer %.*s: the person is held; "
					"release the hold, or take the batch "
					"back and propose the others",
					SLICE_PRINT(row.reference));
		if (!attempts_ended(ledger, &row, diag))
			return false;
	}
	return found == 0;
}

bool approval_may_leave(struct ledger *ledger, int64_t batch, struct diag *diag)
{
	struct people_walk walk = {0};
	bool fine;

	strbuf_init(&walk.from, DETAIL_MAX);
	fine = check_people(ledger, batch, &walk, diag);
	strbuf_release(&walk.from);
	return fine;
}

static bool within_cap(const struct manifest *manifest, struct diag *diag)
{
	const struct pay_settings *settings = manifest->job.settings;
	struct policy_value value;
	struct money most;

	if (settings->batch_max == NULL)
		return true;
	if (!policy_resolve(settings->policy, settings->batch_max,
			    manifest->job.value_date, &value, diag) ||
	    !policy_money(value.node, &most, diag))
		return false;
	return manifest->total <= most.rupiah ||
	       diag_set(diag,
			"batch %s is %lld rupiah, more than batch_max %lld",
			manifest->job.batch_name, (long long)manifest->total,
			(long long)most.rupiah);
}

static bool check_signatures(struct ledger *ledger,
			     const struct manifest *manifest,
			     const struct approval *approval,
			     struct strbuf *detail, struct diag *diag)
{
	const struct pay_settings *settings = manifest->job.settings;
	char approver[NAME_SIZE], signers[DIGEST_HEX_SIZE];
	uint8_t digest[DIGEST_SIZE];
	struct signature_check check = {.allowed_signers =
						settings->allowed_signers,
					.revoked = settings->revoked,
					.principal = manifest->made_by,
					.name_space = SIGNATURE_MAKE,
					.signature = approval->maker_signature,
					.at = ledger_now(ledger)};

	if (approval->signature == NULL || approval->maker_signature == NULL)
		return diag_set(diag, "approval: ssh needs the maker's and "
				      "the approver's signature files");
	if (settings->allowed_signers == NULL)
		return diag_set(diag, "approval: ssh needs allowed_signers in "
				      "the policy's payout section");
	if (!signature_is_good(&check, approval->manifest, diag))
		return false;
	snprintf(approver, sizeof approver, "%.*s",
		 SLICE_PRINT(approval->actor));
	check.principal = approver;
	check.name_space = SIGNATURE_APPROVE;
	check.signature = approval->signature;
	if (!signature_is_good(&check, approval->manifest, diag) ||
	    !signature_keys_differ(approval->maker_signature,
				   approval->signature, diag) ||
	    !digest_file(settings->allowed_signers, digest, diag))
		return false;
	digest_hex(digest, DIGEST_SIZE, signers);
	return detail_add(detail, "allowed_signers", slice_of(signers));
}

/* Keeps a signature file in the ledger and names it in the detail. */
static bool keep_signature(struct ledger *ledger, const char *name,
			   const char *path, struct strbuf *detail,
			   struct diag *diag)
{
	char sha256[DIGEST_HEX_SIZE];
	struct strbuf content;
	bool fine;

	strbuf_init(&content, 16 * 1024);
	fine = file_load(path, 16 * 1024, &content, diag) &&
	       ledger_add_document(ledger, SLICE("signature"),
				   strbuf_slice(&content), sha256, diag) &&
	       (detail_add(detail, name, slice_of(sha256)) ||
		diag_memory(diag));
	strbuf_release(&content);
	return fine;
}

static bool add_proof(struct ledger *ledger, const struct manifest *manifest,
		      const struct approval *approval, struct strbuf *detail,
		      struct diag *diag)
{
	if (manifest->job.settings->approval == PAY_APPROVAL_PORTAL) {
		if (slice_is_empty(approval->evidence))
			return diag_set(diag, "approval: portal needs the "
					      "evidence file");
		return detail_add(detail, "mode", SLICE("portal"));
	}
	detail_add(detail, "mode", SLICE("ssh"));
	return check_signatures(ledger, manifest, approval, detail, diag) &&
	       keep_signature(ledger, "maker_signature",
			      approval->maker_signature, detail, diag) &&
	       keep_signature(ledger, "approver_signature", approval->signature,
			      detail, diag);
}

static bool add_approved(struct ledger *ledger, const struct manifest *manifest,
			 const struct approval *approval, struct slice text,
			 struct diag *diag)
{
	const struct bank_job *job = &manifest->job;
	struct event_row event = {.kind = SLICE("approved"),
				  .batch = job->batch,
				  .amount = manifest->total,
				  .actor = approval->actor,
				  .evidence = approval->evidence};
	char sha256[DIGEST_HEX_SIZE];
	struct strbuf detail;
	bool fine;

	strbuf_init(&detail, DETAIL_MAX);
	fine = ledger_add_document(ledger, SLICE("manifest"), text, sha256,
				   diag);
	detail_add(&detail, "manifest", slice_of(sha256));
	detail_add(&detail, "layout", job->layout->name);
	detail_add(&detail, "value_date", manifest_get(text, "value_date"));
	detail_add(&detail, "maker", slice_of(manifest->made_by));
	fine = fine && add_proof(ledger, manifest, approval, &detail, diag);
	event.detail = strbuf_slice(&detail);
	fine = fine && (!detail.failed || diag_memory(diag));
	fine = fine && ledger_add_event(ledger, &event, diag);
	strbuf_release(&detail);
	return fine;
}

bool approval_give(struct ledger *ledger, struct manifest *manifest,
		   struct slice made_again, const struct approval *approval,
		   struct diag *diag)
{
	const char *name = manifest->job.batch_name;
	enum transfer_state state;

	if (!ledger_batch_state(ledger, manifest->job.batch, &state, diag))
		return false;
	if (state != TRANSFER_PROPOSED)
		return diag_set(diag, "batch %s is \"%s\", not \"proposed\"",
				name, state_name(state));
	if (approval_same_actor(slice_of(manifest->made_by), approval->actor))
		return diag_set(diag,
				"batch %s was made by \"%s\": another person "
				"has to approve it",
				name, manifest->made_by);
	if (!slice_equal(made_again, approval->manifest))
		return diag_set(diag,
				"the manifest is not that of batch %s as it "
				"stands in the ledger; make it again and look "
				"at it again",
				name);
	return within_cap(manifest, diag) &&
	       approval_may_leave(ledger, manifest->job.batch, diag) &&
	       add_approved(ledger, manifest, approval, made_again, diag);
}

static bool free_days(struct ledger *ledger, int64_t batch, struct diag *diag)
{
	struct transfer_row row;
	bool first = true;
	int found;

	while ((found = ledger_batch_transfers(ledger, first, batch, &row,
					       diag)) == 1) {
		first = false;
		/* A further attempt taken back leaves the days where they are:
		   with the transfer that the bank sent back. */
		if (row.attempt == 1 &&
		    !ledger_free(ledger, row.transfer, diag))
			return false;
	}
	return found == 0;
}

bool approval_take_back(struct ledger *ledger, int64_t batch,
			const struct taking_back *taking, struct diag *diag)
{
	struct event_row made,
		event = {.kind = slice_of(state_name(taking->as)),
			 .batch = batch,
			 .actor = taking->actor};
	enum transfer_state state;
	struct strbuf detail;
	bool maker, fine;

	if (!ledger_batch_state(ledger, batch, &state, diag))
		return false;
	if (state == TRANSFER_NONE)
		return diag_set(diag, "there is no such batch");
	if (state != TRANSFER_PROPOSED && state != TRANSFER_APPROVED)
		return diag_set(diag,
				"the batch is \"%s\"; only a proposed or "
				"approved one can be taken back",
				state_name(state));
	if (ledger_batch_events(ledger, true, batch, &made, diag) != 1)
		return false;
	maker = approval_same_actor(made.actor, taking->actor);
	event.amount = made.amount;
	if (taking->as == TRANSFER_WITHDRAWN && !maker)
		return diag_set(diag, "only its maker withdraws a batch; "
				      "others reject it");
	if (taking->as == TRANSFER_DECLINED && maker)
		return diag_set(diag, "its maker withdraws a batch; rejecting "
				      "it is for somebody else");
	strbuf_init(&detail, DETAIL_MAX);
	fine = detail_add(&detail, "reason", taking->reason) ||
	       diag_memory(diag);
	event.detail = strbuf_slice(&detail);
	fine = fine && ledger_add_event(ledger, &event, diag) &&
	       free_days(ledger, batch, diag);
	strbuf_release(&detail);
	return fine;
}
