/*
 * vk-report: streams in, a report out. With --by (or a measure) the answer to
 * one question, with --explode alone the records taken apart, else the
 * nightly page.
 */
#include "vk-report.h"

enum {
	BY,
	COUNT,
	SUM,
	MEAN,
	MIN,
	MAX,
	SHARE,
	WHERE,
	EXPLODE,
	FORMAT,
	ASCII,
	PREVIOUS,
	COURSES,
	OUTCOMES,
	LISTED,
	PARTIAL,
	MERGE,
	ONELINE,
	EVENTS,
	PUBLIC,
	PUBLISH,
	KUR,
	OPTIONS
};

enum { PATHS_MAX = 1024 * 1024 };

static const struct tool_option own[] = {
	[BY] = {"by", 0, "FIELD[,FIELD]", "kelompokkan menurut isi kolom",
		"group by the values of fields"},
	[COUNT] = {"count", 0, NULL, "jumlah catatan", "number of records"},
	[SUM] = {"sum", 0, "FIELD", "jumlah nilai", "sum of the values"},
	[MEAN] = {"mean", 0, "FIELD", "rata-rata", "mean of the values"},
	[MIN] = {"min", 0, "FIELD", "nilai terkecil", "smallest value"},
	[MAX] = {"max", 0, "FIELD", "nilai terbesar", "largest value"},
	[SHARE] = {"share", 0, NULL, "bagian dari semua catatan",
		   "share of all records"},
	[WHERE] = {"where", 0, "FIELD=VALUE",
		   "hanya catatan yang sama (!=: beda)",
		   "only records that equal (!=: differ)"},
	[EXPLODE] = {"explode", 0, "FIELD", "satu baris tiap butir daftar",
		     "one row for each item of a list"},
	[FORMAT] = {"format", 0, "FORMAT", "text tsv csv json html xlsx pdf",
		    "text tsv csv json html xlsx pdf"},
	[ASCII] = {"ascii", 0, NULL, "text tanpa huruf di luar ASCII",
		   "text without characters outside ASCII"},
	[PREVIOUS] = {"previous", 0, "FILE", "halaman terdahulu (json)",
		      "an earlier page (json)"},
	[COURSES] = {"courses", 'c', "FILE", "kelas: kejuruan, harga, PKS",
		     "courses: vocation, price, agreement"},
	[OUTCOMES] = {"outcomes", 0, "FILE", "kabar lulusan",
		      "what became of graduates"},
	[LISTED] = {"listed", 0, "FILE", "daftar Dinas Tenaga Kerja",
		    "the manpower office's list"},
	[PARTIAL] = {"partial", 0, NULL, "rekap yang dapat digabung",
		     "totals that can be merged"},
	[MERGE] = {"merge", 0, NULL, "gabungkan rekap", "merge totals"},
	[ONELINE] = {"oneline", 0, NULL, "satu baris", "one line"},
	[EVENTS] = {"events", 0, NULL, "satu baris tiap orang dan tahap",
		    "one line a person and stage"},
	[PUBLIC] = {"public", 0, NULL, "halaman untuk umum: sel kecil ditutup",
		    "the page for everybody: small cells are hidden"},
	[PUBLISH] = {"publish", 0, "DIR", "CSV dan datapackage.json",
		     "CSV and datapackage.json"},
	[KUR] = {"kur", 0, "FILE", "daftar rujukan KUR (xlsx, 0600)",
		 "referral list for KUR (xlsx, 0600)"},
};

static void add_measure(struct tool *tool, struct report_options *options,
			int option, const char *argument)
{
	static const enum measure_kind kinds[] = {
		[COUNT] = MEASURE_COUNT, [SUM] = MEASURE_SUM,
		[MEAN] = MEASURE_MEAN,	 [MIN] = MEASURE_MIN,
		[MAX] = MEASURE_MAX,	 [SHARE] = MEASURE_SHARE,
	};
	bool of_records = option == COUNT || option == SHARE;
	struct slice field = {0};

	if (!of_records)
		field = slice_of(argument);
	if (!group_add_measure(&options->query, kinds[option], field,
			       &tool->diag))
		tool_fail(tool);
}

/* Options that only name a file or are on; false for another. */
static bool take_plain(struct report_options *options, int option,
		       const char *argument)
{
	bool *const flags[OPTIONS] = {
		[ASCII] = &options->ascii,   [PARTIAL] = &options->partial,
		[MERGE] = &options->merge,   [ONELINE] = &options->oneline,
		[EVENTS] = &options->events, [PUBLIC] = &options->public,
	};
	const char **const paths[OPTIONS] = {
		[PREVIOUS] = &options->previous, [COURSES] = &options->courses,
		[OUTCOMES] = &options->outcomes, [LISTED] = &options->listed,
		[PUBLISH] = &options->publish,	 [KUR] = &options->kur,
	};

	if (flags[option] != NULL)
		*flags[option] = true;
	else if (paths[option] != NULL)
		*paths[option] = argument;
	return flags[option] != NULL || paths[option] != NULL;
}

static void take_option(struct tool *tool, struct report_options *options,
			int option, const char *argument)
{
	bool taken = true;

	switch (option) {
	case BY:
		taken = group_add_fields(&options->query, slice_of(argument),
					 &tool->diag);
		break;
	case WHERE:
		taken = group_add_condition(&options->query, slice_of(argument),
					    &tool->diag);
		break;
	case EXPLODE:
		options->explode = slice_of(argument);
		break;
	case FORMAT:
		options->format_given = true;
		taken = render_format_named(argument, &options->format,
					    &tool->diag);
		break;
	default:
		if (take_plain(options, option, argument))
			return;
		add_measure(tool, options, option, argument);
	}
	if (!taken)
		tool_fail(tool);
}

static void run(struct tool *tool, struct report_options *options)
{
	const struct group_query *query = &options->query;
	bool asked = query->field_count + query->measure_count > 0;
	bool taken_apart = options->explode.length > 0;

	if (query->condition_count > 0 && !asked && !taken_apart)
		tool_die(tool, "--where goes with --by, a measure or "
			       "--explode; all else is of everybody");
	if ((asked || taken_apart) + options->events + (options->kur != NULL) >
	    1)
		tool_die(tool, "a question (--by, a measure, --explode), "
			       "--events or --kur, one at a time");
	if (tool->check_policy)
		report_check_policy(tool, options);
	else if (tool->explain)
		report_explain(tool, options);
	else if (asked)
		report_groups(tool, options);
	else if (taken_apart)
		report_exploded(tool, options);
	else if (options->events)
		report_events(tool, options);
	else if (options->kur != NULL)
		report_kur(tool, options);
	else
		report_page(tool, options);
}

static const struct tool_about about = {"vk-report", "[options] [file ...]",
					own, sizeof own / sizeof own[0]};

int main(int argc, char **argv)
{
	struct report_options options = {0};
	const char *argument;
	struct tool tool;
	int option, status;

	tool_begin(&tool, &about, argc, argv);
	while ((option = tool_option(&tool, &argument)) >= 0)
		take_option(&tool, &options, option, argument);
	if (!options.format_given)
		options.format = render_format_of(tool.output);
	arena_init(&options.paths, PATHS_MAX);
	run(&tool, &options);
	status = tool_finish(&tool);
	arena_release(&options.paths);
	return status;
}
