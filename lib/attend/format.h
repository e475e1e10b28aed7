/*
 * The formats of evidence: which one a file is in, and the reading of it.
 *
 * A format is recognised by what stands in the file's first rows, never by its
 * name. To add one: a reader below, its place in format.c, its name in
 * evidence.c.
 */
#ifndef ATTEND_FORMAT_H
#define ATTEND_FORMAT_H

#include "attend/evidence.h"
#include "attend/label.h"
#include "attend/log.h"
#include "base/arena.h"
#include "base/diag.h"
#include "value/date.h"

#include <stdbool.h>

/* The first rows of a file, copied. */
struct sample {
	struct log_row rows[LOG_SAMPLE];
	size_t count;
};

/* How a file is laid out. */
enum format_kind {
	FORMAT_UNKNOWN,
	FORMAT_CLOCK,	 /* number, time, flags */
	FORMAT_ACTIONS,	 /* Teams classic: name, action, time */
	FORMAT_LOG,	 /* joined and left, or minutes: Zoom, Teams, Meet */
	FORMAT_GRID,	 /* a column a session: H/I/S/A/B/L, Moodle */
	FORMAT_SHEET,	 /* a row a person and day */
	FORMAT_TEMPLATES /* fingerprints: refused */
};

struct recognition {
	enum format_kind kind;
	enum source_kind source;
	struct columns columns;
	size_t header;	/* its place in the sample; SIZE_MAX: none */
	uint64_t first; /* line after which the rows to read begin */
	uint64_t last;	/* line before which they end */
};

/* What the dates of a file say about their order. */
struct order_vote {
	enum date_order order;	       /* by numbers over 12 */
	size_t day_first, month_first; /* readings on a session's day */
	bool differs;		       /* some date can be read both ways */
};

/* A file being read. */
struct reading {
	struct evidence *evidence;
	struct log *log;
	struct arena arena; /* lives as long as the file is read */
	struct sample sample;
	struct recognition found;
	struct set *session_dates; /* of all classes, as four bytes each */
	enum date_order order;	   /* as the user says, then as decided */
	struct order_vote vote;
	int zone;  /* the office's, hours ahead of UTC; 0: not told */
	bool stop; /* a failure that must end the run, not the file */
	struct date as_of;
};

/*
 * Recognises the file at hand by its sample. Manifest and user may force a
 * kind of source; SOURCE_UNKNOWN lets the content tell.
 */
void format_recognise(const struct sample *sample, enum source_kind forced,
		      struct recognition *found);

/* Whether a sample holds templates of fingerprints or faces. */
bool format_has_templates(const struct sample *sample);

/*
 * Reads one file into the evidence, which has begun a source for it. What
 * can't be used as a whole sets the source's problem and is no failure; false
 * where the file can't be read on, where the order of its dates stays open,
 * and for fingerprint templates, told in diag.
 */
bool format_read(struct reading *reading, enum source_kind forced,
		 struct diag *diag);

/*
 * Finds the section of a Teams report that has every join and leave (3), else
 * the one with the first and last (2), anywhere in the file, and rewinds.
 */
bool format_find_section(struct reading *reading, struct diag *diag);

/* The readers, for format.c; the first one after recognition. */
bool format_read_clock(struct reading *reading, struct diag *diag);
bool format_read_actions(struct reading *reading, struct diag *diag);
bool format_read_log(struct reading *reading, struct diag *diag);
bool format_read_grid(struct reading *reading, struct diag *diag);
bool format_read_sheet(struct reading *reading, struct diag *diag);

/* Copies a row and its cells into an arena; false without memory. */
bool format_copy_row(struct arena *arena, const struct log_row *row,
		     struct log_row *copy);

/*
 * The next row that belongs to what was recognised, behind the header: as
 * log_next.
 */
int format_next(struct reading *reading, struct log_row *row,
		struct diag *diag);

/*
 * The order of dates is decided once a file: look at every date, then decide.
 * Numbers over 12 tell it, then the days on which sessions are known, then the
 * user; it is a failure if it stays open.
 */
void format_look_at_date(struct reading *reading, struct slice cell);
bool format_decide_order(struct reading *reading, struct diag *diag);

/* Looks at the dates in these columns of all rows, decides, and rewinds. */
bool format_settle_order(struct reading *reading, const enum role *roles,
			 size_t count, struct diag *diag);

/* Whom a row names, by the columns that were recognised. */
bool format_who(struct reading *reading, const struct log_row *row,
		struct sighting_name *who);

/*
 * The seconds to add to a time whose cell names another zone than the office's,
 * to have the office's; 0 where either is not told.
 */
int32_t format_shift(const struct reading *reading, struct slice cell);

/* Whether a header cell of a grid is a session's: a date, an ordinal. */
bool format_is_session(struct slice heading);

#endif
