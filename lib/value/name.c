#include "value/name.h"

#include "value/name_words.h"

#include <stdlib.h>

enum {
	LETTERS_MAX = NAME_TOKEN_SIZE - 1,
	TITLE_MAX = 4 /* letters of a title behind a comma that is not known */
};

/* A word of the text as written: lower-case letters and dots. */
struct chunk {
	char data[LETTERS_MAX + 1];
	size_t length;
	bool has_dots;
	bool behind_comma;
};

struct parser {
	struct slice text;
	size_t at;
	bool behind_comma;
	bool in_front; /* nothing but titles, markers and order words so far */
	unsigned maybe_title; /* bit i: token i is one if only such follow */
	/* The letters that were folded last, and what they became. */
	struct slice folded_from;
	struct name_token folded;
	struct name *name;
};

/* The base letter of a code point of Latin-1 with an accent, or 0. */
static char base_letter(uint32_t code_point)
{
	static const char letters[] = "aaaaaaaceeeeiiiidnooooo\0ouuuuy\0s"
				      "aaaaaaaceeeeiiiidnooooo\0ouuuuy\0y";

	return code_point >= 0xc0 && code_point <= 0xff
		       ? letters[code_point - 0xc0]
		       : '\0';
}

enum sort {
	SORT_LETTER,
	SORT_SILENT, /* apostrophes: Ma'ruf */
	SORT_DOT,
	SORT_COMMA,
	SORT_BREAK
};

/* Takes one character; *letter is set for SORT_LETTER. */
static enum sort take(struct parser *parser, char *letter)
{
	char byte = text_lower(parser->text.data[parser->at]);
	uint32_t code_point;

	*letter = byte;
	if ((unsigned char)byte < 0x80) {
		parser->at++;
		if (byte >= 'a' && byte <= 'z')
			return SORT_LETTER;
		if (byte == '.')
			return SORT_DOT;
		if (byte == ',')
			return SORT_COMMA;
		return byte == '\'' || byte == '`' ? SORT_SILENT : SORT_BREAK;
	}
	code_point = text_next(parser->text, &parser->at);
	if (code_point == 0)
		parser->at++;
	*letter = base_letter(code_point);
	if (*letter != '\0')
		return SORT_LETTER;
	return code_point == 0x2018 || code_point == 0x2019 ? SORT_SILENT
							    : SORT_BREAK;
}

/* The next word with its dots; false at the end of the text. */
static bool next_chunk(struct parser *parser, struct chunk *chunk)
{
	chunk->length = 0;
	chunk->has_dots = false;
	while (parser->at < parser->text.length) {
		char letter;
		enum sort sort = take(parser, &letter);

		if (sort == SORT_SILENT)
			continue;
		if (sort == SORT_DOT && chunk->length > 0)
			chunk->has_dots = true;
		if (sort == SORT_LETTER || sort == SORT_DOT) {
			if (chunk->length == 0)
				chunk->behind_comma = parser->behind_comma;
			if (chunk->length < LETTERS_MAX &&
			    (chunk->length > 0 || sort == SORT_LETTER))
				chunk->data[chunk->length++] = letter;
			continue;
		}
		parser->behind_comma |= sort == SORT_COMMA;
		if (chunk->length > 0)
			return true;
	}
	return chunk->length > 0;
}

static struct name_token *add_token(struct parser *parser, struct slice letters,
				    enum name_token_kind kind)
{
	struct name *name = parser->name;
	struct name_token *token;

	if (name->count == NAME_TOKENS_MAX)
		return NULL;
	token = &name->tokens[name->count++];
	if (letters.data == parser->folded_from.data &&
	    letters.length == parser->folded_from.length)
		*token = parser->folded;
	else
		name_fold(letters, token);
	token->kind = kind;
	if (kind != NAME_TITLE && kind != NAME_MARKER && kind != NAME_ORDER)
		parser->in_front = false;
	return token;
}

static void add_words(struct parser *parser, struct slice words,
		      enum name_token_kind kind)
{
	struct slice word;

	while (slice_next(&words, ' ', &word))
		add_token(parser, word, kind);
}

/* bagus, ayu, agung and ngurah are markers behind the right ones only. */
static bool continues_marker(const struct name *name, struct slice word)
{
	const struct name_token *before;
	struct slice last;

	if (name->count == 0)
		return false;
	before = &name->tokens[name->count - 1];
	if (before->kind != NAME_MARKER)
		return false;
	last = name_folded(before);
	if (slice_is(word, "bagus"))
		return slice_is(last, "ida");
	if (slice_is(word, "ayu"))
		return !slice_is(last, "i") && !slice_is(last, "ni");
	if (slice_is(word, "agung"))
		return slice_is(last, "anak") || slice_is(last, "gusti") ||
		       slice_is(last, "dewa");
	return slice_is(word, "ngurah");
}

/* A letter on its own; A. A. is Anak Agung, I G. is I Gusti. */
static void add_letter(struct parser *parser, struct slice letter)
{
	struct name *name = parser->name;
	struct name_token *before =
		name->count > 0 ? &name->tokens[name->count - 1] : NULL;

	if (slice_is(letter, "g") && before != NULL &&
	    before->kind == NAME_MARKER && strcmp(before->folded, "i") == 0) {
		add_token(parser, SLICE("gusti"), NAME_MARKER);
	} else if (slice_is(letter, "a") && before != NULL &&
		   name->count == 1 && before->kind == NAME_INITIAL &&
		   strcmp(before->folded, "a") == 0) {
		name->count = 0;
		add_words(parser, SLICE("anak agung"), NAME_MARKER);
		parser->in_front = true;
	} else {
		add_token(parser, letter, NAME_INITIAL);
	}
}

