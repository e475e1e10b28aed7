/*
 * Exhibits: tables of figures with a caption, the one form in which what
 * vk-report found goes to every renderer.
 *
 * A page is a list of exhibits; so is the answer to --by. A renderer knows
 * nothing of what the figures mean: an exhibit says how its columns are called
 * and which one may be drawn as bars.
 */
#ifndef REPORT_EXHIBIT_H
#define REPORT_EXHIBIT_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "value/date.h"
#include "value/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	EXHIBIT_COLUMNS_MAX = 24,
	EXHIBIT_NOTES_MAX = 16,
	REPORT_EXHIBITS_MAX = 32
};

enum cell_kind {
	CELL_EMPTY, /* not known, or without meaning here */
	CELL_TEXT,
	CELL_COUNT,  /* number: how many */
	CELL_CHANGE, /* number: a difference, shown with its sign */
	CELL_MONEY,  /* number: whole rupiah */
	CELL_SHARE,  /* number: per mille; persons read percent, one decimal */
	CELL_MEAN,   /* number: hundredths */
	CELL_DATE,   /* number: days since 1970-01-01 */
	CELL_HIDDEN  /* suppressed for disclosure control */
};

struct cell {
	enum cell_kind kind;
	int64_t number;
	struct slice text; /* CELL_TEXT; borrowed from the report's arena */
};

struct exhibit_column {
	struct slice id;    /* machine formats: [a-z][a-z0-9_]* */
	struct slice label; /* for persons */
};

/*
 * A row. Where an exhibit has row ids, machine formats show them in the first
 * column and persons read the label instead.
 */
struct exhibit_row {
	struct slice id, label;
	struct cell *cells; /* column_count of them */
};

struct exhibit {
	struct slice id, caption;
	struct slice row_id;	/* name of the column of ids; empty: none */
	struct slice row_label; /* its heading for persons */
	struct exhibit_column columns[EXHIBIT_COLUMNS_MAX];
	size_t column_count;
	struct exhibit_row *rows;
	size_t row_count, row_capacity;
	size_t text_rows; /* text: no more rows than this; 0: all */
	size_t bar;	  /* the column to draw as bars, or COLUMN_NONE */
	size_t goal; /* the column that holds what is whole, or COLUMN_NONE */
	struct slice notes[EXHIBIT_NOTES_MAX];
	size_t note_count;
};

/* What a renderer gets. Everything is borrowed from the arena. */
struct report {
	struct arena *arena;
	struct slice title, office, standfirst, summary; /* or all empty */
	struct date as_of;
	enum language language;
	bool is_public; /* under disclosure control */
	bool ascii;	/* text: no character outside ASCII in bars and rules */
	struct exhibit *exhibits[REPORT_EXHIBITS_MAX];
	size_t exhibit_count;
};

/* Starts an exhibit and puts it into the report. NULL: no memory or room. */
struct exhibit *report_add(struct report *report, const char *id,
			   struct slice caption);

/* Appends a column; false past EXHIBIT_COLUMNS_MAX. The texts are borrowed. */
bool exhibit_column(struct exhibit *exhibit, struct slice id,
		    struct slice label);

/* Appends a row of empty cells; NULL when memory ran out. */
struct exhibit_row *exhibit_add(struct arena *arena, struct exhibit *exhibit,
				struct slice id, struct slice label);

/* Whether a column has no figure in the first rows of a page's exhibit. */
bool exhibit_is_blank(const struct exhibit *exhibit, size_t column,
		      size_t rows);

/* Appends a line of text below the table; a note too many is dropped. */
void exhibit_note(struct exhibit *exhibit, struct slice note);

static inline struct cell cell_number(enum cell_kind kind, int64_t number)
{
	return (struct cell){.kind = kind, .number = number};
}

static inline struct cell cell_text(struct slice text)
{
	return (struct cell){.kind = CELL_TEXT, .text = text};
}

/*
 * part of whole in thousandths, rounded half up; an empty cell where the whole
 * is 0 or less, or where either does not fit a calculation in 63 bits.
 */
struct cell cell_share(int64_t part, int64_t whole);

/* The cell as machines read it: digits, decimal point, ISO date. */
bool cell_machine(const struct cell *cell, struct strbuf *out);

/* The cell as persons read it: 1.234, 72,5%, Rp1.500.000, 11 Agustus 2020. */
bool cell_human(const struct cell *cell, enum language language,
		struct strbuf *out);

/* A count with the language's thousands: "1.234" or "1,234". */
bool number_human(int64_t number, enum language language, struct strbuf *out);

#endif
