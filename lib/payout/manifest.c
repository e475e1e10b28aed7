#include "payout/manifest.h"

#include "base/number.h"
#include "payout/detail.h"

#include <stdio.h>

static bool copy(char *out, size_t size, struct slice text)
{
	if (text.length >= size)
		return false;
	memcpy(out, text.data, text.length);
	out[text.length] = '\0';
	return true;
}

/* What the batch's own event says, with its sequence and both roots. */
struct proposed {
	int64_t sequence, gross, tax;
	char accrual_root[DIGEST_HEX_SIZE], transfer_root[DIGEST_HEX_SIZE];
	char policy[DIGEST_HEX_SIZE], input[DIGEST_HEX_SIZE];
};

static bool read_proposed(struct manifest *manifest, struct proposed *proposed,
			  struct diag *diag)
{
	const struct bank_job *job = &manifest->job;
	struct event_row event;
	int found = ledger_batch_events(job->ledger, true, job->batch, &event,
					diag);

	if (found < 0)
		return false;
	if (found == 0)
		return diag_set(diag, "there is no batch %s", job->batch_name);
	proposed->sequence = event.sequence;
	proposed->gross = detail_number(event.detail, "gross");
	proposed->tax = detail_number(event.detail, "tax");
	manifest->transfers = detail_number(event.detail, "transfers");
	manifest->accruals = detail_number(event.detail, "accruals");
	manifest->total = event.amount;
	if (copy(manifest->made_by, sizeof manifest->made_by, event.actor) &&
	    copy(manifest->made_at, sizeof manifest->made_at, event.at) &&
	    copy(proposed->accrual_root, DIGEST_HEX_SIZE,
		 detail_get(event.detail, "accrual_root")) &&
	    copy(proposed->transfer_root, DIGEST_HEX_SIZE,
		 detail_get(event.detail, "transfer_root")) &&
	    copy(proposed->policy, DIGEST_HEX_SIZE,
		 detail_get(event.detail, "policy")) &&
	    copy(proposed->input, DIGEST_HEX_SIZE,
		 detail_get(event.detail, "input")))
		return true;
	return diag_set(diag,
			"the event of batch %s is not as propose "
			"writes it",
			job->batch_name);
}

/* A batch's total, and whether it was taken back before an event: 1, 0, -1. */
static int read_batch(struct manifest *manifest, int64_t batch, int64_t before,
		      bool *taken_back, struct diag *diag)
{
	struct event_row event;
	bool first = true;
	int found;

	*taken_back = false;
	while ((found = ledger_batch_events(manifest->job.ledger, first, batch,
					    &event, diag)) == 1 &&
	       event.sequence < before) {
		if (first)
			manifest->previous_total = event.amount;
		first = false;
		if (slice_is(event.kind, "withdrawn") ||
		    slice_is(event.kind, "declined"))
			*taken_back = true;
	}
	return found < 0 ? -1 : !first;
}

/* The batch before that had not been taken back, and its total. */
static bool read_previous(struct manifest *manifest, int64_t before,
			  struct diag *diag)
{
	for (int64_t batch = manifest->job.batch - 1; batch > 0; batch--) {
		bool taken_back;
		int found =
			read_batch(manifest, batch, before, &taken_back, diag);

		if (found < 0)
			return false;
		if (found == 1 && !taken_back) {
			manifest->previous_batch = batch;
			return true;
		}
	}
	manifest->previous_total = 0;
	return true;
}

/* Whether an account is new; what was approved says it of all together. */
static bool see_account(struct manifest *manifest,
			const struct transfer_row *row,
			const struct payee *payee, struct diag *diag)
{
	int known;

	if (!slice_is_empty(manifest->approved))
		return true;
	known = ledger_account_known(manifest->job.ledger, payee, row->person,
				     row->transfer, diag);
	if (known == 0)
		manifest->new_accounts++;
	return known >= 0;
}

/* What the approver is to know of the transfers together. */
static bool see_transfer(void *context, const struct transfer_row *row,
			 const struct payee *payee, struct diag *diag)
{
	struct manifest *manifest = context;

	if (!see_account(manifest, row, payee, diag))
		return false;
	if (row->net > manifest->largest)
		manifest->largest = row->net;
	return (number_add(manifest->fee, row->fee, &manifest->fee) &&
		(row->set_off > 0
			 ? number_add(manifest->set_off, row->set_off,
				      &manifest->set_off)
			 : number_subtract(manifest->given_back, row->set_off,
					   &manifest->given_back))) ||
	       diag_set(diag, "an amount beyond counting");
}

