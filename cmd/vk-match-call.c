/*
 * vk-match --call: whom the office calls after a match, why and until when.
 */
#include "vk-match.h"

#include "base/number.h"
#include "match/calls.h"

enum {
	TEXT_MAX = 1 << 28,
	STAND_BY = 3 /* of each waiting list */
};

void match_begin_calls(struct match_run *run)
{
	if (run->options->call == NULL)
		return;
	run->calls = arena_alloc(&run->arena, sizeof *run->calls);
	if (run->calls == NULL)
		tool_die(run->tool, "out of memory");
	calls_init(run->calls, run->tool->language == LANGUAGE_ID);
}

/* The course that somebody without a seat stands by for. */
static struct slice course_waited_for(struct match_run *run, uint32_t number)
{
	uint16_t course = result_course_told(&run->first, number);

	return run->courses.list[course].id;
}

void match_add_call(struct match_run *run, uint32_t number, struct slice person,
		    const struct slice *values)
{
	struct call call = {.person = person,
			    .course = values[RESULT_COURSE],
			    .place = values[RESULT_WAITLIST_PLACE]};
	uint16_t had = COURSE_NONE;
	int64_t place;

	if (run->calls == NULL)
		return;
	if (run->options->previous != NULL)
		rematch_find(&run->rematch, person, &had);
	if (number_parse(call.place, &place)) {
		if (place > STAND_BY)
			return;
		call.reason = CALL_STAND_BY;
		call.course = course_waited_for(run, number);
	} else if (call.course.length == 0 ||
		   (had != COURSE_NONE &&
		    slice_equal(run->courses.list[had].id, call.course))) {
		return;
	} else {
		call.reason =
			had == COURSE_NONE ? CALL_NEW_SEAT : CALL_MOVED_UP;
	}
	if (!calls_add(run->calls, &call, &run->tool->diag))
		tool_fail(run->tool);
}

static void join_identities(struct match_run *run)
{
	enum { PERSON, STATUS, APPLICATION, NAME, PHONE, COLUMNS };
	static const char *const names[COLUMNS] = {
		"person", "enroll_status", "application", "name", "phone"};
	struct tool *tool = run->tool;
	size_t at[COLUMNS];
	const struct header *header;
	struct record record;
	struct input *input;

	if (tool->identities == NULL)
		return;
	if (!file_check_private(tool->identities, &tool->diag))
		tool_fail(tool);
	input = tool_open(tool, run->policy, &tool->identities, 1, NULL);
	header = input_header(input);
	for (size_t i = 0; i < COLUMNS; i++)
		at[i] = header_find(header, slice_of(names[i]));
	if (!header_require(header, "person", &at[PERSON], &tool->diag))
		tool_fail(tool);
	while (tool_scan(tool, input, &record) != READ_END) {
		const struct call_identity identity = {
			record_field(&record, at[PERSON]),
			record_field(&record, at[STATUS]),
			record_field(&record, at[APPLICATION]),
			record_field(&record, at[NAME]),
			record_field(&record, at[PHONE])};

		if (!calls_identify(run->calls, &identity, &tool->diag))
			tool_fail(tool);
	}
}

static struct date last_day(struct match_run *run)
{
	if (run->rules.answer_days == 0)
		return DATE_EARLIEST;
	return date_add_days(tool_as_of(run->tool),
			     (int32_t)run->rules.answer_days);
}

static void write_sheet(struct match_run *run, struct date until)
{
	struct tool *tool = run->tool;
	const char *path = tool_side_book(tool, run->options->call);

	if (!calls_write_sheet(run->calls, until, path, tool_as_of(tool),
			       &tool->diag))
		tool_fail(tool);
}

void match_write_calls(struct match_run *run)
{
	struct slice path = slice_of(run->options->call);
	struct date until = last_day(run);
	struct strbuf text;

	if (run->calls == NULL)
		return;
	join_identities(run);
	if (slice_ends(path, ".xlsx")) {
		write_sheet(run, until);
	} else {
		strbuf_init(&text, TEXT_MAX);
		if (!calls_write_csv(run->calls, until, &text))
			tool_die(run->tool, "out of memory");
		tool_save(run->tool, run->options->call, 0600,
			  strbuf_slice(&text));
		strbuf_release(&text);
	}
	calls_release(run->calls);
	run->calls = NULL;
}
