/*
 * The courses that seats are given in.
 *
 * After courses_end they stand in bytewise order of their ids, so that an
 * index says which of two ids is smaller and the table's row order is
 * forgotten. Everything lives until courses_release.
 */
#ifndef MATCH_COURSE_H
#define MATCH_COURSE_H

#include "base/arena.h"
#include "base/diag.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	COURSES_MAX = 65000,
	COURSE_SEATS_MAX = 1000000,
	COURSE_NONE = 0xffff /* no such course */
};

/*
 * What keeps a person out of a course. A course has the bars it puts up, a
 * person those that stop them: they meet in a bit that both have.
 */
enum course_bar {
	BAR_NOT_TAKING_PART = 1, /* agreement or accreditation; everybody */
	BAR_ACCESS = 2,
	BAR_IN_PERSON = 4,
	BAR_ONLINE = 8,
	BAR_BLENDED = 16,
	BAR_MODES = BAR_IN_PERSON | BAR_ONLINE | BAR_BLENDED,
	BAR_NO_LIST = 32, /* nobody is acceptable; everybody */
	BAR_LIST = 64,	  /* who is not on its list is not acceptable */
	BAR_EVERYBODY = BAR_NOT_TAKING_PART | BAR_NO_LIST | BAR_LIST
};

struct course {
	struct slice id;
	const struct slice *fields; /* by courses.header */
	uint32_t stated;	    /* seats as the table has them */
	uint32_t capacity;	    /* seats to be given */
	uint32_t minimum;
	int64_t cost_rupiah; /* for one person; -1: not known */
	struct slice
		lapsed_at; /* the validity that isn't met: date or column */
};

/* Columns that the room itself reads or writes out. */
enum course_column {
	COURSE_ID,
	COURSE_CAPACITY,
	COURSE_MINIMUM,
	COURSE_PROVIDER,
	COURSE_TITLE,
	COURSE_VOCATION,
	COURSE_MODE,
	COURSE_ACCESSIBLE,
	COURSE_COST,
	COURSE_START,
	COURSE_END,
	COURSE_DAYS,
	COURSE_TIMES,
	COURSE_SHIFTS,
	COURSE_AGREEMENT_FROM,
	COURSE_AGREEMENT_TO,
	COURSE_ACCREDITED_FROM,
	COURSE_ACCREDITED_TO,
	COURSE_COLUMNS
};

struct course_slot;

struct courses {
	struct arena arena;
	struct header header;
	size_t columns[COURSE_COLUMNS]; /* COLUMN_NONE: absent */
	struct course *list;
	uint8_t *bars; /* enum course_bar, by course */
	size_t count, room;
	struct course_slot *slots;
	size_t slot_mask;
	unsigned slot_shift; /* leaves the bits of a slot of a hash */
};

/* Starts from the table's header; course and capacity are needed. */
bool courses_begin(struct courses *courses, const struct header *header,
		   struct diag *diag);

/* Takes one row; a number or word that can't be read is told with the id. */
bool courses_add(struct courses *courses, const struct record *record,
		 struct diag *diag);

/* Whether the table has validity dates, so that a day is needed. */
bool courses_need_day(const struct courses *courses);

/*
 * Sorts, finds ids that stand twice, and decides who takes part on the day.
 */
bool courses_end(struct courses *courses, struct date day, struct diag *diag);

/*
 * The health rule: courses in person get percent of their seats, rounded
 * down, for each of their shifts, and never more than the table says. A
 * minimum is lowered to what is left.
 */
void courses_scale_in_person(struct courses *courses, int64_t percent);

void courses_release(struct courses *courses);

/* The course with this id, or COURSE_NONE. */
uint16_t courses_find(const struct courses *courses, struct slice id);

/* A field of a course, empty where the table has no such column. */
static inline struct slice course_field(const struct courses *courses,
					uint16_t course,
					enum course_column column)
{
	size_t at = courses->columns[column];

	return at == COLUMN_NONE ? (struct slice){0}
				 : courses->list[course].fields[at];
}

/* A course as a record, for conditions bound to courses.header. */
static inline struct record course_record(const struct courses *courses,
					  uint16_t course)
{
	return (struct record){.fields = courses->list[course].fields,
			       .count = courses->header.count};
}

#endif
