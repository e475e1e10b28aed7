/*
 * The lists of evidence that somebody should look at (--anomalies).
 */
#include "vk-attend.h"

#include "attend/moment.h"
#include "attend/vector.h"
#include "base/number.h"

static const char *const names[] = {
	"anomaly",	"class",       "provider", "date",  "start", "person",
	"other_person", "other_class", "value",	   "limit", "file",  "line"};

enum { COLUMNS = sizeof names / sizeof *names };

/* The value of most signs is a number; of a copied sheet it is a day. */
static struct slice value_of(const struct anomaly *anomaly, char out[32])
{
	if (anomaly->value < 0)
		return (struct slice){0};
	if (anomaly->kind == ANOMALY_COPIED)
		return date_format((struct date){(int32_t)anomaly->value}, out);
	return number_format(anomaly->value, out);
}

static void put(struct attend_run *run, struct writer *writer,
		const struct anomaly *anomaly)
{
	const struct roll *roll = &run->roll;
	const struct class_roll *class_roll =
		anomaly->class_index == ROLL_NONE
			? NULL
			: roll_classes(roll) + anomaly->class_index;
	char date[DATE_SIZE], start[TIME_SIZE], value[32], line[NUMBER_SIZE];
	char limit[NUMBER_SIZE];
	struct slice own[COLUMNS] = {slice_of(anomaly_name(anomaly->kind))};

	if (class_roll != NULL) {
		own[1] = class_roll->id;
		own[2] = class_roll->provider;
	}
	if (anomaly->date.days != INT32_MIN)
		own[3] = date_format(anomaly->date, date);
	own[4] = time_format(anomaly->start, start);
	if (anomaly->place != ROLL_NONE)
		own[5] = roll_person(roll, anomaly->place);
	if (anomaly->other_place != ROLL_NONE) {
		const struct place *other =
			roll_places(roll) + anomaly->other_place;

		own[6] = roll_person(roll, anomaly->other_place);
		own[7] = roll_classes(roll)[other->class_index].id;
	}
	own[8] = value_of(anomaly, value);
	if (anomaly->limit >= 0)
		own[9] = number_format(anomaly->limit, limit);
	if (anomaly->source != ROLL_NONE)
		own[10] = slice_of(
			evidence_sources(&run->evidence)[anomaly->source].path);
	if (anomaly->line > 0)
		own[11] = number_format((int64_t)anomaly->line, line);
	tool_put(run->tool, writer, NULL, own);
}

void attend_write_anomalies(struct attend_run *run)
{
	static const struct writer_columns columns = {.own = names,
						      .own_count = COLUMNS};
	const struct attend_options *options = run->options;
	const struct anomaly *all;
	struct writer *writer;
	size_t count;

	if (!run->wants_anomalies)
		return;
	if (!anomalies_end(&run->anomalies, &run->tool->diag))
		tool_fail(run->tool);
	writer = options->report == ATTEND_ANOMALIES
			 ? tool_writer(run->tool, NULL, &columns)
			 : tool_side_writer(run->tool, options->anomalies_out,
					    0644, NULL, &columns);
	all = vector_items(&run->anomalies.list);
	count = vector_count(&run->anomalies.list, sizeof *all);
	for (size_t i = 0; i < count && tool_is_first(run->tool); i++)
		put(run, writer, all + i);
}
