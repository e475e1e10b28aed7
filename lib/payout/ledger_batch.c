#include "payout/ledger_parts.h"

enum { PAYEE_COLUMN = 12 /* behind those of the line */ };

static bool begin(struct ledger *ledger, int64_t batch, struct batch_walk *walk,
		  struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_BATCH_BOUNDS, true, diag);
	int result;

	*walk = (struct batch_walk){0};
	if (statement == NULL)
		return false;
	statement_bind_integer(statement, 1, batch);
	result = statement_step(statement, diag);
	if (result != 1)
		return result == 0;
	walk->transfer = statement_integer(statement, 0);
	walk->side_by_side = statement_integer(statement, 1) == 1;
	walk->last = statement_integer(statement, 2);
	statement_reset(statement);
	return true;
}

static void bind_range(struct statement *statement,
		       const struct batch_walk *walk)
{
	statement_bind_integer(statement, 1, walk->transfer);
	statement_bind_integer(statement, 2, walk->transfer + walk->last);
}

/* Of those side by side none may be missing; result is what reading gave. */
static int next(struct batch_walk *walk, const struct transfer_row *row,
		int result, struct diag *diag)
{
	if (result == 1 ? row->line == walk->line + 1
			: result < 0 || walk->line == walk->last) {
		walk->line++;
		return result;
	}
	diag_set(diag, "the lines of a batch are not as propose adds them; "
		       "run vk-payout verify");
	return -1;
}

int ledger_batch_transfers(struct ledger *ledger, bool first, int64_t batch,
			   struct transfer_row *row, struct diag *diag)
{
	struct batch_walk *walk = &ledger->transfers;
	struct statement *statement;

	if (first && !begin(ledger, batch, walk, diag))
		return -1;
	statement = ledger_walk(ledger,
				walk->side_by_side ? QUERY_RANGE_TRANSFERS
						   : QUERY_BATCH_TRANSFERS,
				first, diag);
	if (statement == NULL)
		return -1;
	if (!walk->side_by_side) {
		if (first)
			statement_bind_integer(statement, 1, batch);
		return ledger_read_transfer(statement, row, diag);
	}
	if (first) {
		bind_range(statement, walk);
		statement_bind_integer(statement, 3, batch);
	}
	return next(walk, row, ledger_read_transfer(statement, row, diag),
		    diag);
}

static bool read_payee(struct statement *statement, int column, bool erased,
		       struct ledger_line *line, struct diag *diag)
{
	line->erased = erased;
	if (!erased)
		return ledger_read_payee(statement, column, &line->payee, diag);
	line->payee = (struct payee){0};
	return true;
}

static int next_found(struct ledger *ledger, bool first, int64_t batch,
		      struct ledger_line *line, struct diag *diag)
{
	struct statement *statement =
		ledger_walk(ledger, QUERY_BATCH_LINES, first, diag);
	int result;
	bool erased;

	if (statement == NULL)
		return -1;
	if (first)
		statement_bind_integer(statement, 1, batch);
	result = ledger_read_line(statement, &line->row, diag);
	if (result != 1)
		return result;
	erased = statement_blob(statement, PAYEE_COLUMN).length == 0;
	return read_payee(statement, PAYEE_COLUMN, erased, line, diag) ? 1 : -1;
}

/* Brings the walk of payees to the line's, or to the first one behind it. */
static bool find_payee(struct statement *payees, struct batch_walk *walk,
		       const struct transfer_row *row, struct diag *diag)
{
	while (walk->payee == 1 && (walk->payee_transfer < row->transfer ||
				    (walk->payee_transfer == row->transfer &&
				     walk->payee_attempt < row->attempt))) {
		walk->payee = statement_step(payees, diag);
		if (walk->payee != 1)
			break;
		walk->payee_transfer = statement_integer(payees, 0);
		walk->payee_attempt = statement_integer(payees, 1);
	}
	return walk->payee >= 0;
}

static int next_beside(struct ledger *ledger, bool first, int64_t batch,
		       struct ledger_line *line, struct diag *diag)
{
	struct batch_walk *walk = &ledger->lines;
	struct statement *rows =
		ledger_walk(ledger, QUERY_RANGE_LINES, first, diag);
	struct statement *payees =
		ledger_walk(ledger, QUERY_RANGE_PAYEES, first, diag);
	int result;
	bool erased;

	if (rows == NULL || payees == NULL)
		return -1;
	if (first) {
		bind_range(rows, walk);
		statement_bind_integer(rows, 3, batch);
		bind_range(payees, walk);
		walk->payee = 1;
	}
	result = next(walk, &line->row,
		      ledger_read_line(rows, &line->row, diag), diag);
	if (result != 1)
		return result;
	if (!find_payee(payees, walk, &line->row, diag))
		return -1;
	erased = walk->payee != 1 ||
		 walk->payee_transfer != line->row.transfer ||
		 walk->payee_attempt != line->row.attempt;
	return read_payee(payees, 2, erased, line, diag) ? 1 : -1;
}

int ledger_batch_lines(struct ledger *ledger, bool first, int64_t batch,
		       struct ledger_line *line, struct diag *diag)
{
	if (first && !begin(ledger, batch, &ledger->lines, diag))
		return -1;
	return ledger->lines.side_by_side
		       ? next_beside(ledger, first, batch, line, diag)
		       : next_found(ledger, first, batch, line, diag);
}
