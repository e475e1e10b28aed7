/*
 * How sure a share is: Wilson's score interval, in whole numbers.
 */
#ifndef REPORT_INTERVAL_H
#define REPORT_INTERVAL_H

#include <stdint.h>

struct share_interval {
	int64_t low, high; /* per mille, rounded half up */
};

/*
 * The 95 per cent interval of part of whole (Wilson 1927; z = 1.96). whole is
 * from 1 to a thousand million, part from 0 to whole.
 */
struct share_interval share_interval(int64_t part, int64_t whole);

#endif
