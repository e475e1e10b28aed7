/*
 * The policy's sections "attendance" and "holidays" (vk-policy(5)).
 *
 * Nothing has a default where money or a verdict hangs on it: what is not set
 * is SETTING_UNSET, and what needs it says so.
 */
#ifndef ATTEND_SETTINGS_H
#define ATTEND_SETTINGS_H

#include "attend/span.h"
#include "attend/weekly.h"
#include "base/diag.h"
#include "stream/policy.h"
#include "value/date.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	SETTING_UNSET = -1,
	SETTINGS_BREAKS_MAX = 8,
	SETTINGS_RULES_MAX = 64,
	SETTINGS_CACHE = 1024 /* days whose terms are kept ready */
};

/* How an excused or sick session weighs on completion. */
enum leave_weight {
	LEAVE_AGAINST, /* it stays in the planned minutes */
	LEAVE_NEUTRAL, /* it is left out of them */
	LEAVE_PRESENT  /* it counts as attended */
};

/* What holds on one day. Percentages and minutes, or SETTING_UNSET. */
struct terms {
	int completion_percent; /* of the planned minutes, to complete */
	int payable_percent;	/* of a day's planned minutes, to be paid */
	int present_percent;	/* of a session, below which it is absence */
	int late_after_minutes;
	int early_before_minutes;
	int grace_minutes; /* at either end, not taken off; 0 by default */
	/* Of a class's seats, that may be taken in person; 100 by default. */
	int in_person_capacity_percent;
};

enum settings_mode { MODE_ANY, MODE_IN_PERSON, MODE_ONLINE, MODE_BLENDED };

/* Where meeting in person, or online, was forbidden for a time. */
struct regional_rule {
	struct date from, to;
	bool in_person_forbidden, online_forbidden;
	struct slice source;
};

/* A class that changed its mode for a time. */
struct mode_change {
	struct slice class_id; /* empty: all classes */
	struct date from, to;
	enum settings_mode mode;
};

struct settings {
	const struct policy *policy; /* NULL: nothing is set */
	const struct policy_node *attendance;
	bool excused_payable, sick_payable;
	enum leave_weight excused_weight, sick_weight;
	bool schedule_ends_punch;		 /* missing_punch: schedule */
	struct span breaks[SETTINGS_BREAKS_MAX]; /* seconds of the day */
	size_t break_count;
	struct regional_rule regional[SETTINGS_RULES_MAX];
	size_t regional_count;
	struct mode_change modes[SETTINGS_RULES_MAX];
	size_t mode_count;
	struct weekly weekly; /* for courses that tell no days or times */
	int late_sheet_days;  /* a sheet is due so soon after its day */
	int zone; /* the office's, hours ahead of UTC; 0: not told */
	const struct policy_node *holidays_file;
	unsigned holidays_binding; /* 1 << enum holiday_kind */
	struct terms cache[SETTINGS_CACHE];
	struct date cached[SETTINGS_CACHE];
};

/* Reads both sections; policy may be NULL and is borrowed. */
bool settings_load(struct settings *settings, const struct policy *policy,
		   struct diag *diag);

/*
 * A whole number of section "attendance", a literal or "$name" of a dated
 * value, as it is on a day; SETTING_UNSET where it isn't set.
 */
bool settings_number(const struct settings *settings, const char *key,
		     struct date day, int *number, struct diag *diag);

/* The terms of a day. False, with position, for a value of a wrong type. */
bool settings_terms(struct settings *settings, struct date day,
		    struct terms *terms, struct diag *diag);

/* The regional rule of a day, or NULL. */
const struct regional_rule *settings_regional(const struct settings *settings,
					      struct date day);

/* The mode a class was changed to on a day, or MODE_ANY. */
enum settings_mode settings_mode_on(const struct settings *settings,
				    struct slice class_id, struct date day);

/* in_person, tatap muka, luring; online, daring; blended, campuran. */
enum settings_mode settings_mode_parse(struct slice text);

/* "in_person", "online", "blended" or "". Static. */
const char *settings_mode_name(enum settings_mode mode);

#endif
