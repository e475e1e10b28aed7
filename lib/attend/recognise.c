/*
 * Which format a file is in, by what stands in its first rows.
 */
#include "attend/format.h"

#include "attend/moment.h"

/* A clock's line: a number, a moment, and flags that are numbers. */
static bool is_clock_row(const struct log_row *row)
{
	if (row->count < 2 || row->count > 12 ||
	    !text_is_digits(row->cells[0]) || !moment_is_like(row->cells[1]))
		return false;
	for (size_t i = 2; i < row->count; i++)
		if (row->cells[i].length > 0 && !text_is_digits(row->cells[i]))
			return false;
	return true;
}

static bool is_clock(const struct sample *sample)
{
	size_t fit = 0;

	for (size_t i = 0; i < sample->count; i++)
		fit += is_clock_row(sample->rows + i);
	return fit > 0 && fit * 2 >= sample->count;
}

/* The number of a report's section such as "3. In-Meeting activities". */
static int section_number(const struct log_row *row)
{
	struct slice cell = log_cell(row, 0);

	if (cell.length < 4 || cell.data[0] < '1' || cell.data[0] > '4' ||
	    cell.data[1] != '.' || cell.data[2] != ' ')
		return 0;
	for (size_t i = 1; i < row->count; i++)
		if (row->cells[i].length > 0)
			return 0;
	return cell.data[0] - '0';
}

static bool has_moment(const struct log_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (moment_is_like(row->cells[i]))
			return true;
	return false;
}

/* Whether some heading is a whole date. */
static bool has_day(const struct log_row *row)
{
	struct date date;

	for (size_t i = 0; i < row->count; i++)
		if (date_parse_office(row->cells[i], DATE_DAY_FIRST, &date) ||
		    date_parse_office(row->cells[i], DATE_MONTH_FIRST, &date))
			return true;
	return false;
}

static size_t count_sessions(const struct log_row *row)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++)
		count += label_role(row->cells[i]) == ROLES &&
			 format_is_session(row->cells[i]);
	return count;
}

/* What a program writes, and not a clerk. */
static bool is_program(const struct columns *columns)
{
	return columns_has(columns, ROLE_UPN) ||
	       columns_has(columns, ROLE_DUTY) ||
	       columns_has(columns, ROLE_ATTENDED) ||
	       columns_has(columns, ROLE_FIRST_NAME) ||
	       columns_has(columns, ROLE_DURATION) ||
	       columns_has(columns, ROLE_EMAIL);
}

static bool is_clerks(const struct columns *columns)
{
	return columns_has(columns, ROLE_DATE) ||
	       columns_has(columns, ROLE_STATUS) ||
	       columns_has(columns, ROLE_CLASS) ||
	       columns_has(columns, ROLE_SESSION) ||
	       columns_has(columns, ROLE_SIGNATURE) ||
	       columns_has(columns, ROLE_PERSON);
}

static bool is_timed(const struct columns *columns)
{
	return columns_has(columns, ROLE_JOIN) ||
	       columns_has(columns, ROLE_LEAVE) ||
	       columns_has(columns, ROLE_DURATION);
}

/* Answers to an online form: when each was sent, and nothing of an action. */
static bool is_form(const struct columns *columns)
{
	return columns->at[ROLE_TIMESTAMP] == 0 &&
	       !columns_has(columns, ROLE_ACTION);
}

/* A grid may name nothing but the people and the days. */
static enum format_kind classify_bare(const struct log_row *header,
				      const struct columns *columns)
{
	bool grid = columns->known > 0 && log_cell(header, 0).length > 0 &&
		    count_sessions(header) >= 2;

	/* The list of the first day. */
	return grid || (columns_name_people(columns) && has_day(header))
		       ? FORMAT_GRID
		       : FORMAT_UNKNOWN;
}

