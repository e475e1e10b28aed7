#include "value/date.h"

#include "value/date_text.h"

enum {
	DAYS_PER_ERA = 146097, /* 400 years */
	DAYS_TO_1970 = 719468  /* from 0000-03-01 */
};

static const char *const months_id[12] = {
	"Januari", "Februari", "Maret",	    "April",   "Mei",	   "Juni",
	"Juli",	   "Agustus",  "September", "Oktober", "November", "Desember"};
static const char *const months_en[12] = {
	"January", "February", "March",	    "April",   "May",	   "June",
	"July",	   "August",   "September", "October", "November", "December"};
static const char *const weekdays_id[7] = {"Senin", "Selasa", "Rabu",  "Kamis",
					   "Jumat", "Sabtu",  "Minggu"};
static const char *const weekdays_en[7] = {"Monday",   "Tuesday", "Wednesday",
					   "Thursday", "Friday",  "Saturday",
					   "Sunday"};

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
	static const signed char lengths[12] = {31, 28, 31, 30, 31, 30,
						31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

/*
 * The year is taken to begin in March, so that the leap day is its last and
 * the months before it begin at the same day every year.
 */
bool date_from_civil(int year, int month, int day, struct date *date)
{
	static const short starts[12] = {306, 337, 0,	31,  61,  92,
					 122, 153, 184, 214, 245, 275};

	if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX || month < 1 ||
	    month > 12 || day < 1 ||
	    (day > 28 && day > month_length(year, month)))
		return false;
	if (month <= 2)
		year--;
	date->days = year * 365 + year / 4 - year / 100 + year / 400 +
		     starts[month - 1] + day - 1 - DAYS_TO_1970;
	return true;
}

void date_to_civil(struct date date, int *year, int *month, int *day)
{
	int64_t days = (int64_t)date.days + DAYS_TO_1970;
	int64_t era =
		(days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	int day_of_era = (int)(days - era * DAYS_PER_ERA);
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			   day_of_era / (DAYS_PER_ERA - 1)) /
			  365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 -
					year_of_era / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
	*month = month_from_march < 10 ? month_from_march + 3
				       : month_from_march - 9;
	*year = year_of_era + (int)era * 400 + (*month <= 2 ? 1 : 0);
}

/*
 * Takes YYYY-MM- apart, all eight bytes at once. What is left of a digit
 * without 0x30 is at most 9, of a hyphen without itself nothing; else adding
 * 0x76 or 0x7f reaches the byte's top bit.
 */
static bool read_year_month(const char *data, int *year, int *month)
{
	uint64_t rest = text_word(data) ^ UINT64_C(0x2d30302d30303030);
	uint64_t years = rest & 0xffffffff;

	if (((rest + UINT64_C(0x7f76767f76767676)) | rest) &
	    UINT64_C(0x8080808080808080))
		return false;
	years = years * 10 + (years >> 8);
	*year = (int)((years & 0xff) * 100 + (years >> 16 & 0xff));
	*month = (int)((rest >> 40 & 0xff) * 10 + (rest >> 48 & 0xff));
	return true;
}

bool date_parse(struct slice text, struct date *date)
{
	int year, month;

	if (text.length != 10 || !read_year_month(text.data, &year, &month) ||
	    !text_is_digit(text.data[8]) || !text_is_digit(text.data[9]))
		return false;
	return date_from_civil(year, month,
			       (text.data[8] - '0') * 10 + (text.data[9] - '0'),
			       date);
}

/*
 * The one or two days that three numbers may mean; how many.
 */
static int readings(const struct date_parts *parts, struct date *day_first,
		    struct date *month_first)
{
	bool is_day_first = date_from_civil(parts->year, parts->second,
					    parts->first, day_first);
	bool is_month_first = date_from_civil(parts->year, parts->first,
					      parts->second, month_first);

