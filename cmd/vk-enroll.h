/*
 * What the files of vk-enroll share: the options and the run so far. Each
 * vk-enroll-*.c tells one story.
 */
#ifndef CMD_VK_ENROLL_H
#define CMD_VK_ENROLL_H

#include "enroll/decide.h"
#include "enroll/decisions.h"
#include "enroll/letter.h"
#include "enroll/members.h"
#include "enroll/person_batch.h"
#include "enroll/repair.h"
#include "enroll/roster.h"
#include "tool.h"

#include <stdio.h>

enum {
	ENROLL_FILES_MAX = 16,
	ENROLL_COLUMNS_MAX = 48,
	ENROLL_ARENA_MAX = 1 << 30
};

struct enroll_options {
	const char *key; /* --key, else $VK_KEY */
	const char *new_key;
	const char *registry[ENROLL_FILES_MAX];
	size_t registry_count;
	const char *registry_out;
	const char *excludes[ENROLL_FILES_MAX];
	size_t exclude_count;
	const char *decisions[ENROLL_FILES_MAX];
	size_t decision_count;
	const char *members; /* FILE or FILE:review */
	const char *listed, *unreached, *repair, *undecided, *letters;
	const char *weights, *fit;
	bool who, subject, criteria, headers, link, clusters;
};

/* A column that may hold numbers or addresses of persons, and whether it does.
 */
struct stray {
	size_t column;
	bool personal;
};

struct near;
struct near_finding;

struct enroll {
	struct tool *tool;
	struct enroll_options options;
	struct policy *policy;
	struct person_key key;
	struct person_batch ids; /* of the records about the one at hand */
	struct input *input;
	struct application_layout layout;
	struct rule_set rules;
	struct repeats repeats;
	struct kept_verdicts verdicts; /* of the first pass */
	struct verdict alone;	       /* the one at hand there */
	struct held held;
	bool is_pipe; /* its records are in held */
	struct registry registry;
	struct near *near; /* NULL: the policy compares nobody */
	struct exclude excludes[ENROLL_FILES_MAX];
	struct roster roster;
	struct repair repair;
	struct decisions decisions;
	struct members members;
	bool members_review; /* their conflicts ask for a look */
	struct office_file undecided;
	struct letter_terms letter_terms;
	struct stray *strays; /* columns that no field names */
	size_t stray_count;
	struct slice *shown; /* a record's fields without strays */
	struct arena arena;
};

/* One application with all that was decided, for whoever writes it down. */
struct enrolled {
	struct record record;
	struct application application;
	struct known known;
	struct verdict verdict;
	struct check_faults faults;
	struct strbuf number;	    /* the application's id */
	struct strbuf duplicate_of; /* or empty */
	struct strbuf duplicate_bits;
	struct strbuf same_nik; /* an application with the same NIK */
	const struct near_finding *finding; /* of duplicate_of, or NULL */
	char person[PERSON_ID_LENGTH + 1];
	enum roster_match listed;
};

/* vk-enroll-options.c: the options, in the order of the usage. */
extern const struct tool_option enroll_own[];
extern const size_t enroll_own_count;

/* Takes the argument of an option by its place in enroll_own. */
void enroll_take_option(struct tool *tool, struct enroll_options *options,
			int option, const char *argument);

/* vk-enroll-passes.c: reads everything once, and knows who repeats. */
void enroll_first_pass(struct enroll *enroll);

/*
 * Decides on every application in turn; false at the end. To be called with
 * the same zeroed struct, prepared by enrolled_init.
 */
void enrolled_init(struct enrolled *enrolled);
bool enroll_next(struct enroll *enroll, struct enrolled *enrolled);
void enrolled_release(struct enrolled *enrolled);

/* vk-enroll-decide.c: fills in what was decided on a record that was read. */
void enroll_decide(struct enroll *enroll, enum read_result result,
		   struct enrolled *enrolled);

/*
 * vk-enroll-doubt.c: NIKs that can't be trusted. What the whole file tells is
 * known once all was read: enroll_doubt_files before repeats_settle, and
 * enroll_doubt in the second pass.
 */
