/*
 * What vk-attend takes of the courses: how many people a class has room for.
 */
#include "vk-attend.h"

#include "base/number.h"

static void take_course(struct attend_run *run, const struct attend_row *row)
{
	uint32_t class_index = roll_find_class(&run->roll, row->fields[0]);
	int64_t capacity;

	if (!number_parse(row->fields[1], &capacity) || capacity < 0)
		attend_refuse(run, row->record, "V-NUMBER",
			      "a capacity is a whole number of seats");
	else if (class_index != ROLL_NONE)
		roll_classes(&run->roll)[class_index].capacity = capacity;
}

void attend_load_courses(struct attend_run *run)
{
	static const char *const names[] = {"course", "capacity", NULL};

	if (run->options->courses != NULL)
		attend_each_row(run, run->options->courses, names, 2,
				take_course);
}
