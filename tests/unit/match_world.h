/*
 * Small invented matching problems for tests: made from a seed, solved by the
 * room as vk-match does it, and looked at by the auditor.
 */
#ifndef TESTS_MATCH_WORLD_H
#define TESTS_MATCH_WORLD_H

#include "match/audit.h"
#include "match/budget.h"
#include "match/closing.h"
#include "match/drawn.h"
#include "match/intake.h"
#include "match/ranking.h"
#include "match/rematch.h"
#include "match/result.h"
#include "match/waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
	WORLD_PEOPLE = 48,
	WORLD_COURSES = 9,
	WORLD_CHOICES = 5,
	WORLD_TEXT = 48
};

enum {
	PERSON_ID,
	PERSON_STATUS,
	PERSON_CATEGORY,
	PERSON_DISTRICT,
	PERSON_WOMAN,
	PERSON_DISABLED,
	PERSON_MODE,
	PERSON_ACCESS,
	PERSON_SINCE,
	PERSON_CHOICE,
	PERSON_FIELDS = PERSON_CHOICE + WORLD_CHOICES
};

enum {
	COURSE_FIELD_ID,
	COURSE_FIELD_CAPACITY,
	COURSE_FIELD_MINIMUM,
	COURSE_FIELD_PROVIDER,
	COURSE_FIELD_DISTRICT,
	COURSE_FIELD_MODE,
	COURSE_FIELD_ACCESSIBLE,
	COURSE_FIELD_COST,
	COURSE_FIELDS
};

/* What a problem has besides seats and choices. */
enum world_features {
	WORLD_PLAIN = 0,
	WORLD_BONUS = 1,
	WORLD_RESERVES = 2,
	WORLD_CAPS = 4,
	WORLD_MINIMA = 8,
	WORLD_STAGES = 16,
	WORLD_BUDGET = 32,
	WORLD_BY_COURSE = 64,
	WORLD_BARS = 128,
	WORLD_LISTS = 256
};

struct world {
	unsigned features;
	uint64_t random;
	size_t people, courses;
	char person[WORLD_PEOPLE][PERSON_FIELDS][WORLD_TEXT];
	char course[WORLD_COURSES][COURSE_FIELDS][WORLD_TEXT];
	unsigned ranks[WORLD_COURSES][WORLD_PEOPLE]; /* 0: not listed */
	struct match_rules rules;
	struct tier_rule tiers[3];
	struct condition_part parts[8];
	struct slice words[8];
	/* What came out. */
	char result[WORLD_PEOPLE][RESULT_COLUMNS][512];
	size_t placed, placed_before_opening, closed;
	bool failed; /* refused, as for a tie without seed */
	char message[DIAG_SIZE];
};

static const char *const world_person_fields[PERSON_FIELDS] = {
	"person",   "enroll_status", "category",     "district", "woman",
	"disabled", "mode_ok",	     "needs_access", "since",	 "choice1",
	"choice2",  "choice3",	     "choice4",	     "choice5"};
static const char *const world_course_fields[COURSE_FIELDS] = {
	"course",   "capacity", "minimum",    "provider",
	"district", "mode",	"accessible", "cost_rupiah"};

static inline unsigned world_random(struct world *world, unsigned below)
{
	world->random =
		world->random * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)((world->random >> 33) % below);
}

static inline struct condition world_condition(struct world *world, size_t at,
					       const char *field,
					       const char *word)
{
	world->words[at] = slice_of(word);
	world->parts[at] = (struct condition_part){slice_of(field), COLUMN_NONE,
						   &world->words[at], 1};
	return (struct condition){&world->parts[at], 1};
}

