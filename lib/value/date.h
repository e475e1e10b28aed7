/*
 * Civil dates of the Gregorian calendar.
 */
#ifndef VALUE_DATE_H
#define VALUE_DATE_H

#include "base/strbuf.h"
#include "base/text.h"
#include "value/language.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	DATE_SIZE = 12, /* room for YYYY-MM-DD and a NUL */
	DATE_YEAR_MIN = 1800,
	DATE_YEAR_MAX = 2999
};

struct date {
	int32_t days; /* since 1970-01-01 */
};

/* Before and after every date: for periods open at an end. */
#define DATE_EARLIEST ((struct date){INT32_MIN})
#define DATE_LATEST ((struct date){INT32_MAX})

/* How the numbers of a date such as 03/04/2020 are to be read. */
enum date_order {
	DATE_ORDER_OPEN, /* nothing has decided it yet */
	DATE_DAY_FIRST,
	DATE_MONTH_FIRST,
	DATE_ORDER_CLASH /* the values of one file contradict each other */
};

/* The date of a year, month 1-12 and day; false if there is no such day. */
bool date_from_civil(int year, int month, int day, struct date *date);

void date_to_civil(struct date date, int *year, int *month, int *day);

/* Reads YYYY-MM-DD, nothing else. */
bool date_parse(struct slice text, struct date *date);

/*
 * Reads a date as offices write it: YYYY-MM-DD, 11/08/2020, 11-08-2020,
 * 11.08.2020, 11 Agustus 2020, 11-Agu-20, "Selasa, 11 Agustus 2020", with
 * Indonesian (Pebruari, Nopember too) and English month names, and with a time
 * of day behind it, which is ignored. Two-digit years are 1930-2029. A numeric
 * date that may be either of two days follows order; with DATE_ORDER_OPEN or
 * DATE_ORDER_CLASH it is refused. So is a date whose weekday is another one.
 */
bool date_parse_office(struct slice text, enum date_order order,
		       struct date *date);

/*
 * What a value proves about the order of its file: 25/03/2020 that the day is
 * first, 03/25/2020 that the month is; anything else nothing (OPEN). Combine
 * the answers of a column with date_order_join.
 */
enum date_order date_order_of(struct slice text);
enum date_order date_order_join(enum date_order left, enum date_order right);

/* YYYY-MM-DD in out, empty for an open end; the slice borrows out. */
struct slice date_format(struct date date, char out[DATE_SIZE]);

/* "11 Agustus 2020" or "11 August 2020". */
bool date_format_long(struct date date, enum language language,
		      struct strbuf *out);

/* 1 Monday to 7 Sunday (ISO 8601). */
int date_weekday(struct date date);

/* "Selasa" or "Tuesday" for 1 to 7. Static. */
const char *date_weekday_name(int weekday, enum language language);

static inline int date_compare(struct date left, struct date right)
{
	return (left.days > right.days) - (left.days < right.days);
}

/* An open end stays open; so does what would pass one. */
struct date date_add_days(struct date date, int32_t days);

/*
 * Whole months from one date to a later one: a month is over on the same day
 * number of the next month, or on its first day where that day does not exist
 * (31 January to 28 February is 0 months, to 1 March 1). Negative, by the same
 * rule, where the second date is earlier.
 */
int64_t date_months_between(struct date from, struct date to);

/*
 * Whole years in the same sense: the age on a day. A person born on
 * 29 February is a year older on 1 March of a common year.
 */
int64_t date_years_between(struct date from, struct date to);

#endif
