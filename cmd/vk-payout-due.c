/*
 * The first reading: the records' payable days become claims.
 */
#include "vk-payout-due.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	PERSON,
	APPLICATION,
	COURSE,
	COURSE_MODE,
	CATEGORY,
	PAYABLE_DAYS,
	DEATH_DATE,
	REEMPLOYED_DATE,
	WITHDRAWN_DATE,
	PAID_ELSEWHERE,
	COLUMNS
};

static const char *const names[COLUMNS] = {
	[PERSON] = "person",
	[APPLICATION] = "application",
	[COURSE] = "course",
	[COURSE_MODE] = "course_mode",
	[CATEGORY] = "category",
	[PAYABLE_DAYS] = "payable_days",
	[DEATH_DATE] = "death_date",
	[REEMPLOYED_DATE] = "reemployed_date",
	[WITHDRAWN_DATE] = "withdrawn_date",
	[PAID_ELSEWHERE] = "paid_elsewhere",
};

enum { ELSEWHERE_MAX = 1024 * 1024 }; /* bytes of a list of days */

static const size_t memory_max = (size_t)4 << 30;

void due_begin(struct due_run *run, bool record, int argc, char **argv)
{
	static const char *const required[] = {"person", "payable_days", NULL};
	struct payout *payout = &run->payout;

	*run = (struct due_run){.record = record};
	payout_begin(payout,
		     &(struct payout_verb){
			     record ? "vk-payout propose" : "vk-payout",
			     record ? "--by NAME [options] [file ...]"
				    : "[verb] [options] [file ...]",
			     1U << OPTION_STOPS},
		     argc, argv);
	if (payout->tool.explain) {
		payout_explain(payout);
		exit(payout_done(payout));
	}
	due_init(&run->due, memory_max);
	run->input = tool_input(&payout->tool, payout->policy, required);
	records_begin(&run->records, &payout->tool, run->input);
	if (payout->given[OPTION_STOPS] != NULL)
		stops_load(run);
}

/* A date in a column of the record; another is left, no date ends the run. */
static void read_stop(struct due_run *run, const struct record *record,
		      size_t column, const char *name, struct date *date)
{
	struct slice text = record_field(record, column);

	if (slice_is_empty(text))
		return;
	if (!date_parse(text, date))
		payout_die(&run->payout,
			   "%s:%llu: %s is \"%.*s\", which is no date",
			   record->file, (unsigned long long)record->line, name,
			   SLICE_PRINT(slice_part(text, 0, 40)));
}

/* What ends the right to the days of a record, from it and from --stops. */
static void read_stops(struct due_run *run, const struct record *record,
		       const size_t columns[COLUMNS], struct due_record *due,
		       struct strbuf *elsewhere)
{
	read_stop(run, record, columns[DEATH_DATE], names[DEATH_DATE],
		  &due->stops.death);
	read_stop(run, record, columns[REEMPLOYED_DATE], names[REEMPLOYED_DATE],
		  &due->stops.reemployed);
	read_stop(run, record, columns[WITHDRAWN_DATE], names[WITHDRAWN_DATE],
		  &due->stops.withdrawn);
	strbuf_append(elsewhere, record_field(record, columns[PAID_ELSEWHERE]));
	if (run->stops != NULL)
		stops_apply(run->stops, due->person, &due->stops, elsewhere);
	due->stops.elsewhere = strbuf_slice(elsewhere);
}

/* Also of a record without days: they may have been paid before. */
static void claim(struct due_run *run, const struct record *record,
		  const size_t columns[COLUMNS], uint64_t number)
{
	struct payout *payout = &run->payout;
	char source[512];
	struct strbuf elsewhere;
	struct due_record due = {
		.person = record_field(record, columns[PERSON]),
		.application = record_field(record, columns[APPLICATION]),
		.course = record_field(record, columns[COURSE]),
		.course_mode = record_field(record, columns[COURSE_MODE]),
		.category = record_field(record, columns[CATEGORY]),
		.days = record_field(record, columns[PAYABLE_DAYS]),
		.number = number,
		.stops = {.death = DATE_LATEST,
			  .reemployed = DATE_LATEST,
			  .withdrawn = DATE_LATEST}};

	strbuf_init(&elsewhere, ELSEWHERE_MAX);
	due.idle = slice_is_empty(due.days);
	if (!due.idle)
		read_stops(run, record, columns, &due, &elsewhere);
	snprintf(source, sizeof source, "%s:%llu", record->file,
		 (unsigned long long)record->line);
	due.source = slice_of(source);
	if (!due_add(&run->due, &payout->settings, &due, &payout->tool.diag)) {
		diag_prefix(&payout->tool.diag, "%s", source);
		payout_fail(payout);
	}
	strbuf_release(&elsewhere);
}

void due_collect(struct due_run *run)
{
	const struct header *header = input_header(run->input);
	struct payout *payout = &run->payout;
	struct diag *diag = &payout->tool.diag;
	size_t columns[COLUMNS];
	struct record record;
	uint64_t number = 0;
	bool bad, days = false;

	for (int i = 0; i < COLUMNS; i++)
		columns[i] = header_find(header, slice_of(names[i]));
	for (; records_next(&run->records, &record, &bad); number++) {
		if (bad ||
		    slice_is_empty(record_field(&record, columns[PERSON])))
			continue;
		claim(run, &record, columns, number);
		days = days || !slice_is_empty(record_field(
				       &record, columns[PAYABLE_DAYS]));
	}
	if (days && payout->settings.component_count == 0)
		payout_die(payout, "the policy has no section \"payout\", and "
				   "there are days to pay");
	if (!pay_rates_init(&run->rates, &payout->settings, &payout->arena,
			    diag) ||
	    !due_finish(&run->due, &run->rates, diag))
		payout_fail(payout);
	records_again(&run->records);
}

void due_end(struct due_run *run)
{
	stops_free(run->stops);
	records_end(&run->records);
	due_release(&run->due);
}
