#include "value/region.h"

#include <stdint.h>

enum {
	NAME_SIZE = 40,
	KEY_SIZE = 32,
	CITY_FROM = 70 /* 5171 is a city, 5101 a regency */
};

struct regency {
	uint16_t code;
	bool is_current;
	char digits[5];
	char name[NAME_SIZE];
	uint64_t districts[2]; /* a bit for each of the numbers 0 to 99 */
};

struct regency_key {
	char name[KEY_SIZE];
	uint16_t code;
};

/*
 * Looked up by their codes. The names stand in the tables, so that nothing is
 * relocated when a program starts.
 */
static const char provinces[100][NAME_SIZE] = {
#define PROVINCE(code, name) [code] = name,
#include "value/region_data.inc"
#undef PROVINCE
};

enum {
#define REGENCY(code, name, current, low, high) PLACE_##code,
#include "value/region_data.inc"
#undef REGENCY
	REGENCIES
};

/* Where a code stands in regencies, counted from 1. */
static const uint16_t places[10000] = {
#define REGENCY(code, name, current, low, high) [code] = PLACE_##code + 1,
#include "value/region_data.inc"
#undef REGENCY
};

static const struct regency regencies[REGENCIES] = {
#define REGENCY(code, name, current, low, high)                                \
	{code, current, #code, name, {UINT64_C(low), UINT64_C(high)}},
#include "value/region_data.inc"
#undef REGENCY
};

static const struct regency_key keys[] = {
#define NAME(name, code) {name, code},
#include "value/region_data.inc"
#undef NAME
};

enum { KEYS = sizeof keys / sizeof *keys };

static unsigned number_of(const char *digits, size_t count)
{
	unsigned number = 0;

	for (size_t i = 0; i < count; i++)
		number = number * 10 + (unsigned)(digits[i] - '0');
	return number;
}

static const struct regency *find_regency(unsigned code)
{
	return places[code] == 0 ? NULL : &regencies[places[code] - 1];
}

static bool has_district(const struct regency *regency, unsigned number)
{
	if (regency->districts[0] == 0 && regency->districts[1] == 0)
		return number > 0;
	return regency->districts[number / 64] >> number % 64 & 1;
}

bool region_is_province(unsigned code)
{
	return provinces[code][0] != '\0';
}

bool region_is_district(unsigned code)
{
	const struct regency *regency = find_regency(code / 100);

	return regency != NULL && has_district(regency, code % 100);
}

bool region_is_known(struct slice code)
{
	if (!text_is_digits(code))
		return false;
	if (code.length == 2)
		return region_is_province(number_of(code.data, 2));
	if (code.length == 4)
		return find_regency(number_of(code.data, 4)) != NULL;
	return code.length == 6 && region_is_district(number_of(code.data, 6));
}

struct slice region_name(struct slice code)
{
	const struct regency *regency;

	if (!text_is_digits(code))
		return SLICE("");
	if (code.length == 2)
		return slice_of(provinces[number_of(code.data, 2)]);
	if (code.length != 4)
		return SLICE("");
	regency = find_regency(number_of(code.data, 4));
	return regency == NULL ? SLICE("") : slice_of(regency->name);
}

enum kind { KIND_OPEN, KIND_REGENCY, KIND_CITY };

static bool is_letter(char byte)
{
	byte = text_lower(byte);
	return byte >= 'a' && byte <= 'z';
}

static struct slice next_word(struct slice *rest)
{
	size_t start = 0, end;
	struct slice word;

	while (start < rest->length && !is_letter(rest->data[start]))
		start++;
	end = start;
	while (end < rest->length && is_letter(rest->data[end]))
		end++;
	word = slice_part(*rest, start, end - start);
	*rest = slice_part(*rest, end, rest->length);
	return word;
}

/* What a word in front of the name says of it; false if it is the name's. */
static bool read_kind(struct slice word, enum kind *kind)
{
	static const struct {
		const char *word;
		enum kind kind;
	} words[] = {
		{"kab", KIND_REGENCY},	     {"kabupaten", KIND_REGENCY},
		{"kota", KIND_CITY},	     {"kotamadya", KIND_CITY},
		{"kodya", KIND_CITY},	     {"adm", KIND_OPEN},
		{"administrasi", KIND_OPEN},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!slice_equal_ignoring_case(word, slice_of(words[i].word)))
			continue;
		if (words[i].kind != KIND_OPEN)
			*kind = words[i].kind;
		return true;
	}
	return false;
}

/* The name's letters in key, as the table has them; their number, 0 if none. */
static size_t fold_name(struct slice name, char key[KEY_SIZE], enum kind *kind)
{
	bool in_front = true;
	size_t length = 0;

	*kind = KIND_OPEN;
	for (;;) {
		struct slice word = next_word(&name);

		if (word.length == 0)
			return length;
		in_front = in_front && read_kind(word, kind);
		if (in_front)
			continue;
		if (slice_equal_ignoring_case(word, SLICE("kep")))
			word = SLICE("kepulauan");
		if (word.length > KEY_SIZE - length)
			return 0;
		for (size_t i = 0; i < word.length; i++)
			key[length++] = text_lower(word.data[i]);
	}
}

static size_t first_key(struct slice key)
{
	size_t low = 0, high = KEYS;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (slice_compare(slice_of(keys[middle].name), key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct slice region_code(struct slice name)
{
	const struct regency *found = NULL;
	char buffer[KEY_SIZE];
	enum kind kind;
	struct slice key = {buffer, fold_name(name, buffer, &kind)};

	for (size_t i = first_key(key); i < KEYS && slice_is(key, keys[i].name);
	     i++) {
		const struct regency *regency = find_regency(keys[i].code);
		bool is_city = keys[i].code % 100 >= CITY_FROM;

		if (!regency->is_current || (kind == KIND_CITY && !is_city) ||
		    (kind == KIND_REGENCY && is_city))
			continue;
		if (found != NULL)
			return SLICE("");
		found = regency;
	}
	return found == NULL ? SLICE("") : slice_of(found->digits);
}
