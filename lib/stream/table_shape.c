#include "stream/table_shape.h"

#include "stream/schema.h"
#include "value/identity.h"
#include "value/money.h"

enum {
	PHONE_DIGITS_MIN = 9,
	PHONE_DIGITS_MAX = 14,
	ACCOUNT_DIGITS_MIN = 10,
	ACCOUNT_DIGITS_MAX = 16,
	MONEY_MIN = 10000, /* a smaller number is not taken for rupiah */
	NUMBER_DIGITS_MAX = 4,
	WORD_SIZE = 24
};

struct word {
	struct slice text; /* lower-case letters and digits */
	const char *meaning;
};

#define WORD(literal)                                                          \
	{                                                                      \
		literal, sizeof literal - 1                                    \
	}

static const struct word flags[] = {
	{WORD("ya"), "yes"},
	{WORD("y"), "yes"},
	{WORD("yes"), "yes"},
	{WORD("true"), "yes"},
	{WORD("1"), "yes"},
	{WORD("benar"), "yes"},
	{WORD("sudah"), "yes"},
	{WORD("ada"), "yes"},
	{WORD("pernah"), "yes"},
	{WORD("setuju"), "yes"},
	{WORD("bersedia"), "yes"},
	{WORD("v"), "yes"},
	{WORD("\xe2\x9c\x93"), "yes"},
	{WORD("\xe2\x9c\x94"), "yes"},
	{WORD("\xe2\x88\x9a"), "yes"},
	{WORD("tidak"), "no"},
	{WORD("t"), "no"},
	{WORD("tdk"), "no"},
	{WORD("n"), "no"},
	{WORD("no"), "no"},
	{WORD("false"), "no"},
	{WORD("0"), "no"},
	{WORD("salah"), "no"},
	{WORD("belum"), "no"},
	{WORD("tidakada"), "no"},
	{WORD("tidakpernah"), "no"},
	{WORD("belumpernah"), "no"},
	{WORD("tidaksetuju"), "no"},
	{WORD("tidakbersedia"), "no"},
	{WORD("bukan"), "no"},
};

static const struct word sexes[] = {
	{WORD("l"), "m"},	  {WORD("lakilaki"), "m"},
	{WORD("laki"), "m"},	  {WORD("lk"), "m"},
	{WORD("pria"), "m"},	  {WORD("m"), "m"},
	{WORD("male"), "m"},	  {WORD("p"), "f"},
	{WORD("perempuan"), "f"}, {WORD("pr"), "f"},
	{WORD("wanita"), "f"},	  {WORD("f"), "f"},
	{WORD("female"), "f"},	  {WORD("man"), "m"},
	{WORD("woman"), "f"},
};

/* The meaning of a word, compared without case, blanks and punctuation. */
static const char *look_up(const struct word *words, size_t count,
			   struct slice value)
{
	char key[WORD_SIZE];
	size_t length = 0;

	for (size_t i = 0; i < value.length; i++) {
		char byte = text_lower(value.data[i]);

		if (byte == ' ' || byte == '-' || byte == '.')
			continue;
		if (length == WORD_SIZE)
			return NULL;
		key[length++] = byte;
	}
	for (size_t i = 0; i < count; i++)
		if (slice_equal((struct slice){key, length}, words[i].text))
			return words[i].meaning;
	return NULL;
}

const char *shape_flag(struct slice value)
{
	return look_up(flags, sizeof flags / sizeof *flags, value);
}

const char *shape_sex(struct slice value)
{
	return look_up(sexes, sizeof sexes / sizeof *sexes, value);
}

enum shape shape_of(struct slice field)
{
	static const struct {
		const char *field;
		enum shape shape;
	} named[] = {
		{"nik", SHAPE_NIK},	    {"kpj", SHAPE_KPJ},
		{"kk", SHAPE_KK},	    {"phone", SHAPE_PHONE},
		{"account", SHAPE_ACCOUNT}, {"email", SHAPE_EMAIL},
		{"name", SHAPE_NAME},	    {"account_name", SHAPE_NAME},
	};

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (slice_is(field, named[i].field))
			return named[i].shape;
	switch (schema_kind(field)) {
	case FIELD_DATE:
		return SHAPE_DATE;
	case FIELD_MONEY:
		return SHAPE_MONEY;
	case FIELD_NUMBER:
		return SHAPE_NUMBER;
	case FIELD_FLAG:
		return SHAPE_FLAG;
	case FIELD_SEX:
		return SHAPE_SEX;
	case FIELD_TEXT:
	case FIELD_IDENTIFIER:
	case FIELD_LIST:
		break;
	}
	return SHAPE_ANY;
}

