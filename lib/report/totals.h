/*
 * Totals: the counts a page is made of, small and mergeable.
 *
 * Totals are whole numbers under a dimension (a kind of key), a key (a
 * provider, a status, a queue) and a measure. Those of different people
 * are joined by adding, but for the measures that are a maximum; so branches
 * make partial totals and a region merges them.
 */
#ifndef REPORT_TOTALS_H
#define REPORT_TOTALS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum totals_dimension {
	TOTALS_ALL,    /* key "": everybody */
	TOTALS_STREAM, /* the stages whose columns are there */
	TOTALS_SOURCE, /* the files that were read */
	TOTALS_ENROLL, /* statuses, as words of the stream */
	TOTALS_MATCH,
	TOTALS_COMPLETION,
	TOTALS_PAY,
	TOTALS_CHECK, /* stages whose counts must add up */
	TOTALS_QUEUE,
	TOTALS_TARGET,
	TOTALS_FOLLOW_UP, /* days after the course: 30, 90, 180 */
	TOTALS_KUR,	  /* what banks answered */
	TOTALS_AGREEMENT, /* courses whose agreement is about to end */
	TOTALS_VOCATION,
	TOTALS_PROVIDER,
	TOTALS_DISTRICT,
	TOTALS_CATEGORY,
	TOTALS_EMPLOYMENT,
	TOTALS_SEX,
	TOTALS_DISABILITY,
	TOTALS_DIMENSIONS
};

enum totals_measure {
	TOTALS_RECORDS,
	TOTALS_REPEATED, /* further live records of one person */
	TOTALS_EXPECTED, /* of a check: who should have a status */
	TOTALS_COUNTED,	 /* who has one that is known */
	TOTALS_STRAY,	 /* who has one without having come so far */
	TOTALS_APPLIED,
	TOTALS_ON_LIST, /* on the manpower office's list, by its file */
	TOTALS_LISTED,	/* applied, and on it */
	TOTALS_ACCEPTED,
	TOTALS_PLACED,
	TOTALS_DUE_TO_START, /* placed, and the course has begun by the day */
	TOTALS_STARTED,
	TOTALS_DUE_TO_END, /* started, and the course is over by the day */
	TOTALS_COMPLETED,
	TOTALS_CERTIFIED,
	TOTALS_CONTACTED, /* completed, and somebody knows what became of them
			   */
	TOTALS_WORKING,
	TOTALS_BUSINESS,
	TOTALS_AMOUNT_DUE, /* rupiah */
	TOTALS_AMOUNT_PAID,
	TOTALS_TRAINING_COST,
	TOTALS_AGE_WEEK,      /* waiting 0 to 7 days */
	TOTALS_AGE_FORTNIGHT, /* 8 to 14 */
	TOTALS_AGE_MONTH,     /* 15 to 30 */
	TOTALS_AGE_OLDER,
	TOTALS_AGE_UNKNOWN,
	TOTALS_OLDEST_DAYS, /* a maximum */
	TOTALS_LATEST_DAY,  /* a maximum: days since 1970-01-01 */
	TOTALS_SEALED,
	TOTALS_MEASURES
};

struct totals_part {
	struct set keys;
	int64_t (*values)[TOTALS_MEASURES]; /* by key index */
	size_t capacity;
	uint32_t last; /* the key that was asked for last: often the next */
};

struct totals {
	struct totals_part parts[TOTALS_DIMENSIONS];
};

void totals_init(struct totals *totals);
void totals_release(struct totals *totals);

/*
 * Adds to one number, or raises it where the measure is a maximum. False when
 * a number would wrap or memory ran out.
 */
bool totals_add(struct totals *totals, enum totals_dimension dimension,
		struct slice key, enum totals_measure measure, int64_t amount);

/* Adds to all numbers of a key at once; amounts[i] is for measure i. */
bool totals_add_all(struct totals *totals, enum totals_dimension dimension,
		    struct slice key, const int64_t amounts[TOTALS_MEASURES]);

/* The number; 0 for a key that isn't there. */
int64_t totals_get(const struct totals *totals, enum totals_dimension dimension,
		   struct slice key, enum totals_measure measure);

/* The number under TOTALS_ALL. */
int64_t totals_all(const struct totals *totals, enum totals_measure measure);

/*
 * The keys of a dimension, an array of the arena in bytewise order; or, where
 * most is a measure, those with the larger number first. NULL: no memory.
 */
const struct slice *totals_keys(const struct totals *totals,
				struct arena *arena,
				enum totals_dimension dimension,
				enum totals_measure most);

static inline size_t totals_count(const struct totals *totals,
				  enum totals_dimension dimension)
{
	return set_count(&totals->parts[dimension].keys);
}

/* The fields of totals as lines: dimension, key, measure, value. */
enum { TOTALS_FIELDS = 4 };
extern const char *const totals_fields[TOTALS_FIELDS];

/*
 * Tells the totals, a line for each number that is not 0, in a fixed order. The
 * fields are borrowed for the call. False where memory ran out or tell did.
 */
bool totals_tell(const struct totals *totals,
		 bool (*tell)(void *context,
			      const struct slice fields[TOTALS_FIELDS]),
		 void *context);

/* Adds one such line. False, with what is wrong, for what is of no totals. */
bool totals_merge(struct totals *totals,
		  const struct slice fields[TOTALS_FIELDS], struct diag *diag);

#endif
