#include "report/page.h"

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

void page_add_head(struct page *page)
{
	const struct page_input *input = page->input;
	const struct setup *setup = input->setup;
	struct report *report = page->report;
	struct slice values[3];
	bool zone = setup->zone.length > 0;

	report->as_of = input->as_of;
	report->language = input->language;
	report->office = setup->office_name;
	report->title = setup->title.length > 0
				? setup->title
				: words(N_("Nightly vocational report"));
	values[0] = page_text(page, cell_number(CELL_DATE, input->as_of.days));
	values[1] = setup->zone;
	if (input->previous == NULL) {
		report->standfirst = words_fill(
			report->arena,
			zone ? N_("As of $1 ($2)") : N_("As of $1"), values, 2);
		return;
	}
	values[2] = page_text(
		page,
		cell_number(CELL_DATE, previous_as_of(input->previous).days));
	report->standfirst =
		words_fill(report->arena,
			   zone ? N_("As of $1 ($2); changes since $3")
				: N_("As of $1; changes since $3"),
			   values, 3);
}

/* How complete the sources are, before the first figure. */
static void summarize(struct page *page)
{
	const struct totals *totals = page->input->totals;
	size_t files = totals_count(totals, TOTALS_SOURCE);
	const struct slice *keys = totals_keys(totals, page->report->arena,
					       TOTALS_SOURCE, TOTALS_MEASURES);
	int64_t sealed = 0;
	struct slice values[3];

	for (size_t i = 0; keys != NULL && i < files; i++)
		sealed += totals_get(totals, TOTALS_SOURCE, keys[i],
				     TOTALS_SEALED);
	values[0] = page_text(
		page, cell_number(CELL_COUNT, page_all(page, TOTALS_RECORDS)));
	values[1] = page_text(page, cell_number(CELL_COUNT, (int64_t)files));
	values[2] = words(sealed == (int64_t)files ? N_("all sealed")
						   : N_("not all sealed"));
	page->report->summary = words_fill(
		page->report->arena,
		page_adds_up(page)
			? N_("Records: $1; sources: $2 ($3); the counts add up")
			: N_("Records: $1; sources: $2 ($3); THE COUNTS DO NOT "
			     "ADD UP"),
		values, 3);
}

bool page_build(const struct page_input *input, struct report *report,
		struct diag *diag)
{
	struct page page = {.input = input, .report = report};

	page_add_head(&page);
	summarize(&page);
	page_add_targets(&page);
	page_add_funnel(&page);
	page_add_budget(&page);
	page_add_queues(&page);
	page_add_next(&page);
	page_add_agreements(&page);
	page_add_groups(&page);
	page_add_follow_up(&page);
	page_add_costs(&page);
	page_add_equity(&page);
	page_add_kur(&page);
	page_add_statuses(&page);
	page_add_checks(&page);
	page_add_sources(&page);
	return page.failed ? diag_memory(diag) : true;
}

bool page_line(const struct page_input *input, struct strbuf *out)
{
	static const struct {
		const char *name;
		enum totals_measure measure;
	} stages[] = {
		{"applied", TOTALS_APPLIED},
		{"accepted", TOTALS_ACCEPTED},
		{"placed", TOTALS_PLACED},
		{"started", TOTALS_STARTED},
		{"completed", TOTALS_COMPLETED},
		{"certified", TOTALS_CERTIFIED},
	};
	const struct setup *setup = input->setup;
	char date[DATE_SIZE];

	strbuf_append_format(out, "as_of=%s office=%.*s",
			     date_format(input->as_of, date).data,
			     SLICE_PRINT(setup->office_code));
	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
		strbuf_append_format(out, " %s=%lld", stages[i].name,
				     (long long)totals_all(input->totals,
							   stages[i].measure));
	for (size_t i = 0; i < setup->target_count; i++) {
		const struct target *target = &setup->targets[i];

		strbuf_append_format(
			out, " target_%.*s=%lld/%lld",
			SLICE_PRINT(target->name),
			(long long)totals_get(input->totals, TOTALS_TARGET,
					      target->name, TOTALS_RECORDS),
			(long long)target->value);
	}
	return strbuf_append_format(out, " waiting=%lld\n",
				    (long long)page_waiting(input->totals));
}
