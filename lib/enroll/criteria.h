/*
 * The rules of one day as a page for the manpower office and applicants.
 */
#ifndef ENROLL_CRITERIA_H
#define ENROLL_CRITERIA_H

#include "base/strbuf.h"
#include "enroll/rule.h"

#include <stdbool.h>

/*
 * Appends the page: each rule that holds in the office on the day, for whom,
 * its limit then, since when that holds and who says so. office may be empty.
 */
bool criteria_write(const struct rule_set *set, struct slice office,
		    struct date day, enum language language,
		    struct strbuf *out);

#endif
