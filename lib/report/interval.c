#include "report/interval.h"

/*
 * With z = 1.96 and everything times 10,000: the middle is
 * (part + z^2/2) / (whole + z^2), half the width
 * z * sqrt(part * (whole - part) / whole + z^2/4) / (whole + z^2).
 */
enum { SCALE = 10000, Z_SQUARED = 38416, Z_HUNDREDTHS = 196 };

/* The whole part of the square root, by Newton's method. */
static uint64_t square_root(uint64_t number)
{
	uint64_t guess = number, next = number / 2 + 1;

	while (next < guess) {
		guess = next;
		next = (guess + number / guess) / 2;
	}
	return guess;
}

/* The root's argument times SCALE^2, so that the root comes times SCALE. */
static int64_t root_of_variance(int64_t part, int64_t whole)
{
	__extension__ unsigned __int128 variance = (uint64_t)part;

	variance *= (uint64_t)(whole - part);
	variance = variance * SCALE * SCALE / (uint64_t)whole;
	variance += (uint64_t)Z_SQUARED * SCALE / 4;
	return (int64_t)square_root((uint64_t)variance);
}

static int64_t per_mille(int64_t part, int64_t whole)
{
	int64_t share = part <= 0 ? 0 : (part * 1000 + whole / 2) / whole;

	return share > 1000 ? 1000 : share;
}

struct share_interval share_interval(int64_t part, int64_t whole)
{
	int64_t middle = (part * SCALE + Z_SQUARED / 2) * 100;
	int64_t width = root_of_variance(part, whole) * Z_HUNDREDTHS;
	int64_t all = (whole * SCALE + Z_SQUARED) * 100;

	return (struct share_interval){per_mille(middle - width, all),
				       per_mille(middle + width, all)};
}
