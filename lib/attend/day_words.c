/*
 * The words for statuses, rules and flags of a day.
 */
#include "attend/presence.h"

static const char *const status_names[] = {
	[DAY_PLANNED] = "planned", [DAY_PRESENT] = "present",
	[DAY_LATE] = "late",	   [DAY_LEFT_EARLY] = "left_early",
	[DAY_PARTIAL] = "partial", [DAY_EXCUSED] = "excused",
	[DAY_SICK] = "sick",	   [DAY_ABSENT] = "absent",
	[DAY_PENDING] = "pending", [DAY_CANCELLED] = "cancelled",
	[DAY_HOLIDAY] = "holiday", [DAY_WITHDRAWN] = "withdrawn",
};

static const char *const rule_names[] = {
	[RULE_FUTURE] = "not-yet",
	[RULE_INTERVALS] = "intervals",
	[RULE_TOTAL] = "total",
	[RULE_MARK] = "mark",
	[RULE_LEAVE] = "leave-mark",
	[RULE_ABSENT_MARK] = "absent-mark",
	[RULE_NO_TRACE] = "no-trace",
	[RULE_SOURCE_INCOMPLETE] = "source-incomplete",
	[RULE_UNCONFIRMED] = "session-unconfirmed",
	[RULE_UNAUTHORISED] = "closure-unauthorised",
	[RULE_SESSION_OFF] = "session-off",
	[RULE_HOLIDAY] = "holiday",
	[RULE_MISSING_PUNCH] = "missing-punch",
	[RULE_CONFLICT] = "conflict",
	[RULE_TOO_SHORT] = "too-short",
	[RULE_WITHDRAWN] = "withdrawn",
	[RULE_CORRECTION] = "correction",
};

static const char *const flag_names[FLAGS] = {
	"name-match",
	"open-end",
	"gaps-hidden",
	"total-only",
	"missing-punch",
	"sources-conflict",
	"sheet-differs",
	"presence-on-cancelled",
	"held-on-holiday",
	"unplanned-session",
	"in-person-forbidden",
	"online-forbidden",
	"closure-unauthorised",
	"corrected",
	"presence-after-death",
	"presence-after-reemployment",
	"no-schedule",
	"cannot-pass",
	"completion-percent-unset",
	"payable-percent-unset",
	"certificate-expired",
};

const char *day_status_name(enum day_status status)
{
	return status_names[status];
}

const char *day_rule_name(enum day_rule rule)
{
	return rule_names[rule];
}

const char *day_flag_name(unsigned bit)
{
	return flag_names[bit];
}

bool day_status_parse(struct slice text, enum day_status *status)
{
	static const struct {
		const char *word;
		enum day_status status;
	} words[] = {
		{"h", DAY_PRESENT},
		{"hadir", DAY_PRESENT},
		{"t", DAY_LATE},
		{"terlambat", DAY_LATE},
		{"pulang awal", DAY_LEFT_EARLY},
		{"sebagian", DAY_PARTIAL},
		{"i", DAY_EXCUSED},
		{"izin", DAY_EXCUSED},
		{"ijin", DAY_EXCUSED},
		{"s", DAY_SICK},
		{"sakit", DAY_SICK},
		{"a", DAY_ABSENT},
		{"alpa", DAY_ABSENT},
		{"alpha", DAY_ABSENT},
		{"b", DAY_CANCELLED},
		{"batal", DAY_CANCELLED},
		{"l", DAY_HOLIDAY},
		{"libur", DAY_HOLIDAY},
		{"belum lengkap", DAY_PENDING},
	};

	text = slice_trim(text);
	for (size_t i = 0; i < sizeof status_names / sizeof *status_names; i++)
		if (slice_equal_ignoring_case(text,
					      slice_of(status_names[i]))) {
			*status = (enum day_status)i;
			return true;
		}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_ignoring_case(text, slice_of(words[i].word))) {
			*status = words[i].status;
			return true;
		}
	return false;
}
