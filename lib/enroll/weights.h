/*
 * The weights of linkage: what agreement and disagreement say, in thousandths
 * of a bit (millibits), from a versioned file. I. Fellegi and A. Sunter, "A
 * theory for record linkage", JASA 64, 1969: a level of agreement that has
 * probability m among pairs of one person and u among others weighs
 * log2(m/u).
 *
 * The file is a record stream (vk-records(5)) of four columns:
 *
 *	kind	subject	item	value
 *	version	indonesia-2
 *	prior			-17.000		bits, of any two records
 *	threshold		certain	10.000	bits
 *	m	digits	near	0.14		share of pairs of one person
 *	u	nik	equal	0.0000001	share of other pairs
 *	share	name	dewi	0.021		share of records with the value
 *
 * The subject is a field, or a comparator for all fields that have no row of
 * their own. Integers only, so that a score is the same on every machine.
 */
#ifndef ENROLL_WEIGHTS_H
#define ENROLL_WEIGHTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How two values, or two words of them, agree; in the order of its words. */
enum level {
	LEVEL_EQUAL,
	LEVEL_VARIANT,	 /* another spelling of the same */
	LEVEL_NEAR,	 /* a keying error apart */
	LEVEL_LIKE,	 /* much in common */
	LEVEL_FITS,	 /* an initial */
	LEVEL_DIFFERENT, /* of words: each side has one the other lacks */
	LEVEL_EXTRA,	 /* of words: only one side has it */
	LEVELS
};

/* Shares are whole parts of WEIGHTS_ONE. */
#define WEIGHTS_ONE UINT64_C(1000000000)

/* What a field or comparator has for its levels; 0: no row. */
struct weights_rates {
	uint64_t m[LEVELS], u[LEVELS];
};

struct weights {
	struct set subjects;
	struct weights_rates *rates; /* by subject */
	size_t rates_room;
	struct set values; /* "subject TAB value" */
	uint64_t *shares;  /* by value */
	size_t shares_room;
	int32_t prior, certain, review; /* millibits */
	bool prior_known, certain_known, review_known;
	char version[64];
};

void weights_init(struct weights *weights);
void weights_release(struct weights *weights);

/* The columns of a weights file, in the order weights_take wants them. */
enum { WEIGHTS_COLUMNS = 4 };
extern const char *const weights_columns[WEIGHTS_COLUMNS];

/* "equal", "near" ...; static. LEVELS for text that is none of them. */
const char *weights_level_word(enum level level);
enum level weights_level_find(struct slice word);

/* Takes a row. False, with diag, for one that is not as above. */
bool weights_take(struct weights *weights,
		  const struct slice row[WEIGHTS_COLUMNS], struct diag *diag);

/* Once all rows are taken: whether both thresholds and a version are there. */
bool weights_check(const struct weights *weights, struct diag *diag);

/* The rates of a subject, or NULL. */
const struct weights_rates *weights_find(const struct weights *weights,
					 struct slice subject);

/* The share of a value of a field, or 0 where the file has none. */
uint64_t weights_share(const struct weights *weights, struct slice field,
		       struct slice value);

/*
 * log2(numerator / denominator) in millibits, rounded to the nearest; both
 * are over 0 and under 2^63. By repeated squaring of integers.
 */
int32_t weights_log2(uint64_t numerator, uint64_t denominator);

/* The chance that odds of 2^(bits / 1000) to 1 give, in parts of 2^20. */
enum { WEIGHTS_CHANCE_ONE = 1 << 20 };
uint32_t weights_chance(int32_t millibits);

/* "27.431" or "-3.000", appended. */
bool weights_format(int32_t millibits, struct strbuf *out);

/* A share as a decimal fraction, as the file has it, appended. */
bool weights_format_share(uint64_t share, struct strbuf *out);

#endif
