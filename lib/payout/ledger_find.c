#include "payout/ledger_parts.h"

#include <string.h>

static bool read_digest(struct slice blob, uint8_t out[DIGEST_SIZE])
{
	if (blob.length != DIGEST_SIZE)
		return false;
	memcpy(out, blob.data, DIGEST_SIZE);
	return true;
}

static int bad_row(struct statement *statement, struct diag *diag)
{
	statement_reset(statement);
	diag_set(diag, "a row of the ledger has a digest of a wrong length; "
		       "run vk-payout verify");
	return -1;
}

static int read_accrual(struct statement *statement, int result,
			struct accrual_row *row)
{
	if (result != 1)
		return result;
	row->day = statement_text(statement, 0);
	row->person = statement_text(statement, 1);
	row->component = statement_text(statement, 2);
	row->round = statement_integer(statement, 3);
	row->gross = statement_integer(statement, 4);
	row->tax = statement_integer(statement, 5);
	row->transfer = statement_integer(statement, 6);
	return 1;
}

int ledger_read_line(struct statement *statement, struct transfer_row *row,
		     struct diag *diag)
{
	int result = statement_step(statement, diag);

	if (result != 1)
		return result;
	row->transfer = statement_integer(statement, 0);
	row->attempt = statement_integer(statement, 1);
	row->batch = statement_integer(statement, 2);
	row->line = statement_integer(statement, 3);
	row->reference = statement_text(statement, 4);
	row->end_to_end = statement_text(statement, 5);
	row->person = statement_text(statement, 6);
	row->gross = statement_integer(statement, 7);
	row->tax = statement_integer(statement, 8);
	row->fee = statement_integer(statement, 9);
	row->set_off = statement_integer(statement, 10);
	row->net = statement_integer(statement, 11);
	row->days = row->courses = row->source = (struct slice){0};
	return 1;
}

int ledger_read_transfer(struct statement *statement, struct transfer_row *row,
			 struct diag *diag)
{
	int result = ledger_read_line(statement, row, diag);

	if (result != 1)
		return result;
	row->days = statement_text(statement, 12);
	row->courses = statement_text(statement, 13);
	row->source = statement_text(statement, 14);
	if (!read_digest(statement_blob(statement, 15), row->commitment))
		return bad_row(statement, diag);
	return 1;
}

static int read_event(struct statement *statement, struct event_row *row,
		      uint8_t hash[DIGEST_SIZE], struct diag *diag)
{
	int result = statement_step(statement, diag);

	if (result != 1)
		return result;
	row->sequence = statement_integer(statement, 0);
	row->at = statement_text(statement, 1);
	row->kind = statement_text(statement, 2);
	row->batch = statement_integer(statement, 3);
	row->transfer = statement_integer(statement, 4);
	row->attempt = statement_integer(statement, 5);
	row->person = statement_text(statement, 6);
	row->amount = statement_integer(statement, 7);
	row->actor = statement_text(statement, 8);
	row->evidence = statement_text(statement, 9);
	row->detail = statement_text(statement, 10);
	if (!read_digest(statement_blob(statement, 11), hash))
		return bad_row(statement, diag);
	return 1;
}

struct statement *ledger_walk(struct ledger *ledger, enum ledger_query query,
			      bool first, struct diag *diag)
{
	struct statement *statement = ledger_query(ledger, query, diag);

	if (statement != NULL && first)
		statement_reset(statement);
	return statement;
}

int ledger_walk_accruals(struct ledger *ledger, bool first,
			 struct accrual_row *row, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_WALK_ACCRUALS, first, diag);

	if (statement == NULL)
		return -1;
	return read_accrual(statement, statement_step(statement, diag), row);
}

int ledger_walk_transfers(struct ledger *ledger, bool first,
			  struct transfer_row *row, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_WALK_TRANSFERS, first, diag);

	return statement == NULL ? -1
				 : ledger_read_transfer(statement, row, diag);
}

int ledger_walk_events(struct ledger *ledger, bool first, struct event_row *row,
		       uint8_t hash[DIGEST_SIZE], struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_WALK_EVENTS, first, diag);

	return statement == NULL ? -1 : read_event(statement, row, hash, diag);
}

int ledger_walk_documents(struct ledger *ledger, bool first,
			  struct slice *sha256, struct slice *content,
			  struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_WALK_DOCUMENTS, first, diag);
	int result = statement == NULL ? -1 : statement_step(statement, diag);

	if (result == 1) {
		*sha256 = statement_text(statement, 0);
		*content = statement_blob(statement, 1);
	}
	return result;
}

