#include "attend/weekly.h"

#include "attend/moment.h"

enum { NAME_MIN = 3 };

static const struct {
	const char *name;
	int weekday; /* 0: all of them; 8: Monday to Friday */
} names[] = {
	{"senin", 1},	 {"monday", 1},	  {"selasa", 2},    {"tuesday", 2},
	{"tues", 2},	 {"rabu", 3},	  {"wednesday", 3}, {"kamis", 4},
	{"thursday", 4}, {"thurs", 4},	  {"jumat", 5},	    {"jum'at", 5},
	{"friday", 5},	 {"sabtu", 6},	  {"saturday", 6},  {"minggu", 7},
	{"ahad", 7},	 {"sunday", 7},	  {"daily", 0},	    {"everyday", 0},
	{"harian", 0},	 {"weekdays", 8},
};

/* Words between days that only join them. */
static const char *const joiners[] = {"dan",	"and",	"&", "hari",
				      "setiap", "tiap", NULL};

/* Words that make a range of what stands around them. */
static const char *const rangers[] = {
	"s/d", "sd", "s.d.", "sampai", "hingga", "to", "until", "through", NULL,
};

static bool is_one_of(struct slice word, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (slice_equal_ignoring_case(word, slice_of(words[i])))
			return true;
	return false;
}

/* The bits of a day's word, or 0. */
static uint8_t word_days(struct slice word)
{
	if (word.length == 1 && word.data[0] >= '1' && word.data[0] <= '7')
		return (uint8_t)(1 << (word.data[0] - '1'));
	if (word.length < NAME_MIN)
		return 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct slice name = slice_of(names[i].name);

		if (word.length > name.length ||
		    !slice_equal_ignoring_case(
			    word, slice_part(name, 0, word.length)))
			continue;
		if (names[i].weekday == 0)
			return WEEKLY_ALL_DAYS;
		return (uint8_t)(names[i].weekday == 8
					 ? 0x1f
					 : 1 << (names[i].weekday - 1));
	}
	return 0;
}

/* The days from one to another, over the week's end where need be. */
static uint8_t range_days(uint8_t from, uint8_t to)
{
	uint8_t days = 0, day = from;

	for (int i = 0; i < 7; i++) {
		days |= day;
		if (day == to)
			break;
		day = (uint8_t)(day == 1 << 6 ? 1 : day << 1);
	}
	return days;
}

static bool is_day_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       text_is_digit(byte) || byte == '\'' || byte == '&';
}

/*
 * Takes the next word or the mark of a range. "s/d" and "s.d." are one word,
 * the en dash is a hyphen.
 */
static struct slice take_word(struct slice *rest, bool *is_range)
{
	size_t length = 0;
	struct slice word;

	*is_range = false;
	while (rest->length > 0 && !is_day_byte(rest->data[0])) {
		if (rest->data[0] == '-' || slice_starts(*rest, "\xe2\x80\x93"))
			*is_range = true;
		*rest = slice_part(*rest, 1, rest->length);
	}
	if (*is_range)
		return (struct slice){0};
	if (slice_starts(*rest, "s/d") || slice_starts(*rest, "s.d")) {
		*is_range = true;
		*rest = slice_part(*rest, 3, rest->length);
		return (struct slice){0};
	}
	while (length < rest->length && is_day_byte(rest->data[length]))
		length++;
	word = slice_part(*rest, 0, length);
	*rest = slice_part(*rest, length, rest->length);
	*is_range = is_one_of(word, rangers);
	return word;
}

bool weekly_parse_days(struct slice text, uint8_t *days, struct diag *diag)
{
	struct slice rest = slice_trim(text);
	uint8_t found = 0, last = 0;
	bool range = false;

	while (rest.length > 0) {
		bool is_range;
		struct slice word = take_word(&rest, &is_range);
		uint8_t day = word_days(word);

		if (is_range) {
			range = last != 0;
			continue;
		}
		if (word.length == 0 || is_one_of(word, joiners))
			continue;
		if (day == 0)
			return diag_set(diag,
					"\"%.*s\" is no day; write Senin-Jumat "
					"or mon,wed,fri",
					SLICE_PRINT(word));
		found |= range ? range_days(last, day) : day;
		last = day;
		range = false;
	}
	/* "setiap hari" and "tiap hari" name no day of their own. */
	if (found == 0 && text.length > 0 &&
	    (slice_starts(text, "setiap") || slice_starts(text, "tiap")))
		found = WEEKLY_ALL_DAYS;
	*days = found;
	return found != 0 || diag_set(diag, "no day is named");
}

