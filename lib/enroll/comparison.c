#include "enroll/comparison.h"

enum {
	VALUE_MAX = 256,
	LIKE_PERCENT = 40,
	NEAR_LETTERS_TWO = 8,
	DIGITS_MAX = 16, /* of a key: four bits each */
	DATE_DIGITS = 8
};

static bool is_letter_or_digit(char byte)
{
	return (byte >= 'a' && byte <= 'z') || text_is_digit(byte) ||
	       (unsigned char)byte >= 0x80;
}

/* The folded byte, or 0 where it is left out. */
static char fold_byte(enum comparator compare, char byte)
{
	byte = text_lower(byte);
	if (text_is_digit(byte))
		return byte;
	switch (compare) {
	case COMPARE_DATE:
		return '\0';
	case COMPARE_DIGITS:
		return is_letter_or_digit(byte) ? byte : '\0';
	case COMPARE_TEXT:
	case COMPARE_EMAIL:
		return is_letter_or_digit(byte) || byte == '@' || byte == '.'
			       ? byte
			       : '\0';
	case COMPARE_EXACT:
	case COMPARE_NAME:
	case COMPARE_WORDS:
		break;
	}
	return byte;
}

/* The folded text of a field's columns, joined by blanks where they count. */
static size_t fold(const struct linkage_field *field,
		   const size_t columns[LINKAGE_COLUMNS_MAX],
		   const struct record *record, char out[VALUE_MAX])
{
	bool has_blanks = fold_byte(field->compare, ' ') == ' ';
	size_t length = 0;

	for (size_t i = 0; i < field->column_count; i++) {
		struct slice text =
			slice_trim(record_field(record, columns[i]));

		if (length > 0 && text.length > 0 && length < VALUE_MAX &&
		    has_blanks)
			out[length++] = ' ';
		for (size_t j = 0; j < text.length && length < VALUE_MAX; j++) {
			char byte = fold_byte(field->compare, text.data[j]);

			if (byte != '\0')
				out[length++] = byte;
		}
	}
	return length;
}

/* Words of an address as tokens of a name: nothing is folded away. */
static void split_words(struct slice text, struct name *name)
{
	struct name_token *token = NULL;

	name->count = 0;
	name->characters = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (!is_letter_or_digit(text.data[i])) {
			if (text.data[i] != '\'')
				token = NULL;
			continue;
		}
		if (token == NULL) {
			if (name->count == NAME_TOKENS_MAX)
				break;
			token = &name->tokens[name->count++];
			token->kind = NAME_PERSONAL;
			token->folded_length = 0;
		}
		if (token->folded_length < NAME_TOKEN_SIZE - 1)
			token->folded[token->folded_length++] = text.data[i];
	}
	for (size_t i = 0; i < name->count; i++) {
		token = &name->tokens[i];
		token->folded[token->folded_length] = '\0';
		memcpy(token->loose, token->folded, NAME_TOKEN_SIZE);
		token->loose_length = token->folded_length;
	}
}

/* A sum over words that stands for name_key_loose. */
static uint64_t name_key_of(const struct linkage_words *words)
{
	uint64_t sum = 0;

	for (int fallback = 0; fallback < 2 && sum == 0; fallback++)
		for (size_t i = 0; i < words->count; i++)
			if (fallback ? words->tokens[i].kind != NAME_TITLE
				     : name_is_word(&words->tokens[i]))
				sum += (words->words[i].hash ^
					words->words[i].hash >> 31) *
				       UINT64_C(0x9e3779b97f4a7c15);
	return sum;
}

static bool keep_words(const struct name *name, struct slice text,
		       struct arena *arena, struct linkage_value *value)
{
	size_t size = name->count * sizeof name->tokens[0];
	struct linkage_words *words = arena_alloc(
		arena, sizeof *words + name->count * sizeof words->words[0]);
	struct name_token *tokens = arena_alloc(arena, size);

	if (words == NULL || tokens == NULL)
		return false;
	memcpy(tokens, name->tokens, size);
	words->text = text.data;
	words->tokens = tokens;
	words->count = (uint16_t)name->count;
	words->characters = (uint16_t)name->characters;
	for (size_t i = 0; i < name->count; i++)
		words->words[i] = (struct linkage_word){
			.hash = set_hash(name_loose(&tokens[i])),
			.letters = comparison_letters(name_folded(&tokens[i])),
			.bits = BITS_UNKNOWN};
	words->name_key = name_key_of(words);
	value->words = words;
	value->has_words = true;
	value->key = words->name_key;
	value->length = (uint16_t)(name->count == 0 ? 0 : text.length);
	return true;
}

