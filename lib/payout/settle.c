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

/* One day of one person: count accruals from by_key[first] on. */
static bool settle_day(struct settling *settling, size_t first, size_t count)
{
	struct due *due = settling->due;
	const struct accrual *lead = &due->accruals[due->by_key[first]];
	struct slice person =
		set_string(&due->persons, due->claims[lead->claim].person);
	char text[DATE_SIZE];
	struct slice day = date_format(lead->day, text);
	struct accrual_row row;
	bool freed, begin = true;
	int found;

	while ((found = ledger_accruals_on(settling->ledger, begin, day, person,
					   &row, &freed, settling->diag)) ==
	       1) {
		begin = false;
		for (size_t i = first; i < first + count; i++) {
			uint32_t index = due->by_key[i];
			uint8_t component = due->accruals[index].component;

			if (slice_equal(
				    settling->settings->components[component]
					    .code,
				    row.component))
				meet(settling, index, &row, freed);
		}
	}
	return found == 0;
}

static bool settle_accruals(struct settling *settling)
{
	const struct due *due = settling->due;
	size_t i = 0;

	while (i < due->accrual_count) {
		const struct accrual *lead = &due->accruals[due->by_key[i]];
		uint32_t person = due->claims[lead->claim].person;
		size_t end = i + 1;

		for (; end < due->accrual_count; end++) {
			const struct accrual *next =
				&due->accruals[due->by_key[end]];

			if (date_compare(next->day, lead->day) != 0 ||
			    due->claims[next->claim].person != person)
				break;
		}
		if (!settle_day(settling, i, end - i))
			return false;
		i = end;
	}
	return true;
}

/* What is new for a person, and whether it is more than the fee. */
static bool sum_new(struct settling *settling, struct due_person *person)
{
	struct due *due = settling->due;

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
	if (person->gross > 0 && person->gross - person->tax <= settling->fee)
		person->holds |= HOLD_SMALL;
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
