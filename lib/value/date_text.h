/*
 * A date as offices write it, taken apart but not yet understood. Private to
 * date.c.
 */
#ifndef VALUE_DATE_TEXT_H
#define VALUE_DATE_TEXT_H

#include "base/text.h"

#include <stdbool.h>

struct date_parts {
	int first, second; /* day and month, or month and day */
	int month;	   /* when it is certain; first is then the day */
	int year;	   /* four digits */
	int weekday;	   /* 1 to 7 where one is written, else 0 */
};

/*
 * Finds the parts in any of the forms that date_parse_office names. False for
 * other text. That there is such a day is not checked.
 */
bool date_text_read(struct slice text, struct date_parts *parts);

#endif
