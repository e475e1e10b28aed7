/*
 * How two texts agree, by the letters that differ.
 */
#include "enroll/comparison.h"

enum { LIKE_PERCENT = 40, NEAR_LETTERS_TWO = 8 };

enum level comparison_text_level(struct slice left, struct slice right,
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

enum level comparison_word_level(struct slice left, struct slice right)
{
	size_t longer = left.length > right.length ? left.length : right.length;

	return comparison_text_level(left, right,
				     longer < NEAR_LETTERS_TWO ? 1 : 2);
}