static bool put_files(struct manifest *manifest, struct strbuf *out,
		      struct diag *diag)
{
	for (size_t i = 0; i < manifest->job.part_count; i++) {
		const struct bank_part *part = &manifest->job.parts[i];
		char hex[DIGEST_HEX_SIZE];

		if (!bank_digest(&manifest->job, i, hex, diag))
			return false;
		strbuf_append_format(out, "file\t%s\t%lld\t%lld\t%s\n",
				     part->file, (long long)part->count,
				     (long long)part->sum, hex);
	}
	return true;
}

static void put_head(const struct manifest *manifest,
		     const struct proposed *proposed, struct strbuf *out)
{
	strbuf_append_format(out,
			     "vk-payout manifest 1\nbatch\t%s\nmade_by\t%s\n",
			     manifest->job.batch_name, manifest->made_by);
	strbuf_append_format(out,
			     "made_at\t%s\ntransfers\t%lld\naccruals\t%lld\n",
			     manifest->made_at, (long long)manifest->transfers,
			     (long long)manifest->accruals);
	strbuf_append_format(out, "gross\t%lld\ntax\t%lld\n",
			     (long long)proposed->gross,
			     (long long)proposed->tax);
	strbuf_append_format(out, "fee\t%lld\nset_off\t%lld\n",
			     (long long)manifest->fee,
			     (long long)manifest->set_off);
	if (manifest->given_back > 0)
		strbuf_append_format(out, "given_back\t%lld\n",
				     (long long)manifest->given_back);
	strbuf_append_format(out, "total\t%lld\n", (long long)manifest->total);
	strbuf_append_format(out, "largest\t%lld\nprevious_batch\t%lld\n",
			     (long long)manifest->largest,
			     (long long)manifest->previous_batch);
	strbuf_append_format(
		out, "previous_total\t%lld\ndifference\t%lld\n",
		(long long)manifest->previous_total,
		(long long)(manifest->total - manifest->previous_total));
	strbuf_append_format(out, "new_accounts\t%lld\n",
			     (long long)manifest->new_accounts);
}

static bool put_foot(const struct manifest *manifest,
		     const struct proposed *proposed, struct strbuf *out,
		     struct diag *diag)
{
	uint8_t hash[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	if (ledger_event_hash(manifest->job.ledger, proposed->sequence, hash,
			      diag) != 1)
		return false;
	digest_hex(hash, DIGEST_SIZE, hex);
	strbuf_append_format(out, "accrual_root\t%s\ntransfer_root\t%s\n",
			     proposed->accrual_root, proposed->transfer_root);
	strbuf_append_format(out, "policy\t%s\ninput\t%s\n", proposed->policy,
			     proposed->input);
	return strbuf_append_format(out, "head_sequence\t%lld\nhead_hash\t%s\n",
				    (long long)proposed->sequence, hex) ||
	       diag_memory(diag);
}

bool manifest_make(struct manifest *manifest, const char *layout_sha256,
		   struct strbuf *out, struct diag *diag)
{
	const struct bank_look look = {manifest, see_transfer};
	struct proposed proposed;
	char day[DATE_SIZE];

	if (!read_proposed(manifest, &proposed, diag) ||
	    !read_previous(manifest, proposed.sequence, diag) ||
	    !bank_plan(&manifest->job, &look, diag))
		return false;
	number_parse(manifest_get(manifest->approved, "new_accounts"),
		     &manifest->new_accounts);
	put_head(manifest, &proposed, out);
	date_format(manifest->job.value_date, day);
	strbuf_append_format(
		out, "value_date\t%s\nlayout\t%.*s\nlayout_sha256\t%s\n", day,
		SLICE_PRINT(manifest->job.layout->name), layout_sha256);
	return put_files(manifest, out, diag) &&
	       put_foot(manifest, &proposed, out, diag);
}

struct slice manifest_get(struct slice text, const char *name)
{
	size_t length = strlen(name);
	struct slice line;

	while (slice_next(&text, '\n', &line))
		if (line.length > length && line.data[length] == '\t' &&
		    slice_starts(line, name))
			return slice_part(line, length + 1, line.length);
	return (struct slice){0};
}
