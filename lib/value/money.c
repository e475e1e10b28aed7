#include "value/money.h"

#include "base/number.h"

enum { GROUP = 3, WORDS_GROUPS = 5 };

#define WORDS_MAX INT64_C(999999999999999)

bool money_parse(struct slice text, struct money *money)
{
	return number_parse(text, &money->rupiah);
}

static void skip(struct slice *rest, size_t length)
{
	*rest = slice_part(*rest, length, rest->length);
}

static bool take_sign(struct slice *rest)
{
	if (!slice_starts(*rest, "-"))
		return false;
	skip(rest, 1);
	*rest = slice_trim(*rest);
	return true;
}

static void skip_currency(struct slice *rest)
{
	if (slice_equal_ignoring_case(slice_part(*rest, 0, 2), SLICE("rp"))) {
		skip(rest, 2);
		if (slice_starts(*rest, "."))
			skip(rest, 1);
	} else if (slice_equal_ignoring_case(slice_part(*rest, 0, 3),
					     SLICE("idr"))) {
		skip(rest, 3);
	}
	*rest = slice_trim(*rest);
}

/* Takes the decimals off the end: ",-", ".-", ",5" or ",50"; gives the sen. */
static bool take_sen(struct slice *rest, int *sen)
{
	size_t comma = slice_find(*rest, ',');
	struct slice decimals = slice_part(*rest, comma + 1, rest->length);

	*sen = 0;
	if (slice_ends(*rest, ",-") || slice_ends(*rest, ".-")) {
		*rest = slice_part(*rest, 0, rest->length - 2);
		return true;
	}
	if (comma == rest->length)
		return true;
	*rest = slice_part(*rest, 0, comma);
	if (!text_is_digits(decimals) || decimals.length > 2)
		return false;
	*sen = (decimals.data[0] - '0') * 10;
	if (decimals.length == 2)
		*sen += decimals.data[1] - '0';
	return true;
}

static bool add_digits(struct slice digits, int64_t *rupiah)
{
	if (!text_is_digits(digits))
		return false;
	for (size_t i = 0; i < digits.length; i++)
		if (!number_multiply(*rupiah, 10, rupiah) ||
		    !number_add(*rupiah, digits.data[i] - '0', rupiah))
			return false;
	return true;
}

/* Reads digits, or groups of three with dots between them. */
static bool read_whole(struct slice text, int64_t *rupiah)
{
	size_t first = slice_find(text, '.');

	*rupiah = 0;
	if (!add_digits(slice_part(text, 0, first), rupiah))
		return false;
	if (first == text.length)
		return true;
	if (first > GROUP || text.data[0] == '0')
		return false;
	for (skip(&text, first); text.length > 0; skip(&text, GROUP + 1))
		if (text.data[0] != '.' || text.length < GROUP + 1 ||
		    !add_digits(slice_part(text, 1, GROUP), rupiah))
			return false;
	return true;
}

bool money_parse_office(struct slice text, struct money *money)
{
	struct slice rest = slice_trim(text);
	bool negative = take_sign(&rest);
	int64_t rupiah;
	int sen;

	skip_currency(&rest);
	if (!negative)
		negative = take_sign(&rest);
	if (!take_sen(&rest, &sen) || !read_whole(rest, &rupiah))
		return false;
	if (sen >= 50 && !number_add(rupiah, 1, &rupiah))
		return false;
	money->rupiah = negative ? -rupiah : rupiah;
	return true;
}

bool money_format(struct money money, struct strbuf *out)
{
	char buffer[NUMBER_SIZE];
	struct slice digits = number_format(money.rupiah, buffer);

	if (slice_starts(digits, "-")) {
		strbuf_append_byte(out, '-');
		skip(&digits, 1);
	}
	strbuf_append_string(out, "Rp");
	for (size_t i = 0; i < digits.length; i++) {
		if (i > 0 && (digits.length - i) % GROUP == 0)
			strbuf_append_byte(out, '.');
		strbuf_append_byte(out, digits.data[i]);
	}
	return !out->failed;
}

bool money_add(struct money left, struct money right, struct money *sum)
{
	return number_add(left.rupiah, right.rupiah, &sum->rupiah);
}

bool money_multiply(struct money money, int64_t count, struct money *product)
{
	return number_multiply(money.rupiah, count, &product->rupiah);
}

bool money_share(struct money money, int64_t numerator, int64_t denominator,
		 struct money *part)
{
	__extension__ __int128 product = money.rupiah, share;

	if (denominator <= 0)
		return false;
	product *= numerator;
	share = product / denominator;
	if (product % denominator < 0)
		share--;
	if (share < INT64_MIN || share > INT64_MAX)
		return false;
	part->rupiah = (int64_t)share;
	return true;
}

static bool add_word(struct strbuf *out, size_t start, const char *word)
{
	if (out->length > start)
		strbuf_append_byte(out, ' ');
	return strbuf_append_string(out, word);
}

/* 0 to 999; nothing for 0. */
static void add_group(struct strbuf *out, size_t start, int group)
{
	static const char *const units[12] = {
		"",	"satu",	 "dua",	    "tiga",	"empat",   "lima",
		"enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"};
	int hundreds = group / 100, rest = group % 100;

	if (hundreds == 1) {
		add_word(out, start, "seratus");
	} else if (hundreds > 1) {
		add_word(out, start, units[hundreds]);
		add_word(out, start, "ratus");
	}
	if (rest >= 20) {
		add_word(out, start, units[rest / 10]);
		add_word(out, start, "puluh");
		rest %= 10;
	} else if (rest >= 12) {
		add_word(out, start, units[rest - 10]);
		add_word(out, start, "belas");
		rest = 0;
	}
	if (rest > 0)
		add_word(out, start, units[rest]);
}

bool money_words(struct money money, struct strbuf *out)
{
	static const char *const scales[WORDS_GROUPS] = {"", "ribu", "juta",
							 "miliar", "triliun"};
	size_t start = out->length;
	int64_t rest = money.rupiah, scale = INT64_C(1000000000000);

	if (rest < 0 || rest > WORDS_MAX)
		return false;
	if (rest == 0)
		return strbuf_append_string(out, "nol");
	for (int i = WORDS_GROUPS - 1; i >= 0; i--, scale /= 1000) {
		int group = (int)(rest / scale);

		rest %= scale;
		if (group == 1 && i == 1) {
			add_word(out, start, "seribu");
			continue;
		}
		add_group(out, start, group);
		if (group > 0 && i > 0)
			add_word(out, start, scales[i]);
	}
	return !out->failed;
}
