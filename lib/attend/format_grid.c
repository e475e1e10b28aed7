/*
 * The wide form: a row a person, a column a session, a mark where they cross.
 * Providers' lists with H, I, S, A, B, L, and Moodle's export.
 */
#include "attend/between.h"
#include "attend/format.h"
#include "attend/heading.h"
#include "attend/mark.h"
#include "attend/schedule.h"
#include "attend/weekly.h"

enum { COLUMNS_MAX = 400 };

/* A column that stands for a session. */
struct grid_column {
	size_t column;
	struct heading heading;
	struct date date;
	int32_t start; /* of its session, or TIME_NONE for the whole day */
	bool dated;
};

struct grid {
	struct grid_column columns[COLUMNS_MAX];
	size_t count;
	struct preamble preamble;
	struct between between;
	const struct class_roll *class_roll; /* or NULL */
};

/* The class whose schedule tells what "Pertemuan 3" and "7/9" mean. */
static const struct class_roll *class_of(const struct reading *reading,
					 const struct preamble *preamble)
{
	struct roll *roll = reading->evidence->roll;
	uint32_t class_index = evidence_source(reading->evidence)->class_index;
	size_t below = reading->found.header + 1;
	struct slice told;

	if (class_index == ROLL_NONE)
		class_index = roll_find_class(roll, preamble->class_id);
	if (class_index == ROLL_NONE && below < reading->sample.count) {
		told = columns_cell(&reading->found.columns, ROLE_CLASS,
				    reading->sample.rows + below);
		class_index = roll_find_class(roll, told);
	}
	return class_index == ROLL_NONE ? NULL
					: roll_classes(roll) + class_index;
}

static void find_columns(const struct log_row *header, struct grid *grid)
{
	grid->count = 0;
	for (size_t i = 0; i < header->count && grid->count < COLUMNS_MAX;
	     i++) {
		struct grid_column *column = grid->columns + grid->count;

		if (label_role(header->cells[i]) != ROLES)
			continue;
		heading_parse(header->cells[i], &column->heading);
		if (column->heading.kind == HEADING_OTHER)
			continue;
		column->column = i;
		column->start = column->heading.time;
		grid->count++;
	}
}

/* The year of day and month: that in which the class meets, or is about to. */
static int usual_year(const struct reading *reading, const struct grid *grid)
{
	struct date date = reading->as_of;
	int year, month, day;

	if (grid->class_roll != NULL && grid->class_roll->session_count > 0)
		date = grid->class_roll->sessions[0].date;
	date_to_civil(date, &year, &month, &day);
	return grid->preamble.year > 0 ? grid->preamble.year : year;
}

/* "7/9" with a year behind it, as the order of dates is told by such. */
static struct slice complete(const struct heading *heading, int year,
			     char room[40])
{
	size_t length = 0;
	const int parts[] = {heading->first, heading->second, year};

	for (size_t i = 0; i < 3; i++) {
		int number = parts[i], unit = i == 2 ? 1000 : 10;

		for (; unit > 0; unit /= 10)
			room[length++] = (char)('0' + number / unit % 10);
		if (i < 2)
			room[length++] = '/';
	}
	return (struct slice){room, length};
}

static void date_short(const struct reading *reading, const struct grid *grid,
		       struct grid_column *column)
{
	const struct heading *heading = &column->heading;
	int year = usual_year(reading, grid);
	bool month_first = !heading->named &&
			   reading->order == DATE_MONTH_FIRST &&
			   heading->first <= 12;
	int month = month_first ? heading->first : heading->second;
	int day = month_first ? heading->second : heading->first;
	const struct class_roll *class_roll = grid->class_roll;

	column->dated = date_from_civil(year, month, day, &column->date);
	/* A class that goes on after New Year. */
	if (column->dated && class_roll != NULL &&
	    class_roll->session_count > 0 &&
	    class_roll->sessions[0].date.days - column->date.days > 182)
		column->dated =
			date_from_civil(year + 1, month, day, &column->date);
}

