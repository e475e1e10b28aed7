#include "enroll/verdict.h"

enum { LIST_MAX = 64 * 1024 };

struct slice enroll_status_word(enum enroll_status status)
{
	static const struct slice words[ENROLL_STATUSES] = {
		[ENROLL_ACCEPTED] = {"accepted", 8},
		[ENROLL_REVIEW] = {"review", 6},
		[ENROLL_INCOMPLETE] = {"incomplete", 10},
		[ENROLL_REJECTED] = {"rejected", 8},
		[ENROLL_INVALID] = {"invalid", 7},
		[ENROLL_DUPLICATE] = {"duplicate", 9},
		[ENROLL_SUPERSEDED] = {"superseded", 10},
	};

	return words[status];
}

bool enroll_status_waits(enum enroll_status status)
{
	return status == ENROLL_REVIEW || status == ENROLL_INCOMPLETE ||
	       status == ENROLL_INVALID;
}

void verdict_init(struct verdict *verdict)
{
	verdict->status = verdict->floor = ENROLL_ACCEPTED;
	verdict->item_count = 0;
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
	verdict->status = verdict->floor = ENROLL_ACCEPTED;
	verdict->item_count = 0;
	strbuf_reset(&verdict->reasons);
	strbuf_reset(&verdict->missing);
	strbuf_reset(&verdict->flags);
}

void verdict_raise(struct verdict *verdict, enum enroll_status status)
{
	if (status > verdict->floor)
		verdict->floor = status;
	if (status > verdict->status)
		verdict->status = status;
}

static void add_missing(struct verdict *verdict, struct slice field)
{
	if (!slice_list_has(strbuf_slice(&verdict->missing), field))
		strbuf_append_item(&verdict->missing, field);
}

static void take_up(struct verdict *verdict, const struct verdict_item *item)
{
	if (item->status > verdict->status)
		verdict->status = item->status;
	if (item->asks)
		add_missing(verdict, item->field);
}

void verdict_sum_up(struct verdict *verdict)
{
	verdict->status = verdict->floor;
	strbuf_reset(&verdict->missing);
	for (size_t i = 0; i < verdict->item_count; i++)
		take_up(verdict, &verdict->items[i]);
}

struct slice verdict_item_text(const struct verdict *verdict,
			       const struct verdict_item *item)
{
	return slice_part(strbuf_slice(&verdict->reasons), item->start,
			  item->length);
}

/* Makes an item of the last bytes of the reasons. */
static void end_item(struct verdict *verdict, struct verdict_item item)
{
	item.length = verdict->reasons.length - item.start;
	take_up(verdict, &item);
	if (verdict->item_count < VERDICT_ITEMS_MAX)
		verdict->items[verdict->item_count++] = item;
}

/* Where the next item of the reasons begins. */
static size_t begin_item(struct verdict *verdict)
{
	if (verdict->reasons.length > 0)
		strbuf_append_byte(&verdict->reasons, ',');
	return verdict->reasons.length;
}

static void add_item(struct strbuf *list, const char *code, const char *detail)
{
	strbuf_append_item(list, slice_of(code));
	strbuf_append_string(list, detail);
}

void verdict_add_claim(struct verdict *verdict,
		       const struct verdict_claim *claim)
{
	struct verdict_item item = {.status = claim->status,
				    .field = claim->field,
				    .asks = claim->asks,
				    .start = begin_item(verdict)};

	strbuf_append_string(&verdict->reasons, claim->code);
	strbuf_append_string(&verdict->reasons, claim->detail);
	end_item(verdict, item);
}

void verdict_add_reason(struct verdict *verdict, const char *code,
			const char *detail)
{
	verdict_add_claim(verdict,
			  &(struct verdict_claim){.code = code,
						  .detail = detail,
						  .status = ENROLL_ACCEPTED});
}

void verdict_add_flag(struct verdict *verdict, const char *code,
		      const char *detail)
{
	add_item(&verdict->flags, code, detail);
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

		if (fault->weight == CHECK_FLAG) {
			verdict_add_flag(verdict, fault->code, fault->detail);
			continue;
		}
		verdict_add_claim(
			verdict,
			&(struct verdict_claim){
				fault->code, fault->detail, fault_status(fault),
				slice_of(application_field_name(fault->field)),
				true});
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
	struct verdict_item item = {.status = finding_status(finding),
				    .field = finding->rule->source.name,
				    .asks = rule_finding_asks(finding)};

	if (item.status == ENROLL_ACCEPTED) {
		if (verdict->flags.length > 0)
			strbuf_append_byte(&verdict->flags, ',');
		rule_reason(finding, &verdict->flags);
		return;
	}
	if (item.asks)
		item.field = finding->missing;
	item.start = begin_item(verdict);
	rule_reason(finding, &verdict->reasons);
	end_item(verdict, item);
}

void verdict_add_rules(struct verdict *verdict, const struct rule_set *set,
		       const struct application *application,
		       const struct rule_context *context)
{
	const struct rule_day *day = rule_set_day(set, application);
	struct rule_finding finding;
	const struct rule *rule;
	size_t at = 0;

	while ((rule = rule_set_next(set, day, application, &at)) != NULL) {
		rule_check(set, rule, application, context, &finding);
		if (!is_silent(&finding))
			add_finding(verdict, &finding);
	}
}
