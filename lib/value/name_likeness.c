#include "value/name.h"

enum {
	WEIGHT_PERSONAL = 20,
	WEIGHT_COMMON = 6,
	WEIGHT_INITIAL = 3,
	WEIGHT_FALLBACK = 5, /* order words and markers, if nothing else */

	VALUE_EQUAL = 1000,
	VALUE_JOINED = 950,
	VALUE_VARIANT = 850,
	VALUE_FITS = 700,
	VALUE_EDIT = 3500, /* lost by one edit, divided by the letters */

	ORDER_CONFLICT = 700, /* per mille that is kept */
	SEX_CONFLICT = 500
};

/* What a token counts; fallback where a name has only order words. */
static int weight_of(const struct name_token *token, bool fallback)
{
	switch (token->kind) {
	case NAME_PERSONAL:
		return WEIGHT_PERSONAL;
	case NAME_COMMON:
		return WEIGHT_COMMON;
	case NAME_INITIAL:
		return WEIGHT_INITIAL;
	case NAME_ORDER:
	case NAME_MARKER:
		return fallback ? WEIGHT_FALLBACK : 0;
	case NAME_TITLE:
		break;
	}
	return 0;
}

static bool has_words(const struct name *name)
{
	for (size_t i = 0; i < name->count; i++)
		if (name_is_word(&name->tokens[i]))
			return true;
	return false;
}

static int value_of(const struct name_match *match, size_t letters)
{
	int value = 0;

	switch (match->agreement) {
	case NAME_EQUAL:
		value = VALUE_EQUAL;
		break;
	case NAME_VARIANT:
		value = VALUE_VARIANT;
		break;
	case NAME_NEAR:
		value = VALUE_EQUAL -
			VALUE_EDIT * match->distance / (int)letters;
		break;
	case NAME_FITS:
		value = VALUE_FITS;
		break;
	case NAME_DIFFERENT:
		break;
	}
	return match->left_count + match->right_count > 2 &&
			       value > VALUE_JOINED
		       ? VALUE_JOINED
		       : value;
}

/* The words of a match on one side: their weight and letters. */
static int weigh(const struct name *name, size_t first, size_t count,
		 bool fallback, size_t *letters)
{
	int weight = 0;

	*letters = 0;
	for (size_t i = first; i < first + count; i++) {
		int own = weight_of(&name->tokens[i], fallback);

		weight = own > weight ? own : weight;
		*letters += name->tokens[i].folded_length;
	}
	return weight;
}

static int weigh_unused(const struct name *name, unsigned used, bool fallback)
{
	int weight = 0;

	for (size_t i = 0; i < name->count; i++)
		if ((used >> i & 1) == 0)
			weight += weight_of(&name->tokens[i], fallback);
	return weight;
}

static int sex_of(const struct name *name)
{
	static const char *const women[] = {"ni",    "ayu",    "dayu",
					    "desak", "sagung", "luh"};
	int sex = 0;

	for (size_t i = 0; i < name->count; i++) {
		const struct name_token *token = &name->tokens[i];

		if (token->kind != NAME_MARKER && token->kind != NAME_ORDER)
			continue;
		for (size_t j = 0; j < sizeof women / sizeof *women; j++)
			if (slice_is(name_folded(token), women[j]))
				return 'f';
		if (slice_is(name_folded(token), "i") ||
		    slice_is(name_folded(token), "bagus"))
			sex = 'm';
	}
	return sex;
}

/* Whether both have order words, and none of them in common. */
static bool orders_conflict(const struct name *left, const struct name *right)
{
	bool has_left = false, has_right = false;

	for (size_t i = 0; i < right->count; i++)
		has_right |= right->tokens[i].kind == NAME_ORDER;
	for (size_t i = 0; i < left->count; i++) {
		if (left->tokens[i].kind != NAME_ORDER)
			continue;
		has_left = true;
		for (size_t j = 0; j < right->count; j++)
			if (right->tokens[j].kind == NAME_ORDER &&
			    slice_equal(name_folded(&left->tokens[i]),
					name_folded(&right->tokens[j])))
				return false;
	}
	return has_left && has_right;
}

int name_likeness(const struct name *left, const struct name *right)
{
	bool fallback = !has_words(left) || !has_words(right);
	const struct name_words left_words = name_words_of(left);
	const struct name_words right_words = name_words_of(right);
	struct name_alignment alignment;
	int agreed = 0, weights = 0, likeness;

	name_align(&left_words, &right_words, &alignment);
	for (size_t i = 0; i < alignment.count; i++) {
		const struct name_match *match = &alignment.matches[i];
		size_t letters, other_letters;
		int own = weigh(left, match->left, match->left_count, fallback,
				&letters);
		int other = weigh(right, match->right, match->right_count,
				  fallback, &other_letters);
		int shared = own < other ? 2 * own : 2 * other;

		if (match->agreement == NAME_FITS)
			shared = own + other;
		if (letters < other_letters)
			letters = other_letters;
		agreed += shared * value_of(match, letters);
		weights += own + other;
	}
	weights += weigh_unused(left, alignment.left_used, fallback) +
		   weigh_unused(right, alignment.right_used, fallback);
	if (weights == 0)
		return 0;
	likeness = agreed / weights;
	if (orders_conflict(left, right))
		likeness = likeness * ORDER_CONFLICT / 1000;
	if (sex_of(left) != 0 && sex_of(right) != 0 &&
	    sex_of(left) != sex_of(right))
		likeness = likeness * SEX_CONFLICT / 1000;
	return likeness;
}
