#include "system/sheet_number.h"

#include "base/number.h"
#include "value/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	RAW_SIZE = 64,
	EXACT_DIGITS = 15, /* of any decimal number survive in a double */
	DIGITS_MAX = 17,
	PLAIN_EXPONENT_MIN = -7,
	PLAIN_EXPONENT_MAX = 17,
	DAY_SECONDS = 24 * 3600,
	FALSE_DAY = 60, /* 1900-02-29, which Excel believes in */
	DAYS_1900_TO_1970 = 25569,
	DAYS_1904_TO_1970 = 24107
};

/* 9999-12-31 and a bit, the last that spreadsheets show as a date. */
#define SERIAL_MAX 2958466.0

/* The significant digits of a number: 0.DIGITS times 10 to the exponent + 1. */
struct decimal {
	bool negative;
	char digits[DIGITS_MAX];
	int count;
	int exponent;
};

/* No tool sets LC_NUMERIC, so the decimal sign is a point. */
static bool parse(struct slice raw, double *number)
{
	char text[RAW_SIZE];
	char *end;

	if (raw.length == 0 || raw.length >= sizeof text)
		return false;
	memcpy(text, raw.data, raw.length);
	text[raw.length] = '\0';
	*number = strtod(text, &end);
	return end == text + raw.length && isfinite(*number);
}

/* Whether the text is what it would become: a whole number without zeros. */
static bool is_plain(struct slice raw)
{
	if (raw.length > 0 && raw.data[0] == '-')
		raw = slice_part(raw, 1, raw.length);
	return raw.length <= EXACT_DIGITS && text_is_digits(raw) &&
	       raw.data[0] != '0';
}

static void take_shortest(double number, struct decimal *decimal)
{
	char text[RAW_SIZE];
	const char *next = text;

	for (int digits = EXACT_DIGITS; digits <= DIGITS_MAX; digits++) {
		snprintf(text, sizeof text, "%.*e", digits - 1, number);
		if (strtod(text, NULL) == number)
			break;
	}
	decimal->negative = *next == '-';
	decimal->count = 0;
	for (; *next != 'e'; next++)
		if (text_is_digit(*next))
			decimal->digits[decimal->count++] = *next;
	while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
		decimal->count--;
	decimal->exponent = atoi(next + 1);
}

static void append_digits(struct strbuf *out, const struct decimal *decimal,
			  int from, int to)
{
	for (int i = from; i < to; i++)
		strbuf_append_byte(out, i >= 0 && i < decimal->count
						? decimal->digits[i]
						: '0');
}

static void append_plain(struct strbuf *out, const struct decimal *decimal)
{
	int whole = decimal->exponent + 1; /* digits before the point */

	if (whole > 0)
		append_digits(out, decimal, 0, whole);
	else
		strbuf_append_byte(out, '0');
	if (decimal->count <= whole)
		return;
	strbuf_append_byte(out, '.');
	append_digits(out, decimal, whole, decimal->count);
}

static void append_scientific(struct strbuf *out, const struct decimal *decimal)
{
	append_digits(out, decimal, 0, 1);
	if (decimal->count > 1)
		strbuf_append_byte(out, '.');
	append_digits(out, decimal, 1, decimal->count);
	strbuf_append_format(out, "E%+d", decimal->exponent);
}

bool sheet_number_append(struct strbuf *out, struct slice raw)
{
	struct decimal decimal;
	double number;

	if (is_plain(raw))
		return strbuf_append(out, raw);
	if (!parse(raw, &number))
		return false;
	take_shortest(number == 0 ? 0 : number, &decimal);
	if (decimal.negative)
		strbuf_append_byte(out, '-');
	if (decimal.exponent >= PLAIN_EXPONENT_MIN &&
	    decimal.exponent <= PLAIN_EXPONENT_MAX)
		append_plain(out, &decimal);
	else
		append_scientific(out, &decimal);
	return !out->failed;
}

static bool append_time(struct strbuf *out, int64_t seconds)
{
	return strbuf_append_format(
		out, "%02d:%02d:%02d", (int)(seconds / 3600),
		(int)(seconds / 60 % 60), (int)(seconds % 60));
}

static bool date_of_serial(int64_t serial, bool from_1904, struct date *date)
{
	if (from_1904)
		date->days = (int32_t)(serial - DAYS_1904_TO_1970);
	else if (serial > FALSE_DAY)
		date->days = (int32_t)(serial - DAYS_1900_TO_1970);
	else
		date->days = (int32_t)(serial - DAYS_1900_TO_1970 + 1);
	return from_1904 || serial != FALSE_DAY;
}

/* Whole seconds of a number of days, if spreadsheets show it at all. */
static bool parse_seconds(struct slice raw, int64_t *seconds)
{
	double days;

	if (!parse(raw, &days) || days < 0 || days >= SERIAL_MAX)
		return false;
	*seconds = (int64_t)(days * DAY_SECONDS + 0.5);
	return true;
}

bool sheet_date_append(struct strbuf *out, struct slice raw, bool from_1904)
{
	char text[DATE_SIZE];
	struct date date;
	int64_t seconds;

	if (!parse_seconds(raw, &seconds))
		return false;
	if (seconds < DAY_SECONDS)
		return append_time(out, seconds);
	if (!date_of_serial(seconds / DAY_SECONDS, from_1904, &date))
		return false;
	strbuf_append(out, date_format(date, text));
	if (seconds % DAY_SECONDS == 0)
		return !out->failed;
	strbuf_append_byte(out, ' ');
	return append_time(out, seconds % DAY_SECONDS);
}

bool sheet_elapsed_append(struct strbuf *out, struct slice raw)
{
	int64_t seconds;

	return parse_seconds(raw, &seconds) && append_time(out, seconds);
}

/* Whether the text is HH:MM:SS. */
static bool is_time(struct slice text)
{
	if (text.length != 8)
		return false;
	for (size_t i = 0; i < text.length; i++) {
		bool fits = i % 3 == 2 ? text.data[i] == ':'
				       : text_is_digit(text.data[i]);

		if (!fits)
			return false;
	}
	return true;
}

bool sheet_iso_append(struct strbuf *out, struct slice raw)
{
	struct slice day = slice_part(raw, 0, 10);
	struct slice time = slice_part(raw, 11, 8);
	struct date date;

	if (!date_parse(day, &date) ||
	    (raw.length > 10 && (raw.data[10] != 'T' || !is_time(time))))
		return false;
	strbuf_append(out, day);
	if (raw.length <= 10 || slice_is(time, "00:00:00"))
		return !out->failed;
	strbuf_append_byte(out, ' ');
	return strbuf_append(out, time);
}