static bool is_phone(struct slice value)
{
	size_t digits = 0;

	if (!slice_starts(value, "08") && !slice_starts(value, "62") &&
	    !slice_starts(value, "+62"))
		return false;
	for (size_t i = 0; i < value.length; i++) {
		if (text_is_digit(value.data[i]))
			digits++;
		else if (strchr("+- .()", value.data[i]) == NULL)
			return false;
	}
	return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX;
}

static bool is_email(struct slice value)
{
	size_t at = slice_find(value, '@');

	return at > 0 && at < value.length &&
	       slice_find(value, ' ') == value.length &&
	       slice_find(slice_part(value, at, value.length), '.') <
		       value.length - at;
}

/* Two words at least, of letters: a name beyond doubt. */
static bool is_name(struct slice value)
{
	size_t blanks = 0;

	for (size_t i = 0; i < value.length; i++) {
		char byte = value.data[i];

		if (text_is_digit(byte) || byte == '@' || byte == '_')
			return false;
		blanks += byte == ' ';
	}
	return value.length > 3 && blanks > 0;
}

static bool is_money(struct slice value)
{
	struct money money;

	return money_parse_office(value, &money) && money.rupiah >= MONEY_MIN &&
	       (slice_starts(value, "Rp") ||
		value.length <= ACCOUNT_DIGITS_MIN);
}

bool shape_fits(enum shape shape, struct slice value)
{
	struct nik nik;
	struct date date;

	switch (shape) {
	case SHAPE_ANY:
		return false;
	case SHAPE_NIK:
		return value.length == NIK_LENGTH &&
		       nik_parse(value, &nik) == NIK_VALID;
	case SHAPE_KPJ:
		return kpj_is_valid(value) && !slice_starts(value, "08");
	case SHAPE_KK:
		return kk_is_valid(value);
	case SHAPE_PHONE:
		return is_phone(value);
	case SHAPE_ACCOUNT:
		return text_is_digits(value) &&
		       value.length >= ACCOUNT_DIGITS_MIN &&
		       value.length <= ACCOUNT_DIGITS_MAX && !is_phone(value);
	case SHAPE_EMAIL:
		return is_email(value);
	case SHAPE_NAME:
		return is_name(value);
	case SHAPE_DATE:
		return date_parse_office(value, DATE_DAY_FIRST, &date);
	case SHAPE_MONEY:
		return is_money(value);
	case SHAPE_NUMBER:
		return text_is_digits(value) &&
		       value.length <= NUMBER_DIGITS_MAX;
	case SHAPE_FLAG:
		return shape_flag(value) != NULL;
	case SHAPE_SEX:
		return shape_sex(value) != NULL;
	}
	return false;
}

const char *shape_words(enum shape shape)
{
	switch (shape) {
	case SHAPE_NIK:
		return "16-digit numbers with a birth date in them";
	case SHAPE_KPJ:
		return "11-digit numbers";
	case SHAPE_KK:
		return "16-digit numbers";
	case SHAPE_PHONE:
		return "telephone numbers";
	case SHAPE_ACCOUNT:
		return "numbers of 10 to 16 digits";
	case SHAPE_EMAIL:
		return "e-mail addresses";
	case SHAPE_NAME:
		return "names";
	case SHAPE_DATE:
		return "dates";
	case SHAPE_MONEY:
		return "amounts of money";
	case SHAPE_NUMBER:
		return "small numbers";
	case SHAPE_FLAG:
		return "yes and no";
	case SHAPE_SEX:
		return "L and P";
	case SHAPE_ANY:
		break;
	}
	return "values";
}
