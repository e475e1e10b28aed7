/*
 * Signs in the evidence as a whole: people in two places at once, shared
 * accounts, clocks that ran backwards, sheets that came late.
 */
#include "attend/anomaly.h"

#include "attend/moment.h"
#include "attend/vector.h"

#include <stdlib.h>

enum { STAYS_MAX = 1024 * 1024 * 1024 };

/* Somebody somewhere for a while. */
struct stay {
	uint32_t person, place, source;
	uint32_t line;
	int64_t from, to;
	bool online, clock;
};

static int compare(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

static int by_person(const void *left, const void *right)
{
	const struct stay *one = left, *other = right;
	int order = compare(one->person, other->person);

	if (order == 0)
		order = compare(one->from, other->from);
	if (order == 0)
		order = compare(one->to, other->to);
	if (order == 0)
		order = compare(one->place, other->place);
	if (order == 0)
		order = compare(one->source, other->source);
	return order != 0 ? order : compare(one->line, other->line);
}

static bool collect_stays(const struct anomalies *anomalies,
			  struct strbuf *stays)
{
	const struct evidence *evidence = anomalies->attendance->evidence;
	const struct place *places = roll_places(anomalies->attendance->roll);

	for (size_t i = 0; i < evidence_trace_count(evidence); i++) {
		const struct trace *trace = evidence_traces(evidence) + i;
		struct stay stay = {.person = places[trace->place].person,
				    .place = trace->place,
				    .source = trace->source,
				    .line = trace->line,
				    .from = trace->from,
				    .to = trace->to,
				    .online =
					    (trace->flags & TRACE_ONLINE) != 0,
				    .clock = trace->kind == TRACE_PUNCH};

		if (stay.clock)
			stay.to = stay.from;
		else if (trace->kind != TRACE_SPAN || trace->to == INT64_MIN)
			continue;
		if (!vector_add(stays, &stay, sizeof stay))
			return false;
	}
	return true;
}

/* Whether two stays of a person can't both be. */
static bool contradict(const struct anomalies *anomalies,
		       const struct stay *one, const struct stay *other,
		       int64_t *seconds)
{
	const int64_t least =
		(int64_t)ANOMALY_OVERLAP_MINUTES * SECONDS_PER_MINUTE;
	const struct place *places = roll_places(anomalies->attendance->roll);
	int64_t end = one->to < other->to ? one->to : other->to;

	*seconds = end - other->from;
	if (one->clock || other->clock) {
		/* A punch well within a meeting the person was in. */
		const struct stay *meeting = one->clock ? other : one;
		const struct stay *punch = one->clock ? one : other;

		*seconds = 0;
		return meeting->online && punch->from - meeting->from > least &&
		       meeting->to - punch->from > least;
	}
	return *seconds > least && places[one->place].class_index !=
					   places[other->place].class_index;
}

static bool judge_stays(struct anomalies *anomalies, const struct stay *stays,
			size_t count)
{
	const struct stay *longest = NULL; /* of those before, ends last */

	for (size_t i = 0; i < count; i++) {
		const struct stay *stay = stays + i;
		struct anomaly anomaly;
		int64_t seconds;

		if (longest == NULL || longest->person != stay->person)
			longest = stay;
		if (longest != stay && longest->to > stay->from &&
		    contradict(anomalies, longest, stay, &seconds)) {
			anomaly = anomaly_new(
				ANOMALY_TWO_PLACES,
				roll_places(anomalies->attendance
						    ->roll)[stay->place]
					.class_index);
			anomaly.date = moment_date((struct moment){stay->from});
			anomaly.start =
				moment_time((struct moment){stay->from});
			anomaly.place = stay->place;
			anomaly.other_place = longest->place;
			anomaly.value = seconds / SECONDS_PER_MINUTE;
			anomaly.source = stay->source;
			anomaly.line = stay->line;
			if (!anomalies_put(anomalies, &anomaly))
				return false;
		}
		if (stay->to > longest->to)
			longest = stay;
	}
	return true;
}

static bool find_two_places(struct anomalies *anomalies)
{
	struct strbuf stays;
	size_t count;
	bool good;

	strbuf_init(&stays, STAYS_MAX);
	good = collect_stays(anomalies, &stays);
	count = vector_count(&stays, sizeof(struct stay));
	if (good && count > 0)
		qsort(vector_items(&stays), count, sizeof(struct stay),
		      by_person);
	good = good && judge_stays(anomalies, vector_items(&stays), count);
	strbuf_release(&stays);
	return good;
}

static bool find_shared(struct anomalies *anomalies)
{
	const struct evidence *evidence = anomalies->attendance->evidence;
	const struct shared_account *shared = vector_items(&evidence->shared);
	size_t count = vector_count(&evidence->shared, sizeof *shared);

	for (size_t i = 0; i < count; i++) {
		struct anomaly anomaly = anomaly_new(
			ANOMALY_SHARED_ACCOUNT,
			roll_places(
				anomalies->attendance->roll)[shared[i].place]
				.class_index);

		anomaly.place = shared[i].place;
		anomaly.other_place = shared[i].other;
		anomaly.source = shared[i].source;
		anomaly.line = shared[i].line;
		if (!anomalies_put(anomalies, &anomaly))
			return false;
	}
	return true;
}

static bool judge_source(struct anomalies *anomalies, uint32_t index)
{
	const struct source *source =
		evidence_sources(anomalies->attendance->evidence) + index;
	int late = anomalies->attendance->settings->late_sheet_days;
	struct anomaly anomaly =
		anomaly_new(ANOMALY_CLOCK_BACKWARDS, source->class_index);

	anomaly.source = index;
	anomaly.line = source->backwards_line;
	anomaly.value = source->backwards;
	if (source->backwards > 0 && !anomalies_put(anomalies, &anomaly))
		return false;
	if (late == SETTING_UNSET || !source->dated ||
	    source->received.days == INT32_MAX ||
	    source->received.days - source->date.days <= late)
		return true;
	anomaly.kind = ANOMALY_LATE_SHEET;
	anomaly.line = 0;
	anomaly.date = source->date;
	anomaly.value = source->received.days - source->date.days;
	anomaly.limit = late;
	return anomalies_put(anomalies, &anomaly);
}

bool anomalies_find_overlaps(struct anomalies *anomalies)
{
	size_t count = evidence_source_count(anomalies->attendance->evidence);

	for (size_t i = 0; i < count; i++)
		if (!judge_source(anomalies, (uint32_t)i))
			return false;
	return find_two_places(anomalies) && find_shared(anomalies);
}
