/*
 * What the ledger_*.c files share. Nobody else includes this.
 */
#ifndef PAYOUT_LEDGER_PARTS_H
#define PAYOUT_LEDGER_PARTS_H

#include "base/strbuf.h"
#include "payout/ledger.h"
#include "payout/ledger_dialect.h"
#include "system/database.h"

enum {
	LEDGER_VERSION = 1,
	LEDGER_TIME_SIZE = 21, /* YYYY-MM-DDTHH:MM:SSZ and a NUL */
	LEDGER_DOCUMENT_MAX = 1024 * 1024
};

/* The statements, prepared when first used; their SQL is in ledger_sql.c. */
enum ledger_query {
	QUERY_HEAD,
	QUERY_NEXT_BATCH,
	QUERY_NEXT_TRANSFER,
	QUERY_ADD_ACCRUAL,
	QUERY_ADD_TRANSFER,
	QUERY_ADD_PAYEE,
	QUERY_ADD_EVENT,
	QUERY_ADD_FREED,
	QUERY_ADD_DOCUMENT,
	QUERY_WALK_ACCRUALS,
	QUERY_WALK_TRANSFERS,
	QUERY_WALK_EVENTS,
	QUERY_WALK_DOCUMENTS,
	QUERY_WALK_FREED,
	QUERY_ACCRUALS_ON,
	QUERY_ACCRUALS_FROM,
	QUERY_BATCH_BOUNDS,
	QUERY_BATCH_TRANSFERS,
	QUERY_RANGE_TRANSFERS,
	QUERY_RANGE_LINES,
	QUERY_RANGE_PAYEES,
	QUERY_BATCH_LINES,
	QUERY_PERSON_TRANSFERS,
	QUERY_PERSON_EVENTS,
	QUERY_NEXT_SPOKEN_OF,
	QUERY_BATCH_EVENTS,
	QUERY_TRANSFER_EVENTS,
	QUERY_TRANSFER,
	QUERY_REFERENCE,
	QUERY_PAYEE,
	QUERY_DOCUMENT,
	QUERY_SHARED,
	QUERY_KNOWN,
	QUERY_EVENT_HASH,
	QUERY_EVIDENCE,
	QUERY_LAST_ATTEMPT,
	QUERY_ATTEMPT_KIND,
	QUERY_BATCH_KIND,
	QUERY_ERASE,
	LEDGER_QUERIES
};

/*
 * Going through a batch. First attempts were added side by side in the order
 * of their lines, and are read so; further ones are found one by one.
 */
struct batch_walk {
	bool side_by_side;
	int64_t transfer;   /* of the first line */
	int64_t line, last; /* the one that was read, and the batch's last */
	/* Of lines side by side, the payee that was read last. */
	int payee;
	int64_t payee_transfer, payee_attempt;
};

/* What the head's file said. */
struct acknowledged {
	struct head head;
	bool found, readable;
	struct diag diag; /* where it is not readable */
};

struct ledger {
	struct database *database;
	const struct ledger_dialect *dialect;
	char *head_path;
	struct acknowledged acknowledged; /* before the ledger was read */
	struct head head;		  /* of what is committed */
	struct head pending;		  /* of the open transaction */
	bool writing;			  /* a transaction is open */
	char now[LEDGER_TIME_SIZE];	  /* when it began */
	struct strbuf scratch;
	struct batch_walk transfers, lines;
	struct statement *prepared[LEDGER_QUERIES];
};

/* Makes the statement of a query. */
struct statement *ledger_statement(struct database *database,
				   enum ledger_query query, struct diag *diag);

/* The prepared statement of a query, or NULL. */
struct statement *ledger_query(struct ledger *ledger, enum ledger_query query,
			       struct diag *diag);

/* The same, set back to its start where first says so. */
struct statement *ledger_walk(struct ledger *ledger, enum ledger_query query,
			      bool first, struct diag *diag);

/* Runs a bound query that gives no rows; it must change one row. */
bool ledger_run(struct statement *statement, struct diag *diag);

/*
 * The next transfer of a walk: 1, 0 at the end, -1 on failure. A line has the
 * columns up to net; days, courses and source are empty then, and the
 * commitment is as it was.
 */
int ledger_read_line(struct statement *statement, struct transfer_row *row,
		     struct diag *diag);
int ledger_read_transfer(struct statement *statement, struct transfer_row *row,
			 struct diag *diag);

/* A payee's five columns, from the given one on. */
bool ledger_read_payee(struct statement *statement, int column,
		       struct payee *payee, struct diag *diag);

/* Reads the head of the chain from the events. */
bool ledger_read_head(struct ledger *ledger, struct head *head,
		      struct diag *diag);

#endif
