/*
 * What the five commands share: the only place that reads argv, prints or
 * exits. A command's main() reads as its story; this is how it is told.
 */
#ifndef CMD_TOOL_H
#define CMD_TOOL_H

#include "base/diag.h"
#include "base/strbuf.h"
#include "stream/held.h"
#include "stream/input.h"
#include "stream/policy.h"
#include "stream/writer.h"
#include "value/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TOOL_DONE = 0,	   /* all done, ordinary rejections included */
	TOOL_WAITING = 1,  /* done, and something waits for a person */
	TOOL_NOT_DONE = 2, /* the output must not be used */
	TOOL_PATHS_MAX = 16
};

/* One option of a command. letter is 0 where there is only the long form. */
struct tool_option {
	const char *name;
	char letter;
	const char *argument; /* NULL: a flag */
	const char *help_id, *help_en;
};

enum tool_errors { TOOL_ERRORS_TEXT, TOOL_ERRORS_CSV, TOOL_ERRORS_JSON };

/*
 * The common options after reading, and the run so far. Commands read the
 * fields; only tool.c changes them.
 */
struct tool {
	const char *name; /* "vk-match" */
	const char *policies[TOOL_PATHS_MAX];
	size_t policy_count;
	const char *identities; /* -i, $VK_IDENTITIES, or NULL */
	const char *output;	/* -o, or "-" */
	struct date as_of;
	bool as_of_given;
	enum language language;
	enum tool_errors errors;
	bool seal, unsealed, quiet, explain, check_policy;
	bool show_values;
	enum input_kind input_kind;
	enum date_order date_order;
	unsigned shard, shards;	  /* --shard I/N; shards is 0 without it */
	const char *const *paths; /* operands */
	size_t path_count;
	struct diag diag; /* for whatever is called next */

	/* private to tool.c */
	const struct tool_option *own;
	size_t own_count;
	const char *synopsis;
	char **argv;
	int argc;
	const char *alarm_on, *run_log, *purpose;
	struct tool_run *run;
};

/* What a command is called, takes, and offers. */
struct tool_about {
	const char *name;     /* "vk-match" */
	const char *synopsis; /* "[options] [file ...]" */
	const struct tool_option *own;
	size_t own_count;
};

/*
 * Begins a run. Sets the language, the seal and the as-of day from the
 * environment. What about points to is borrowed for the run.
 */
void tool_begin(struct tool *tool, const struct tool_about *about, int argc,
		char **argv);

/*
 * The next of the command's own options: its index in own, with the argument
 * (NULL for a flag); -1 when there are no more, and then the common options
 * and operands are in the tool. -h, -V and wrong use print and exit.
 */
int tool_option(struct tool *tool, const char **argument);

/* The as-of day; without one the run ends (law 3: there is no clock). */
struct date tool_as_of(struct tool *tool);

/*
 * Loads the policy from -p, else $VK_POLICY, else policy.yaml. With optional
 * set and none named, a missing policy.yaml gives NULL; every other failure
 * ends the run. Its digest goes into the run log.
 */
struct policy *tool_policy(struct tool *tool, bool optional);

/*
 * Opens the operands (or standard input) as input; ends the run on failure.
 * The office's own header names are taken from the policy (may be NULL);
 * required (ends with NULL, may be NULL) are fields a table must have.
 */
struct input *tool_input(struct tool *tool, struct policy *policy,
			 const char *const *required);

/*
 * The same for files of one's own: -c, --registry, --corrections ... The names
 * are copied; the input stays open until tool_finish.
 */
struct input *tool_open(struct tool *tool, struct policy *policy,
			const char *const *paths, size_t count,
			const char *const *required);

/*
 * --shard I/N leaves to a run the records whose person hashes to part I, or
 * whose application does where there is no person. Of the operands, tool_next
 * and tool_scan pass over the others. A tool for which they count all the same
 * calls tool_read_whole before tool_input, and asks of each record whether it
 * is its own to write.
 */
void tool_read_whole(struct tool *tool);
bool tool_is_mine(const struct tool *tool, struct slice person,
		  struct slice application);
bool tool_record_is_mine(const struct tool *tool, const struct input *input,
			 const struct record *record);

/* Whether this run writes what is of no single record: the first shard does. */
static inline bool tool_is_first(const struct tool *tool)
{
	return tool->shard <= 1;
}

/*
 * The next record of an input, as input_next, but a broken stream ends the run
 * (exit 2), the progress line is kept, and a READ_BAD row is told and counted
 * (tool_complain) before it is returned.
 */
enum read_result tool_next(struct tool *tool, struct input *input,
			   struct record *record);

/*
 * As tool_next, but tells and counts nothing: for a first pass over a file
 * that is read twice. tool_rewind then begins the second.
 */
