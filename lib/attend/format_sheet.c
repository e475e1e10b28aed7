/*
 * A provider's sign-in sheet in the long form: a row a person and day, with
 * times, a mark, a signature, or the name alone.
 */
#include "attend/between.h"
#include "attend/format.h"
#include "attend/mark.h"
#include "attend/moment.h"
#include "attend/session_word.h"
#include "attend/weekly.h"

/* What holds for the whole sheet. */
struct sheet {
	struct preamble preamble;
	struct between between;
	bool has_status; /* a column for marks, a signature or times */
	bool has_leave;
	bool counts_sessions; /* of a day: "Sesi", not "Waktu" */
};

/* A cell's time of day; a spreadsheet's may have come as a date in 1899. */
static bool read_time(const struct reading *reading, struct slice cell,
		      int32_t *time)
{
	struct date date;

	*time = TIME_NONE;
	if (cell.length == 0 || slice_is(cell, "-"))
		return true;
	if (!time_parse(cell, time) &&
	    (!moment_parse(cell, reading->order, &date, time) ||
	     *time == TIME_NONE))
		return false;
	*time += format_shift(reading, cell);
	return *time >= 0 && *time <= SECONDS_PER_DAY;
}

static bool read_date(const struct reading *reading, const struct sheet *sheet,
		      const struct log_row *row, struct date *date)
{
	const struct source *source = evidence_source(reading->evidence);
	struct slice cell =
		columns_cell(&reading->found.columns, ROLE_DATE, row);
	int32_t time;

	if (cell.length > 0)
		return moment_parse(cell, reading->order, date, &time);
	/* A time of coming may carry the day. */
	cell = columns_cell(&reading->found.columns, ROLE_JOIN, row);
	if (moment_is_like(cell))
		return moment_parse(cell, reading->order, date, &time);
	if (sheet->preamble.date.length > 0)
		return moment_parse(sheet->preamble.date, reading->order, date,
				    &time);
	*date = source->date;
	return source->dated;
}

/* The start of the session a row is for, where it tells one; false if none
 * fits.
 */
static bool session_start(const struct reading *reading,
			  const struct sheet *sheet, const struct log_row *row,
			  const struct sighting *sighting, int32_t *start)
{
	const struct evidence *evidence = reading->evidence;
	struct slice cell =
		columns_cell(&reading->found.columns, ROLE_SESSION, row);
	bool numbered = cell.length > 0 && sheet->counts_sessions;
	struct weekly_time stretch = {0};
	const struct class_roll *class_roll;
	struct trace trace = {0};
	uint32_t class_index;

	if (cell.length == 0)
		cell = sheet->preamble.time;
	if (cell.length == 0 || time_parse(cell, start))
		return true;
	*start = TIME_NONE;
	if (evidence_find(evidence, sighting, &class_index, &trace) !=
	    REJECT_REASONS)
		return true;
	class_roll = roll_classes(evidence->roll) +
		     roll_places(evidence->roll)[trace.place].class_index;
	return weekly_parse_stretch(cell, &stretch.start, &stretch.end)
		       ? session_word_stretch(class_roll, sighting->date,
					      stretch, start)
		       : session_word_find(class_roll, sighting->date, cell,
					   numbered, start);
}

/* Presence by the mark, the signature, or by being listed at all. */
static bool read_mark(const struct reading *reading, const struct sheet *sheet,
		      const struct log_row *row, enum trace_mark *mark)
{
	const struct columns *columns = &reading->found.columns;
	struct slice signature = columns_cell(columns, ROLE_SIGNATURE, row);

	if (!mark_parse(columns_cell(columns, ROLE_STATUS, row), mark))
		return false;
	if (*mark == MARK_NONE && signature.length > 0 &&
	    !mark_parse(signature, mark))
		*mark = MARK_PRESENT;
	if (*mark == MARK_NONE && !sheet->has_status)
		*mark = MARK_PRESENT;
	return true;
}

static bool is_present(enum trace_mark mark)
{
	return mark == MARK_NONE || mark == MARK_PRESENT || mark == MARK_LATE;
}

/* Adds the stretch of a row that has times, else its mark. */
static bool add_row(struct reading *reading, struct sighting *sighting,
		    const struct sheet *sheet, int32_t session,
		    struct diag *diag)
{
	bool timed = sighting->start >= 0 || sighting->end >= 0;
	struct date date = sighting->date;

	if (sighting->kind == TRACE_TOTAL)
		return evidence_add(reading->evidence, sighting, diag);
	if (timed && (is_present(sighting->mark) ||
		      (sighting->start >= 0 && sighting->end >= 0))) {
		sighting->kind = TRACE_SPAN;
		sighting_set_day(sighting, date);
		/* A sheet without a column for leaving tells no early one. */
		if (sighting->end < 0 && sheet->has_leave &&
		    sighting->mark == MARK_NONE)
			sighting->flags |= TRACE_OPEN_END;
		if (sighting->end < 0 && !sheet->has_leave &&
		    session == TIME_NONE)
			sighting->flags |= TRACE_REST_OF_DAY;
		return evidence_add(reading->evidence, sighting, diag);
	}
	sighting->kind = TRACE_MARK;
	sighting->start = session;
	sighting->end = TIME_NONE;
	sighting->from = sighting->to = INT64_MIN;
	sighting_set_day(sighting, date);
	return sighting->mark == MARK_NONE ||
	       evidence_add(reading->evidence, sighting, diag);
}

