/*
 * What the files of vk-report share: its options, and the runs it can make.
 */
#ifndef CMD_VK_REPORT_H
#define CMD_VK_REPORT_H

#include "report/group.h"
#include "report/page.h"
#include "report/people.h"
#include "report/render.h"
#include "tool.h"

struct report_options {
	struct group_query query;
	struct slice explode;
	enum render_format format;
	bool format_given, events, partial, merge, public, oneline, ascii;
	struct arena paths; /* of --publish; lives until the run has ended */
	const char *previous, *outcomes, *courses, *listed, *kur, *publish;
};

/* What a page is made from. */
struct report_sources {
	struct policy *policy; /* or NULL */
	struct setup setup;
	struct course_facts courses;
	struct outcomes outcomes;
	struct previous *previous; /* or NULL */
	struct totals totals;
	struct date as_of;
	struct input *input;
	struct people people; /* not with --merge */
};

/*
 * Reads the policy and the files that options name; sources_people then reads
 * the records, sources_merge partial totals instead. Every failure ends the
 * run.
 */
void sources_open(struct tool *tool, const struct report_options *options,
		  struct report_sources *sources);
void sources_people(struct tool *tool, const struct report_options *options,
		    struct report_sources *sources);
void sources_merge(struct tool *tool, struct report_sources *sources);
void sources_close(struct report_sources *sources);

/* Groups and measures over all records that pass --where. */
void report_groups(struct tool *tool, struct report_options *options);

/* The records as they came, one for each item of --explode's field. */
void report_exploded(struct tool *tool, struct report_options *options);

/* The nightly page. */
void report_page(struct tool *tool, struct report_options *options);

/* One line a person and stage, as a record stream. */
void report_events(struct tool *tool, struct report_options *options);

/* The referral list for the bank, with identities. */
void report_kur(struct tool *tool, struct report_options *options);

/* What is counted of one person; what the policy's sections say. */
void report_explain(struct tool *tool, struct report_options *options);
void report_check_policy(struct tool *tool, struct report_options *options);

/* Renders a report as the run's main output. */
void report_print(struct tool *tool, const struct report_options *options,
		  const struct report *report);

#endif
