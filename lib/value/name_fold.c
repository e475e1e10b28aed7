#include "value/name_words.h"

/*
 * Spellings of one sound, after the reforms of 1947 (oe to u) and 1972 (tj,
 * dj, j, nj, sj, ch to c, j, y, ny, sy, kh), and what comes and goes in
 * everyday spelling: doubled letters, silent h, y and i, f and v.
 */

struct out {
	char *data;
	size_t length;
};

static bool is_vowel(char letter)
{
	return letter == 'a' || letter == 'e' || letter == 'i' ||
	       letter == 'o' || letter == 'u';
}

static char letter_at(struct slice word, size_t at)
{
	return at < word.length ? word.data[at] : '\0';
}

static char last(const struct out *out)
{
	return out->length > 0 ? out->data[out->length - 1] : '\0';
}

static void put(struct out *out, char letter)
{
	if (last(out) != letter && out->length < NAME_TOKEN_SIZE - 1)
		out->data[out->length++] = letter;
}

/*
 * A y at the start, between vowels and in ny is itself; elsewhere it is an i
 * (Rizky, Setyo), and behind an i nothing (Mariyam).
 */
static void put_y(struct out *out, char next)
{
	char before = last(out);
	bool may_stay = before == 'n' || (is_vowel(before) && before != 'i');

	put(out, before == '\0' || (may_stay && is_vowel(next)) ? 'y' : 'i');
}

/* Whether tj, dj, oe or sj is there: a bare j is then a y. */
static bool has_old_spelling(struct slice word)
{
	for (size_t i = 1; i < word.length; i++) {
		char before = word.data[i - 1];

		if (word.data[i] == 'j' &&
		    (before == 't' || before == 'd' || before == 's'))
			return true;
		if (word.data[i] == 'e' && before == 'o')
			return true;
	}
	return false;
}

/*
 * ch is kh, written h here (Achmad, Chairul, Moch.), but k in Christina and c
 * in the words of English spelling.
 */
static char fold_ch(struct slice word, size_t at)
{
	static const char *const with_c[] = {"chand", "chant", "chint",
					     "chind", "chynt", "chik",
					     "chel",  "cher",  "charl"};

	if (letter_at(word, at + 2) == 'r')
		return 'k';
	if (at > 0)
		return 'h';
	for (size_t i = 0; i < sizeof with_c / sizeof *with_c; i++)
		if (slice_starts(word, with_c[i]))
			return 'c';
	return 'h';
}

/* The sound of two letters that are one, or 0. */
static char fold_two(struct slice word, size_t at)
{
	/* bh, ch (above), dh, gh, kh, ph, sh, th, zh */
	static const char before_h[] = "\0b\0d\0\0g\0\0\0h\0\0\0\0f"
				       "\0\0st\0\0\0\0\0s";
	char letter = word.data[at];

	switch (letter_at(word, at + 1)) {
	case 'h':
		return letter == 'c' ? fold_ch(word, at)
				     : before_h[letter - 'a'];
	case 'e':
		return letter == 'o' ? 'u' : letter == 'i' ? 'i' : '\0';
	case 'j':
		return letter == 't'   ? 'c'
		       : letter == 'd' ? 'j'
		       : letter == 's' ? 's'
				       : '\0';
	case 'k':
		return letter == 'c' ? 'k' : '\0';
	case 'y':
		return letter == 's' && is_vowel(letter_at(word, at + 2))
			       ? 's'
			       : '\0';
	default:
		return '\0';
	}
}

static void fold_one(struct out *out, struct slice word, size_t at)
{
	char letter = word.data[at], next = letter_at(word, at + 1);

	switch (letter) {
	case 'e': /* Zaenal, Zainal */
		put(out, last(out) == 'a' ? 'i' : 'e');
		break;
	case 'j':
		if (has_old_spelling(word))
			put_y(out, next);
		else
			put(out, 'j');
		break;
	case 'q':
		put(out, 'k');
		break;
	case 'v':
		put(out, 'f');
		break;
	case 'w': /* Suwarno, Suarno */
		if (last(out) != 'u' || !is_vowel(next))
			put(out, 'w');
		break;
	case 'x':
		put(out, 'k');
		put(out, 's');
		break;
	case 'y':
		put_y(out, next);
		break;
	case 'z':
		put(out, 's');
		break;
	default:
		put(out, letter);
		break;
	}
}

/* What the folded form leaves open, merged. */
static void loosen(struct slice folded, struct out *out)
{
	for (size_t i = 0; i < folded.length; i++) {
		switch (folded.data[i]) {
		case 'f':
			put(out, 'p');
			break;
		case 'j':
			put_y(out, letter_at(folded, i + 1));
			break;
		case 'o':
			put(out, 'a');
			break;
		default:
			put(out, folded.data[i]);
			break;
		}
	}
	/* Fatimah, Fatima. */
	if (out->length > 2 && last(out) == 'h')
		out->length--;
}

static bool takes_article(char letter)
{
	return letter == 'd' || letter == 'n' || letter == 'r' ||
	       letter == 's' || letter == 't';
}

/* Abdulrahman is Abdurrahman: the l of al becomes the next letter. */
static void assimilate(struct out *out)
{
	struct slice word = {out->data, out->length};

	if (slice_starts(word, "abdul") && takes_article(letter_at(word, 5))) {
		memmove(out->data + 4, out->data + 5, out->length - 5);
		out->length--;
	}
}

void name_fold(struct slice letters, struct name_token *token)
{
	struct out folded = {token->folded, 0}, loose = {token->loose, 0};

	for (size_t i = 0; i < letters.length; i++) {
		char sound;

		if (letters.data[i] == letter_at(letters, i + 1))
			continue;
		sound = fold_two(letters, i);
		if (sound != '\0') {
			put(&folded, sound);
			i++;
		} else {
			fold_one(&folded, letters, i);
		}
	}
	assimilate(&folded);
	loosen((struct slice){folded.data, folded.length}, &loose);
	folded.data[folded.length] = '\0';
	loose.data[loose.length] = '\0';
	token->folded_length = (unsigned char)folded.length;
	token->loose_length = (unsigned char)loose.length;
}

bool name_join(struct slice left, struct slice right, char out[NAME_TOKEN_SIZE],
	       size_t *length)
{
	struct out join = {out, 0};

	if (left.length == 0 || right.length == 0 ||
	    left.length + right.length >= NAME_TOKEN_SIZE)
		return false;
	memcpy(out, left.data, left.length);
	join.length = left.length;
	if (slice_is(left, "abdul") && takes_article(right.data[0]))
		join.length--;
	/* Tri Yanto and Nur Yanto, Ibnu Wahid, Nur Rahman. */
	if (right.data[0] == 'y')
		put_y(&join, letter_at(right, 1));
	else if (right.data[0] != 'w' || last(&join) != 'u')
		put(&join, right.data[0]);
	memcpy(out + join.length, right.data + 1, right.length - 1);
	*length = join.length + right.length - 1;
	out[*length] = '\0';
	return true;
}
