/*
 * Conditions of the policy on a record: "when: {category: [pu_phk],
 * jht_claimed: [no]}" holds where each named field has one of its words.
 */
#ifndef MATCH_CONDITION_H
#define MATCH_CONDITION_H

#include "base/arena.h"
#include "base/diag.h"
#include "stream/policy.h"
#include "stream/record.h"
#include "stream/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct condition_part {
	struct slice field;
	size_t column; /* of the header it is bound to, or COLUMN_NONE */
	const struct slice *words;
	size_t word_count;
};

/* No parts: holds for every record. */
struct condition {
	struct condition_part *parts;
	size_t count;
};

/*
 * Reads a map of field: word or field: [words]. NULL as node gives a condition
 * that always holds. The parts live in the arena, the words in the policy.
 */
bool condition_load(struct condition *condition, const struct policy_node *node,
		    struct arena *arena, struct diag *diag);

/* Finds the columns; a field that isn't there makes its part false. */
void condition_bind(struct condition *condition, const struct header *header);

bool condition_holds(const struct condition *condition,
		     const struct record *record);

#endif