void enroll_doubt_damaged(const struct enroll *enroll,
			  const struct record *record,
			  struct application *application);
void enroll_doubt_files(struct enroll *enroll);
void enroll_doubt(const struct enroll *enroll, enum read_result result,
		  const struct record *record, struct application *application);

/*
 * vk-enroll-strays.c: what may be somebody's name or number and stands where
 * the stream would show it. Unknown columns of tables are watched in the first
 * pass, record by record; from then on it is known which go to the identities.
 * enroll_hide_strays gives what the stream may show of a record: the record
 * itself, or copy, which borrows until the next call. Hidden fields are bits.
 */
void enroll_watch_strays(struct enroll *enroll);
void enroll_look_for_strays(struct enroll *enroll, enum read_result result,
			    const struct record *record);
bool enroll_is_stray(const struct enroll *enroll, size_t column);
const struct record *enroll_hide_strays(const struct enroll *enroll,
					const struct enrolled *enrolled,
					struct record *copy, uint32_t *hidden);

/*
 * vk-enroll-near.c: reads what to compare, where the policy says it, and
 * compares all that was read once; between repeats_settle and repeats_share.
 */
void enroll_begin_near(struct enroll *enroll);
void enroll_find_near(struct enroll *enroll);
void enroll_end_near(struct enroll *enroll);

/* vk-enroll-pairs.c: what comparing found, before and after it is decided. */
void enroll_know_pairs(struct enroll *enroll, struct enrolled *enrolled);
void enroll_set_duplicate(struct enroll *enroll, struct enrolled *enrolled);

/* What each field says for duplicate_of or against it, appended. */
void enroll_tell_bits(const struct enroll *enroll,
		      const struct enrolled *enrolled, struct strbuf *out);

/* vk-enroll-complain.c: tells what is wrong with the values. */
void enroll_complain(struct enroll *enroll, const struct enrolled *enrolled);

/* vk-enroll-complain-repeats.c: what comparing applications found. */
void enroll_complain_of_repeats(struct enroll *enroll,
				const struct enrolled *enrolled);

/*
 * vk-enroll-members.c: the numbers of the first pass, the extract, and what
 * differs. Each only with --members.
 */
void enroll_expect_member(struct enroll *enroll,
			  const struct application *application);
void enroll_read_members(struct enroll *enroll);
void enroll_add_conflicts(struct enroll *enroll,
			  const struct application *application,
			  struct verdict *verdict);

/* vk-enroll-lists.c: registries, exclusion lists, the manpower office's. */
void enroll_read_lists(struct enroll *enroll);

/* vk-enroll-registry.c: the office's own registry, read and written anew. */
void enroll_read_registry(struct enroll *enroll, const char *path);
struct writer *enroll_begin_registry(struct enroll *enroll);
void enroll_put_registry(struct enroll *enroll, struct writer *writer,
			 const struct enrolled *enrolled);

/* vk-enroll-listed.c: the manpower office's list, and whom it names. */
void enroll_read_listed(struct enroll *enroll);
enum roster_match enroll_match_listed(struct enroll *enroll,
				      const struct enrolled *enrolled);
void enroll_write_unreached(struct enroll *enroll);

/* An output's own columns: the fields that fill them, then fixed ones. */
struct enroll_columns {
	const char *names[ENROLL_COLUMNS_MAX];
	enum application_field fields[ENROLL_COLUMNS_MAX];
	size_t field_count, count;
	const char **dropped;
	size_t dropped_count;
};

/* vk-enroll-columns.c */
void enroll_plan_stream(struct enroll *enroll, struct enroll_columns *columns);
void enroll_plan_identities(struct enroll *enroll,
			    struct enroll_columns *columns);

/* As a writer wants them; borrows the columns. */
struct writer_columns
enroll_writer_columns(const struct enroll_columns *columns);

/* vk-enroll-write.c: the stream, the identities, the complaints. */
void enroll_write(struct enroll *enroll);

