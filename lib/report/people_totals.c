/*
 * Counts people into totals.
 */
#include "report/people.h"

#include "base/number.h"

/* What one run of people_total carries along. */
struct counting {
	struct people *people;
	const struct setup *setup;
	const struct outcomes *outcomes;
	struct totals *totals;
	bool failed;
};

static void add(struct counting *counting, enum totals_dimension dimension,
		struct slice key, enum totals_measure measure, int64_t amount)
{
	if (amount != 0 &&
	    !totals_add(counting->totals, dimension, key, measure, amount))
		counting->failed = true;
}

static void add_all(struct counting *counting, enum totals_dimension dimension,
		    struct slice key, const int64_t amounts[TOTALS_MEASURES])
{
	if (!totals_add_all(counting->totals, dimension, key, amounts))
		counting->failed = true;
}

/* What a person adds to each measure of the groups they belong to. */
static void measure_person(const struct counting *counting,
			   const struct person *person, struct slice id,
			   int64_t amounts[TOTALS_MEASURES])
{
	static const struct {
		unsigned stage;
		enum totals_measure measure;
	} stages[] = {
		{STAGE_LISTED, TOTALS_LISTED},
		{STAGE_ACCEPTED, TOTALS_ACCEPTED},
		{STAGE_PLACED, TOTALS_PLACED},
		{STAGE_DUE_TO_START, TOTALS_DUE_TO_START},
		{STAGE_STARTED, TOTALS_STARTED},
		{STAGE_DUE_TO_END, TOTALS_DUE_TO_END},
		{STAGE_COMPLETED, TOTALS_COMPLETED},
		{STAGE_CERTIFIED, TOTALS_CERTIFIED},
	};
	const struct people *people = counting->people;
	const struct course_fact *course = course_facts_find(
		people->courses, people_word(people, person, PERSON_COURSE));
	const struct outcome *outcome = NULL;

	memset(amounts, 0, TOTALS_MEASURES * sizeof *amounts);
	amounts[TOTALS_APPLIED] = 1;
	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
		if (person->stages & stages[i].stage)
			amounts[stages[i].measure] = 1;
	if (person->stages & STAGE_COMPLETED)
		outcome = outcomes_find(counting->outcomes, id, -1, -1,
					person->end);
	amounts[TOTALS_CONTACTED] = outcome_is_contact(outcome);
	amounts[TOTALS_WORKING] = outcome_is_work(outcome);
	amounts[TOTALS_BUSINESS] = outcome_is_business(outcome);
	amounts[TOTALS_AMOUNT_DUE] = person->due.rupiah;
	amounts[TOTALS_AMOUNT_PAID] = person->paid.rupiah;
	if ((person->stages & STAGE_STARTED) && course != NULL &&
	    course->has_cost)
		amounts[TOTALS_TRAINING_COST] = course->cost.rupiah;
}

static void add_groups(struct counting *counting, const struct person *person,
		       const int64_t amounts[TOTALS_MEASURES])
{
	static const struct {
		enum totals_dimension dimension;
		enum person_key key;
	} groups[] = {
		{TOTALS_VOCATION, PERSON_VOCATION},
		{TOTALS_PROVIDER, PERSON_PROVIDER},
		{TOTALS_DISTRICT, PERSON_DISTRICT},
		{TOTALS_CATEGORY, PERSON_CATEGORY},
		{TOTALS_EMPLOYMENT, PERSON_EMPLOYMENT},
		{TOTALS_SEX, PERSON_SEX},
		{TOTALS_DISABILITY, PERSON_DISABILITY},
	};

	add_all(counting, TOTALS_ALL, SLICE(""), amounts);
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		enum person_key key = groups[i].key;
		struct slice word = people_word(counting->people, person, key);
		bool of_course =
			key == PERSON_VOCATION || key == PERSON_PROVIDER;

		if (of_course && !(person->stages & STAGE_PLACED))
			continue;
		add_all(counting, groups[i].dimension, word, amounts);
	}
}

static bool is_word(struct slice word, const char *const *words)
{
	while (*words != NULL && !slice_is(word, *words))
		words++;
	return *words != NULL;
}

/* Counts a status, and whether it is one that belongs to the stage. */
static void add_check(struct counting *counting, const char *stage,
		      bool expected, struct slice word,
		      const char *const *words)
{
	bool known = is_word(word, words);

	if (expected)
		add(counting, TOTALS_CHECK, slice_of(stage), TOTALS_EXPECTED,
		    1);
	if (expected && known)
		add(counting, TOTALS_CHECK, slice_of(stage), TOTALS_COUNTED, 1);
	if (!expected && known)
		add(counting, TOTALS_CHECK, slice_of(stage), TOTALS_STRAY, 1);
}

