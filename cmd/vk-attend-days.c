/*
 * Decides every day; writes one record a person and session (--days).
 */
#include "vk-attend.h"

#include "attend/flag.h"
#include "attend/moment.h"
#include "attend/vector.h"
#include "base/number.h"

#include <stdlib.h>

static const char *const day_names[] = {"person",
					"application",
					"class",
					"provider",
					"date",
					"start",
					"end",
					"mode",
					"session_state",
					"status",
					"rule",
					"minutes_planned",
					"minutes_present",
					"arrived",
					"left",
					"late",
					"sources",
					"flags"};

enum { DAY_COLUMNS = sizeof day_names / sizeof *day_names };

struct day_writer {
	struct attend_run *run;
	struct writer *writer;
	struct strbuf flags, sources;
};

static const char *state_name(const struct session *session)
{
	static const char *const outcomes[] = {
		[OUTCOME_FUTURE] = "planned",
		[OUTCOME_HELD] = "held",
		[OUTCOME_OFF] = "cancelled",
		[OUTCOME_HOLIDAY] = "holiday",
		[OUTCOME_UNCONFIRMED] = "unconfirmed",
		[OUTCOME_UNAUTHORISED] = "unauthorised"};

	if (session->outcome == OUTCOME_OFF && session->state != SESSION_OPEN)
		return session_state_name(session->state);
	if (session->outcome == OUTCOME_HOLIDAY && session->attended)
		return "held";
	return outcomes[session->outcome];
}

static struct slice list_sources(struct strbuf *out, unsigned sources)
{
	strbuf_reset(out);
	for (int i = 0; i < SOURCE_UNKNOWN; i++)
		if ((sources >> i & 1) != 0)
			strbuf_append_item(out, slice_of(source_kind_name(
							(enum source_kind)i)));
	return strbuf_slice(out);
}

static void write_day(struct day_writer *days, uint32_t place,
		      const struct day *day)
{
	const struct roll *roll = &days->run->roll;
	const struct place *mine = roll_places(roll) + place;
	const struct class_roll *class_roll =
		roll_classes(roll) + mine->class_index;
	const struct session *session = day->session;
	char date[DATE_SIZE], times[4][TIME_SIZE], numbers[2][NUMBER_SIZE];
	const struct slice own[DAY_COLUMNS] = {
		roll_person(roll, place),
		mine->application,
		class_roll->id,
		class_roll->provider,
		date_format(session->date, date),
		time_format(session->start, times[0]),
		time_format(session->end, times[1]),
		slice_of(settings_mode_name(session->mode)),
		slice_of(state_name(session)),
		slice_of(day_status_name(day->status)),
		slice_of(day_rule_name(day->rule)),
		number_format(day->planned, numbers[0]),
		number_format(day->minutes, numbers[1]),
		time_format(day->arrived, times[2]),
		time_format(day->left, times[3]),
		slice_of(day->late ? "yes" : "no"),
		list_sources(&days->sources, day->sources),
		flag_list((struct slice){0}, day->flags, &days->flags)
			? strbuf_slice(&days->flags)
			: (struct slice){0}};

	tool_put(days->run->tool, days->writer, NULL, own);
}

static bool is_mine(const struct attend_run *run, uint32_t place)
{
	return tool_is_mine(run->tool, roll_person(&run->roll, place),
			    roll_places(&run->roll)[place].application);
}

/* A decided day goes to whoever wants it. */
static bool take_day(void *context, uint32_t place, const struct day *day)
{
	struct day_writer *days = context;

	if (days->writer != NULL && is_mine(days->run, place))
		write_day(days, place, day);
	return !days->run->wants_anomalies ||
	       anomalies_add_day(&days->run->anomalies, place, day);
}

static void start_writer(struct attend_run *run, struct day_writer *days)
{
	static const struct writer_columns columns = {.own = day_names,
						      .own_count = DAY_COLUMNS};
	const struct attend_options *options = run->options;

	*days = (struct day_writer){.run = run};
	strbuf_init(&days->flags, 4096);
	strbuf_init(&days->sources, 4096);
	if (options->report == ATTEND_DAYS)
		days->writer = tool_writer(run->tool, NULL, &columns);
	else if (options->days_out != NULL)
		days->writer = tool_side_writer(run->tool, options->days_out,
						0644, NULL, &columns);
	run->wants_anomalies = options->report == ATTEND_ANOMALIES ||
			       options->anomalies_out != NULL;
	if (run->wants_anomalies)
		anomalies_init(&run->anomalies, &run->attendance);
	if (days->writer != NULL || run->wants_anomalies)
		run->attendance.visitor = (struct day_visitor){take_day, days};
}

void attend_decide(struct attend_run *run)
{
	struct tool *tool = run->tool;
	struct attendance *attendance = &run->attendance;
	uint32_t count = roll_place_count(&run->roll);
	struct day_writer days;

	attendance->corrections = (struct correction_list){
		vector_items(&run->corrections),
		vector_count(&run->corrections, sizeof(struct correction))};
	correction_sort(attendance->corrections);
	attendance->as_of = run->as_of;
	attendance->arena = &run->arena;
	run->results = arena_array(&run->arena, count, sizeof *run->results);
	if (run->results == NULL)
		tool_die(tool, "the placements don't fit into memory");
	if (!attendance_init(attendance, &run->roll, &run->settings,
			     &run->evidence, &tool->diag) ||
	    !attendance_survey(
		    attendance, vector_items(&run->coverage),
		    vector_count(&run->coverage, sizeof(struct coverage)),
		    &tool->diag))
		tool_fail(tool);
	start_writer(run, &days);
	for (uint32_t i = 0; i < count; i++)
		if (!attendance_place(attendance, i, run->results + i,
				      &tool->diag))
			tool_fail(tool);
	attend_tell_corrections(run);
	strbuf_release(&days.flags);
	strbuf_release(&days.sources);
}
