#include "payout/journal.h"

#include "payout/chain.h"
#include "stream/escape.h"

enum { ROW_MAX = 4 * 1024 * 1024 };

struct printing {
	struct ledger *ledger;
	const struct journal_sink *sink;
	struct strbuf row;
	struct diag *diag;
};

static bool print(struct printing *printing)
{
	return (!printing->row.failed || diag_memory(printing->diag)) &&
	       printing->sink->print(printing->sink->context,
				     strbuf_slice(&printing->row),
				     printing->diag);
}

static bool print_events(struct printing *printing)
{
	uint8_t hash[DIGEST_SIZE];
	struct event_row row;
	bool first = true;
	int found;

	while ((found = ledger_walk_events(printing->ledger, first, &row, hash,
					   printing->diag)) == 1) {
		char hex[DIGEST_HEX_SIZE];

		first = false;
		digest_hex(hash, DIGEST_SIZE, hex);
		strbuf_reset(&printing->row);
		strbuf_append_string(&printing->row, "event\t");
		chain_event(&row, &printing->row);
		strbuf_append_format(&printing->row, "\t%s\n", hex);
		if (!print(printing))
			return false;
	}
	return found == 0;
}

static bool print_transfers(struct printing *printing)
{
	struct transfer_row row;
	bool first = true;
	int found;

	while ((found = ledger_walk_transfers(printing->ledger, first, &row,
					      printing->diag)) == 1) {
		first = false;
		strbuf_reset(&printing->row);
		strbuf_append_string(&printing->row, "transfer\t");
		chain_transfer(&row, &printing->row);
		strbuf_append_byte(&printing->row, '\n');
		if (!print(printing))
			return false;
	}
	return found == 0;
}

static bool print_accruals(struct printing *printing)
{
	struct accrual_row row;
	bool first = true;
	int found;

	while ((found = ledger_walk_accruals(printing->ledger, first, &row,
					     printing->diag)) == 1) {
		first = false;
		strbuf_reset(&printing->row);
		strbuf_append_string(&printing->row, "accrual\t");
		chain_accrual(&row, &printing->row);
		strbuf_append_byte(&printing->row, '\n');
		if (!print(printing))
			return false;
	}
	return found == 0;
}

static bool print_documents(struct printing *printing)
{
	struct slice sha256, content;
	bool first = true;
	int found;

	while ((found = ledger_walk_documents(printing->ledger, first, &sha256,
					      &content, printing->diag)) == 1) {
		struct strbuf *row = &printing->row;

		first = false;
		strbuf_reset(row);
		strbuf_append_format(row, "document\t%.*s\t",
				     SLICE_PRINT(sha256));
		if (!strbuf_reserve(row, escape_room(content)))
			return diag_memory(printing->diag);
		row->length +=
			escape_write(content, false, row->data + row->length);
		strbuf_append_byte(row, '\n');
		if (!print(printing))
			return false;
	}
	return found == 0;
}

bool journal_text(struct ledger *ledger, const struct journal_sink *sink,
		  struct diag *diag)
{
	struct printing printing = {
		.ledger = ledger, .sink = sink, .diag = diag};
	bool fine;

	strbuf_init(&printing.row, ROW_MAX);
	fine = print_events(&printing) && print_transfers(&printing) &&
	       print_accruals(&printing) && print_documents(&printing);
	strbuf_release(&printing.row);
	return fine;
}

/* What an event moves, from one account to another. */
struct movement {
	const char *debit, *credit;
};

static const char owed[] = "liabilities:participants";
static const char cost[] = "expenses:allowances";
static const char bank[] = "assets:bank";

/*
 * A further attempt is owed already; only a first one costs. paid tells
 * whether this transfer's money left before.
 */
static bool movement_of(const struct event_row *event, bool further, bool paid,
			struct movement *movement)
{
	enum transfer_state state = state_of_kind(event->kind);

	if (event->batch > 0 && further)
		return false;
	if (state == TRANSFER_PROPOSED)
		*movement = (struct movement){cost, owed};
	else if (state == TRANSFER_WITHDRAWN || state == TRANSFER_DECLINED ||
		 state == TRANSFER_VOIDED)
		*movement = (struct movement){owed, cost};
	else if (state == TRANSFER_PAID && !paid)
		*movement = (struct movement){owed, bank};
	else if (state != TRANSFER_PAID && state != TRANSFER_NONE && paid)
		*movement = (struct movement){bank, owed};
	else if (slice_is(event->kind, "recovered"))
		*movement = (struct movement){bank, cost};
	else
		return false;
	return true;
}

/* Whether the bank's money for this attempt was out before this event. */
static bool was_out(struct printing *printing, const struct event_row *event,
		    bool *out)
{
	struct event_row before;
	bool first = true;
	int found = 0;

	*out = false;
	while (event->transfer > 0 &&
	       (found = ledger_transfer_events(printing->ledger, first,
					       event->transfer, &before,
					       printing->diag)) == 1) {
		enum transfer_state state = state_of_kind(before.kind);

		first = false;
		if (before.sequence < event->sequence &&
		    before.attempt == event->attempt && state != TRANSFER_NONE)
			*out = state == TRANSFER_PAID;
	}
	return found >= 0;
}

/* Whether a batch consists of further attempts. */
static bool is_further(struct printing *printing, int64_t batch, bool *further)
{
	struct transfer_row row;
	int found = ledger_batch_transfers(printing->ledger, true, batch, &row,
					   printing->diag);

	*further = found == 1 && row.attempt > 1;
	return found >= 0;
}

static bool print_movement(struct printing *printing,
			   const struct event_row *event)
{
	struct movement movement;
	bool further = false, out;

	if (event->batch > 0 && !is_further(printing, event->batch, &further))
		return false;
	if (!was_out(printing, event, &out))
		return false;
	if (!movement_of(event, further, out, &movement))
		return true;
	strbuf_reset(&printing->row);
	strbuf_append_format(
		&printing->row,
		"%.*s (%lld) %.*s\n    %s  IDR %lld\n    %s  IDR -%lld\n\n",
		SLICE_PRINT(slice_part(event->at, 0, 10)),
		(long long)event->sequence, SLICE_PRINT(event->kind),
		movement.debit, (long long)event->amount, movement.credit,
		(long long)event->amount);
	return print(printing);
}

/* Declared, for those who check with --strict. */
static bool print_accounts(struct printing *printing)
{
	strbuf_reset(&printing->row);
	strbuf_append_format(&printing->row,
			     "commodity IDR 1000.\naccount %s\naccount %s\n"
			     "account %s\n\n",
			     bank, cost, owed);
	return print(printing);
}

bool journal_hledger(struct ledger *ledger, const struct journal_sink *sink,
		     struct diag *diag)
{
	struct printing printing = {
		.ledger = ledger, .sink = sink, .diag = diag};
	uint8_t hash[DIGEST_SIZE];
	struct event_row row;
	bool first = true, fine = true;
	int found = 0;

	strbuf_init(&printing.row, ROW_MAX);
	fine = print_accounts(&printing);
	while (fine && (found = ledger_walk_events(ledger, first, &row, hash,
						   diag)) == 1) {
		first = false;
		fine = print_movement(&printing, &row);
	}
	strbuf_release(&printing.row);
	return fine && found == 0;
}
