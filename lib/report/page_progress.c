/*
 * How far the programme has come: targets, funnel, statuses and their sums.
 */
#include "report/page_parts.h"

/* What a stage is called on the page. */
static const char *stage_label(enum totals_measure measure)
{
	static const char *const labels[TOTALS_MEASURES] = {
		[TOTALS_APPLIED] = N_("applied"),
		[TOTALS_ACCEPTED] = N_("accepted"),
		[TOTALS_PLACED] = N_("placed"),
		[TOTALS_STARTED] = N_("started"),
		[TOTALS_COMPLETED] = N_("completed"),
		[TOTALS_CERTIFIED] = N_("certified"),
		[TOTALS_WORKING] = N_("working or own business"),
	};

	return labels[measure];
}

static void note_target(struct page *page, struct exhibit *exhibit,
			const struct target *target)
{
	struct slice values[] = {
		target->name,
		page_text(page, cell_number(CELL_DATE, target->from.days)),
		page_text(page, cell_number(CELL_DATE, target->to.days)),
		target->source,
	};
	bool period = date_compare(target->from, DATE_EARLIEST) != 0 &&
		      date_compare(target->to, DATE_LATEST) != 0;

	if (period && target->source.length > 0)
		page_note(page, exhibit, N_("$1: $2 to $3; source: $4"), values,
			  4);
	else if (target->source.length > 0)
		page_note(page, exhibit, N_("$1: source: $4"), values, 4);
	else if (period)
		page_note(page, exhibit, N_("$1: $2 to $3"), values, 4);
}

bool page_knows(const struct page *page, enum totals_measure measure)
{
	static const char *const streams[TOTALS_MEASURES] = {
		[TOTALS_ACCEPTED] = "enroll",
		[TOTALS_PLACED] = "match",
		[TOTALS_STARTED] = "attend",
		[TOTALS_COMPLETED] = "attend",
		[TOTALS_CERTIFIED] = "certificate",
		[TOTALS_WORKING] = "outcome",
	};

	return streams[measure] == NULL || page_has(page, streams[measure]);
}

static void add_target(struct page *page, struct exhibit *exhibit,
		       const struct target *target)
{
	int64_t reached = totals_get(page->input->totals, TOTALS_TARGET,
				     target->name, TOTALS_RECORDS);
	struct slice values[] = {target->name,
				 words(stage_label(target->measure))};
	struct cell *cells = page_row(
		page, exhibit, target->name,
		words_fill(page->report->arena, N_("$1 ($2)"), values, 2));

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, target->value);
	if (page_knows(page, target->measure)) {
		cells[1] = cell_number(CELL_COUNT, reached);
		cells[2] = cell_share(reached, target->value);
		cells[3] = cell_number(CELL_CHANGE, reached - target->value);
		cells[5] = page_change(page, exhibit, target->name, "reached",
				       reached);
	}
	cells[4] = page_elapsed(page, target->from, target->to);
	note_target(page, exhibit, target);
}

void page_add_targets(struct page *page)
{
	const struct setup *setup = page->input->setup;
	struct exhibit *exhibit;

	if (setup->target_count == 0)
		return;
	exhibit = page_exhibit(page, "targets", N_("Targets and realisation"),
			       N_("Target"));
	page_column(page, exhibit, "target", N_("Target"));
	page_column(page, exhibit, "reached", N_("Reached"));
	page_column(page, exhibit, "share_permille", N_("Share"));
	page_column(page, exhibit, "gap", N_("Gap"));
	page_column(page, exhibit, "elapsed_permille", N_("Time"));
	page_column(page, exhibit, "change", N_("Change"));
	if (exhibit == NULL)
		return;
	exhibit->bar = 1;
	exhibit->goal = 0;
	for (size_t i = 0; i < setup->target_count; i++)
		add_target(page, exhibit, &setup->targets[i]);
}

/* A row of the funnel: who, of whom, and the stage that must be in. */
struct funnel_row {
	const char *id, *label, *stage;
	enum totals_measure measure, of; /* of TOTALS_MEASURES: of nobody */
};

