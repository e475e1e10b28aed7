#include "payout/propose.h"

#include "base/number.h"
#include "base/strbuf.h"
#include "payout/chain.h"
#include "payout/merkle.h"
#include "payout/settle.h"

#include <string.h>

enum {
	LIST_MAX = 64 * 1024, /* bytes of a transfer's days or sources */
	SALTS = 256	      /* random bytes are fetched for so many at once */
};

struct proposing {
	struct due *due;
	struct ledger *ledger;
	const struct pay_settings *settings;
	struct proposal *proposal;
	struct diag *diag;
	struct merkle accruals, transfers;
	struct strbuf row, days, courses, source;
	uint8_t salts[SALTS][SALT_SIZE];
	size_t salts_used;
};

static bool next_salt(struct proposing *proposing, uint8_t salt[SALT_SIZE])
{
	if (proposing->salts_used == SALTS) {
		if (!digest_random(proposing->salts, sizeof proposing->salts,
				   proposing->diag))
			return false;
		proposing->salts_used = 0;
	}
	memcpy(salt, proposing->salts[proposing->salts_used++], SALT_SIZE);
	return true;
}

/* Adds an item to a list unless it stands at its end already. */
static void list_once(struct strbuf *list, struct slice item)
{
	if (!slice_is_empty(item) && !slice_list_has(strbuf_slice(list), item))
		strbuf_append_item(list, item);
}

/* What is given back alone comes from all that is known of the person. */
static void gather_claims(struct proposing *proposing,
			  const struct due_person *person)
{
	const struct due *due = proposing->due;

	for (size_t i = 0; i < person->claims; i++) {
		const struct claim *claim =
			&due->claims[due->order[person->claim_first + i]];

		list_once(&proposing->courses, claim->course);
		list_once(&proposing->source, claim->source);
	}
}

/* Lists what a person's transfer comes from. */
static bool gather(struct proposing *proposing, struct due_person *person)
{
	const struct due *due = proposing->due;
	struct date last = DATE_EARLIEST;

	strbuf_reset(&proposing->days);
	strbuf_reset(&proposing->courses);
	strbuf_reset(&proposing->source);
	if (settle_only_gives_back(person))
		gather_claims(proposing, person);
	for (size_t i = person->first; i < person->first + person->count; i++) {
		struct accrual *accrual = &due->accruals[i];
		const struct claim *claim = &due->claims[accrual->claim];
		char text[DATE_SIZE];

		if (accrual->fate != ACCRUAL_NEW)
			continue;
		accrual->transfer = person->transfer;
		if (date_compare(last, accrual->day) == 0)
			continue;
		last = accrual->day;
		strbuf_append_item(&proposing->days,
				   date_format(accrual->day, text));
		list_once(&proposing->courses, claim->course);
		list_once(&proposing->source, claim->source);
	}
	return (!proposing->days.failed && !proposing->courses.failed &&
		!proposing->source.failed) ||
	       diag_memory(proposing->diag);
}

/* What is taken off or given back now is neither overpaid nor owed any more. */
static void settle_up(struct due_person *person)
{
	person->balance -= person->set_off < person->balance ? person->set_off
							     : person->balance;
}

static bool add_transfer(struct proposing *proposing, struct due_person *person)
{
	struct proposal *proposal = proposing->proposal;
	char reference[REFERENCE_SIZE], end_to_end[END_TO_END_SIZE];
	struct transfer_row row = {
		.transfer = person->transfer,
		.attempt = 1,
		.batch = proposal->batch,
		.line = person->line,
		.person = due_person_text(proposing->due, person),
		.gross = person->gross,
		.tax = person->tax,
		.fee = person->fee,
		.set_off = person->set_off,
		.net = person->gross - person->tax - person->fee -
		       person->set_off,
		.days = strbuf_slice(&proposing->days),
		.courses = strbuf_slice(&proposing->courses),
		.source = strbuf_slice(&proposing->source)};

	if (!chain_reference(proposing->settings->office, row.batch, row.line,
			     reference))
		return diag_set(proposing->diag,
				"a batch of more lines than a reference of %d "
				"characters can number",
				REFERENCE_SIZE - 1);
	row.reference = slice_of(reference);
	if (!next_salt(proposing, person->payee->salt) ||
	    !chain_end_to_end(&row, &proposing->row, end_to_end) ||
	    !chain_commit(person->payee, &proposing->row, row.commitment))
		return diag_memory(proposing->diag);
	row.end_to_end = slice_of(end_to_end);
	strbuf_reset(&proposing->row);
	if (!chain_transfer(&row, &proposing->row))
		return diag_memory(proposing->diag);
	merkle_add(&proposing->transfers, strbuf_slice(&proposing->row));
	settle_up(person);
	return ledger_add_transfer(proposing->ledger, &row, person->payee,
				   proposing->diag);
}

