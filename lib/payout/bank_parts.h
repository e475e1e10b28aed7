/*
 * What bank_file.c, bank_line.c and bank_pain.c share. Nobody else includes
 * this.
 */
#ifndef PAYOUT_BANK_PARTS_H
#define PAYOUT_BANK_PARTS_H

#include "base/strbuf.h"
#include "payout/bank_file.h"

enum {
	BANK_LINE_MAX = 64 * 1024, /* bytes of a line or block of a file */
	BANK_FLUSH = 64 * 1024
};

/* A transfer on its way into a file. */
struct bank_line {
	struct transfer_row row;
	struct payee payee;
	const struct layout_rail *rail; /* NULL: the layout has none */
	int64_t number;			/* in the file, from 1 */
};

/* A part being written. */
struct bank_writing {
	const struct bank_job *job;
	const struct bank_part *part;
	const struct bank_sink *sink;
	const struct bank_look *look; /* NULL: nobody looks */
	int64_t count, sum;	      /* of what was looked at */
	struct strbuf out, field;
	struct diag *diag;
};

/* A header, detail (line given) or footer record of a text layout. */
bool bank_put_record(struct bank_writing *writing, enum layout_record record,
		     const struct bank_line *line);

/* The beginning, one transfer, and the end of a pain.001. */
bool bank_pain_begin(struct bank_writing *writing);
bool bank_pain_line(struct bank_writing *writing, const struct bank_line *line);
bool bank_pain_end(struct bank_writing *writing);

/* The payee's name as the file gives it, checked; in writing->field. */
bool bank_payee_name(struct bank_writing *writing, const struct bank_line *line,
		     char delimiter);

/* "reference DPS0001-00001: " before the message. Returns false. */
bool bank_line_fail(struct bank_writing *writing, const struct bank_line *line);

#endif
