#include "payout/bank_layout.h"

#include "base/number.h"
#include "base/strbuf.h"
#include "stream/policy.h"
#include "stream/schema.h"
#include "system/digest.h"
#include "system/file.h"

/* Words of a list that ends with NULL, in the order of their enum. */
static const char *const formats[] = {"text", "pain.001.001.03",
				      "pain.001.001.09", NULL};
static const char *const charsets[] = {"bank", "ascii", "any", NULL};
static const char *const splits[] = {"none", "bank", "rail", NULL};
static const char *const answers[] = {"no", "yes", NULL};
static const char *const newlines[] = {"lf", "crlf", NULL};
static const char *const records[] = {"header", "detail", "footer", NULL};
static const char *const values[] = {
	[VALUE_LITERAL] = "\"text\"",
	[VALUE_REFERENCE] = "reference",
	[VALUE_END_TO_END] = "end_to_end",
	[VALUE_NAME] = "name",
	[VALUE_ACCOUNT] = "account",
	[VALUE_BANK] = "bank",
	[VALUE_BANK_CODE] = "bank_code",
	[VALUE_BIC] = "bic",
	[VALUE_CLEARING] = "clearing",
	[VALUE_AMOUNT] = "amount",
	[VALUE_AMOUNT_DECIMAL] = "amount_decimal",
	[VALUE_CURRENCY] = "currency",
	[VALUE_REMARK] = "remark",
	[VALUE_RAIL] = "rail",
	[VALUE_LINE] = "line",
	[VALUE_DATE] = "date",
	[VALUE_ISO_DATE] = "iso_date",
	[VALUE_COUNT] = "count",
	[VALUE_SUM] = "sum",
	[VALUE_SUM_DECIMAL] = "sum_decimal",
	[VALUE_DEBIT_ACCOUNT] = "debit_account",
	[VALUE_DEBIT_NAME] = "debit_name",
	[VALUE_BATCH] = "batch",
	[LAYOUT_VALUES] = NULL,
};
static const char *const keys[] = {
	"layout", "verified", "format", "charset",   "split",  "delimiter",
	"quoted", "newline",  "rows",	"extension", "remark", "rail",
	"header", "detail",   "footer", NULL,
};

struct reading {
	const char *file;
	unsigned line;
	struct arena *arena;
	struct bank_layout *layout;
	struct diag *diag;
};

const char *layout_value_name(enum layout_value value)
{
	return values[value];
}

static bool fail(const struct reading *reading, const char *what)
{
	return diag_set(reading->diag, "%s:%u: %s", reading->file,
			reading->line, what);
}

/*
 * Takes the next word off a line: up to a blank, or a text in double quotes
 * (without escapes). False at the end and at a quote that isn't closed.
 */
static bool next_word(struct slice *rest, struct slice *word, bool *quoted)
{
	*rest = slice_trim(*rest);
	*quoted = rest->length > 0 && rest->data[0] == '"';
	if (rest->length == 0 || (rest->data[0] == '#' && !*quoted))
		return false;
	if (*quoted) {
		struct slice inner = slice_part(*rest, 1, rest->length);
		size_t end = slice_find(inner, '"');

		if (end == inner.length)
			return false;
		*word = slice_part(inner, 0, end);
		*rest = slice_part(inner, end + 1, inner.length);
		return true;
	}
	size_t end = 0;
	while (end < rest->length && rest->data[end] != ' ' &&
	       rest->data[end] != '\t')
		end++;
	*word = slice_part(*rest, 0, end);
	*rest = slice_part(*rest, end, rest->length);
	return true;
}

static bool one_of(const struct reading *reading, struct slice word,
		   const char *const *words, size_t *index)
{
	const char *near;

	for (*index = 0; words[*index] != NULL; ++*index)
		if (slice_is(word, words[*index]))
			return true;
	near = policy_nearest(word, words);
	return diag_set(reading->diag, "%s:%u: \"%.*s\" is not known%s%s%s",
			reading->file, reading->line, SLICE_PRINT(word),
			near == NULL ? "" : "; did you mean \"",
			near == NULL ? "" : near, near == NULL ? "" : "\"?");
}

static bool read_number(const struct reading *reading, struct slice *rest,
			int64_t most, int64_t *number)
{
	struct slice word;
	bool quoted;

	if (!next_word(rest, &word, &quoted) || !number_parse(word, number) ||
	    *number < 1 || *number > most)
		return fail(reading, "a number from 1 up must follow");
	return true;
}

