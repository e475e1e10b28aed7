#include "attend/file_name.h"

static struct slice base_name(struct slice path)
{
	size_t begin = path.length;

	while (begin > 0 && path.data[begin - 1] != '/')
		begin--;
	return slice_part(path, begin, path.length);
}

/* The folder part, without the slash. */
static struct slice folder_of(struct slice path)
{
	struct slice name = base_name(path);
	size_t length = path.length - name.length;

	return slice_part(path, 0, length > 0 ? length - 1 : 0);
}

static bool is_word_byte(char byte)
{
	return text_is_digit(byte) || (byte & 0x80) != 0 ||
	       (text_lower(byte) >= 'a' && text_lower(byte) <= 'z');
}

static bool is_border(struct slice name, size_t at)
{
	return at == 0 || at == name.length || !is_word_byte(name.data[at]) ||
	       !is_word_byte(name.data[at - 1]);
}

static uint32_t class_in_name(const struct roll *roll, struct slice name)
{
	uint32_t found = ROLL_NONE;
	size_t longest = 0;

	for (size_t i = 0; i < name.length; i++) {
		if (!is_border(name, i) || !is_word_byte(name.data[i]))
			continue;
		for (size_t j = i + 1 + longest; j <= name.length; j++) {
			uint32_t index;

			if (!is_border(name, j))
				continue;
			index = roll_find_class(roll,
						slice_part(name, i, j - i));
			if (index == ROLL_NONE)
				continue;
			found = index;
			longest = j - i;
		}
	}
	return found;
}

uint32_t file_name_class(const struct roll *roll, const char *path)
{
	struct slice rest = folder_of(slice_of(path));

	while (rest.length > 0) {
		uint32_t index = roll_find_class(roll, base_name(rest));

		if (index != ROLL_NONE)
			return index;
		rest = folder_of(rest);
	}
	return class_in_name(roll, base_name(slice_of(path)));
}

/* The number of count digits at the start of text, or -1. */
static int digits_at(struct slice text, size_t count)
{
	int number = 0;

	if (text.length < count)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (!text_is_digit(text.data[i]))
			return -1;
		number = number * 10 + (text.data[i] - '0');
	}
	return number;
}

static bool is_mark(struct slice text, size_t at)
{
	return at < text.length && memchr("-_.", text.data[at], 3) != NULL;
}

/* A date that begins here: year first, with or without marks, or day first. */
static bool date_here(struct slice text, struct date *date)
{
	int year = digits_at(text, 4);

	if (year >= 2000 && year < 2100) {
		size_t step = is_mark(text, 4) ? 1 : 0;
		struct slice month = slice_part(text, 4 + step, text.length);
		struct slice day = slice_part(text, 6 + 2 * step, text.length);

		if (step == 1 && !is_mark(text, 7))
			return false;
		return date_from_civil(year, digits_at(month, 2),
				       digits_at(day, 2), date);
	}
	year = digits_at(slice_part(text, 6, text.length), 4);
	return is_mark(text, 2) && is_mark(text, 5) && year >= 2000 &&
	       year < 2100 &&
	       date_from_civil(year,
			       digits_at(slice_part(text, 3, text.length), 2),
			       digits_at(text, 2), date);
}

static bool date_in(struct slice name, struct date *date)
{
	for (size_t i = 0; i < name.length; i++)
		if ((i == 0 || !text_is_digit(name.data[i - 1])) &&
		    date_here(slice_part(name, i, name.length), date))
			return true;
	return false;
}

bool file_name_date(const char *path, struct date *date)
{
	struct slice whole = slice_of(path);

	return date_in(base_name(whole), date) ||
	       date_in(base_name(folder_of(whole)), date);
}

bool file_name_is(const char *path, struct slice entry)
{
	struct slice whole = slice_of(path);
	size_t before;

	while (slice_starts(entry, "./"))
		entry = slice_part(entry, 2, entry.length);
	if (entry.length == 0 || entry.length > whole.length)
		return false;
	before = whole.length - entry.length;
	return slice_equal(slice_part(whole, before, entry.length), entry) &&
	       (before == 0 || whole.data[before - 1] == '/');
}

bool file_name_is_template(const char *path)
{
	struct slice name = base_name(slice_of(path));

	return slice_equal_ignoring_case(name, SLICE("user.dat")) ||
	       (slice_equal_ignoring_case(slice_part(name, 0, 8),
					  SLICE("template")) &&
		slice_find(name, '.') < name.length);
}

bool file_name_is_left_behind(const char *path)
{
	struct slice name = base_name(slice_of(path));

	return slice_starts(name, "~$") ||
	       slice_equal_ignoring_case(name, SLICE("thumbs.db")) ||
	       slice_equal_ignoring_case(name, SLICE("desktop.ini"));
}
