/*
 * Counts by status at each stage, whether they add up, and where they are
 * from.
 */
#include "report/page_parts.h"

static const struct {
	const char *stage, *label;
	enum totals_dimension dimension;
} stages[] = {
	{"enroll", N_("enrolment"), TOTALS_ENROLL},
	{"match", N_("placement"), TOTALS_MATCH},
	{"attend", N_("attendance"), TOTALS_COMPLETION},
	{"payout", N_("payment"), TOTALS_PAY},
};

enum { STAGES = sizeof stages / sizeof stages[0] };

/* Words of the stream, for persons; others stay as they are. */
static struct slice status_label(struct slice word)
{
	static const struct {
		const char *word, *label;
	} labels[] = {
		{"accepted", N_("accepted")},
		{"rejected", N_("rejected")},
		{"incomplete", N_("incomplete")},
		{"review", N_("to be decided")},
		{"invalid", N_("invalid")},
		{"duplicate", N_("duplicate")},
		{"superseded", N_("superseded by a newer version")},
		{"placed", N_("placed")},
		{"waitlisted", N_("on the waiting list")},
		{"unplaced", N_("without a place")},
		{"not_considered", N_("not considered")},
		{"withdrawn", N_("withdrawn")},
		{"ongoing", N_("ongoing")},
		{"completed", N_("completed")},
		{"failed", N_("failed")},
		{"none", N_("nothing to pay yet")},
		{"proposed", N_("proposed")},
		{"approved", N_("approved")},
		{"exported", N_("exported")},
		{"sent", N_("sent")},
		{"paid", N_("paid")},
		{"returned", N_("returned by the bank")},
		{"unknown", N_("unknown at the bank")},
		{"held", N_("held")},
		{"conflict", N_("conflict")},
		{"overpaid", N_("overpaid")},
		{"", N_("(no status)")},
	};

	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (slice_is(word, labels[i].word))
			return words(labels[i].label);
	return word;
}

static void add_status(struct page *page, struct exhibit *exhibit, size_t stage,
		       struct slice word)
{
	struct arena *arena = page->report->arena;
	int64_t count = totals_get(page->input->totals, stages[stage].dimension,
				   word, TOTALS_RECORDS);
	struct slice ids[] = {slice_of(stages[stage].stage), word};
	struct slice labels[] = {words(stages[stage].label),
				 status_label(word)};
	struct slice id = words_fill(arena, "$1.$2", ids, 2);
	struct cell *cells = page_row(page, exhibit, id,
				      words_fill(arena, "$1: $2", labels, 2));

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, count);
	cells[1] = page_change(page, exhibit, id, "count", count);
}

void page_add_statuses(struct page *page)
{
	const struct totals *totals = page->input->totals;
	struct exhibit *exhibit = page_exhibit(
		page, "statuses", N_("Counts by status"), N_("Status"));

	page_column(page, exhibit, "count", N_("Count"));
	page_column(page, exhibit, "change", N_("Change"));
	if (exhibit == NULL)
		return;
	exhibit->bar = 0;
	for (size_t i = 0; i < STAGES; i++) {
		enum totals_dimension dimension = stages[i].dimension;
		const struct slice *keys = totals_keys(
			totals, page->report->arena, dimension, TOTALS_RECORDS);

		page->failed = page->failed || keys == NULL;
		/* Who has not come so far has no status there. */
		for (size_t k = 0;
		     keys != NULL && k < totals_count(totals, dimension); k++)
			if (keys[k].length > 0 || i == 0)
				add_status(page, exhibit, i, keys[k]);
	}
}

/* Who should be counted at a stage, who is, and who is without right. */
struct check {
	int64_t expected, counted, stray;
};

static void add_check(struct page *page, struct exhibit *exhibit,
		      const char *id, const char *label, struct check check)
{
	struct cell *cells =
		page_row(page, exhibit, slice_of(id), words(label));

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, check.expected);
	cells[1] = cell_number(CELL_COUNT, check.counted);
	cells[2] = cell_number(CELL_CHANGE, check.counted - check.expected);
	cells[3] = cell_number(CELL_COUNT, check.stray);
}

/* Where the records that came in went. */
static struct check check_records(const struct page *page)
{
	const struct totals *totals = page->input->totals;
	int64_t counted = page_all(page, TOTALS_APPLIED) +
			  page_all(page, TOTALS_REPEATED) +
			  totals_get(totals, TOTALS_ENROLL, SLICE("superseded"),
				     TOTALS_RECORDS) +
			  totals_get(totals, TOTALS_ENROLL, SLICE("duplicate"),
				     TOTALS_RECORDS);

	return (struct check){page_all(page, TOTALS_RECORDS), counted, 0};
}

static struct check check_stage(const struct page *page, size_t stage)
{
	const struct totals *totals = page->input->totals;
	struct slice key = slice_of(stages[stage].stage);

	return (struct check){
		totals_get(totals, TOTALS_CHECK, key, TOTALS_EXPECTED),
		totals_get(totals, TOTALS_CHECK, key, TOTALS_COUNTED),
		totals_get(totals, TOTALS_CHECK, key, TOTALS_STRAY)};
}

static bool fits(struct check check)
{
	return check.expected == check.counted && check.stray == 0;
}

bool page_adds_up(const struct page *page)
{
	bool all = fits(check_records(page));

	for (size_t i = 0; i < STAGES; i++)
		all = all && fits(check_stage(page, i));
	return all;
}

void page_add_checks(struct page *page)
{
	struct exhibit *exhibit = page_exhibit(
		page, "checks", N_("Do the counts add up?"), N_("Stage"));

	page_column(page, exhibit, "expected", N_("Expected"));
	page_column(page, exhibit, "counted", N_("Counted"));
	page_column(page, exhibit, "difference", N_("Difference"));
	page_column(page, exhibit, "stray", N_("Stray"));
	if (exhibit == NULL)
		return;
	add_check(page, exhibit, "records", N_("records"), check_records(page));
	for (size_t i = 0; i < STAGES; i++)
		if (page_has(page, stages[i].stage))
			add_check(page, exhibit, stages[i].stage,
				  stages[i].label, check_stage(page, i));
	page_note(page, exhibit,
		  page_adds_up(page)
			  ? N_("Everything adds up: each person has one status "
			       "at each stage reached.")
			  : N_("THE COUNTS DO NOT ADD UP: find out why before "
			       "using this page."),
		  NULL, 0);
}

void page_add_sources(struct page *page)
{
	const struct totals *totals = page->input->totals;
	size_t count = totals_count(totals, TOTALS_SOURCE);
	const struct slice *keys = totals_keys(totals, page->report->arena,
					       TOTALS_SOURCE, TOTALS_MEASURES);
	struct exhibit *exhibit =
		page_exhibit(page, "sources", N_("Sources"), N_("File"));

	page_column(page, exhibit, "records", N_("Records"));
	page_column(page, exhibit, "latest_application",
		    N_("Latest application"));
	if (exhibit == NULL || keys == NULL) {
		page->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		int64_t latest = totals_get(totals, TOTALS_SOURCE, keys[i],
					    TOTALS_LATEST_DAY);
		struct cell *cells = page_row(page, exhibit, keys[i], keys[i]);

		if (cells == NULL)
			return;
		cells[0] = cell_number(CELL_COUNT,
				       totals_get(totals, TOTALS_SOURCE,
						  keys[i], TOTALS_RECORDS));
		if (latest > 0)
			cells[1] = cell_number(CELL_DATE, latest);
	}
}
