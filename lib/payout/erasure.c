#include "payout/decision_parts.h"

#include "payout/listing.h"

enum { DECEMBER = 12, LAST_OF_DECEMBER = 31 };

/* The last day of the years that the papers of a payment are kept. */
static bool is_to_be_kept(const struct erasing *erasing,
			  const struct listed *listed, struct erased *erased)
{
	struct date since, until;
	int year, month, day;

	if (!date_parse(slice_of(listed->since), &since))
		return true;
	date_to_civil(since, &year, &month, &day);
	if (!date_from_civil(year + (int)erasing->keep_years, DECEMBER,
			     LAST_OF_DECEMBER, &until))
		return true;
	if (date_compare(erasing->as_of, until) > 0)
		return false;
	date_format(until, erased->until);
	return true;
}

/* Why a transfer's payee is kept, or "". */
static const char *why_kept(const struct erasing *erasing,
			    const struct listed *listed, struct erased *erased)
{
	if (listed->state == TRANSFER_WITHDRAWN ||
	    listed->state == TRANSFER_DECLINED)
		return "";
	if (listed->state == TRANSFER_PAID || listed->state == TRANSFER_VOIDED)
		return is_to_be_kept(erasing, listed, erased) ? "keep-years"
							      : "";
	return listed->state == TRANSFER_REJECTED ||
			       listed->state == TRANSFER_RETURNED
		       ? "waits"
		       : "on-its-way";
}

static bool erase(const struct erasing *erasing, const struct transfer_row *row,
		  struct diag *diag)
{
	const struct event_row event = {.kind = SLICE("erased"),
					.transfer = row->transfer,
					.attempt = row->attempt};

	return decision_record(erasing->ledger, erasing->decision, event,
			       diag) &&
	       ledger_erase_payee(erasing->ledger, row->transfer, diag);
}

static bool take(void *context, const struct listed *listed, struct diag *diag)
{
	const struct erasing *erasing = context;
	struct erased erased = {.reference = listed->row.reference,
				.reason = ""};
	struct payee payee;
	int there = ledger_payee(erasing->ledger, listed->row.transfer,
				 listed->row.attempt, &payee, diag);

	if (there < 0)
		return false;
	if (there == 0) {
		erased.status = "gone";
	} else {
		erased.reason = why_kept(erasing, listed, &erased);
		erased.status = *erased.reason == '\0' ? "erased" : "kept";
	}
	if (there == 1 && *erased.reason == '\0' &&
	    !erase(erasing, &listed->row, diag))
		return false;
	erasing->tell(erasing->context, &erased);
	return true;
}

bool decision_erase(const struct erasing *erasing, struct slice person,
		    struct diag *diag)
{
	struct erasing copy = *erasing;
	const struct listing_sink sink = {&copy, take};

	return listing_person(erasing->ledger, person, &sink, diag);
}
