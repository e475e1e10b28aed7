#include "payout/answer_proof.h"

#include "payout/detail.h"
#include "payout/ingest.h"

#include <stdarg.h>
#include <stdio.h>

enum { SETS_MAX = 1 << 30, KEY_SIZE = 160 };

/* Said of an attempt that has an answer of its own in a file. */
static const char answered[] = "answered";

void answer_proof_init(struct answer_proof *proof)
{
	*proof = (struct answer_proof){0};
	set_init(&proof->files, SETS_MAX);
	set_init(&proof->said, SETS_MAX);
}

void answer_proof_release(struct answer_proof *proof)
{
	set_release(&proof->files);
	set_release(&proof->said);
}

__attribute__((format(printf, 2, 3))) static void
tell(struct answer_proof *proof, const char *format, ...)
{
	char finding[DIAG_SIZE];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(finding, sizeof finding, format, arguments);
	va_end(arguments);
	proof->findings++;
	proof->sink->tell(proof->sink->context, finding);
}

bool answer_proof_file(struct answer_proof *proof, struct slice evidence,
		       struct diag *diag)
{
	uint32_t index;

	proof->evidence = evidence;
	return set_add(&proof->files, evidence, &index, NULL) ||
	       diag_memory(diag);
}

/* What a file says of an attempt, as one text. */
static struct slice key_of(struct slice evidence, const struct event_row *about,
			   struct slice state, char out[KEY_SIZE])
{
	int length = snprintf(out, KEY_SIZE, "%.*s %lld/%lld %.*s",
			      SLICE_PRINT(slice_part(evidence, 0, 64)),
			      (long long)about->transfer,
			      (long long)about->attempt, SLICE_PRINT(state));

	return (struct slice){out, (size_t)length};
}

static bool is_money(enum transfer_state state)
{
	return state == TRANSFER_PAID || state == TRANSFER_RETURNED;
}

/*
 * Whether an event is what became of an answer: the state, or that it
 * contradicts another; an older "paid" may come behind the return, and a
 * return behind what was rejected or void.
 */
static bool is_heard(const struct event_row *event, enum transfer_state state)
{
	enum transfer_state now = state_of_kind(event->kind);

	return now == state || now == TRANSFER_RETURNED ||
	       slice_is(detail_get(event->detail, "said"), state_name(state)) ||
	       (state == TRANSFER_RETURNED &&
		(now == TRANSFER_REJECTED || now == TRANSFER_VOIDED));
}

/* The ledger has heard what a bank said of an attempt. */
static bool check_heard(struct answer_proof *proof,
			const struct transfer_row *row,
			enum transfer_state state, struct diag *diag)
{
	struct event_row event;
	bool first = true, heard = false;
	int found;

	while ((found = ledger_transfer_events(proof->ledger, first,
					       row->transfer, &event, diag)) ==
	       1) {
		first = false;
		heard = heard || (event.attempt == row->attempt &&
				  is_heard(&event, state));
	}
	if (found == 0 && !heard)
		tell(proof,
		     "transfer %.*s: a bank's answer says \"%s\", and the "
		     "ledger doesn't",
		     SLICE_PRINT(row->reference), state_name(state));
	return found == 0;
}

static struct slice key_of_row(const struct answer_proof *proof,
			       const struct transfer_row *row, const char *word,
			       char out[KEY_SIZE])
{
	const struct event_row about = {.transfer = row->transfer,
					.attempt = row->attempt};

	return key_of(proof->evidence, &about, slice_of(word), out);
}

static bool say(struct answer_proof *proof, const struct transfer_row *row,
		const char *word, struct diag *diag)
{
	char key[KEY_SIZE];
	uint32_t index;

	return set_add(&proof->said, key_of_row(proof, row, word, key), &index,
		       NULL) ||
	       diag_memory(diag);
}

/* What the file says of an attempt, by its own answer or by its order's. */
static bool hear(struct answer_proof *proof, const struct transfer_row *row,
		 enum transfer_state state, struct diag *diag)
{
	return !is_money(state) || (say(proof, row, state_name(state), diag) &&
				    check_heard(proof, row, state, diag));
}

static bool take_transfer(struct answer_proof *proof,
			  const struct bank_answer *answer, struct diag *diag)
{
	struct transfer_row row;
	int found = ingest_find(proof->ledger, answer, &row, diag);

	if (found != 1 || answer->state == TRANSFER_NONE)
		return found >= 0;
	if (is_money(answer->state) && answer->has_amount &&
	    answer->rupiah != row.net)
		tell(proof,
		     "transfer %.*s is %lld rupiah, and a bank's answer is "
		     "about another amount",
		     SLICE_PRINT(row.reference), (long long)row.net);
	return say(proof, &row, answered, diag) &&
	       hear(proof, &row, answer->state, diag);
}

static bool has_own_answer(const struct answer_proof *proof,
			   const struct transfer_row *row)
{
	char key[KEY_SIZE];

	return set_find(&proof->said, key_of_row(proof, row, answered, key)) !=
	       SET_NONE;
}

static bool take_order(struct answer_proof *proof,
		       const struct bank_answer *answer, struct diag *diag)
{
	struct transfer_row row;
	bool first = true;
	int64_t batch;
	int found = ingest_find_order(proof->ledger, proof->office,
				      answer->order, &batch, diag);

	if (found != 1)
		return found == 0;
	while ((found = ledger_batch_transfers(proof->ledger, first, batch,
					       &row, diag)) == 1) {
		first = false;
		if (!has_own_answer(proof, &row) &&
		    !hear(proof, &row, answer->state, diag))
			return false;
	}
	return found == 0;
}

bool answer_proof_take(void *context, const struct bank_answer *answer,
		       struct diag *diag)
{
	struct answer_proof *proof = context;

	return answer->level == ANSWER_TRANSFER
		       ? take_transfer(proof, answer, diag)
		       : take_order(proof, answer, diag);
}

static void check_event(struct answer_proof *proof,
			const struct event_row *event)
{
	bool read = set_find(&proof->files, event->evidence) != SET_NONE;
	char key[KEY_SIZE];

	if (slice_is(event->kind, "ingested") && !read)
		tell(proof,
		     "event %lld: the bank's answer that it names is not "
		     "among those that were kept",
		     (long long)event->sequence);
	if (read && event->transfer > 0 &&
	    is_money(state_of_kind(event->kind)) &&
	    set_find(&proof->said, key_of(event->evidence, event, event->kind,
					  key)) == SET_NONE)
		tell(proof,
		     "event %lld: the bank's answer that it names doesn't say "
		     "that transfer %lld is %.*s",
		     (long long)event->sequence, (long long)event->transfer,
		     SLICE_PRINT(event->kind));
}

bool answer_proof_end(struct answer_proof *proof, struct diag *diag)
{
	uint8_t hash[DIGEST_SIZE];
	struct event_row event;
	bool first = true;
	int found;

	while ((found = ledger_walk_events(proof->ledger, first, &event, hash,
					   diag)) == 1) {
		first = false;
		check_event(proof, &event);
	}
	return found == 0;
}
