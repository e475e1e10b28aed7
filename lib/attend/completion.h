/*
 * What the days of a placement add up to: counts, attendance, completion and
 * the days that may be paid. Whole numbers throughout.
 */
#ifndef ATTEND_COMPLETION_H
#define ATTEND_COMPLETION_H

#include "attend/presence.h"
#include "base/arena.h"

#include <stdint.h>

enum completion {
	COMPLETION_NONE,
	COMPLETION_ONGOING,
	COMPLETION_COMPLETED,
	COMPLETION_FAILED,
	COMPLETION_WITHDRAWN,
	COMPLETION_INCOMPLETE /* sources or a setting are wanting */
};

enum { REMAINING_MAX = 1024 };

struct result {
	uint32_t sessions_planned, sessions_held;
	uint32_t present, late, excused, sick, absent, pending;
	int64_t minutes_planned; /* of the sessions that count so far */
	int64_t minutes_present;
	int32_t attendance; /* per mille, or -1 */
	enum completion completion;
	struct slice payable_days;	/* in the arena given */
	int32_t must_attend, remaining; /* any k of the m; -1: not known */
	unsigned flags;
};

/* The sum so far, for one placement. */
struct tally {
	struct result result;
	const struct settings *settings;
	struct strbuf payable;
	bool has_minutes; /* some session of the plan tells its length */
	/* Weights of what is still open, in minutes or sessions. */
	int64_t base, attended, open;
	int32_t open_weights[REMAINING_MAX];
	uint32_t open_count, future;
};

void tally_init(struct tally *tally, const struct settings *settings);
void tally_release(struct tally *tally);

/* Starts a placement; has_minutes: its sessions tell how long they are. */
void tally_begin(struct tally *tally, bool has_minutes);

/* Adds the days of one date, in order, under that date's terms. */
bool tally_add(struct tally *tally, struct day_list days,
	       const struct terms *terms, struct diag *diag);

/* What the placement is, for the verdict. */
struct verdict {
	struct date as_of;
	const struct plan *plan;
	bool withdrawn;
	bool no_schedule;	/* schedule_is_wanting */
	int completion_percent; /* or SETTING_UNSET */
};

/* Ends a placement. The result's list lives in the arena. */
bool tally_end(struct tally *tally, const struct verdict *verdict,
	       struct arena *arena, struct result *result, struct diag *diag);

/* "ongoing", "completed" ... or "". Static. */
const char *completion_name(enum completion completion);

#endif
