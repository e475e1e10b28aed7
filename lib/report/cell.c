#include "base/number.h"
#include "report/exhibit.h"
#include "value/money.h"

struct cell cell_share(int64_t part, int64_t whole)
{
	int64_t scaled, half;

	if (whole <= 0 || !number_multiply(part, 1000, &scaled) ||
	    !number_add(scaled, whole / 2, &half))
		return (struct cell){0};
	return cell_number(CELL_SHARE, half / whole);
}

/* number / 10^decimals with the given decimal sign. */
static bool put_decimal(int64_t number, int decimals, char sign,
			struct strbuf *out)
{
	uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	uint64_t unit = decimals == 2 ? 100 : 10;

	return strbuf_append_format(
		out, "%s%llu%c%0*llu", number < 0 ? "-" : "",
		(unsigned long long)(size / unit), sign, decimals,
		(unsigned long long)(size % unit));
}

bool cell_machine(const struct cell *cell, struct strbuf *out)
{
	char text[DATE_SIZE];

	switch (cell->kind) {
	case CELL_EMPTY:
		return true;
	case CELL_HIDDEN:
		return strbuf_append_string(out, "\u00b7");
	case CELL_TEXT:
		return strbuf_append(out, cell->text);
	case CELL_MEAN:
		return put_decimal(cell->number, 2, '.', out);
	case CELL_DATE:
		return strbuf_append(
			out, date_format((struct date){(int32_t)cell->number},
					 text));
	case CELL_COUNT:
	case CELL_CHANGE:
	case CELL_MONEY:
	case CELL_SHARE:
		break;
	}
	return strbuf_append_number(out, cell->number);
}

bool number_human(int64_t number, enum language language, struct strbuf *out)
{
	char digits[NUMBER_SIZE];
	struct slice text = number_format(number, digits);
	size_t left = text.length;

	for (size_t i = 0; i < text.length; i++, left--) {
		bool first = i == 0 || (i == 1 && text.data[0] == '-');

		if (!first && left % 3 == 0)
			strbuf_append_byte(out,
					   language == LANGUAGE_ID ? '.' : ',');
		strbuf_append_byte(out, text.data[i]);
	}
	return !out->failed;
}

bool cell_human(const struct cell *cell, enum language language,
		struct strbuf *out)
{
	char sign = language == LANGUAGE_ID ? ',' : '.';

	switch (cell->kind) {
	case CELL_EMPTY:
		return true;
	case CELL_HIDDEN:
		return strbuf_append_string(out, "\u00b7");
	case CELL_TEXT:
		return strbuf_append(out, cell->text);
	case CELL_MONEY:
		return money_format((struct money){cell->number}, out);
	case CELL_SHARE:
		return put_decimal(cell->number, 1, sign, out) &&
		       strbuf_append_byte(out, '%');
	case CELL_MEAN:
		return put_decimal(cell->number, 2, sign, out);
	case CELL_DATE:
		return date_format_long((struct date){(int32_t)cell->number},
					language, out);
	case CELL_CHANGE:
		if (cell->number > 0)
			strbuf_append_byte(out, '+');
		break;
	case CELL_COUNT:
		break;
	}
	return number_human(cell->number, language, out);
}