/* vk-enroll-papers.c: files for the office, each only where it is asked for. */
void enroll_begin_papers(struct enroll *enroll);
void enroll_put_papers(struct enroll *enroll, const struct enrolled *enrolled);
void enroll_end_papers(struct enroll *enroll);

/* vk-enroll-decisions.c: read before the first pass. */
void enroll_read_decisions(struct enroll *enroll);
void enroll_apply_decisions(struct enroll *enroll,
			    const struct application *application,
			    struct slice number, struct verdict *verdict);

/* The same for an application that nobody has named yet. */
void enroll_apply_early(struct enroll *enroll,
			const struct application *application,
			struct verdict *verdict);

/*
 * vk-enroll-one-nik.c: lets decisions lapse by which two applications of one
 * NIK would be accepted; once repeats are settled.
 */
void enroll_keep_niks_single(struct enroll *enroll);

/* What is still to be decided; put only with --undecided. */
void enroll_begin_undecided(struct enroll *enroll);
void enroll_put_undecided(struct enroll *enroll,
			  const struct enrolled *enrolled);
void enroll_end_undecided(struct enroll *enroll);

/* vk-enroll-letters.c: to who was refused; put only with --letters. */
void enroll_begin_letters(struct enroll *enroll);
void enroll_put_letter(struct enroll *enroll, const struct enrolled *enrolled);

/* vk-enroll-criteria.c: the rules as a page. */
void enroll_criteria(struct enroll *enroll);

/* vk-enroll-headers.c: how the columns of files are understood. */
void enroll_headers(struct enroll *enroll);

/* vk-enroll-repair.c: the rows to mend; put only with --repair. */
void enroll_begin_repair(struct enroll *enroll);
void enroll_put_repair(struct enroll *enroll, const struct enrolled *enrolled);
void enroll_end_repair(struct enroll *enroll);

/* vk-enroll-person.c: --new-key and --who. */
void enroll_new_key(struct tool *tool, const char *path);
void enroll_load_key(struct enroll *enroll);
void enroll_who(struct enroll *enroll);

/*
 * Asks for one line (prompting on a terminal), trimmed; false at the end. What
 * names a person is asked for so, and never taken from the command line.
 */
bool enroll_ask(struct tool *tool, const char *question, FILE *from,
		struct strbuf *answer);

/* vk-enroll-subject.c: all that files hold on one person. */
void enroll_subject(struct enroll *enroll);

/* vk-enroll-explain.c */
void enroll_explain(struct enroll *enroll);

/* vk-enroll-story-rule.c: a rule's result in words, and all of it, appended. */
const char *enroll_result_text(const struct tool *tool,
			       const struct rule_finding *finding);
void enroll_tell_rule(const struct tool *tool,
		      const struct rule_finding *finding, struct strbuf *out);

/* vk-enroll-story.c: appends one application's story. */
void enroll_tell_story(const struct enroll *enroll,
		       const struct enrolled *enrolled, struct strbuf *out);

/* vk-enroll-story-json.c: the decision as the first of the JSON Lines. */
void enroll_tell_decision(const struct enroll *enroll,
			  const struct enrolled *enrolled, struct strbuf *out);

/* What the rule of a reason finds; false where none of that code applies. */
bool enroll_find_rule(const struct enroll *enroll,
		      const struct enrolled *enrolled, struct slice item,
		      struct rule_finding *finding);

/* What the rule of a reason found, as a sentence, appended. */
void enroll_say_rule(const struct enroll *enroll,
		     const struct enrolled *enrolled, struct slice item,
		     struct strbuf *out);

/* vk-enroll-weights.c: the weights file, chosen and read. */
struct weights;
void enroll_load_weights(struct enroll *enroll, struct weights *weights);

/* vk-enroll-link.c: --link, with --clusters and --fit. */
void enroll_link(struct enroll *enroll);

/* vk-enroll-policy.c: --check-policy. */
void enroll_check_policy(struct tool *tool, const struct policy *policy);

/* Notes values of the policy that are past their review, once a run. */
void enroll_note_reviews(struct enroll *enroll);

#endif
