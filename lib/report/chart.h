/*
 * Bar charts in SVG, written by hand: no script, no font of their own.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "report/exhibit.h"

enum {
	CHART_ROWS_MAX = 20 /* the table beside the chart has them all */
};

/* Whether an exhibit has something to draw. */
bool chart_has(const struct exhibit *exhibit);

/*
 * Appends the chart of an exhibit's bar column. It is a picture with a title
 * and a description for those who can't see it; the figures stand in the
 * table. id is unique in the document.
 */
void chart_svg(const struct report *report, const struct exhibit *exhibit,
	       struct slice id, struct strbuf *out);

/* Text with &, <, > and " as entities; control characters are left out. */
void chart_text(struct slice text, struct strbuf *out);

#endif
