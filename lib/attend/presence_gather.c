/*
 * All that a person's traces of one day come to.
 */
#include "attend/presence.h"

#include "attend/moment.h"

static void add_span(struct span *spans, size_t *count, struct span span)
{
	if (*count == PRESENCE_SPANS_MAX)
		*count = span_unite(spans, *count);
	if (*count < PRESENCE_SPANS_MAX)
		spans[(*count)++] = span;
}

/* A sheet's stretch without its end runs to the end of its session. */
static int64_t end_of_session(struct day_list days, int64_t at)
{
	for (size_t i = 0; i < days.count; i++) {
		struct span session = session_span(days.days[i].session);

		if (at < session.to)
			return session.to;
	}
	return at;
}

/* A list of who came stands for what is left of the day. */
static int64_t end_of_day(struct day_list days, int64_t at)
{
	int64_t end = end_of_session(days, at);

	for (size_t i = 0; i < days.count; i++) {
		const struct session *session = days.days[i].session;
		struct span span = session_span(session);

		if (!session->signed_each && at < span.to && span.to > end)
			end = span.to;
	}
	return end;
}

static int64_t start_of_session(struct day_list days, int64_t before)
{
	for (size_t i = days.count; i > 0; i--) {
		struct span session = session_span(days.days[i - 1].session);

		if (before > session.from)
			return session.from;
	}
	return before;
}

static void take_span(struct presence *presence, const struct trace *trace,
		      struct day_list days)
{
	struct span span = {trace->from, trace->to};

	if (trace->to == INT64_MIN) {
		span.to = (trace->flags & TRACE_REST_OF_DAY)
				  ? end_of_day(days, trace->from)
				  : end_of_session(days, trace->from);
		presence->flags |=
			(trace->flags & TRACE_OPEN_END) ? FLAG_OPEN_END : 0;
	} else if (trace->from ==
			   moment_of(moment_date((struct moment){trace->from}),
				     0)
				   .seconds &&
		   (trace->flags & TRACE_ONLINE) == 0) {
		/* A sheet that tells only the leaving. */
		span.from = start_of_session(days, trace->to);
	}
	presence->leave_is_sick |= trace->mark == MARK_SICK;
	if (trace->mark == MARK_EXCUSED || trace->mark == MARK_SICK)
		add_span(presence->leave, &presence->leave_count, span);
	else
		add_span(presence->spans, &presence->span_count, span);
}

static void take_total(struct presence *presence, const struct trace *trace)
{
	presence->flags |= FLAG_TOTAL_ONLY;
	/* Never added: two totals of a person may tell the same minutes. */
	if ((int64_t)trace->total <= presence->total)
		return;
	presence->total = trace->total;
	presence->total_window = (struct span){INT64_MIN, INT64_MAX};
	if (trace->to != INT64_MIN)
		presence->total_window = (struct span){trace->from, trace->to};
}

static void take_trace(struct presence *presence, const struct trace *trace,
		       struct day_list days)
{
	const struct source *source =
		evidence_sources(presence->evidence) + trace->source;

	presence->sources |= 1U << source->kind;
	if (trace->flags & TRACE_BY_NAME)
		presence->flags |= FLAG_NAME_MATCH;
	if (trace->flags & TRACE_GAPS_HIDDEN)
		presence->flags |= FLAG_GAPS_HIDDEN;
	switch ((enum trace_kind)trace->kind) {
	case TRACE_SPAN:
		if (trace->to != INT64_MIN && (trace->flags & TRACE_OPEN_END))
			presence->flags |= FLAG_OPEN_END;
		take_span(presence, trace, days);
		break;
	case TRACE_PUNCH:
		if (presence->punch_count < PUNCH_DAY_MAX)
			presence->punches[presence->punch_count++] =
				(struct punch){trace->from,
					       trace->flags & TRACE_HINT_IN
						       ? PUNCH_IN
					       : trace->flags & TRACE_HINT_OUT
						       ? PUNCH_OUT
						       : PUNCH_UNKNOWN};
		break;
	case TRACE_TOTAL:
		take_total(presence, trace);
		break;
	case TRACE_MARK:
		break;
	}
}

/*
 * Coming and going beside a word of leave, and nothing else of the day, are
 * presence: the leave is what is missing of the sessions. "08.00, 12.00,
 * sakit".
 */
static void take_rest_as_leave(struct presence *presence, struct day_list days)
{
	memcpy(presence->spans, presence->leave,
	       presence->leave_count * sizeof *presence->leave);
	presence->span_count =
		span_unite(presence->spans, presence->leave_count);
	presence->leave_count = 0;
	for (size_t i = 0; i < days.count; i++) {
		struct span session = session_span(days.days[i].session);
		struct span rest = session;

		for (size_t j = 0; j < presence->span_count; j++) {
			struct span part =
				span_clip(presence->spans[j], session);

			if (part.from == part.to)
				continue;
			rest.to = part.from;
			add_span(presence->leave, &presence->leave_count, rest);
			rest.from = part.to;
		}
		rest.to = session.to;
		add_span(presence->leave, &presence->leave_count, rest);
	}
}

/* Pairs the day's punches and unites everything that has times. */
static void unite(struct presence *presence, struct day_list days)
{
	struct span sessions[PRESENCE_SESSIONS_MAX];
	struct punch_day *paired = &presence->paired;

	for (size_t i = 0; i < days.count; i++)
		sessions[i] = session_span(days.days[i].session);
	punch_pair(presence->punches, presence->punch_count,
		   (struct span_list){sessions, days.count}, paired);
	for (size_t i = 0; i < paired->count; i++)
		add_span(presence->spans, &presence->span_count,
			 paired->spans[i]);
	if (paired->lonely >= 0)
		presence->flags |= FLAG_MISSING_PUNCH;
	if (paired->lonely >= 0 && presence->settings->schedule_ends_punch)
		add_span(presence->spans, &presence->span_count,
			 (struct span){paired->lonely,
				       end_of_session(days, paired->lonely)});
	presence->span_count =
		span_unite(presence->spans, presence->span_count);
	presence->leave_count =
		span_unite(presence->leave, presence->leave_count);
}

void presence_gather(struct presence *presence, struct trace_list traces,
		     struct day_list days)
{
	presence->span_count = presence->leave_count = 0;
	presence->punch_count = 0;
	presence->total = 0;
	presence->flags = presence->sources = 0;
	presence->leave_is_sick = false;
	for (size_t i = 0; i < traces.count; i++)
		take_trace(presence, traces.traces + i, days);
	if (presence->leave_count > 0 && presence->span_count == 0 &&
	    presence->punch_count == 0 && presence->total == 0)
		take_rest_as_leave(presence, days);
	unite(presence, days);
}