/* width N, pad left|right "c", optional: in any order. */
static bool read_field_option(const struct reading *reading, struct slice word,
			      struct slice *rest, struct layout_field *field)
{
	static const char *const options[] = {"width", "pad", "optional", NULL};
	struct slice side, fill;
	int64_t width;
	size_t index;
	bool quoted;

	if (!one_of(reading, word, options, &index))
		return false;
	if (index == 2) {
		field->optional = true;
		return true;
	}
	if (index == 0) {
		if (!read_number(reading, rest, 1000, &width))
			return false;
		field->width = (unsigned)width;
		return true;
	}
	if (!next_word(rest, &side, &quoted) ||
	    (!slice_is(side, "left") && !slice_is(side, "right")) ||
	    !next_word(rest, &fill, &quoted) || fill.length != 1)
		return fail(reading, "pad is followed by left or right and one "
				     "character in quotes");
	field->pad_left = slice_is(side, "left");
	field->pad = fill.data[0];
	return true;
}

static bool read_field(const struct reading *reading, size_t record,
		       struct slice rest)
{
	struct bank_layout *layout = reading->layout;
	struct layout_field *field = &layout->fields[layout->field_count];
	struct slice word;
	size_t index;
	bool quoted;

	if (layout->field_count == LAYOUT_FIELDS_MAX)
		return fail(reading, "too many fields");
	if (!next_word(&rest, &word, &quoted))
		return fail(reading, "a field or a text in quotes must follow");
	field->record = (enum layout_record)record;
	if (quoted) {
		field->literal = word;
		field->optional = true;
	} else {
		if (!one_of(reading, word, values, &index))
			return false;
		field->value = (enum layout_value)index;
	}
	while (next_word(&rest, &word, &quoted))
		if (!read_field_option(reading, word, &rest, field))
			return false;
	if (field->pad != 0 && field->width == 0)
		return fail(reading, "pad needs a width");
	layout->field_count++;
	return true;
}

/* rail NAME CODE [from DATE] [max RUPIAH] */
static bool read_rail(const struct reading *reading, struct slice rest)
{
	struct bank_layout *layout = reading->layout;
	struct layout_rail *rail = &layout->rails[layout->rail_count];
	struct slice word;
	bool quoted;

	if (layout->rail_count == LAYOUT_RAILS_MAX)
		return fail(reading, "too many rails");
	rail->from = DATE_EARLIEST;
	if (!next_word(&rest, &rail->name, &quoted) ||
	    !next_word(&rest, &rail->code, &quoted))
		return fail(reading, "a rail has a name and the bank's code");
	while (next_word(&rest, &word, &quoted)) {
		if (slice_is(word, "from")) {
			if (!next_word(&rest, &word, &quoted) ||
			    !date_parse(word, &rail->from))
				return fail(reading, "a date must follow");
		} else if (!slice_is(word, "max") ||
			   !read_number(reading, &rest, INT64_MAX,
					&rail->most.rupiah)) {
			return fail(reading, "a rail may have: from DATE, max "
					     "RUPIAH");
		}
	}
	layout->rail_count++;
	return true;
}

static bool read_word_key(const struct reading *reading, struct slice key,
			  struct slice word)
{
	struct bank_layout *layout = reading->layout;
	size_t index = 0;
	bool fine;

	if (slice_is(key, "format")) {
		fine = one_of(reading, word, formats, &index);
		layout->format = (enum layout_format)index;
	} else if (slice_is(key, "charset")) {
		fine = one_of(reading, word, charsets, &index);
		layout->charset = (enum layout_charset)index;
	} else if (slice_is(key, "split")) {
		fine = one_of(reading, word, splits, &index);
		layout->split = (enum layout_split)index;
	} else if (slice_is(key, "newline")) {
		fine = one_of(reading, word, newlines, &index);
		layout->crlf = index == 1;
	} else if (slice_is(key, "quoted")) {
		fine = one_of(reading, word, answers, &index);
		layout->quoted = index == 1;
	} else {
		fine = one_of(reading, word, answers, &index);
		layout->verified = index == 1;
	}
	return fine;
}