	if (!is_day_first && is_month_first)
		*day_first = *month_first;
	if (is_day_first && !is_month_first)
		*month_first = *day_first;
	return is_day_first + is_month_first;
}

static bool date_of_parts(const struct date_parts *parts, enum date_order order,
			  struct date *date)
{
	struct date day_first, month_first;

	if (parts->month > 0)
		return date_from_civil(parts->year, parts->month, parts->first,
				       date);
	if (readings(parts, &day_first, &month_first) == 0)
		return false;
	if (date_compare(day_first, month_first) != 0 &&
	    order != DATE_DAY_FIRST && order != DATE_MONTH_FIRST)
		return false;
	*date = order == DATE_MONTH_FIRST ? month_first : day_first;
	return true;
}

bool date_parse_office(struct slice text, enum date_order order,
		       struct date *date)
{
	struct date_parts parts;
	struct date found;

	if (date_parse(text, date))
		return true;
	if (!date_text_read(text, &parts) ||
	    !date_of_parts(&parts, order, &found))
		return false;
	if (parts.weekday != 0 && parts.weekday != date_weekday(found))
		return false;
	*date = found;
	return true;
}

enum date_order date_order_of(struct slice text)
{
	struct date_parts parts;
	struct date day_first, month_first;

	if (!date_text_read(text, &parts) || parts.month > 0 ||
	    readings(&parts, &day_first, &month_first) != 1)
		return DATE_ORDER_OPEN;
	return parts.first > 12 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
}

enum date_order date_order_join(enum date_order left, enum date_order right)
{
	if (left == right || right == DATE_ORDER_OPEN)
		return left;
	return left == DATE_ORDER_OPEN ? right : DATE_ORDER_CLASH;
}

struct slice date_format(struct date date, char out[DATE_SIZE])
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	if (year < 0 || year > 9999) {
		out[0] = '\0';
		return (struct slice){out, 0};
	}
	for (int i = 3; i >= 0; i--, year /= 10)
		out[i] = (char)('0' + year % 10);
	out[4] = '-';
	out[5] = (char)('0' + month / 10);
	out[6] = (char)('0' + month % 10);
	out[7] = '-';
	out[8] = (char)('0' + day / 10);
	out[9] = (char)('0' + day % 10);
	out[10] = '\0';
	return (struct slice){out, 10};
}

bool date_format_long(struct date date, enum language language,
		      struct strbuf *out)
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	strbuf_append_number(out, day);
	strbuf_append_byte(out, ' ');
	strbuf_append_string(out, language == LANGUAGE_EN
					  ? months_en[month - 1]
					  : months_id[month - 1]);
	strbuf_append_byte(out, ' ');
	return strbuf_append_number(out, year);
}

struct date date_add_days(struct date date, int32_t days)
{
	int32_t sum;

	if (date.days == INT32_MIN || date.days == INT32_MAX)
		return date;
	if (__builtin_add_overflow(date.days, days, &sum))
		return days < 0 ? DATE_EARLIEST : DATE_LATEST;
	return (struct date){sum};
}

int date_weekday(struct date date)
{
	/* 1970-01-01 was a Thursday. */
	int64_t weekday = ((int64_t)date.days + 3) % 7;

	return (int)(weekday < 0 ? weekday + 7 : weekday) + 1;
}

const char *date_weekday_name(int weekday, enum language language)
{
	return language == LANGUAGE_EN ? weekdays_en[weekday - 1]
				       : weekdays_id[weekday - 1];
}

int64_t date_months_between(struct date from, struct date to)
{
	int from_year, from_month, from_day, year, month, day;

	if (date_compare(to, from) < 0)
		return -date_months_between(to, from);
	date_to_civil(from, &from_year, &from_month, &from_day);
	date_to_civil(to, &year, &month, &day);
	return ((int64_t)year - from_year) * 12 + month - from_month -
	       (day < from_day ? 1 : 0);
}

int64_t date_years_between(struct date from, struct date to)
{
	return date_months_between(from, to) / 12;
}
