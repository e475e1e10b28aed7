/*
 * From a record to an applicant: which columns say what.
 */
#ifndef MATCH_INTAKE_H
#define MATCH_INTAKE_H

#include "base/diag.h"
#include "match/applicant.h"
#include "match/market.h"
#include "stream/record.h"
#include "stream/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct intake {
	size_t person, enroll_status, needs_access, mode;
	size_t width; /* choices: choice1, choice2 ... that are there */
	size_t choice_columns[CHOICES_MAX];
	unsigned choice_numbers[CHOICES_MAX];
	struct match_rules *rules;
	/* What the applicant handed out points into. */
	uint16_t choices[CHOICES_MAX];
	uint16_t bonus[RULES_BONUSES_MAX];
};

/*
 * Finds the columns and binds the reserves' conditions. The header must have
 * person and at least one choice.
 */
bool intake_init(struct intake *intake, struct match_rules *rules,
		 const struct header *header, struct diag *diag);

/* Whether a record takes part: accepted, or a stream without statuses. */
bool intake_is_accepted(const struct intake *intake,
			const struct record *record);

/* What the record says; points into intake and record. */
void intake_read(struct intake *intake, const struct market *market,
		 const struct record *record, struct applicant *applicant);

#endif
