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

/* Whether a field can come to so many bits. */
static bool may_reach(const struct comparison *comparison, size_t field,
		      const struct linkage_value *left,
		      const struct linkage_value *right, int32_t enough)
{
	const struct comparison_field *own = &comparison->fields[field];

	if (own->field->compare == COMPARE_NAME && own->bits[LEVEL_FITS] <= 0)
		return comparison_words_may_reach(left, right, enough);
	return (left->equal > 0 ? left->equal : 0) >= enough;
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
		if (!may_reach(comparison, field, own, other,
			       enough - pair->total - most))
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