static void add_statuses(struct counting *counting, const struct person *person)
{
	static const char *const enroll[] = {"accepted",   "rejected",
					     "incomplete", "review",
					     "invalid",	   NULL};
	static const char *const match[] = {"placed", "waitlisted", "unplaced",
					    "withdrawn", NULL};
	static const char *const completion[] = {"ongoing",    "completed",
						 "failed",     "withdrawn",
						 "incomplete", NULL};
	static const char *const pay[] = {
		"proposed", "approved", "exported", "sent", "paid",
		"rejected", "returned", "unknown",  "held", "conflict",
		"overpaid", "none",	NULL};
	static const struct {
		enum totals_dimension dimension;
		enum people_field field;
		const char *stage;
		const char *const *words;
	} checks[] = {
		{TOTALS_ENROLL, PEOPLE_ENROLL, "enroll", enroll},
		{TOTALS_MATCH, PEOPLE_MATCH, "match", match},
		{TOTALS_COMPLETION, PEOPLE_COMPLETION, "attend", completion},
		{TOTALS_PAY, PEOPLE_PAY, "payout", pay},
	};
	struct slice paid = people_word(counting->people, person, PERSON_PAY);
	bool has_pay = person->due.rupiah > 0 ||
		       (paid.length > 0 && !slice_is(paid, "none"));
	const bool expected[] = {true, person->stages & STAGE_ACCEPTED,
				 person->stages & STAGE_PLACED, has_pay};

	for (size_t i = 0; i < 4; i++) {
		struct slice word = people_word(counting->people, person,
						(enum person_key)i);

		if (!people_has(counting->people, checks[i].field))
			continue;
		add(counting, checks[i].dimension, word, TOTALS_RECORDS, 1);
		if (i == 3 && slice_is(word, "none") && !expected[i])
			continue;
		add_check(counting, checks[i].stage, expected[i], word,
			  checks[i].words);
	}
}

static void add_to_queue(struct counting *counting, const char *queue,
			 int32_t since)
{
	int64_t age = (int64_t)counting->people->as_of.days - since;
	enum totals_measure measure = TOTALS_AGE_OLDER;
	struct slice key = slice_of(queue);

	add(counting, TOTALS_QUEUE, key, TOTALS_RECORDS, 1);
	if (since == DAY_UNKNOWN || age < 0) {
		add(counting, TOTALS_QUEUE, key, TOTALS_AGE_UNKNOWN, 1);
		return;
	}
	if (age <= 7)
		measure = TOTALS_AGE_WEEK;
	else if (age <= 14)
		measure = TOTALS_AGE_FORTNIGHT;
	else if (age <= 30)
		measure = TOTALS_AGE_MONTH;
	add(counting, TOTALS_QUEUE, key, measure, 1);
	add(counting, TOTALS_QUEUE, key, TOTALS_OLDEST_DAYS, age);
}

/* The day from which somebody waits: applied, last payable day, course end. */
static int32_t waits_since(const struct person *person, enum person_key key)
{
	if (key == PERSON_ENROLL)
		return person->applied;
	if (key == PERSON_PAY && person->payable != DAY_UNKNOWN)
		return person->payable;
	return person->end;
}

static void add_queues(struct counting *counting, const struct person *person)
{
	static const struct {
		enum person_key key;
		const char *word, *queue;
	} queues[] = {
		{PERSON_ENROLL, "review", "enroll_review"},
		{PERSON_ENROLL, "incomplete", "enroll_incomplete"},
		{PERSON_ENROLL, "invalid", "enroll_invalid"},
		{PERSON_COMPLETION, "incomplete", "attend_incomplete"},
		{PERSON_PAY, "proposed", "pay_proposed"},
		{PERSON_PAY, "held", "pay_held"},
		{PERSON_PAY, "conflict", "pay_conflict"},
		{PERSON_PAY, "rejected", "pay_rejected"},
		{PERSON_PAY, "returned", "pay_returned"},
		{PERSON_PAY, "unknown", "pay_unknown"},
		{PERSON_PAY, "overpaid", "pay_overpaid"},
	};

	for (size_t i = 0; i < sizeof queues / sizeof queues[0]; i++) {
		enum person_key key = queues[i].key;

		if (slice_is(people_word(counting->people, person, key),
			     queues[i].word))
			add_to_queue(counting, queues[i].queue,
				     waits_since(person, key));
	}
	if (person->pending > 0)
		add_to_queue(counting, "attend_pending", DAY_UNKNOWN);
}

