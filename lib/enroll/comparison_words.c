#include "enroll/comparison.h"

/*
 * Names and addresses, word by word: value/name.h pairs the words; each pair
 * weighs what it says, the rare word most. Order words (Wayan, Ketut) count
 * where both names have them; markers of sex and titles don't.
 */

enum {
	DIFFERENT_WORDS_MOST = 2 /* an address is changed as a whole */
};

struct side {
	const struct linkage_words *words;
	struct name_words name;
	unsigned used;
};

struct weighing {
	const struct comparison *comparison;
	const struct comparison_field *own;
	size_t field;
	struct side left, right;
	int32_t bits;
	unsigned char *levels;
};

static void take_side(struct side *side, const struct linkage_value *value)
{
	side->words = value->words;
	side->name =
		(struct name_words){value->words->tokens, value->words->count,
				    value->words->characters};
}

/* The bits of agreeing on one word. */
static int32_t word_bits(const struct weighing *weighing,
			 const struct side *side, size_t index)
{
	int32_t bits = side->words->words[index].bits;

	if (bits != BITS_UNKNOWN)
		return bits;
	return weighing->comparison->equal_bits(
		weighing->comparison->shares, weighing->field,
		name_folded(&side->name.tokens[index]));
}

/* The same of a run of words: no more than all of them together say. */
static int32_t run_bits(const struct weighing *weighing,
			const struct side *side, size_t first, size_t count)
{
	int32_t sum = 0;

	for (size_t i = first; i < first + count; i++) {
		int32_t bits = word_bits(weighing, side, i);

		if (bits == BITS_UNKNOWN)
			return BITS_UNKNOWN;
		sum += bits;
	}
	return sum;
}

static enum level level_of(const struct name_match *match)
{
	switch (match->agreement) {
	case NAME_EQUAL:
		return match->left_count + match->right_count > 2
			       ? LEVEL_VARIANT
			       : LEVEL_EQUAL;
	case NAME_VARIANT:
		return LEVEL_VARIANT;
	case NAME_NEAR:
		return LEVEL_NEAR;
	case NAME_FITS:
		return LEVEL_FITS;
	case NAME_DIFFERENT:
		break;
	}
	return LEVEL_DIFFERENT;
}

static void weigh_match(struct weighing *weighing,
			const struct name_match *match)
{
	const struct side *left = &weighing->left, *right = &weighing->right;
	enum level level = level_of(match);
	int32_t bits = weighing->own->bits[level], one, other;

	if (comparison_is_silent(&left->name.tokens[match->left]) ||
	    comparison_is_silent(&right->name.tokens[match->right]))
		return;
	one = run_bits(weighing, left, match->left, match->left_count);
	other = run_bits(weighing, right, match->right, match->right_count);
	if (level == LEVEL_EQUAL) {
		bits = one;
	} else {
		bits = bits < one ? bits : one;
		bits = bits < other ? bits : other;
	}
	weighing->bits += bits;
	weighing->levels[level]++;
}

/* A word that nothing is paired with yet, and that says something. */
static bool is_left_over(const struct side *side, size_t index, bool order)
{
	const struct name_token *token = &side->name.tokens[index];

	if ((side->used >> index & 1) != 0)
		return false;
	return order ? token->kind == NAME_ORDER
		     : name_is_word(token) || token->kind == NAME_INITIAL;
}

static size_t count_left_over(const struct side *side, bool order)
{
	size_t count = 0;

	for (size_t i = 0; i < side->name.count; i++)
		count += is_left_over(side, i, order);
	return count;
}

/* Words of an address that have much in common: name.h pairs only near ones. */
static void pair_alike(struct weighing *weighing, enum level level)
{
	struct side *left = &weighing->left, *right = &weighing->right;

	for (size_t i = 0; i < left->name.count; i++) {
		for (size_t j = 0; j < right->name.count; j++) {
			int32_t bits = weighing->own->bits[level], one, other;

			if (!is_left_over(left, i, false))
				break;
			if (!is_left_over(right, j, false) ||
			    comparison_word_level(
				    name_folded(&left->name.tokens[i]),
				    name_folded(&right->name.tokens[j])) !=
				    level)
				continue;
			left->used |= 1U << i;
			right->used |= 1U << j;
			one = word_bits(weighing, left, i);
			other = word_bits(weighing, right, j);
			bits = bits < one ? bits : one;
			weighing->bits += bits < other ? bits : other;
			weighing->levels[level]++;
		}
	}
}

static void weigh_left_over(struct weighing *weighing)
{
	size_t left = count_left_over(&weighing->left, false);
	size_t right = count_left_over(&weighing->right, false);
	size_t both = left < right ? left : right;
	size_t extra = left + right - 2 * both;
	size_t counted =
		both < DIFFERENT_WORDS_MOST ? both : DIFFERENT_WORDS_MOST;

	/* Wayan is no Ketut. */
	if (count_left_over(&weighing->left, true) > 0 &&
	    count_left_over(&weighing->right, true) > 0)
		counted++;
	weighing->bits +=
		(int32_t)counted * weighing->own->bits[LEVEL_DIFFERENT] +
		(int32_t)extra * weighing->own->bits[LEVEL_EXTRA];
	weighing->levels[LEVEL_DIFFERENT] += (unsigned char)counted;
	weighing->levels[LEVEL_EXTRA] += (unsigned char)extra;
}

