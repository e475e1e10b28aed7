/*
 * Holidays: which days bind a course, and when that became known.
 */
#ifndef ATTEND_CALENDAR_H
#define ATTEND_CALENDAR_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "value/date.h"

#include <stdbool.h>

enum holiday_kind {
	HOLIDAY_NATIONAL,    /* hari libur nasional */
	HOLIDAY_JOINT_LEAVE, /* cuti bersama */
	HOLIDAY_LOCAL	     /* libur daerah, fakultatif */
};

struct holiday {
	struct date date;
	enum holiday_kind kind;
	struct date announced; /* DATE_EARLIEST where it isn't told */
	struct slice name;
};

struct calendar {
	struct arena arena;
	struct strbuf holidays; /* struct holiday, by date when sorted */
	unsigned binding;	/* 1 << kind for the kinds that bind */
	bool sorted;
};

/* An empty calendar in which all kinds bind. */
void calendar_init(struct calendar *calendar);
void calendar_release(struct calendar *calendar);

/* The kind of a word (national, nasional, joint_leave, cuti bersama ...). */
bool holiday_kind_parse(struct slice text, enum holiday_kind *kind);

/* Adds a holiday; its name is copied. False when memory ran out. */
bool calendar_add(struct calendar *calendar, const struct holiday *holiday);

/*
 * The holiday that binds a course on a day, or NULL. One that was announced
 * after the day itself, or after as_of, doesn't bind: nobody could know it.
 */
const struct holiday *calendar_find(struct calendar *calendar, struct date date,
				    struct date as_of);

#endif