/* What a header row, with the row below it, says about the format. */
static enum format_kind classify(const struct log_row *header,
				 const struct log_row *below,
				 const struct columns *columns)
{
	if (!columns_are_header(columns))
		return classify_bare(header, columns);
	if (is_form(columns))
		return FORMAT_SHEET;
	if (columns_has(columns, ROLE_ACTION) ||
	    columns_has(columns, ROLE_TIMESTAMP))
		return FORMAT_ACTIONS;
	if (!is_timed(columns) && count_sessions(header) >= 1)
		return FORMAT_GRID;
	if (is_clerks(columns) && !columns_has(columns, ROLE_ATTENDED))
		return columns_name_people(columns) ? FORMAT_SHEET
						    : FORMAT_UNKNOWN;
	if (!is_timed(columns))
		return FORMAT_UNKNOWN;
	return is_program(columns) || has_moment(below) ? FORMAT_LOG
							: FORMAT_SHEET;
}

static enum source_kind log_source(const struct columns *columns)
{
	if (columns_has(columns, ROLE_FIRST_NAME))
		return SOURCE_MEET;
	if (columns_has(columns, ROLE_UPN) || columns_has(columns, ROLE_DUTY))
		return SOURCE_TEAMS;
	return SOURCE_ZOOM;
}

static enum source_kind source_of(const struct recognition *found)
{
	switch (found->kind) {
	case FORMAT_ACTIONS:
		return SOURCE_TEAMS;
	case FORMAT_LOG:
		return log_source(&found->columns);
	case FORMAT_GRID:
		return columns_has(&found->columns, ROLE_FIRST_NAME)
			       ? SOURCE_MOODLE
			       : SOURCE_GRID;
	case FORMAT_CLOCK:
		return SOURCE_CLOCK;
	case FORMAT_SHEET:
		return SOURCE_SHEET;
	case FORMAT_UNKNOWN:
	case FORMAT_TEMPLATES:
		break;
	}
	return SOURCE_UNKNOWN;
}

/* What a cell of a log is likely to be, by what stands in it and before it. */
static enum role role_by_content(struct slice cell, size_t moments,
				 const struct columns *columns)
{
	int64_t seconds;

	if (cell.length == 0)
		return ROLES;
	if (moment_is_like(cell))
		return moments == 0 ? ROLE_JOIN : ROLE_LEAVE;
	if (slice_find(cell, '@') < cell.length)
		return ROLE_EMAIL;
	if (moments > 0 && duration_parse(cell, &seconds))
		return ROLE_DURATION;
	if (!columns_has(columns, ROLE_NAME))
		return ROLE_NAME;
	return moments == 0 ? ROLE_ACTION : ROLES;
}

/* The columns of a log whose words aren't known. */
static bool columns_by_content(const struct log_row *row,
			       struct columns *columns)
{
	size_t moments = 0;

	for (size_t i = 0; i < ROLES; i++)
		columns->at[i] = SIZE_MAX;
	for (size_t i = 0; i < row->count; i++) {
		enum role role =
			role_by_content(row->cells[i], moments, columns);

		moments += role == ROLE_JOIN || role == ROLE_LEAVE;
		if (role != ROLES && !columns_has(columns, role))
			columns->at[role] = i;
	}
	return moments > 0 && columns_has(columns, ROLE_NAME);
}

static void recognise_by_content(const struct sample *sample,
				 struct recognition *found)
{
	for (size_t i = 1; i < sample->count; i++) {
		struct columns columns;

		if (!columns_by_content(sample->rows + i, &columns))
			continue;
		if (!columns_has(&columns, ROLE_LEAVE) &&
		    !columns_has(&columns, ROLE_ACTION))
			continue;
		found->kind = columns_has(&columns, ROLE_LEAVE)
				      ? FORMAT_LOG
				      : FORMAT_ACTIONS;
		if (found->kind == FORMAT_ACTIONS) {
			columns.at[ROLE_TIMESTAMP] = columns.at[ROLE_JOIN];
			columns.at[ROLE_JOIN] = SIZE_MAX;
		}
		found->source = SOURCE_TEAMS;
		found->columns = columns;
		found->header = i - 1;
		found->first = sample->rows[i - 1].line;
		return;
	}
}