static inline void world_set_rules(struct world *world)
{
	struct match_rules *rules = &world->rules;

	*rules = (struct match_rules){.budget_rupiah = -1,
				      .seed = SLICE("benih")};
	world->tiers[0] = (struct tier_rule){
		SLICE("phk"), world_condition(world, 0, "category", "phk")};
	world->tiers[1] = (struct tier_rule){
		SLICE("bpu"), world_condition(world, 1, "category", "bpu")};
	rules->tiers = world->tiers;
	rules->tier_count = world_random(world, 3);
	if (world_random(world, 2) == 0)
		rules->then[rules->then_count++] = (struct then_rule){
			SLICE("since"), THEN_DATE, world_random(world, 2) == 0};
	if (world->features & WORLD_BONUS)
		rules->bonuses[rules->bonus_count++] =
			(struct bonus_rule){20, SLICE("district"), {0}};
	rules->lottery_by_course = world->features & WORLD_BY_COURSE;
	if (world->features & WORLD_STAGES) {
		rules->choices_max = 1 + world_random(world, 3);
		rules->leftover = true;
	}
	if (world->features & WORLD_BUDGET)
		rules->budget_rupiah = 20 + world_random(world, 60);
}

static inline void world_set_quotas(struct world *world)
{
	static struct slice one_course[] = {{"c1", 2}};
	struct match_rules *rules = &world->rules;

	if (world->features & WORLD_RESERVES) {
		rules->reserves[0] = (struct reserve_rule){
			.name = SLICE("women"),
			.when = world_condition(world, 2, "woman", "yes"),
			.percent = 30,
			.hard = world_random(world, 2) == 0,
			.after = world_random(world, 2) == 0};
		rules->reserves[1] = (struct reserve_rule){
			.name = SLICE("disability"),
			.when = world_condition(world, 3, "disabled", "yes"),
			.seats = 1,
			.hard = world_random(world, 2) == 0,
			.after = world_random(world, 2) == 0,
			.courses = one_course,
			.course_count = world_random(world, 2)};
		rules->reserve_count = 1 + world_random(world, 2);
	}
	if (!(world->features & WORLD_CAPS))
		return;
	rules->caps[0] = (struct cap_rule){.name = SLICE("provider"),
					   .limit = 1 + world_random(world, 6),
					   .each = SLICE("provider")};
	rules->caps[1] = (struct cap_rule){
		.name = SLICE("branch"), .limit = 3 + world_random(world, 12)};
	rules->cap_count = 1 + world_random(world, 2);
}

static inline void world_set_courses(struct world *world)
{
	static const char *const modes[] = {"in_person", "online", "blended",
					    ""};

	for (size_t i = 0; i < world->courses; i++) {
		char(*field)[WORLD_TEXT] = world->course[i];
		unsigned capacity = world_random(world, 6);
		bool minima = world->features & WORLD_MINIMA;
		bool bars = world->features & WORLD_BARS;

		snprintf(field[COURSE_FIELD_ID], WORLD_TEXT, "c%zu", i + 1);
		snprintf(field[COURSE_FIELD_CAPACITY], WORLD_TEXT, "%u",
			 capacity);
		snprintf(field[COURSE_FIELD_MINIMUM], WORLD_TEXT, "%u",
			 minima ? world_random(world, capacity + 2) : 0);
		snprintf(field[COURSE_FIELD_PROVIDER], WORLD_TEXT, "lpk%zu",
			 i / 3);
		snprintf(field[COURSE_FIELD_DISTRICT], WORLD_TEXT, "%u",
			 world_random(world, 3));
		snprintf(field[COURSE_FIELD_MODE], WORLD_TEXT, "%s",
			 bars ? modes[world_random(world, 4)] : "");
		snprintf(field[COURSE_FIELD_ACCESSIBLE], WORLD_TEXT, "%s",
			 !bars || world_random(world, 2) == 0 ? "yes" : "no");
		snprintf(field[COURSE_FIELD_COST], WORLD_TEXT, "%u",
			 1 + world_random(world, 5));
	}
}

