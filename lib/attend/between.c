#include "attend/between.h"

#include "attend/mark.h"
#include "attend/moment.h"
#include "attend/weekly.h"
#include "base/number.h"

enum { NUMBERS_MIN = 3 };

static bool is_letter(char byte)
{
	return (text_lower(byte) >= 'a' && text_lower(byte) <= 'z') ||
	       (byte & 0x80) != 0;
}

/* Words that totals, notes and signatures begin with. */
static bool begins_footer(struct slice cell)
{
	static const char *const words[] = {
		"jumlah",     "total",	     "rekap",	      "rekapitulasi",
		"instruktur", "pengajar",    "pelatih",	      "narasumber",
		"mengetahui", "menyetujui",  "diketahui",     "disetujui",
		"dibuat",     "diperiksa",   "keterangan",    "ket",
		"catatan",    "note",	     "paraf",	      "hadir",
		"tidak",      "tanda",	     "ttd",	      "nip",
		"kepala",     "ketua",	     "pimpinan",      "direktur",
		"penanggung", "koordinator", "penyelenggara", "petugas",
		"panitia",    "halaman",     "lembar",	      "daftar"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct slice word = slice_of(words[i]);

		if (slice_equal_ignoring_case(slice_part(cell, 0, word.length),
					      word) &&
		    (cell.length == word.length ||
		     !is_letter(cell.data[word.length])))
			return true;
	}
	return false;
}

/* "Denpasar, 7 September 2020", "Gianyar, ...... 2020". */
static bool is_place_and_date(struct slice cell)
{
	struct slice year;

	if (cell.length < 8)
		return false;
	year = slice_part(cell, cell.length - 4, cell.length);
	return slice_find(cell, ',') < cell.length - 4 &&
	       text_is_digits(year) && slice_starts(year, "20");
}

/* "(Made Sudana, S.Pd)", "________", "H = Hadir". */
static bool is_signature(struct slice cell)
{
	if (cell.length > 2 && cell.data[0] == '(' && slice_ends(cell, ")"))
		return true;
	if (slice_find(cell, '=') < cell.length)
		return true;
	for (size_t i = 0; i < cell.length; i++)
		if (is_letter(cell.data[i]) || text_is_digit(cell.data[i]))
			return false;
	return cell.length > 2;
}

static bool is_footer(struct slice cell)
{
	return begins_footer(cell) || is_place_and_date(cell) ||
	       is_signature(cell);
}

static struct slice first_cell(const struct log_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].length > 0)
			return row->cells[i];
	return (struct slice){0};
}

/* 1, 2, 3 ... or (1), (2), (3) ... below the header. */
static bool is_numbering(const struct log_row *row)
{
	int64_t number;

	for (size_t i = 0; i < row->count; i++) {
		struct slice cell = row->cells[i];

		if (slice_starts(cell, "(") && slice_ends(cell, ")"))
			cell = slice_part(cell, 1, cell.length - 1);
		if (!number_parse(cell, &number) || number != (int64_t)i + 1)
			return false;
	}
	return row->count >= NUMBERS_MIN;
}

/* Whether some cell tells that somebody was there, or why not. */
static bool has_entry(const struct log_row *row)
{
	enum trace_mark mark;
	int32_t start, end;

	for (size_t i = 0; i < row->count; i++)
		if ((mark_parse(row->cells[i], &mark) && mark != MARK_NONE) ||
		    time_parse(row->cells[i], &start) ||
		    weekly_parse_stretch(row->cells[i], &start, &end))
			return true;
	return false;
}

/* A header names people and something about them, or sessions. */
static bool is_header(const struct log_row *row)
{
	struct columns columns;

	label_columns(row, &columns);
	if (columns_are_header(&columns))
		return true;
	for (size_t i = 0; i < row->count; i++)
		if (columns_has(&columns, ROLE_NAME) &&
		    label_role(row->cells[i]) == ROLES &&
		    format_is_session(row->cells[i]))
			return true;
	return false;
}

static bool names_somebody(const struct reading *reading,
			   const struct sighting *sighting)
{
	uint32_t class_index;
	struct trace trace = {0};
	enum reject_reason reason;

	if (sighting == NULL)
		return false;
	reason = evidence_find(reading->evidence, sighting, &class_index,
			       &trace);
	return reason != REJECT_UNKNOWN && reason != REJECT_NO_CLASS;
}

/* Whether a row tells the class, the day or the month of the next list. */
static bool take_told(struct between *between, struct reading *reading,
		      const struct log_row *row)
{
	struct preamble told = {0};
	struct log_row copy;

	preamble_take(row, &told);
	if (told.class_id.length + told.date.length + told.time.length == 0 &&
	    told.month == 0)
		return false;
	if (format_copy_row(&reading->arena, row, &copy)) {
		told = (struct preamble){0};
		preamble_take(&copy, &told);
		preamble_renew(&between->next, &told);
	}
	return true;
}

/* A day told below a list, and not above one, is that of its signature. */
static enum row_kind listed(struct between *between)
{
	if (between->below)
		between->next = (struct preamble){0};
	return ROW_PERSON;
}

enum row_kind between_look(struct between *between, struct reading *reading,
			   const struct log_row *row,
			   const struct sighting *sighting)
{
	if (names_somebody(reading, sighting)) {
		enum row_kind kind = listed(between);

		between->below = false;
		return kind;
	}
	if (is_header(row)) {
		between->below = false;
		return ROW_HEADER;
	}
	if (is_numbering(row) || take_told(between, reading, row))
		return ROW_NOBODY;
	if (is_footer(first_cell(row)) ||
	    (sighting != NULL && is_footer(sighting->who.name))) {
		between->below = true;
		return ROW_NOBODY;
	}
	return sighting == NULL || (between->below && !has_entry(row))
		       ? ROW_NOBODY
		       : listed(between);
}
