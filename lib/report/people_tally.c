/*
 * Counts people into a tally.
 */
#include "report/people.h"

#include "base/number.h"

/* What one run of people_tally carries along. */
struct counting {
	struct people *people;
	const struct settings *settings;
	const struct outcomes *outcomes;
	struct tally *tally;
	bool failed;
};

static void add(struct counting *counting, enum tally_dimension dimension,
		struct slice key, enum tally_measure measure, int64_t amount)
{
	if (amount != 0 &&
	    !tally_add(counting->tally, dimension, key, measure, amount))
		counting->failed = true;
}

static void add_all(struct counting *counting, enum tally_dimension dimension,
		    struct slice key, const int64_t amounts[TALLY_MEASURES])
{
	if (!tally_add_all(counting->tally, dimension, key, amounts))
		counting->failed = true;
}

/* What a person adds to each measure of the groups they belong to. */
static void measure_person(const struct counting *counting,
			   const struct person *person, struct slice id,
			   int64_t amounts[TALLY_MEASURES])
{
	static const struct {
		unsigned stage;
		enum tally_measure measure;
	} stages[] = {
		{STAGE_LISTED, TALLY_LISTED},
		{STAGE_ACCEPTED, TALLY_ACCEPTED},
		{STAGE_PLACED, TALLY_PLACED},
		{STAGE_DUE_TO_START, TALLY_DUE_TO_START},
		{STAGE_STARTED, TALLY_STARTED},
		{STAGE_DUE_TO_END, TALLY_DUE_TO_END},
		{STAGE_COMPLETED, TALLY_COMPLETED},
		{STAGE_CERTIFIED, TALLY_CERTIFIED},
	};
	const struct people *people = counting->people;
	const struct course *course = courses_find(
		people->courses, people_word(people, person, PERSON_COURSE));
	const struct outcome *outcome = NULL;

	memset(amounts, 0, TALLY_MEASURES * sizeof *amounts);
	amounts[TALLY_APPLIED] = 1;
	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
		if (person->stages & stages[i].stage)
			amounts[stages[i].measure] = 1;
	if (person->stages & STAGE_COMPLETED)
		outcome = outcomes_find(counting->outcomes, id, -1, -1,
					person->end);
	amounts[TALLY_CONTACTED] = outcome_is_contact(outcome);
	amounts[TALLY_WORKING] = outcome_is_work(outcome);
	amounts[TALLY_BUSINESS] = outcome_is_business(outcome);
	amounts[TALLY_AMOUNT_DUE] = person->due.rupiah;
	amounts[TALLY_AMOUNT_PAID] = person->paid.rupiah;
	if ((person->stages & STAGE_STARTED) && course != NULL &&
	    course->has_cost)
		amounts[TALLY_TRAINING_COST] = course->cost.rupiah;
}

static void add_groups(struct counting *counting, const struct person *person,
		       const int64_t amounts[TALLY_MEASURES])
{
	static const struct {
		enum tally_dimension dimension;
		enum person_key key;
	} groups[] = {
		{TALLY_VOCATION, PERSON_VOCATION},
		{TALLY_PROVIDER, PERSON_PROVIDER},
		{TALLY_DISTRICT, PERSON_DISTRICT},
		{TALLY_CATEGORY, PERSON_CATEGORY},
		{TALLY_EMPLOYMENT, PERSON_EMPLOYMENT},
		{TALLY_SEX, PERSON_SEX},
		{TALLY_DISABILITY, PERSON_DISABILITY},
	};

	add_all(counting, TALLY_ALL, SLICE(""), amounts);
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
		add(counting, TALLY_CHECK, slice_of(stage), TALLY_EXPECTED, 1);
	if (expected && known)
		add(counting, TALLY_CHECK, slice_of(stage), TALLY_COUNTED, 1);
	if (!expected && known)
		add(counting, TALLY_CHECK, slice_of(stage), TALLY_STRAY, 1);
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
		enum tally_dimension dimension;
		enum people_field field;
		const char *stage;
		const char *const *words;
	} checks[] = {
		{TALLY_ENROLL, PEOPLE_ENROLL, "enroll", enroll},
		{TALLY_MATCH, PEOPLE_MATCH, "match", match},
		{TALLY_COMPLETION, PEOPLE_COMPLETION, "attend", completion},
		{TALLY_PAY, PEOPLE_PAY, "payout", pay},
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
		add(counting, checks[i].dimension, word, TALLY_RECORDS, 1);
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
	enum tally_measure measure = TALLY_AGE_OLDER;
	struct slice key = slice_of(queue);

	add(counting, TALLY_QUEUE, key, TALLY_RECORDS, 1);
	if (since == DAY_UNKNOWN || age < 0) {
		add(counting, TALLY_QUEUE, key, TALLY_AGE_UNKNOWN, 1);
		return;
	}
	if (age <= 7)
		measure = TALLY_AGE_WEEK;
	else if (age <= 14)
		measure = TALLY_AGE_FORTNIGHT;
	else if (age <= 30)
		measure = TALLY_AGE_MONTH;
	add(counting, TALLY_QUEUE, key, measure, 1);
	add(counting, TALLY_QUEUE, key, TALLY_OLDEST_DAYS, age);
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
		bool enroll = key == PERSON_ENROLL;

		if (slice_is(people_word(counting->people, person, key),
			     queues[i].word))
			add_to_queue(counting, queues[i].queue,
				     enroll ? person->applied : person->end);
	}
	if (person->pending > 0)
		add_to_queue(counting, "attend_pending", DAY_UNKNOWN);
}

