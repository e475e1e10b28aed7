#include "attend/moment.h"

#include "base/number.h"

enum {
	TEXT_MAX = 64, /* a longer text is no moment */
	DURATION_MAX = 10 * 366 * SECONDS_PER_DAY
};

struct moment moment_of(struct date date, int32_t time)
{
	return (struct moment){(int64_t)date.days * SECONDS_PER_DAY + time};
}

struct date moment_date(struct moment moment)
{
	int64_t days = moment.seconds / SECONDS_PER_DAY;

	if (moment.seconds % SECONDS_PER_DAY < 0)
		days--;
	return (struct date){(int32_t)days};
}

int32_t moment_time(struct moment moment)
{
	return (int32_t)(moment.seconds -
			 (int64_t)moment_date(moment).days * SECONDS_PER_DAY);
}

/*
 * Copies text with every kind of blank as one plain blank; programs put
 * U+202F before AM and PM, and U+200E about dates.
 */
static struct slice plain(struct slice text, char out[TEXT_MAX])
{
	size_t length = 0;

	text = slice_trim(text);
	if (text.length >= TEXT_MAX)
		return (struct slice){out, 0};
	for (size_t i = 0; i < text.length;) {
		struct slice rest = slice_part(text, i, text.length);

		if (slice_starts(rest, "\xe2\x80\x8e") ||
		    slice_starts(rest, "\xe2\x80\x8f")) {
			i += 3;
		} else if (slice_starts(rest, "\xe2\x80\xaf") ||
			   slice_starts(rest, "\xe2\x80\x89")) {
			out[length++] = ' ';
			i += 3;
		} else if (slice_starts(rest, "\xc2\xa0")) {
			out[length++] = ' ';
			i += 2;
		} else {
			out[length++] = text.data[i++];
		}
	}
	return slice_trim((struct slice){out, length});
}

static bool take_number(struct slice *rest, size_t digits_max, int *number)
{
	size_t digits = 0;

	*number = 0;
	while (digits < rest->length && text_is_digit(rest->data[digits]) &&
	       digits < digits_max)
		*number = *number * 10 + (rest->data[digits++] - '0');
	*rest = slice_part(*rest, digits, rest->length);
	return digits > 0 &&
	       !(rest->length > 0 && text_is_digit(rest->data[0]));
}

static bool take_mark(struct slice *rest, char one, char other)
{
	if (rest->length == 0 ||
	    (rest->data[0] != one && rest->data[0] != other))
		return false;
	*rest = slice_part(*rest, 1, rest->length);
	return true;
}

/* Whether the letters of text, dots and blanks left out, are a word. */
static bool letters_are(struct slice text, const char *word)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '.' || text.data[i] == ' ')
			continue;
		if (*word == '\0' || text_lower(text.data[i]) != *word)
			return false;
		word++;
	}
	return *word == '\0';
}

/* What stands behind a time: a half of the day, a zone, nothing. */
static bool apply_half(struct slice rest, int *hour)
{
	bool morning = letters_are(rest, "am");

	if (morning || letters_are(rest, "pm")) {
		if (*hour < 1 || *hour > 12)
			return !morning && *hour <= 23; /* 16:05 PM is seen */
		*hour = *hour % 12 + (morning ? 0 : 12);
		return true;
	}
	return letters_are(rest, "") || letters_are(rest, "wita") ||
	       letters_are(rest, "wib") || letters_are(rest, "wit") ||
	       letters_are(rest, "uhr");
}

static struct slice skip_word(struct slice text, const char *word)
{
	size_t length = strlen(word);

	if (text.length <= length ||
	    !slice_equal_ignoring_case(slice_part(text, 0, length),
				       slice_of(word)))
		return text;
	text = slice_part(text, length, text.length);
	return slice_trim(text);
}

/* ":12" or ".12", with a fraction that is dropped, where they are there. */
static bool take_seconds(struct slice *rest, int *second)
{
	if (!take_mark(rest, ':', '.') || rest->length == 0 ||
	    !text_is_digit(rest->data[0]))
		return true;
	if (!take_number(rest, 2, second))
		return false;
	if (take_mark(rest, '.', ','))
		while (rest->length > 0 && text_is_digit(rest->data[0]))
			*rest = slice_part(*rest, 1, rest->length);
	return true;
}