static bool add_transfers(struct proposing *proposing)
{
	struct proposal *proposal = proposing->proposal;
	struct due *due = proposing->due;
	int64_t transfer;

	if (!ledger_next_batch(proposing->ledger, &proposal->batch,
			       proposing->diag) ||
	    !ledger_next_transfer(proposing->ledger, &transfer,
				  proposing->diag))
		return false;
	for (size_t i = 0; i < due->people_count; i++) {
		struct due_person *person = &due->people[i];

		if (!settle_pays(person))
			continue;
		person->transfer = transfer++;
		person->line = ++proposal->transfers;
		if (!number_add(proposal->gross, person->gross,
				&proposal->gross) ||
		    !number_add(proposal->tax, person->tax, &proposal->tax) ||
		    !number_add(proposal->net,
				person->gross - person->tax - person->fee -
					person->set_off,
				&proposal->net))
			return diag_set(proposing->diag,
					"an amount beyond counting");
		if (!gather(proposing, person) ||
		    !add_transfer(proposing, person))
			return false;
	}
	return true;
}

static bool add_accruals(struct proposing *proposing)
{
	const struct due *due = proposing->due;

	for (size_t i = 0; i < due->accrual_count; i++) {
		const struct accrual *accrual = &due->accruals[due->by_key[i]];
		char text[DATE_SIZE];
		struct accrual_row row = {
			.day = date_format(accrual->day, text),
			.person =
				set_string(&due->persons,
					   due->claims[accrual->claim].person),
			.component = proposing->settings
					     ->components[accrual->component]
					     .code,
			.round = accrual->round,
			.gross = accrual->gross,
			.tax = accrual->tax,
			.transfer = accrual->transfer};

		if (accrual->fate != ACCRUAL_NEW || accrual->transfer == 0)
			continue;
		strbuf_reset(&proposing->row);
		if (!chain_accrual(&row, &proposing->row))
			return diag_memory(proposing->diag);
		merkle_add(&proposing->accruals, strbuf_slice(&proposing->row));
		if (!ledger_add_accrual(proposing->ledger, &row,
					proposing->diag))
			return false;
		proposing->proposal->accruals++;
	}
	return true;
}

bool propose_detail(const struct proposal *proposal,
		    const struct merkle *accruals,
		    const struct merkle *transfers, struct strbuf *out)
{
	uint8_t root[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	strbuf_append_format(
		out, "transfers=%lld;accruals=%lld;gross=%lld;tax=%lld",
		(long long)proposal->transfers, (long long)proposal->accruals,
		(long long)proposal->gross, (long long)proposal->tax);
	merkle_root(accruals, root);
	digest_hex(root, DIGEST_SIZE, hex);
	strbuf_append_format(out, ";accrual_root=%s", hex);
	merkle_root(transfers, root);
	digest_hex(root, DIGEST_SIZE, hex);
	strbuf_append_format(out, ";transfer_root=%s", hex);
	strbuf_append_format(out, ";policy=%.*s;input=%.*s",
			     SLICE_PRINT(proposal->policy),
			     SLICE_PRINT(proposal->input));
	return slice_is_empty(proposal->key)
		       ? !out->failed
		       : strbuf_append_format(out, ";key=%.*s",
					      SLICE_PRINT(proposal->key));
}

static bool add_events(struct proposing *proposing)
{
	struct proposal *proposal = proposing->proposal;
	struct event_row event = {.kind = SLICE("proposed"),
				  .batch = proposal->batch,
				  .amount = proposal->net,
				  .actor = proposal->actor};

	strbuf_reset(&proposing->row);
	if (!propose_detail(proposal, &proposing->accruals,
			    &proposing->transfers, &proposing->row))
		return diag_memory(proposing->diag);
	event.detail = strbuf_slice(&proposing->row);
	return ledger_add_event(proposing->ledger, &event, proposing->diag);
}

static bool anything_new(const struct due *due)
{
	for (size_t i = 0; i < due->people_count; i++)
		if (settle_pays(&due->people[i]))
			return true;
	return false;
}

bool propose(struct due *due, struct ledger *ledger,
	     const struct pay_settings *settings, struct proposal *proposal,
	     struct diag *diag)
{
	struct proposing proposing = {.due = due,
				      .ledger = ledger,
				      .settings = settings,
				      .proposal = proposal,
				      .diag = diag,
				      .salts_used = SALTS};
	bool fine;

	if (!anything_new(due))
		return true;
	merkle_init(&proposing.accruals);
	merkle_init(&proposing.transfers);
	strbuf_init(&proposing.row, 4 * LIST_MAX);
	strbuf_init(&proposing.days, LIST_MAX);
	strbuf_init(&proposing.courses, LIST_MAX);
	strbuf_init(&proposing.source, LIST_MAX);
	fine = add_transfers(&proposing) && add_accruals(&proposing) &&
	       add_events(&proposing);
	strbuf_release(&proposing.row);
	strbuf_release(&proposing.days);
	strbuf_release(&proposing.courses);
	strbuf_release(&proposing.source);
	return fine;
}
