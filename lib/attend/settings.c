#include "attend/settings.h"

#include "attend/calendar.h"
#include "attend/moment.h"
#include "attend/zone.h"

#include <string.h>

static const char *const known_keys[] = {"completion_percent",
					 "payable_percent",
					 "present_percent",
					 "late_after_minutes",
					 "early_before_minutes",
					 "grace_minutes",
					 "excused_payable",
					 "sick_payable",
					 "excused_counts",
					 "sick_counts",
					 "missing_punch",
					 "breaks",
					 "regional",
					 "modes",
					 "days",
					 "times",
					 "late_sheet_days",
					 "in_person_capacity_percent",
					 NULL};

static bool read_flag(const struct policy_node *map, const char *key,
		      bool *flag, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	return node == NULL || policy_boolean(node, flag, diag);
}

static bool read_weight(const struct policy_node *map, const char *key,
			enum leave_weight *weight, struct diag *diag)
{
	static const char *const words[] = {"against", "neutral", "present",
					    NULL};
	const struct policy_node *node = policy_get(map, key);
	size_t index;

	if (node == NULL)
		return true;
	if (!policy_word(node, words, &index, diag))
		return false;
	*weight = (enum leave_weight)index;
	return true;
}

static bool read_breaks(struct settings *settings, struct diag *diag)
{
	const struct policy_node *list =
		policy_get(settings->attendance, "breaks");

	if (list == NULL)
		return true;
	if (list->kind != POLICY_LIST)
		return policy_fail(list, diag,
				   "\"breaks\" must be a list such as "
				   "[\"12:00-13:00\"]");
	for (size_t i = 0; i < list->count; i++) {
		struct slice text;
		int32_t start, end;

		if (i == SETTINGS_BREAKS_MAX)
			return policy_fail(list, diag, "at most %d breaks",
					   SETTINGS_BREAKS_MAX);
		if (!policy_text(list->items[i], &text, diag))
			return false;
		if (!weekly_parse_stretch(text, &start, &end))
			return policy_fail(list->items[i], diag,
					   "\"%.*s\" is no time; write "
					   "12:00-13:00",
					   SLICE_PRINT(text));
		settings->breaks[i] = (struct span){start, end};
	}
	settings->break_count = span_unite(settings->breaks, list->count);
	return true;
}

/* The keys "from" and "to" of a rule; either may be missing. */
static bool read_period(const struct policy_node *map, struct date *from,
			struct date *to, struct diag *diag)
{
	const struct policy_node *start = policy_get(map, "from");
	const struct policy_node *end = policy_get(map, "to");

	*from = DATE_EARLIEST;
	*to = DATE_LATEST;
	return (start == NULL || policy_date(start, from, diag)) &&
	       (end == NULL || policy_date(end, to, diag)) &&
	       (date_compare(*from, *to) <= 0 ||
		policy_fail(end, diag, "\"to\" lies before \"from\""));
}

static bool read_forbidden(const struct policy_node *map, const char *key,
			   bool *forbidden, struct diag *diag)
{
	static const char *const words[] = {"allowed", "forbidden", NULL};
	const struct policy_node *node = policy_get(map, key);
	size_t index = 0;

	if (node != NULL && !policy_word(node, words, &index, diag))
		return false;
	*forbidden = index == 1;
	return true;
}

static bool read_regional(struct settings *settings,
			  const struct policy_node *map, struct diag *diag)
{
	static const char *const keys[] = {"from",   "to",     "in_person",
					   "online", "source", NULL};
	struct regional_rule *rule =
		settings->regional + settings->regional_count;
	const struct policy_node *source;

	if (!policy_check_keys(map, keys, diag) ||
	    !read_period(map, &rule->from, &rule->to, diag) ||
	    !read_forbidden(map, "in_person", &rule->in_person_forbidden,
			    diag) ||
	    !read_forbidden(map, "online", &rule->online_forbidden, diag))
		return false;
	source = policy_get(map, "source");
	settings->regional_count++;
	return source == NULL || policy_text(source, &rule->source, diag);
}

static bool read_mode(struct settings *settings, const struct policy_node *map,
		      struct diag *diag)
{
	static const char *const keys[] = {
		"class", "from", "to", "mode", "authorised_by", "source", NULL};
	struct mode_change *change = settings->modes + settings->mode_count;
	const struct policy_node *node = policy_get(map, "class");
	struct slice word;

	if (!policy_check_keys(map, keys, diag) ||
	    !read_period(map, &change->from, &change->to, diag) ||
	    (node != NULL && !policy_text(node, &change->class_id, diag)))
		return false;
	node = policy_require(map, "mode", diag);
	if (node == NULL || !policy_text(node, &word, diag))
		return false;
	change->mode = settings_mode_parse(word);
	settings->mode_count++;
	return change->mode != MODE_ANY ||
	       policy_fail(node, diag,
			   "\"mode\" must be in_person, online or blended");
}

