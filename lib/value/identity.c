#include "value/identity.h"

#include "base/number.h"
#include "value/region.h"

enum {
	WOMEN_DAYS_FROM = 40,
	NPWP_LENGTH = 15,
	NPWP_CHECKED = 9,
	KK_LENGTH = 16,
	PHONE_MIN = 10,
	PHONE_MAX = 13,
	MASK_MIN = 8,
	MASK_SHOWN = 2,
	NUMBER_MIN =
		10, /* the shortest account; KPJ, telephone and NIK have more */
	GROUP_MIN = 3
};

static bool is_separator(char byte)
{
	return byte == ' ' || byte == '.' || byte == '-';
}

static int two_digits(const char *digits)
{
	return (digits[0] - '0') * 10 + (digits[1] - '0');
}

/* 29 February passes where 19yy or 20yy is a leap year. */
static bool day_exists(int day, int month, int year)
{
	static const signed char lengths[12] = {31, 29, 31, 30, 31, 30,
						31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
		return false;
	return month != 2 || day < 29 || year % 4 == 0;
}

/* 5.17E+15, as spreadsheets print a number of 16 digits. */
static bool is_exponent_form(struct slice text)
{
	size_t i = 0, before;

	while (i < text.length && (text_is_digit(text.data[i]) ||
				   text.data[i] == '.' || text.data[i] == ','))
		i++;
	before = i;
	if (i < text.length && text_lower(text.data[i]) == 'e')
		i++;
	if (i < text.length && text.data[i] == '+')
		i++;
	return before > 0 && i > before &&
	       text_is_digits(slice_part(text, i, text.length));
}

/*
 * Copies the digits, passing over separators between them; *count says how
 * many there are, also past the room for NIK_LENGTH. False where something
 * else is found.
 */
static bool collect_digits(struct slice text, char out[NIK_LENGTH + 1],
			   size_t *count)
{
	if (text.length == NIK_LENGTH && text_is_digits(text)) {
		memcpy(out, text.data, NIK_LENGTH);
		out[NIK_LENGTH] = '\0';
		*count = NIK_LENGTH;
		return true;
	}
	*count = 0;
	if (slice_starts(text, "'"))
		text = slice_part(text, 1, text.length);
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (text_is_digit(byte)) {
			if (*count < NIK_LENGTH)
				out[*count] = byte;
			++*count;
		} else if (!is_separator(byte)) {
			return false;
		}
	}
	out[*count < NIK_LENGTH ? *count : NIK_LENGTH] = '\0';
	return true;
}

enum nik_fault nik_parse(struct slice text, struct nik *nik)
{
	unsigned region;
	size_t count;

	*nik = (struct nik){0};
	text = slice_trim(text);
	if (text.length == 0)
		return NIK_EMPTY;
	if (!collect_digits(text, nik->digits, &count))
		return is_exponent_form(text) ? NIK_EXPONENT : NIK_CHARACTERS;
	if (count < NIK_LENGTH)
		return count == 0 ? NIK_CHARACTERS : NIK_TOO_SHORT;
	if (count > NIK_LENGTH)
		return NIK_TOO_LONG;
	nik->day = two_digits(nik->digits + 6);
	nik->month = two_digits(nik->digits + 8);
	nik->year = two_digits(nik->digits + 10);
	nik->serial = two_digits(nik->digits + 12) * 100 +
		      two_digits(nik->digits + 14);
	nik->sex = nik->day > WOMEN_DAYS_FROM ? 'f' : 'm';
	if (nik->sex == 'f')
		nik->day -= WOMEN_DAYS_FROM;
	if (!day_exists(nik->day, nik->month, nik->year))
		return NIK_DATE;
	if (nik->serial == 0)
		return NIK_SERIAL;
	region = number_of_word(text_word(nik->digits)) / 100;
	if (!region_is_province(region / 10000))
		return NIK_REGION;
	nik->region_known = region_is_district(region);
	return NIK_VALID;
}

const char *nik_fault_code(enum nik_fault fault)
{
	switch (fault) {
	case NIK_VALID:
		return "";
	case NIK_EMPTY:
		return "V-NIK-EMPTY";
	case NIK_EXPONENT:
		return "V-NIK-EXP";
	case NIK_CHARACTERS:
		return "V-NIK-CHAR";
	case NIK_TOO_SHORT:
	case NIK_TOO_LONG:
		return "V-NIK-LEN";
	case NIK_DATE:
		return "V-NIK-DATE";
	case NIK_SERIAL:
		return "V-NIK-SERIAL";
	case NIK_REGION:
		return "V-NIK-REGION";
	case NIK_ROUNDED:
		return "V-NIK-ROUNDED";
	}
	return "";
}

bool nik_agrees_with_birth(const struct nik *nik, struct date birth)
{
	int year, month, day;

	date_to_civil(birth, &year, &month, &day);
	return nik->day == day && nik->month == month &&
	       nik->year == year % 100;
}

bool nik_may_be_rounded(struct slice text)
{
	char digits[NIK_LENGTH + 1];
	size_t count;

	return collect_digits(slice_trim(text), digits, &count) &&
	       count == NIK_LENGTH && digits[NIK_LENGTH - 1] == '0';
}

bool kpj_is_valid(struct slice text)
{
	return text.length == KPJ_LENGTH && text_is_digits(text);
}

bool kk_is_valid(struct slice text)
{
	return text.length == KK_LENGTH && text_is_digits(text) &&
	       day_exists(two_digits(text.data + 6), two_digits(text.data + 8),
			  two_digits(text.data + 10));
}