/* A name is taken apart as it stands. */
static bool prepare_name(struct slice text, struct arena *arena,
			 struct linkage_value *value)
{
	struct name name;

	text = slice_part(slice_trim(text), 0, VALUE_MAX);
	if (text.length == 0)
		return true;
	name_parse(text, &name);
	text = arena_copy(arena, text);
	return text.data != NULL && keep_words(&name, text, arena, value);
}

/* Up to 16 digits as they are; other texts as a hash. */
static void set_key(struct slice text, struct linkage_value *value)
{
	uint64_t key = 0;
	size_t i = 0;

	if (text.length <= DIGITS_MAX)
		for (; i < text.length && text_is_digit(text.data[i]); i++)
			key = key << 4 | (uint64_t)(text.data[i] - '0');
	value->has_digits = i == text.length;
	if (!value->has_digits && text.length <= sizeof key) {
		key = 0;
		memcpy(&key, text.data, text.length);
	} else if (!value->has_digits) {
		key = set_hash(text);
	}
	value->key = key;
}

/* 5.17E+15: a spreadsheet took a number apart, and the digits are lost. */
static bool is_exponent(const struct linkage_field *field, struct slice text)
{
	size_t sign = slice_find(text, '+');

	return field->compare == COMPARE_DIGITS && sign > 1 &&
	       sign < text.length && text_is_digit(text.data[0]) &&
	       text_lower(text.data[sign - 1]) == 'e';
}

bool comparison_prepare(const struct linkage_field *field,
			const size_t columns[LINKAGE_COLUMNS_MAX],
			const struct record *record, struct arena *arena,
			struct linkage_value *value)
{
	char buffer[VALUE_MAX];
	struct slice text = {buffer, 0};
	struct name name;

	*value = (struct linkage_value){.equal = BITS_UNKNOWN};
	if (field->compare == COMPARE_NAME && field->column_count == 1)
		return prepare_name(record_field(record, columns[0]), arena,
				    value);
	text.length = fold(field, columns, record, buffer);
	if (text.length == 0 ||
	    is_exponent(field, slice_trim(record_field(record, columns[0]))))
		return true;
	if (field->compare == COMPARE_NAME)
		return prepare_name(text, arena, value);
	set_key(text, value);
	text = arena_copy(arena, text);
	value->text = text.data;
	value->length = (uint16_t)text.length;
	if (text.data == NULL || field->compare != COMPARE_WORDS)
		return text.data != NULL;
	split_words(text, &name);
	return keep_words(&name, text, arena, value);
}

/* The same of digits, four bits each. */
static bool is_one_digit_slip(uint64_t left, uint64_t right)
{
	uint64_t differ = left ^ right, pair;
	int place;

	differ |= differ >> 1;
	differ |= differ >> 2;
	differ &= UINT64_C(0x1111111111111111);
	if (differ == 0 || (differ & (differ - 1)) == 0)
		return differ != 0;
	place = __builtin_ctzll(differ);
	pair = left >> place & 0xff;
	return differ >> place == 0x11 &&
	       (pair >> 4 | (pair & 0xf) << 4) == (right >> place & 0xff);
}

bool comparison_is_one_slip(const struct linkage_value *left,
			    const struct linkage_value *right)
{
	if (left->length == right->length && left->has_digits &&
	    right->has_digits)
		return left->length > 1 &&
		       is_one_digit_slip(left->key, right->key);
	return left->length + 1 >= right->length &&
	       right->length + 1 >= left->length && left->length > 2 &&
	       right->length > 2 &&
	       text_distance(linkage_text(left), linkage_text(right)) == 1;
}

/* Eight digits, YYYYMMDD. */
static enum level date_level(const struct linkage_value *left,
			     const struct linkage_value *right)
{
	uint64_t one = left->key, other = right->key;
	int parts;

	if (left->length != DATE_DIGITS || right->length != DATE_DIGITS)
		return LEVEL_DIFFERENT;
	if (is_one_digit_slip(one, other) ||
	    (one >> 16 == other >> 16 && (one >> 8 & 0xff) == (other & 0xff) &&
	     (other >> 8 & 0xff) == (one & 0xff)))
		return LEVEL_NEAR;
	parts = (one >> 16 == other >> 16) +
		((one >> 8 & 0xff) == (other >> 8 & 0xff)) +
		((one & 0xff) == (other & 0xff));
	return parts == 2 ? LEVEL_LIKE : LEVEL_DIFFERENT;
}