int ledger_walk_freed(struct ledger *ledger, bool first, int64_t *transfer,
		      struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_WALK_FREED, first, diag);
	int result = statement == NULL ? -1 : statement_step(statement, diag);

	if (result == 1)
		*transfer = statement_integer(statement, 0);
	return result;
}

void ledger_stop(struct ledger *ledger, enum ledger_walk which)
{
	static const enum ledger_query queries[LEDGER_WALKS] = {
		[LEDGER_ACCRUALS] = QUERY_WALK_ACCRUALS,
		[LEDGER_TRANSFERS] = QUERY_WALK_TRANSFERS,
		[LEDGER_EVENTS] = QUERY_WALK_EVENTS,
		[LEDGER_DOCUMENTS] = QUERY_WALK_DOCUMENTS,
		[LEDGER_FREED] = QUERY_WALK_FREED,
	};
	struct statement *statement = ledger->prepared[queries[which]];

	if (statement != NULL)
		statement_reset(statement);
}

/* Binds day and person where a walk begins, and reads the next row. */
static int walk_day(struct statement *statement, bool first,
		    struct accrual_row *row, bool *freed, struct diag *diag)
{
	int result;

	if (statement == NULL)
		return -1;
	if (first) {
		statement_bind_text(statement, 1, row->day);
		statement_bind_text(statement, 2, row->person);
	}
	result = read_accrual(statement, statement_step(statement, diag), row);
	if (result == 1)
		*freed = statement_integer(statement, 7) != 0;
	return result;
}

int ledger_accruals_on(struct ledger *ledger, bool first,
		       struct accrual_row *row, bool *freed, struct diag *diag)
{
	return walk_day(ledger_walk(ledger, QUERY_ACCRUALS_ON, first, diag),
			first, row, freed, diag);
}

int ledger_steps_max(const struct ledger *ledger)
{
	return ledger->dialect->steps_max;
}

int ledger_accruals_from(struct ledger *ledger, bool first,
			 struct accrual_row *row, bool *freed,
			 struct diag *diag)
{
	return walk_day(ledger_walk(ledger, QUERY_ACCRUALS_FROM, first, diag),
			first, row, freed, diag);
}

int ledger_person_transfers(struct ledger *ledger, bool first,
			    struct slice person, struct transfer_row *row,
			    struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_PERSON_TRANSFERS, first, diag);

	if (statement == NULL)
		return -1;
	if (first)
		statement_bind_text(statement, 1, person);
	return ledger_read_transfer(statement, row, diag);
}

int ledger_person_events(struct ledger *ledger, bool first, struct slice person,
			 struct event_row *row, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_PERSON_EVENTS, first, diag);
	uint8_t hash[DIGEST_SIZE];

	if (statement == NULL)
		return -1;
	if (first)
		statement_bind_text(statement, 1, person);
	return read_event(statement, row, hash, diag);
}

int ledger_next_spoken_of(struct ledger *ledger, struct slice from,
			  struct slice *person, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_NEXT_SPOKEN_OF, true, diag);
	int result;

	if (statement == NULL)
		return -1;
	statement_bind_text(statement, 1, from);
	result = statement_step(statement, diag);
	if (result == 1)
		*person = statement_text(statement, 0);
	return result;
}

int ledger_batch_events(struct ledger *ledger, bool first, int64_t batch,
			struct event_row *row, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_BATCH_EVENTS, first, diag);
	uint8_t hash[DIGEST_SIZE];

	if (statement == NULL)
		return -1;
	if (first)
		statement_bind_integer(statement, 1, batch);
	return read_event(statement, row, hash, diag);
}

int ledger_transfer_events(struct ledger *ledger, bool first, int64_t transfer,
			   struct event_row *row, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_TRANSFER_EVENTS, first, diag);
	uint8_t hash[DIGEST_SIZE];

	if (statement == NULL)
		return -1;
	if (first)
		statement_bind_integer(statement, 1, transfer);
	return read_event(statement, row, hash, diag);
}

int ledger_transfer(struct ledger *ledger, int64_t transfer, int64_t attempt,
		    struct transfer_row *row, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_TRANSFER, true, diag);

	if (statement == NULL)
		return -1;
	statement_bind_integer(statement, 1, transfer);
	statement_bind_integer(statement, 2, attempt);
	return ledger_read_transfer(statement, row, diag);
}

int ledger_find_reference(struct ledger *ledger, struct slice reference,
			  struct transfer_row *row, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_REFERENCE, true, diag);

	if (statement == NULL)
		return -1;
	statement_bind_text(statement, 1, reference);
	return ledger_read_transfer(statement, row, diag);
}
