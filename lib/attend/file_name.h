/*
 * What the path of an evidence file says: its class and its day.
 */
#ifndef ATTEND_FILE_NAME_H
#define ATTEND_FILE_NAME_H

#include "attend/roll.h"
#include "value/date.h"

#include <stdbool.h>

/*
 * The class a path names: the nearest folder that is called like one, else the
 * longest class id that stands as a word of its own in the file's name.
 * ROLL_NONE where there is none.
 */
uint32_t file_name_class(const struct roll *roll, const char *path);

/* The date in a file's name or the folder it is in: 2020-09-07, 07-09-2020. */
bool file_name_date(const char *path, struct date *date);

/* Whether a path ends as a manifest's file entry says, at a slash. */
bool file_name_is(const char *path, struct slice entry);

/* Whether a clock's file of users or templates is named: never evidence. */
bool file_name_is_template(const char *path);

/*
 * Whether a program left the file in a folder beside those of people: the lock
 * of a workbook that is open (~$NAME.xlsx), or a cache of pictures.
 */
bool file_name_is_left_behind(const char *path);

#endif
