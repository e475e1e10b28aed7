/*
 * The auditor: proves a published result from its inputs.
 *
 * It shares with the matching only how records and the policy are read. Keys,
 * lottery numbers, eligibility, seats, closings and reasons are worked out
 * again in another way: keys are lists of numbers compared one by one. Where
 * all courses have one order, people are sorted and take what is left, one
 * after the other (serial dictatorship); else courses choose from all who ask
 * by the words of the reserve rules, in rounds. The published matching is also
 * searched for blocking pairs and wasted seats.
 */
#ifndef MATCH_AUDIT_H
#define MATCH_AUDIT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"
#include "match/rules.h"
#include "stream/record.h"
#include "stream/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	AUDIT_PARTS_MAX = 2 + RULES_THEN_MAX,
	AUDIT_CHOICES_MAX = 64,
	AUDIT_NO_CHOICE = 0xff,
	AUDIT_NO_COURSE = 0xffff,
	AUDIT_EMPTY = 0xfffe,
	AUDIT_REPEAT = 0xfffd,
	AUDIT_SPECIAL = 0xfffd,
	AUDIT_RESULT_COLUMNS = 14,
	AUDIT_DIGITS = 16 /* of a lottery number */
};

#define AUDIT_NOBODY UINT32_MAX

struct audit_course {
	struct slice id;
	const struct slice *fields;
	int64_t capacity, minimum, cost;
	struct slice lapsed;
	uint8_t bars;  /* what it needs of a person: enum audit_bars */
	bool lapses;   /* an agreement or accreditation isn't valid */
	bool has_list; /* an interview list */
	bool closed;
	int64_t closed_at; /* how many it had */
	uint32_t *held;	   /* who has a seat, best first */
	size_t held_count;
	uint32_t *asking; /* who asks in this round */
	size_t asking_count, asking_room;
};

struct audit_limit;
struct audit_slot;
struct audit_rounds;
struct audit_summary;

struct audit {
	struct arena arena;
	struct audit_rounds *rounds; /* of the stage at hand */
	struct match_rules *rules;
	struct date day;
	bool has_policy;
	struct slice seed;

	struct header course_header; /* copied */
	struct audit_course *courses;
	size_t course_count, course_room;
	struct set course_ids;
	uint16_t *by_id; /* from the set's order to the sorted one */
	struct audit_slot *slots;
	size_t slot_mask;
	unsigned slot_shift;

	bool has_lists;
	struct set list_keys; /* "course TAB person" */
	int64_t *ranks;
	size_t rank_room;

	/* The applicants' columns. */
	struct header header; /* copied */
	size_t person, status, access, mode;
	size_t choice_columns[AUDIT_CHOICES_MAX];
	unsigned choice_numbers[AUDIT_CHOICES_MAX];
	size_t width, first_stage;
	size_t then_columns[RULES_THEN_MAX], score_column;
	size_t bonus_columns[RULES_BONUSES_MAX];
	size_t bonus_course_columns[RULES_BONUSES_MAX];
	bool *is_input; /* by column: goes out as it came */
	bool all_input; /* all columns do */

	/* By applicant. */
	char *ids; /* one behind the other */
	uint32_t *id_ends;
	size_t ids_length, ids_room, id_ends_room;
	struct set persons; /* an index, once it is needed */
	size_t count, room, part_count;
	int64_t *parts;
	uint64_t *lottery;
	uint16_t *choices;
	uint8_t *missing; /* enum audit_bars */
	uint8_t *groups;
	uint64_t *digests;
	struct slice *bonus_values;
	uint16_t *shares; /* of larger lottery numbers, per mille */
	/* Where all courses have one order; else NULL. */
	uint64_t *sorted[2]; /* memory of the next three */
	uint32_t *by_rank;   /* all applicants, best first */
	uint32_t *rank, *order_class;
	uint8_t *expected, *published;
	struct audit_summary *summaries[2]; /* by course, of each stage */
	uint32_t *published_last;	    /* by course */
	int64_t *published_count;
	bool *seen;	     /* by applicant */
	uint32_t next;	     /* who is expected in the next row */
	struct strbuf text;  /* for what is expected */
	struct strbuf order; /* of the class at hand */
	uint32_t order_of;
	char digits[AUDIT_DIGITS];  /* of the person at hand */
	struct audit_limit *limits; /* by course: what reasons say of it */
	size_t result_columns[AUDIT_RESULT_COLUMNS];
	size_t copied_columns[AUDIT_RESULT_COLUMNS]; /* of the courses */
	size_t *input_columns; /* of the applicants' columns in the result */
	bool side_by_side;     /* in it they are all neighbours, in order */
	uint32_t *places;      /* published waiting list places */
	struct set previous;   /* who had a seat before, or answered */
	uint16_t *had;	       /* by them: the course, or AUDIT_NO_COURSE */
	bool *left;	       /* by them: takes no further part */
	size_t previous_room;
	bool rematch, freeze;
	struct set others; /* digests of records that aren't considered */
	uint32_t *other_counts;
	size_t other_room;

	/* Findings: who, what; told as they are found. */
	void (*tell)(void *context, const char *code, struct slice subject,
		     const char *message);
	void *context;
	uint64_t findings;
};

void audit_init(struct audit *audit, struct match_rules *rules);
void audit_release(struct audit *audit);

/* The inputs, in this order. */
bool audit_begin_courses(struct audit *audit, const struct header *header,
			 struct diag *diag);
bool audit_add_course(struct audit *audit, const struct record *record,
		      struct diag *diag);
bool audit_end_courses(struct audit *audit, int64_t in_person_percent,
		       struct diag *diag);
bool audit_add_rank(struct audit *audit, const struct slice row[3],
		    struct diag *diag);
bool audit_add_previous(struct audit *audit, struct slice person,
			struct slice course, struct diag *diag);
bool audit_add_answer(struct audit *audit, struct slice person,
		      struct slice answer, struct diag *diag);
bool audit_begin_applicants(struct audit *audit, const struct header *header,
			    struct diag *diag);
/* Makes room for so many applicants at once; false when memory ran out. */
bool audit_expect(struct audit *audit, size_t count);
bool audit_add_applicant(struct audit *audit, const struct record *record,
			 bool damaged, struct diag *diag);

/* Works out what the result must be. */
bool audit_solve(struct audit *audit, struct diag *diag);

/* The published result; then what only all rows together show. */
bool audit_begin_result(struct audit *audit, const struct header *header,
			struct diag *diag);
bool audit_check_row(struct audit *audit, const struct record *record,
		     bool damaged, struct diag *diag);
bool audit_end_result(struct audit *audit, struct diag *diag);

#endif
