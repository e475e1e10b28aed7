/*
 * The evidence of one class.
 */
#ifndef EXAMPLE_ATTENDANCE_CLASS_H
#define EXAMPLE_ATTENDANCE_CLASS_H

#include "attendance.h"
#include "value/date.h"

enum class_source {
	CLASS_GRID,
	CLASS_GRID_WORKBOOK,
	CLASS_SHEET,
	CLASS_ZOOM,
	CLASS_CLOCK
};

struct class_data {
	uint64_t seed;
	const struct placed *list;
	size_t count;
	int weeks;	/* of evidence */
	bool cancelled; /* its session of 10 September */
};

/* Writes the class's files into its folder; a clock's map beside it. */
void class_write(const struct class_data *data, enum class_source source,
		 const char *class_folder, const char *folder);

/* What somebody did on a day. */
enum mark { PRESENT, LATE, EXCUSED, SICK, ABSENT };
enum mark class_mark(const struct class_data *data, size_t place,
		     struct date day);

/* The days on which the classes met: seven in the two weeks. */
enum { CLASS_DAYS = 7 };
struct date class_day(int number);

#endif
