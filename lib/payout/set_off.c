#include "payout/set_off.h"

#include "base/number.h"
#include "payout/detail.h"

static bool add(int64_t *sum, int64_t rupiah, struct diag *diag)
{
	return number_add(*sum, rupiah, sum) ||
	       diag_set(diag, "an amount beyond counting");
}

bool set_off_hear(struct set_off *set_off, const struct event_row *event,
		  struct diag *diag)
{
	int64_t change;

	if (slice_is(event->kind, "recovered"))
		return add(&set_off->paid_back, event->amount, diag);
	if (!slice_is(event->kind, "set-off"))
		return true;
	return (number_subtract(event->amount,
				detail_number(event->detail, "was"), &change) ||
		diag_set(diag, "an amount beyond counting")) &&
	       add(&set_off->decided, change, diag);
}

bool set_off_take(struct set_off *set_off, int64_t rupiah, struct diag *diag)
{
	return add(&set_off->taken, rupiah, diag);
}

bool set_off_back(const struct set_off *set_off, int64_t *rupiah,
		  struct diag *diag)
{
	*rupiah = set_off->paid_back;
	return add(rupiah, set_off->taken, diag);
}

int64_t set_off_left(const struct set_off *set_off)
{
	int64_t used = set_off->taken > 0 ? set_off->taken : 0;

	return set_off->decided > used ? set_off->decided - used : 0;
}

static bool add_taken(struct ledger *ledger, const struct transfer_row *row,
		      struct set_off *set_off, struct diag *diag)
{
	enum transfer_state state;
	int64_t attempt;

	if (!ledger_state(ledger, row->transfer, &attempt, &state, diag))
		return false;
	return state_is_freed(state) ||
	       set_off_take(set_off, row->set_off, diag);
}

bool set_off_of(struct ledger *ledger, struct slice person,
		struct set_off *set_off, struct diag *diag)
{
	struct transfer_row row;
	struct event_row event;
	bool first = true;
	int found;

	*set_off = (struct set_off){0};
	while ((found = ledger_person_events(ledger, first, person, &event,
					     diag)) == 1) {
		first = false;
		if (!set_off_hear(set_off, &event, diag))
			return false;
	}
	if (found < 0)
		return false;
	first = true;
	while ((found = ledger_person_transfers(ledger, first, person, &row,
						diag)) == 1) {
		first = false;
		if (row.set_off != 0 && !add_taken(ledger, &row, set_off, diag))
			return false;
	}
	return found == 0;
}
