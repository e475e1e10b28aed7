#include "value/name.h"

#include "value/name_words.h"

enum {
	CUT_LETTERS_MIN = 2,
	CUT_NAME_MIN = 29 /* banks cut at 30 or later, perhaps at a blank */
};

/* The edits between two words, or 0 where they are too many. */
static size_t near_distance(struct slice left, struct slice right)
{
	size_t letters =
		left.length > right.length ? left.length : right.length;
	size_t most = name_near_edits(letters), distance;

	if (most == 0 || left.length + most < right.length ||
	    right.length + most < left.length)
		return 0;
	distance = text_distance(left, right);
	return distance <= most ? distance : 0;
}

static bool initial_fits(const struct name_token *initial,
			 const struct name_token *whole)
{
	return initial->kind == NAME_INITIAL && whole->folded_length > 1 &&
	       (initial->folded[0] == whole->folded[0] ||
		initial->loose[0] == whole->loose[0]);
}

enum name_agreement name_token_agreement(const struct name_token *left,
					 const struct name_token *right)
{
	if (slice_equal(name_folded(left), name_folded(right)))
		return NAME_EQUAL;
	if (initial_fits(left, right) || initial_fits(right, left))
		return NAME_FITS;
	if (left->kind == NAME_INITIAL || right->kind == NAME_INITIAL)
		return NAME_DIFFERENT;
	if (slice_equal(name_loose(left), name_loose(right)))
		return NAME_VARIANT;
	if (near_distance(name_folded(left), name_folded(right)) > 0)
		return NAME_NEAR;
	return NAME_DIFFERENT;
}

struct aligner {
	const struct name_words *left, *right;
	struct name_alignment *alignment;
};

static bool is_used(unsigned used, size_t index)
{
	return (used >> index & 1) != 0;
}

static void add_match(struct aligner *aligner, struct name_match match)
{
	struct name_alignment *alignment = aligner->alignment;

	for (unsigned i = 0; i < match.left_count; i++)
		alignment->left_used |= 1U << (match.left + i);
	for (unsigned i = 0; i < match.right_count; i++)
		alignment->right_used |= 1U << (match.right + i);
	alignment->matches[alignment->count++] = match;
}

static void add_pair(struct aligner *aligner, size_t left, size_t right,
		     enum name_agreement agreement, size_t distance)
{
	add_match(aligner, (struct name_match){
				   (unsigned char)left, 1, (unsigned char)right,
				   1, (unsigned char)distance, agreement});
}

/* Whether these two may be paired at this stage, and how. */
static bool agree_at(const struct name_token *left,
		     const struct name_token *right, enum name_agreement stage,
		     size_t *distance)
{
	*distance = 0;
	switch (stage) {
	case NAME_EQUAL:
		return slice_equal(name_folded(left), name_folded(right));
	case NAME_VARIANT:
		return name_is_word(left) && name_is_word(right) &&
		       slice_equal(name_loose(left), name_loose(right));
	case NAME_NEAR:
		if (name_is_word(left) && name_is_word(right))
			*distance = near_distance(name_folded(left),
						  name_folded(right));
		return *distance > 0;
	case NAME_FITS:
		return initial_fits(left, right) || initial_fits(right, left);
	case NAME_DIFFERENT:
		break;
	}
	return false;
}

static bool is_free(const struct name_words *name, unsigned used, size_t index)
{
	return index < name->count && !is_used(used, index) &&
	       name->tokens[index].kind != NAME_TITLE;
}

static bool is_part(const struct name_words *name, unsigned used, size_t index)
{
	return is_free(name, used, index) &&
	       name->tokens[index].kind != NAME_INITIAL;
}

static void pair_at(struct aligner *aligner, enum name_agreement stage)
{
	const struct name_words *left = aligner->left, *right = aligner->right;
	const struct name_alignment *alignment = aligner->alignment;
	size_t distance;

	for (size_t i = 0; i < left->count; i++) {
		for (size_t j = 0; j < right->count; j++) {
			if (!is_free(left, alignment->left_used, i))
				break;
			if (is_free(right, alignment->right_used, j) &&
			    agree_at(&left->tokens[i], &right->tokens[j], stage,
				     &distance))
				add_pair(aligner, i, j, stage, distance);
		}
	}
}

/* Whether two words of one name, joined, are a word of the other. */
static enum name_agreement joined_agreement(const struct name_token *parts,
					    const struct name_token *whole,
					    size_t *distance)
{
	char word[NAME_TOKEN_SIZE];
	size_t length;
	struct slice join = {word, 0};

	*distance = 0;
	if (whole->folded_length + 2U <
		    parts[0].folded_length + parts[1].folded_length ||
	    whole->folded_length >
		    parts[0].folded_length + parts[1].folded_length + 2U ||
	    !name_join(name_folded(&parts[0]), name_folded(&parts[1]), word,
		       &length))
		return NAME_DIFFERENT;
	join.length = length;
	if (slice_equal(join, name_folded(whole)))
		return NAME_EQUAL;
	*distance = near_distance(join, name_folded(whole));
	if (name_near_edits(length) == NAME_EDITS_MOST && *distance > 0)
		return NAME_NEAR;
	if (name_join(name_loose(&parts[0]), name_loose(&parts[1]), word,
		      &length) &&
	    slice_equal((struct slice){word, length}, name_loose(whole)))
		return NAME_VARIANT;
	return NAME_DIFFERENT;
}

