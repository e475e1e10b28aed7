/*
 * Evidence: what files of sheets, clocks and meeting programs say about who
 * was where and when, as traces of places on the roll.
 *
 * A format reads rows and makes sightings: somebody, named in the file's own
 * way, at some time. The evidence finds out which place on the roll that is
 * and keeps a trace; what it can't use it keeps with the reason.
 */
#ifndef ATTEND_EVIDENCE_H
#define ATTEND_EVIDENCE_H

#include "attend/identify.h"
#include "attend/moment.h"
#include "attend/roll.h"
#include "base/diag.h"
#include "base/set.h"
#include "base/strbuf.h"
#include "value/language.h"

#include <stdbool.h>
#include <stdint.h>

enum trace_kind {
	TRACE_SPAN,  /* from and to; to may be unknown */
	TRACE_PUNCH, /* from: a clock was touched */
	TRACE_TOTAL, /* total seconds, from and to are the outer limits */
	TRACE_MARK   /* a word on a sheet */
};

enum trace_mark {
	MARK_NONE,
	MARK_PRESENT,
	MARK_LATE,
	MARK_HALF,
	MARK_EXCUSED,
	MARK_SICK,
	MARK_ABSENT,
	MARK_CANCELLED,
	MARK_HOLIDAY
};

/* What kind of source a file is. */
enum source_kind {
	SOURCE_SHEET, /* a provider's sign-in sheet, long form */
	SOURCE_GRID,  /* the wide form, a column a day */
	SOURCE_CLOCK, /* ZKTeco attlog.dat */
	SOURCE_TEAMS,
	SOURCE_ZOOM,
	SOURCE_MEET,
	SOURCE_MOODLE,
	SOURCE_UNKNOWN
};

enum trace_flag {
	TRACE_BY_NAME = 1,  /* a unique name in the class, no number */
	TRACE_OPEN_END = 2, /* the end is the last thing the file tells */
	TRACE_HINT_IN = 4,
	TRACE_HINT_OUT = 8,
	TRACE_GAPS_HIDDEN = 16, /* only first join and last leave are told */
	TRACE_ONLINE = 32,
	TRACE_TIMED_MARK = 64,	/* the mark is for the session at "from" */
	TRACE_REST_OF_DAY = 128 /* from a sheet that knows no going */
};

struct trace {
	int64_t from, to; /* seconds since 1970, or INT64_MIN */
	uint32_t place;
	uint32_t source;
	uint32_t line;
	uint32_t total; /* TRACE_TOTAL: seconds */
	uint8_t kind, mark, flags;
};

/* A file of evidence. */
struct source {
	const char *path;
	enum source_kind kind;
	uint32_t class_index; /* or ROLL_NONE: each row tells, or nothing */
	struct date date;     /* what the manifest or file name says */
	bool dated;
	struct date received; /* from the manifest, or DATE_LATEST */
	uint64_t rows, used, unused;
	uint32_t backwards; /* places where a clock's time runs back */
	uint64_t backwards_line;
	const char *problem; /* the whole file can't be used. Static. */
};

/* Why a row can't be used. */
enum reject_reason {
	REJECT_NO_CLASS,    /* nothing tells a class of the roll */
	REJECT_UNKNOWN,	    /* nobody in the class by that name or number */
	REJECT_AMBIGUOUS,   /* fits two in the class */
	REJECT_NO_DATE,	    /* no date, or none that can be read */
	REJECT_NO_TIME,	    /* none that can be read, or turned round */
	REJECT_NO_SESSION,  /* of a day's sessions none is meant, or several */
	REJECT_MARK,	    /* a mark that isn't known */
	REJECT_DEVICE_DATE, /* the clock had lost its date */
	REJECT_OUTSIDE,	    /* a sheet's day on which the course wasn't */
	REJECT_NOISE,	    /* no row of this format */
	REJECT_REASONS
};

struct reject {
	uint32_t source;
	uint32_t line;
	uint32_t class_index; /* or ROLL_NONE */
	enum reject_reason reason;
};

/* An address under which a second person was seen. */
struct shared_account {
	uint32_t place, other, source, line;
};

/* Somebody seen at some time, as a row tells it; slices are borrowed. */
struct sighting {
	struct sighting_name who;
	struct slice class_id; /* told by the row, or empty */
	struct date date;
	int32_t start, end; /* of the day, or TIME_NONE */
	/* Over midnight or with dates of its own: seconds since 1970. */
	int64_t from, to;
	enum trace_kind kind;
	enum trace_mark mark;
	uint32_t total;
	uint8_t flags;
	bool stranger; /* a host: no trouble if it is nobody on the roll */
	uint64_t line;
};

struct evidence {
	struct roll *roll;
	struct identify *identify;
	struct strbuf traces, sources, rejects;
	struct set addresses; /* e-mails of rows, and who was first seen */
	struct strbuf address_owners, shared;
	uint32_t source; /* the one being read */
	size_t before_traces, before_rejects;
};

void evidence_init(struct evidence *evidence, struct roll *roll,
		   struct identify *identify);
void evidence_release(struct evidence *evidence);

/* Starts a file: what is read from here on belongs to it. */
bool evidence_begin(struct evidence *evidence, const struct source *source,
		    struct diag *diag);

/* Forgets what came from the file being read, which turned out broken. */
void evidence_forget(struct evidence *evidence);

struct source *evidence_source(const struct evidence *evidence);

/* A sighting with nothing known: add what the row tells. */
struct sighting sighting_new(uint64_t line);

/* Sets date, start and end as seconds since 1970. */
void sighting_set_day(struct sighting *sighting, struct date date);

/*
 * Whom a sighting means: sets the trace's place, and TRACE_BY_NAME. Gives
 * REJECT_REASONS if it is somebody, else why not.
 */
enum reject_reason evidence_find(const struct evidence *evidence,
				 const struct sighting *sighting,
				 uint32_t *class_index, struct trace *trace);

/* Keeps a sighting as a trace, or the row as a reject. */
bool evidence_add(struct evidence *evidence, const struct sighting *sighting,
		  struct diag *diag);

/* Keeps a row that can't be used. */
bool evidence_reject(struct evidence *evidence, uint64_t line,
		     uint32_t class_index, enum reject_reason reason,
		     struct diag *diag);

/* Sorts the traces by place, time, and where they come from. */
bool evidence_sort(struct evidence *evidence, struct diag *diag);

size_t evidence_trace_count(const struct evidence *evidence);
size_t evidence_source_count(const struct evidence *evidence);
size_t evidence_reject_count(const struct evidence *evidence);

static inline struct trace *evidence_traces(const struct evidence *evidence)
{
	return (struct trace *)(void *)evidence->traces.data;
}

static inline struct source *evidence_sources(const struct evidence *evidence)
{
	return (struct source *)(void *)evidence->sources.data;
}

static inline struct reject *evidence_rejects(const struct evidence *evidence)
{
	return (struct reject *)(void *)evidence->rejects.data;
}

/* Whether somebody wrote it down, and may have slipped; else a device did. */
bool source_is_sheet(enum source_kind kind);

/* "signin", "grid", "zkteco", "teams", "zoom", "meet", "moodle". Static. */
const char *source_kind_name(enum source_kind kind);
enum source_kind source_kind_parse(struct slice text);

/* A stable code such as "A-PERSON", and what to do about it. Static. */
const char *reject_reason_code(enum reject_reason reason);
const char *reject_reason_message(enum reject_reason reason,
				  enum language language);

#endif
