/*
 * Results of assessments and the certificates that came of them.
 *
 * Two kinds: of training, from the provider, and of competence, from BNSP
 * through an LSP, months later.
 */
#ifndef ATTEND_CERTIFICATE_H
#define ATTEND_CERTIFICATE_H

#include "base/arena.h"
#include "base/set.h"
#include "base/strbuf.h"
#include "value/date.h"

#include <stdbool.h>

enum certificate_kind { CERTIFICATE_TRAINING, CERTIFICATE_COMPETENCE };

/* A row of the results file; slices are borrowed. */
struct assessment_row {
	struct slice person, unit, result, kind, number;
	struct date issued, expires; /* DATE_LATEST: not told */
};

struct certificates {
	struct arena arena;
	struct set persons;
	struct strbuf rows; /* struct certificate_row, sorted by person */
	bool sorted;
};

/* What is known of a person. */
struct certified {
	const char *assessment; /* "K", "BK" or "" */
	struct slice numbers;	/* list: training first; in the arena */
	bool expired; /* one is on the day asked, and none came after it */
};

void certificates_init(struct certificates *certificates);
void certificates_release(struct certificates *certificates);

/*
 * Adds a row. False with *problem set (static) for words that aren't known;
 * with *problem NULL when memory ran out.
 */
bool certificates_add(struct certificates *certificates,
		      const struct assessment_row *row, const char **problem);

/*
 * What a person has on a day: K where all units assessed of competence are K
 * (the newest result of a unit counts), BK where one isn't; the numbers of
 * certificates issued by then, of which those of one unit follow each other.
 */
bool certificates_find(struct certificates *certificates, struct slice person,
		       struct date as_of, struct certified *certified);

#endif