static void add_known(struct parser *parser, const struct name_word *word,
		      struct slice letters)
{
	size_t index = parser->name->count;

	if (word->expansion[0] != '\0')
		add_words(parser, slice_of(word->expansion), word->kind);
	else if (word->place != NAME_BEHIND)
		add_token(parser, letters, word->kind);
	else if (add_token(parser, letters, NAME_PERSONAL) != NULL)
		parser->maybe_title |= 1U << index;
}

/* What the table says of a word, as written or folded, at this place. */
static const struct name_word *find_word(struct parser *parser,
					 struct slice letters)
{
	const struct name_word *word = name_word_find(letters);

	parser->folded_from.length = 0;
	if (word == NULL) {
		name_fold(letters, &parser->folded);
		parser->folded_from = letters;
		if (!slice_equal(letters, name_folded(&parser->folded)))
			word = name_word_find(name_folded(&parser->folded));
		if (word != NULL && word->place == NAME_BEHIND)
			return NULL;
	}
	if (word != NULL && word->place == NAME_IN_FRONT && !parser->in_front)
		return NULL;
	return word;
}

/* A word without dots. */
static void add_piece(struct parser *parser, struct slice letters,
		      bool behind_comma)
{
	const struct name_word *word = find_word(parser, letters);

	if (behind_comma && letters.length <= TITLE_MAX &&
	    (word == NULL || word->place != NAME_ANYWHERE))
		add_token(parser, letters, NAME_TITLE);
	else if (slice_is(letters, "st") && parser->in_front)
		add_token(parser, SLICE("siti"), NAME_COMMON);
	else if (continues_marker(parser->name, letters))
		add_token(parser, letters, NAME_MARKER);
	else if (word != NULL)
		add_known(parser, word, letters);
	else if (letters.length == 1)
		add_letter(parser, letters);
	else
		add_token(parser, letters, NAME_PERSONAL);
}

/*
 * S.Pd, A.A. and I.B. are one word; in M.Rizky and Drs.H.Budi the dot stands
 * for a blank.
 */
static void add_dotted(struct parser *parser, const struct chunk *chunk)
{
	char letters[LETTERS_MAX];
	const struct name_word *word = NULL;
	struct slice rest = {chunk->data, chunk->length}, joined, piece;
	size_t count = 0;

	while (slice_ends(rest, "."))
		rest.length--;
	for (size_t i = 0; i < rest.length; i++)
		if (rest.data[i] != '.')
			letters[count++] = rest.data[i];
	joined = (struct slice){letters, count};
	if (count < rest.length)
		word = name_word_find(joined);
	if (word != NULL && word->place == NAME_BEHIND && !parser->in_front) {
		add_token(parser, joined, NAME_TITLE);
		return;
	}
	if (word != NULL && word->kind == NAME_MARKER && parser->in_front) {
		add_known(parser, word, joined);
		return;
	}
	while (slice_next(&rest, '.', &piece))
		if (piece.length > 0)
			add_piece(parser, piece, chunk->behind_comma);
}

/* Titles at the end: "Budi Santoso SE MM", but not "Se" alone. */
static void mark_titles_behind(struct parser *parser)
{
	struct name *name = parser->name;
	size_t others = 0;

	for (size_t i = 0; i < name->count; i++)
		if ((parser->maybe_title >> i & 1) == 0 &&
		    name->tokens[i].kind != NAME_TITLE)
			others++;
	for (size_t i = name->count; i-- > 0 && others > 0;) {
		if (parser->maybe_title >> i & 1)
			name->tokens[i].kind = NAME_TITLE;
		else if (name->tokens[i].kind != NAME_TITLE)
			break;
	}
}

/* A title, I or Ni that nothing follows is the name itself. */
static void rescue_lone_word(struct name *name)
{
	for (size_t i = 0; i < name->count; i++)
		if (name->tokens[i].kind != NAME_TITLE)
			return;
	if (name->count > 0)
		name->tokens[name->count - 1].kind = NAME_PERSONAL;
}

void name_parse(struct slice text, struct name *name)
{
	struct parser parser = {.text = text, .in_front = true, .name = name};
	struct chunk chunk;

	name->count = 0;
	name->characters = text_count(slice_trim(text));
	while (name->count < NAME_TOKENS_MAX && next_chunk(&parser, &chunk)) {
		if (chunk.has_dots)
			add_dotted(&parser, &chunk);
		else
			add_piece(&parser,
				  (struct slice){chunk.data, chunk.length},
				  chunk.behind_comma);
	}
	mark_titles_behind(&parser);
	rescue_lone_word(name);
}

static int compare_words(const void *left, const void *right)
{
	const struct slice *one = left, *other = right;

	return slice_compare(*one, *other);
}

static bool add_key(const struct name *name, bool is_loose, struct strbuf *out)
{
	struct slice words[NAME_TOKENS_MAX];
	size_t count = 0;

	for (int fallback = 0; fallback < 2 && count == 0; fallback++) {
		for (size_t i = 0; i < name->count; i++) {
			const struct name_token *token = &name->tokens[i];

			if (fallback ? token->kind == NAME_TITLE
				     : !name_is_word(token))
				continue;
			words[count++] = is_loose ? name_loose(token)
						  : name_folded(token);
		}
	}
	qsort(words, count, sizeof *words, compare_words);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			strbuf_append_byte(out, ' ');
		strbuf_append(out, words[i]);
	}
	return !out->failed;
}

bool name_key(const struct name *name, struct strbuf *out)
{
	return add_key(name, false, out);
}

bool name_key_loose(const struct name *name, struct strbuf *out)
{
	return add_key(name, true, out);
}
