/*
 * Corrections: an append-only list of what persons have put right, applied
 * last and only where the old value is what the evidence gave.
 */
#ifndef ATTEND_CORRECTION_H
#define ATTEND_CORRECTION_H

#include "attend/presence.h"
#include "attend/roll.h"

#include <stdbool.h>
#include <stddef.h>

enum correction_field {
	CORRECT_STATUS,
	CORRECT_MINUTES,
	CORRECT_ARRIVED,
	CORRECT_LEFT
};

enum correction_result {
	CORRECTION_UNUSED, /* no such session of that person */
	CORRECTION_APPLIED,
	CORRECTION_OLD_DIFFERS
};

struct correction {
	uint32_t place;
	struct date date;
	int32_t start;
	uint32_t number; /* in the file, from 1: later ones build on earlier */
	enum correction_field field;
	struct slice old, new;
	uint64_t line;
	enum correction_result result;
};

struct correction_list {
	struct correction *corrections; /* sorted */
	size_t count;
};

/*
 * Reads "class/date/start/person"; a class may hold slashes, the start may be
 * empty. False with the reason in diag.
 */
bool correction_parse_key(const struct roll *roll, struct slice key,
			  struct correction *correction, struct diag *diag);

/* status, minutes, arrived, left, and their Indonesian names. */
bool correction_parse_field(struct slice text, enum correction_field *field);

/* Whether a value can stand in a field. */
bool correction_check(const struct correction *correction, struct diag *diag);

void correction_sort(struct correction_list list);

/* Applies what there is for a day of a place; sets each one's result. */
void correction_apply(struct correction_list list, uint32_t place,
		      struct day *day);

#endif
