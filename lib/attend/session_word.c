#include "attend/session_word.h"

#include "attend/moment.h"
#include "base/number.h"

enum { NEAR_SECONDS = 2 * SECONDS_PER_HOUR };

/* From which time of day to which a session of that name starts. */
static const struct {
	const char *word;
	int32_t from, to;
} parts[] = {
	{"pagi", 0, 11 * SECONDS_PER_HOUR},
	{"morning", 0, 11 * SECONDS_PER_HOUR},
	{"siang", 11 * SECONDS_PER_HOUR, 15 * SECONDS_PER_HOUR},
	{"afternoon", 11 * SECONDS_PER_HOUR, 18 * SECONDS_PER_HOUR},
	{"sore", 12 * SECONDS_PER_HOUR, 18 * SECONDS_PER_HOUR},
	{"petang", 15 * SECONDS_PER_HOUR, 20 * SECONDS_PER_HOUR},
	{"malam", 17 * SECONDS_PER_HOUR, SECONDS_PER_DAY},
	{"evening", 17 * SECONDS_PER_HOUR, SECONDS_PER_DAY},
};

/* The sessions of a date that have times and were planned or put there. */
static size_t list(const struct class_roll *class_roll, struct date date,
		   const struct session **first)
{
	size_t at = schedule_find(class_roll, date), count = 0;

	*first = class_roll->sessions + at;
	while (at + count < class_roll->session_count &&
	       (*first)[count].date.days == date.days &&
	       (*first)[count].start >= 0)
		count++;
	return count;
}

/* "Sesi 2", "Session 2", and "2" where the column counts sessions. */
static bool read_number(struct slice text, bool numbered, int64_t *number)
{
	static const char *const words[] = {"sesi", "session"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct slice word = slice_of(words[i]);

		if (!slice_equal_ignoring_case(slice_part(text, 0, word.length),
					       word))
			continue;
		text = slice_trim(slice_part(text, word.length, text.length));
		numbered = true;
	}
	return numbered && number_parse(text, number);
}

bool session_word_find(const struct class_roll *class_roll, struct date date,
		       struct slice text, bool numbered, int32_t *start)
{
	const struct session *first;
	size_t count = list(class_roll, date, &first), found = 0;
	int64_t number;
	bool is_word = false;

	*start = TIME_NONE;
	text = slice_trim(text);
	if (count == 0)
		return true;
	if (read_number(text, numbered, &number)) {
		if (number < 1 || number > (int64_t)count)
			return false;
		*start = first[number - 1].start;
		return true;
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!slice_ends_ignoring_case(text, parts[i].word))
			continue;
		is_word = true;
		for (size_t j = 0; j < count; j++)
			if (first[j].start >= parts[i].from &&
			    first[j].start < parts[i].to) {
				*start = first[j].start;
				found++;
			}
		break;
	}
	return !is_word || found == 1;
}

bool session_word_stretch(const struct class_roll *class_roll, struct date date,
			  struct weekly_time stretch, int32_t *start)
{
	const struct session *first;
	size_t count = list(class_roll, date, &first), found = 0;

	*start = stretch.start;
	for (size_t i = 0; i < count; i++) {
		int32_t middle = first[i].end > first[i].start
					 ? (first[i].start + first[i].end) / 2
					 : first[i].start;

		if (middle < stretch.start || middle >= stretch.end)
			continue;
		*start = first[i].start;
		found++;
	}
	if (found > 1)
		*start = TIME_NONE;
	return found < 2 || found == count;
}

bool session_word_near(const struct class_roll *class_roll, struct date date,
		       int32_t *start)
{
	const struct session *first, *nearest = NULL;
	size_t count = list(class_roll, date, &first);
	int32_t least = NEAR_SECONDS + 1;

	for (size_t i = 0; i < count; i++) {
		int32_t away = *start < first[i].start
				       ? first[i].start - *start
				       : *start - first[i].start;

		if (*start >= first[i].start && *start < first[i].end)
			return true;
		if (away < least) {
			least = away;
			nearest = first + i;
		}
	}
	if (nearest != NULL)
		*start = nearest->start;
	return nearest != NULL || count == 0;
}