/* Calls a reader for each map of a list that may be missing. */
static bool read_each(struct settings *settings, const char *key,
		      bool (*read)(struct settings *,
				   const struct policy_node *, struct diag *),
		      struct diag *diag)
{
	const struct policy_node *list = policy_get(settings->attendance, key);

	if (list == NULL)
		return true;
	if (list->kind != POLICY_LIST || list->count > SETTINGS_RULES_MAX)
		return policy_fail(list, diag,
				   "\"%s\" must be a list of at most %d rules",
				   key, SETTINGS_RULES_MAX);
	for (size_t i = 0; i < list->count; i++)
		if (!read(settings, list->items[i], diag))
			return false;
	return true;
}

static bool read_weekly(struct settings *settings, struct diag *diag)
{
	const struct policy_node *days =
		policy_get(settings->attendance, "days");
	const struct policy_node *times =
		policy_get(settings->attendance, "times");
	struct slice text;

	if (days != NULL &&
	    (!policy_text(days, &text, diag) ||
	     (!weekly_parse_days(text, &settings->weekly.days, diag) &&
	      !policy_fail(days, diag, "\"days\": %s", diag->message))))
		return false;
	if (times == NULL)
		return true;
	return policy_text(times, &text, diag) &&
	       (weekly_parse_times(text, &settings->weekly, diag) ||
		policy_fail(times, diag, "\"times\": %s", diag->message));
}

static bool read_missing_punch(struct settings *settings, struct diag *diag)
{
	static const char *const words[] = {"ask", "schedule", NULL};
	const struct policy_node *node =
		policy_get(settings->attendance, "missing_punch");
	size_t index = 0;

	if (node != NULL && !policy_word(node, words, &index, diag))
		return false;
	settings->schedule_ends_punch = index == 1;
	return true;
}

static bool read_binding(struct settings *settings,
			 const struct policy_node *list, struct diag *diag)
{
	static const char *const words[] = {"national", "joint_leave", "local",
					    NULL};

	settings->holidays_binding = 0;
	if (list->kind != POLICY_LIST)
		return policy_fail(list, diag,
				   "\"binding\" must be a list such as "
				   "[national, local]");
	for (size_t i = 0; i < list->count; i++) {
		size_t index;

		if (!policy_word(list->items[i], words, &index, diag))
			return false;
		settings->holidays_binding |= 1U << index;
	}
	return true;
}

static bool read_holidays(struct settings *settings, struct diag *diag)
{
	static const char *const keys[] = {"file", "binding", NULL};
	const struct policy_node *section =
		policy_section(settings->policy, "holidays");
	const struct policy_node *binding = policy_get(section, "binding");

	settings->holidays_binding = ~0U;
	if (section == NULL)
		return true;
	if (!policy_check_keys(section, keys, diag))
		return false;
	settings->holidays_file = policy_get(section, "file");
	return binding == NULL || read_binding(settings, binding, diag);
}

static bool read_leave(struct settings *settings, struct diag *diag)
{
	const struct policy_node *map = settings->attendance;

	return read_flag(map, "excused_payable", &settings->excused_payable,
			 diag) &&
	       read_flag(map, "sick_payable", &settings->sick_payable, diag) &&
	       read_weight(map, "excused_counts", &settings->excused_weight,
			   diag) &&
	       read_weight(map, "sick_counts", &settings->sick_weight, diag);
}

static bool read_attendance(struct settings *settings, struct diag *diag)
{
	struct terms terms;

	return policy_check_keys(settings->attendance, known_keys, diag) &&
	       read_leave(settings, diag) &&
	       read_missing_punch(settings, diag) &&
	       read_breaks(settings, diag) && read_weekly(settings, diag) &&
	       read_each(settings, "regional", read_regional, diag) &&
	       read_each(settings, "modes", read_mode, diag) &&
	       settings_number(settings, "late_sheet_days", DATE_LATEST,
			       &settings->late_sheet_days, diag) &&
	       /* A mistyped number is told now, not on a day that needs it. */
	       settings_terms(settings, DATE_LATEST, &terms, diag);
}

/* The office's zone; what else stands in its section is others'. */
static bool read_zone(struct settings *settings, struct diag *diag)
{
	const struct policy_node *zone =
		policy_get(policy_section(settings->policy, "office"), "zone");
	struct slice text;

	if (zone == NULL)
		return true;
	if (!policy_text(zone, &text, diag))
		return false;
	settings->zone = zone_hours(text);
	return true;
}

bool settings_load(struct settings *settings, const struct policy *policy,
		   struct diag *diag)
{
	memset(settings, 0, sizeof *settings);
	for (size_t i = 0; i < SETTINGS_CACHE; i++)
		settings->cached[i] = DATE_EARLIEST;
	settings->policy = policy;
	settings->holidays_binding = ~0U;
	settings->late_sheet_days = SETTING_UNSET;
	if (policy == NULL)
		return true;
	settings->attendance = policy_section(policy, "attendance");
	return read_zone(settings, diag) && read_holidays(settings, diag) &&
	       (settings->attendance == NULL ||
		read_attendance(settings, diag));
}
