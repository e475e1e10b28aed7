/*
 * A letter to somebody who was refused, in Indonesian, on one page: each rule
 * with the value, the limit, since when that holds and its source, and how and
 * until when to correct or object.
 */
#ifndef ENROLL_LETTER_H
#define ENROLL_LETTER_H

#include "base/diag.h"
#include "base/strbuf.h"
#include "stream/policy.h"
#include "value/date.h"

#include <stdbool.h>
#include <stdint.h>

/* The policy's section "letters", and the office's name. */
struct letter_terms {
	struct slice office, address, contact, signer; /* some may be empty */
	int64_t objection_days;
};

/* Nothing has a default: without objection_days or contact it fails. */
bool letter_terms_read(struct letter_terms *terms, const struct policy *policy,
		       struct diag *diag);

/* To whom, about what, on which day. */
struct letter {
	struct slice name, application;
	struct date day, applied;
	bool applied_known;
};

/* Begins the letter; a letter_reason for each reason follows. */
bool letter_begin(const struct letter_terms *terms, const struct letter *letter,
		  struct strbuf *out);

/* since is DATE_EARLIEST where it isn't known, source may be empty. */
struct letter_reason {
	unsigned number; /* from 1 */
	struct slice sentence, source;
	struct date since;
};
bool letter_add(const struct letter_reason *reason, struct strbuf *out);

/* How and until when to correct or object. */
bool letter_end(const struct letter_terms *terms, const struct letter *letter,
		struct strbuf *out);

#endif
