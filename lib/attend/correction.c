#include "attend/correction.h"

#include "attend/moment.h"
#include "base/number.h"

#include <stdlib.h>

enum { MINUTES_MAX = 1440 };

/* Cuts the last part off at a slash. */
static bool cut_last(struct slice *rest, struct slice *part)
{
	for (size_t i = rest->length; i > 0; i--) {
		if (rest->data[i - 1] != '/')
			continue;
		*part = slice_part(*rest, i, rest->length);
		rest->length = i - 1;
		return true;
	}
	return false;
}

bool correction_parse_key(const struct roll *roll, struct slice key,
			  struct correction *correction, struct diag *diag)
{
	struct slice person, start, date;
	uint32_t class_index;

	key = slice_trim(key);
	if (!cut_last(&key, &person) || !cut_last(&key, &start) ||
	    !cut_last(&key, &date))
		return diag_set(diag,
				"a key is class/date/start/person, such as "
				"K-07/2020-09-07/08:00/3f2a...");
	if (!date_parse(date, &correction->date))
		return diag_set(diag,
				"the date \"%.*s\" of the key is not "
				"YYYY-MM-DD",
				SLICE_PRINT(date));
	correction->start = TIME_NONE;
	if (start.length > 0 && !time_parse(start, &correction->start))
		return diag_set(diag,
				"the start \"%.*s\" of the key is no "
				"time; write 08:00",
				SLICE_PRINT(start));
	class_index = roll_find_class(roll, key);
	if (class_index == ROLL_NONE)
		return diag_set(diag, "nobody is placed in class \"%.*s\"",
				SLICE_PRINT(key));
	correction->place = roll_find_place(roll, class_index, person);
	return correction->place != ROLL_NONE ||
	       diag_set(diag, "no such person in class \"%.*s\"",
			SLICE_PRINT(key));
}

bool correction_parse_field(struct slice text, enum correction_field *field)
{
	static const struct {
		const char *word;
		enum correction_field field;
	} words[] = {
		{"status", CORRECT_STATUS},
		{"kehadiran", CORRECT_STATUS},
		{"minutes", CORRECT_MINUTES},
		{"minutes_present", CORRECT_MINUTES},
		{"menit", CORRECT_MINUTES},
		{"arrived", CORRECT_ARRIVED},
		{"jam masuk", CORRECT_ARRIVED},
		{"left", CORRECT_LEFT},
		{"jam keluar", CORRECT_LEFT},
	};

	text = slice_trim(text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (slice_equal_ignoring_case(text, slice_of(words[i].word))) {
			*field = words[i].field;
			return true;
		}
	}
	return false;
}

static bool parse_minutes(struct slice text, int32_t *minutes)
{
	int64_t number;

	if (!number_parse(slice_trim(text), &number) || number < 0 ||
	    number > MINUTES_MAX)
		return false;
	*minutes = (int32_t)number;
	return true;
}

bool correction_check(const struct correction *correction, struct diag *diag)
{
	enum day_status status;
	int32_t number;

	switch (correction->field) {
	case CORRECT_STATUS:
		return day_status_parse(correction->new, &status) ||
		       diag_set(diag, "\"%.*s\" is no status",
				SLICE_PRINT(correction->new));
	case CORRECT_MINUTES:
		return parse_minutes(correction->new, &number) ||
		       diag_set(diag, "\"%.*s\" is no number of minutes",
				SLICE_PRINT(correction->new));
	case CORRECT_ARRIVED:
	case CORRECT_LEFT:
		break;
	}
	return correction->new.length == 0 ||
	       time_parse(correction->new, &number) ||
	       diag_set(diag, "\"%.*s\" is no time",
			SLICE_PRINT(correction->new));
}

static int compare(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

static int by_key(const void *left, const void *right)
{
	const struct correction *one = left, *other = right;
	int order = compare(one->place, other->place);

	if (order == 0)
		order = date_compare(one->date, other->date);
	if (order == 0)
		order = compare(one->start, other->start);
	return order != 0 ? order : compare(one->number, other->number);
}

void correction_sort(struct correction_list list)
{
	if (list.count > 0)
		qsort(list.corrections, list.count, sizeof *list.corrections,
		      by_key);
}

static bool same_time(struct slice text, int32_t time)
{
	int32_t told;

	if (slice_trim(text).length == 0)
		return time == TIME_NONE;
	/* Seconds aren't shown, so they can't be told. */
	return time_parse(text, &told) && time >= 0 &&
	       told / SECONDS_PER_MINUTE == time / SECONDS_PER_MINUTE;
}

static bool old_fits(const struct correction *correction, const struct day *day)
{
	enum day_status status;
	int32_t minutes;

	switch (correction->field) {
	case CORRECT_STATUS:
		return day_status_parse(correction->old, &status) &&
		       status == day->status;
	case CORRECT_MINUTES:
		if (slice_trim(correction->old).length == 0)
			return day->minutes == 0;
		return parse_minutes(correction->old, &minutes) &&
		       minutes == day->minutes;
	case CORRECT_ARRIVED:
		return same_time(correction->old, day->arrived);
	case CORRECT_LEFT:
		break;
	}
	return same_time(correction->old, day->left);
}

static void set_time(struct slice text, int32_t *time)
{
	*time = TIME_NONE;
	time_parse(text, time);
}

/* Puts the new value in; minutes follow a status, and a status minutes. */
static void put(const struct correction *correction, struct day *day)
{
	switch (correction->field) {
	case CORRECT_STATUS:
		day_status_parse(correction->new, &day->status);
		day->late = day->status == DAY_LATE;
		if (!day_is_present(day->status))
			day->minutes = 0;
		else if (day->minutes == 0)
			day->minutes = day->planned;
		break;
	case CORRECT_MINUTES:
		parse_minutes(correction->new, &day->minutes);
		if (day->minutes > 0 && !day_is_present(day->status))
			day->status = DAY_PRESENT;
		break;
	case CORRECT_ARRIVED:
		set_time(correction->new, &day->arrived);
		break;
	case CORRECT_LEFT:
		set_time(correction->new, &day->left);
		break;
	}
	day->rule = RULE_CORRECTION;
	day->flags |= FLAG_CORRECTED;
}

void correction_apply(struct correction_list list, uint32_t place,
		      struct day *day)
{
	const struct correction wanted = {.place = place,
					  .date = day->session->date,
					  .start = day->session->start};
	size_t low = 0, high = list.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_key(list.corrections + middle, &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < list.count; low++) {
		struct correction *correction = list.corrections + low;

		if (correction->place != place ||
		    correction->date.days != wanted.date.days ||
		    correction->start != wanted.start)
			break;
		if (old_fits(correction, day)) {
			put(correction, day);
			correction->result = CORRECTION_APPLIED;
		} else {
			correction->result = CORRECTION_OLD_DIFFERS;
		}
	}
}
