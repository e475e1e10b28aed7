/*
 * How a bank wants its file: read from a layout file (vk-bank(5)), since
 * layouts are data.
 */
#ifndef PAYOUT_BANK_LAYOUT_H
#define PAYOUT_BANK_LAYOUT_H

#include "base/arena.h"
#include "base/diag.h"
#include "value/date.h"
#include "value/money.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	LAYOUT_FIELDS_MAX = 64, /* of header, detail and footer together */
	LAYOUT_RAILS_MAX = 8,
	LAYOUT_SIZE_MAX = 64 * 1024 /* bytes of a layout file */
};

enum layout_format {
	LAYOUT_TEXT,	/* delimited, or of fixed width */
	LAYOUT_PAIN_03, /* ISO 20022 pain.001.001.03 */
	LAYOUT_PAIN_09	/* ISO 20022 pain.001.001.09 */
};

enum layout_charset {
	CHARSET_BANK,  /* A-Z a-z 0-9 blank / - ? : ( ) . , ' + */
	CHARSET_ASCII, /* printable ASCII */
	CHARSET_ANY    /* UTF-8 */
};

enum layout_split {
	SPLIT_NONE,
	SPLIT_BANK, /* a file for each bank the money goes to */
	SPLIT_RAIL  /* a file for each rail */
};

enum layout_record { RECORD_HEADER, RECORD_DETAIL, RECORD_FOOTER };

/* What can stand in a field. */
enum layout_value {
	VALUE_LITERAL,
	VALUE_REFERENCE,
	VALUE_END_TO_END,
	VALUE_NAME, /* the account's, else the person's */
	VALUE_ACCOUNT,
	VALUE_BANK,
	VALUE_BANK_CODE,
	VALUE_BIC,
	VALUE_CLEARING,
	VALUE_AMOUNT,	      /* 1500000 */
	VALUE_AMOUNT_DECIMAL, /* 1500000.00 */
	VALUE_CURRENCY,	      /* IDR */
	VALUE_REMARK,
	VALUE_RAIL,
	VALUE_LINE, /* 1, 2, ... in this file */
	VALUE_DATE, /* 20200921 */
	VALUE_ISO_DATE,
	VALUE_COUNT,
	VALUE_SUM,
	VALUE_SUM_DECIMAL,
	VALUE_DEBIT_ACCOUNT,
	VALUE_DEBIT_NAME,
	VALUE_BATCH,
	LAYOUT_VALUES
};

/* The word for it in a layout. Static. */
const char *layout_value_name(enum layout_value value);

struct layout_field {
	enum layout_record record;
	enum layout_value value;
	struct slice literal; /* VALUE_LITERAL */
	unsigned width;	      /* most characters; 0: no limit */
	char pad;	      /* fills up to width; 0: not padded */
	bool pad_left;
	bool optional; /* may be empty */
};

/* A way to the payee's bank; the first that fits is taken. */
struct layout_rail {
	struct slice name; /* "inhouse": only within the debit bank */
	struct slice code; /* as the bank calls it, "IBU" */
	struct date from;
	struct money most; /* rupiah a transfer; 0: no limit */
};

/* Slices live in the arena given to layout_load. */
struct bank_layout {
	struct slice name, extension, remark;
	bool verified; /* against the bank's own specification */
	enum layout_format format;
	enum layout_charset charset;
	enum layout_split split;
	char delimiter; /* 0: fixed width */
	bool quoted;	/* fields may be quoted as in RFC 4180 */
	bool crlf;
	int64_t rows_max; /* details a file; 0: no limit */
	struct layout_field fields[LAYOUT_FIELDS_MAX];
	size_t field_count;
	struct layout_rail rails[LAYOUT_RAILS_MAX];
	size_t rail_count;
};

/*
 * Reads the layout file at path; a trouble is told with its line. digest (may
 * be NULL) gets the SHA-256 of the file in hexadecimal.
 */
bool layout_load(const char *path, struct arena *arena,
		 struct bank_layout *layout, char *digest, struct diag *diag);

/* The same from text, for tests; file is named in messages. */
bool layout_parse(const char *file, struct slice text, struct arena *arena,
		  struct bank_layout *layout, struct diag *diag);

#endif
