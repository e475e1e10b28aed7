#include "attend/evidence.h"

#include "attend/schedule.h"
#include "attend/session_word.h"
#include "attend/vector.h"

#include <stdlib.h>

static const size_t memory_max = (size_t)16 * 1024 * 1024 * 1024;

static const char *const kind_names[] = {"signin", "grid", "zkteco", "teams",
					 "zoom",   "meet", "moodle", ""};

const char *source_kind_name(enum source_kind kind)
{
	return kind_names[kind];
}

bool source_is_sheet(enum source_kind kind)
{
	return kind == SOURCE_SHEET || kind == SOURCE_GRID ||
	       kind == SOURCE_MOODLE;
}

enum source_kind source_kind_parse(struct slice text)
{
	static const struct {
		const char *word;
		enum source_kind kind;
	} others[] = {
		{"sheet", SOURCE_SHEET},	{"sign-in", SOURCE_SHEET},
		{"daftar hadir", SOURCE_SHEET}, {"attlog", SOURCE_CLOCK},
		{"clock", SOURCE_CLOCK},	{"fingerprint", SOURCE_CLOCK},
		{"google meet", SOURCE_MEET}};

	text = slice_trim(text);
	for (int i = 0; i < SOURCE_UNKNOWN; i++)
		if (slice_equal_ignoring_case(text, slice_of(kind_names[i])))
			return (enum source_kind)i;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (slice_equal_ignoring_case(text, slice_of(others[i].word)))
			return others[i].kind;
	return SOURCE_UNKNOWN;
}

void evidence_init(struct evidence *evidence, struct roll *roll,
		   struct identify *identify)
{
	*evidence = (struct evidence){.roll = roll, .identify = identify};
	strbuf_init(&evidence->traces, memory_max);
	strbuf_init(&evidence->sources, memory_max);
	strbuf_init(&evidence->rejects, memory_max);
	set_init(&evidence->addresses, memory_max);
	strbuf_init(&evidence->address_owners, memory_max);
	strbuf_init(&evidence->shared, memory_max);
}

void evidence_release(struct evidence *evidence)
{
	strbuf_release(&evidence->traces);
	strbuf_release(&evidence->sources);
	strbuf_release(&evidence->rejects);
	set_release(&evidence->addresses);
	strbuf_release(&evidence->address_owners);
	strbuf_release(&evidence->shared);
}

size_t evidence_trace_count(const struct evidence *evidence)
{
	return vector_count(&evidence->traces, sizeof(struct trace));
}

size_t evidence_source_count(const struct evidence *evidence)
{
	return vector_count(&evidence->sources, sizeof(struct source));
}

size_t evidence_reject_count(const struct evidence *evidence)
{
	return vector_count(&evidence->rejects, sizeof(struct reject));
}

bool evidence_begin(struct evidence *evidence, const struct source *source,
		    struct diag *diag)
{
	evidence->source = (uint32_t)evidence_source_count(evidence);
	evidence->before_traces = evidence->traces.length;
	evidence->before_rejects = evidence->rejects.length;
	return vector_add(&evidence->sources, source, sizeof *source) ||
	       diag_memory(diag);
}

void evidence_forget(struct evidence *evidence)
{
	struct source *source = evidence_source(evidence);

	evidence->traces.length = evidence->before_traces;
	evidence->rejects.length = evidence->before_rejects;
	source->rows = source->used = source->unused = 0;
}

struct source *evidence_source(const struct evidence *evidence)
{
	return evidence_sources(evidence) + evidence->source;
}

struct sighting sighting_new(uint64_t line)
{
	return (struct sighting){.start = TIME_NONE,
				 .end = TIME_NONE,
				 .from = INT64_MIN,
				 .to = INT64_MIN,
				 .date = DATE_EARLIEST,
				 .line = line};
}

void sighting_set_day(struct sighting *sighting, struct date date)
{
	sighting->date = date;
	if (sighting->start >= 0)
		sighting->from = moment_of(date, sighting->start).seconds;
	if (sighting->end >= 0)
		sighting->to = moment_of(date, sighting->end).seconds;
}

