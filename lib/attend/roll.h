/*
 * The roll: who is placed in which class, and the plans of the classes.
 *
 * A class is a course; its people may follow different plans (a shift has its
 * own times), and each placement has one. After roll_finish classes stand in
 * order of their ids and the places of a class in order of person, so that
 * nothing depends on the order of the placements.
 */
#ifndef ATTEND_ROLL_H
#define ATTEND_ROLL_H

#include "attend/weekly.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"
#include "stream/identity_row.h"
#include "value/date.h"

#include <stdbool.h>
#include <stdint.h>

#define ROLL_NONE UINT32_MAX

/* One placement as it came in; all slices are copied. */
struct placement {
	struct slice person, application, course, provider;
	struct slice start, end, days, times, mode;
	struct slice name, email; /* where the stream has them */
	struct slice died_on, reemployed_on, withdrawn_on;
	bool withdrawn;
};

/* What the identities file tells of a person. */
struct identity {
	struct slice name, email, nik, kpj;
	struct slice status, application; /* borrowed: of the row */
	struct identity_row known;
};

struct place {
	uint32_t person, class_index, plan;
	bool withdrawn;
	struct slice application;
	/* DATE_LATEST where nothing is known. */
	struct date died_on, reemployed_on, withdrawn_on;
};

/* How the lessons of some people of a class are laid out. */
struct plan {
	struct slice start_text, end_text, days_text, times_text;
	struct date start, end;
	struct weekly weekly;
	const char *problem; /* why there is no schedule, or NULL. Static. */
	bool unreadable;     /* something is written, and can't be read */
	unsigned bit;	     /* in struct session's plans */
};

struct session;

struct class_roll {
	struct slice id, provider, mode;
	uint32_t first, count;	  /* places */
	struct session *sessions; /* by date and start (schedule.h) */
	size_t session_count;
	int64_t capacity; /* seats, by the courses table; 0: not told */
};

struct roll {
	struct arena arena;
	struct set persons, class_ids, plan_keys, place_keys;
	struct strbuf class_rolls, plan_list, place_list, identity_list;
	uint32_t *order; /* where a place, as it was added, stands now */
};

void roll_init(struct roll *roll);
void roll_release(struct roll *roll);

/*
 * Adds a placement and gives its number, which roll_place_of turns into the
 * place after roll_finish. The same person in the same class again is the same
 * place; where the two differ the bytewise smaller plan holds.
 */
bool roll_add(struct roll *roll, const struct placement *placement,
	      uint32_t *number, struct diag *diag);

/* Sorts classes and places. */
bool roll_finish(struct roll *roll, struct diag *diag);

/* Adds what a row of the identities file tells of a person on the roll. */
bool roll_identify(struct roll *roll, struct slice person,
		   const struct identity *identity);

uint32_t roll_place_of(const struct roll *roll, uint32_t number);

static inline struct class_roll *roll_classes(const struct roll *roll)
{
	return (struct class_roll *)(void *)roll->class_rolls.data;
}

static inline struct place *roll_places(const struct roll *roll)
{
	return (struct place *)(void *)roll->place_list.data;
}

static inline struct plan *roll_plans(const struct roll *roll)
{
	return (struct plan *)(void *)roll->plan_list.data;
}

static inline struct identity *roll_identities(const struct roll *roll)
{
	return (struct identity *)(void *)roll->identity_list.data;
}

uint32_t roll_class_count(const struct roll *roll);
uint32_t roll_place_count(const struct roll *roll);

/* The class with an id, or ROLL_NONE. After roll_finish. */
uint32_t roll_find_class(const struct roll *roll, struct slice id);

/* The place of a person in a class, or ROLL_NONE. After roll_finish. */
uint32_t roll_find_place(const struct roll *roll, uint32_t class_index,
			 struct slice person);

static inline struct slice roll_person(const struct roll *roll, uint32_t place)
{
	return set_string(&roll->persons, roll_places(roll)[place].person);
}

#endif