/* A time in plain text. */
static bool read_time(struct slice rest, int32_t *time)
{
	int hour, minute, second = 0;
	bool dotted;

	rest = skip_word(rest, "pukul");
	rest = skip_word(rest, "pkl.");
	rest = skip_word(rest, "jam");
	if (!take_number(&rest, 2, &hour))
		return false;
	dotted = rest.length > 0 && rest.data[0] == '.';
	/* 8.3 is what a spreadsheet keeps of 8.30, or eight hours and a third.
	 */
	if (!take_mark(&rest, ':', '.') ||
	    (dotted && (rest.length < 2 || !text_is_digit(rest.data[1]))) ||
	    !take_number(&rest, 2, &minute))
		return false;
	if (!take_seconds(&rest, &second))
		return false;
	if (minute > 59 || second > 59 || !apply_half(rest, &hour))
		return false;
	if (hour > 24 || (hour == 24 && minute + second > 0))
		return false;
	*time = hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
	return true;
}

bool time_parse(struct slice text, int32_t *time)
{
	char room[TEXT_MAX];

	return read_time(plain(text, room), time);
}

/* Splits "date, time" where what is behind reads as a time. */
static bool split(struct slice text, struct slice *date, int32_t *time)
{
	for (size_t i = 1; i < text.length; i++) {
		char byte = text.data[i];

		if (byte != ' ' && byte != ',' && byte != 'T')
			continue;
		if (!read_time(slice_trim(slice_part(text, i + 1, text.length)),
			       time))
			continue;
		*date = slice_trim(slice_part(text, 0, i));
		if (slice_ends(*date, ","))
			date->length--;
		return true;
	}
	*date = text;
	*time = TIME_NONE;
	return false;
}

/* YYYY-MM-DD HH:MM:SS, which clocks write a million times. */
static bool read_iso(struct slice text, struct date *date, int32_t *time)
{
	static const char digits[] = "dddd-dd-dd dd:dd:dd";
	const char *at = text.data;
	int hour, minute, second;

	if (text.length != sizeof digits - 1)
		return false;
	for (size_t i = 10; i < text.length; i++)
		if (digits[i] == 'd' ? !text_is_digit(at[i])
				     : at[i] != digits[i])
			return false;
	hour = (at[11] - '0') * 10 + at[12] - '0';
	minute = (at[14] - '0') * 10 + at[15] - '0';
	second = (at[17] - '0') * 10 + at[18] - '0';
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*time = hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second;
	return date_parse(slice_part(text, 0, 10), date);
}

bool moment_parse(struct slice text, enum date_order order, struct date *date,
		  int32_t *time)
{
	char room[TEXT_MAX];
	struct slice day;

	if (read_iso(text, date, time))
		return true;
	text = plain(text, room);
	split(text, &day, time);
	if (day.length == 0)
		return false;
	/* The date is one where the day is first, or none at all. */
	if (order == DATE_ORDER_OPEN && moment_order(day) == DATE_DAY_FIRST)
		order = DATE_DAY_FIRST;
	return date_parse_office(day, order, date);
}

/* 06.10.26 and 6.10.2026: digits and two dots. */
static bool is_dotted(struct slice day)
{
	int number, dots = 0;

	while (take_number(&day, 4, &number)) {
		if (day.length == 0)
			return dots == 2;
		if (!take_mark(&day, '.', '.'))
			return false;
		dots++;
	}
	return false;
}

enum date_order moment_order(struct slice text)
{
	char room[TEXT_MAX];
	struct slice day;
	struct date date;
	int32_t time;

	text = plain(text, room);
	split(text, &day, &time);
	if (day.length >= 8 && is_dotted(day) &&
	    date_parse_office(day, DATE_DAY_FIRST, &date))
		return DATE_DAY_FIRST;
	return date_order_of(day);
}