bool evidence_reject(struct evidence *evidence, uint64_t line,
		     uint32_t class_index, enum reject_reason reason,
		     struct diag *diag)
{
	const struct reject reject = {evidence->source, (uint32_t)line,
				      class_index, reason};

	evidence_source(evidence)->unused++;
	return vector_add(&evidence->rejects, &reject, sizeof reject) ||
	       diag_memory(diag);
}

/* Turns a sighting's times into a trace's. */
static void set_times(struct trace *trace, const struct sighting *sighting)
{
	trace->from = sighting->from;
	trace->to = sighting->to;
	if (trace->from == INT64_MIN)
		trace->from = moment_of(sighting->date, 0).seconds;
	else if (sighting->kind == TRACE_MARK)
		trace->flags |= TRACE_TIMED_MARK;
	/* A meeting over midnight, told in times of day. */
	if (trace->to != INT64_MIN && trace->to < trace->from &&
	    trace->from - trace->to < SECONDS_PER_DAY && sighting->end >= 0 &&
	    sighting->end < SECONDS_PER_DAY / 4)
		trace->to += SECONDS_PER_DAY;
}

/* Notes an address under which somebody else was seen before. */
static bool note_address(struct evidence *evidence, const struct trace *trace,
			 struct slice email)
{
	struct shared_account shared = {.place = trace->place,
					.source = trace->source,
					.line = trace->line};
	uint32_t index;
	bool added;

	if (email.length == 0)
		return true;
	if (!set_add(&evidence->addresses, email, &index, &added))
		return false;
	if (added)
		return vector_add(&evidence->address_owners, &trace->place,
				  sizeof trace->place);
	shared.other =
		((uint32_t *)vector_items(&evidence->address_owners))[index];
	return roll_places(evidence->roll)[shared.other].person ==
		       roll_places(evidence->roll)[trace->place].person ||
	       vector_add(&evidence->shared, &shared, sizeof shared);
}

enum reject_reason evidence_find(const struct evidence *evidence,
				 const struct sighting *sighting,
				 uint32_t *class_index, struct trace *trace)
{
	enum identify_result result;

	*class_index = evidence_source(evidence)->class_index;
	if (sighting->class_id.length > 0) {
		*class_index =
			roll_find_class(evidence->roll, sighting->class_id);
		if (*class_index == ROLL_NONE)
			return REJECT_NO_CLASS;
	}
	result = identify_find(evidence->identify, *class_index, &sighting->who,
			       &trace->place);
	if (result == IDENTIFY_AMBIGUOUS)
		return REJECT_AMBIGUOUS;
	if (result == IDENTIFY_UNKNOWN)
		return *class_index == ROLL_NONE ? REJECT_NO_CLASS
						 : REJECT_UNKNOWN;
	if (result == IDENTIFY_BY_NAME)
		trace->flags |= TRACE_BY_NAME;
	return REJECT_REASONS;
}

/*
 * Whether a sheet tells of a day before the course's first or after its last
 * that is no session either: a slip of the pen in month or year, most likely.
 */
static bool is_outside(const struct evidence *evidence,
		       const struct sighting *sighting, uint32_t place_index)
{
	const struct roll *roll = evidence->roll;
	const struct place *place = roll_places(roll) + place_index;
	const struct plan *plan = roll_plans(roll) + place->plan;
	const struct class_roll *class_roll =
		roll_classes(roll) + place->class_index;
	size_t at;

	if (!source_is_sheet(evidence_source(evidence)->kind) ||
	    plan->problem != NULL ||
	    (date_compare(sighting->date, plan->start) >= 0 &&
	     date_compare(sighting->date, plan->end) <= 0))
		return false;
	at = schedule_find(class_roll, sighting->date);
	return at == class_roll->session_count ||
	       class_roll->sessions[at].date.days != sighting->date.days;
}

