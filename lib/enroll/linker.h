/*
 * Finds the records of one side that may be the same person as a record of
 * the other, and scores them. One side is held and indexed; the other is
 * probed record by record, so that it may be of any size. Within one file the
 * held records are probed against each other.
 */
#ifndef ENROLL_LINKER_H
#define ENROLL_LINKER_H

#include "enroll/blocking.h"
#include "enroll/shares.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct linker_candidate {
	uint32_t record;
	uint32_t keys; /* bit i: key i is shared */
};

/* Of a held record: the last probe that met it, and under which keys. */
struct linker_mark {
	uint32_t stamp, keys;
};

struct linker {
	const struct linkage *linkage;
	const struct weights *weights;
	bool counting; /* shares come from the data ... */
	bool trusting; /* ... where the weights have none of their own */
	struct arena memory;
	struct slice *ids;
	struct linkage_value *values; /* field_count for each held record */
	size_t count, capacity;
	struct share_counter shares[LINKAGE_FIELDS_MAX];
	bool listed[LINKAGE_FIELDS_MAX]; /* the file has the field's own u */
	struct comparison comparison;
	struct weights_rates rates[LINKAGE_FIELDS_MAX]; /* as they are used */
	size_t names; /* the first field that has words, or SIZE_MAX */
	struct blocking blocking;
	int32_t prior, certain, review;
	struct linker_mark *marks; /* by held record */
	uint32_t stamp;		   /* of the newest probe */
	uint64_t scored;	   /* pairs compared so far */
};

/*
 * Where shares come from: the weights alone; the data alone; or the data for
 * fields that the weights know nothing of.
 */
enum linker_shares { SHARES_LISTED, SHARES_COUNTED, SHARES_OF_BOTH };

/* linkage and weights are borrowed. The linker can't be moved. */
void linker_init(struct linker *linker, const struct linkage *linkage,
		 const struct weights *weights, enum linker_shares shares);
void linker_release(struct linker *linker);

/* Holds a record, known by id. False without memory. */
bool linker_add(struct linker *linker, const struct linkage_layout *layout,
		const struct record *record, struct slice id);

/*
 * Counts a record of the other side, which stands for times: only values that
 * a held record has matter. Call it when all are held.
 */
bool linker_count(struct linker *linker, const struct linkage_layout *layout,
		  const struct record *record, uint32_t times,
		  struct arena *scratch);

/*
 * Weighs and indexes what is held. records is the number on the larger side:
 * where the weights are counted, the prior is one in so many.
 */
bool linker_settle(struct linker *linker, uint64_t records);

/* The held values of a record. */
const struct linkage_value *linker_values(const struct linker *linker,
					  size_t record);

/* The held records that one value of a key leads to. */
struct linker_list {
	uint64_t value;
	size_t key; /* of the linkage */
	const uint32_t *records;
	size_t count;
};

/*
 * A record that is looked for, prepared as far as it is needed, and what was
 * found. layout may be NULL for held records.
 */
struct linker_probe {
	const struct linkage_layout *layout;
	const struct linkage_value *values; /* in prepared, or held ones */
	struct linkage_value prepared[LINKAGE_FIELDS_MAX];
	uint32_t ready; /* bit i: field i is prepared */
	struct arena arena;
	size_t limit; /* held records before this one are looked for */
	struct linker_list lists[LINKAGE_KEYS_MAX * BLOCKING_VALUES_MAX];
	size_t list_count;
	struct linker_candidate *candidates;
	size_t candidate_count, candidate_room;
};
void linker_probe_init(struct linker_probe *probe,
		       const struct linkage_layout *layout);
void linker_probe_release(struct linker_probe *probe);

/* Finds the candidates for a record of the other side. False without memory. */
bool linker_probe(struct linker *linker, struct linker_probe *probe,
		  const struct record *record);

/* Finds the candidates for a held record among those held before it. */
bool linker_probe_held(struct linker *linker, struct linker_probe *probe,
		       size_t record);

/*
 * The same in steps, each of which has fetched from memory what the next one
 * looks at. Where lists are none after the first, nothing is found. The record
 * is borrowed by the first alone.
 */
bool linker_probe_begin(const struct linker *linker, struct linker_probe *probe,
			const struct record *record);
void linker_probe_begin_held(const struct linker *linker,
			     struct linker_probe *probe, size_t record);
void linker_probe_look_up(const struct linker *linker,
			  struct linker_probe *probe);
bool linker_probe_collect(struct linker *linker, struct linker_probe *probe);
void linker_probe_fetch(const struct linker *linker,
			const struct linker_probe *probe);

/*
 * Scores a candidate; false where it stays under the threshold for review.
 * bits of the pair include the prior.
 */
bool linker_score(struct linker *linker, const struct linkage_value *probe,
		  uint32_t candidate, struct pair_bits *pair);

/* The same whatever the score is, with all fields filled. */
int32_t linker_score_values(const struct linker *linker,
			    const struct linkage_value *held,
			    const struct linkage_value *probe,
			    struct pair_bits *pair);

/* The same of two held records. */
int32_t linker_score_held(const struct linker *linker, size_t left,
			  size_t right, struct pair_bits *pair);

/* linker_weigh.c: sets the bits of every field and value. */
bool linker_weigh(struct linker *linker);

/* The same again from the rates as they are now. */
void linker_reweigh(struct linker *linker);

#endif
