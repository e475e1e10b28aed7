/*
 * Counts by status at each stage, whether they add up, and where they are
 * from.
 */
#include "report/page_parts.h"

static const struct {
	const char *stage, *label;
	enum tally_dimension dimension;
} stages[] = {
	{"enroll", N_("enrolment"), TALLY_ENROLL},
	{"match", N_("placement"), TALLY_MATCH},
	{"attend", N_("attendance"), TALLY_COMPLETION},
	{"payout", N_("payment"), TALLY_PAY},
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
	int64_t count = tally_get(page->input->tally, stages[stage].dimension,
				  word, TALLY_RECORDS);
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
	const struct tally *tally = page->input->tally;
	struct exhibit *exhibit = page_exhibit(
		page, "statuses", N_("Counts by status"), N_("Status"));

	page_column(page, exhibit, "count", N_("Count"));
	page_column(page, exhibit, "change", N_("Change"));
	if (exhibit == NULL)
		return;
	exhibit->bar = 0;
	for (size_t i = 0; i < STAGES; i++) {
		enum tally_dimension dimension = stages[i].dimension;
		const struct slice *keys = tally_keys(
			tally, page->report->arena, dimension, TALLY_RECORDS);

		page->failed = page->failed || keys == NULL;
		/* Who has not come so far has no status there. */
		for (size_t k = 0;
		     keys != NULL && k < tally_count(tally, dimension); k++)
			if (keys[k].length > 0 || i == 0)
				add_status(page, exhibit, i, keys[k]);
	}
}

static void add_check(struct page *page, struct exhibit *exhibit,
		      struct slice id, struct slice label, int64_t expected,
		      int64_t counted, int64_t stray)
{
	struct cell *cells = page_row(page, exhibit, id, label);

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, expected);
	cells[1] = cell_number(CELL_COUNT, counted);
	cells[2] = cell_number(CELL_CHANGE, counted - expected);
	cells[3] = cell_number(CELL_COUNT, stray);
}

/* Where the records that came in went. */
static int64_t counted_records(const struct page *page)
{
	const struct tally *tally = page->input->tally;

	return page_all(page, TALLY_APPLIED) + page_all(page, TALLY_REPEATED) +
	       tally_get(tally, TALLY_ENROLL, SLICE("superseded"),
			 TALLY_RECORDS) +
	       tally_get(tally, TALLY_ENROLL, SLICE("duplicate"),
			 TALLY_RECORDS);
}

static int64_t check_of(const struct page *page, size_t stage,
			enum tally_measure measure)
{
	return tally_get(page->input->tally, TALLY_CHECK,
			 slice_of(stages[stage].stage), measure);
}

bool page_adds_up(const struct page *page)
{
	if (counted_records(page) != page_all(page, TALLY_RECORDS))
		return false;
	for (size_t i = 0; i < STAGES; i++)
		if (check_of(page, i, TALLY_EXPECTED) !=
			    check_of(page, i, TALLY_COUNTED) ||
		    check_of(page, i, TALLY_STRAY) != 0)
			return false;
	return true;
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
	add_check(page, exhibit, SLICE("records"), words(N_("records")),
		  page_all(page, TALLY_RECORDS), counted_records(page), 0);
	for (size_t i = 0; i < STAGES; i++)
		if (page_has(page, stages[i].stage))
			add_check(page, exhibit, slice_of(stages[i].stage),
				  words(stages[i].label),
				  check_of(page, i, TALLY_EXPECTED),
				  check_of(page, i, TALLY_COUNTED),
				  check_of(page, i, TALLY_STRAY));
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
	const struct tally *tally = page->input->tally;
	size_t count = tally_count(tally, TALLY_SOURCE);
	const struct slice *keys = tally_keys(tally, page->report->arena,
					      TALLY_SOURCE, TALLY_MEASURES);
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
		int64_t latest = tally_get(tally, TALLY_SOURCE, keys[i],
					   TALLY_LATEST_DAY);
		struct cell *cells = page_row(page, exhibit, keys[i], keys[i]);

		if (cells == NULL)
			return;
		cells[0] = cell_number(
			CELL_COUNT,
			tally_get(tally, TALLY_SOURCE, keys[i], TALLY_RECORDS));
		if (latest > 0)
			cells[1] = cell_number(CELL_DATE, latest);
	}
}
