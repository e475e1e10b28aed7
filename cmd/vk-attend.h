/*
 * The parts of vk-attend: what is loaded, decided and written in one run.
 */
#ifndef CMD_VK_ATTEND_H
#define CMD_VK_ATTEND_H

#include "attend/anomaly.h"
#include "attend/attendance.h"
#include "attend/calendar.h"
#include "attend/certificate.h"
#include "attend/format.h"
#include "tool.h"

/* What is printed instead of the placements. */
enum attend_report { ATTEND_RECORDS, ATTEND_DAYS, ATTEND_ANOMALIES };

struct attend_options {
	const char *placements, *courses, *sources, *map, *sessions;
	const char *corrections;
	const char *results, *roster, *feedback, *days_out, *anomalies_out;
	enum attend_report report;
};

/* A row of the manifest, for the files it names. */
struct manifest_row {
	struct slice file;
	uint32_t class_index;
	enum source_kind kind;
	struct date date, received;
	int64_t complete_to; /* seconds since 1970, INT64_MIN: not told */
	uint64_t line;
	bool dated, used;
	bool elsewhere; /* of a class that has nobody here */
};

struct attend_run {
	struct tool *tool;
	const struct attend_options *options;
	struct date as_of;
	struct arena arena;
	struct policy *policy;
	struct settings settings;
	struct calendar calendar;

	struct input *placements;
	bool is_pipe;
	struct held held;
	struct strbuf numbers; /* by record: the number of its placement */
	struct roll roll;

	struct identify identify;
	struct strbuf manifest; /* struct manifest_row */
	struct strbuf coverage, amendments, corrections;
	struct set session_dates;
	struct evidence evidence;
	struct certificates certificates;
	struct attendance attendance;
	struct result *results; /* by place */
	struct anomalies anomalies;
	bool wants_anomalies;
};

/* Policy and calendar. */
void attend_load_policy(struct attend_run *run);

/* The placements, first reading, and the identities of those placed. */
void attend_load_placements(struct attend_run *run);

/* Of the courses, how many a class has seats for. */
void attend_load_courses(struct attend_run *run);

/* Sessions file, identities map, manifest, corrections, results. */
void attend_load_files(struct attend_run *run);
void attend_load_corrections(struct attend_run *run);
void attend_tell_corrections(struct attend_run *run);

/* Tells classes that have no schedule, each timetable once. */
void attend_tell_schedules(struct attend_run *run);

/* All classes' days, by which the order of dates may be told. */
void attend_collect_dates(struct attend_run *run);

/*
 * Class, day and arrival of a file: of the manifest, which may force its
 * format, else of folder and name. path is borrowed.
 */
struct source attend_describe(struct attend_run *run, const char *path,
			      enum source_kind *forced);

/* The name of a sheet may tell the day, or the class where nothing else does.
 */
void attend_describe_sheet(struct attend_run *run, struct source *source,
			   const char *sheet);

/*
 * A row of the manifest; what all of them say about how far the sources are in;
 * and, after the evidence, which of their files were not there.
 */
struct attend_row;
void attend_take_manifest(struct attend_run *run, const struct attend_row *row);
void attend_collect_coverage(struct attend_run *run);
void attend_tell_unused_sources(struct attend_run *run);

/* All evidence files, into traces. */
void attend_load_evidence(struct attend_run *run);

/* Decides everything; with a writer, days go to it as they are decided. */
void attend_decide(struct attend_run *run);

/* The outputs. */
void attend_write(struct attend_run *run);
void attend_write_anomalies(struct attend_run *run);
void attend_write_feedback(struct attend_run *run);
int attend_roster(struct attend_run *run);
int attend_explain(struct attend_run *run);

/* Rows of a file of one's own, with the columns of the given names. */
struct attend_row {
	const struct record *record;
	struct slice *fields; /* as many as names; empty where not there */
};
typedef void attend_take(struct attend_run *run, const struct attend_row *row);
void attend_each_row(struct attend_run *run, const char *path,
		     const char *const *names, size_t needed,
		     attend_take *take);

/* Tells that a row of such a file is not used, and that it waits. */
void attend_refuse(struct attend_run *run, const struct record *record,
		   const char *code, const char *message);

/* Warns of a class that has nobody here: another office's, or misspelt. */
void attend_tell_class(struct attend_run *run, const struct record *record,
		       struct slice id, uint32_t class_index);

/* A copy in the run's arena; ends the run when memory ran out. */
struct slice attend_keep(struct attend_run *run, struct slice text);

#endif
