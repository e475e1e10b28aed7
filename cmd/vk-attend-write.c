/*
 * The placements with what was decided about each.
 */
#include "vk-attend.h"

#include "attend/flag.h"
#include "attend/vector.h"
#include "base/number.h"

enum own {
	SESSIONS_PLANNED,
	SESSIONS_HELD,
	PRESENT,
	LATE,
	EXCUSED,
	SICK,
	ABSENT,
	PENDING,
	MINUTES_PLANNED,
	MINUTES_PRESENT,
	ATTENDANCE,
	COMPLETION,
	PAYABLE_DAYS,
	MUST_ATTEND,
	ASSESSMENT,
	CERTIFICATE_NO,
	OWN_FLAGS,
	OWN_COLUMNS
};

static const char *const own_names[] = {"sessions_planned",
					"sessions_held",
					"present",
					"late",
					"excused",
					"sick",
					"absent",
					"pending",
					"minutes_planned",
					"minutes_present",
					"attendance",
					"completion",
					"payable_days",
					"must_attend",
					"assessment",
					"certificate_no",
					"flags"};

/* Room for the numbers of one record. */
struct texts {
	char numbers[ATTENDANCE + 1][NUMBER_SIZE];
	char must[2 * NUMBER_SIZE];
	struct strbuf flags;
};

static void set_numbers(const struct result *result, struct texts *texts,
			struct slice *own)
{
	const int64_t numbers[] = {
		result->sessions_planned, result->sessions_held,
		result->present,	  result->late,
		result->excused,	  result->sick,
		result->absent,		  result->pending,
		result->minutes_planned,  result->minutes_present,
		result->attendance};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i] >= 0)
			own[i] = number_format(numbers[i], texts->numbers[i]);
}

/* "3/5": any three of the five sessions still open are enough. */
static void set_must(const struct result *result, struct texts *texts,
		     struct slice *own)
{
	char room[NUMBER_SIZE];
	size_t length = 0;
	const int64_t numbers[] = {result->must_attend, result->remaining};

	if (result->must_attend < 0)
		return;
	for (size_t i = 0; i < 2; i++) {
		struct slice part = number_format(numbers[i], room);

		if (i > 0)
			texts->must[length++] = '/';
		memcpy(texts->must + length, part.data, part.length);
		length += part.length;
	}
	own[MUST_ATTEND] = (struct slice){texts->must, length};
}

static void set_certificates(struct attend_run *run, struct slice person,
			     struct slice *own, bool *expired)
{
	struct certified certified;

	*expired = false;
	if (!certificates_find(&run->certificates, person, run->as_of,
			       &certified))
		tool_die(run->tool, "the results don't fit into memory");
	own[ASSESSMENT] = slice_of(certified.assessment);
	own[CERTIFICATE_NO] = certified.numbers;
	*expired = certified.expired;
}

static void count(struct attend_run *run, const struct result *result)
{
	tool_count(run->tool, slice_of(completion_name(result->completion)),
		   result->completion == COMPLETION_INCOMPLETE);
}

/* One record: what is known of its place, or nothing for one without. */
static void write_record(struct attend_run *run, struct writer *writer,
			 const struct record *record, uint32_t place,
			 struct texts *texts)
{
	const struct header *header = input_header(run->placements);
	struct slice before =
		record_field(record, header_find(header, SLICE("flags")));
	struct slice own[OWN_COLUMNS] = {{0}};
	unsigned flags = 0;
	bool expired = false;

	if (place != ROLL_NONE) {
		const struct result *result = run->results + place;

		set_numbers(result, texts, own);
		set_must(result, texts, own);
		set_certificates(run, roll_person(&run->roll, place), own,
				 &expired);
		own[COMPLETION] = slice_of(completion_name(result->completion));
		own[PAYABLE_DAYS] = result->payable_days;
		flags = result->flags | (expired ? FLAG_EXPIRED : 0);
		count(run, result);
	}
	if (!flag_list(before, flags, &texts->flags))
		tool_die(run->tool, "a record has too many flags");
	own[OWN_FLAGS] = strbuf_slice(&texts->flags);
	tool_put(run->tool, writer, record, own);
}

static bool next_again(struct attend_run *run, struct record *record)
{
	return (run->is_pipe ? tool_next_held(run->tool, &run->held, record)
			     : tool_scan(run->tool, run->placements, record)) !=
	       READ_END;
}

void attend_write(struct attend_run *run)
{
	static const struct writer_columns columns = {.own = own_names,
						      .own_count = OWN_COLUMNS};
	struct writer *writer =
		tool_writer(run->tool, input_header(run->placements), &columns);
	const uint32_t *numbers = vector_items(&run->numbers);
	struct record record;
	struct texts texts;
	size_t index = 0;

	strbuf_init(&texts.flags, 64 * 1024);
	if (!run->is_pipe)
		tool_rewind(run->tool, run->placements);
	while (next_again(run, &record)) {
		uint32_t place = roll_place_of(&run->roll, numbers[index++]);

		if (tool_record_is_mine(run->tool, run->placements, &record))
			write_record(run, writer, &record, place, &texts);
	}
	strbuf_release(&texts.flags);
}