static bool recognise_sections(const struct sample *sample,
			       struct recognition *found)
{
	for (size_t i = 0; i < sample->count; i++) {
		if (section_number(sample->rows + i) == 0)
			continue;
		/* The report's sections are found when it is read. */
		found->kind = FORMAT_LOG;
		found->source = SOURCE_TEAMS;
		found->header = SIZE_MAX;
		return true;
	}
	return false;
}

static void recognise_header(const struct sample *sample,
			     struct recognition *found)
{
	static const struct log_row none = {0};

	for (size_t i = 0; i < sample->count; i++) {
		struct columns columns;
		enum format_kind kind;

		label_columns(sample->rows + i, &columns);
		kind = classify(sample->rows + i,
				i + 1 < sample->count ? sample->rows + i + 1
						      : &none,
				&columns);
		if (kind == FORMAT_UNKNOWN)
			continue;
		found->kind = kind;
		found->columns = columns;
		found->header = i;
		found->first = sample->rows[i].line;
		found->source = source_of(found);
		if (kind == FORMAT_SHEET && is_form(&columns))
			found->columns.at[ROLE_JOIN] = 0;
		return;
	}
}

void format_recognise(const struct sample *sample, enum source_kind forced,
		      struct recognition *found)
{
	*found = (struct recognition){.source = SOURCE_UNKNOWN,
				      .header = SIZE_MAX,
				      .last = UINT64_MAX};
	if (format_has_templates(sample)) {
		found->kind = FORMAT_TEMPLATES;
		return;
	}
	if (is_clock(sample)) {
		found->kind = FORMAT_CLOCK;
		found->source = SOURCE_CLOCK;
	} else if (!recognise_sections(sample, found)) {
		recognise_header(sample, found);
		if (found->kind == FORMAT_UNKNOWN)
			recognise_by_content(sample, found);
	}
	if (forced != SOURCE_UNKNOWN && found->kind != FORMAT_UNKNOWN)
		found->source = forced;
}

/* Other words, but the same order in every language. */
static void columns_by_order(struct columns *columns, int section)
{
	for (size_t i = 0; i < ROLES; i++)
		columns->at[i] = SIZE_MAX;
	columns->at[ROLE_NAME] = 0;
	columns->at[ROLE_JOIN] = 1;
	columns->at[ROLE_LEAVE] = 2;
	columns->at[ROLE_DURATION] = 3;
	columns->at[ROLE_EMAIL] = 4;
	columns->at[ROLE_DUTY] = section == 2 ? 6 : 5;
}

/* Notes where the last section with joins and leaves begins and ends. */
static bool scan_sections(struct reading *reading, int *best, struct diag *diag)
{
	struct recognition *found = &reading->found;
	struct log_row row;
	int section = 0, result;
	bool heading = false;

	while ((result = log_next(reading->log, &row, diag)) > 0) {
		int number = section_number(&row);

		if (number > 0) {
			if (section == *best && *best > 0)
				found->last = row.line;
			section = number;
			heading = number == 2 || number == 3;
		} else if (heading) {
			heading = false;
			*best = section;
			found->first = row.line;
			found->last = UINT64_MAX;
			label_columns(&row, &found->columns);
		}
	}
	return result == 0;
}

bool format_find_section(struct reading *reading, struct diag *diag)
{
	struct recognition *found = &reading->found;
	int best = 0;

	if (!scan_sections(reading, &best, diag))
		return false;
	if (best == 0)
		evidence_source(reading->evidence)->problem =
			"a Teams report without its list of participants";
	else if (!columns_has(&found->columns, ROLE_JOIN) ||
		 !columns_has(&found->columns, ROLE_NAME))
		columns_by_order(&found->columns, best);
	return log_rewind(reading->log, diag);
}
