/*
 * Events: the day on which a person reached each stage. Where the stream tells
 * no day (accepted, placed, certified), it is the first night that saw the
 * person there: a later run takes it from the earlier events.
 */
#ifndef REPORT_EVENT_H
#define REPORT_EVENT_H

#include "report/people.h"

enum event_stage {
	EVENT_APPLIED,
	EVENT_ACCEPTED,
	EVENT_PLACED,
	EVENT_STARTED,
	EVENT_COMPLETED,
	EVENT_CERTIFIED,
	EVENT_STAGES
};

struct event {
	enum event_stage stage;
	int32_t day;
	bool told; /* by the stream; else it is the first night's */
};

/* "applied" ... "certified". Static. */
const char *event_stage_name(enum event_stage stage);

/* The days that earlier nights saw. */
struct event_history {
	struct set keys; /* person and stage */
	int32_t *days;
	size_t capacity;
};

void event_history_init(struct event_history *history);
void event_history_release(struct event_history *history);

/* Takes one earlier event that was not told by its stream. */
bool event_history_add(struct event_history *history, struct slice person,
		       struct slice stage, struct date day, struct diag *diag);

/* The events of one person, in order of the stages; returns how many. */
size_t event_list(const struct people *people, uint32_t index,
		  const struct event_history *history,
		  struct event events[EVENT_STAGES]);

#endif
