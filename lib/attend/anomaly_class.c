/*
 * Signs in the days of a class, as they are decided one after the other.
 */
#include "attend/anomaly.h"

#include "attend/moment.h"
#include "attend/vector.h"
#include "base/number.h"

#include <stdlib.h>

/* Flags of a day that are signs as they are. */
static const struct {
	unsigned flag;
	enum anomaly_kind kind;
} flag_kinds[] = {
	{FLAG_ON_CANCELLED, ANOMALY_ON_CANCELLED},
	{FLAG_ON_HOLIDAY, ANOMALY_ON_HOLIDAY},
	{FLAG_IN_PERSON_FORBIDDEN, ANOMALY_IN_PERSON_FORBIDDEN},
	{FLAG_ONLINE_FORBIDDEN, ANOMALY_ONLINE_FORBIDDEN},
	{FLAG_AFTER_DEATH, ANOMALY_AFTER_DEATH},
	{FLAG_AFTER_REEMPLOYMENT, ANOMALY_AFTER_REEMPLOYMENT},
	{FLAG_CONFLICT, ANOMALY_CONFLICT},
	{FLAG_SHEET_DIFFERS, ANOMALY_SHEET_DIFFERS},
};

static struct anomaly of_session(enum anomaly_kind kind, uint32_t class_index,
				 const struct session *session)
{
	struct anomaly anomaly = anomaly_new(kind, class_index);

	anomaly.date = session->date;
	anomaly.start = session->start;
	return anomaly;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15U;
	return hash ^ (hash >> 29);
}

static void add_to_pattern(struct session_pattern *pattern, uint32_t place,
			   const struct day *day)
{
	int32_t minute = day->arrived / SECONDS_PER_MINUTE;
	int32_t left = day->left / SECONDS_PER_MINUTE;

	if (!day_is_present(day->status))
		return;
	pattern->present++;
	pattern->in_person += day_is_in_person(day);
	pattern->hash = mix(pattern->hash, place);
	pattern->hash = mix(pattern->hash,
			    (uint64_t)(uint32_t)minute << 32 | (uint32_t)left);
	if (day->arrived == TIME_NONE)
		return;
	if (pattern->timed++ == 0) {
		pattern->arrival = minute;
		pattern->first_left = left;
	}
	pattern->same_arrival += minute == pattern->arrival;
	pattern->varied = pattern->varied || minute != pattern->arrival ||
			  left != pattern->first_left;
}

static const struct class_roll *class_at_hand(const struct anomalies *anomalies)
{
	return roll_classes(anomalies->attendance->roll) +
	       anomalies->class_index;
}

static bool put_if(struct anomalies *anomalies, bool holds,
		   struct anomaly anomaly, enum anomaly_kind kind)
{
	anomaly.kind = kind;
	return !holds || anomalies_put(anomalies, &anomaly);
}

/* The session before this one with the very same times, else its own. */
static size_t find_copy(const struct session_pattern *patterns, size_t index)
{
	if (!patterns[index].varied ||
	    patterns[index].timed < ANOMALY_GROUP_MIN)
		return index;
	for (size_t i = 0; i < index; i++)
		if (patterns[i].hash == patterns[index].hash)
			return i;
	return index;
}

/* More were there in person than the class has seats, or health rules allow. */
static bool judge_room(struct anomalies *anomalies, struct anomaly anomaly,
		       const struct session_pattern *pattern)
{
	int64_t capacity = class_at_hand(anomalies)->capacity;
	struct terms terms;
	struct diag known; /* a mistyped term ended the run long ago */

	/* Seats past counting are never all taken. */
	if (capacity == 0 ||
	    !settings_terms(anomalies->attendance->settings, anomaly.date,
			    &terms, &known) ||
	    !number_multiply(capacity, terms.in_person_capacity_percent,
			     &anomaly.limit))
		return true;
	anomaly.value = pattern->in_person;
	anomaly.limit /= 100;
	return put_if(anomalies, anomaly.value > anomaly.limit, anomaly,
		      ANOMALY_OVER_CAPACITY);
}

/* What a session's pattern shows, and its likeness to those before it. */
static bool judge_session(struct anomalies *anomalies, size_t index)
{
	const struct session_pattern *patterns =
		vector_items(&anomalies->patterns);
	const struct session_pattern *pattern = patterns + index;
	const struct session *sessions = class_at_hand(anomalies)->sessions;
	const struct session *session = sessions + index;
	struct anomaly anomaly = of_session(ANOMALY_SAME_MINUTE,
					    anomalies->class_index, session);
	size_t copy = find_copy(patterns, index);

	anomaly.value = pattern->timed;
	if (!put_if(anomalies,
		    pattern->timed >= ANOMALY_GROUP_MIN &&
			    pattern->same_arrival == pattern->timed,
		    anomaly, ANOMALY_SAME_MINUTE))
		return false;
	anomaly.value = pattern->present;
	if (!put_if(anomalies, session->from_sheet, anomaly,
		    ANOMALY_UNPLANNED) ||
	    !put_if(anomalies,
		    session->outcome == OUTCOME_UNCONFIRMED &&
			    session->complete,
		    anomaly, ANOMALY_UNCONFIRMED))
		return false;
	if (!judge_room(anomalies, anomaly, pattern))
		return false;
	anomaly.value = sessions[copy].date.days;
	return put_if(anomalies, copy != index, anomaly, ANOMALY_COPIED);
}

