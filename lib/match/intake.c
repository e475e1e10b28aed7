#include "match/intake.h"

#include "base/number.h"

static bool find_choices(struct intake *intake, const struct header *header,
			 struct diag *diag)
{
	for (unsigned number = 1; number <= CHOICES_MAX; number++) {
		char name[NUMBER_SIZE + 8] = "choice";
		char digits[NUMBER_SIZE];
		struct slice text = number_format(number, digits);
		size_t column;

		memcpy(name + 6, text.data, text.length);
		column = header_find(header,
				     (struct slice){name, 6 + text.length});
		if (column == COLUMN_NONE)
			continue;
		intake->choice_columns[intake->width] = column;
		intake->choice_numbers[intake->width++] = number;
	}
	return intake->width > 0 ||
	       diag_set(diag, "the applicants have no column 'choice1'");
}

bool intake_init(struct intake *intake, struct match_rules *rules,
		 const struct header *header, struct diag *diag)
{
	*intake = (struct intake){.rules = rules};
	if (!header_require(header, "person", &intake->person, diag) ||
	    !find_choices(intake, header, diag))
		return false;
	intake->enroll_status = header_find(header, SLICE("enroll_status"));
	intake->needs_access = header_find(header, SLICE("needs_access"));
	intake->mode = header_find(header, SLICE("mode_ok"));
	for (size_t i = 0; i < rules->reserve_count; i++)
		condition_bind(&rules->reserves[i].when, header);
	return true;
}

bool intake_is_accepted(const struct intake *intake,
			const struct record *record)
{
	return intake->enroll_status == COLUMN_NONE ||
	       slice_is(record_field(record, intake->enroll_status),
			"accepted");
}

/*
 * What a person can't take. A blended course has days of both kinds, so that
 * it needs somebody who can do both.
 */
static uint16_t read_needs(const struct intake *intake,
			   const struct record *record)
{
	struct slice mode = record_field(record, intake->mode);
	unsigned needs = BAR_EVERYBODY;

	if (slice_is(mode, "in_person"))
		needs |= BAR_ONLINE | BAR_BLENDED;
	else if (slice_is(mode, "online"))
		needs |= BAR_IN_PERSON | BAR_BLENDED;
	if (slice_is(record_field(record, intake->needs_access), "yes"))
		needs |= BAR_ACCESS;
	for (size_t i = 0; i < intake->rules->reserve_count; i++) {
		if (condition_holds(&intake->rules->reserves[i].when, record))
			needs |= 1U << NEEDS_GROUP_SHIFT << i;
	}
	return (uint16_t)needs;
}

/* Whether a choice stood before; what names no course, by its text. */
static bool is_repeat(const struct intake *intake, size_t at,
		      const struct record *record, uint16_t choice,
		      struct slice text)
{
	for (size_t j = 0; j < at; j++) {
		size_t column = intake->choice_columns[j];

		if (intake->choices[j] == choice &&
		    (choice != CHOICE_UNKNOWN ||
		     slice_equal(record_field(record, column), text)))
			return true;
	}
	return false;
}

static void read_choices(struct intake *intake, const struct courses *courses,
			 const struct record *record)
{
	for (size_t i = 0; i < intake->width; i++) {
		struct slice text =
			record_field(record, intake->choice_columns[i]);
		uint16_t choice = CHOICE_EMPTY;

		if (text.length > 0) {
			choice = courses_find(courses, text);
			if (choice == COURSE_NONE)
				choice = CHOICE_UNKNOWN;
		}
		if (choice != CHOICE_EMPTY &&
		    is_repeat(intake, i, record, choice, text))
			choice = CHOICE_REPEAT;
		intake->choices[i] = choice;
	}
}

void intake_read(struct intake *intake, const struct market *market,
		 const struct record *record, struct applicant *applicant)
{
	*applicant = (struct applicant){
		.person = record_field(record, intake->person),
		.order = priority_order(market->priority, record),
		.choices = intake->choices,
		.bonus = intake->bonus,
		.needs = read_needs(intake, record),
	};
	if (market_has_seed(market))
		applicant->lottery =
			lottery_number(market->seed, applicant->person);
	for (size_t i = 0; i < intake->rules->bonus_count; i++)
		intake->bonus[i] =
			priority_bonus_value(market->priority, i, record);
	if (market->interview != NULL)
		applicant->interview =
			interview_find(market->interview, applicant->person);
	read_choices(intake, market->courses, record);
}
