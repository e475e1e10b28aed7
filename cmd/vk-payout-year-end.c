/*
 * Warnings of the year's end, ahead and behind.
 */
#include "vk-payout-year-end.h"

#include <stdio.h>

enum { DAYS_AHEAD = 14 };

/* The last day for payments of a date's year; false where none is known. */
static bool last_day(const struct payout *payout, struct date date,
		     struct date *last)
{
	const struct pay_settings *settings = &payout->settings;
	int year, month, day;

	if (settings->year_end_month == 0)
		return false;
	date_to_civil(date, &year, &month, &day);
	return date_from_civil(year, settings->year_end_month,
			       settings->year_end_day, last);
}

void year_end_warn(struct payout *payout, struct date value_date)
{
	struct date last;
	int left;

	if (!last_day(payout, value_date, &last))
		return;
	left = last.days - value_date.days;
	if (left < 0)
		tool_note(&payout->tool, "the value date is past the year's "
					 "last day for payments (year_end)");
	else if (left <= DAYS_AHEAD)
		tool_note(&payout->tool,
			  "%d day%s left to the year's last day for payments: "
			  "what bounces then can't be sent again",
			  left, left == 1 ? " is" : "s are");
}

/* The last of a transfer's days, else the day since when it stands so. */
static bool day_of(const struct listed *listed, struct date *day)
{
	struct slice rest = listed->row.days, text = {0};

	while (slice_next(&rest, ',', &text))
		;
	return date_parse(text, day) ||
	       date_parse(slice_of(listed->since), day);
}

void year_end_count(struct payout *payout, const struct listed *listed,
		    struct year_end *year_end)
{
	struct date day, last;

	if (listed->state == TRANSFER_PAID || state_is_freed(listed->state) ||
	    !payout->tool.as_of_given || !day_of(listed, &day) ||
	    !last_day(payout, day, &last))
		return;
	if (payout->tool.as_of.days > last.days) {
		year_end->past++;
		year_end->past_rupiah += listed->row.net;
	} else if (last.days - payout->tool.as_of.days <= DAYS_AHEAD) {
		year_end->last = last;
		year_end->near++;
		year_end->near_rupiah += listed->row.net;
	}
}

static void tell(struct payout *payout, int64_t count, int64_t rupiah,
		 const char *when)
{
	if (count > 0)
		tool_note(&payout->tool, "%lld transfer%s, %lld rupiah, %s %s",
			  (long long)count, count == 1 ? "" : "s",
			  (long long)rupiah, count == 1 ? "is" : "are", when);
}

void year_end_tell(struct payout *payout, const struct year_end *year_end)
{
	char when[100], day[DATE_SIZE];

	date_format(year_end->last, day);
	snprintf(when, sizeof when,
		 "not paid yet; the year's last day for payments is %s", day);
	tell(payout, year_end->near, year_end->near_rupiah, when);
	tell(payout, year_end->past, year_end->past_rupiah,
	     "not paid by the last day for payments of the year");
}