/* Cuts text at the first of "-", the en dash, "s/d" and their like. */
static bool cut_range(struct slice text, struct slice *from, struct slice *to)
{
	static const char *const marks[] = {"-",    "\xe2\x80\x93", "s/d",
					    "s.d.", "sampai",	    "sd"};

	for (size_t i = 0; i < text.length; i++) {
		struct slice rest = slice_part(text, i, text.length);

		for (size_t j = 0; j < sizeof marks / sizeof *marks; j++) {
			if (!slice_starts(rest, marks[j]))
				continue;
			*from = slice_trim(slice_part(text, 0, i));
			*to = slice_trim(slice_part(text, i + strlen(marks[j]),
						    text.length));
			return true;
		}
	}
	return false;
}

bool weekly_parse_stretch(struct slice text, int32_t *start, int32_t *end)
{
	struct slice from, to;

	return cut_range(slice_trim(text), &from, &to) &&
	       time_parse(from, start) && time_parse(to, end) && *start < *end;
}

/* Cuts the next stretch off, at a comma, a semicolon, "dan" or "|". */
static struct slice next_stretch(struct slice *rest)
{
	size_t end = 0;
	struct slice part;

	while (end < rest->length) {
		struct slice here = slice_part(*rest, end, rest->length);

		if (strchr(",;|&+", rest->data[end]) != NULL ||
		    slice_starts(here, " dan ") || slice_starts(here, " and "))
			break;
		end++;
	}
	part = slice_trim(slice_part(*rest, 0, end));
	if (slice_starts(slice_part(*rest, end, rest->length), " "))
		end += 4;
	*rest = slice_part(*rest, end + 1, rest->length);
	return part;
}

/* Where the times begin behind the days: at the first digit with a mark. */
static size_t days_length(struct slice text)
{
	for (size_t i = 0; i + 1 < text.length; i++) {
		bool two = text_is_digit(text.data[i + 1]);
		size_t mark = i + (two ? 2 : 1);

		if (text_is_digit(text.data[i]) && mark < text.length &&
		    (text.data[mark] == ':' || text.data[mark] == '.'))
			return i;
	}
	return text.length;
}

static bool add_stretch(struct weekly *weekly, struct slice text, uint8_t days,
			struct diag *diag)
{
	struct weekly_time *time = weekly->times + weekly->count;

	if (weekly->count == WEEKLY_TIMES_MAX)
		return diag_set(diag, "more than %d times a day",
				WEEKLY_TIMES_MAX);
	time->days = days;
	if (!weekly_parse_stretch(text, &time->start, &time->end)) {
		time->end = TIME_NONE;
		if (!time_parse(text, &time->start))
			return diag_set(diag,
					"\"%.*s\" is no time; write "
					"08:00-16:00",
					SLICE_PRINT(text));
	}
	weekly->count++;
	return true;
}

bool weekly_parse_times(struct slice text, struct weekly *weekly,
			struct diag *diag)
{
	struct slice rest = slice_trim(text);

	weekly->count = 0;
	while (rest.length > 0) {
		struct slice part = next_stretch(&rest);
		size_t length = days_length(part);
		struct slice days = slice_trim(slice_part(part, 0, length));
		uint8_t bits = 0;

		if (part.length == 0)
			continue;
		if (slice_ends(days, ":"))
			days.length--;
		if (slice_equal_ignoring_case(days, SLICE("pukul")) ||
		    slice_equal_ignoring_case(days, SLICE("jam")))
			days.length = 0;
		if (days.length > 0 && !weekly_parse_days(days, &bits, diag))
			return false;
		part = slice_part(part, length, part.length);
		if (!add_stretch(weekly, part, bits, diag))
			return false;
	}
	return true;
}

bool weekly_time_holds(const struct weekly *weekly, size_t index, int weekday)
{
	uint8_t day = (uint8_t)(1 << (weekday - 1));

	if (weekly->times[index].days != 0)
		return (weekly->times[index].days & day) != 0;
	for (size_t i = 0; i < weekly->count; i++)
		if ((weekly->times[i].days & day) != 0)
			return false;
	return true;
}