/* Why a sighting of somebody known can't be used, or REJECT_REASONS. */
static enum reject_reason check_day(const struct evidence *evidence,
				    const struct sighting *sighting,
				    const struct trace *trace)
{
	if (sighting->date.days == INT32_MIN)
		return REJECT_NO_DATE;
	if (is_outside(evidence, sighting, trace->place))
		return REJECT_OUTSIDE;
	return trace->to != INT64_MIN && trace->to < trace->from
		       ? REJECT_NO_TIME
		       : REJECT_REASONS;
}

/* Puts a mark for one session to that session's start. */
static enum reject_reason find_session(const struct evidence *evidence,
				       struct date date, struct trace *trace)
{
	const struct roll *roll = evidence->roll;
	uint32_t class_index = roll_places(roll)[trace->place].class_index;
	int32_t start = moment_time((struct moment){trace->from});

	if (!session_word_near(roll_classes(roll) + class_index, date, &start))
		return REJECT_NO_SESSION;
	trace->from = moment_of(date, start).seconds;
	return REJECT_REASONS;
}

bool evidence_add(struct evidence *evidence, const struct sighting *sighting,
		  struct diag *diag)
{
	uint32_t class_index;
	enum reject_reason reason;
	struct trace trace = {.source = evidence->source,
			      .line = (uint32_t)sighting->line,
			      .total = sighting->total,
			      .kind = (uint8_t)sighting->kind,
			      .mark = (uint8_t)sighting->mark,
			      .flags = sighting->flags};

	reason = evidence_find(evidence, sighting, &class_index, &trace);
	if (reason == REJECT_REASONS) {
		set_times(&trace, sighting);
		reason = check_day(evidence, sighting, &trace);
		if (reason == REJECT_REASONS &&
		    (trace.flags & TRACE_TIMED_MARK) != 0)
			reason = find_session(evidence, sighting->date, &trace);
	} else if (sighting->date.days == INT32_MIN) {
		reason = REJECT_NO_DATE;
	}
	if (reason == REJECT_UNKNOWN && sighting->stranger)
		return true;
	if (reason != REJECT_REASONS)
		return evidence_reject(evidence, sighting->line, class_index,
				       reason, diag);
	evidence_source(evidence)->used++;
	return (note_address(evidence, &trace, sighting->who.email) &&
		vector_add(&evidence->traces, &trace, sizeof trace)) ||
	       diag_memory(diag);
}

static int compare(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

static int by_place(const void *left, const void *right)
{
	const struct trace *one = left, *other = right;
	int order = compare(one->place, other->place);

	if (order == 0)
		order = compare(one->from, other->from);
	if (order == 0)
		order = compare(one->to, other->to);
	if (order == 0)
		order = compare(one->kind, other->kind);
	if (order == 0)
		order = compare(one->mark, other->mark);
	if (order == 0)
		order = compare(one->source, other->source);
	return order != 0 ? order : compare(one->line, other->line);
}

/* Puts the traces into the order of their places, in one pass. */
static bool group_by_place(struct evidence *evidence, size_t *first,
			   size_t places)
{
	struct trace *traces = evidence_traces(evidence);
	size_t count = evidence_trace_count(evidence), sum = 0;
	struct trace *grouped = malloc(count * sizeof *grouped);

	if (grouped == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		first[traces[i].place + 1]++;
	for (size_t i = 0; i <= places; i++)
		first[i] = sum += first[i];
	for (size_t i = 0; i < count; i++)
		grouped[first[traces[i].place]++] = traces[i];
	memcpy(traces, grouped, count * sizeof *traces);
	free(grouped);
	return true;
}

bool evidence_sort(struct evidence *evidence, struct diag *diag)
{
	struct trace *traces = evidence_traces(evidence);
	size_t count = evidence_trace_count(evidence), end;
	size_t places = roll_place_count(evidence->roll);
	size_t *first = calloc(places + 1, sizeof *first);
	bool good = first != NULL &&
		    (count == 0 || group_by_place(evidence, first, places));

	free(first);
	for (size_t i = 0; good && i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (traces[end].place != traces[i].place)
				break;
		qsort(traces + i, end - i, sizeof *traces, by_place);
	}
	return good || diag_memory(diag);
}
