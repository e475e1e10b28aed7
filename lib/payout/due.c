#include "payout/due.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

static const char *const hold_names[HOLD_BITS] = {
	"by-hand",	     "no-account",
	"two-accounts",	     "shared-account",
	"changed-account",   "account-name",
	"account-length",    "death",
	"not-above-fee",     "account-invalid",
	"not-above-set-off",
};

const char *due_hold_name(unsigned bit)
{
	for (int i = 0; i < HOLD_BITS; i++)
		if (bit == 1U << i)
			return hold_names[i];
	return "";
}

unsigned due_hold_of(struct slice name)
{
	for (int i = 0; i < HOLD_BITS; i++)
		if (slice_is(name, hold_names[i]))
			return 1U << i;
	return 0;
}

void due_init(struct due *due, size_t maximum)
{
	*due = (struct due){0};
	arena_init(&due->arena, maximum);
	set_init(&due->persons, maximum);
}

void due_release(struct due *due)
{
	arena_release(&due->arena);
	set_release(&due->persons);
}

/* An array in the arena with room for one more: doubled when it is full. */
static void *grown(struct arena *arena, const void *array, size_t count,
		   size_t *room, size_t size)
{
	size_t wanted = *room == 0 ? 1024 : *room * 2;
	void *larger = arena_array(arena, wanted, size);

	if (larger == NULL)
		return NULL;
	if (count > 0)
		memcpy(larger, array, count * size);
	*room = wanted;
	return larger;
}

static int compare_days(const void *left, const void *right)
{
	return date_compare(*(const struct date *)left,
			    *(const struct date *)right);
}

/* Sorts the days and leaves each once. */
static uint32_t unique_days(struct date *days, uint32_t count)
{
	uint32_t kept = 0;

	qsort(days, count, sizeof *days, compare_days);
	for (uint32_t i = 0; i < count; i++)
		if (kept == 0 || date_compare(days[kept - 1], days[i]) != 0)
			days[kept++] = days[i];
	return kept;
}

static bool read_days(struct claim *claim, const struct due_record *record,
		      bool inactive, struct date *days, struct diag *diag)
{
	struct slice rest = record->days, text;

	while (slice_next(&rest, ',', &text)) {
		enum pay_stop stop;
		struct date day;

		if (!date_parse(text, &day))
			return diag_set(diag,
					"payable_days holds \"%.*s\", which is "
					"no date; right is YYYY-MM-DD,...",
					SLICE_PRINT(slice_part(text, 0, 40)));
		stop = pay_stopped(&record->stops, text, day, inactive);
		if (stop != PAY_GOES_ON) {
			claim->stops |= 1U << stop;
			continue;
		}
		if (claim->day_count == DUE_DAYS_MAX)
			return diag_set(diag,
					"payable_days holds more than %d days",
					DUE_DAYS_MAX);
		days[claim->day_count++] = day;
	}
	claim->day_count = unique_days(days, claim->day_count);
	return true;
}

static bool keep_texts(struct due *due, struct claim *claim,
		       const struct due_record *record)
{
	struct arena *arena = &due->arena;

	claim->application = arena_copy(arena, record->application);
	claim->course = arena_copy(arena, record->course);
	claim->course_mode = arena_copy(arena, record->course_mode);
	claim->source = arena_copy(arena, record->source);
	return claim->application.data != NULL && claim->course.data != NULL &&
	       claim->course_mode.data != NULL && claim->source.data != NULL;
}

static bool needs_mode(const struct pay_settings *settings)
{
	for (size_t i = 0; i < settings->component_count; i++)
		if (settings->components[i].modes != NULL)
			return true;
	return false;
}

bool due_add(struct due *due, const struct pay_settings *settings,
	     const struct due_record *record, struct diag *diag)
{
	bool inactive = pay_must_be_inactive(settings, record->category);
	struct date days[DUE_DAYS_MAX];
	struct claim claim = {.number = record->number, .idle = record->idle};

	if (!read_days(&claim, record, inactive, days, diag))
		return false;
	claim.mode_unknown =
		slice_is_empty(record->course_mode) && needs_mode(settings);
	if (due->claim_count == due->claim_room) {
		struct claim *larger =
			grown(&due->arena, due->claims, due->claim_count,
			      &due->claim_room, sizeof *larger);

		if (larger == NULL)
			return diag_memory(diag);
		due->claims = larger;
	}
	claim.days = arena_array(&due->arena, claim.day_count, sizeof *days);
	if ((claim.days == NULL && claim.day_count > 0) ||
	    !keep_texts(due, &claim, record) ||
	    !set_add(&due->persons, record->person, &claim.person, NULL))
		return diag_memory(diag);
	if (claim.day_count > 0)
		memcpy(claim.days, days, claim.day_count * sizeof *days);
	due->claims[due->claim_count++] = claim;
	return true;
}

static int compare_claims(const void *left, const void *right, void *context)
{
	const struct due *due = context;
	const struct claim *a = &due->claims[*(const uint32_t *)left];
	const struct claim *b = &due->claims[*(const uint32_t *)right];
	int order =
		a->person == b->person
			? 0
			: slice_compare(set_string(&due->persons, a->person),
					set_string(&due->persons, b->person));

	if (order == 0)
		order = slice_compare(a->course, b->course);
	if (order == 0)
		order = slice_compare(a->application, b->application);
	if (order == 0)
		order = (a->number > b->number) - (a->number < b->number);
	return order;
}