static inline const char *world_choice(struct world *world, char *text)
{
	unsigned course = world_random(world, (unsigned)world->courses + 1);

	if (world_random(world, 12) == 0)
		return "";
	if (course == world->courses && world_random(world, 3) == 0)
		return "elsewhere:1";
	snprintf(text, WORLD_TEXT, "c%zu", course % world->courses + 1);
	return text;
}

static inline void world_set_people(struct world *world)
{
	static const char *const categories[] = {"phk", "bpu", "pmi"};
	static const char *const modes[] = {"", "in_person", "online", "both"};

	for (size_t i = 0; i < world->people; i++) {
		char(*field)[WORLD_TEXT] = world->person[i];
		bool bars = world->features & WORLD_BARS;
		char text[WORLD_TEXT];

		snprintf(field[PERSON_ID], WORLD_TEXT, "p%02zu", i);
		snprintf(field[PERSON_STATUS], WORLD_TEXT, "%s",
			 world_random(world, 15) == 0 ? "rejected"
						      : "accepted");
		snprintf(field[PERSON_CATEGORY], WORLD_TEXT, "%s",
			 categories[world_random(world, 3)]);
		snprintf(field[PERSON_DISTRICT], WORLD_TEXT, "%u",
			 world_random(world, 3));
		snprintf(field[PERSON_WOMAN], WORLD_TEXT, "%s",
			 world_random(world, 3) == 0 ? "yes" : "no");
		snprintf(field[PERSON_DISABLED], WORLD_TEXT, "%s",
			 world_random(world, 6) == 0 ? "yes" : "no");
		snprintf(field[PERSON_MODE], WORLD_TEXT, "%s",
			 bars ? modes[world_random(world, 4)] : "");
		snprintf(field[PERSON_ACCESS], WORLD_TEXT, "%s",
			 bars && world_random(world, 5) == 0 ? "yes" : "");
		snprintf(field[PERSON_SINCE], WORLD_TEXT, "2020-0%u-01",
			 1 + world_random(world, 4));
		if (world_random(world, 6) == 0)
			field[PERSON_SINCE][0] = '\0';
		for (size_t j = 0; j < WORLD_CHOICES; j++)
			snprintf(field[PERSON_CHOICE + j], WORLD_TEXT, "%s",
				 world_choice(world, text));
	}
}

/* About half of the courses rank most people themselves, with some ties. */
static inline void world_set_lists(struct world *world)
{
	for (size_t c = 0; c < world->courses; c++) {
		for (size_t p = 0; p < world->people; p++)
			world->ranks[c][p] =
				c % 2 == 0 && world_random(world, 5) > 0
					? 1 + world_random(world, 9)
					: 0;
	}
}

static inline void world_init(struct world *world, uint64_t seed,
			      unsigned features)
{
	memset(world, 0, sizeof *world);
	world->random = seed * 0x9e3779b97f4a7c15U + 1;
	world->features = features;
	world_random(world, 2);
	world->people = 3 + world_random(world, WORLD_PEOPLE - 2);
	world->courses = 2 + world_random(world, WORLD_COURSES - 1);
	world_set_rules(world);
	world_set_quotas(world);
	world_set_courses(world);
	world_set_people(world);
	if (features & WORLD_LISTS)
		world_set_lists(world);
}

/* A row of texts as a record; fields has room for them. */
static inline struct record world_record(char (*texts)[WORLD_TEXT],
					 size_t count, struct slice *fields)
{
	for (size_t i = 0; i < count; i++)
		fields[i] = slice_of(texts[i]);
	return (struct record){.fields = fields, .count = count};
}

static inline struct header world_header(const char *const *names, size_t count,
					 struct slice *slices)
{
	for (size_t i = 0; i < count; i++)
		slices[i] = slice_of(names[i]);
	return (struct header){slices, count};
}

/* The parts of a run, as vk-match holds them. */
struct world_run {
	struct courses courses;
	struct interview interview;
	struct priority priority;
	struct applicants applicants;
	struct market market;
	struct lottery_shares shares;
	uint32_t *ranking;
	struct seats seats;
	struct assignment first, rest;
	bool has_rest;
	struct closings closings;
	struct waiting waiting;
	struct intake intake;
	struct rematch rematch;
	uint8_t kept[WORLD_PEOPLE];
	struct diag diag;
};