/* The day that decides whether a stage falls into a target's period. */
static int32_t stage_day(const struct person *person,
			 enum tally_measure measure)
{
	if (measure == TALLY_APPLIED || measure == TALLY_ACCEPTED)
		return person->applied;
	if (measure == TALLY_PLACED || measure == TALLY_STARTED)
		return person->start;
	return person->end;
}

static void add_targets(struct counting *counting, const struct person *person,
			const int64_t amounts[TALLY_MEASURES])
{
	const struct settings *settings = counting->settings;

	for (size_t i = 0; i < settings->target_count; i++) {
		const struct target *target = &settings->targets[i];
		int32_t day = stage_day(person, target->measure);
		int64_t reached = amounts[target->measure];

		if (target->measure == TALLY_WORKING)
			reached += amounts[TALLY_BUSINESS];
		if (day == DAY_UNKNOWN)
			day = counting->people->as_of.days;
		if (day >= target->from.days && day <= target->to.days)
			add(counting, TALLY_TARGET, target->name, TALLY_RECORDS,
			    reached);
	}
}

static void add_follow_ups(struct counting *counting,
			   const struct person *person, struct slice id)
{
	const struct settings *settings = counting->settings;

	if (counting->outcomes == NULL || !(person->stages & STAGE_COMPLETED))
		return;
	for (size_t i = 0; i < settings->follow_up_count; i++) {
		int64_t day = settings->follow_ups[i];
		bool last = i + 1 == settings->follow_up_count;
		const struct outcome *outcome = outcomes_find(
			counting->outcomes, id, day,
			last ? -1 : settings->follow_ups[i + 1], person->end);
		char digits[NUMBER_SIZE];
		struct slice key = number_format(day, digits);

		if (person->end == DAY_UNKNOWN ||
		    person->end + day > counting->people->as_of.days)
			continue;
		add(counting, TALLY_FOLLOW_UP, key, TALLY_COMPLETED, 1);
		add(counting, TALLY_FOLLOW_UP, key, TALLY_CONTACTED,
		    outcome_is_contact(outcome));
		add(counting, TALLY_FOLLOW_UP, key, TALLY_WORKING,
		    outcome_is_work(outcome));
		add(counting, TALLY_FOLLOW_UP, key, TALLY_BUSINESS,
		    outcome_is_business(outcome));
	}
}

static void add_decision(struct counting *counting, struct slice id)
{
	const struct outcome *outcome =
		outcomes_decision(counting->outcomes, id);

	if (outcome == NULL)
		return;
	add(counting, TALLY_KUR, outcome->decision, TALLY_RECORDS, 1);
	add(counting, TALLY_KUR, outcome->decision, TALLY_AMOUNT_PAID,
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
			add(counting, TALLY_STREAM, slice_of(stages[i].stage),
			    TALLY_RECORDS, 1);
	if (counting->people->courses != NULL ||
	    people_has(counting->people, PEOPLE_VOCATION))
		add(counting, TALLY_STREAM, SLICE("vocation"), TALLY_RECORDS,
		    1);
	if (counting->outcomes != NULL)
		add(counting, TALLY_STREAM, SLICE("outcome"), TALLY_RECORDS, 1);
}

bool people_tally(struct people *people, const struct settings *settings,
		  const struct outcomes *outcomes, struct diag *diag)
{
	struct counting counting = {people, settings, outcomes, people->tally,
				    false};
	int64_t amounts[TALLY_MEASURES];

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
