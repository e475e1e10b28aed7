#include "enroll/comparison.h"

enum { DATE_DIGITS = 8 };

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

static bool is_equal(const struct linkage_value *left,
		     const struct linkage_value *right)
{
	return left->key == right->key && left->length == right->length &&
	       left->has_digits == right->has_digits &&
	       (left->has_digits || left->length <= sizeof left->key ||
		slice_equal(linkage_text(left), linkage_text(right)));
}

/* The level at which two single values agree that are not equal. */
static enum level level_under_equal(enum comparator compare,
				    const struct linkage_value *left,
				    const struct linkage_value *right)
{
	size_t longer =
		left->length > right->length ? left->length : right->length;

	switch (compare) {
	case COMPARE_DATE:
		return date_level(left, right);
	case COMPARE_DIGITS:
		return comparison_is_one_slip(left, right) ? LEVEL_NEAR
							   : LEVEL_DIFFERENT;
	case COMPARE_TEXT:
		return comparison_text_level(linkage_text(left),
					     linkage_text(right),
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

/*
 * Compares a field that is one value, where both sides have it. Agreement that
 * is less than equal says no more than equality would.
 */
static void compare_single(const struct comparison *comparison, size_t field,
			   const struct linkage_value *left,
			   const struct linkage_value *right,
			   struct pair_bits *pair)
{
	const struct comparison_field *own = &comparison->fields[field];
	enum level level;
	int32_t bits, other;

	if (left->length == 0 || right->length == 0)
		return;
	level = is_equal(left, right)
			? LEVEL_EQUAL
			: level_under_equal(own->field->compare, left, right);
	bits = level == LEVEL_EQUAL ? left->equal : own->bits[level];
	if (level != LEVEL_EQUAL && level != LEVEL_DIFFERENT) {
		other = right->equal;
		if (other == BITS_UNKNOWN)
			other = comparison->equal_bits(
				comparison->shares, field, linkage_text(right));
		bits = bits < left->equal ? bits : left->equal;
		bits = bits < other ? bits : other;
	}
	pair->known[field] = true;
	pair->bits[field] = bits;
	pair->levels[field][level] = 1;
	pair->total += bits;
}

/* The most that a field can add; of one that a side lacks nothing is said. */
static int32_t most_bits(const struct linkage_value *left,
			 const struct linkage_value *right)
{
	return left->length > 0 && right->length > 0 && left->equal > 0
		       ? left->equal
		       : 0;
}

/* Whether a field can come to so many bits. */
static bool may_reach(const struct comparison *comparison, size_t field,
		      const struct linkage_value *left,
		      const struct linkage_value *right, int32_t enough)
{
	const struct comparison_field *own = &comparison->fields[field];

	return most_bits(left, right) >= enough &&
	       (own->field->compare != COMPARE_NAME ||
		own->bits[LEVEL_FITS] > 0 ||
		comparison_words_may_reach(own, left, right, enough));
}

bool comparison_score(const struct comparison *comparison,
		      const struct linkage_value *left,
		      const struct linkage_value *right, int32_t enough,
		      struct pair_bits *pair)
{
	const size_t *order = comparison->order;
	int32_t most = 0;

	*pair = (struct pair_bits){0};
	for (size_t i = 0; i < comparison->cheap_count; i++)
		compare_single(comparison, order[i], &left[order[i]],
			       &right[order[i]], pair);
	for (size_t i = comparison->cheap_count; i < comparison->field_count;
	     i++)
		most += most_bits(&left[order[i]], &right[order[i]]);
	for (size_t i = comparison->cheap_count; i < comparison->field_count;
	     i++) {
		const struct linkage_value *own = &left[order[i]];
		const struct linkage_value *other = &right[order[i]];

		if (own->length == 0 || other->length == 0)
			continue;
		most -= most_bits(own, other);
		if (!may_reach(comparison, order[i], own, other,
			       enough - pair->total - most))
			return false;
		if (own->has_words)
			comparison_words(comparison, order[i], own, other,
					 pair);
		else
			compare_single(comparison, order[i], own, other, pair);
	}
	return pair->total >= enough;
}
