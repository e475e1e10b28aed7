/*
 * Budget absorption and cost per person.
 */
#include "report/page_parts.h"

#include "base/number.h"

static void add_amount(struct page *page, struct exhibit *exhibit,
		       const char *id, const char *label, int64_t rupiah)
{
	const struct setup *setup = page->input->setup;
	struct cell *cells =
		page_row(page, exhibit, slice_of(id), words(label));

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_MONEY, rupiah);
	if (setup->has_budget)
		cells[1] = cell_share(rupiah, setup->budget.rupiah);
	cells[2] = page_change(page, exhibit, slice_of(id), "rupiah", rupiah);
}

void page_add_budget(struct page *page)
{
	const struct setup *setup = page->input->setup;
	struct exhibit *exhibit;
	struct cell elapsed;
	struct slice value;

	if (!setup->has_budget && !page_has(page, "payout"))
		return;
	exhibit = page_exhibit(page, "budget", N_("Budget and payments"),
			       N_("Amount"));
	page_column(page, exhibit, "rupiah", N_("Rupiah"));
	page_column(page, exhibit, "share_permille", N_("Of budget"));
	page_column(page, exhibit, "change", N_("Change"));
	if (exhibit == NULL)
		return;
	if (setup->has_budget)
		add_amount(page, exhibit, "budget", N_("Budget"),
			   setup->budget.rupiah);
	if (page_has(page, "payout")) {
		add_amount(page, exhibit, "due", N_("Allowances due so far"),
			   page_all(page, TOTALS_AMOUNT_DUE));
		add_amount(page, exhibit, "paid",
			   N_("Of that paid, as the bank confirmed"),
			   page_all(page, TOTALS_AMOUNT_PAID));
	}
	if (!setup->has_budget) {
		page_note(page, exhibit,
			  N_("No budget is set (policy, report.budget): its "
			     "absorption is not known."),
			  NULL, 0);
		return;
	}
	elapsed = page_elapsed(page, setup->budget_from, setup->budget_to);
	value = page_text(page, elapsed);
	if (elapsed.kind != CELL_EMPTY)
		page_note(page, exhibit, N_("Time gone by: $1"), &value, 1);
	if (setup->budget_source.length > 0)
		page_note(page, exhibit, N_("Source: $1"),
			  &setup->budget_source, 1);
}

/* What was spent, shared out over those who came to a stage. */
static void add_cost(struct page *page, struct exhibit *exhibit,
		     const char *stage, int64_t spent, int64_t persons)
{
	const char *label = strcmp(stage, "working") == 0
				    ? N_("working or own business")
				    : stage;
	struct cell *cells =
		page_row(page, exhibit, slice_of(stage), words(label));

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, persons);
	if (persons > 0)
		cells[1] = cell_number(CELL_MONEY,
				       (spent + persons / 2) / persons);
}

void page_add_costs(struct page *page)
{
	int64_t training = page_all(page, TOTALS_TRAINING_COST);
	struct exhibit *exhibit;
	struct slice values[2];
	int64_t spent;

	if (training == 0 ||
	    !number_add(training, page_all(page, TOTALS_AMOUNT_DUE), &spent))
		return;
	exhibit = page_exhibit(page, "costs", N_("Cost per person"), N_("Per"));
	page_column(page, exhibit, "persons", N_("Persons"));
	page_column(page, exhibit, "cost_rupiah", N_("Rupiah each"));
	if (exhibit == NULL)
		return;
	add_cost(page, exhibit, N_("started"), spent,
		 page_all(page, TOTALS_STARTED));
	add_cost(page, exhibit, N_("completed"), spent,
		 page_all(page, TOTALS_COMPLETED));
	add_cost(page, exhibit, N_("certified"), spent,
		 page_all(page, TOTALS_CERTIFIED));
	if (page_has(page, "outcome"))
		add_cost(page, exhibit, "working", spent,
			 page_all(page, TOTALS_WORKING) +
				 page_all(page, TOTALS_BUSINESS));
	values[0] = page_text(page, cell_number(CELL_MONEY, training));
	values[1] =
		page_text(page, cell_number(CELL_MONEY,
					    page_all(page, TOTALS_AMOUNT_DUE)));
	page_note(page, exhibit,
		  N_("Spent: $1 for courses of those who started, $2 of "
		     "allowances due"),
		  values, 2);
}
