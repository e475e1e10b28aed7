#include "payout/set_off.h"

#include "base/number.h"
#include "payout/detail.h"

int64_t set_off_decided(const struct event_row *event)
{
	if (!slice_is(event->kind, "set-off"))
		return 0;
	return event->amount - detail_number(event->detail, "was");
}

static bool add_taken(struct ledger *ledger, const struct transfer_row *row,
		      struct set_off *set_off, struct diag *diag)
{
	enum transfer_state state;
	int64_t attempt;

	if (!ledger_state(ledger, row->transfer, &attempt, &state, diag))
		return false;
	return state_is_freed(state) ||
	       number_add(set_off->taken, row->set_off, &set_off->taken) ||
	       diag_set(diag, "an amount beyond counting");
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
		if (!number_add(set_off->decided, set_off_decided(&event),
				&set_off->decided))
			return diag_set(diag, "an amount beyond counting");
	}
	if (found < 0)
		return false;
	first = true;
	while ((found = ledger_person_transfers(ledger, first, person, &row,
						diag)) == 1) {
		first = false;
		if (row.set_off > 0 && !add_taken(ledger, &row, set_off, diag))
			return false;
	}
	return found == 0;
}