/* The n-th session, or day with sessions, of the class. */
static void date_ordinal(const struct grid *grid, struct grid_column *column,
			 bool by_day)
{
	const struct class_roll *class_roll = grid->class_roll;
	int n = 0;

	for (size_t i = 0; class_roll != NULL && i < class_roll->session_count;
	     i++) {
		const struct session *session = class_roll->sessions + i;

		if (!session->planned)
			continue;
		if (!by_day || i == 0 ||
		    session[-1].date.days != session->date.days || n == 0)
			n++;
		if (n != column->heading.number)
			continue;
		column->date = session->date;
		column->start = by_day ? TIME_NONE : session->start;
		column->dated = true;
		return;
	}
}

/* A day of the month: of that in the preamble, else of the course's. */
static void date_number(const struct reading *reading, const struct grid *grid,
			struct grid_column *column, struct date after)
{
	struct date date = after;
	int year, month, day;

	if (after.days == INT32_MIN) {
		year = usual_year(reading, grid);
		month = grid->preamble.month;
		if (month == 0 && grid->class_roll != NULL &&
		    grid->class_roll->session_count > 0)
			date_to_civil(grid->class_roll->sessions[0].date, &year,
				      &month, &day);
		if (month == 0 || !date_from_civil(year, month, 1, &date))
			return;
		date.days--;
	}
	/* The next such day behind the column before. */
	for (int i = 0; i < 62; i++) {
		date.days++;
		date_to_civil(date, &year, &month, &day);
		if (day != column->heading.number)
			continue;
		column->date = date;
		column->dated = true;
		return;
	}
}

/* Whether the numbers 1, 2, 3 ... count sessions and aren't days. */
static bool numbers_count(const struct grid *grid)
{
	int next = 1;

	if (grid->preamble.month > 0 || grid->class_roll == NULL)
		return false;
	for (size_t i = 0; i < grid->count; i++)
		if (grid->columns[i].heading.kind == HEADING_NUMBER &&
		    grid->columns[i].heading.number != next++)
			return false;
	return (size_t)next - 1 <= grid->class_roll->session_count && next < 29;
}

static bool settle_order(struct reading *reading, const struct grid *grid,
			 struct diag *diag)
{
	for (size_t i = 0; i < grid->count; i++) {
		const struct heading *heading = &grid->columns[i].heading;
		char room[40];

		if (heading->kind == HEADING_DATE)
			format_look_at_date(reading, heading->date);
		else if (heading->kind == HEADING_SHORT && !heading->named)
			format_look_at_date(reading,
					    complete(heading,
						     usual_year(reading, grid),
						     room));
	}
	return format_decide_order(reading, diag);
}

/* The session of a day that a column without a time means, if it is the n-th.
 */
static void place_repeats(struct grid *grid)
{
	const struct class_roll *class_roll = grid->class_roll;

	for (size_t i = 0; i < grid->count && class_roll != NULL; i++) {
		struct grid_column *column = grid->columns + i;
		size_t before = 0, same = 0, first;

		for (size_t j = 0; j < grid->count; j++) {
			if (!grid->columns[j].dated ||
			    grid->columns[j].date.days != column->date.days)
				continue;
			same++;
			before += j < i;
		}
		if (!column->dated || same < 2 || column->heading.time >= 0)
			continue;
		first = schedule_find(class_roll, column->date);
		if (first + before < class_roll->session_count &&
		    class_roll->sessions[first + before].date.days ==
			    column->date.days)
			column->start =
				class_roll->sessions[first + before].start;
	}
}

static void date_columns(const struct reading *reading, struct grid *grid)
{
	bool counted = numbers_count(grid);
	struct date last = DATE_EARLIEST;

	for (size_t i = 0; i < grid->count; i++) {
		struct grid_column *column = grid->columns + i;
		int32_t time;

		switch (column->heading.kind) {
		case HEADING_DATE:
			column->dated = moment_parse(column->heading.date,
						     reading->order,
						     &column->date, &time);
			break;
		case HEADING_SHORT:
			date_short(reading, grid, column);
			break;
		case HEADING_NUMBER:
			if (counted)
				date_ordinal(grid, column, false);
			else
				date_number(reading, grid, column, last);
			break;
		case HEADING_SESSION:
		case HEADING_DAY:
			date_ordinal(grid, column,
				     column->heading.kind == HEADING_DAY);
			break;
		case HEADING_OTHER:
			break;
		}
		if (column->dated)
			last = column->date;
	}
	place_repeats(grid);
}

