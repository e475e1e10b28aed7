/*
 * A shim that sets the clock back or on, loaded before the C library:
 *
 *	LD_PRELOAD=BUILD/fault/clock.so CLOCK_SHIFT=-86400 vk-payout ...
 *
 * What time, gettimeofday and clock_gettime (of the real time) tell is moved
 * by CLOCK_SHIFT seconds.
 */
#include "shim.h"

#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t shift(void)
{
	const char *text = getenv("CLOCK_SHIFT");

	return text == NULL ? 0 : strtol(text, NULL, 10);
}

time_t time(time_t *out)
{
	time_t now;
	REAL(time);

	now = real(NULL) + shift();
	if (out != NULL)
		*out = now;
	return now;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
	int result;
	REAL(gettimeofday);

	result = real(out, zone);
	out->tv_sec += shift();
	return result;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
	int result;
	REAL(clock_gettime);

	result = real(clock, out);
	if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
		out->tv_sec += shift();
	return result;
}
