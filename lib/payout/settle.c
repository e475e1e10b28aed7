#include "payout/settle_parts.h"

#include "base/number.h"

/* Sets an accrual against one row of the ledger with its key. */
static void meet(struct settling *settling, uint32_t index,
		 const struct accrual_row *row, bool freed)
{
	struct accrual *accrual = &settling->due->accruals[index];
	struct claim *claim = &settling->due->claims[accrual->claim];

	if (freed) {
		accrual->round = (uint32_t)row->round + 1;
		return;
	}
	accrual->transfer = row->transfer;
	if (row->gross == accrual->gross && row->tax == accrual->tax) {
		accrual->fate = ACCRUAL_COVERED;
		return;
	}
	accrual->fate = ACCRUAL_CONFLICT;
	if (claim->conflicts++ == 0) {
		claim->conflict = index;
		claim->conflict_gross = row->gross;
		claim->conflict_tax = row->tax;
	}
}

/* Going through the ledger's rows of one day beside our own. */
struct day_walk {
	struct slice day;
	struct accrual_row row;
	bool freed;
	int found; /* 1: row holds the next one */
};

static struct slice person_at(const struct settling *settling, size_t place)
{
	const struct due *due = settling->due;
	const struct accrual *accrual = &due->accruals[due->by_key[place]];

	return set_string(&due->persons, due->claims[accrual->claim].person);
}

static bool step(struct settling *settling, struct day_walk *walk, bool first,
		 struct slice person)
{
	if (first) {
		walk->row.day = walk->day;
		walk->row.person = person;
	}
	walk->found = ledger_accruals_from(settling->ledger, first, &walk->row,
					   &walk->freed, settling->diag);
	return walk->found >= 0;
}

/*
 * Brings the walk to the first row of a person or one behind. Few others in
 * between are stepped over; many are jumped.
 */
static bool advance(struct settling *settling, struct day_walk *walk,
		    struct slice person)
{
	int steps_max = ledger_steps_max(settling->ledger);

	for (int steps = 0; walk->found == 1; steps++) {
		if (slice_compare(walk->row.person, person) >= 0)
			return true;
		if (!step(settling, walk, steps == steps_max, person))
			return false;
	}
	return true;
}

/* The accruals of one person and day, by_key[first] to before end. */
static bool meet_person(struct settling *settling, struct day_walk *walk,
			size_t first, size_t end)
{
	struct due *due = settling->due;
	struct slice person = person_at(settling, first);

	if (!advance(settling, walk, person))
		return false;
	while (walk->found == 1 && slice_equal(walk->row.person, person)) {
		for (size_t i = first; i < end; i++) {
			uint32_t index = due->by_key[i];
			uint8_t component = due->accruals[index].component;

			if (slice_equal(
				    settling->settings->components[component]
					    .code,
				    walk->row.component))
				meet(settling, index, &walk->row, walk->freed);
		}
		if (!step(settling, walk, false, person))
			return false;
	}
	return true;
}

/* All accruals of one day, by_key[first] to before end. */
static bool settle_day(struct settling *settling, size_t first, size_t end)
{
	const struct due *due = settling->due;
	char text[DATE_SIZE];
	struct day_walk walk = {
		.day = date_format(due->accruals[due->by_key[first]].day,
				   text)};

	if (!step(settling, &walk, true, person_at(settling, first)))
		return false;
	while (first < end && walk.found == 1) {
		uint32_t person =
			due->claims[due->accruals[due->by_key[first]].claim]
				.person;
		size_t next = first + 1;

		while (next < end &&
		       due->claims[due->accruals[due->by_key[next]].claim]
				       .person == person)
			next++;
		if (!meet_person(settling, &walk, first, next))
			return false;
		first = next;
	}
	return true;
}

static bool settle_accruals(struct settling *settling)
{
	const struct due *due = settling->due;
	size_t first = 0;

	while (first < due->accrual_count) {
		struct date day = due->accruals[due->by_key[first]].day;
		size_t end = first + 1;

		while (end < due->accrual_count &&
		       date_compare(due->accruals[due->by_key[end]].day, day) ==
			       0)
			end++;
		if (!settle_day(settling, first, end))
			return false;
		first = end;
	}
	return true;
}

/*
 * What is new for a person, and whether it is more than what goes off it. What
 * is given back alone costs the participant no fee.
 */
static bool sum_new(struct settling *settling, struct due_person *person)
{
	struct due *due = settling->due;
	int64_t worth, net;

	for (size_t i = person->first; i < person->first + person->count; i++) {
		const struct accrual *accrual = &due->accruals[i];

		if (accrual->fate != ACCRUAL_NEW)
			continue;
		due->claims[accrual->claim].new_accruals++;
		if (!number_add(person->gross, accrual->gross,
				&person->gross) ||
		    !number_add(person->tax, accrual->tax, &person->tax))
			return diag_set(settling->diag,
					"an amount beyond counting");
	}
	if (person->gross == 0)
		return true;
	person->fee = settling->fee;
	worth = person->gross - person->tax - person->fee;
	if (!number_subtract(worth, person->set_off, &net))
		return diag_set(settling->diag, "an amount beyond counting");
	if (net <= 0)
		person->holds |= worth > 0 ? HOLD_SET_OFF : HOLD_SMALL;
	return true;
}

bool settle(struct due *due, struct ledger *ledger,
	    const struct pay_settings *settings, int64_t fee, struct diag *diag)
{
	struct settling settling = {.due = due,
				    .ledger = ledger,
				    .settings = settings,
				    .fee = fee,
				    .diag = diag};

	if (ledger != NULL && !settle_accruals(&settling))
		return false;
	for (size_t i = 0; i < due->people_count; i++) {
		if (ledger != NULL &&
		    !settle_person(&settling, &due->people[i]))
			return false;
		if (!sum_new(&settling, &due->people[i]))
			return false;
	}
	return true;
}
