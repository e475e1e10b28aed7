/*
 * --criteria: the rules of the day of --as-of as one page.
 */
#include "vk-enroll.h"

#include "enroll/criteria.h"

enum { PAGE_MAX = 1024 * 1024 };

void enroll_criteria(struct enroll *enroll)
{
	static const struct header nothing = {0};
	struct tool *tool = enroll->tool;
	const struct policy_node *name;
	struct slice office = {0};
	struct strbuf page;

	if (!rule_set_init(&enroll->rules, enroll->policy, &nothing,
			   &tool->diag))
		tool_fail(tool);
	name = policy_get(policy_section(enroll->policy, "office"), "name");
	if (name != NULL && !policy_text(name, &office, &tool->diag))
		tool_fail(tool);
	strbuf_init(&page, PAGE_MAX);
	if (!criteria_write(&enroll->rules, office, tool_as_of(tool),
			    tool->language, &page))
		tool_die(tool, "out of memory");
	tool_print(tool, strbuf_slice(&page));
	strbuf_release(&page);
	rule_set_release(&enroll->rules);
}
