/*
 * The columns that vk-match adds to a record.
 */
#ifndef MATCH_RESULT_H
#define MATCH_RESULT_H

#include "base/number.h"
#include "match/assignment.h"
#include "match/intake.h"
#include "match/lottery.h"
#include "match/reasons.h"
#include "match/waiting.h"

enum result_column {
	RESULT_STATUS,
	RESULT_COURSE,
	RESULT_PROVIDER,
	RESULT_CHOICE,
	RESULT_PRIORITY,
	RESULT_LOTTERY,
	RESULT_LOTTERY_SHARE,
	RESULT_WAITLIST_PLACE,
	RESULT_REASONS,
	RESULT_START,
	RESULT_END,
	RESULT_DAYS,
	RESULT_TIMES,
	RESULT_MODE,
	RESULT_COLUMNS
};

enum match_status {
	MATCH_PLACED,
	MATCH_WAITLISTED,
	MATCH_UNPLACED,
	MATCH_NOT_CONSIDERED,
	MATCH_WITHDRAWN,
	MATCH_STATUSES
};

extern const char *const result_columns[RESULT_COLUMNS];
extern const char *const match_statuses[MATCH_STATUSES];

struct result {
	const struct assignment *assignment; /* of both stages */
	const struct waiting *waiting;
	const struct intake *intake;
	struct reasons *reasons;
	const struct lottery_shares *shares;
	bool has_lottery;
	struct strbuf text; /* of the record at hand */
	char digits[NUMBER_SIZE], place[NUMBER_SIZE], share[NUMBER_SIZE];
	char lottery[LOTTERY_DIGITS];
};

/* Prepares; the assignment is final. */
void result_init(struct result *result, const struct assignment *assignment);
void result_release(struct result *result);

/* The columns of an applicant, borrowed until the next one. */
enum match_status result_fill(struct result *result, uint32_t person,
			      const struct record *record,
			      struct slice values[RESULT_COLUMNS]);

/*
 * The course that a person's priority and lottery number are told for: the one
 * held, else the first that they may wait for, or COURSE_NONE.
 */
uint16_t result_course_told(const struct assignment *assignment,
			    uint32_t person);

/* The columns of somebody who was not matched: a status and a reason. */
void result_fill_other(enum match_status status, struct slice reason,
		       struct slice values[RESULT_COLUMNS]);

#endif