static inline void world_load_courses(struct world *world,
				      struct world_run *run)
{
	struct slice names[COURSE_FIELDS], fields[COURSE_FIELDS];
	struct header header =
		world_header(world_course_fields, COURSE_FIELDS, names);

	assert_true(courses_begin(&run->courses, &header, &run->diag));
	for (size_t i = 0; i < world->courses; i++) {
		struct record record =
			world_record(world->course[i], COURSE_FIELDS, fields);

		assert_true(courses_add(&run->courses, &record, &run->diag));
	}
	assert_true(courses_end(&run->courses, (struct date){0}, &run->diag));
}

static inline void world_load_lists(struct world *world, struct world_run *run)
{
	assert_true(interview_init(&run->interview, &run->courses, &run->diag));
	if (!(world->features & WORLD_LISTS))
		return;
	for (size_t c = 0; c < world->courses; c++) {
		for (size_t p = 0; p < world->people; p++) {
			char rank[WORLD_TEXT];
			struct slice row[3] = {
				slice_of(world->course[c][COURSE_FIELD_ID]),
				slice_of(world->person[p][PERSON_ID]),
				{rank, 0}};

			if (world->ranks[c][p] == 0)
				continue;
			snprintf(rank, sizeof rank, "%u", world->ranks[c][p]);
			row[2] = slice_of(rank);
			assert_true(interview_add(&run->interview,
						  &run->courses, row,
						  &run->diag));
		}
	}
	interview_end(&run->interview, &run->courses, true);
	run->market.interview = &run->interview;
}

static inline void world_load_people(struct world *world, struct world_run *run,
				     struct rematch *rematch)
{
	struct slice names[PERSON_FIELDS], fields[PERSON_FIELDS];
	struct header header =
		world_header(world_person_fields, PERSON_FIELDS, names);

	assert_true(
		intake_init(&run->intake, &world->rules, &header, &run->diag));
	assert_true(priority_init(&run->priority, &world->rules, &run->courses,
				  &header, &run->diag));
	run->market.first_choices = run->intake.width;
	if (world->rules.choices_max > 0)
		run->market.first_choices = (size_t)world->rules.choices_max;
	applicants_init(&run->applicants, run->intake.width,
			world->rules.bonus_count,
			run->market.interview != NULL);
	for (size_t i = 0; i < world->people; i++) {
		struct record record =
			world_record(world->person[i], PERSON_FIELDS, fields);
		struct applicant applicant;
		uint16_t course = COURSE_NONE;

		if (!intake_is_accepted(&run->intake, &record))
			continue;
		if (rematch != NULL &&
		    rematch_has_left(
			    rematch_find(rematch, fields[PERSON_ID], &course)))
			continue;
		intake_read(&run->intake, &run->market, &record, &applicant);
		assert_true(applicants_add(&run->applicants, &applicant,
					   &run->diag));
		assert_true(rematch == NULL ||
			    rematch_note(rematch, &run->applicants, course,
					 &run->diag));
		run->market.lottery = run->applicants.lottery;
	}
}

static inline void world_order_people(struct world_run *run)
{
	bool has_seed = market_has_seed(&run->market);
	const uint64_t *numbers = has_seed ? run->applicants.lottery : NULL;
	uint32_t *drawn;

	assert_true(drawn_check(&run->applicants, numbers, &drawn, &run->diag));
	if (has_seed)
		lottery_shares_init(&run->shares, numbers, drawn,
				    run->applicants.count);
	if (market_is_common(&run->market)) {
		run->ranking =
			ranking_sort(&run->market, has_seed ? drawn : NULL);
		assert_non_null(run->ranking);
		run->market.ranking = run->ranking;
	}
	free(drawn);
}

