/*
 * The numbers by which Indonesian offices know a person: NIK, KPJ, KK, NPWP,
 * telephone and bank account.
 *
 * Sources: PP 37/2007 art. 37 and Dukcapil for the NIK; PMK 112/2022 for the
 * NPWP of 16 digits. All of them are text: leading zeros count.
 */
#ifndef VALUE_IDENTITY_H
#define VALUE_IDENTITY_H

#include "base/strbuf.h"
#include "base/text.h"
#include "value/date.h"

#include <stdbool.h>

enum { NIK_LENGTH = 16, KPJ_LENGTH = 11 };

/* What a NIK turns out to be. Only NIK_VALID passes. */
enum nik_fault {
	NIK_VALID,
	NIK_EMPTY,
	NIK_EXPONENT,	/* 5.17E+15: a spreadsheet took it for a number */
	NIK_CHARACTERS, /* something other than digits */
	NIK_TOO_SHORT,
	NIK_TOO_LONG,
	NIK_DATE,   /* no such day, or month */
	NIK_SERIAL, /* serial 0000 */
	NIK_REGION, /* first two digits are no province code that ever was */
	NIK_ROUNDED /* said by who knows the file, never by nik_parse: a
		       spreadsheet kept 15 digits */
};

struct nik {
	char digits[NIK_LENGTH + 1];
	int day, month, year; /* year is two digits: the century is not told */
	char sex;	      /* 'm' or 'f': women's days are 41 to 71 */
	int serial;
	bool region_known; /* the six-digit district code was once in use */
};

/*
 * Reads a NIK. Blanks, dots and dashes between digits are passed over. A
 * birth date that exists in no century is refused (NIK_DATE); 29 February
 * passes where one of 19yy and 20yy has it. A district code that is not in the
 * table is no fault, only region_known = false.
 */
enum nik_fault nik_parse(struct slice text, struct nik *nik);

/* The stable code of a fault, such as "V-NIK-LEN". Static. */
const char *nik_fault_code(enum nik_fault fault);

/* Whether the NIK's day, month and two-digit year are those of the date. */
bool nik_agrees_with_birth(const struct nik *nik, struct date birth);

/*
 * Sixteen digits of which the last is 0 may be a NIK, or one that lost its
 * last digit to a spreadsheet that keeps 15.
 */
bool nik_may_be_rounded(struct slice text);

/* Whether text is an 11-digit member number (KPJ). */
bool kpj_is_valid(struct slice text);

/* Whether text is a KK number: 16 digits with a date in the middle. */
bool kk_is_valid(struct slice text);

/*
 * Whether text is an NPWP: 15 digits (dots and dash allowed) whose first nine
 * pass Luhn's check, "0" and such 15 digits, or a NIK.
 */
bool npwp_is_valid(struct slice text);

/*
 * The telephone number with a leading 0 and digits only ("+62 812-3456" and
 * "62812..." become "0812..."), appended to out. False where it is no number
 * of 10 to 13 digits that begins with 08.
 */
bool phone_normalise(struct slice text, struct strbuf *out);

/*
 * The usual length of an account at a bank named by code (008), short name
 * (mandiri) or BIC; 0 where it is not known or more than one is usual.
 */
int bank_account_length(struct slice bank);

/*
 * Whether free text holds what may be somebody's number or address: ten digits
 * or more, also in groups of three and more with one blank, dash or dot
 * between, or an e-mail address. An amount of "1.500.000.000" is none, since
 * its first group is short.
 */
bool identity_is_inside(struct slice text);

/*
 * Whether a text in a column of dates or numbers may be somebody's name, number
 * or address: there is one inside, or no digit at all.
 */
bool identity_may_be(struct slice text);

/*
 * A number or address as messages may show it: the first two and last two
 * characters, the rest as "*"; wholly "*" when shorter than 8. Appended.
 */
bool identity_mask(struct slice text, struct strbuf *out);

#endif
