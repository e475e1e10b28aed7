/*
 * The same figures by vocation and by provider.
 */
#include "report/page_parts.h"

static void add_group(struct page *page, struct exhibit *exhibit,
		      enum totals_dimension dimension, struct slice key)
{
	static const enum totals_measure measures[] = {
		TOTALS_PLACED, TOTALS_STARTED, TOTALS_DUE_TO_END,
		TOTALS_COMPLETED, TOTALS_CERTIFIED};
	const struct totals *totals = page->input->totals;
	struct slice label = key.length > 0 ? key : words(N_("(not told)"));
	struct cell *cells = page_row(page, exhibit, key, label);
	int64_t numbers[5];

	if (cells == NULL)
		return;
	for (size_t i = 0; i < 5; i++) {
		numbers[i] = totals_get(totals, dimension, key, measures[i]);
		cells[i] = cell_number(CELL_COUNT, numbers[i]);
	}
	cells[5] = cell_share(numbers[3], numbers[2]);
	cells[6] = page_change(page, exhibit, key, "placed", numbers[0]);
	if (!page_has(page, "attend"))
		for (size_t i = 1; i < 6; i++)
			cells[i] = (struct cell){0};
}

static void add_by(struct page *page, enum totals_dimension dimension,
		   const char *id, const char *caption, const char *label)
{
	const struct totals *totals = page->input->totals;
	size_t count = totals_count(totals, dimension);
	const struct slice *keys = totals_keys(totals, page->report->arena,
					       dimension, TOTALS_PLACED);
	struct exhibit *exhibit;

	if (count == 0)
		return;
	exhibit = page_exhibit(page, id, caption, label);
	page_column(page, exhibit, "placed", N_("Placed"));
	page_column(page, exhibit, "started", N_("Started"));
	page_column(page, exhibit, "due_to_end", N_("Ended"));
	page_column(page, exhibit, "completed", N_("Completed"));
	page_column(page, exhibit, "certified", N_("Certified"));
	page_column(page, exhibit, "share_permille", N_("Share"));
	page_column(page, exhibit, "change", N_("Change"));
	if (exhibit == NULL || keys == NULL) {
		page->failed = true;
		return;
	}
	exhibit->bar = 0;
	exhibit->text_rows = 15;
	for (size_t i = 0; i < count; i++)
		add_group(page, exhibit, dimension, keys[i]);
}

void page_add_groups(struct page *page)
{
	if (!page_has(page, "match"))
		return;
	if (page_has(page, "vocation"))
		add_by(page, TOTALS_VOCATION, "vocations", N_("By vocation"),
		       N_("Vocation"));
	add_by(page, TOTALS_PROVIDER, "providers", N_("By provider"),
	       N_("Provider"));
}
