#include "enroll/comparison.h"

enum { MAILBOX_MIN = 5 /* a shorter one says too little */ };

static bool next_digit(struct slice text, size_t *at, char *digit)
{
	while (*at < text.length && !text_is_digit(text.data[*at]))
		++*at;
	*digit = *at < text.length ? text.data[(*at)++] : '\0';
	return *digit != '\0';
}

static bool same_digits(struct slice left, struct slice right)
{
	size_t at_left = 0, at_right = 0;
	char one, other;

	do {
		next_digit(left, &at_left, &one);
		next_digit(right, &at_right, &other);
	} while (one == other && one != '\0');
	return one == other;
}

enum level comparison_email_level(struct slice left, struct slice right)
{
	struct slice one = slice_part(left, 0, slice_find(left, '@'));
	struct slice other = slice_part(right, 0, slice_find(right, '@'));
	bool same_host = slice_equal(slice_part(left, one.length, SIZE_MAX),
				     slice_part(right, other.length, SIZE_MAX));
	size_t distance;

	if (one.length < MAILBOX_MIN || other.length < MAILBOX_MIN ||
	    !same_digits(one, other))
		return LEVEL_DIFFERENT;
	distance = text_distance(one, other);
	if (distance == 0 || (distance == 1 && same_host))
		return LEVEL_NEAR;
	return distance <= 2 && same_host ? LEVEL_LIKE : LEVEL_DIFFERENT;
}
