/*
 * The nightly page: from totals to exhibits. vk-report(1), FIGURES, defines
 * each of them.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/diag.h"
#include "report/exhibit.h"
#include "report/previous.h"
#include "report/setup.h"
#include "report/totals.h"

struct page_input {
	const struct totals *totals;
	const struct setup *setup;
	const struct previous *previous; /* or NULL */
	struct date as_of;
	enum language language;
};

/*
 * Fills an empty report, whose arena is set, with the office's own page. The
 * exhibits' texts are in the language that words_choose chose.
 */
bool page_build(const struct page_input *input, struct report *report,
		struct diag *diag);

/*
 * The page for everybody: stages and tables under disclosure control
 * (secret.h), compared with the last public page where previous is one. False
 * where a table can't be protected.
 */
bool page_build_public(const struct page_input *input, struct report *report,
		       struct diag *diag);

/* One line of field=value for a log: day, office, stages, targets, waiting. */
bool page_line(const struct page_input *input, struct strbuf *out);

/* How many people and records wait for a person, over all queues. */
int64_t page_waiting(const struct totals *totals);

/*
 * The queues of a page in their order: the name in the totals, what stands in
 * it, and what to do about it (msgids). Ends with a name of NULL.
 */
struct page_queue {
	const char *name, *status, *label, *action;
};
const struct page_queue *page_queues(void);

#endif