bool moment_is_like(struct slice text)
{
	char room[TEXT_MAX];
	struct slice day;
	struct date date;
	int32_t time;

	text = plain(text, room);
	return split(text, &day, &time) &&
	       (date_parse_office(day, DATE_DAY_FIRST, &date) ||
		date_parse_office(day, DATE_MONTH_FIRST, &date));
}

/* The seconds in a unit's word, in four languages, or 0. */
static int64_t unit_seconds(struct slice word)
{
	static const struct {
		const char *words;
		int64_t seconds;
	} units[] = {
		{"h,hr,hrs,hour,hours,j,jam,std,stunde,stunden,heure,heures,"
		 "uur,u",
		 SECONDS_PER_HOUR},
		{"m,min,mins,mnt,menit,minute,minutes,minuten",
		 SECONDS_PER_MINUTE},
		{"s,sec,secs,second,seconds,sek,sekunde,sekunden,dtk,detik,"
		 "seconde,secondes",
		 1},
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct slice rest = slice_of(units[i].words), each;

		while (slice_next(&rest, ',', &each))
			if (slice_equal_ignoring_case(word, each))
				return units[i].seconds;
	}
	return 0;
}

static struct slice take_unit(struct slice *rest)
{
	size_t length = 0;
	struct slice word;

	*rest = slice_trim(*rest);
	while (length < rest->length && text_lower(rest->data[length]) >= 'a' &&
	       text_lower(rest->data[length]) <= 'z')
		length++;
	word = slice_part(*rest, 0, length);
	*rest = slice_part(*rest, length, rest->length);
	if (rest->length > 0 && (rest->data[0] == '.' || rest->data[0] == ','))
		*rest = slice_part(*rest, 1, rest->length);
	*rest = slice_trim(*rest);
	return word;
}

/* "1h 2m 3s": numbers with their units, the larger before the smaller. */
static bool read_units(struct slice rest, int64_t *seconds)
{
	int64_t last = INT64_MAX, sum = 0;

	while (rest.length > 0) {
		int number;
		int64_t unit;

		if (!take_number(&rest, 7, &number))
			return false;
		unit = unit_seconds(take_unit(&rest));
		if (unit == 0 || unit >= last)
			return false;
		last = unit;
		sum += number * unit;
	}
	*seconds = sum;
	return last != INT64_MAX && sum <= DURATION_MAX;
}

/* 1:02:30 or 1:02, hours first. */
static bool read_colons(struct slice rest, int64_t *seconds)
{
	int hours, minutes, rest_seconds = 0;

	if (!take_number(&rest, 5, &hours) || !take_mark(&rest, ':', ':') ||
	    !take_number(&rest, 2, &minutes))
		return false;
	if (take_mark(&rest, ':', ':') && !take_number(&rest, 2, &rest_seconds))
		return false;
	if (rest.length > 0 || minutes > 59 || rest_seconds > 59)
		return false;
	*seconds = (int64_t)hours * SECONDS_PER_HOUR +
		   minutes * SECONDS_PER_MINUTE + rest_seconds;
	return *seconds <= DURATION_MAX;
}

bool duration_parse(struct slice text, int64_t *seconds)
{
	char room[TEXT_MAX];
	int64_t minutes;

	text = plain(text, room);
	if (text_is_digits(text)) {
		if (!number_parse(text, &minutes) ||
		    minutes > DURATION_MAX / SECONDS_PER_MINUTE)
			return false;
		*seconds = minutes * SECONDS_PER_MINUTE;
		return true;
	}
	return read_units(text, seconds) || read_colons(text, seconds);
}

struct slice time_format(int32_t time, char out[TIME_SIZE])
{
	int hour = time / SECONDS_PER_HOUR;
	int minute = time % SECONDS_PER_HOUR / SECONDS_PER_MINUTE;

	out[0] = '\0';
	if (time < 0 || time > SECONDS_PER_DAY)
		return (struct slice){out, 0};
	out[0] = (char)('0' + hour / 10);
	out[1] = (char)('0' + hour % 10);
	out[2] = ':';
	out[3] = (char)('0' + minute / 10);
	out[4] = (char)('0' + minute % 10);
	out[5] = '\0';
	return (struct slice){out, 5};
}
