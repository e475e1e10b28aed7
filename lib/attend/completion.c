#include "attend/completion.h"

#include <stdlib.h>

enum { PAYABLE_MAX = 64 * 1024 };

const char *completion_name(enum completion completion)
{
	static const char *const names[] = {"",		 "ongoing",
					    "completed", "failed",
					    "withdrawn", "incomplete"};

	return names[completion];
}

void tally_init(struct tally *tally, const struct settings *settings)
{
	*tally = (struct tally){.settings = settings};
	strbuf_init(&tally->payable, PAYABLE_MAX);
}

void tally_release(struct tally *tally)
{
	strbuf_release(&tally->payable);
}

void tally_begin(struct tally *tally, bool has_minutes)
{
	tally->result = (struct result){0};
	tally->has_minutes = has_minutes;
	tally->base = tally->attended = tally->open = 0;
	tally->open_count = tally->future = 0;
	strbuf_reset(&tally->payable);
}

static bool is_held(const struct session *session)
{
	return session->outcome == OUTCOME_HELD ||
	       (session->attended &&
		(session->outcome == OUTCOME_HOLIDAY ||
		 session->outcome == OUTCOME_UNAUTHORISED));
}

/* How much a session weighs: its minutes, or one where none are told. */
static int32_t weight(const struct tally *tally, int32_t minutes)
{
	return tally->has_minutes ? minutes : 1;
}

static void add_open(struct tally *tally, const struct day *day)
{
	int32_t open = weight(tally, day->planned);

	tally->open += open;
	if (tally->open_count < REMAINING_MAX)
		tally->open_weights[tally->open_count++] = open;
}

/* Leave weighs as the policy says. */
static void add_leave(struct tally *tally, const struct day *day,
		      enum leave_weight how)
{
	int32_t all = weight(tally, day->planned);

	if (how == LEAVE_NEUTRAL)
		return;
	tally->base += all;
	tally->result.minutes_planned += day->planned;
	if (how == LEAVE_PRESENT)
		tally->attended += all;
}

static void add_presence(struct tally *tally, const struct day *day)
{
	struct result *result = &tally->result;

	result->present++;
	result->late += day->late;
	result->minutes_planned += day->planned;
	result->minutes_present += day->minutes;
	tally->base += weight(tally, day->planned);
	tally->attended += weight(tally, day->minutes);
}

static void add_day(struct tally *tally, const struct day *day)
{
	struct result *result = &tally->result;

	result->sessions_planned += day->session->planned;
	result->sessions_held += is_held(day->session);
	result->flags |= day->flags;
	switch (day->status) {
	case DAY_PRESENT:
	case DAY_LATE:
	case DAY_LEFT_EARLY:
	case DAY_PARTIAL:
		add_presence(tally, day);
		break;
	case DAY_EXCUSED:
		result->excused++;
		add_leave(tally, day, tally->settings->excused_weight);
		break;
	case DAY_SICK:
		result->sick++;
		add_leave(tally, day, tally->settings->sick_weight);
		break;
	case DAY_ABSENT:
		result->absent++;
		result->minutes_planned += day->planned;
		tally->base += weight(tally, day->planned);
		break;
	case DAY_PENDING:
		result->pending++;
		add_open(tally, day);
		break;
	case DAY_PLANNED:
		/* A holiday still to come is nobody's duty. */
		if (day->session->planned) {
			tally->future++;
			add_open(tally, day);
		}
		break;
	case DAY_CANCELLED:
	case DAY_HOLIDAY:
	case DAY_WITHDRAWN:
		break;
	}
}

