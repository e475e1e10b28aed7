/*
 * What the files of vk-report share: its options, and the runs it can make.
 */
#ifndef CMD_VK_REPORT_H
#define CMD_VK_REPORT_H

#include "report/group.h"
#include "report/render.h"
#include "tool.h"

struct report_options {
	struct group_query query;
	struct slice explode;
	enum render_format format;
	bool format_given, events, partial, merge, public, oneline, ascii;
	const char *previous, *outcomes, *courses, *listed, *kur, *publish;
};

/* Groups and measures over all records that pass --where. */
void report_groups(struct tool *tool, struct report_options *options);

/* The records as they came, one for each item of --explode's field. */
void report_exploded(struct tool *tool, struct report_options *options);

/* The nightly page. */
void report_page(struct tool *tool, struct report_options *options);

/* Renders a report as the run's main output. */
void report_print(struct tool *tool, const struct report_options *options,
		  const struct report *report);

#endif