/* Luhn's check (ISO/IEC 7812-1, annex B): every second digit from the right
 * counts double, less 9 where that is over 9. */
static bool passes_luhn(const char *digits, size_t count)
{
	int sum = 0;

	for (size_t i = 0; i < count; i++) {
		int digit = digits[count - 1 - i] - '0';

		if (i % 2 == 1)
			digit = digit > 4 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum > 0 && sum % 10 == 0;
}

bool npwp_is_valid(struct slice text)
{
	char digits[NIK_LENGTH + 1];
	struct nik nik;
	size_t count;

	if (!collect_digits(slice_trim(text), digits, &count))
		return false;
	if (count == NPWP_LENGTH)
		return passes_luhn(digits, NPWP_CHECKED);
	if (count != NIK_LENGTH)
		return false;
	if (digits[0] == '0')
		return passes_luhn(digits + 1, NPWP_CHECKED);
	return nik_parse((struct slice){digits, count}, &nik) == NIK_VALID;
}

bool phone_normalise(struct slice text, struct strbuf *out)
{
	char digits[PHONE_MAX + 4];
	size_t count = 0;

	text = slice_trim(text);
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (text_is_digit(byte) && count < sizeof digits)
			digits[count++] = byte;
		else if (text_is_digit(byte))
			return false;
		else if (!is_separator(byte) && byte != '(' && byte != ')' &&
			 (byte != '+' || i > 0))
			return false;
	}
	text = (struct slice){digits, count};
	if (slice_starts(text, "62")) {
		/* +62 (0)812: the 0 in brackets is not dialled with +62. */
		text = slice_part(text, slice_starts(text, "620") ? 2 : 1,
				  count);
		digits[text.data - digits] = '0';
	}
	if (text.length < PHONE_MIN || text.length > PHONE_MAX ||
	    !slice_starts(text, "08"))
		return false;
	return strbuf_append(out, text);
}

int bank_account_length(struct slice bank)
{
	static const struct {
		const char *code, *name, *bic;
		int length; /* 0: sources disagree */
	} banks[] = {
		{"002", "bri", "brinidja", 15},
		{"008", "mandiri", "bmriidja", 13},
		{"009", "bni", "bninidja", 10},
		{"200", "btn", "btanidja", 16},
		{"014", "bca", "cenaidja", 10},
		{"451", "bsi", "bsmdidja", 10},
		{"129", "bpd bali", "abalidbs", 13},
		{"011", "danamon", "bdinidja", 0},
	};
	struct slice bic;

	bank = slice_trim(bank);
	if (slice_equal_ignoring_case(slice_part(bank, 0, 5), SLICE("bank ")))
		bank = slice_trim(slice_part(bank, 5, bank.length));
	/* A BIC may have the branch behind it: BRINIDJAXXX. */
	bic = bank.length == 11 ? slice_part(bank, 0, 8) : bank;
	for (size_t i = 0; i < sizeof banks / sizeof *banks; i++)
		if (slice_is(bank, banks[i].code) ||
		    slice_equal_ignoring_case(bank, slice_of(banks[i].name)) ||
		    slice_equal_ignoring_case(bic, slice_of(banks[i].bic)))
			return banks[i].length;
	return 0;
}

/* The digits of a number that begins here, over its groups; *end behind it. */
static size_t count_number(struct slice text, size_t begin, size_t *end)
{
	size_t total = 0, at = begin;

	for (;;) {
		size_t group = at;

		while (at < text.length && text_is_digit(text.data[at]))
			at++;
		if (at - group < GROUP_MIN && total > 0)
			break; /* the next group is another thing's */
		total += at - group;
		*end = at;
		if (at - group < GROUP_MIN || at + 1 >= text.length ||
		    !is_separator(text.data[at]))
			break;
		at++;
	}
	return total;
}

static bool is_address(struct slice text)
{
	size_t at = slice_find(text, '@');
	struct slice host = slice_part(text, at + 1, text.length);

	host = slice_part(host, 0, slice_find(host, ' '));
	return at > 0 && at < text.length && text.data[at - 1] != ' ' &&
	       slice_find(host, '.') < host.length;
}

/* Enough digits for a number, or an '@': most texts have neither. */
static bool may_have_identity(struct slice text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.length && text.length >= NUMBER_MIN; i++)
		digits += text_is_digit(text.data[i]);
	return digits >= NUMBER_MIN || slice_find(text, '@') < text.length;
}

bool identity_is_inside(struct slice text)
{
	size_t end = 0;

	if (!may_have_identity(text))
		return false;
	for (size_t at = 0; at < text.length; at = end + 1) {
		end = at;
		if (text_is_digit(text.data[at]) &&
		    count_number(text, at, &end) >= NUMBER_MIN)
			return true;
	}
	return is_address(text);
}

bool identity_may_be(struct slice text)
{
	if (text_has_digit(text))
		return identity_is_inside(text);
	return text.length > 0;
}

bool identity_mask(struct slice text, struct strbuf *out)
{
	size_t count = text_count(text), place = 0;

	for (size_t at = 0; at < text.length; place++) {
		size_t length =
			text_sequence_length(slice_part(text, at, text.length));
		bool shown = count >= MASK_MIN && (place < MASK_SHOWN ||
						   place + MASK_SHOWN >= count);

		if (length == 0)
			length = 1;
		strbuf_append(out, shown ? slice_part(text, at, length)
					 : SLICE("*"));
		at += length;
	}
	return !out->failed;
}
