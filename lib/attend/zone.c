#include "attend/zone.h"

int zone_hours(struct slice text)
{
	static const struct {
		const char *word;
		int hours;
	} zones[] = {{"WIB", 7}, {"WITA", 8}, {"WIT", 9}};

	text = slice_trim(text);
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (slice_ends_ignoring_case(text, zones[i].word))
			return zones[i].hours;
	return 0;
}
