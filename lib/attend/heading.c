#include "attend/heading.h"

#include "base/number.h"

enum { NUMBER_MAX = 366, WORDS_CUT_MAX = 4 };

/* "5 Oct 2026 8.00AM Common": the date without the words behind it. */
static bool read_date(struct slice text, struct heading *heading)
{
	for (int i = 0; i <= WORDS_CUT_MAX; i++) {
		struct date date;

		if (moment_parse(text, DATE_DAY_FIRST, &date, &heading->time) ||
		    moment_parse(text, DATE_MONTH_FIRST, &date,
				 &heading->time)) {
			heading->kind = HEADING_DATE;
			heading->date = text;
			return true;
		}
		while (text.length > 0 && text.data[text.length - 1] != ' ')
			text.length--;
		text = slice_trim(text);
		if (slice_ends(text, ","))
			text.length--;
	}
	return false;
}

static bool take_number(struct slice *rest, int *number)
{
	size_t digits = 0;
	int64_t found;

	while (digits < rest->length && text_is_digit(rest->data[digits]))
		digits++;
	if (digits == 0 || digits > 3 ||
	    !number_parse(slice_part(*rest, 0, digits), &found))
		return false;
	*number = (int)found;
	*rest = slice_part(*rest, digits, rest->length);
	return true;
}

static size_t word_length(struct slice text)
{
	size_t length = 0;

	while (length < text.length &&
	       ((text_lower(text.data[length]) >= 'a' &&
		 text_lower(text.data[length]) <= 'z') ||
		text.data[length] == '\''))
		length++;
	return length;
}

/* "Pertemuan 3", "Hari ke-3", "P3", "H3". */
static bool read_ordinal(struct slice text, struct heading *heading)
{
	static const struct {
		const char *word;
		enum heading_kind kind;
	} words[] = {
		{"pertemuan", HEADING_SESSION}, {"sesi", HEADING_SESSION},
		{"session", HEADING_SESSION},	{"p", HEADING_SESSION},
		{"ke", HEADING_SESSION},	{"hari", HEADING_DAY},
		{"day", HEADING_DAY},		{"h", HEADING_DAY},
	};
	size_t length = word_length(text);
	struct slice word = slice_part(text, 0, length);
	struct slice rest = slice_trim(slice_part(text, length, text.length));

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!slice_equal_ignoring_case(word, slice_of(words[i].word)))
			continue;
		if (slice_starts(rest, "ke"))
			rest = slice_trim(slice_part(rest, 2, rest.length));
		if (slice_starts(rest, "-"))
			rest = slice_trim(slice_part(rest, 1, rest.length));
		if (!take_number(&rest, &heading->number) || rest.length > 0 ||
		    heading->number < 1 || heading->number > NUMBER_MAX)
			return false;
		heading->kind = words[i].kind;
		return true;
	}
	return false;
}

/* The month a word names, by a date of the first in a leap year. */
static bool read_month(struct slice word, int *month)
{
	char room[32];
	struct date date;
	int year, day;

	word = slice_trim(word);
	if (word.length < 3 || word.length > 12)
		return false;
	memcpy(room, "1 ", 2);
	memcpy(room + 2, word.data, word.length);
	memcpy(room + 2 + word.length, " 2020", 5);
	if (!date_parse_office((struct slice){room, word.length + 7},
			       DATE_DAY_FIRST, &date))
		return false;
	date_to_civil(date, &year, month, &day);
	return true;
}

/* "7/9", "07-09", "7 Sep", with a weekday before. */
static bool read_short(struct slice text, struct heading *heading)
{
	size_t length = word_length(text);

	if (length > 0) {
		text = slice_trim(slice_part(text, length, text.length));
		while (slice_starts(text, ",") || slice_starts(text, "."))
			text = slice_trim(slice_part(text, 1, text.length));
	}
	if (!take_number(&text, &heading->first) || heading->first < 1 ||
	    heading->first > 31)
		return false;
	heading->kind = HEADING_SHORT;
	heading->named = read_month(text, &heading->second);
	if (heading->named)
		return true;
	text = slice_trim(text);
	if (text.length < 2 || memchr("/-.", text.data[0], 3) == NULL)
		return false;
	text = slice_part(text, 1, text.length);
	return take_number(&text, &heading->second) && text.length == 0 &&
	       heading->second >= 1 && heading->second <= 31 &&
	       (heading->first <= 12 || heading->second <= 12);
}

void heading_parse(struct slice text, struct heading *heading)
{
	int64_t number;

	*heading = (struct heading){.kind = HEADING_OTHER, .time = TIME_NONE};
	text = slice_trim(text);
	if (text.length == 0 || text.length > 60)
		return;
	if (text_is_digits(text)) {
		if (!number_parse(text, &number) || number < 1 || number > 31)
			return;
		heading->kind = HEADING_NUMBER;
		heading->number = (int)number;
		return;
	}
	if (read_date(text, heading) || read_ordinal(text, heading) ||
	    read_short(text, heading))
		return;
	heading->kind = HEADING_OTHER;
}
