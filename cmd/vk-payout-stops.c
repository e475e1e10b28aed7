/*
 * The file of --stops: what ends a person's right to money, known from
 * elsewhere (deaths, employers' reports, other programmes' lists).
 */
#include "vk-payout-due.h"

struct stop {
	struct stop *next; /* of the same person */
	enum pay_stop kind;
	struct date date;
};

struct stop_list {
	struct arena arena;
	struct set persons;
	struct stop **first; /* by person */
	size_t room;
};

static const char *const kinds[] = {
	[PAY_GOES_ON] = "",
	[PAY_AFTER_DEATH] = "death",
	[PAY_BACK_AT_WORK] = "reemployed",
	[PAY_WITHDRAWN] = "withdrawn",
	[PAY_ELSEWHERE] = "paid",
};

static const size_t stops_max = (size_t)256 << 20;

static bool add(struct stop_list *list, struct slice person,
		const struct stop *stop)
{
	struct stop *kept = arena_alloc(&list->arena, sizeof *kept);
	uint32_t index;

	if (kept == NULL || !set_add(&list->persons, person, &index, NULL))
		return false;
	if (index >= list->room) {
		size_t room = list->room == 0 ? 256 : 2 * list->room;
		struct stop **larger =
			arena_array(&list->arena, room, sizeof *larger);

		if (larger == NULL)
			return false;
		for (size_t i = 0; i < list->room; i++)
			larger[i] = list->first[i];
		list->first = larger;
		list->room = room;
	}
	*kept = *stop;
	kept->next = list->first[index];
	list->first[index] = kept;
	return true;
}

static void load_one(struct due_run *run, const struct record *record,
		     const size_t columns[3])
{
	struct slice person = record_field(record, columns[0]);
	struct slice kind = record_field(record, columns[1]);
	struct slice date = record_field(record, columns[2]);
	struct stop stop = {0};

	for (int i = PAY_AFTER_DEATH; i <= PAY_ELSEWHERE; i++)
		if (slice_is(kind, kinds[i]))
			stop.kind = (enum pay_stop)i;
	if (stop.kind == PAY_GOES_ON)
		payout_die(&run->payout,
			   "%s:%llu: the kind is death, reemployed, withdrawn "
			   "or paid, not \"%.*s\"",
			   record->file, (unsigned long long)record->line,
			   SLICE_PRINT(slice_part(kind, 0, 40)));
	if (!date_parse(date, &stop.date) || slice_is_empty(person))
		payout_die(&run->payout,
			   "%s:%llu: a stop needs a person and a date",
			   record->file, (unsigned long long)record->line);
	if (!add(run->stops, person, &stop)) {
		diag_memory(&run->payout.tool.diag);
		payout_fail(&run->payout);
	}
}

void stops_load(struct due_run *run)
{
	static const char *const required[] = {"person", "kind", "date", NULL};
	struct payout *payout = &run->payout;
	struct input *input;
	struct record record;
	enum read_result result;
	size_t columns[3];

	run->stops = arena_alloc(&payout->arena, sizeof *run->stops);
	if (run->stops == NULL) {
		diag_memory(&payout->tool.diag);
		payout_fail(payout);
	}
	arena_init(&run->stops->arena, stops_max);
	set_init(&run->stops->persons, stops_max);
	input = tool_open(&payout->tool, payout->policy,
			  &payout->given[OPTION_STOPS], 1, required);
	tool_used(&payout->tool, payout->given[OPTION_STOPS]);
	for (size_t i = 0; i < 3; i++)
		if (!header_require(input_header(input), required[i],
				    &columns[i], &payout->tool.diag)) {
			diag_prefix(&payout->tool.diag, "%s",
				    payout->given[OPTION_STOPS]);
			payout_fail(payout);
		}
	while ((result = tool_scan(&payout->tool, input, &record)) !=
	       READ_END) {
		if (result == READ_BAD)
			payout_die(payout, "%s:%llu: %s", record.file,
				   (unsigned long long)record.line,
				   record.problem);
		load_one(run, &record, columns);
	}
}

void stops_apply(const struct stop_list *list, struct slice person,
		 struct pay_stops *stops, struct strbuf *elsewhere)
{
	uint32_t index = set_find(&list->persons, person);
	struct date *dates[] = {
		[PAY_AFTER_DEATH] = &stops->death,
		[PAY_BACK_AT_WORK] = &stops->reemployed,
		[PAY_WITHDRAWN] = &stops->withdrawn,
	};

	if (index == SET_NONE)
		return;
	for (const struct stop *stop = list->first[index]; stop != NULL;
	     stop = stop->next) {
		char text[DATE_SIZE];

		if (stop->kind == PAY_ELSEWHERE)
			strbuf_append_item(elsewhere,
					   date_format(stop->date, text));
		else if (date_compare(stop->date, *dates[stop->kind]) < 0)
			*dates[stop->kind] = stop->date;
	}
}

void stops_free(struct stop_list *list)
{
	if (list == NULL)
		return;
	arena_release(&list->arena);
	set_release(&list->persons);
}
