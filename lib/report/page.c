#include "report/page.h"

#include "report/page_parts.h"

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
