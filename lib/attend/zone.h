/*
 * The three zones of the country; none of them has daylight saving.
 */
#ifndef ATTEND_ZONE_H
#define ATTEND_ZONE_H

#include "base/text.h"

/*
 * The hours that the zone at the end of a text is ahead of UTC: 7 for WIB, 8
 * for WITA, 9 for WIT; 0 where none is named.
 */
int zone_hours(struct slice text);

#endif
