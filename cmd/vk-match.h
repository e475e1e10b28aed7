/*
 * The parts of vk-match: what is loaded, decided and written in one run.
 */
#ifndef CMD_VK_MATCH_H
#define CMD_VK_MATCH_H

#include "match/assignment.h"
#include "match/closing.h"
#include "match/intake.h"
#include "match/lottery.h"
#include "match/market.h"
#include "match/reasons.h"
#include "match/rematch.h"
#include "match/result.h"
#include "match/seats.h"
#include "match/waiting.h"
#include "tool.h"

/* What is printed instead of the records. */
enum match_report {
	REPORT_NONE,
	REPORT_DEMAND,
	REPORT_COMMIT,
	REPORT_WHAT_IF,
	REPORT_COMPARE,
	REPORT_SIMULATE
};

struct match_options {
	const char *courses, *priorities, *seed, *lottery, *key_id;
	const char *commitment, *previous, *answers, *rematch;
	const char *courses_out, *record, *assignments, *slips, *call;
	const char *verify;
	enum match_report report;
	int64_t draws; /* --simulate */
};

struct audit;

struct match_run {
	struct tool *tool;
	struct audit *audit; /* --verify only */
	const struct match_options *options;
	struct arena arena;
	struct policy *policy;
	struct match_rules rules;
	struct courses courses;
	struct priority priority;
	struct interview interview;
	struct applicants applicants;
	struct market market;
	struct lottery_shares shares;
	uint32_t *ranking; /* the market's */
	struct seats seats;
	struct assignment first, rest;
	bool has_rest;
	struct closings closings;
	struct waiting waiting;
	struct reasons reasons;
	struct rematch rematch;
	uint8_t *kept; /* by applicant, for rematch */
	struct intake intake;
	struct input *input;
	bool reads_twice;
	struct held held;	     /* where it doesn't */
	unsigned long long row_line; /* in the small file that is read */
	struct date day;
	size_t counts[MATCH_STATUSES];
	struct writer *writer;	   /* of the records, or NULL */
	struct calls *calls;	   /* --call, or NULL */
	struct set others;	   /* --slips: whose record took no part */
	struct strbuf asked;	   /* --explain: the person */
	bool told, met;		   /* the story is out; a record took no part */
	struct strbuf left_reason; /* of somebody who left */
};

/* Policy, courses, lists and applicants, with the seats laid out. */
void match_load_rules(struct match_run *run);
void match_load_applicants(struct match_run *run);

/* What the options set takes the place of what the policy says. */
void match_take_options(const struct match_options *options,
			struct match_rules *rules);

/* The policy's in_person_capacity_percent on the as-of day, or -1. */
int64_t match_in_person_percent(struct tool *tool, struct policy *policy,
				const struct match_rules *rules);

/* --previous and --answers. */
void match_load_rematch(struct match_run *run);

/* The hash that --commit prints. */
void match_commitment(struct match_run *run, char hash[DIGEST_HEX_SIZE]);

/* Closings, second stage, waiting lists. */
void match_solve(struct match_run *run);

/* The records with what was decided about each. */
void match_write(struct match_run *run);

/* One record after the other, once more; damaged ones are told by *damaged. */
bool match_next_again(struct match_run *run, struct record *record,
		      bool *damaged);

/*
 * How many applicants a file will have, judged by its first records, of which
 * count take part: told once, 0 else and where it can't be known.
 */
struct match_guess {
	uint64_t bytes;
	size_t records;
};
size_t match_guess(struct match_guess *guess, const struct input *input,
		   const struct record *record, size_t count);

/* Rows of a file of one's own, with the columns of the given names. */
void match_each_row(struct match_run *run, const char *path,
		    const char *const *columns,
		    void (*take)(struct match_run *run,
				 const struct slice *row));

/* Ends the run; the diag is about the row at hand of this file. */
void match_fail_row(struct match_run *run, const char *path);

/* Files beside the records. */
void match_write_courses(struct match_run *run);
void match_write_record(struct match_run *run);

/* Result slips, the list of calls, and one person's story. */
void match_begin_slips(struct match_run *run);
void match_write_slip(struct match_run *run, struct slice person,
		      enum match_status status, const struct slice *values);
void match_end_slips(struct match_run *run);
void match_begin_calls(struct match_run *run);
void match_add_call(struct match_run *run, uint32_t number, struct slice person,
		    const struct slice *values);
void match_write_calls(struct match_run *run);
void match_ask(struct match_run *run, struct strbuf *asked);
void match_tell_story(struct match_run *run, struct slice person,
		      enum match_status status, const struct slice *values);
void match_end_story(struct match_run *run);

/* Reports instead of the records. */
void match_report(struct match_run *run);
void match_report_demand(struct match_run *run);
void match_report_comparison(struct match_run *run);

/* --verify: proves a published result; returns the exit status. */
int match_verify(struct tool *tool, const struct match_options *options);

#endif
