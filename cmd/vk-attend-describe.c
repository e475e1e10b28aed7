/*
 * What is known of a file of evidence before it is read.
 */
#include "vk-attend.h"

#include "attend/file_name.h"
#include "attend/vector.h"

enum { MESSAGE_MAX = 4096 };

static struct manifest_row *find_row(struct attend_run *run, const char *path)
{
	struct manifest_row *rows = vector_items(&run->manifest);
	size_t count = vector_count(&run->manifest, sizeof *rows);

	for (size_t i = 0; i < count; i++)
		if (file_name_is(path, rows[i].file))
			return rows + i;
	return NULL;
}

struct source attend_describe(struct attend_run *run, const char *path,
			      enum source_kind *forced)
{
	struct manifest_row *row = find_row(run, path);
	struct source source = {.path = path,
				.kind = SOURCE_UNKNOWN,
				.class_index = ROLL_NONE,
				.received = DATE_LATEST};

	*forced = SOURCE_UNKNOWN;
	if (row != NULL) {
		row->used = true;
		source.class_index = row->class_index;
		source.dated = row->dated;
		source.date = row->date;
		source.received = row->received;
		*forced = row->kind;
		if (row->elsewhere)
			source.problem =
				"the manifest puts it into a class that has "
				"nobody here";
	}
	if (source.class_index == ROLL_NONE)
		source.class_index = file_name_class(&run->roll, path);
	if (source.class_index == ROLL_NONE &&
	    roll_class_count(&run->roll) == 1)
		source.class_index = 0;
	if (!source.dated)
		source.dated = file_name_date(path, &source.date);
	return source;
}

void attend_describe_sheet(struct attend_run *run, struct source *source,
			   const char *sheet)
{
	const struct manifest_row *row = find_row(run, source->path);
	struct date date;

	if (source->class_index == ROLL_NONE)
		source->class_index = file_name_class(&run->roll, sheet);
	if ((row != NULL && row->dated) ||
	    (!file_name_date(sheet, &date) &&
	     !date_parse_office(slice_of(sheet), DATE_DAY_FIRST, &date)))
		return;
	source->dated = true;
	source->date = date;
}

void attend_collect_dates(struct attend_run *run)
{
	const struct roll *roll = &run->roll;

	set_init(&run->session_dates, (size_t)64 << 20);
	for (uint32_t i = 0; i < roll_class_count(roll); i++) {
		const struct class_roll *class_roll = roll_classes(roll) + i;

		for (size_t j = 0; j < class_roll->session_count; j++) {
			int32_t days = class_roll->sessions[j].date.days;
			uint32_t index;

			if (!set_add(&run->session_dates,
				     (struct slice){(const char *)&days,
						    sizeof days},
				     &index, NULL))
				tool_die(run->tool, "too many session days");
		}
	}
}

static void tell_schedule(struct attend_run *run,
			  const struct class_roll *class_roll,
			  const struct plan *plan)
{
	struct complaint complaint = {.code = "A-SCHEDULE",
				      .severity = "error",
				      .column = COLUMN_NONE};
	struct strbuf message;

	strbuf_init(&message, MESSAGE_MAX);
	strbuf_append_format(&message, "class \"%.*s\" has no schedule: %s",
			     SLICE_PRINT(class_roll->id), plan->problem);
	complaint.message = strbuf_string(&message);
	tool_complain(run->tool, NULL, &complaint);
	tool_count(run->tool, SLICE("unused"), true);
	strbuf_release(&message);
}

static void tell_schedules_of(struct attend_run *run,
			      const struct class_roll *class_roll)
{
	const struct roll *roll = &run->roll;
	uint64_t seen = 0; /* plans of the class, by their bits */

	for (uint32_t i = 0; i < class_roll->count; i++) {
		const struct place *place =
			roll_places(roll) + class_roll->first + i;
		const struct plan *plan = roll_plans(roll) + place->plan;

		if ((seen >> plan->bit & 1) != 0)
			continue;
		seen |= 1ULL << plan->bit;
		if (schedule_is_wanting(class_roll, plan))
			tell_schedule(run, class_roll, plan);
	}
}

void attend_tell_schedules(struct attend_run *run)
{
	for (uint32_t i = 0; i < roll_class_count(&run->roll); i++)
		tell_schedules_of(run, roll_classes(&run->roll) + i);
}
