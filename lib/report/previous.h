/*
 * An earlier page's JSON, to compare with.
 */
#ifndef REPORT_PREVIOUS_H
#define REPORT_PREVIOUS_H

#include "base/diag.h"
#include "base/text.h"
#include "value/date.h"

#include <stdbool.h>
#include <stdint.h>

struct previous;

/* Reads the text of a page (--format json). NULL where it is none. */
struct previous *previous_parse(struct slice text, struct diag *diag);
void previous_free(struct previous *previous);

struct date previous_as_of(const struct previous *previous);
bool previous_is_public(const struct previous *previous);

/*
 * A whole number of that page. False where it has none: the page is another
 * one, the stage was not in, or the figure was suppressed. previous may be
 * NULL.
 */
bool previous_figure(const struct previous *previous, struct slice exhibit,
		     struct slice row, struct slice column, int64_t *number);

#endif