static const struct funnel_row funnel[] = {
	{"applied", N_("Applied"), NULL, TOTALS_APPLIED, TOTALS_MEASURES},
	{"accepted", N_("Accepted, of applicants"), "enroll", TOTALS_ACCEPTED,
	 TOTALS_APPLIED},
	{"placed", N_("Placed, of accepted"), "match", TOTALS_PLACED,
	 TOTALS_ACCEPTED},
	{"started", N_("Started, of those due"), "attend", TOTALS_STARTED,
	 TOTALS_DUE_TO_START},
	{"completed", N_("Completed, of ended"), "attend", TOTALS_COMPLETED,
	 TOTALS_DUE_TO_END},
	{"certified", N_("Certified, of completed"), "certificate",
	 TOTALS_CERTIFIED, TOTALS_COMPLETED},
	{"working", N_("Working, of contacted"), "outcome", TOTALS_WORKING,
	 TOTALS_CONTACTED},
	{"own_business", N_("Own business, of contacted"), "outcome",
	 TOTALS_BUSINESS, TOTALS_CONTACTED},
};

static void add_funnel_row(struct page *page, struct exhibit *exhibit,
			   const struct funnel_row *row)
{
	struct slice id = slice_of(row->id);
	int64_t persons = page_all(page, row->measure);
	struct cell *cells = page_row(page, exhibit, id, words(row->label));

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, persons);
	if (row->of != TOTALS_MEASURES) {
		int64_t of = page_all(page, row->of);

		cells[1] = cell_number(CELL_COUNT, of);
		cells[2] = cell_share(persons, of);
	}
	cells[3] = page_change(page, exhibit, id, "persons", persons);
}

/* The manpower office's list, and how far it was reached. */
static void add_listed(struct page *page, struct exhibit *exhibit)
{
	const struct setup *setup = page->input->setup;
	int64_t on_list = page_all(page, TOTALS_ON_LIST);
	int64_t reached = page_all(page, TOTALS_LISTED);
	struct slice id = SLICE("listed_applied");
	bool known = on_list > 0 || setup->has_listed;
	struct cell *cells;

	if (on_list == 0)
		on_list = setup->listed;
	if (known) {
		cells = page_row(page, exhibit, SLICE("listed"),
				 words(N_("On the manpower office's list")));
		if (cells != NULL)
			cells[0] = cell_number(CELL_COUNT, on_list);
	}
	if (!page_has(page, "listed"))
		return;
	cells = page_row(page, exhibit, id,
			 words(known ? N_("Applied, of the list")
				     : N_("Applied and on the list")));
	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, reached);
	if (known) {
		cells[1] = cell_number(CELL_COUNT, on_list);
		cells[2] = cell_share(reached, on_list);
	}
	cells[3] = page_change(page, exhibit, id, "persons", reached);
}

static void note_missing(struct page *page, struct exhibit *exhibit)
{
	static const struct {
		const char *stage, *label;
	} stages[] = {
		{"enroll", N_("enrolment")},
		{"match", N_("placement")},
		{"attend", N_("attendance")},
		{"certificate", N_("certificates")},
		{"payout", N_("payment")},
		{"outcome", N_("what became of graduates")},
	};
	struct strbuf list;
	struct slice value;

	strbuf_init(&list, 1024);
	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
		if (page_has(page, stages[i].stage))
			continue;
		if (list.length > 0)
			strbuf_append_string(&list, ", ");
		strbuf_append(&list, words(stages[i].label));
	}
	value = arena_copy(page->report->arena, strbuf_slice(&list));
	if (list.length > 0)
		page_note(page, exhibit, N_("Not in yet: $1"), &value, 1);
	strbuf_release(&list);
}

void page_add_funnel(struct page *page)
{
	struct exhibit *exhibit = page_exhibit(
		page, "funnel", N_("From list to work"), N_("Stage"));

	page_column(page, exhibit, "persons", N_("Persons"));
	page_column(page, exhibit, "of", N_("Of"));
	page_column(page, exhibit, "share_permille", N_("Share"));
	page_column(page, exhibit, "change", N_("Change"));
	if (exhibit == NULL)
		return;
	exhibit->bar = 0;
	add_listed(page, exhibit);
	for (size_t i = 0; i < sizeof funnel / sizeof funnel[0]; i++)
		if (funnel[i].stage == NULL || page_has(page, funnel[i].stage))
			add_funnel_row(page, exhibit, &funnel[i]);
	note_missing(page, exhibit);
}