uint32_t comparison_letters(struct slice word)
{
	/* i, j and y; o and a; f and p; h comes and goes. */
	static const char shared[] = "abcdepg\0iiklmnapqrstuvwxiz";
	uint32_t letters = 0;

	for (size_t i = 0; i < word.length; i++) {
		unsigned letter = (unsigned char)word.data[i] - 'a';

		if (letter < 26 && shared[letter] != '\0')
			letters |= UINT32_C(1) << (shared[letter] - 'a');
	}
	return letters;
}

/* So many edits, two at most, take as many letters away. */
static bool has_most_letters(unsigned letters, unsigned other, unsigned edits)
{
	unsigned missing = letters & ~other;

	for (; edits > 0; edits--)
		missing &= missing - 1;
	return missing == 0;
}

/* Whether so many letters are within so many edits. */
static bool is_as_long(unsigned length, unsigned other, unsigned edits)
{
	return length + edits >= other && other + edits >= length;
}

/* Whether two words can be near each other at all (name_align.c). */
static bool may_be_near(const struct linkage_word *one,
			const struct linkage_word *other)
{
	unsigned edits = name_near_edits(
		one->length > other->length ? one->length : other->length);

	return is_as_long(one->length, other->length, edits) &&
	       has_most_letters(one->letters, other->letters, edits) &&
	       has_most_letters(other->letters, one->letters, edits);
}

/*
 * Whether two neighbours can be one word of the other name together. An l or w
 * between them may go (Abdul Rahman, Ibnu Wahid).
 */
static bool may_be_joined(const struct linkage_word *parts,
			  const struct linkage_word *whole)
{
	static const unsigned may_go = 1U << ('l' - 'a') | 1U << ('w' - 'a');
	unsigned letters = parts[0].letters | parts[1].letters;

	return (is_as_long(parts[0].length + parts[1].length, whole->length,
			   NAME_EDITS_MOST) ||
		whole->length == LINKAGE_WORD_LONG) &&
	       has_most_letters(letters & ~may_go, whole->letters,
				NAME_EDITS_MOST) &&
	       has_most_letters(whole->letters, letters, NAME_EDITS_MOST);
}

/*
 * The most that a word can add: all of its bits where the other name has it;
 * alike where it is near one of its words, or one with its neighbour, or a part
 * of one.
 */
static int32_t most_bits(const struct linkage_words *words, size_t index,
			 const struct linkage_words *other, int32_t alike)
{
	const struct linkage_word *word = &words->words[index];
	bool is_alike = false;

	alike = alike < word->bits ? alike : word->bits;
	for (size_t i = 0; i < other->count; i++) {
		const struct linkage_word *own = &other->words[i];

		if (word->hash == own->hash)
			return word->bits;
		is_alike =
			is_alike || may_be_near(word, own) ||
			(i > 0 && may_be_joined(own - 1, word)) ||
			(index > 0 && may_be_joined(word - 1, own)) ||
			(index + 1U < words->count && may_be_joined(word, own));
	}
	return is_alike ? alike : 0;
}

bool comparison_words_may_reach(const struct comparison_field *field,
				const struct linkage_value *left,
				const struct linkage_value *right,
				int32_t enough)
{
	const struct linkage_words *words = left->words;
	int32_t most = left->equal;
	int32_t alike = field->bits[LEVEL_VARIANT] > field->bits[LEVEL_NEAR]
				? field->bits[LEVEL_VARIANT]
				: field->bits[LEVEL_NEAR];

	alike = alike > 0 ? alike : 0;
	for (size_t i = 0; i < words->count && most >= enough; i++)
		if (words->words[i].bits > 0 && !words->words[i].is_silent)
			most -= words->words[i].bits -
				most_bits(words, i, right->words, alike);
	return most >= enough;
}

void comparison_words(const struct comparison *comparison, size_t field,
		      const struct linkage_value *left,
		      const struct linkage_value *right, struct pair_bits *pair)
{
	struct weighing weighing = {.comparison = comparison,
				    .own = &comparison->fields[field],
				    .field = field,
				    .levels = pair->levels[field]};
	struct name_alignment alignment;

	/* Neither side of a comparison is the first. */
	if (left->key > right->key ||
	    (left->key == right->key &&
	     slice_compare(linkage_text(left), linkage_text(right)) > 0)) {
		const struct linkage_value *swap = left;

		left = right;
		right = swap;
	}
	take_side(&weighing.left, left);
	take_side(&weighing.right, right);
	name_align(&weighing.left.name, &weighing.right.name, &alignment);
	weighing.left.used = alignment.left_used;
	weighing.right.used = alignment.right_used;
	for (size_t i = 0; i < alignment.count; i++)
		weigh_match(&weighing, &alignment.matches[i]);
	if (weighing.own->field->compare == COMPARE_WORDS) {
		pair_alike(&weighing, LEVEL_NEAR);
		pair_alike(&weighing, LEVEL_LIKE);
	}
	weigh_left_over(&weighing);
	pair->known[field] = true;
	pair->bits[field] = weighing.bits;
	pair->total += weighing.bits;
}
