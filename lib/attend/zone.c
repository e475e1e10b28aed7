#include "attend/zone.h"

int zone_hours(struct slice text)
{
	static const struct {
		const char *word;
		int hours;
	} zones[] = {{"WIB", 7}, {"WITA", 8}, {"WIT", 9}};

	text = slice_trim(text);
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		size_t length = strlen(zones[i].word);

		if (text.length >= length &&
		    slice_equal_ignoring_case(
			    slice_part(text, text.length - length, text.length),
			    slice_of(zones[i].word)))
			return zones[i].hours;
	}
	return 0;
}
