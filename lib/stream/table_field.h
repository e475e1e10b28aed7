/*
 * The cells of fields that have one form in a record: dates, money, flags,
 * identity numbers.
 */
#ifndef STREAM_TABLE_FIELD_H
#define STREAM_TABLE_FIELD_H

#include "stream/schema.h"
#include "stream/table_shape.h"
#include "system/sheet.h"
#include "value/date.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	FIELD_SLOT_SIZE = 40 /* room for a value in its one form */
};

/* What is wrong with a cell. Those from FAULT_NOTE on leave it usable. */
enum table_fault {
	FAULT_NONE,
	FAULT_DATE,	    /* no date can be read */
	FAULT_DATE_SERIAL,  /* a spreadsheet's number of a day */
	FAULT_DATE_ORDER,   /* readable only against the file's order */
	FAULT_DATE_OPEN,    /* two readings, and the order is not known */
	FAULT_MONEY,	    /* no amount can be read */
	FAULT_EXPONENT,	    /* 5.17E+15: the digits are lost */
	FAULT_ROUNDED,	    /* a number whose 16th digit is lost */
	FAULT_CELL_ERROR,   /* #REF! and its like */
	FAULT_ENCODING,	    /* bytes that are no character */
	FAULT_EXTRA_CELL,   /* more cells than columns */
	FAULT_MISSING_CELL, /* fewer */
	FAULT_SHIFT,	    /* cells stand one column aside */
	FAULT_NOTE,
	FAULT_NUMBER = FAULT_NOTE, /* a NIK kept as number, whole by luck */
	FAULT_ZERO_LOST,	   /* a zero was in front, and is gone */
	FAULT_MAYBE_ROUNDED,	   /* ends in 0, in a file where many do */
	FAULT_COUNT
};

/* A column whose cells are brought to one form. */
struct table_field {
	size_t column;
	enum field_kind kind;
	enum shape shape;
	char slot[FIELD_SLOT_SIZE]; /* holds a rewritten cell */
};

/* Describes a column; false where its cells stay as they are. */
bool field_init(struct table_field *field, size_t column, struct slice name);

/*
 * Brings a cell, which is not empty, to its one form: the slice is changed,
 * and may borrow the field's slot. A cell that can't be read stays as it is.
 */
enum table_fault field_normalise(struct table_field *field,
				 enum sheet_cell_kind kind,
				 enum date_order order, struct slice *cell);

/*
 * Whether a cell is two digits, a mark, two digits, the mark again and four
 * digits, the commonest form of a date in offices; gives the numbers.
 */
bool field_is_slashed(struct slice cell, int *first, int *second, int *year);

/* Whether eight bytes are all digits. */
static inline bool field_are_digits(const char *bytes)
{
	const uint64_t high = 0xf0f0f0f0f0f0f0f0u;
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	return ((word & high) | ((word + 0x0606060606060606u) & high) >> 4) ==
	       0x3333333333333333u;
}

static inline bool field_is_number(struct slice cell)
{
	size_t i = 0;

	if (cell.length < 8) {
		while (i < cell.length && text_is_digit(cell.data[i]))
			i++;
		return i == cell.length;
	}
	for (; i + 8 < cell.length; i += 8)
		if (!field_are_digits(cell.data + i))
			return false;
	return field_are_digits(cell.data + cell.length - 8);
}

/*
 * Whether a cell is YYYY-MM-DD. 29 February and a 31st, which need the
 * calendar, are not seen here.
 */
static inline bool field_is_iso_date(struct slice cell)
{
	const char *data = cell.data;
	char digits[8];
	int month, day;

	if (cell.length != 10 || data[4] != '-' || data[7] != '-')
		return false;
	memcpy(digits, data, 4);
	memcpy(digits + 4, data + 5, 2);
	memcpy(digits + 6, data + 8, 2);
	month = (digits[4] - '0') * 10 + digits[5] - '0';
	day = (digits[6] - '0') * 10 + digits[7] - '0';
	return field_are_digits(digits) && month >= 1 && month <= 12 &&
	       day >= 1 && day <= (month == 2 ? 28 : 30) && data[0] >= '1' &&
	       data[0] <= '2' && (data[0] == '2' || data[1] >= '8');
}

/*
 * Whether a cell of text has its one form already, told fast; what this
 * doesn't know is for field_normalise.
 */
static inline bool field_is_plain(const struct table_field *field,
				  struct slice cell)
{
	switch (field->kind) {
	case FIELD_DATE:
		return field_is_iso_date(cell);
	case FIELD_MONEY:
	case FIELD_NUMBER:
		return cell.length < 16 && field_is_number(cell);
	case FIELD_FLAG:
		return (cell.length == 2 && memcmp(cell.data, "no", 2) == 0) ||
		       (cell.length == 3 && memcmp(cell.data, "yes", 3) == 0);
	case FIELD_SEX:
		return cell.length == 1 &&
		       (cell.data[0] == 'm' || cell.data[0] == 'f');
	case FIELD_IDENTIFIER:
		if (field->shape == SHAPE_ANY)
			return cell.data[0] != '\'';
		if (field->shape == SHAPE_KPJ && cell.length != 11)
			return false;
		if (field->shape == SHAPE_PHONE && cell.data[0] == '8')
			return false;
		return field_is_number(cell);
	case FIELD_TEXT:
	case FIELD_LIST:
		break;
	}
	return true;
}

#endif
