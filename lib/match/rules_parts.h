/*
 * Within the room only: the section "match".
 */
#ifndef MATCH_RULES_PARTS_H
#define MATCH_RULES_PARTS_H

#include "match/rules.h"

bool rules_load_match(struct match_rules *rules,
		      const struct policy_node *section, struct arena *arena,
		      struct diag *diag);

#endif
