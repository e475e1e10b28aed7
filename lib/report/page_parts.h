/*
 * What the files of the page share. Nobody else includes this.
 */
#ifndef REPORT_PAGE_PARTS_H
#define REPORT_PAGE_PARTS_H

#include "report/page.h"
#include "report/words.h"
#include "stream/schema.h"

struct page {
	const struct page_input *input;
	struct report *report;
	bool failed; /* memory ran out: the page is not to be used */
};

/* Adds an exhibit with ids of rows; texts are msgids. NULL: page->failed. */
struct exhibit *page_exhibit(struct page *page, const char *id,
			     const char *caption, const char *row_label);
void page_column(struct page *page, struct exhibit *exhibit, const char *id,
		 const char *label);

/* Adds a row; its cells, or NULL with page->failed. Texts are borrowed. */
struct cell *page_row(struct page *page, struct exhibit *exhibit,
		      struct slice id, struct slice label);

/* Adds a note with $1 ... replaced. */
void page_note(struct page *page, struct exhibit *exhibit, const char *msgid,
	       const struct slice *values, size_t count);

/* A number, an amount, a share, a date for a note, in the arena. */
struct slice page_text(struct page *page, struct cell cell);

/* The difference to the previous page's figure, or an empty cell. */
struct cell page_change(const struct page *page, const struct exhibit *exhibit,
			struct slice row, const char *column, int64_t now);

/* Whether the totals has the columns of a stage: "match", "attend" ... */
bool page_has(const struct page *page, const char *stage);

/* Whether the stage that a target counts is in. */
bool page_knows(const struct page *page, enum totals_measure measure);

static inline int64_t page_all(const struct page *page,
			       enum totals_measure measure)
{
	return totals_all(page->input->totals, measure);
}

/* Whether the statuses at every stage sum to those who should have one. */
bool page_adds_up(const struct page *page);

/* Days of a period gone by, per mille; empty for a period open at an end. */
struct cell page_elapsed(const struct page *page, struct date from,
			 struct date to);

/* Title, office, day: what stands above all exhibits. */
void page_add_head(struct page *page);

/* The parts of the page, each adding its exhibits. */
void page_add_sources(struct page *page);
void page_add_targets(struct page *page);
void page_add_funnel(struct page *page);
void page_add_checks(struct page *page);
void page_add_statuses(struct page *page);
void page_add_budget(struct page *page);
void page_add_costs(struct page *page);
void page_add_queues(struct page *page);
void page_add_agreements(struct page *page);
void page_add_groups(struct page *page);
void page_add_follow_up(struct page *page);
void page_add_equity(struct page *page);
void page_add_kur(struct page *page);
void page_add_next(struct page *page);

#endif
