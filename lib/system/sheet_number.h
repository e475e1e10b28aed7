/*
 * The numbers of a sheet as text. A spreadsheet keeps a binary floating point
 * number, and writes up to 17 digits of it; for the sheet_*.c files only.
 */
#ifndef SYSTEM_SHEET_NUMBER_H
#define SYSTEM_SHEET_NUMBER_H

#include "base/strbuf.h"

#include <stdbool.h>

/*
 * Appends the shortest digits that give the number back: plain ("0.1",
 * "5171025501900001") from 1e-7 up to 1e18, with an exponent ("1E+20") outside.
 * False, and nothing is appended, for text that is no number.
 */
bool sheet_number_append(struct strbuf *out, struct slice raw);

/*
 * Appends a number of days as an ISO date, with " HH:MM:SS" where it has a
 * time, or as a time of day alone where it is under one day. False, and
 * nothing is appended, where there is no such date.
 */
bool sheet_date_append(struct strbuf *out, struct slice raw, bool from_1904);

/* Appends a number of days as hours, minutes and seconds: "36:00:00". */
bool sheet_elapsed_append(struct strbuf *out, struct slice raw);

/* Appends "2020-08-11T08:30:00.000Z" in the form of sheet_date_append. */
bool sheet_iso_append(struct strbuf *out, struct slice raw);

#endif
