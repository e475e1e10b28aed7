/*
 * From records to people: a person counts once, however many records tell of
 * them, and has come as far as any of those says.
 *
 * A record that is superseded or a duplicate is nobody of its own. The stages
 * nest: who is placed was accepted, who completed had started. vk-report(1)
 * defines each of them in words; people_stage.c is where they are decided.
 */
#ifndef REPORT_PEOPLE_H
#define REPORT_PEOPLE_H

#include "report/course_facts.h"
#include "report/outcome.h"
#include "report/setup.h"
#include "report/totals.h"
#include "stream/record.h"

enum people_field {
	PEOPLE_PERSON,
	PEOPLE_APPLICATION,
	PEOPLE_APPLIED_AT,
	PEOPLE_ENROLL,
	PEOPLE_LISTED,
	PEOPLE_MATCH,
	PEOPLE_COURSE,
	PEOPLE_PROVIDER,
	PEOPLE_VOCATION,
	PEOPLE_START,
	PEOPLE_END,
	PEOPLE_PRESENT,
	PEOPLE_LATE,
	PEOPLE_MINUTES,
	PEOPLE_PENDING,
	PEOPLE_COMPLETION,
	PEOPLE_PAYABLE,
	PEOPLE_CERTIFICATE,
	PEOPLE_AMOUNT_DUE,
	PEOPLE_PAID_BEFORE,
	PEOPLE_PAY,
	PEOPLE_DISTRICT,
	PEOPLE_CATEGORY,
	PEOPLE_EMPLOYMENT,
	PEOPLE_SEX,
	PEOPLE_DISABILITY,
	PEOPLE_FIELDS
};

/* How far somebody has come, as bits. */
enum {
	STAGE_LISTED = 1 << 0,
	STAGE_ACCEPTED = 1 << 1,
	STAGE_PLACED = 1 << 2,
	STAGE_DUE_TO_START = 1 << 3,
	STAGE_STARTED = 1 << 4,
	STAGE_DUE_TO_END = 1 << 5,
	STAGE_COMPLETED = 1 << 6,
	STAGE_CERTIFIED = 1 << 7
};

#define DAY_UNKNOWN INT32_MIN

/* What a person's leading record says: the one that has come farthest. */
enum person_key {
	PERSON_ENROLL,
	PERSON_MATCH,
	PERSON_COMPLETION,
	PERSON_PAY,
	PERSON_VOCATION,
	PERSON_PROVIDER,
	PERSON_COURSE,
	PERSON_DISTRICT,
	PERSON_CATEGORY,
	PERSON_EMPLOYMENT,
	PERSON_SEX,
	PERSON_DISABILITY,
	PERSON_KEYS
};

struct person {
	unsigned stages, rank;
	uint64_t tie; /* decides between records that came equally far */
	int32_t applied, start, end, payable; /* days, or DAY_UNKNOWN */
	int64_t pending; /* sessions without evidence so far */
	struct money due, paid;
	uint32_t keys[PERSON_KEYS]; /* indexes in people.words */
};

struct people {
	struct date as_of;
	const struct course_facts *courses; /* or NULL */
	size_t columns[PEOPLE_FIELDS];
	struct set ids; /* person, else application, else file and line */
	struct person *persons;
	size_t capacity;
	struct set words[PERSON_KEYS];
	uint32_t last_words[PERSON_KEYS]; /* of the record before */
	struct set idle; /* superseded and duplicate records, see people.c */
	struct idle_count *idle_counts;
	size_t idle_capacity;
	struct totals *totals; /* where records are counted; borrowed */
};

/* No people yet; finds the columns. totals and courses are borrowed. */
void people_init(struct people *people, const struct header *header,
		 struct date as_of, const struct course_facts *courses,
		 struct totals *totals);
void people_release(struct people *people);

/* Whether the input has the column. */
static inline bool people_has(const struct people *people,
			      enum people_field field)
{
	return people->columns[field] != COLUMN_NONE;
}

/* Takes one record. False when memory ran out or a number does not fit. */
bool people_add(struct people *people, const struct record *record,
		struct diag *diag);

/* A word of a person's leading record. */
static inline struct slice people_word(const struct people *people,
				       const struct person *person,
				       enum person_key key)
{
	return set_string(&people->words[key], person->keys[key]);
}

/*
 * Decides what a record by itself says of its person; people_stage.c. Words go
 * into people->words.
 */
bool people_read(struct people *people, const struct record *record,
		 struct person *person, struct diag *diag);

/*
 * Counts everybody into the totals: stages in all and by vocation, provider,
 * district and so on, statuses, checks, queues with their age, targets, and
 * with outcomes (may be NULL) what became of those who completed.
 */
bool people_total(struct people *people, const struct setup *setup,
		  const struct outcomes *outcomes, struct diag *diag);

#endif
