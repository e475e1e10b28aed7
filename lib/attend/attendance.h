/*
 * The run over all placements: evidence meets schedule, class by class.
 */
#ifndef ATTEND_ATTENDANCE_H
#define ATTEND_ATTENDANCE_H

#include "attend/completion.h"
#include "attend/correction.h"
#include "attend/coverage.h"
#include "attend/evidence.h"
#include "attend/presence.h"
#include "attend/roll.h"
#include "attend/schedule.h"

#include <stdbool.h>

/* What is called for each day of a placement, in order; false stops. */
struct day_visitor {
	bool (*visit)(void *context, uint32_t place, const struct day *day);
	void *context;
};

struct attendance {
	struct roll *roll;
	struct settings *settings;
	struct evidence *evidence; /* sorted */
	struct correction_list corrections;
	struct date as_of;
	struct presence presence;
	struct tally tally;
	struct day_visitor visitor; /* visit may be NULL */
	struct arena *arena;	    /* for the lists of results, borrowed */
	size_t *first; /* by place: its first trace; one more at the end */
};

bool attendance_init(struct attendance *attendance, struct roll *roll,
		     struct settings *settings, struct evidence *evidence,
		     struct diag *diag);
void attendance_release(struct attendance *attendance);

/*
 * Looks through all evidence: which sessions took place (those a sheet alone
 * tells of are added), how far the sources are in, what became of each
 * session.
 */
bool attendance_survey(struct attendance *attendance,
		       const struct coverage *rows, size_t count,
		       struct diag *diag);

/*
 * Decides all days of a place, visits them and adds them up. The result's
 * list lives in the attendance's arena.
 */
bool attendance_place(struct attendance *attendance, uint32_t place,
		      struct result *result, struct diag *diag);

#endif
