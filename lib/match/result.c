#include "match/result.h"

#define TEXT_MAX ((size_t)16 << 20)

const char *const result_columns[RESULT_COLUMNS] = {
	[RESULT_STATUS] = "match_status",
	[RESULT_COURSE] = "course",
	[RESULT_PROVIDER] = "provider",
	[RESULT_CHOICE] = "choice",
	[RESULT_PRIORITY] = "priority",
	[RESULT_LOTTERY] = "lottery",
	[RESULT_LOTTERY_SHARE] = "lottery_share",
	[RESULT_WAITLIST_PLACE] = "waitlist_place",
	[RESULT_REASONS] = "match_reasons",
	[RESULT_START] = "course_start",
	[RESULT_END] = "course_end",
	[RESULT_DAYS] = "course_days",
	[RESULT_TIMES] = "course_times",
	[RESULT_MODE] = "course_mode",
};

const char *const match_statuses[MATCH_STATUSES] = {
	[MATCH_PLACED] = "placed",
	[MATCH_WAITLISTED] = "waitlisted",
	[MATCH_UNPLACED] = "unplaced",
	[MATCH_NOT_CONSIDERED] = "not_considered",
	[MATCH_WITHDRAWN] = "withdrawn",
};

void result_init(struct result *result, const struct assignment *assignment)
{
	*result = (struct result){.assignment = assignment};
	strbuf_init(&result->text, TEXT_MAX);
	result->has_lottery = market_has_seed(assignment->market);
}

void result_release(struct result *result)
{
	strbuf_release(&result->text);
}

uint16_t result_course_told(const struct assignment *a, uint32_t person)
{
	const uint16_t *row = applicants_choices(a->market->applicants, person);

	if (a->position[person] != POSITION_NONE)
		return row[a->position[person]];
	for (size_t at = a->from; at < a->to; at++) {
		if (waiting_may(a, person, row[at]))
			return row[at];
	}
	return COURSE_NONE;
}

/* The key at the course that is told; the text goes into result->text. */
static uint64_t format_key(struct result *result, uint32_t person)
{
	const struct market *market = result->assignment->market;
	uint16_t course = result_course_told(result->assignment, person);
	struct strbuf *text = &result->text;
	struct key key;

	if (course == COURSE_NONE) {
		if (market->interview == NULL)
			strbuf_append(
				text,
				strbuf_slice(&result->reasons->turn.order));
		return market->lottery[person];
	}
	key = market_key(market, person, course);
	market_format_order(market, course, key.order, text);
	return key.lottery;
}

static void fill_key(struct result *result, uint32_t person,
		     struct slice values[RESULT_COLUMNS])
{
	const struct market *market = result->assignment->market;
	const struct reasons *reasons = result->reasons;
	uint64_t lottery = market->lottery[person];

	values[RESULT_PRIORITY] = strbuf_slice(&reasons->turn.order);
	if (!market_is_common(market)) {
		lottery = format_key(result, person);
		values[RESULT_PRIORITY] = strbuf_slice(&result->text);
	}
	if (!result->has_lottery)
		return;
	values[RESULT_LOTTERY] =
		(struct slice){reasons->turn.lottery, LOTTERY_DIGITS};
	if (market->rules->lottery_by_course) {
		lottery_format(lottery, result->lottery);
		values[RESULT_LOTTERY].data = result->lottery;
		return;
	}
	values[RESULT_LOTTERY_SHARE] = number_format(
		(int64_t)lottery_share(result->shares, lottery), result->share);
}

static void fill_course(struct result *result, uint32_t person,
			struct slice values[RESULT_COLUMNS])
{
	static const struct {
		enum result_column result;
		enum course_column course;
	} copies[] = {
		{RESULT_PROVIDER, COURSE_PROVIDER},
		{RESULT_START, COURSE_START},
		{RESULT_END, COURSE_END},
		{RESULT_DAYS, COURSE_DAYS},
		{RESULT_TIMES, COURSE_TIMES},
		{RESULT_MODE, COURSE_MODE},
	};
	const struct assignment *a = result->assignment;
	const struct courses *courses = a->market->courses;
	uint8_t position = a->position[person];
	uint16_t course = assignment_course(a, person);

	values[RESULT_COURSE] = courses->list[course].id;
	values[RESULT_CHOICE] = number_format(
		result->intake->choice_numbers[position], result->digits);
	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++)
		values[copies[i].result] =
			course_field(courses, course, copies[i].course);
}

enum match_status result_fill(struct result *result, uint32_t person,
			      const struct record *record,
			      struct slice values[RESULT_COLUMNS])
{
	const struct assignment *a = result->assignment;
	enum match_status status = MATCH_UNPLACED;
	size_t key_length;

	memset(values, 0, RESULT_COLUMNS * sizeof *values);
	strbuf_reset(&result->text);
	reasons_turn_to(result->reasons, person);
	fill_key(result, person, values);
	key_length = result->text.length;
	reasons_write(result->reasons, record, &result->text);
	if (key_length > 0)
		values[RESULT_PRIORITY].data = result->text.data;
	values[RESULT_REASONS] = slice_part(strbuf_slice(&result->text),
					    key_length, result->text.length);
	if (a->position[person] != POSITION_NONE) {
		status = MATCH_PLACED;
		fill_course(result, person, values);
	} else if (result->waiting->places[person] > 0) {
		status = MATCH_WAITLISTED;
		values[RESULT_WAITLIST_PLACE] = number_format(
			result->waiting->places[person], result->place);
	}
	values[RESULT_STATUS] = slice_of(match_statuses[status]);
	return status;
}

void result_fill_other(enum match_status status, struct slice reason,
		       struct slice values[RESULT_COLUMNS])
{
	memset(values, 0, RESULT_COLUMNS * sizeof *values);
	values[RESULT_STATUS] = slice_of(match_statuses[status]);
	values[RESULT_REASONS] = reason;
}
