/*
 * What policy_load.c, policy.c, policy_yaml.c and policy_value.c share. Nobody
 * else includes this: a policy's readers use policy.h.
 */
#ifndef STREAM_POLICY_PARTS_H
#define STREAM_POLICY_PARTS_H

#include "base/arena.h"
#include "stream/policy.h"
#include "stream/table.h"
#include "system/digest.h"

enum { POLICY_SECTIONS_MAX = 16 };

/* One dated entry under a name in "values". */
struct policy_entry {
	struct date from;
	const struct policy_node *value; /* NULL: not known from this day */
	struct slice source;
	struct date review_by;
	bool expected; /* a change is known to come, its value isn't */
};

struct policy_dated {
	struct slice name;
	const struct policy_node *node;
	const struct policy_entry *entries; /* ascending from */
	size_t count;
};

struct policy {
	struct arena arena; /* owns everything below */
	const struct policy_node *sections[POLICY_SECTIONS_MAX];
	struct policy_dated *dated;
	size_t dated_count;
	struct alias *aliases;
	size_t alias_count;
	char digest[DIGEST_HEX_SIZE];
};

/*
 * Parses one file's YAML into nodes that live in the arena; content need not
 * outlive the call, file must. NULL on failure.
 */
const struct policy_node *policy_parse(struct arena *arena, const char *file,
				       struct slice content, struct diag *diag);

/* Takes a file's sections over: each replaces the one before it whole. */
bool policy_take_sections(struct policy *policy, const struct policy_node *root,
			  struct diag *diag);

/*
 * Takes a file's "values" over into the policy: names that are there already
 * are replaced whole, new ones go behind.
 */
bool policy_take_values(struct policy *policy, const struct policy_node *values,
			struct diag *diag);

/* Takes the section "columns", once all files are read. */
bool policy_take_columns(struct policy *policy, struct diag *diag);

#endif
