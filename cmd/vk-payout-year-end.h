/*
 * The year's last day for payments: what is not out by then goes back to the
 * treasury.
 */
#ifndef CMD_VK_PAYOUT_YEAR_END_H
#define CMD_VK_PAYOUT_YEAR_END_H

#include "payout/listing.h"
#include "vk-payout.h"

/* Tells when that day is near, or past, on the day of a payment. */
void year_end_warn(struct payout *payout, struct date value_date);

/* What is not paid and belongs to a year whose last day is near, or past. */
struct year_end {
	int64_t near, near_rupiah, past, past_rupiah;
	struct date last; /* the day that is near */
};

/* Counts a transfer by the last of its days. */
void year_end_count(struct payout *payout, const struct listed *listed,
		    struct year_end *year_end);

/* Tells what was counted. */
void year_end_tell(struct payout *payout, const struct year_end *year_end);

#endif
