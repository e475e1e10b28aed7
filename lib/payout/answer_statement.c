#include "payout/answer_statement.h"

#include "base/number.h"

enum {
	FRACTION = 5 /* digits behind the point that ISO 20022 allows */
};

/* An amount as a whole number of hundred thousandths. */
static bool parse_amount(struct slice text, int64_t *amount)
{
	size_t point = slice_find(text, '.');
	struct slice fraction = slice_part(text, point + 1, text.length);
	int64_t whole, part = 0;

	if (fraction.length > FRACTION ||
	    !number_parse(slice_part(text, 0, point), &whole) || whole < 0 ||
	    (fraction.length > 0 &&
	     (!text_is_digits(fraction) || !number_parse(fraction, &part))))
		return false;
	for (size_t i = fraction.length; i < FRACTION; i++)
		part *= 10;
	return number_multiply(whole, 100000, &whole) &&
	       number_add(whole, part, amount);
}

/* The same with its sign: CRDT is ours to have, DBIT went out. */
static bool signed_amount(struct iso_reading *reading, enum iso_field amount,
			  enum iso_field side, int64_t *value)
{
	struct slice text = iso_value(reading, amount);
	struct slice indicator = iso_value(reading, side);

	if (!parse_amount(text, value) ||
	    (!slice_is(indicator, "CRDT") && !slice_is(indicator, "DBIT")))
		return diag_set(reading->diag,
				"\"%.*s %.*s\" is no amount with CRDT or DBIT",
				SLICE_PRINT(slice_part(indicator, 0, 8)),
				SLICE_PRINT(slice_part(text, 0, 24)));
	if (slice_is(indicator, "DBIT"))
		*value = -*value;
	return true;
}

void statement_begin(struct iso_reading *reading)
{
	reading->sums = (struct iso_sums){0};
}

/* Remembers the statement's currency; another one is remarked. */
static void meet_currency(struct iso_reading *reading, struct slice currency)
{
	struct iso_sums *sums = &reading->sums;

	if (currency.length != 3)
		return;
	if (sums->currency[0] == '\0')
		memcpy(sums->currency, currency.data, 3);
	else if (!slice_is(currency, sums->currency))
		sums->mixed = true;
}

bool statement_balance(struct iso_reading *reading)
{
	struct slice kind = iso_value(reading, ISO_BALANCE_KIND);
	struct slice day = iso_value(reading, ISO_BALANCE_DATE);
	struct iso_sums *sums = &reading->sums;
	bool opens = slice_is(kind, "OPBD") ||
		     (slice_is(kind, "PRCD") && !sums->opened);
	int64_t value;

	if (!opens && !slice_is(kind, "CLBD"))
		return true;
	if (!signed_amount(reading, ISO_BALANCE_AMOUNT, ISO_BALANCE_SIDE,
			   &value))
		return false;
	meet_currency(reading, iso_value(reading, ISO_BALANCE_CURRENCY));
	if (opens) {
		sums->opened = true;
		sums->opening = value;
		return true;
	}
	sums->closed = true;
	sums->closing = value;
	if (day.length == 10)
		memcpy(sums->closing_day, day.data, 10);
	return true;
}

static bool is_booked(const struct iso_reading *reading)
{
	return slice_is(iso_value(reading, ISO_ENTRY_STATUS), "BOOK");
}

static bool is_reversal(const struct iso_reading *reading)
{
	struct slice flag = iso_value(reading, ISO_ENTRY_REVERSAL);

	return slice_is(flag, "true") || slice_is(flag, "1");
}

/*
 * A detail of an entry. The entry's own side decides: some banks give the
 * details' as the payee sees it. Money that comes in is a return only where
 * the bank says so; else its state is none.
 */
