#include "enroll/verdict.h"

enum { LIST_MAX = 64 * 1024 };

struct slice enroll_status_word(enum enroll_status status)
{
	static const char *const words[] = {
		"accepted", "review",	 "incomplete", "rejected",
		"invalid",  "duplicate", "superseded"};

	return slice_of(words[status]);
}

bool enroll_status_waits(enum enroll_status status)
{
	return status == ENROLL_REVIEW || status == ENROLL_INCOMPLETE ||
	       status == ENROLL_INVALID;
}

void verdict_init(struct verdict *verdict)
{
	verdict->status = ENROLL_ACCEPTED;
	strbuf_init(&verdict->reasons, LIST_MAX);
	strbuf_init(&verdict->missing, LIST_MAX);
	strbuf_init(&verdict->flags, LIST_MAX);
}

void verdict_release(struct verdict *verdict)
{
	strbuf_release(&verdict->reasons);
	strbuf_release(&verdict->missing);
	strbuf_release(&verdict->flags);
}

void verdict_reset(struct verdict *verdict)
{
	verdict->status = ENROLL_ACCEPTED;
	strbuf_reset(&verdict->reasons);
	strbuf_reset(&verdict->missing);
	strbuf_reset(&verdict->flags);
}

void verdict_raise(struct verdict *verdict, enum enroll_status status)
{
	if (status > verdict->status)
		verdict->status = status;
}

static void add_item(struct strbuf *list, const char *code, const char *detail)
{
	strbuf_append_item(list, slice_of(code));
	strbuf_append_string(list, detail);
}

void verdict_add_reason(struct verdict *verdict, const char *code,
			const char *detail)
{
	add_item(&verdict->reasons, code, detail);
}

void verdict_add_flag(struct verdict *verdict, const char *code,
		      const char *detail)
{
	add_item(&verdict->flags, code, detail);
}

void verdict_add_missing(struct verdict *verdict, struct slice field)
{
	if (!slice_list_has(strbuf_slice(&verdict->missing), field))
		strbuf_append_item(&verdict->missing, field);
}

static enum enroll_status fault_status(const struct check_fault *fault)
{
	switch (fault->weight) {
	case CHECK_FLAG:
		return ENROLL_ACCEPTED;
	case CHECK_ASK:
		return ENROLL_INCOMPLETE;
	case CHECK_INVALID:
		return ENROLL_INVALID;
	}
	return ENROLL_INVALID;
}

void verdict_add_faults(struct verdict *verdict,
			const struct check_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct check_fault *fault = &faults->faults[i];

		verdict_raise(verdict, fault_status(fault));
		if (fault->weight == CHECK_FLAG) {
			verdict_add_flag(verdict, fault->code, fault->detail);
			continue;
		}
		verdict_add_reason(verdict, fault->code, fault->detail);
		verdict_add_missing(verdict, slice_of(application_field_name(
						     fault->field)));
	}
}

/* The status a finding asks for; warnings ask for none. */
static enum enroll_status finding_status(const struct rule_finding *finding)
{
	if (rule_finding_asks(finding))
		return ENROLL_INCOMPLETE;
	if (finding->result == RULE_UNSET)
		return ENROLL_REVIEW;
	if (!rule_finding_fails(finding))
		return ENROLL_ACCEPTED;
	switch (finding->rule->on_fail) {
	case RULE_REJECT:
		return ENROLL_REJECTED;
	case RULE_REVIEW:
		return ENROLL_REVIEW;
	case RULE_WARN:
		return ENROLL_ACCEPTED;
	}
	return ENROLL_REVIEW;
}

static bool is_silent(const struct rule_finding *finding)
{
	return !rule_finding_fails(finding) && !rule_finding_asks(finding) &&
	       finding->result != RULE_UNSET;
}

static void add_finding(struct verdict *verdict,
			const struct rule_finding *finding)
{
	enum enroll_status status = finding_status(finding);
	struct strbuf *list =
		status == ENROLL_ACCEPTED ? &verdict->flags : &verdict->reasons;

	verdict_raise(verdict, status);
	if (list->length > 0)
		strbuf_append_byte(list, ',');
	rule_reason(finding, list);
	if (rule_finding_asks(finding))
		verdict_add_missing(verdict, finding->missing);
}

void verdict_add_rules(struct verdict *verdict, const struct rule_set *set,
		       const struct application *application,
		       const struct rule_context *context)
{
	struct rule_finding finding;

	for (size_t i = 0; i < set->count; i++) {
		rule_check(set, &set->rules[i], application, context, &finding);
		if (!is_silent(&finding))
			add_finding(verdict, &finding);
	}
}

enum enroll_status verdict_status(const struct rule_set *set,
				  const struct application *application,
				  const struct check_faults *faults,
				  bool *clean)
{
	static const struct rule_context nobody = {.brief = true};
	enum enroll_status status = ENROLL_ACCEPTED, each;
	struct rule_finding finding;

	*clean = faults->count == 0;
	for (size_t i = 0; i < faults->count; i++) {
		each = fault_status(&faults->faults[i]);
		if (each > status)
			status = each;
	}
	for (size_t i = 0; i < set->count; i++) {
		if (set->rules[i].source.kind == SOURCE_HOUSEHOLD) {
			*clean = false;
			continue;
		}
		rule_check(set, &set->rules[i], application, &nobody, &finding);
		*clean = *clean && is_silent(&finding);
		each = finding_status(&finding);
		if (each > status)
			status = each;
	}
	return status;
}