static inline void world_fill_rest(struct world *world, struct world_run *run)
{
	if (!world->rules.leftover)
		return;
	assert_true(assignment_add_rest(&run->first, &run->rest, &run->diag));
	run->has_rest = true;
}

static inline void world_write(struct world *world, struct world_run *run)
{
	struct slice values[RESULT_COLUMNS], fields[PERSON_FIELDS];
	struct reasons reasons;
	struct result result;
	uint32_t next = 0;

	assert_true(reasons_init(&reasons, &run->first, &run->closings,
				 &run->diag));
	reasons.rest = run->has_rest ? &run->rest : NULL;
	reasons.choice_columns = run->intake.choice_columns;
	reasons.mode_column = run->intake.mode;
	result_init(&result, &run->first);
	result.shares = &run->shares;
	result.waiting = &run->waiting;
	result.intake = &run->intake;
	result.reasons = &reasons;
	world->placed = 0;
	for (size_t i = 0; i < world->people; i++) {
		struct record record =
			world_record(world->person[i], PERSON_FIELDS, fields);

		if (next == run->applicants.count ||
		    !applicants_is(&run->applicants, next, fields[PERSON_ID]))
			result_fill_other(MATCH_NOT_CONSIDERED,
					  (struct slice){0}, values);
		else
			world->placed += result_fill(&result, next++, &record,
						     values) == MATCH_PLACED;
		for (size_t j = 0; j < RESULT_COLUMNS; j++)
			snprintf(world->result[i][j], 512, "%.*s",
				 SLICE_PRINT(values[j]));
	}
	result_release(&result);
	reasons_release(&reasons);
}

static inline void world_release(struct world_run *run)
{
	waiting_release(&run->waiting);
	closings_release(&run->closings);
	if (run->has_rest)
		assignment_release(&run->rest);
	assignment_release(&run->first);
	seats_release(&run->seats);
	free(run->ranking);
	applicants_release(&run->applicants);
	priority_release(&run->priority);
	interview_release(&run->interview);
	courses_release(&run->courses);
}

/* Solves the problem; with rematch, from an earlier result. */
static inline void world_match(struct world *world, struct world_run *run,
			       struct rematch *rematch)
{
	memset(run, 0, sizeof *run);
	world_load_courses(world, run);
	run->market.rules = &world->rules;
	run->market.courses = &run->courses;
	run->market.applicants = &run->applicants;
	run->market.priority = &run->priority;
	run->market.seed = world->rules.seed;
	world_load_lists(world, run);
	world_load_people(world, run, rematch);
	if (world->rules.budget_rupiah >= 0)
		assert_true(budget_apply(
			&run->market, world->rules.budget_rupiah, &run->diag));
	world_order_people(run);
	assert_true(seats_init(&run->seats, &run->market, &run->diag));
	assert_true(assignment_init(&run->first, &run->market, &run->seats,
				    &run->diag));
	assert_true(closings_init(&run->closings, &run->courses, &run->diag));
	if (rematch != NULL) {
		world->failed = !rematch_solve(rematch, &run->first, run->kept,
					       &run->diag);
	} else {
		assignment_solve(&run->first);
		assert_true(
			closings_run(&run->closings, &run->first, &run->diag));
	}
	world->placed_before_opening = run->closings.placed_before;
	world->closed = run->closings.count;
	world_fill_rest(world, run);
	if (rematch != NULL && !world->failed)
		world->failed =
			!rematch_check(rematch, &run->first, &run->diag);
	assert_true(waiting_init(&run->waiting, &run->first, &run->diag));
	world_write(world, run);
}

static inline void world_solve(struct world *world)
{
	struct world_run run;

	world_match(world, &run, NULL);
	world_release(&run);
}

/* The auditor's findings; the last one is kept for messages. */
struct world_findings {
	size_t count;
	char last[512];
};

