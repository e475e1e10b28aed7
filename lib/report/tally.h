/*
 * Tallies: the counts a page is made of, small and mergeable.
 *
 * A tally holds whole numbers under a dimension (a kind of key), a key (a
 * provider, a status, a queue) and a measure. Two tallies of different people
 * are joined by adding, but for the measures that are a maximum; so branches
 * make partial tallies and a region merges them.
 */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tally_dimension {
	TALLY_ALL,    /* key "": everybody */
	TALLY_STREAM, /* the stages whose columns are there */
	TALLY_SOURCE, /* the files that were read */
	TALLY_ENROLL, /* statuses, as words of the stream */
	TALLY_MATCH,
	TALLY_COMPLETION,
	TALLY_PAY,
	TALLY_CHECK, /* stages whose counts must add up */
	TALLY_QUEUE,
	TALLY_TARGET,
	TALLY_FOLLOW_UP, /* days after the course: 30, 90, 180 */
	TALLY_KUR,	 /* what banks answered */
	TALLY_AGREEMENT, /* courses whose agreement is about to end */
	TALLY_VOCATION,
	TALLY_PROVIDER,
	TALLY_DISTRICT,
	TALLY_CATEGORY,
	TALLY_EMPLOYMENT,
	TALLY_SEX,
	TALLY_DISABILITY,
	TALLY_DIMENSIONS
};

enum tally_measure {
	TALLY_RECORDS,
	TALLY_REPEATED, /* further live records of one person */
	TALLY_EXPECTED, /* of a check: who should have a status */
	TALLY_COUNTED,	/* who has one that is known */
	TALLY_STRAY,	/* who has one without having come so far */
	TALLY_APPLIED,
	TALLY_LISTED, /* applied, and on the manpower office's list */
	TALLY_ACCEPTED,
	TALLY_PLACED,
	TALLY_DUE_TO_START, /* placed, and the course has begun by the day */
	TALLY_STARTED,
	TALLY_DUE_TO_END, /* started, and the course is over by the day */
	TALLY_COMPLETED,
	TALLY_CERTIFIED,
	TALLY_CONTACTED, /* completed, and somebody knows what became of them */
	TALLY_WORKING,
	TALLY_BUSINESS,
	TALLY_AMOUNT_DUE, /* rupiah */
	TALLY_AMOUNT_PAID,
	TALLY_TRAINING_COST,
	TALLY_AGE_WEEK,	     /* waiting 0 to 7 days */
	TALLY_AGE_FORTNIGHT, /* 8 to 14 */
	TALLY_AGE_MONTH,     /* 15 to 30 */
	TALLY_AGE_OLDER,
	TALLY_AGE_UNKNOWN,
	TALLY_OLDEST_DAYS, /* a maximum */
	TALLY_LATEST_DAY,  /* a maximum: days since 1970-01-01 */
	TALLY_SEALED,
	TALLY_MEASURES
};

struct tally_part {
	struct set keys;
	int64_t (*values)[TALLY_MEASURES]; /* by key index */
	size_t capacity;
};

struct tally {
	struct tally_part parts[TALLY_DIMENSIONS];
};

void tally_init(struct tally *tally);
void tally_release(struct tally *tally);

/*
 * Adds to one number, or raises it where the measure is a maximum. False when
 * a number would wrap or memory ran out.
 */
bool tally_add(struct tally *tally, enum tally_dimension dimension,
	       struct slice key, enum tally_measure measure, int64_t amount);

/* Adds to all numbers of a key at once; amounts[i] is for measure i. */
bool tally_add_all(struct tally *tally, enum tally_dimension dimension,
		   struct slice key, const int64_t amounts[TALLY_MEASURES]);

/* The number; 0 for a key that isn't there. */
int64_t tally_get(const struct tally *tally, enum tally_dimension dimension,
		  struct slice key, enum tally_measure measure);

/* The number under TALLY_ALL. */
int64_t tally_all(const struct tally *tally, enum tally_measure measure);

/*
 * The keys of a dimension, an array of the arena in bytewise order; or, where
 * most is a measure, those with the larger number first. NULL: no memory.
 */
const struct slice *tally_keys(const struct tally *tally, struct arena *arena,
			       enum tally_dimension dimension,
			       enum tally_measure most);

static inline size_t tally_count(const struct tally *tally,
				 enum tally_dimension dimension)
{
	return set_count(&tally->parts[dimension].keys);
}

/*
 * The tally as text: the header "dimension key measure value" and a line for
 * each number that is not 0, TAB-separated, in a fixed order.
 */
bool tally_format(const struct tally *tally, struct strbuf *out);

/* Adds one such line. False, with what is wrong, for what no tally has. */
bool tally_merge(struct tally *tally, const struct slice fields[4],
		 struct diag *diag);

#endif