enum read_result tool_scan(struct tool *tool, struct input *input,
			   struct record *record);

/* As input_choose, for some columns; --shard keeps those that it needs. */
void tool_choose(struct tool *tool, struct input *input, const size_t *columns,
		 size_t count);

void tool_rewind(struct tool *tool, struct input *input);

/*
 * The same for a pipe, which can't be read twice: held.h with tool_fail where
 * it fails.
 */
void tool_hold(struct tool *tool, struct held *held, enum read_result result,
	       const struct record *record);
enum read_result tool_next_held(struct tool *tool, struct held *held,
				struct record *record);

/* The writer of the run's main output (-o); ends the run on failure. */
struct writer *tool_writer(struct tool *tool, const struct header *input,
			   const struct writer_columns *columns);

/* As writer_put, but a failure ends the run (silently on SIGPIPE). */
void tool_put(struct tool *tool, struct writer *writer,
	      const struct record *record, const struct slice *own);

/*
 * For a tool that prints something else than a stream: its main output, which
 * tool_print writes to and tool_finish commits.
 */
void tool_print(struct tool *tool, struct slice text);

/*
 * Writes one file besides the main output, whole or not at all (at
 * tool_finish). Ends the run on failure.
 */
void tool_save(struct tool *tool, const char *path, mode_t mode,
	       struct slice content);

/*
 * The same for a folder of many: letters, slips, lists. The path is copied.
 * False where this run has written the path already; nothing is done then.
 */
bool tool_paper(struct tool *tool, const char *path, mode_t mode,
		struct slice content);

/*
 * The same by a name that this run has not written yet: stem
 * and ending, and where that is taken "__2" between them, and so on.
 */
void tool_paper_numbered(struct tool *tool, const char *stem,
			 const char *ending, mode_t mode, struct slice content);

/*
 * A file besides the main output whose bytes the caller writes; a workbook, of
 * mode 0600, by the path that is returned. Committed by tool_finish, gone where
 * the run fails. Valid until then.
 */
struct file_output *tool_side(struct tool *tool, const char *path, mode_t mode);
const char *tool_side_book(struct tool *tool, const char *path);

/*
 * A further stream written as the run goes (identities, registry, evidence):
 * committed by tool_finish, before the main output. mode is 0600 for what
 * names persons.
 */
struct writer *tool_side_writer(struct tool *tool, const char *path,
				mode_t mode, const struct header *input,
				const struct writer_columns *columns);

/* A trouble with one record, for tool_complain. */
struct complaint {
	const char *code;     /* "V-NIK-LEN", "missing-cell" */
	const char *severity; /* "error", "warning", "note" */
	const char *field;    /* or NULL */
	size_t column;	      /* of the table, from 0; COLUMN_NONE */
	struct slice value;   /* masked unless --show-values */
	const char *message;
};

/*
 * Tells a record's trouble on standard error in the form of --errors; the
 * text form is "file:line:column: severity: CODE: message". The same code is
 * printed 20 times, then counted. Does not change the exit status.
 */
void tool_complain(struct tool *tool, const struct record *record,
		   const struct complaint *complaint);

/* A warning or note of the run: "tool: ..." on standard error; not with -q. */
void tool_note(struct tool *tool, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Ends the run: "tool: message" from tool->diag; exit 2; nothing is left. */
_Noreturn void tool_fail(struct tool *tool);

/* The same with a message of its own. */
_Noreturn void tool_die(struct tool *tool, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Counts records under a status, for the run log and --alarm-on. waits tells
 * that it waits for a person (review, incomplete, held ...), which makes the
 * exit status 1 unless --alarm-on names other statuses.
 */
void tool_count_many(struct tool *tool, struct slice status, uint64_t count,
		     bool waits);

static inline void tool_count(struct tool *tool, struct slice status,
			      bool waits)
{
	tool_count_many(tool, status, 1, waits);
}

/*
 * The path of a file that comes with the programs, as "banks/NAME.layout":
 * beside the program where it was built, else where both are installed. The
 * path lives as long as the tool; whether the file is there is not said.
 */
const char *tool_shipped(struct tool *tool, const char *name);

/* Names an input file (policy, courses) whose hash belongs in the run log. */
void tool_used(struct tool *tool, const char *path);

/*
 * Ends the run well: says what was counted but not printed, commits side
 * outputs and then the main one, writes the run log, and gives the status for
 * main() to return.
 */
int tool_finish(struct tool *tool);

/* A text in the run's language. */
static inline const char *tool_say(const struct tool *tool,
				   const char *indonesian, const char *english)
{
	return tool->language == LANGUAGE_ID ? indonesian : english;
}

#endif