enum {
	SEEN_SHEETS =
		1U << SOURCE_SHEET | 1U << SOURCE_GRID | 1U << SOURCE_MOODLE
};

/* People whom only sheets know, where the class has other sources. */
static bool judge_sources(struct anomalies *anomalies)
{
	const unsigned *seen = vector_items(&anomalies->seen);
	const struct class_roll *class_roll = class_at_hand(anomalies);

	if ((anomalies->class_sources & ~(unsigned)SEEN_SHEETS) == 0)
		return true;
	for (uint32_t i = 0; i < class_roll->count; i++) {
		struct anomaly anomaly =
			anomaly_new(ANOMALY_ONE_SOURCE, anomalies->class_index);

		anomaly.place = class_roll->first + i;
		if (seen[i] != 0 && (seen[i] & ~(unsigned)SEEN_SHEETS) == 0 &&
		    !anomalies_put(anomalies, &anomaly))
			return false;
	}
	return true;
}

static bool judge_class(struct anomalies *anomalies)
{
	const struct class_roll *class_roll;
	const struct session_pattern *patterns =
		vector_items(&anomalies->patterns);
	struct anomaly anomaly;
	size_t held = 0, full = 0;

	if (anomalies->class_index == ROLL_NONE)
		return true;
	class_roll = class_at_hand(anomalies);
	for (size_t i = 0; i < class_roll->session_count; i++) {
		held += patterns[i].present > 0;
		full += patterns[i].present == class_roll->count;
		if (!judge_session(anomalies, i))
			return false;
	}
	anomaly = anomaly_new(ANOMALY_ALL_PERFECT, anomalies->class_index);
	anomaly.value = (int64_t)held;
	if (held >= ANOMALY_SESSIONS_MIN && full == held &&
	    class_roll->count >= ANOMALY_GROUP_MIN &&
	    !anomalies_put(anomalies, &anomaly))
		return false;
	return judge_sources(anomalies);
}

static bool begin_class(struct anomalies *anomalies, uint32_t class_index)
{
	const struct class_roll *class_roll;

	if (!judge_class(anomalies))
		return false;
	anomalies->class_index = class_index;
	anomalies->class_sources = 0;
	strbuf_reset(&anomalies->patterns);
	strbuf_reset(&anomalies->seen);
	if (class_index == ROLL_NONE)
		return true;
	class_roll = class_at_hand(anomalies);
	for (size_t i = 0; i < class_roll->session_count; i++) {
		const struct session_pattern none = {0};

		if (!vector_add(&anomalies->patterns, &none, sizeof none))
			return false;
	}
	for (uint32_t i = 0; i < class_roll->count; i++) {
		const unsigned none = 0;

		if (!vector_add(&anomalies->seen, &none, sizeof none))
			return false;
	}
	return true;
}

bool anomalies_add_day(struct anomalies *anomalies, uint32_t place,
		       const struct day *day)
{
	uint32_t class_index =
		roll_places(anomalies->attendance->roll)[place].class_index;
	const struct class_roll *class_roll;

	if (class_index != anomalies->class_index &&
	    !begin_class(anomalies, class_index))
		return false;
	class_roll = class_at_hand(anomalies);
	add_to_pattern(
		(struct session_pattern *)vector_items(&anomalies->patterns) +
			(day->session - class_roll->sessions),
		place, day);
	if (day_is_present(day->status)) {
		((unsigned *)vector_items(
			&anomalies->seen))[place - class_roll->first] |=
			day->sources;
		anomalies->class_sources |= day->sources;
	}
	for (size_t i = 0; i < sizeof flag_kinds / sizeof *flag_kinds; i++) {
		struct anomaly anomaly = of_session(flag_kinds[i].kind,
						    class_index, day->session);

		anomaly.place = place;
		anomaly.value = day->minutes;
		if ((day->flags & flag_kinds[i].flag) != 0 &&
		    !anomalies_put(anomalies, &anomaly))
			return false;
	}
	return true;
}

static int compare(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

static int by_kind(const void *left, const void *right)
{
	const struct anomaly *one = left, *other = right;
	const int64_t keys[][2] = {{one->kind, other->kind},
				   {one->class_index, other->class_index},
				   {one->date.days, other->date.days},
				   {one->start, other->start},
				   {one->place, other->place},
				   {one->other_place, other->other_place},
				   {one->source, other->source},
				   {(int64_t)one->line, (int64_t)other->line},
				   {one->value, other->value}};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		int order = compare(keys[i][0], keys[i][1]);

		if (order != 0)
			return order;
	}
	return 0;
}

bool anomalies_end(struct anomalies *anomalies, struct diag *diag)
{
	size_t count;

	if (!begin_class(anomalies, ROLL_NONE) ||
	    !anomalies_find_overlaps(anomalies))
		return diag_memory(diag);
	count = vector_count(&anomalies->list, sizeof(struct anomaly));
	if (count > 0)
		qsort(vector_items(&anomalies->list), count,
		      sizeof(struct anomaly), by_kind);
	return true;
}
