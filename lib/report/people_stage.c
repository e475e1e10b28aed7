/*
 * Where each stage is decided from one record. vk-report(1), FIGURES, says the
 * same in words; change both.
 */
#include "report/people.h"

#include "base/number.h"

static struct slice field(const struct people *people,
			  const struct record *record, enum people_field which)
{
	return record_field(record, people->columns[which]);
}

static int32_t day(struct slice text)
{
	struct date date;

	/* A time of day behind the date is passed over. */
	return date_parse(slice_part(text, 0, 10), &date) ? date.days
							  : DAY_UNKNOWN;
}

/* The last of a list of days, in whatever order they stand. */
static int32_t last_day(struct slice list)
{
	int32_t last = DAY_UNKNOWN;
	struct slice item;

	while (slice_next(&list, ',', &item)) {
		int32_t each = day(item);

		last = each > last ? each : last;
	}
	return last;
}

static int64_t count(struct slice text)
{
	int64_t number = 0;

	number_parse(text, &number);
	return number;
}

/* Took part at least once. */
static bool attended(const struct people *people, const struct record *record)
{
	return count(field(people, record, PEOPLE_PRESENT)) > 0 ||
	       count(field(people, record, PEOPLE_LATE)) > 0 ||
	       count(field(people, record, PEOPLE_MINUTES)) > 0;
}

static bool is_over(const struct people *people, const struct person *person,
		    struct slice completion)
{
	return (person->end != DAY_UNKNOWN &&
		person->end <= people->as_of.days) ||
	       slice_is(completion, "completed") ||
	       slice_is(completion, "failed");
}

static unsigned read_course_stages(const struct people *people,
				   const struct record *record,
				   const struct person *person)
{
	struct slice completion = field(people, record, PEOPLE_COMPLETION);
	bool completed = slice_is(completion, "completed");
	bool started = completed || attended(people, record);
	unsigned stages = STAGE_PLACED;

	if (started || (person->start != DAY_UNKNOWN &&
			person->start <= people->as_of.days))
		stages |= STAGE_DUE_TO_START;
	if (!started)
		return stages;
	stages |= STAGE_STARTED;
	if (is_over(people, person, completion))
		stages |= STAGE_DUE_TO_END;
	if (!completed)
		return stages;
	stages |= STAGE_COMPLETED;
	if (field(people, record, PEOPLE_CERTIFICATE).length > 0)
		stages |= STAGE_CERTIFIED;
	return stages;
}

static unsigned read_stages(const struct people *people,
			    const struct record *record,
			    const struct person *person)
{
	struct slice listed = field(people, record, PEOPLE_LISTED);
	unsigned stages = 0;

	if (slice_is(listed, "yes") || slice_is(listed, "near"))
		stages |= STAGE_LISTED;
	if (people_has(people, PEOPLE_ENROLL) &&
	    !slice_is(field(people, record, PEOPLE_ENROLL), "accepted"))
		return stages;
	stages |= STAGE_ACCEPTED;
	if (slice_is(field(people, record, PEOPLE_MATCH), "placed"))
		stages |= read_course_stages(people, record, person);
	return stages;
}

/* The later the stage a record tells of, the more it leads. */
static unsigned rank_of(const struct people *people,
			const struct record *record, unsigned stages)
{
	static const enum people_field fields[] = {
		PEOPLE_PAY, PEOPLE_COMPLETION, PEOPLE_MATCH, PEOPLE_ENROLL};
	unsigned told = 0;

	for (size_t i = 0; i < 4; i++)
		told = told << 1 |
		       (field(people, record, fields[i]).length > 0);
	return stages << 4 | told;
}

/* The index of a word, which is often that of the record before. */
static bool find_word(struct people *people, size_t key, struct slice word,
		      uint32_t *index)
{
	struct set *words = &people->words[key];
	uint32_t *last = &people->last_words[key];

	if ((*last >= set_count(words) ||
	     !slice_equal(set_string(words, *last), word)) &&
	    !set_add(words, word, last, NULL))
		return false;
	*index = *last;
	return true;
}

static bool read_words(struct people *people, const struct record *record,
		       struct person *person)
{
	static const enum people_field fields[PERSON_KEYS] = {
		[PERSON_ENROLL] = PEOPLE_ENROLL,
		[PERSON_MATCH] = PEOPLE_MATCH,
		[PERSON_COMPLETION] = PEOPLE_COMPLETION,
		[PERSON_PAY] = PEOPLE_PAY,
		[PERSON_VOCATION] = PEOPLE_VOCATION,
		[PERSON_PROVIDER] = PEOPLE_PROVIDER,
		[PERSON_COURSE] = PEOPLE_COURSE,
		[PERSON_DISTRICT] = PEOPLE_DISTRICT,
		[PERSON_CATEGORY] = PEOPLE_CATEGORY,
		[PERSON_EMPLOYMENT] = PEOPLE_EMPLOYMENT,
		[PERSON_SEX] = PEOPLE_SEX,
		[PERSON_DISABILITY] = PEOPLE_DISABILITY,
	};
	const struct course_fact *course = course_facts_find(
		people->courses, field(people, record, PEOPLE_COURSE));

	for (size_t i = 0; i < PERSON_KEYS; i++) {
		struct slice word = field(people, record, fields[i]);

		if (i == PERSON_VOCATION && course != NULL)
			word = course->vocation;
		if (i == PERSON_PROVIDER && word.length == 0 && course != NULL)
			word = course->provider;
		if (!find_word(people, i, word, &person->keys[i]))
			return false;
	}
	return true;
}

static bool read_money(const struct people *people, const struct record *record,
		       enum people_field which, struct money *money,
		       struct diag *diag)
{
	struct slice text = field(people, record, which);

	if (text.length == 0 || money_parse(text, money))
		return true;
	return diag_set(diag,
			"%s:%llu: '%.*s' is no amount; whole rupiah as digits",
			record->file, (unsigned long long)record->line,
			SLICE_PRINT(text));
}

bool people_read(struct people *people, const struct record *record,
		 struct person *person, struct diag *diag)
{
	struct slice application = field(people, record, PEOPLE_APPLICATION);

	*person = (struct person){
		.applied = day(field(people, record, PEOPLE_APPLIED_AT)),
		.start = day(field(people, record, PEOPLE_START)),
		.end = day(field(people, record, PEOPLE_END)),
		.payable = last_day(field(people, record, PEOPLE_PAYABLE)),
		.pending = count(field(people, record, PEOPLE_PENDING)),
	};
	person->stages = read_stages(people, record, person);
	person->rank = rank_of(people, record, person->stages);
	person->tie = set_hash(application);
	if (!read_words(people, record, person))
		return diag_memory(diag);
	return read_money(people, record, PEOPLE_AMOUNT_DUE, &person->due,
			  diag) &&
	       read_money(people, record, PEOPLE_PAID_BEFORE, &person->paid,
			  diag);
}
