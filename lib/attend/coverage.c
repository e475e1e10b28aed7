#include "attend/coverage.h"

#include <stdlib.h>

static int by_class(const void *left, const void *right)
{
	const struct coverage *one = left, *other = right;

	if (one->class_index != other->class_index)
		return one->class_index < other->class_index ? -1 : 1;
	if (one->dated != other->dated)
		return (int)one->dated - (int)other->dated;
	if (one->kind != other->kind)
		return (int)one->kind - (int)other->kind;
	return (one->complete_to > other->complete_to) -
	       (one->complete_to < other->complete_to);
}

void coverage_sort(struct coverage *rows, size_t count)
{
	if (count > 0)
		qsort(rows, count, sizeof *rows, by_class);
}

static size_t first_row(const struct coverage *rows, size_t count,
			uint32_t class_index)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows[middle].class_index < class_index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * The slowest of the continuous kinds: of each the furthest row counts.
 * INT64_MAX where there is none.
 */
static int64_t slowest(const struct coverage *rows, size_t count)
{
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < count && !rows[i].dated; i++) {
		bool last = i + 1 == count || rows[i + 1].dated ||
			    rows[i + 1].kind != rows[i].kind;

		if (last && rows[i].complete_to < least)
			least = rows[i].complete_to;
	}
	return least;
}

static bool is_complete(const struct coverage *rows, size_t count,
			int64_t continuous, const struct session *session)
{
	int64_t end = session_span(session).to - 1;
	bool told = continuous != INT64_MAX;

	if (told && continuous < end)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!rows[i].dated || rows[i].date.days != session->date.days)
			continue;
		if (rows[i].complete_to < end)
			return false;
		told = true;
	}
	return told;
}

/* The last day on which the evidence tells of any session. */
static struct date last_told(const struct class_roll *class_roll)
{
	for (size_t i = class_roll->session_count; i > 0; i--) {
		const struct session *session = class_roll->sessions + i - 1;

		if (session->attended || session->marked)
			return session->date;
	}
	return DATE_EARLIEST;
}

void coverage_settle(struct class_roll *class_roll, uint32_t class_index,
		     const struct coverage *rows, size_t count)
{
	size_t first = first_row(rows, count, class_index), mine = 0;
	struct date last = last_told(class_roll);
	int64_t continuous;

	while (first + mine < count &&
	       rows[first + mine].class_index == class_index)
		mine++;
	continuous = slowest(rows + first, mine);
	for (size_t i = 0; i < class_roll->session_count; i++) {
		struct session *session = class_roll->sessions + i;

		session->complete =
			mine > 0 ? is_complete(rows + first, mine, continuous,
					       session)
				 : date_compare(session->date, last) <= 0;
	}
}