/* Whom a row names, and the class: false for nobody. */
static bool read_who(struct reading *reading, const struct sheet *sheet,
		     const struct log_row *row, struct sighting *sighting)
{
	const struct evidence *evidence = reading->evidence;

	if (!format_who(reading, row, &sighting->who))
		return false;
	sighting->class_id =
		columns_cell(&reading->found.columns, ROLE_CLASS, row);
	if (sighting->class_id.length == 0)
		sighting->class_id = sheet->preamble.class_id;
	/* A preamble may name the course in words of its own. */
	if (evidence_source(evidence)->class_index != ROLL_NONE &&
	    roll_find_class(evidence->roll, sighting->class_id) == ROLL_NONE)
		sighting->class_id.length = 0;
	return true;
}

static void learn_columns(const struct columns *columns,
			  const struct log_row *header, struct sheet *sheet)
{
	struct slice label = columns_cell(columns, ROLE_SESSION, header);

	sheet->counts_sessions = slice_equal_ignoring_case(
		slice_part(label, 0, 3), SLICE("ses"));
	sheet->has_leave = columns_has(columns, ROLE_LEAVE);
	sheet->has_status = sheet->has_leave ||
			    columns_has(columns, ROLE_STATUS) ||
			    columns_has(columns, ROLE_SIGNATURE) ||
			    columns_has(columns, ROLE_JOIN) ||
			    columns_has(columns, ROLE_DURATION);
}

/* What a row is; what stands between lists is learned. */
static enum row_kind look(struct reading *reading, struct sheet *sheet,
			  const struct log_row *row, struct sighting *sighting)
{
	bool named = read_who(reading, sheet, row, sighting);
	enum row_kind kind = between_look(&sheet->between, reading, row,
					  named ? sighting : NULL);

	if (kind == ROW_NOBODY || kind == ROW_FAILED)
		return kind;
	if (kind == ROW_HEADER) {
		label_columns(row, &reading->found.columns);
		learn_columns(&reading->found.columns, row, sheet);
	}
	preamble_renew(&sheet->preamble, &sheet->between.next);
	/* Of the class that may just have been learned. */
	if (kind == ROW_PERSON)
		read_who(reading, sheet, row, sighting);
	return kind;
}

/* How long somebody was there, where that is all; false if it is no time. */
static bool read_total(const struct reading *reading, const struct log_row *row,
		       struct sighting *sighting)
{
	struct slice cell =
		columns_cell(&reading->found.columns, ROLE_DURATION, row);
	int64_t seconds;

	if (sighting->start >= 0 || sighting->end >= 0 ||
	    !is_present(sighting->mark) || cell.length == 0 ||
	    slice_is(cell, "-"))
		return true;
	if (!duration_parse(cell, &seconds))
		return sighting->mark != MARK_NONE;
	sighting->kind = TRACE_TOTAL;
	sighting->total = (uint32_t)seconds;
	return true;
}

static bool read_row(struct reading *reading, struct sheet *sheet,
		     const struct log_row *row, struct diag *diag)
{
	const struct columns *columns = &reading->found.columns;
	struct evidence *evidence = reading->evidence;
	uint32_t class_index = evidence_source(evidence)->class_index;
	struct sighting sighting = sighting_new(row->line);
	int32_t session = TIME_NONE;
	enum row_kind kind = look(reading, sheet, row, &sighting);

	if (kind != ROW_PERSON)
		return kind != ROW_FAILED || diag_memory(diag);
	if (!read_date(reading, sheet, row, &sighting.date))
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_NO_DATE, diag);
	if (!read_time(reading, columns_cell(columns, ROLE_JOIN, row),
		       &sighting.start) ||
	    !read_time(reading, columns_cell(columns, ROLE_LEAVE, row),
		       &sighting.end))
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_NO_TIME, diag);
	/* Beside times a remark is no mark: "pulang cepat, hujan". */
	if (!read_mark(reading, sheet, row, &sighting.mark) &&
	    sighting.start < 0 && sighting.end < 0)
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_MARK, diag);
	if (!read_total(reading, row, &sighting))
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_NO_TIME, diag);
	if (!session_start(reading, sheet, row, &sighting, &session))
		return evidence_reject(evidence, row->line, class_index,
				       REJECT_NO_SESSION, diag);
	return add_row(reading, &sighting, sheet, session, diag);
}

bool format_read_sheet(struct reading *reading, struct diag *diag)
{
	static const enum role dates[] = {ROLE_DATE, ROLE_JOIN};
	struct sheet sheet = {0};
	struct log_row row;
	int result;

	learn_columns(&reading->found.columns,
		      reading->sample.rows + reading->found.header, &sheet);
	preamble_read(&reading->sample, reading->found.header, &sheet.preamble);
	format_look_at_date(reading, sheet.preamble.date);
	if (!format_settle_order(reading, dates, 2, diag))
		return false;
	while ((result = format_next(reading, &row, diag)) > 0)
		if (!read_row(reading, &sheet, &row, diag))
			return false;
	return result == 0;
}
