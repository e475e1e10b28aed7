/*
 * The cells of fields that have one form in a record: dates, money, flags,
 * identity numbers.
 */
#ifndef STREAM_TABLE_FIELD_H
#define STREAM_TABLE_FIELD_H

#include "base/text.h"
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

/*
 * Whether a cell is YYYY-MM-DD. 29 February and a 31st, which need the
 * calendar, are not seen here. The first eight bytes are looked at together:
 * less what they should be, a digit leaves at most 9 and a hyphen nothing.
 */
static inline bool field_is_iso_date(struct slice cell)
{
	uint64_t rest, month;
	unsigned tens, ones, day;

	if (cell.length != 10)
		return false;
	rest = text_word(cell.data) ^ UINT64_C(0x2d30302d30303030);
	tens = (unsigned char)cell.data[8] - (unsigned)'0';
	ones = (unsigned char)cell.data[9] - (unsigned)'0';
	if ((((rest + UINT64_C(0x7f76767f76767676)) | rest) &
	     UINT64_C(0x8080808080808080)) != 0 ||
	    tens > 9 || ones > 9)
		return false;
	month = (rest >> 40 & 0xff) * 10 + (rest >> 48 & 0xff);
	day = tens * 10 + ones;
	return month >= 1 && month <= 12 && day >= 1 &&
	       day <= (month == 2 ? 28 : 30) &&
	       (cell.data[0] == '2' ||
		(cell.data[0] == '1' && cell.data[1] >= '8'));
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
		return cell.length < 16 && text_is_digits(cell);
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
		return text_is_digits(cell);
	case FIELD_TEXT:
	case FIELD_LIST:
		break;
	}
	return true;
}

#endif