static bool add_cell(struct reading *reading, const struct sighting *row,
		     const struct grid_column *column, struct slice cell,
		     struct diag *diag)
{
	struct sighting sighting = *row;
	bool moodle = reading->found.source == SOURCE_MOODLE;
	bool known = moodle ? mark_parse_moodle(cell, &sighting.mark)
			    : mark_parse(cell, &sighting.mark);

	if (!column->dated)
		return sighting.mark == MARK_NONE ||
		       evidence_reject(
			       reading->evidence, row->line,
			       evidence_source(reading->evidence)->class_index,
			       REJECT_NO_DATE, diag);
	if (!known &&
	    weekly_parse_stretch(cell, &sighting.start, &sighting.end)) {
		sighting.kind = TRACE_SPAN;
		sighting.mark = MARK_NONE;
		sighting_set_day(&sighting, column->date);
		return evidence_add(reading->evidence, &sighting, diag);
	}
	if (!known)
		return evidence_reject(
			reading->evidence, row->line,
			evidence_source(reading->evidence)->class_index,
			REJECT_MARK, diag);
	sighting.start = column->start;
	sighting_set_day(&sighting, column->date);
	return sighting.mark == MARK_NONE ||
	       evidence_add(reading->evidence, &sighting, diag);
}

/* The next page, month or class begins; false without memory. */
static bool begin_list(struct reading *reading, struct grid *grid,
		       const struct log_row *header)
{
	const struct roll *roll = reading->evidence->roll;
	uint32_t told = roll_find_class(roll, grid->between.next.class_id);
	struct log_row copy;

	if (told != ROLL_NONE)
		grid->class_roll = roll_classes(roll) + told;
	preamble_renew(&grid->preamble, &grid->between.next);
	if (!format_copy_row(&reading->arena, header, &copy))
		return false;
	label_columns(&copy, &reading->found.columns);
	find_columns(&copy, grid);
	date_columns(reading, grid);
	return true;
}

static bool read_row(struct reading *reading, struct grid *grid,
		     const struct log_row *row, struct diag *diag)
{
	struct sighting sighting = sighting_new(row->line);
	enum row_kind kind;
	enum reject_reason reason;
	uint32_t class_index;
	struct trace trace;
	bool named = format_who(reading, row, &sighting.who);

	sighting.kind = TRACE_MARK;
	sighting.class_id =
		columns_cell(&reading->found.columns, ROLE_CLASS, row);
	if (sighting.class_id.length == 0 && grid->class_roll != NULL)
		sighting.class_id = grid->class_roll->id;
	kind = between_look(&grid->between, reading, row,
			    named ? &sighting : NULL);
	if (kind == ROW_HEADER && !begin_list(reading, grid, row))
		kind = ROW_FAILED;
	if (kind != ROW_PERSON)
		return kind != ROW_FAILED || diag_memory(diag);
	/* Told once a row, not once a cell. */
	reason = evidence_find(reading->evidence, &sighting, &class_index,
			       &trace);
	if (reason != REJECT_REASONS)
		return evidence_reject(reading->evidence, row->line,
				       class_index, reason, diag);
	for (size_t i = 0; i < grid->count; i++)
		if (!add_cell(reading, &sighting, grid->columns + i,
			      log_cell(row, grid->columns[i].column), diag))
			return false;
	return true;
}

bool format_read_grid(struct reading *reading, struct diag *diag)
{
	struct grid *grid = arena_alloc(&reading->arena, sizeof *grid);
	const struct log_row *header =
		reading->sample.rows + reading->found.header;
	struct log_row row;
	int result;

	if (grid == NULL)
		return diag_memory(diag);
	*grid = (struct grid){0};
	preamble_read(&reading->sample, reading->found.header, &grid->preamble);
	grid->class_roll = class_of(reading, &grid->preamble);
	find_columns(header, grid);
	/* Without a heading for the names they stand first. */
	if (!columns_are_header(&reading->found.columns) &&
	    !columns_has(&reading->found.columns, ROLE_NAME))
		reading->found.columns.at[ROLE_NAME] = 0;
	if (!settle_order(reading, grid, diag))
		return false;
	date_columns(reading, grid);
	while ((result = format_next(reading, &row, diag)) > 0)
		if (!read_row(reading, grid, &row, diag))
			return false;
	return result == 0;
}