static bool tell_detail(struct iso_reading *reading)
{
	struct slice code = iso_value(reading, ISO_REASON);
	bool debit = slice_is(iso_value(reading, ISO_ENTRY_SIDE), "DBIT");
	bool comes_back = !slice_is_empty(code) || is_reversal(reading);
	struct bank_answer answer = {
		.level = ANSWER_TRANSFER,
		.end_to_end = iso_value(reading, ISO_END_TO_END),
		.reference = iso_value(reading, ISO_INSTRUCTION),
		.code = code,
		.date = iso_value(reading, ISO_ENTRY_DATE)};

	if (slice_is_empty(answer.end_to_end) &&
	    slice_is_empty(answer.reference)) {
		reading->count.other_entries++;
		return true;
	}
	if (!debit && !comes_back)
		answer.state = TRANSFER_NONE;
	else if (!is_booked(reading))
		answer.state = TRANSFER_SENT;
	else if (debit && !comes_back)
		answer.state = TRANSFER_PAID;
	else
		answer.state = TRANSFER_RETURNED;
	if (answer.state == TRANSFER_RETURNED)
		answer.reason = return_reason_of(
			slice_is_empty(code) ? SLICE("other") : code);
	return iso_answer(reading, &answer);
}

bool statement_detail(struct iso_reading *reading)
{
	reading->detail_waits = reading->entry_details == 1 &&
				slice_is_empty(iso_value(reading, ISO_AMOUNT));
	return reading->detail_waits || tell_detail(reading);
}

bool statement_next_detail(struct iso_reading *reading)
{
	bool waits = reading->detail_waits;

	reading->detail_waits = false;
	return !waits || tell_detail(reading);
}

/* A detail that is alone and has no amount has that of its entry. */
static bool tell_lone_detail(struct iso_reading *reading)
{
	for (int i = 0; i < 2; i++) {
		struct strbuf *own = &reading->fields[ISO_AMOUNT + i];
		struct strbuf *entry = &reading->fields[ISO_ENTRY_AMOUNT + i];

		strbuf_reset(own);
		if (reading->detail_waits &&
		    !strbuf_append(own, strbuf_slice(entry)))
			return diag_memory(reading->diag);
	}
	return statement_next_detail(reading);
}

bool statement_entry(struct iso_reading *reading)
{
	struct slice day = iso_value(reading, ISO_ENTRY_VALUE_DATE);
	struct iso_sums *sums = &reading->sums;
	int64_t value;

	if (!tell_lone_detail(reading))
		return false;
	if (reading->entry_details == 0)
		reading->count.other_entries++;
	if (!is_booked(reading))
		return true;
	if (!signed_amount(reading, ISO_ENTRY_AMOUNT, ISO_ENTRY_SIDE, &value))
		return false;
	meet_currency(reading, iso_value(reading, ISO_ENTRY_CURRENCY));
	if (!number_add(sums->booked, value, &sums->booked))
		return diag_set(reading->diag, "entries beyond counting");
	/* Balances stand before the entries in a camt.053. */
	if (day.length == 10 && sums->closing_day[0] != '\0' &&
	    slice_compare(day, slice_of(sums->closing_day)) > 0)
		sums->forward += value;
	return true;
}

/*
 * Opening + entries = closing, where a bank may leave what is valued later out
 * of the closing balance.
 */
bool statement_end(struct iso_reading *reading)
{
	const struct iso_sums *sums = &reading->sums;
	int64_t sum;

	if (!sums->opened || !sums->closed)
		return diag_set(reading->diag, "a statement without opening "
					       "or closing balance");
	if (sums->mixed)
		return diag_set(reading->diag,
				"a statement in more than one currency: its "
				"balances can't be checked");
	if (!number_add(sums->opening, sums->booked, &sum))
		return diag_set(reading->diag, "balances beyond counting");
	if (sum == sums->closing || sum - sums->forward == sums->closing)
		return true;
	return diag_set(reading->diag,
			"opening balance and entries don't give the closing "
			"balance: the statement is incomplete or changed");
}
