/*
 * Whether lists of who came are signed once a day or for each session.
 */
#include "attend/presence.h"

/* The session a coming is for: the first that isn't over. */
static size_t session_of(struct day_list days, int64_t at)
{
	size_t index = 0;

	while (index < days.count &&
	       at >= session_span(days.days[index].session).to)
		index++;
	return index;
}

void presence_note_signing(struct presence *presence, uint32_t place,
			   struct trace_list traces)
{
	const struct place *mine = roll_places(presence->roll) + place;
	struct class_roll *class_roll =
		roll_classes(presence->roll) + mine->class_index;
	struct day days[PRESENCE_SESSIONS_MAX];
	struct day_list list = {days, 0};
	size_t last = SIZE_MAX;
	bool again = false;

	for (size_t i = 0; i < traces.count && !again; i++) {
		const struct trace *trace = traces.traces + i;
		size_t index;

		if ((trace->flags & TRACE_REST_OF_DAY) == 0)
			continue;
		if (list.count == 0)
			list.count = presence_sessions(presence, place,
						       traces.date, days);
		index = session_of(list, trace->from);
		again = last < list.count && index < list.count &&
			index != last;
		last = index;
	}
	for (size_t i = 0; again && i < list.count; i++)
		class_roll->sessions[days[i].session - class_roll->sessions]
			.signed_each = true;
}