static bool is_file_word(struct slice word)
{
	for (size_t i = 0; i < word.length; i++) {
		char byte = text_lower(word.data[i]);

		if (!text_is_digit(byte) && (byte < 'a' || byte > 'z') &&
		    (i == 0 || (byte != '-' && byte != '.')))
			return false;
	}
	return word.length > 0 && word.length <= 24;
}

/* A setting whose value is one word or text. */
static bool read_setting(const struct reading *reading, struct slice key,
			 struct slice word)
{
	struct bank_layout *layout = reading->layout;

	if (slice_is(key, "layout") || slice_is(key, "extension")) {
		if (!is_file_word(word))
			return fail(reading, "this becomes part of a file "
					     "name: letters, digits, - and .");
		*(slice_is(key, "layout") ? &layout->name
					  : &layout->extension) = word;
		return true;
	}
	if (slice_is(key, "remark")) {
		layout->remark = word;
		return true;
	}
	if (slice_is(key, "delimiter")) {
		if (word.length != 1)
			return fail(reading, "a delimiter is one character");
		layout->delimiter = word.data[0];
		return true;
	}
	return read_word_key(reading, key, word);
}

static bool read_line(const struct reading *reading, struct slice line)
{
	struct bank_layout *layout = reading->layout;
	struct slice rest = line, key, word;
	size_t index;
	bool quoted;

	if (!next_word(&rest, &key, &quoted))
		return slice_is_empty(slice_trim(line)) ||
		       slice_trim(line).data[0] == '#' ||
		       fail(reading, "a quote is not closed");
	if (!one_of(reading, key, keys, &index))
		return false;
	for (size_t i = 0; records[i] != NULL; i++)
		if (slice_is(key, records[i]))
			return read_field(reading, i, rest);
	if (slice_is(key, "rail"))
		return read_rail(reading, rest);
	if (slice_is(key, "rows"))
		return read_number(reading, &rest, INT64_MAX,
				   &layout->rows_max);
	if (!next_word(&rest, &word, &quoted))
		return fail(reading, "a value must follow");
	return read_setting(reading, key, word);
}

static bool check_whole(const struct reading *reading)
{
	const struct bank_layout *layout = reading->layout;
	bool detail = layout->format != LAYOUT_TEXT;

	if (slice_is_empty(layout->name) || slice_is_empty(layout->extension))
		return diag_set(reading->diag,
				"%s: a layout needs \"layout\" and "
				"\"extension\"",
				reading->file);
	for (size_t i = 0; i < layout->field_count; i++) {
		const struct layout_field *field = &layout->fields[i];

		detail = detail || field->record == RECORD_DETAIL;
		if (layout->delimiter == 0 && layout->format == LAYOUT_TEXT &&
		    field->pad == 0 && field->value != VALUE_LITERAL)
			return diag_set(reading->diag,
					"%s: without a delimiter every field "
					"needs width and pad",
					reading->file);
	}
	return detail ||
	       diag_set(reading->diag, "%s: a layout needs \"detail\" fields",
			reading->file);
}

bool layout_parse(const char *file, struct slice text, struct arena *arena,
		  struct bank_layout *layout, struct diag *diag)
{
	struct reading reading = {
		.file = file, .arena = arena, .layout = layout, .diag = diag};
	struct slice kept = arena_copy(arena, text), line;

	*layout = (struct bank_layout){0};
	if (kept.data == NULL)
		return diag_memory(diag);
	if (!text_is_valid(kept))
		return diag_set(diag, "%s: is not UTF-8 text", file);
	while (slice_next(&kept, '\n', &line)) {
		reading.line++;
		if (!read_line(&reading, line))
			return false;
	}
	return check_whole(&reading);
}

bool layout_load(const char *path, struct arena *arena,
		 struct bank_layout *layout, char *digest, struct diag *diag)
{
	uint8_t hash[DIGEST_SIZE];
	struct strbuf content;
	bool fine;

	strbuf_init(&content, LAYOUT_SIZE_MAX);
	fine = file_load(path, LAYOUT_SIZE_MAX, &content, diag) &&
	       layout_parse(path, strbuf_slice(&content), arena, layout, diag);
	if (fine && digest != NULL) {
		digest_sha256(strbuf_slice(&content), hash);
		digest_hex(hash, DIGEST_SIZE, digest);
	}
	strbuf_release(&content);
	return fine;
}
