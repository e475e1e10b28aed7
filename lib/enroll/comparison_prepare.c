#include "enroll/comparison.h"

/*
 * Values as they are compared: folded, with their words and keys.
 */

enum {
	VALUE_MAX = 256,
	DIGITS_MAX = 16, /* of a key: four bits each */
	LETTERS = (1 << 26) - 1
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

static unsigned word_length(const struct name_token *token)
{
	return token->folded_length < LINKAGE_WORD_LONG ? token->folded_length
							: LINKAGE_WORD_LONG;
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
			.letters = comparison_letters(name_folded(&tokens[i])) &
				   LETTERS,
			.is_silent = comparison_is_silent(&tokens[i]),
			.is_order = tokens[i].kind == NAME_ORDER,
			.length = word_length(&tokens[i]) & 0xf,
			.bits = BITS_UNKNOWN};
	value->words = words;
	value->has_words = true;
	value->key = name_key_of(words);
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
static bool is_exponent(struct slice text)
{
	size_t sign = slice_find(text, '+');

	return sign > 1 && sign < text.length && text_is_digit(text.data[0]) &&
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
	    (field->compare == COMPARE_DIGITS &&
	     is_exponent(slice_trim(record_field(record, columns[0])))))
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