/* The day that decides whether a stage falls into a target's period. */
static int32_t stage_day(const struct person *person,
			 enum totals_measure measure)
{
	if (measure == TOTALS_APPLIED || measure == TOTALS_ACCEPTED)
		return person->applied;
	if (measure == TOTALS_PLACED || measure == TOTALS_STARTED)
		return person->start;
	return person->end;
}

static void add_targets(struct counting *counting, const struct person *person,
			const int64_t amounts[TOTALS_MEASURES])
{
	const struct setup *setup = counting->setup;

	for (size_t i = 0; i < setup->target_count; i++) {
		const struct target *target = &setup->targets[i];
		int32_t day = stage_day(person, target->measure);
		int64_t reached = amounts[target->measure];

		if (target->measure == TOTALS_WORKING)
			reached += amounts[TOTALS_BUSINESS];
		if (day == DAY_UNKNOWN)
			day = counting->people->as_of.days;
		if (day >= target->from.days && day <= target->to.days)
			add(counting, TOTALS_TARGET, target->name,
			    TOTALS_RECORDS, reached);
	}
}

static void add_follow_ups(struct counting *counting,
			   const struct person *person, struct slice id)
{
	const struct setup *setup = counting->setup;

	if (counting->outcomes == NULL || !(person->stages & STAGE_COMPLETED))
		return;
	for (size_t i = 0; i < setup->follow_up_count; i++) {
		int64_t day = setup->follow_ups[i];
		bool last = i + 1 == setup->follow_up_count;
		const struct outcome *outcome = outcomes_find(
			counting->outcomes, id, day,
			last ? -1 : setup->follow_ups[i + 1], person->end);
		char digits[NUMBER_SIZE];
		struct slice key = number_format(day, digits);

		if (person->end == DAY_UNKNOWN ||
		    person->end + day > counting->people->as_of.days)
			continue;
		add(counting, TOTALS_FOLLOW_UP, key, TOTALS_COMPLETED, 1);
		add(counting, TOTALS_FOLLOW_UP, key, TOTALS_CONTACTED,
		    outcome_is_contact(outcome));
		add(counting, TOTALS_FOLLOW_UP, key, TOTALS_WORKING,
		    outcome_is_work(outcome));
		add(counting, TOTALS_FOLLOW_UP, key, TOTALS_BUSINESS,
		    outcome_is_business(outcome));
	}
}

static void add_decision(struct counting *counting, struct slice id)
{
	const struct outcome *outcome =
		outcomes_decision(counting->outcomes, id);

	if (outcome == NULL)
		return;
	add(counting, TOTALS_KUR, outcome->decision, TOTALS_RECORDS, 1);
	add(counting, TOTALS_KUR, outcome->decision, TOTALS_AMOUNT_PAID,
	    outcome->kur_amount);
}

/* The stages whose columns are there. */
static void add_streams(struct counting *counting)
{
	static const struct {
		enum people_field field;
		const char *stage;
	} stages[] = {
		{PEOPLE_ENROLL, "enroll"},	     {PEOPLE_MATCH, "match"},
		{PEOPLE_COMPLETION, "attend"},	     {PEOPLE_PAY, "payout"},
		{PEOPLE_CERTIFICATE, "certificate"}, {PEOPLE_LISTED, "listed"},
	};

	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
		if (people_has(counting->people, stages[i].field))
			add(counting, TOTALS_STREAM, slice_of(stages[i].stage),
			    TOTALS_RECORDS, 1);
	if (counting->people->courses != NULL ||
	    people_has(counting->people, PEOPLE_VOCATION))
		add(counting, TOTALS_STREAM, SLICE("vocation"), TOTALS_RECORDS,
		    1);
	if (counting->outcomes != NULL)
		add(counting, TOTALS_STREAM, SLICE("outcome"), TOTALS_RECORDS,
		    1);
}

bool people_total(struct people *people, const struct setup *setup,
		  const struct outcomes *outcomes, struct diag *diag)
{
	struct counting counting = {people, setup, outcomes, people->totals,
				    false};
	int64_t amounts[TOTALS_MEASURES];

	add_streams(&counting);
	for (uint32_t i = 0; i < set_count(&people->ids); i++) {
		const struct person *person = &people->persons[i];
		struct slice id = set_string(&people->ids, i);

		measure_person(&counting, person, id, amounts);
		add_groups(&counting, person, amounts);
		add_statuses(&counting, person);
		add_queues(&counting, person);
		add_targets(&counting, person, amounts);
		add_follow_ups(&counting, person, id);
		add_decision(&counting, id);
	}
	return counting.failed ? diag_set(diag, "a sum does not fit 63 bits, "
						"or out of memory")
			       : true;
}
