/*
 * Totals as text, for what compares them.
 */
#ifndef TESTS_UNIT_TOTALS_TEXT_H
#define TESTS_UNIT_TOTALS_TEXT_H

#include "report/totals.h"

/* For totals_tell: a line, its fields between TABs, behind a struct strbuf. */
static bool totals_text(void *context, const struct slice fields[TOTALS_FIELDS])
{
	struct strbuf *out = context;

	for (size_t i = 0; i < TOTALS_FIELDS; i++) {
		strbuf_append(out, fields[i]);
		strbuf_append_byte(out, i + 1 < TOTALS_FIELDS ? '\t' : '\n');
	}
	return !out->failed;
}

#endif
