#include "report/outcome.h"

#include "base/number.h"

#include <stdlib.h>

enum { OUTCOMES_MEMORY_MAX = 1 << 30, OUTCOMES_FIRST = 256 };

static const char *const kinds[] = {
	[OUTCOME_MISSING] = "",
	[OUTCOME_UNTRACED] = "untraced",
	[OUTCOME_NONE] = "none",
	[OUTCOME_OLD_EMPLOYER] = "old_employer",
	[OUTCOME_NEW_EMPLOYER] = "new_employer",
	[OUTCOME_OWN_BUSINESS] = "own_business",
};

void outcomes_init(struct outcomes *outcomes)
{
	*outcomes = (struct outcomes){0};
	set_init(&outcomes->persons, OUTCOMES_MEMORY_MAX);
	set_init(&outcomes->words, OUTCOMES_MEMORY_MAX);
}

void outcomes_release(struct outcomes *outcomes)
{
	set_release(&outcomes->persons);
	set_release(&outcomes->words);
	free(outcomes->first);
	free(outcomes->list);
	outcomes_init(outcomes);
}

static bool make_room(struct outcomes *outcomes)
{
	if (outcomes->count == outcomes->capacity) {
		size_t capacity = outcomes->capacity * 2 + OUTCOMES_FIRST;
		struct outcome *list =
			reallocarray(outcomes->list, capacity, sizeof *list);

		if (list == NULL)
			return false;
		outcomes->list = list;
		outcomes->capacity = capacity;
	}
	if (set_count(&outcomes->persons) == outcomes->person_capacity) {
		size_t capacity =
			outcomes->person_capacity * 2 + OUTCOMES_FIRST;
		uint32_t *first =
			reallocarray(outcomes->first, capacity, sizeof *first);

		if (first == NULL)
			return false;
		outcomes->first = first;
		outcomes->person_capacity = capacity;
	}
	return true;
}

static struct slice field(const struct header *header,
			  const struct record *record, const char *name)
{
	return record_field(record, header_find(header, slice_of(name)));
}

static bool read_outcome(struct outcomes *outcomes, const struct header *header,
			 const struct record *record, struct outcome *outcome,
			 struct diag *diag)
{
	struct slice text = field(header, record, "outcome");
	struct slice day = field(header, record, "day");
	struct slice decision = field(header, record, "kur_decision");
	struct slice amount = field(header, record, "kur_amount");
	struct date observed;
	uint32_t word;
	size_t kind = 0;

	*outcome = (struct outcome){.day = -1};
	while (kind < sizeof kinds / sizeof kinds[0] &&
	       !slice_is(text, kinds[kind]))
		kind++;
	if (kind == sizeof kinds / sizeof kinds[0])
		return diag_set(diag,
				"%s:%llu: '%.*s' is no outcome: old_employer, "
				"new_employer, own_business, none or untraced",
				record->file, (unsigned long long)record->line,
				SLICE_PRINT(text));
	if (!date_parse(field(header, record, "observed_on"), &observed) ||
	    (day.length > 0 && !number_parse(day, &outcome->day)))
		return diag_set(diag,
				"%s:%llu: observed_on must be a date "
				"(YYYY-MM-DD) and day a number of days",
				record->file, (unsigned long long)record->line);
	outcome->kind = (enum outcome_kind)kind;
	outcome->observed = observed.days;
	if (amount.length > 0 && (!number_parse(amount, &outcome->kur_amount) ||
				  outcome->kur_amount < 0))
		return diag_set(diag,
				"%s:%llu: kur_amount must be whole rupiah",
				record->file, (unsigned long long)record->line);
	if (!set_add(&outcomes->words, decision, &word, NULL))
		return diag_memory(diag);
	outcome->decision = set_string(&outcomes->words, word);
	return true;
}

bool outcomes_add(struct outcomes *outcomes, const struct header *header,
		  const struct record *record, struct date as_of,
		  struct diag *diag)
{
	struct slice person = field(header, record, "person");
	struct outcome outcome;
	uint32_t index;
	bool added;

	if (!read_outcome(outcomes, header, record, &outcome, diag))
		return false;
	if (outcome.observed > as_of.days || slice_is_empty(person))
		return true;
	if (!make_room(outcomes) ||
	    !set_add(&outcomes->persons, person, &index, &added))
		return diag_memory(diag);
	outcome.next = added ? 0 : outcomes->first[index];
	outcomes->list[outcomes->count++] = outcome;
	outcomes->first[index] = (uint32_t)outcomes->count;
	return true;
}

static bool answers(const struct outcome *outcome, int64_t day,
		    int64_t next_day, int32_t end)
{
	if (outcome->kind == OUTCOME_MISSING)
		return false;
	if (day < 0)
		return true;
	if (outcome->day >= 0)
		return outcome->day == day;
	return end != INT32_MIN && outcome->observed - end >= day &&
	       (next_day < 0 || outcome->observed - end < next_day);
}

/* Whether the left answer is the one to keep; never the order of the file. */
static bool is_later(const struct outcome *left, const struct outcome *right)
{
	if (left->observed != right->observed)
		return left->observed > right->observed;
	if (left->kind != right->kind)
		return left->kind > right->kind;
	if (left->kur_amount != right->kur_amount)
		return left->kur_amount > right->kur_amount;
	return slice_compare(left->decision, right->decision) > 0;
}

/* Index + 1 of a person's answer that was read last; 0: none. */
static uint32_t first_of(const struct outcomes *outcomes, struct slice person)
{
	uint32_t index = outcomes == NULL
				 ? SET_NONE
				 : set_find(&outcomes->persons, person);

	return index == SET_NONE ? 0 : outcomes->first[index];
}

const struct outcome *outcomes_find(const struct outcomes *outcomes,
				    struct slice person, int64_t day,
				    int64_t next_day, int32_t end)
{
	const struct outcome *found = NULL;
	uint32_t at = first_of(outcomes, person);

	while (at != 0) {
		const struct outcome *outcome = &outcomes->list[at - 1];

		if (answers(outcome, day, next_day, end) &&
		    (found == NULL || is_later(outcome, found)))
			found = outcome;
		at = outcome->next;
	}
	return found;
}

const struct outcome *outcomes_decision(const struct outcomes *outcomes,
					struct slice person)
{
	const struct outcome *found = NULL;
	uint32_t at = first_of(outcomes, person);

	while (at != 0) {
		const struct outcome *outcome = &outcomes->list[at - 1];

		if (outcome->decision.length > 0 &&
		    (found == NULL || is_later(outcome, found)))
			found = outcome;
		at = outcome->next;
	}
	return found;
}
