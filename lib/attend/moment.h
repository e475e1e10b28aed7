/*
 * A moment on the wall clock of the class, a time of day, a length of time:
 * as clocks, meeting programs and clerks write them.
 */
#ifndef ATTEND_MOMENT_H
#define ATTEND_MOMENT_H

#include "base/text.h"
#include "value/date.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	SECONDS_PER_MINUTE = 60,
	SECONDS_PER_HOUR = 3600,
	SECONDS_PER_DAY = 86400,
	TIME_NONE = -1, /* no time of day is known */
	TIME_SIZE = 8	/* room for HH:MM and a NUL */
};

/* Seconds since 1970-01-01 00:00 by the local wall clock. */
struct moment {
	int64_t seconds;
};

#define MOMENT_NONE ((struct moment){INT64_MIN})

static inline bool moment_is_known(struct moment moment)
{
	return moment.seconds != INT64_MIN;
}

/* The moment of a date and a time of day in seconds. */
struct moment moment_of(struct date date, int32_t time);

struct date moment_date(struct moment moment);

/* Seconds since midnight. */
int32_t moment_time(struct moment moment);

/*
 * Reads a time of day: 08:00, 8.00, 08:00:12, 8:00 PM, "4:16:29 p.m.",
 * "pukul 08.00 WITA"; 24:00 is the end of the day. Narrow and no-break blanks
 * count as blanks. False for other text, plain digits and 8.3 too.
 */
bool time_parse(struct slice text, int32_t *time);

/*
 * Reads a date with a time of day behind it, in any of the forms of
 * date_parse_office and time_parse with a comma, blanks or a T between them.
 * A date alone gives *time = TIME_NONE. The date's numbers follow order as in
 * date_parse_office.
 */
bool moment_parse(struct slice text, enum date_order order, struct date *date,
		  int32_t *time);

/*
 * What a value proves about the order of its file, as date_order_of; dotted
 * dates (06.10.26) prove the day first, since nobody dots month-first dates.
 */
enum date_order moment_order(struct slice text);

/* Whether text is a date and a time, whatever its order. */
bool moment_is_like(struct slice text);

/*
 * Reads a length of time: 62 (minutes), 1:02:30 and 1:02 (hours first),
 * "1h 2m 3s", "1 hr 2 min", "1 Std. 5 Min.", "1 jam 2 mnt", "10s". False for
 * other text and for more than ten years.
 */
bool duration_parse(struct slice text, int64_t *seconds);

/* HH:MM of a time of day in out; empty for TIME_NONE. */
struct slice time_format(int32_t time, char out[TIME_SIZE]);

#endif