static inline void world_tell(void *context, const char *code,
			      struct slice subject, const char *message)
{
	struct world_findings *findings = context;

	findings->count++;
	snprintf(findings->last, sizeof findings->last, "%s %.*s: %s", code,
		 SLICE_PRINT(subject), message);
}

static inline void world_audit_inputs(struct world *world, struct audit *audit,
				      struct diag *diag)
{
	struct slice names[PERSON_FIELDS], fields[PERSON_FIELDS];
	struct header header =
		world_header(world_course_fields, COURSE_FIELDS, names);

	assert_true(audit_begin_courses(audit, &header, diag));
	for (size_t i = 0; i < world->courses; i++) {
		struct record record =
			world_record(world->course[i], COURSE_FIELDS, fields);

		assert_true(audit_add_course(audit, &record, diag));
	}
	assert_true(audit_end_courses(audit, -1, diag));
	for (size_t c = 0; c < world->courses; c++) {
		for (size_t p = 0; p < world->people; p++) {
			char rank[WORLD_TEXT];
			struct slice row[3] = {
				slice_of(world->course[c][COURSE_FIELD_ID]),
				slice_of(world->person[p][PERSON_ID]),
				{rank, 0}};

			if (world->ranks[c][p] == 0)
				continue;
			snprintf(rank, sizeof rank, "%u", world->ranks[c][p]);
			row[2] = slice_of(rank);
			assert_true(audit_add_rank(audit, row, diag));
		}
	}
	header = world_header(world_person_fields, PERSON_FIELDS, names);
	assert_true(audit_begin_applicants(audit, &header, diag));
	for (size_t i = 0; i < world->people; i++) {
		struct record record =
			world_record(world->person[i], PERSON_FIELDS, fields);

		assert_true(audit_add_applicant(audit, &record, false, diag));
	}
}

enum {
	WORLD_ROWS = WORLD_PEOPLE + 1,
	WORLD_COLUMNS = PERSON_FIELDS + RESULT_COLUMNS
};

/* A published result, which a test may tamper with. */
struct world_rows {
	char field[WORLD_ROWS][WORLD_COLUMNS][512];
	size_t count;
};

static inline void world_publish(const struct world *world,
				 struct world_rows *rows)
{
	rows->count = world->people;
	for (size_t i = 0; i < rows->count; i++) {
		for (size_t j = 0; j < PERSON_FIELDS; j++)
			snprintf(rows->field[i][j], 512, "%s",
				 world->person[i][j]);
		memcpy(rows->field[i][PERSON_FIELDS], world->result[i],
		       sizeof world->result[i]);
	}
}

static inline struct world_findings world_audit(struct world *world,
						struct world_rows *rows)
{
	const char *names[WORLD_COLUMNS];
	struct slice slices[WORLD_COLUMNS], fields[WORLD_COLUMNS];
	struct world_findings findings = {0};
	struct header header;
	struct audit audit;
	struct diag diag;

	audit_init(&audit, &world->rules);
	audit.has_policy = true;
	audit.has_lists = world->features & WORLD_LISTS;
	audit.tell = world_tell;
	audit.context = &findings;
	world_audit_inputs(world, &audit, &diag);
	assert_true(audit_solve(&audit, &diag));
	memcpy(names, world_person_fields, sizeof world_person_fields);
	memcpy(names + PERSON_FIELDS, result_columns, sizeof result_columns);
	header = world_header(names, WORLD_COLUMNS, slices);
	assert_true(audit_begin_result(&audit, &header, &diag));
	for (size_t i = 0; i < rows->count; i++) {
		struct record record = {.fields = fields,
					.count = WORLD_COLUMNS};

		for (size_t j = 0; j < WORLD_COLUMNS; j++)
			fields[j] = slice_of(rows->field[i][j]);
		assert_true(audit_check_row(&audit, &record, false, &diag));
	}
	assert_true(audit_end_result(&audit, &diag));
	audit_release(&audit);
	return findings;
}

#endif