static bool sort_claims(struct due *due)
{
	due->order = arena_array(&due->arena, due->claim_count + 1,
				 sizeof *due->order);
	due->people = arena_array(&due->arena, set_count(&due->persons) + 1,
				  sizeof *due->people);
	if (due->order == NULL || due->people == NULL)
		return false;
	for (size_t i = 0; i < due->claim_count; i++)
		due->order[i] = (uint32_t)i;
	qsort_r(due->order, due->claim_count, sizeof *due->order,
		compare_claims, due);
	for (size_t i = 0; i < due->claim_count; i++) {
		const struct claim *claim = &due->claims[due->order[i]];
		struct due_person *last =
			due->people_count == 0
				? NULL
				: &due->people[due->people_count - 1];

		if (last == NULL || last->person != claim->person)
			due->people[due->people_count++] =
				(struct due_person){.person = claim->person,
						    .claim_first = i,
						    .claims = 1};
		else
			last->claims++;
	}
	return true;
}

/* A day of one of a person's claims. */
struct dated {
	struct date day;
	uint32_t place; /* of the claim among the person's claims */
};

static int compare_dated(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;
	int order = date_compare(a->day, b->day);

	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

static bool add_accruals(struct due *due, struct pay_rates *rates,
			 uint32_t claim_index, struct date day,
			 struct diag *diag)
{
	const struct pay_settings *settings = rates->settings;
	const struct pay_day *worth = pay_rates_on(rates, day, diag);
	struct claim *claim = &due->claims[claim_index];

	if (worth == NULL)
		return false;
	claim->days_due++;
	for (size_t i = 0; i < settings->component_count; i++) {
		if (worth->gross[i] == 0 ||
		    !pay_component_applies(&settings->components[i],
					   claim->course_mode))
			continue;
		if (due->accrual_count == due->accrual_room) {
			struct accrual *larger = grown(
				&due->arena, due->accruals, due->accrual_count,
				&due->accrual_room, sizeof *larger);

			if (larger == NULL)
				return diag_memory(diag);
			due->accruals = larger;
		}
		due->accruals[due->accrual_count++] =
			(struct accrual){.day = day,
					 .claim = claim_index,
					 .component = (uint8_t)i,
					 .round = 1,
					 .gross = worth->gross[i],
					 .tax = worth->tax[i]};
		if (!number_add(claim->amount_due,
				worth->gross[i] - worth->tax[i],
				&claim->amount_due))
			return diag_set(diag, "an amount beyond counting");
	}
	return true;
}

/* Gives each day of a person to the first of the claims that have it. */
static bool finish_person(struct due *due, struct due_person *person,
			  struct pay_rates *rates, struct dated *dated,
			  struct diag *diag)
{
	const uint32_t *order = due->order + person->claim_first;
	size_t count = 0;

	for (uint32_t i = 0; i < person->claims; i++) {
		struct claim *claim = &due->claims[order[i]];

		if (claim->stops & 1U << PAY_AFTER_DEATH)
			person->holds |= HOLD_DEATH;
		for (uint32_t j = 0;
		     j < claim->day_count && !claim->mode_unknown; j++)
			dated[count++] = (struct dated){claim->days[j], i};
	}
	if (person->claims > 1)
		qsort(dated, count, sizeof *dated, compare_dated);
	person->first = due->accrual_count;
	for (size_t i = 0; i < count; i++) {
		uint32_t claim = order[dated[i].place];

		if (i > 0 && date_compare(dated[i - 1].day, dated[i].day) == 0)
			due->claims[claim].twice = true;
		else if (!add_accruals(due, rates, claim, dated[i].day, diag))
			return false;
	}
	person->count = due->accrual_count - person->first;
	return true;
}

/* An accrual's place in the order of keys. */
struct keyed {
	uint64_t key; /* day, person, component */
	uint32_t accrual;
};

static int compare_keyed(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	return (a->key > b->key) - (a->key < b->key);
}

/* Sorts the accruals' indices; people are sorted by text already. */
static bool sort_keys(struct due *due, const struct pay_settings *settings)
{
	struct keyed *keyed = calloc(due->accrual_count + 1, sizeof *keyed);

	due->by_key = arena_array(&due->arena, due->accrual_count + 1,
				  sizeof *due->by_key);
	if (keyed == NULL || due->by_key == NULL) {
		free(keyed);
		return false;
	}
	for (size_t i = 0; i < due->people_count; i++) {
		const struct due_person *person = &due->people[i];

		for (size_t j = person->first;
		     j < person->first + person->count; j++) {
			const struct accrual *accrual = &due->accruals[j];
			uint64_t day = (uint64_t)(accrual->day.days + 100000);

			keyed[j].key =
				day << 40 | (uint64_t)i << 8 |
				settings->components[accrual->component].rank;
			keyed[j].accrual = (uint32_t)j;
		}
	}
	qsort(keyed, due->accrual_count, sizeof *keyed, compare_keyed);
	for (size_t i = 0; i < due->accrual_count; i++)
		due->by_key[i] = keyed[i].accrual;
	free(keyed);
	return true;
}

bool due_finish(struct due *due, struct pay_rates *rates, struct diag *diag)
{
	struct dated *dated;
	size_t most = 0;

	if (!sort_claims(due))
		return diag_memory(diag);
	for (size_t i = 0; i < due->people_count; i++)
		if (due->people[i].claims > most)
			most = due->people[i].claims;
	dated = arena_array(&due->arena, most * DUE_DAYS_MAX + 1,
			    sizeof *dated);
	if (dated == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < due->people_count; i++)
		if (!finish_person(due, &due->people[i], rates, dated, diag))
			return false;
	return sort_keys(due, rates->settings) || diag_memory(diag);
}

struct due_person *due_find(const struct due *due, struct slice person)
{
	size_t low = 0, high = due->people_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = slice_compare(
			due_person_text(due, &due->people[middle]), person);

		if (order == 0)
			return &due->people[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
