#include "attend/punch.h"

#include <stdlib.h>

static int by_time(const void *left, const void *right)
{
	const struct punch *one = left, *other = right;

	if (one->at != other->at)
		return one->at < other->at ? -1 : 1;
	return (int)one->hint - (int)other->hint;
}

static size_t drop_repeats(struct punch *punches, size_t count)
{
	size_t kept = 0;
	int64_t last = 0;

	for (size_t i = 0; i < count; i++) {
		bool repeat = kept > 0 &&
			      punches[i].at - last <= PUNCH_REPEAT_SECONDS;

		last = punches[i].at;
		if (!repeat)
			punches[kept++] = punches[i];
	}
	return kept;
}

static int64_t distance(int64_t left, int64_t right)
{
	return left < right ? right - left : left - right;
}

/* How far a punch is from the nearest beginning, or end, of a session. */
static int64_t misfit(int64_t at, bool is_end, struct span_list sessions)
{
	int64_t least = sessions.count == 0 ? 0 : INT64_MAX;

	for (size_t i = 0; i < sessions.count; i++) {
		const struct span *session = sessions.spans + i;
		int64_t away =
			distance(at, is_end ? session->to : session->from);

		if (away < least)
			least = away;
	}
	return least;
}

/* A pairing that leaves out one punch, and how well it fits. */
struct pairing {
	size_t left_out;
	int64_t misfit; /* seconds between punches and schedule */
	size_t hints;	/* flags that agree */
};

static struct pairing try_pairing(const struct punch *punches, size_t count,
				  size_t left_out, struct span_list sessions)
{
	struct pairing pairing = {.left_out = left_out};
	bool is_end = false;

	for (size_t i = 0; i < count; i++) {
		if (i == left_out)
			continue;
		pairing.misfit += misfit(punches[i].at, is_end, sessions);
		if (punches[i].hint == (is_end ? PUNCH_OUT : PUNCH_IN))
			pairing.hints++;
		is_end = !is_end;
	}
	return pairing;
}

/*
 * Of an odd number of punches the one to leave out: that which makes the
 * others fit the schedule best, then the flags, then the last.
 */
static size_t choose_lonely(const struct punch *punches, size_t count,
			    struct span_list sessions)
{
	struct pairing best = try_pairing(punches, count, 0, sessions);

	for (size_t i = 2; i < count; i += 2) {
		struct pairing next = try_pairing(punches, count, i, sessions);

		if (next.misfit < best.misfit ||
		    (next.misfit == best.misfit && next.hints >= best.hints))
			best = next;
	}
	return best.left_out;
}

void punch_pair(struct punch *punches, size_t count, struct span_list sessions,
		struct punch_day *day)
{
	size_t left_out;
	bool open = false;

	day->count = 0;
	day->lonely = -1;
	if (count > PUNCH_DAY_MAX)
		count = PUNCH_DAY_MAX;
	qsort(punches, count, sizeof *punches, by_time);
	count = drop_repeats(punches, count);
	left_out = count % 2 == 0 ? count
				  : choose_lonely(punches, count, sessions);
	if (left_out < count)
		day->lonely = punches[left_out].at;
	for (size_t i = 0; i < count; i++) {
		if (i == left_out)
			continue;
		if (!open)
			day->spans[day->count].from = punches[i].at;
		else
			day->spans[day->count++].to = punches[i].at;
		open = !open;
	}
}
