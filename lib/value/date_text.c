#include "value/date_text.h"

enum {
	WORD_MIN = 3,
	CENTURY_SPLIT = 30 /* 30 is 1930, 29 is 2029 */
};

/* A word means this number if it begins with start and is a part of whole. */
struct word {
	const char *start;
	const char *whole;
	int number;
};

static const struct word months[] = {
	{"jan", "januari", 1},	 {"jan", "january", 1},
	{"djan", "djanuari", 1}, {"feb", "februari", 2},
	{"feb", "february", 2},	 {"peb", "pebruari", 2},
	{"mar", "maret", 3},	 {"mar", "march", 3},
	{"mrt", "mrt", 3},	 {"apr", "april", 4},
	{"mei", "mei", 5},	 {"may", "may", 5},
	{"jun", "juni", 6},	 {"jun", "june", 6},
	{"djun", "djuni", 6},	 {"jul", "juli", 7},
	{"jul", "july", 7},	 {"djul", "djuli", 7},
	{"agu", "agustus", 8},	 {"aug", "august", 8},
	{"agt", "agt", 8},	 {"ags", "ags", 8},
	{"sep", "september", 9}, {"okt", "oktober", 10},
	{"oct", "october", 10},	 {"nov", "november", 11},
	{"nop", "nopember", 11}, {"des", "desember", 12},
	{"dec", "december", 12},
};

static const struct word weekdays[] = {
	{"sen", "senin", 1},	{"mon", "monday", 1},	{"sel", "selasa", 2},
	{"tue", "tuesday", 2},	{"rab", "rabu", 3},	{"wed", "wednesday", 3},
	{"kam", "kamis", 4},	{"thu", "thursday", 4}, {"jum", "jumat", 5},
	{"jum", "jum'at", 5},	{"fri", "friday", 5},	{"sab", "sabtu", 6},
	{"sat", "saturday", 6}, {"min", "minggu", 7},	{"aha", "ahad", 7},
	{"sun", "sunday", 7},
};

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool starts_ignoring_case(struct slice text, const char *prefix)
{
	size_t length = strlen(prefix);

	return text.length >= length &&
	       slice_equal_ignoring_case(slice_part(text, 0, length),
					 slice_of(prefix));
}

/* The number a word stands for, or 0. */
static int word_number(const struct word *words, size_t count,
		       struct slice word)
{
	for (size_t i = 0; i < count; i++) {
		struct slice whole = slice_of(words[i].whole);

		if (word.length <= whole.length &&
		    starts_ignoring_case(word, words[i].start) &&
		    slice_equal_ignoring_case(
			    word, slice_part(whole, 0, word.length)))
			return words[i].number;
	}
	return 0;
}

static struct slice take_letters(struct slice *rest)
{
	size_t length = 0;

	/* The apostrophe stands in Jum'at. */
	while (length < rest->length &&
	       (is_letter(rest->data[length]) || rest->data[length] == '\''))
		length++;
	return slice_part(*rest, 0, length);
}

static struct slice take_digits(struct slice *rest)
{
	size_t length = 0;

	while (length < rest->length && text_is_digit(rest->data[length]))
		length++;
	return slice_part(*rest, 0, length);
}

static void skip(struct slice *rest, size_t length)
{
	*rest = slice_part(*rest, length, rest->length);
}

static size_t skip_blanks(struct slice *rest)
{
	size_t before = rest->length;

	*rest = slice_trim(*rest);
	return before - rest->length;
}

/* A part of a date: a number, or the name of a month. */
struct part {
	int number;
	int month;
	size_t digits;
};

static bool read_part(struct slice *rest, struct part *part)
{
	struct slice digits = take_digits(rest);
	struct slice word;

	*part = (struct part){.digits = digits.length};
	if (digits.length > 0) {
		if (digits.length > 4)
			return false;
		for (size_t i = 0; i < digits.length; i++)
			part->number =
				part->number * 10 + (digits.data[i] - '0');
		skip(rest, digits.length);
		return true;
	}
	word = take_letters(rest);
	part->month = word_number(months, sizeof months / sizeof *months, word);
	skip(rest, word.length);
	return part->month > 0;
}

/*
 * Between two parts stands one of / - . or blanks; behind a name also a full
 * stop (Agt.) or a comma (August 11, 2020) before them. Gives the mark, a
 * blank standing for blanks.
 */
static bool read_separator(struct slice *rest, char *mark)
{
	size_t blanks = skip_blanks(rest);

	if (rest->length == 0)
		return false;
	*mark = rest->data[0];
	if (*mark == '/' || *mark == '-' || *mark == '.' || *mark == ',') {
		skip(rest, 1);
		blanks = skip_blanks(rest);
		if (*mark == ',' && blanks == 0)
			return false;
		if (*mark == '.' || *mark == ',')
			*mark = blanks > 0 ? ' ' : *mark;
		return rest->length > 0;
	}
	*mark = ' ';
	return blanks > 0;
}