/* Finds a word of whole that two neighbours in parts make up together. */
static void pair_joined(struct aligner *aligner, bool is_left)
{
	const struct name_words *parts =
		is_left ? aligner->left : aligner->right;
	const struct name_words *whole =
		is_left ? aligner->right : aligner->left;
	struct name_alignment *alignment = aligner->alignment;

	for (size_t i = 0; i + 1 < parts->count; i++) {
		for (size_t j = 0; j < whole->count; j++) {
			unsigned parts_used = is_left ? alignment->left_used
						      : alignment->right_used;
			unsigned whole_used = is_left ? alignment->right_used
						      : alignment->left_used;
			enum name_agreement agreement;
			size_t distance;

			if (!is_part(parts, parts_used, i) ||
			    !is_part(parts, parts_used, i + 1))
				break;
			if (!is_free(whole, whole_used, j) ||
			    !name_is_word(&whole->tokens[j]))
				continue;
			agreement =
				joined_agreement(&parts->tokens[i],
						 &whole->tokens[j], &distance);
			if (agreement == NAME_DIFFERENT)
				continue;
			add_match(
				aligner,
				is_left ? (struct name_match){(unsigned char)i,
							      2,
							      (unsigned char)j,
							      1,
							      (unsigned char)
								      distance,
							      agreement}
					: (struct name_match){
						  (unsigned char)j, 1,
						  (unsigned char)i, 2,
						  (unsigned char)distance,
						  agreement});
		}
	}
}

/* The last word of a name that filled a bank's field may have lost its end. */
static void pair_cut(struct aligner *aligner, bool is_left)
{
	const struct name_words *cut = is_left ? aligner->left : aligner->right;
	const struct name_words *whole =
		is_left ? aligner->right : aligner->left;
	const struct name_alignment *alignment = aligner->alignment;
	unsigned cut_used =
		is_left ? alignment->left_used : alignment->right_used;
	unsigned whole_used =
		is_left ? alignment->right_used : alignment->left_used;
	size_t end = cut->count - 1;
	struct slice part;

	if (cut->characters < CUT_NAME_MIN || !is_free(cut, cut_used, end))
		return;
	part = name_folded(&cut->tokens[end]);
	if (part.length < CUT_LETTERS_MIN)
		return;
	for (size_t i = 0; i < whole->count; i++) {
		struct slice word = name_folded(&whole->tokens[i]);

		if (!is_free(whole, whole_used, i) ||
		    word.length <= part.length ||
		    !slice_equal(slice_part(word, 0, part.length), part))
			continue;
		add_pair(aligner, is_left ? end : i, is_left ? i : end,
			 NAME_FITS, 0);
		return;
	}
}

/* Whether both names have words that no match holds. */
static bool both_have_more(const struct aligner *aligner)
{
	const struct name_alignment *alignment = aligner->alignment;
	bool left = false, right = false;

	for (size_t i = 0; i < aligner->left->count; i++)
		left |= is_free(aligner->left, alignment->left_used, i);
	for (size_t i = 0; i < aligner->right->count; i++)
		right |= is_free(aligner->right, alignment->right_used, i);
	return left && right;
}

static void align(struct aligner *aligner)
{
	pair_at(aligner, NAME_EQUAL);
	if (!both_have_more(aligner))
		return;
	pair_at(aligner, NAME_VARIANT);
	pair_joined(aligner, true);
	pair_joined(aligner, false);
	pair_at(aligner, NAME_NEAR);
	pair_at(aligner, NAME_FITS);
	if (both_have_more(aligner)) {
		pair_cut(aligner, true);
		pair_cut(aligner, false);
	}
}

/* An order of names, so that neither side of a comparison is the first. */
static int compare_names(const struct name_words *left,
			 const struct name_words *right)
{
	if (left->count != right->count)
		return left->count < right->count ? -1 : 1;
	for (size_t i = 0; i < left->count; i++) {
		const struct name_token *one = &left->tokens[i];
		const struct name_token *other = &right->tokens[i];
		int order = slice_compare(name_folded(one), name_folded(other));

		if (order != 0)
			return order;
		if (one->kind != other->kind)
			return one->kind < other->kind ? -1 : 1;
	}
	return 0;
}

static void swap_sides(struct name_alignment *alignment)
{
	unsigned used = alignment->left_used;

	alignment->left_used = alignment->right_used;
	alignment->right_used = used;
	for (size_t i = 0; i < alignment->count; i++) {
		struct name_match match = alignment->matches[i];

		alignment->matches[i].left = match.right;
		alignment->matches[i].left_count = match.right_count;
		alignment->matches[i].right = match.left;
		alignment->matches[i].right_count = match.left_count;
	}
}

static void sort_by_left(struct name_alignment *alignment)
{
	for (size_t i = 1; i < alignment->count; i++) {
		struct name_match match = alignment->matches[i];
		size_t place = i;

		for (; place > 0 &&
		       alignment->matches[place - 1].left > match.left;
		     place--)
			alignment->matches[place] =
				alignment->matches[place - 1];
		alignment->matches[place] = match;
	}
}

void name_align(const struct name_words *left, const struct name_words *right,
		struct name_alignment *alignment)
{
	bool is_swapped = compare_names(left, right) > 0;
	struct aligner aligner = {left, right, alignment};

	if (is_swapped)
		aligner = (struct aligner){right, left, alignment};
	alignment->count = 0;
	alignment->left_used = alignment->right_used = 0;
	align(&aligner);
	if (is_swapped)
		swap_sides(alignment);
	sort_by_left(alignment);
}
