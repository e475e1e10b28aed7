/*
 * What table.c, which opens tables, and table_record.c, which makes records of
 * their rows, share; for these two only.
 */
#ifndef STREAM_TABLE_PARTS_H
#define STREAM_TABLE_PARTS_H

#include "base/strbuf.h"
#include "stream/table.h"
#include "stream/table_account.h"
#include "stream/table_dates.h"
#include "stream/table_heading.h"
#include "stream/table_rows.h"

/* The share of NIKs that end in 0, per mille, which is no chance any more. */
enum { TABLE_ROUNDED_ALARM = 250 };

struct table {
	const char *file;
	enum table_kind kind;
	struct table_rows *rows;
	struct arena arena; /* the labels' */
	struct table_sample sample;
	struct heading heading;
	struct table_field *fields;
	size_t field_count;
	enum shape *shapes; /* by column */
	size_t nik, name, bank, account;
	enum date_order order;
	bool order_given; /* by the caller */
	struct date_evidence evidence;
	uint64_t number, niks, rounded;
	uint64_t niks_before, rounded_before; /* of an earlier reading */
	uint64_t blank_line; /* of the last row without values, or 0 */
	uint64_t footer_count, footer_line; /* rows below a list; the first */
	struct account_memo banks;
	/*
	 * A bit for each row behind the header: an earlier reading found
	 * nothing in it to change or to tell, and a later one need not look.
	 */
	struct strbuf tidy;
	size_t row; /* of the reading, from 1 */
	struct strbuf message;
};

/*
 * Decides the order of dates by the whole file, or, where that is a pipe, by
 * what was in memory when it was opened.
 */
bool table_settle_order(struct table *table, struct diag *diag);

#endif
