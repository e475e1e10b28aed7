/*
 * Dates, money, numbers and names of any bytes: what is read has to print and
 * read back as the same value.
 */
#include "base/number.h"
#include "value/date.h"
#include "value/money.h"
#include "value/name.h"

#include <stdlib.h>

enum { TEXT_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

static void check_date(struct slice text, enum date_order order)
{
	char out[DATE_SIZE];
	struct date date, again;

	if (!date_parse_office(text, order, &date))
		return;
	require(date_parse(date_format(date, out), &again));
	require(date_compare(date, again) == 0);
	/* What is read without an order is read the same with any. */
	if (order == DATE_ORDER_OPEN) {
		require(date_parse_office(text, DATE_DAY_FIRST, &again));
		require(date_compare(date, again) == 0);
		require(date_parse_office(text, DATE_MONTH_FIRST, &again));
		require(date_compare(date, again) == 0);
	}
}

static void check_money(struct slice text)
{
	struct money money, again;
	struct strbuf out;
	int64_t number;

	strbuf_init(&out, TEXT_MAX);
	if (money_parse_office(text, &money)) {
		require(money_format(money, &out));
		require(money_parse_office(strbuf_slice(&out), &again));
		require(money.rupiah == again.rupiah);
		strbuf_reset(&out);
		require(money_words(money, &out) ==
			(money.rupiah >= 0 &&
			 money.rupiah <= INT64_C(999999999999999)));
	}
	if (number_parse(text, &number)) {
		char digits[NUMBER_SIZE];

		require(money_parse(text, &money));
		require(money.rupiah == number);
		require(number_parse(number_format(number, digits),
				     &money.rupiah));
		require(money.rupiah == number);
	}
	strbuf_release(&out);
}

/* The input is two names with a line end between them. */
static void check_names(struct slice text)
{
	size_t end = slice_find(text, '\n');
	struct name left, right;
	struct strbuf one, other;
	int likeness;

	name_parse(slice_part(text, 0, end), &left);
	name_parse(slice_part(text, end + 1, text.length), &right);
	require(left.count <= NAME_TOKENS_MAX);
	likeness = name_likeness(&left, &right);
	require(likeness >= 0 && likeness <= 1000);
	require(name_likeness(&right, &left) == likeness);
	strbuf_init(&one, TEXT_MAX);
	strbuf_init(&other, TEXT_MAX);
	require(name_key(&left, &one) && name_key(&right, &other));
	if (likeness == 1000)
		require(slice_equal(strbuf_slice(&one), strbuf_slice(&other)));
	require(left.count == 0 || name_likeness(&left, &left) == 1000);
	require(name_key_loose(&left, &one));
	strbuf_release(&one);
	strbuf_release(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};

	check_date(text, DATE_ORDER_OPEN);
	check_date(text, DATE_DAY_FIRST);
	check_date(text, DATE_MONTH_FIRST);
	date_order_of(text);
	check_money(text);
	check_names(text);
	return 0;
}
