#include "payout/bank_text.h"

/* The plain letters of U+00C0 to U+017F; "" where there is none. */
static const char *const latin[] = {
	"A", "A", "A", "A",  "A",  "A",	 "AE", "C", "E", "E", "E",  "E",  "I",
	"I", "I", "I", "D",  "N",  "O",	 "O",  "O", "O", "O", "",   "O",  "U",
	"U", "U", "U", "Y",  "TH", "ss", "a",  "a", "a", "a", "a",  "a",  "ae",
	"c", "e", "e", "e",  "e",  "i",	 "i",  "i", "i", "d", "n",  "o",  "o",
	"o", "o", "o", "",   "o",  "u",	 "u",  "u", "u", "y", "th", "y",  "A",
	"a", "A", "a", "A",  "a",  "C",	 "c",  "C", "c", "C", "c",  "C",  "c",
	"D", "d", "D", "d",  "E",  "e",	 "E",  "e", "E", "e", "E",  "e",  "E",
	"e", "G", "g", "G",  "g",  "G",	 "g",  "G", "g", "H", "h",  "H",  "h",
	"I", "i", "I", "i",  "I",  "i",	 "I",  "i", "I", "i", "IJ", "ij", "J",
	"j", "K", "k", "k",  "L",  "l",	 "L",  "l", "L", "l", "L",  "l",  "L",
	"l", "N", "n", "N",  "n",  "N",	 "n",  "n", "N", "n", "O",  "o",  "O",
	"o", "O", "o", "OE", "oe", "R",	 "r",  "R", "r", "R", "r",  "S",  "s",
	"S", "s", "S", "s",  "S",  "s",	 "T",  "t", "T", "t", "T",  "t",  "U",
	"u", "U", "u", "U",  "u",  "U",	 "u",  "U", "u", "U", "u",  "W",  "w",
	"Y", "y", "Y", "Z",  "z",  "Z",	 "z",  "Z", "z", "s",
};

/* Signs that word processors and phones put where a plain one was meant. */
static const struct {
	uint32_t code_point;
	const char *plain;
} signs[] = {
	{0x00a0, " "}, {0x2019, "'"}, {0x2018, "'"},  {0x02bc, "'"},
	{0x02bb, "'"}, {0x00b4, "'"}, {0x2010, "-"},  {0x2011, "-"},
	{0x2013, "-"}, {0x2014, "-"}, {0x201c, "\""}, {0x201d, "\""},
};

/* Of printable ASCII, what stands for a sign that banks don't take. */
static char bank_sign(char byte)
{
	switch (byte) {
	case '&':
		return '+';
	case '`':
	case '"':
		return '\'';
	case '_':
		return '-';
	case ';':
		return ',';
	default:
		return 0;
	}
}

static bool is_letter(char byte)
{
	char lower = text_lower(byte);

	return lower >= 'a' && lower <= 'z';
}

static bool bank_takes(char byte)
{
	return is_letter(byte) || text_is_digit(byte) ||
	       (byte != '\0' && strchr(" /-?:().,'+", byte) != NULL);
}

static const char *plain_form(uint32_t code_point)
{
	if (code_point >= 0xc0 && code_point <= 0x17f)
		return latin[code_point - 0xc0];
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].code_point == code_point)
			return signs[i].plain;
	return "";
}

static bool put_ascii(char byte, enum layout_charset charset, char delimiter,
		      struct strbuf *out)
{
	if (byte < ' ' || byte > '~')
		return false;
	if (charset == CHARSET_BANK && !bank_takes(byte))
		byte = bank_sign(byte);
	if (byte == delimiter && delimiter != 0)
		byte = ' ';
	return byte != 0 && strbuf_append_byte(out, byte);
}

/* How many letters, digits and blanks follow: each charset has them. */
static size_t plain_run(struct slice text, size_t at, char delimiter)
{
	size_t start = at;

	while (at < text.length && text.data[at] != delimiter &&
	       (is_letter(text.data[at]) || text_is_digit(text.data[at]) ||
		text.data[at] == ' '))
		at++;
	return at - start;
}

bool bank_text(struct slice text, enum layout_charset charset, char delimiter,
	       struct strbuf *out, struct diag *diag)
{
	size_t at = 0;

	while (at < text.length) {
		size_t start = at, run = plain_run(text, at, delimiter);
		uint32_t code_point;
		const char *plain;
		bool fine;

		if (run > 0) {
			strbuf_append(out, slice_part(text, at, run));
			at += run;
			continue;
		}
		code_point = text_next(text, &at);
		if (charset == CHARSET_ANY && code_point >= ' ' &&
		    code_point != 0x7f) {
			strbuf_append(out, slice_part(text, start, at - start));
			continue;
		}
		if (code_point < 0x80) {
			fine = put_ascii((char)code_point, charset, delimiter,
					 out);
		} else {
			plain = plain_form(code_point);
			fine = *plain != '\0';
			for (; fine && *plain != '\0'; plain++)
				fine = put_ascii(*plain, charset, delimiter,
						 out);
		}
		if (!fine)
			return diag_set(diag,
					"holds U+%04X, which the layout's "
					"charset has not and nothing stands "
					"for",
					(unsigned)code_point);
	}
	return !out->failed || diag_memory(diag);
}
