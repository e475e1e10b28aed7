/*
 * The headings of a grid's columns: which session one stands for.
 */
#ifndef ATTEND_HEADING_H
#define ATTEND_HEADING_H

#include "attend/moment.h"
#include "base/text.h"
#include "value/date.h"

#include <stdbool.h>

enum heading_kind {
	HEADING_OTHER,
	HEADING_DATE,	 /* a whole date, with a time perhaps */
	HEADING_SHORT,	 /* day and month: "7/9", "Sen 7 Sep" */
	HEADING_NUMBER,	 /* 1 to 31: a day of the month, or an ordinal */
	HEADING_SESSION, /* "Pertemuan 3": the third session */
	HEADING_DAY	 /* "Hari 3": the third day */
};

struct heading {
	enum heading_kind kind;
	struct slice date; /* HEADING_DATE: what moment_parse reads */
	int32_t time;	   /* or TIME_NONE */
	int first, second; /* HEADING_SHORT: numbers; month in second */
	bool named;	   /* HEADING_SHORT: the month was a word */
	int number;	   /* HEADING_NUMBER, _SESSION, _DAY */
};

void heading_parse(struct slice text, struct heading *heading);

#endif
