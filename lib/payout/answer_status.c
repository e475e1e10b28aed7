#include "payout/answer_statement.h"

#include "base/number.h"

/*
 * What a status code of a pain.002 means for us. "Accepted" codes only say
 * that the order is on its way; ACSC speaks of the debtor's side and BLCK,
 * ACWP of money that waits: only ACCC says that the payee has it.
 */
static enum transfer_state state_of_code(struct slice code)
{
	static const struct {
		const char *codes;
		enum transfer_state state;
	} table[] = {
		{"RCVD,ACTC,ACCP,ACSP,ACSC,ACWC,ACFC,PATC,PDNG,PRES",
		 TRANSFER_SENT},
		{"ACCC", TRANSFER_PAID},
		{"RJCT,CANC", TRANSFER_REJECTED},
		{"BLCK,ACWP", TRANSFER_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (slice_list_has(slice_of(table[i].codes), code))
			return table[i].state;
	return TRANSFER_NONE;
}

/* Reads an amount of rupiah; false where it has other than 00 behind it. */
static bool whole_rupiah(struct slice text, int64_t *rupiah)
{
	size_t point = slice_find(text, '.');
	struct slice rest = slice_part(text, point + 1, text.length);

	for (size_t i = 0; i < rest.length; i++)
		if (rest.data[i] != '0')
			return false;
	return number_parse(slice_part(text, 0, point), rupiah);
}

bool iso_answer(struct iso_reading *reading, struct bank_answer *answer)
{
	struct slice amount = iso_value(reading, ISO_AMOUNT);

	if (answer->level == ANSWER_TRANSFER && !slice_is_empty(amount)) {
		answer->has_amount = true;
		if (!slice_is(iso_value(reading, ISO_AMOUNT_CURRENCY), "IDR") ||
		    !whole_rupiah(amount, &answer->rupiah))
			answer->rupiah = -1;
	}
	answer->state = answer_state(answer->state, answer->reason);
	if (answer->state == TRANSFER_NONE)
		reading->count.other_entries++;
	else
		reading->count.answers++;
	return reading->sink->take(reading->sink->context, answer,
				   reading->diag);
}

static enum return_reason reason_with_text(struct slice code, struct slice text)
{
	enum return_reason reason = return_reason_of(code);

	if ((reason == REASON_OTHER || reason == REASON_NONE) &&
	    answer_speaks_of_duplicate(text))
		return REASON_DUPLICATE_PAYMENT;
	return reason;
}

static bool give(struct iso_reading *reading, struct bank_answer *answer,
		 struct slice status, struct slice text)
{
	if (slice_is_empty(status) || slice_is(status, "PART"))
		return true;
	answer->state = state_of_code(status);
	if (answer->state == TRANSFER_NONE)
		return diag_set(reading->diag,
				"status \"%.*s\" is none of ISO 20022's",
				SLICE_PRINT(slice_part(status, 0, 40)));
	if (answer->state == TRANSFER_REJECTED ||
	    answer->state == TRANSFER_UNKNOWN)
		answer->reason = reason_with_text(answer->code, text);
	return iso_answer(reading, answer);
}

bool status_of_transfer(struct iso_reading *reading)
{
	struct bank_answer answer = {
		.level = ANSWER_TRANSFER,
		.end_to_end = iso_value(reading, ISO_END_TO_END),
		.reference = iso_value(reading, ISO_INSTRUCTION),
		.code = iso_value(reading, ISO_REASON)};

	return give(reading, &answer, iso_value(reading, ISO_STATUS),
		    iso_value(reading, ISO_TEXT));
}

bool status_of_payment(struct iso_reading *reading)
{
	struct bank_answer answer = {
		.level = ANSWER_PAYMENT,
		.order = iso_value(reading, ISO_PAYMENT_ID),
		.code = iso_value(reading, ISO_PAYMENT_REASON)};

	return give(reading, &answer, iso_value(reading, ISO_PAYMENT_STATUS),
		    iso_value(reading, ISO_PAYMENT_TEXT));
}

bool status_of_group(struct iso_reading *reading)
{
	struct bank_answer answer = {
		.level = ANSWER_GROUP,
		.order = iso_value(reading, ISO_GROUP_ID),
		.code = iso_value(reading, ISO_GROUP_REASON)};

	return give(reading, &answer, iso_value(reading, ISO_GROUP_STATUS),
		    iso_value(reading, ISO_GROUP_TEXT));
}
