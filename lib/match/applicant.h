/*
 * The applicants who are considered, as compactly as the matching allows: id,
 * order, lottery number, choices and what keeps them out of courses. About 45
 * bytes each with five choices and 32-digit persons.
 *
 * They are numbered in order of arrival; nothing that is decided depends on
 * that number.
 */
#ifndef MATCH_APPLICANT_H
#define MATCH_APPLICANT_H

#include "base/diag.h"
#include "base/text.h"
#include "match/course.h"
#include "match/person_code.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CHOICES_MAX = 64,
	CHOICE_EMPTY = 0xffff,
	CHOICE_UNKNOWN = 0xfffe, /* names no course of the table */
	CHOICE_REPEAT = 0xfffd,	 /* stood before; counts once */
	CHOICE_SPECIAL = 0xfffd, /* from here on no course */
	NEEDS_GROUP_SHIFT = 8	 /* reserve groups, above the bars */
};

#define APPLICANTS_MAX ((uint32_t)1 << 26)

struct applicants {
	size_t count, room;
	size_t width;	/* choices of each */
	size_t bonuses; /* bonus values of each */
	uint64_t *order;
	uint64_t *lottery;
	uint16_t *choices;   /* width each */
	uint16_t *needs;     /* enum course_bar, and reserve groups */
	uint16_t *bonus;     /* bonuses each, or NULL */
	uint32_t *interview; /* index in the interview lists, or NULL */
	size_t id_width;     /* of each id in ids, where id_at is NULL */
	uint32_t *id_at;     /* else where it stands there */
	char *ids;
	size_t ids_length, ids_room;
};

/* What one record says; choices, bonus values as wide as the applicants'. */
struct applicant {
	struct slice person;
	uint64_t order, lottery;
	const uint16_t *choices;
	const uint16_t *bonus;
	uint16_t needs;
	uint32_t interview;
};

void applicants_init(struct applicants *applicants, size_t width,
		     size_t bonuses, bool interviews);
void applicants_release(struct applicants *applicants);

/* Adds one. */
bool applicants_add(struct applicants *applicants,
		    const struct applicant *applicant, struct diag *diag);

/*
 * Makes room at once for about so many in all, going by those that are there:
 * cheaper than growing by and by. False when memory ran out.
 */
bool applicants_expect(struct applicants *applicants, size_t count);

/* A hash of the applicant's id. */
uint64_t applicants_hash(const struct applicants *applicants, uint32_t number);

/* Whether the applicant's id is this one. */
bool applicants_is(const struct applicants *applicants, uint32_t number,
		   struct slice person);

/* The id, in out (PERSON_MAX bytes) or borrowed from the applicants. */
struct slice applicants_id(const struct applicants *applicants, uint32_t number,
			   char out[PERSON_MAX]);

/* Bytewise order of two ids. */
int applicants_compare_ids(const struct applicants *applicants, uint32_t left,
			   uint32_t right);

static inline const uint16_t *
applicants_choices(const struct applicants *applicants, uint32_t number)
{
	return applicants->choices + number * applicants->width;
}

#endif