/* What of a day may be paid, and of how much. */
static void add_payable(const struct tally *tally, const struct day *day,
			int64_t *paid, int64_t *asked)
{
	const struct settings *settings = tally->settings;
	int32_t whole = weight(tally, day->session->minutes);

	switch (day->status) {
	case DAY_PRESENT:
	case DAY_LATE:
	case DAY_LEFT_EARLY:
	case DAY_PARTIAL:
		*paid += weight(tally, day->minutes);
		*asked += whole;
		break;
	case DAY_EXCUSED:
		*paid += settings->excused_payable ? whole : 0;
		*asked += whole;
		break;
	case DAY_SICK:
		*paid += settings->sick_payable ? whole : 0;
		*asked += whole;
		break;
	case DAY_ABSENT:
	case DAY_PENDING:
		*asked += whole;
		break;
	case DAY_PLANNED:
	case DAY_CANCELLED:
	case DAY_HOLIDAY:
	case DAY_WITHDRAWN:
		break;
	}
}

bool tally_add(struct tally *tally, struct day_list days,
	       const struct terms *terms, struct diag *diag)
{
	int64_t paid = 0, asked = 0;
	char text[DATE_SIZE];

	for (size_t i = 0; i < days.count; i++) {
		add_day(tally, days.days + i);
		add_payable(tally, days.days + i, &paid, &asked);
	}
	if (paid == 0)
		return true;
	if (terms->payable_percent == SETTING_UNSET) {
		tally->result.flags |= FLAG_PAYABLE_UNSET;
		return true;
	}
	if (100 * paid < terms->payable_percent * asked)
		return true;
	return strbuf_append_item(
		       &tally->payable,
		       date_format(days.days[0].session->date, text)) ||
	       diag_memory(diag);
}

static int by_weight(const void *left, const void *right)
{
	const int32_t *one = left, *other = right;

	return (*one > *other) - (*one < *other);
}

/*
 * How many of the open sessions are enough, whichever they are: the shortest
 * first.
 */
static void count_must(struct tally *tally, int64_t percent)
{
	struct result *result = &tally->result;
	int64_t all = tally->base + tally->open, reached = tally->attended;
	int32_t needed = 0;

	result->remaining = (int32_t)tally->open_count;
	qsort(tally->open_weights, tally->open_count,
	      sizeof *tally->open_weights, by_weight);
	while (100 * reached < percent * all &&
	       needed < (int32_t)tally->open_count)
		reached += tally->open_weights[needed++];
	result->must_attend = needed;
	if (100 * reached < percent * all) {
		result->must_attend = -1;
		result->flags |= FLAG_CANNOT_PASS;
	}
}

static enum completion judge(struct tally *tally, const struct verdict *verdict)
{
	struct result *result = &tally->result;
	int64_t percent = verdict->completion_percent;
	bool over = tally->future == 0 &&
		    (verdict->plan->problem != NULL ||
		     date_compare(verdict->plan->end, verdict->as_of) <= 0);

	result->must_attend = -1;
	if (verdict->withdrawn)
		return COMPLETION_WITHDRAWN;
	if (verdict->no_schedule) {
		result->flags |= FLAG_NO_SCHEDULE;
		return COMPLETION_INCOMPLETE;
	}
	if (percent != SETTING_UNSET && tally->open_count > 0)
		count_must(tally, percent);
	if (!over)
		return COMPLETION_ONGOING;
	if (percent == SETTING_UNSET) {
		result->flags |= FLAG_COMPLETION_UNSET;
		return COMPLETION_INCOMPLETE;
	}
	if (tally->base + tally->open == 0)
		return COMPLETION_INCOMPLETE;
	if (100 * tally->attended >= percent * (tally->base + tally->open))
		return COMPLETION_COMPLETED;
	return 100 * (tally->attended + tally->open) <
			       percent * (tally->base + tally->open)
		       ? COMPLETION_FAILED
		       : COMPLETION_INCOMPLETE;
}

bool tally_end(struct tally *tally, const struct verdict *verdict,
	       struct arena *arena, struct result *result, struct diag *diag)
{
	tally->result.completion = judge(tally, verdict);
	tally->result.attendance =
		tally->base > 0
			? (int32_t)(1000 * tally->attended / tally->base)
			: -1;
	*result = tally->result;
	result->payable_days = arena_copy(arena, strbuf_slice(&tally->payable));
	return result->payable_days.data != NULL || diag_memory(diag);
}
