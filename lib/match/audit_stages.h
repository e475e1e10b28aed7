/*
 * Within the auditor only: what a stage left in each course.
 */
#ifndef MATCH_AUDIT_STAGES_H
#define MATCH_AUDIT_STAGES_H

#include "match/audit.h"

/* The seats and holders of one course after one stage. */
struct audit_summary {
	int64_t seats;
	size_t placed;
	size_t spare;  /* of them in what reserves left */
	uint32_t last; /* admitted to open and spare seats, or AUDIT_NOBODY */
	uint32_t last_member[RULES_RESERVES_MAX];
	size_t members[RULES_RESERVES_MAX];
	int64_t reserved[RULES_RESERVES_MAX];
};

/* The budget as seats, where the policy has one. */
bool audit_budget(struct audit *audit, struct diag *diag);

#endif
