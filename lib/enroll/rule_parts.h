/*
 * What rule_compile.c, rule_source.c, rule_limit.c, rule_day.c and rule_json.c
 * share; nobody else includes this.
 */
#ifndef ENROLL_RULE_PARTS_H
#define ENROLL_RULE_PARTS_H

#include "enroll/rule.h"

/* What the compiling of one rule needs at hand. */
struct rule_compiler {
	struct rule_set *set;
	const struct policy *policy;
	const struct header *header;
	struct diag *diag;
};

/* The tests as the policy writes them, by enum rule_test; NULL ends. */
extern const char *const rule_test_words[];

/* Whether the test counts years or months from a date. */
bool rule_is_date_test(enum rule_test test);

/* Makes room for the rules of single days (rule_day.c); false: no memory. */
bool rule_set_make_days(struct rule_set *set);

/* Finds where a field named by a scalar comes from. */
bool rule_find_source(const struct rule_compiler *compiler,
		      const struct policy_node *node,
		      struct rule_source *source);

/* A scalar or list of scalars as a list of words. */
bool rule_read_list(const struct rule_compiler *compiler,
		    const struct policy_node *node, struct rule_words *words);

/*
 * A scalar or list of scalars as words to compare a source with; a word that
 * the source's field can't have is an error.
 */
bool rule_read_words(const struct rule_compiler *compiler,
		     const struct policy_node *node,
		     const struct rule_source *source,
		     struct rule_words *words);

/* The limits of a rule for all periods, from the "value" of its map. */
bool rule_read_limits(const struct rule_compiler *compiler,
		      const struct policy_node *map, struct rule *rule);

#endif
