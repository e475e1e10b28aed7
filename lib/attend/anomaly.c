/*
 * The list of signs, and their names.
 */
#include "attend/anomaly.h"

#include "attend/vector.h"

enum { LIST_MAX = 512 * 1024 * 1024, CLASS_MAX = 64 * 1024 * 1024 };

static const char *const names[ANOMALY_KINDS] = {
	[ANOMALY_TWO_PLACES] = "two-places",
	[ANOMALY_ON_CANCELLED] = "presence-on-cancelled",
	[ANOMALY_ON_HOLIDAY] = "presence-on-holiday",
	[ANOMALY_UNPLANNED] = "unplanned-session",
	[ANOMALY_OVER_CAPACITY] = "over-capacity",
	[ANOMALY_IN_PERSON_FORBIDDEN] = "in-person-forbidden",
	[ANOMALY_ONLINE_FORBIDDEN] = "online-forbidden",
	[ANOMALY_AFTER_DEATH] = "presence-after-death",
	[ANOMALY_AFTER_REEMPLOYMENT] = "presence-after-reemployment",
	[ANOMALY_CONFLICT] = "sources-conflict",
	[ANOMALY_SHEET_DIFFERS] = "sheet-differs",
	[ANOMALY_SHARED_ACCOUNT] = "shared-account",
	[ANOMALY_SAME_MINUTE] = "same-minute",
	[ANOMALY_COPIED] = "copied-sheet",
	[ANOMALY_ALL_PERFECT] = "all-perfect",
	[ANOMALY_ONE_SOURCE] = "never-second-source",
	[ANOMALY_LATE_SHEET] = "late-sheet",
	[ANOMALY_CLOCK_BACKWARDS] = "clock-backwards",
	[ANOMALY_UNCONFIRMED] = "session-unconfirmed",
};

const char *anomaly_name(enum anomaly_kind kind)
{
	return names[kind];
}

void anomalies_init(struct anomalies *anomalies,
		    const struct attendance *attendance)
{
	*anomalies = (struct anomalies){.attendance = attendance,
					.class_index = ROLL_NONE};
	strbuf_init(&anomalies->list, LIST_MAX);
	strbuf_init(&anomalies->patterns, CLASS_MAX);
	strbuf_init(&anomalies->seen, CLASS_MAX);
}

void anomalies_release(struct anomalies *anomalies)
{
	strbuf_release(&anomalies->list);
	strbuf_release(&anomalies->patterns);
	strbuf_release(&anomalies->seen);
}

bool anomalies_put(struct anomalies *anomalies, const struct anomaly *anomaly)
{
	return vector_add(&anomalies->list, anomaly, sizeof *anomaly);
}

struct anomaly anomaly_new(enum anomaly_kind kind, uint32_t class_index)
{
	return (struct anomaly){.kind = kind,
				.class_index = class_index,
				.place = ROLL_NONE,
				.other_place = ROLL_NONE,
				.source = ROLL_NONE,
				.date = DATE_EARLIEST,
				.start = TIME_NONE,
				.value = -1,
				.limit = -1};
}
