/*
 * What vk-enroll tells of an application on standard error: what is wrong with
 * its values always; what is a flag, a rule's refusal (E-) or a duplicate (D-)
 * only to programs, since a person reads it in the output.
 */
#include "vk-enroll.h"

enum { MESSAGE_MAX = 64 * 1024 };

static void complain_of_faults(struct enroll *enroll,
			       const struct enrolled *enrolled)
{
	for (size_t i = 0; i < enrolled->faults.count; i++) {
		const struct check_fault *fault = &enrolled->faults.faults[i];
		bool flag = fault->weight == CHECK_FLAG;
		struct complaint complaint = {
			.code = fault->code,
			.severity = flag ? "warning" : "error",
			.field = application_field_name(fault->field),
			.column = enroll->layout.columns[fault->field],
			.value = enrolled->application.fields[fault->field],
			.message = fault->message,
		};

		if (!flag || enroll->tool->errors != TOOL_ERRORS_TEXT)
			tool_complain(enroll->tool, &enrolled->record,
				      &complaint);
	}
}

static const char *severity_of(const struct rule_finding *finding)
{
	if (!rule_finding_fails(finding))
		return "warning"; /* asked for, or without a limit */
	switch (finding->rule->on_fail) {
	case RULE_REJECT:
		return "error";
	case RULE_REVIEW:
		return "warning";
	case RULE_WARN:
		return "note";
	}
	return "error";
}

/* The sentence, since when the limit holds, and who says so. */
static void describe(const struct rule_finding *finding, struct strbuf *out)
{
	struct slice source = rule_finding_source(finding);
	const struct rule_limit *limit = finding->limit;
	char since[DATE_SIZE];

	if (finding->result == RULE_MISSING)
		strbuf_append_format(out, "%.*s is not known",
				     SLICE_PRINT(finding->missing));
	else if (finding->result == RULE_UNSET)
		strbuf_append_string(out,
				     "the policy has no limit for the day");
	rule_sentence(finding, LANGUAGE_EN, out);
	if (limit != NULL && limit->since.days != DATE_EARLIEST.days)
		strbuf_append_format(out, "; since %s",
				     date_format(limit->since, since).data);
	if (source.length > 0)
		strbuf_append_format(out, " [%.*s]", SLICE_PRINT(source));
}

static void complain_of_rule(struct enroll *enroll,
			     const struct enrolled *enrolled,
			     const struct rule_finding *finding)
{
	struct slice field = finding->result == RULE_MISSING
				     ? finding->missing
				     : finding->rule->source.name;
	struct strbuf code, name, value, message;
	struct complaint complaint = {.severity = severity_of(finding)};

	strbuf_init(&code, MESSAGE_MAX);
	strbuf_init(&name, MESSAGE_MAX);
	strbuf_init(&value, MESSAGE_MAX);
	strbuf_init(&message, MESSAGE_MAX);
	if (!slice_starts(finding->rule->code, "E-"))
		strbuf_append_string(&code, "E-");
	strbuf_append(&code, finding->rule->code);
	strbuf_append(&name, field);
	rule_value_text(finding, &value);
	describe(finding, &message);
	complaint.code = strbuf_string(&code);
	complaint.field = strbuf_string(&name);
	complaint.column = header_find(input_header(enroll->input), field);
	complaint.value = strbuf_slice(&value);
	complaint.message = strbuf_string(&message);
	tool_complain(enroll->tool, &enrolled->record, &complaint);
	strbuf_release(&code);
	strbuf_release(&name);
	strbuf_release(&value);
	strbuf_release(&message);
}

static void complain_of_rules(struct enroll *enroll,
			      const struct enrolled *enrolled)
{
	const struct rule_context context = {
		.household_place = enrolled->known.repeat.household_place};
	struct rule_finding finding;

	for (size_t i = 0; i < enroll->rules.count; i++) {
		rule_check(&enroll->rules, &enroll->rules.rules[i],
			   &enrolled->application, &context, &finding);
		if (rule_finding_fails(&finding) ||
		    rule_finding_asks(&finding) || finding.result == RULE_UNSET)
			complain_of_rule(enroll, enrolled, &finding);
	}
}

void enroll_complain(struct enroll *enroll, const struct enrolled *enrolled)
{
	bool superseded = enrolled->known.repeat.fate == ENROLL_SUPERSEDED;

	if (!superseded) /* a newer version has mended it, or repeats it */
		complain_of_faults(enroll, enrolled);
	if (enroll->tool->errors == TOOL_ERRORS_TEXT)
		return;
	if (!superseded && enrolled->known.repeat.kept != KEPT_NOTHING &&
	    (enrolled->known.damage == NULL ||
	     enrolled->known.damage_field.length > 0))
		complain_of_rules(enroll, enrolled);
	enroll_complain_of_repeats(enroll, enrolled);
}