static bool two_digits_at_most(struct slice *rest, int maximum)
{
	struct slice digits = take_digits(rest);
	int number = 0;

	if (digits.length == 0 || digits.length > 2)
		return false;
	for (size_t i = 0; i < digits.length; i++)
		number = number * 10 + (digits.data[i] - '0');
	skip(rest, digits.length);
	return number <= maximum;
}

static bool skip_mark(struct slice *rest, const char *marks)
{
	struct slice allowed = slice_of(marks);

	if (rest->length == 0 ||
	    slice_find(allowed, rest->data[0]) == allowed.length)
		return false;
	skip(rest, 1);
	return true;
}

/* What may stand behind a clock time: nothing, a zone, am or pm. */
static bool is_zone(struct slice text)
{
	static const char *const zones[] = {"wita", "wib", "wit", "z",
					    "utc",  "gmt", "am",  "pm"};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (slice_equal_ignoring_case(text, slice_of(zones[i])))
			return true;
	if (!skip_mark(&text, "+-") || !two_digits_at_most(&text, 14))
		return text.length == 0;
	skip_mark(&text, ":");
	return text.length == 0 ||
	       (two_digits_at_most(&text, 59) && text.length == 0);
}

static bool is_time(struct slice rest)
{
	struct slice word = take_letters(&rest);

	if (slice_equal_ignoring_case(word, SLICE("T")) ||
	    slice_equal_ignoring_case(word, SLICE("pukul")) ||
	    slice_equal_ignoring_case(word, SLICE("jam")) ||
	    slice_equal_ignoring_case(word, SLICE("pkl"))) {
		skip(&rest, word.length);
		skip_mark(&rest, ".");
		skip_blanks(&rest);
	}
	if (!two_digits_at_most(&rest, 24) || !skip_mark(&rest, ":.") ||
	    !two_digits_at_most(&rest, 59))
		return false;
	if (skip_mark(&rest, ":.") && !two_digits_at_most(&rest, 60))
		return false;
	if (skip_mark(&rest, ".,"))
		skip(&rest, take_digits(&rest).length);
	skip_blanks(&rest);
	return is_zone(rest);
}

/* Takes "Selasa," off the front; false where a word is no weekday or month. */
static bool read_weekday(struct slice *rest, int *weekday)
{
	struct slice word = take_letters(rest);

	*weekday = 0;
	if (word.length == 0)
		return true;
	*weekday =
		word_number(weekdays, sizeof weekdays / sizeof *weekdays, word);
	if (*weekday == 0)
		return true;
	skip(rest, word.length);
	skip_mark(rest, ".");
	skip_blanks(rest);
	skip_mark(rest, ",/");
	skip_blanks(rest);
	return rest->length > 0;
}

static bool year_of(const struct part *part, int *year)
{
	if (part->digits == 4)
		*year = part->number;
	else if (part->digits == 2)
		*year = part->number +
			(part->number < CENTURY_SPLIT ? 2000 : 1900);
	else
		return false;
	return true;
}

/* Tells which part is what; the names of months may stand first or second. */
static bool arrange(const struct part part[3], struct date_parts *parts)
{
	const struct part *year = &part[2];

	if (part[0].digits == 4) {
		*parts = (struct date_parts){.first = part[2].number,
					     .month = part[1].month > 0
							      ? part[1].month
							      : part[1].number};
		return part[2].digits > 0 && part[2].digits <= 2 &&
		       part[1].digits <= 2 && year_of(&part[0], &parts->year);
	}
	*parts = (struct date_parts){.first = part[0].number,
				     .second = part[1].number,
				     .month = part[1].month};
	if (part[0].month > 0 && part[1].month == 0) {
		parts->first = part[1].number;
		parts->month = part[0].month;
	} else if (part[0].month > 0) {
		return false;
	}
	return part[0].digits <= 2 && part[1].digits <= 2 &&
	       year_of(year, &parts->year);
}

bool date_text_read(struct slice text, struct date_parts *parts)
{
	struct part part[3];
	char mark[2];
	int weekday;
	struct slice rest = slice_trim(text);

	if (!read_weekday(&rest, &weekday) || !read_part(&rest, &part[0]) ||
	    !read_separator(&rest, &mark[0]) || !read_part(&rest, &part[1]) ||
	    !read_separator(&rest, &mark[1]) || !read_part(&rest, &part[2]) ||
	    mark[0] != mark[1] || !arrange(part, parts))
		return false;
	parts->weekday = weekday;
	if (rest.length == 0)
		return true;
	if (skip_mark(&rest, ",") || skip_blanks(&rest) > 0 ||
	    rest.data[0] == 'T') {
		skip_blanks(&rest);
		return is_time(rest);
	}
	return false;
}
