#include "attend/format.h"

#include "attend/moment.h"

enum { READING_MAX = 1024 * 1024 * 1024 };

static bool copy_row(struct arena *arena, const struct log_row *row,
		     struct log_row *copy)
{
	copy->cells = arena_array(arena, row->count + 1, sizeof *copy->cells);
	copy->count = row->count;
	copy->line = row->line;
	if (copy->cells == NULL)
		return false;
	for (size_t i = 0; i < row->count; i++) {
		copy->cells[i] = arena_copy(arena, row->cells[i]);
		if (copy->cells[i].data == NULL)
			return false;
	}
	return true;
}

static bool take_sample(struct reading *reading, struct diag *diag)
{
	struct sample *sample = &reading->sample;
	struct log_row row;
	int result = 1;

	sample->count = 0;
	while (sample->count < LOG_SAMPLE &&
	       (result = log_next(reading->log, &row, diag)) > 0) {
		if (!copy_row(&reading->arena, &row,
			      sample->rows + sample->count))
			return diag_memory(diag);
		sample->count++;
	}
	return result >= 0 && log_rewind(reading->log, diag);
}

int format_next(struct reading *reading, struct log_row *row, struct diag *diag)
{
	int result;

	do {
		result = log_next(reading->log, row, diag);
	} while (result > 0 && row->line <= reading->found.first);
	if (result > 0 && row->line >= reading->found.last)
		return 0;
	if (result > 0)
		evidence_source(reading->evidence)->rows++;
	return result;
}

/* Whether a day has a session, or is the one the manifest tells. */
static bool is_known_day(const struct reading *reading, struct date date)
{
	const struct source *source = evidence_source(reading->evidence);

	if (source->dated)
		return source->date.days == date.days;
	return set_find(reading->session_dates,
			(struct slice){(const char *)&date.days,
				       sizeof date.days}) != SET_NONE;
}

void format_look_at_date(struct reading *reading, struct slice cell)
{
	struct order_vote *vote = &reading->vote;
	struct date day_first, month_first;
	int32_t time;
	enum date_order order;

	if (cell.length == 0)
		return;
	order = moment_order(cell);
	vote->order = date_order_join(vote->order, order);
	if (order != DATE_ORDER_OPEN ||
	    !moment_parse(cell, DATE_DAY_FIRST, &day_first, &time) ||
	    !moment_parse(cell, DATE_MONTH_FIRST, &month_first, &time) ||
	    day_first.days == month_first.days)
		return;
	vote->differs = true;
	vote->day_first += is_known_day(reading, day_first);
	vote->month_first += is_known_day(reading, month_first);
}

bool format_decide_order(struct reading *reading, struct diag *diag)
{
	const struct order_vote *vote = &reading->vote;
	const struct source *source = evidence_source(reading->evidence);
	const char *path = source->path;

	/* A file of no class here, none of whose days is a session's either
	 * way, can't change what is decided: it is told, and the run goes on.
	 */
	reading->stop = source->class_index != ROLL_NONE ||
			vote->day_first + vote->month_first > 0;
	if (vote->order == DATE_ORDER_CLASH)
		return diag_set(diag,
				"\"%s\" has dates with the day first and dates "
				"with the month first; write them one way",
				path);
	if (vote->order != DATE_ORDER_OPEN)
		reading->order = vote->order;
	else if (!vote->differs)
		reading->order = DATE_DAY_FIRST;
	else if (vote->day_first > 0 && vote->month_first == 0)
		reading->order = DATE_DAY_FIRST;
	else if (vote->month_first > 0 && vote->day_first == 0)
		reading->order = DATE_MONTH_FIRST;
	else if (reading->order != DATE_DAY_FIRST &&
		 reading->order != DATE_MONTH_FIRST)
		return diag_set(diag,
				"\"%s\" doesn't show whether its dates have "
				"the day or the month first; say it with "
				"--date-order",
				path);
	reading->stop = false;
	return true;
}

bool format_settle_order(struct reading *reading, const enum role *roles,
			 size_t count, struct diag *diag)
{
	struct source *source = evidence_source(reading->evidence);
	uint64_t rows = source->rows;
	struct log_row row;
	int result;

	while ((result = format_next(reading, &row, diag)) > 0)
		for (size_t i = 0; i < count; i++)
			format_look_at_date(
				reading, columns_cell(&reading->found.columns,
						      roles[i], &row));
	source->rows = rows;
	return result == 0 && format_decide_order(reading, diag) &&
	       log_rewind(reading->log, diag);
}

/* First and last name as one; a mononym's other half is "-" or empty. */
static struct slice join_names(struct reading *reading, struct slice first,
			       struct slice last)
{
	char *joined;

	if (slice_is(first, "-"))
		first.length = 0;
	if (slice_is(last, "-"))
		last.length = 0;
	if (first.length == 0 || last.length == 0)
		return first.length == 0 ? last : first;
	joined = arena_alloc(&reading->arena, first.length + last.length + 1);
	if (joined == NULL)
		return first;
	memcpy(joined, first.data, first.length);
	joined[first.length] = ' ';
	memcpy(joined + first.length + 1, last.data, last.length);
	return (struct slice){joined, first.length + last.length + 1};
}

bool format_who(struct reading *reading, const struct log_row *row,
		struct sighting_name *who)
{
	const struct columns *columns = &reading->found.columns;

	*who = (struct sighting_name){
		.person = columns_cell(columns, ROLE_PERSON, row),
		.number = columns_cell(columns, ROLE_NUMBER, row),
		.email = columns_cell(columns, ROLE_EMAIL, row),
		.name = columns_cell(columns, ROLE_NAME, row),
		.source = slice_of(source_kind_name(reading->found.source)),
	};
	if (who->email.length == 0)
		who->email = columns_cell(columns, ROLE_UPN, row);
	if (who->name.length == 0)
		who->name = join_names(
			reading, columns_cell(columns, ROLE_FIRST_NAME, row),
			columns_cell(columns, ROLE_LAST_NAME, row));
	return who->person.length + who->number.length + who->email.length +
		       who->name.length >
	       0;
}

static bool read_by_kind(struct reading *reading, struct diag *diag)
{
	struct source *source = evidence_source(reading->evidence);

	switch (reading->found.kind) {
	case FORMAT_CLOCK:
		return format_read_clock(reading, diag);
	case FORMAT_ACTIONS:
		return format_read_actions(reading, diag);
	case FORMAT_LOG:
		return format_read_log(reading, diag);
	case FORMAT_GRID:
		return format_read_grid(reading, diag);
	case FORMAT_SHEET:
		return format_read_sheet(reading, diag);
	case FORMAT_TEMPLATES:
		reading->stop = true;
		return diag_set(diag,
				"\"%s\" holds fingerprint or face templates, "
				"which are not read; remove it and export the "
				"punches alone",
				source->path);
	case FORMAT_UNKNOWN:
		break;
	}
	source->problem = "no format of attendance that is known; a sign-in "
			  "sheet has a header row with name and date";
	return true;
}

bool format_read(struct reading *reading, enum source_kind forced,
		 struct diag *diag)
{
	struct source *source = evidence_source(reading->evidence);
	bool good;

	arena_init(&reading->arena, READING_MAX);
	reading->stop = false;
	reading->vote = (struct order_vote){0};
	good = take_sample(reading, diag);
	if (good) {
		format_recognise(&reading->sample, forced, &reading->found);
		source->kind = reading->found.source;
		good = read_by_kind(reading, diag);
	}
	arena_release(&reading->arena);
	return good;
}
