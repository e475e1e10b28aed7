/*
 * What became of people afterwards: the file of --outcomes, with the columns
 * person observed_on day outcome wage_after kur_decision kur_amount source.
 */
#ifndef REPORT_OUTCOME_H
#define REPORT_OUTCOME_H

#include "base/diag.h"
#include "base/set.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "value/date.h"

enum outcome_kind {
	OUTCOME_MISSING, /* nobody asked, or not yet */
	OUTCOME_UNTRACED,
	OUTCOME_NONE, /* neither work nor business */
	OUTCOME_OLD_EMPLOYER,
	OUTCOME_NEW_EMPLOYER,
	OUTCOME_OWN_BUSINESS
};

/* One answer about one person; kept in a list by person. */
struct outcome {
	uint32_t next; /* index + 1 of the person's next answer; 0: none */
	int32_t observed;
	int64_t day; /* after the end of the course; -1: not told */
	enum outcome_kind kind;
	struct slice decision; /* kur_decision; borrowed from the words */
	int64_t kur_amount;
};

struct outcomes {
	struct set persons, words;
	uint32_t *first; /* by person: index + 1 of an answer */
	struct outcome *list;
	size_t person_capacity, count, capacity;
};

void outcomes_init(struct outcomes *outcomes);
void outcomes_release(struct outcomes *outcomes);

/*
 * Takes one row; rows observed after as_of are passed over. False, with file
 * and line, for an outcome or date that is none.
 */
bool outcomes_add(struct outcomes *outcomes, const struct header *header,
		  const struct record *record, struct date as_of,
		  struct diag *diag);

/*
 * The latest answer about a person that tells an outcome, or NULL. With day >=
 * 0 only answers for that follow-up count: those that name it, or, where the
 * file does not, those observed at least that many days after end and before
 * the next one's.
 */
const struct outcome *outcomes_find(const struct outcomes *outcomes,
				    struct slice person, int64_t day,
				    int64_t next_day, int32_t end);

/* The latest of a person's answers that tells a bank's decision, or NULL. */
const struct outcome *outcomes_decision(const struct outcomes *outcomes,
					struct slice person);

static inline bool outcome_is_contact(const struct outcome *outcome)
{
	return outcome != NULL && outcome->kind > OUTCOME_UNTRACED;
}

static inline bool outcome_is_work(const struct outcome *outcome)
{
	return outcome != NULL && (outcome->kind == OUTCOME_OLD_EMPLOYER ||
				   outcome->kind == OUTCOME_NEW_EMPLOYER);
}

static inline bool outcome_is_business(const struct outcome *outcome)
{
	return outcome != NULL && outcome->kind == OUTCOME_OWN_BUSINESS;
}

#endif
