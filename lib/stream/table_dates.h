/*
 * Whether 03/04/2020 is a day of April or of March: decided for a file by all
 * of its dates, for a row alone can't tell.
 */
#ifndef STREAM_TABLE_DATES_H
#define STREAM_TABLE_DATES_H

#include "base/diag.h"
#include "stream/table_field.h"
#include "stream/table_rows.h"

#include <stdbool.h>

enum { WITNESS_SIZE = 32 };

/* A date that was met, for the message. line 0: none was. */
struct date_witness {
	uint64_t line;
	char text[WITNESS_SIZE];
};

/* What the dates of a file have shown so far, and where its dates are. */
struct date_evidence {
	const struct table_field *fields; /* borrowed */
	size_t field_count;
	uint64_t heading_line; /* the rows come behind it */
	struct date_witness day_first, month_first, open;
};

/* Takes a cell of a date column into account. */
void dates_look(struct date_evidence *evidence, struct slice cell,
		uint64_t line);

/* The same for the date fields of the rows to come. */
bool dates_scan(struct date_evidence *evidence, struct table_rows *rows,
		struct diag *diag);

/* Forgets what was met. */
void dates_forget(struct date_evidence *evidence);

/*
 * The order that was shown. False, with both readings and what to do in the
 * diag, where the dates contradict each other, or nothing was shown and a
 * date with two readings was met. DATE_ORDER_OPEN where that doesn't matter.
 */
bool dates_decide(const struct date_evidence *evidence, const char *file,
		  enum date_order *order, struct diag *diag);

#endif