/* By the edits that take one text to the other, beside its length. */
static enum level text_level(struct slice left, struct slice right,
			     size_t near_most)
{
	size_t longer = left.length > right.length ? left.length : right.length;
	size_t shorter = left.length + right.length - longer;
	size_t like_most = longer * LIKE_PERCENT / 100, distance;

	if (longer < 3 ||
	    (longer - shorter > near_most && longer - shorter > like_most))
		return LEVEL_DIFFERENT;
	distance = text_distance(left, right);
	if (distance <= near_most)
		return LEVEL_NEAR;
	return distance <= like_most ? LEVEL_LIKE : LEVEL_DIFFERENT;
}

static bool is_equal(const struct linkage_value *left,
		     const struct linkage_value *right)
{
	return left->key == right->key && left->length == right->length &&
	       left->has_digits == right->has_digits &&
	       (left->has_digits || left->length <= sizeof left->key ||
		slice_equal(linkage_text(left), linkage_text(right)));
}

enum level comparison_level(enum comparator compare,
			    const struct linkage_value *left,
			    const struct linkage_value *right)
{
	size_t longer =
		left->length > right->length ? left->length : right->length;

	if (is_equal(left, right))
		return LEVEL_EQUAL;
	switch (compare) {
	case COMPARE_DATE:
		return date_level(left, right);
	case COMPARE_DIGITS:
		return comparison_is_one_slip(left, right) ? LEVEL_NEAR
							   : LEVEL_DIFFERENT;
	case COMPARE_TEXT:
		return text_level(linkage_text(left), linkage_text(right),
				  longer < 12 ? 1 : longer / 6);
	case COMPARE_EMAIL:
		return comparison_email_level(linkage_text(left),
					      linkage_text(right));
	case COMPARE_EXACT:
	case COMPARE_NAME:
	case COMPARE_WORDS:
		break;
	}
	return LEVEL_DIFFERENT;
}

enum level comparison_word_level(struct slice left, struct slice right)
{
	size_t longer = left.length > right.length ? left.length : right.length;

	return text_level(left, right, longer < NEAR_LETTERS_TWO ? 1 : 2);
}

/* Agreement that is less than equal says no more than equality would. */
static void compare_single(const struct comparison *comparison, size_t field,
			   const struct linkage_value *left,
			   const struct linkage_value *right,
			   struct pair_bits *pair)
{
	const struct comparison_field *own = &comparison->fields[field];
	enum level level = comparison_level(own->field->compare, left, right);
	int32_t bits = own->bits[level], other = right->equal;

	if (level == LEVEL_EQUAL) {
		bits = left->equal;
	} else if (level != LEVEL_DIFFERENT) {
		if (other == BITS_UNKNOWN)
			other = comparison->equal_bits(
				comparison->shares, field, linkage_text(right));
		bits = bits < left->equal ? bits : left->equal;
		bits = bits < other ? bits : other;
	}
	pair->bits[field] = bits;
	pair->levels[field][level] = 1;
}

/* Of a field that one side lacks nothing is said. */
static int32_t most_bits(const struct comparison *comparison,
			 const struct linkage_value *left,
			 const struct linkage_value *right)
{
	int32_t most = 0;

	for (size_t i = 0; i < comparison->field_count; i++)
		if (left[i].length > 0 && right[i].length > 0 &&
		    left[i].equal > 0)
			most += left[i].equal;
	return most;
}

/* The most bits of one field. */
static int32_t most_of(const struct comparison *comparison, size_t field,
		       const struct linkage_value *left,
		       const struct linkage_value *right)
{
	const struct comparison_field *own = &comparison->fields[field];

	if (own->field->compare == COMPARE_NAME && own->bits[LEVEL_FITS] <= 0)
		return comparison_words_most(left, right);
	return left->equal > 0 ? left->equal : 0;
}

bool comparison_score(const struct comparison *comparison,
		      const struct linkage_value *left,
		      const struct linkage_value *right, int32_t enough,
		      struct pair_bits *pair)
{
	int32_t most = most_bits(comparison, left, right);

	*pair = (struct pair_bits){0};
	for (size_t i = 0; i < comparison->field_count; i++) {
		size_t field = comparison->order[i];
		const struct linkage_value *own = &left[field];
		const struct linkage_value *other = &right[field];

		if (own->length == 0 || other->length == 0)
			continue;
		most -= own->equal > 0 ? own->equal : 0;
		if (pair->total + most +
			    most_of(comparison, field, own, other) <
		    enough)
			return false;
		pair->known[field] = true;
		if (own->has_words)
			comparison_words(comparison, field, own, other, pair);
		else
			compare_single(comparison, field, own, other, pair);
		pair->total += pair->bits[field];
	}
	return pair->total >= enough;
}
