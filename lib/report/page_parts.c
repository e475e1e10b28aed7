#include "report/page_parts.h"

struct exhibit *page_exhibit(struct page *page, const char *id,
			     const char *caption, const char *row_label)
{
	struct exhibit *exhibit = report_add(page->report, id, words(caption));

	if (exhibit == NULL) {
		page->failed = true;
		return NULL;
	}
	exhibit->row_id = SLICE("row");
	exhibit->row_label = words(row_label);
	return exhibit;
}

void page_column(struct page *page, struct exhibit *exhibit, const char *id,
		 const char *label)
{
	if (exhibit != NULL &&
	    !exhibit_column(exhibit, slice_of(id), words(label)))
		page->failed = true;
}

struct cell *page_row(struct page *page, struct exhibit *exhibit,
		      struct slice id, struct slice label)
{
	struct exhibit_row *row =
		exhibit == NULL
			? NULL
			: exhibit_add(page->report->arena, exhibit, id, label);

	if (row == NULL) {
		page->failed = true;
		return NULL;
	}
	return row->cells;
}

void page_note(struct page *page, struct exhibit *exhibit, const char *msgid,
	       const struct slice *values, size_t count)
{
	struct slice text =
		words_fill(page->report->arena, msgid, values, count);

	if (exhibit == NULL || text.data == NULL)
		page->failed = true;
	else
		exhibit_note(exhibit, text);
}

struct slice page_text(struct page *page, struct cell cell)
{
	struct strbuf text;
	struct slice copy;

	strbuf_init(&text, 256);
	cell_human(&cell, page->input->language, &text);
	copy = arena_copy(page->report->arena, strbuf_slice(&text));
	strbuf_release(&text);
	if (copy.data == NULL)
		page->failed = true;
	return copy.data == NULL ? (struct slice){0} : copy;
}

struct cell page_change(const struct page *page, const struct exhibit *exhibit,
			struct slice row, const char *column, int64_t now)
{
	int64_t before;

	if (!previous_figure(page->input->previous, exhibit->id, row,
			     slice_of(column), &before))
		return (struct cell){0};
	return cell_number(CELL_CHANGE, now - before);
}

bool page_has(const struct page *page, const char *stage)
{
	return totals_get(page->input->totals, TOTALS_STREAM, slice_of(stage),
			  TOTALS_RECORDS) > 0;
}

struct cell page_elapsed(const struct page *page, struct date from,
			 struct date to)
{
	int64_t whole = (int64_t)to.days - from.days + 1;
	int64_t gone = (int64_t)page->input->as_of.days - from.days + 1;

	if (date_compare(from, DATE_EARLIEST) == 0 ||
	    date_compare(to, DATE_LATEST) == 0)
		return (struct cell){0};
	gone = gone < 0 ? 0 : gone;
	return cell_share(gone > whole ? whole : gone, whole);
}
