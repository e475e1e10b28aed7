/*
 * What waits for a person, and what to do next.
 */
#include "report/page_parts.h"

#include <stdlib.h>

static const struct page_queue queues[] = {
	{"enroll_review", "review", N_("Applications to decide"),
	 N_("Decide the applications under review (vk-enroll --undecided)")},
	{"enroll_incomplete", "incomplete", N_("Incomplete applications"),
	 N_("Get the missing papers (vk-enroll --repair)")},
	{"enroll_invalid", "invalid", N_("Invalid applications"),
	 N_("Mend the damaged rows (vk-enroll --repair)")},
	{"attend_pending", "pending", N_("People with sessions pending"),
	 N_("Ask providers for missing attendance (vk-attend --feedback)")},
	{"attend_incomplete", "incomplete", N_("Attendance incomplete"),
	 N_("Ask providers for the rest of the attendance")},
	{"pay_proposed", "proposed", N_("Payments to approve"),
	 N_("Approve or reject the batch (vk-payout approve)")},
	{"pay_held", "held", N_("Payments held"),
	 N_("Check accounts that are held (vk-payout list)")},
	{"pay_conflict", "conflict", N_("Payments in conflict"),
	 N_("Settle conflicting amounts (vk-payout trace)")},
	{"pay_rejected", "rejected", N_("Payments rejected"),
	 N_("Repair rejected payments (vk-payout reissue)")},
	{"pay_returned", "returned", N_("Payments returned by the bank"),
	 N_("Repair the accounts of returned payments (vk-payout reissue)")},
	{"pay_unknown", "unknown", N_("Payments of unknown fate"),
	 N_("Get the bank's answer (vk-payout ingest)")},
	{"pay_overpaid", "overpaid", N_("Overpaid"),
	 N_("Recover what was overpaid (vk-payout recover)")},
	{NULL, NULL, NULL, NULL},
};

const struct page_queue *page_queues(void)
{
	return queues;
}

static int64_t queue_of(const struct totals *totals,
			const struct page_queue *queue,
			enum totals_measure measure)
{
	return totals_get(totals, TOTALS_QUEUE, slice_of(queue->name), measure);
}

int64_t page_waiting(const struct totals *totals)
{
	int64_t waiting = 0;

	for (const struct page_queue *queue = queues; queue->name != NULL;
	     queue++)
		waiting += queue_of(totals, queue, TOTALS_RECORDS);
	return waiting;
}

static void add_queue(struct page *page, struct exhibit *exhibit,
		      const struct page_queue *queue)
{
	static const enum totals_measure ages[] = {
		TOTALS_AGE_WEEK, TOTALS_AGE_FORTNIGHT, TOTALS_AGE_MONTH,
		TOTALS_AGE_OLDER, TOTALS_AGE_UNKNOWN};
	const struct totals *totals = page->input->totals;
	struct slice id = slice_of(queue->name);
	int64_t count = queue_of(totals, queue, TOTALS_RECORDS);
	struct cell *cells = page_row(page, exhibit, id, words(queue->label));
	int64_t oldest = queue_of(totals, queue, TOTALS_OLDEST_DAYS);

	if (cells == NULL)
		return;
	cells[0] = cell_number(CELL_COUNT, count);
	for (size_t i = 0; i < 5; i++)
		cells[1 + i] = cell_number(CELL_COUNT,
					   queue_of(totals, queue, ages[i]));
	if (queue_of(totals, queue, TOTALS_AGE_UNKNOWN) < count)
		cells[6] = cell_number(CELL_COUNT, oldest);
	cells[7] = page_change(page, exhibit, id, "count", count);
}

void page_add_queues(struct page *page)
{
	const struct totals *totals = page->input->totals;
	struct exhibit *exhibit =
		page_exhibit(page, "queues",
			     N_("Waiting for a person, by days"), N_("Queue"));

	page_column(page, exhibit, "count", N_("All"));
	page_column(page, exhibit, "age_0_7", N_("0-7"));
	page_column(page, exhibit, "age_8_14", N_("8-14"));
	page_column(page, exhibit, "age_15_30", N_("15-30"));
	page_column(page, exhibit, "age_31_up", N_("31+"));
	page_column(page, exhibit, "age_unknown", N_("?"));
	page_column(page, exhibit, "oldest_days", N_("Oldest"));
	page_column(page, exhibit, "change", N_("Change"));
	if (exhibit == NULL)
		return;
	for (const struct page_queue *queue = queues; queue->name != NULL;
	     queue++)
		if (queue_of(totals, queue, TOTALS_RECORDS) > 0)
			add_queue(page, exhibit, queue);
	if (exhibit->row_count == 0)
		page_note(page, exhibit, N_("Nothing waits for a person."),
			  NULL, 0);
}

/* Agreements by the day they end, the earliest first. */
struct ending {
	struct slice who;
	int64_t day;
};

static int compare(const void *left, const void *right)
{
	const struct ending *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return slice_compare(a->who, b->who);
}

/* Those that end within the policy's span; an array of the arena. */
static struct ending *find_endings(struct page *page, size_t *count)
{
	const struct totals *totals = page->input->totals;
	struct arena *arena = page->report->arena;
	size_t all = totals_count(totals, TOTALS_AGREEMENT);
	const struct slice *keys =
		totals_keys(totals, arena, TOTALS_AGREEMENT, TOTALS_MEASURES);
	struct ending *endings = arena_array(arena, all + 1, sizeof *endings);
	int64_t last = (int64_t)page->input->as_of.days +
		       page->input->setup->agreement_days;

	*count = 0;
	if (keys == NULL || endings == NULL) {
		page->failed = true;
		return endings;
	}
	for (size_t i = 0; i < all; i++) {
		int64_t day = totals_get(totals, TOTALS_AGREEMENT, keys[i],
					 TOTALS_LATEST_DAY);

		if (day <= last)
			endings[(*count)++] = (struct ending){keys[i], day};
	}
	qsort(endings, *count, sizeof *endings, compare);
	return endings;
}

void page_add_agreements(struct page *page)
{
	size_t count;
	const struct ending *endings = find_endings(page, &count);
	struct exhibit *exhibit;

	if (count == 0)
		return;
	exhibit = page_exhibit(page, "agreements",
			       N_("Agreements ended or about to end"),
			       N_("Provider"));
	page_column(page, exhibit, "ends", N_("Ends"));
	page_column(page, exhibit, "days_left", N_("Days left"));
	for (size_t i = 0; i < count; i++) {
		struct cell *cells =
			page_row(page, exhibit, endings[i].who, endings[i].who);

		if (cells == NULL)
			return;
		cells[0] = cell_number(CELL_DATE, endings[i].day);
		cells[1] = cell_number(
			CELL_COUNT, endings[i].day - page->input->as_of.days);
	}
}

static void add_action(struct page *page, struct exhibit *exhibit,
		       struct slice id, struct slice label, int64_t count)
{
	struct cell *cells = page_row(page, exhibit, id, label);

	if (cells != NULL)
		cells[0] = cell_number(CELL_COUNT, count);
}

/* What is missing to a target, and how long there is. */
static void add_target_action(struct page *page, struct exhibit *exhibit,
			      const struct target *target)
{
	const struct page_input *input = page->input;
	int64_t reached = totals_get(input->totals, TOTALS_TARGET, target->name,
				     TOTALS_RECORDS);
	struct slice values[] = {
		target->name,
		page_text(page, cell_number(CELL_DATE, target->to.days)),
	};
	struct slice id = {0};

	if (reached >= target->value || !page_knows(page, target->measure) ||
	    date_compare(input->as_of, target->to) > 0 ||
	    date_compare(input->as_of, target->from) < 0)
		return;
	id = words_fill(page->report->arena, "target.$1", values, 1);
	add_action(page, exhibit, id,
		   words_fill(page->report->arena,
			      date_compare(target->to, DATE_LATEST) == 0
				      ? N_("More persons for target $1")
				      : N_("More persons for target $1 by $2"),
			      values, 2),
		   target->value - reached);
}

static void add_stage_actions(struct page *page, struct exhibit *exhibit)
{
	static const struct {
		const char *stage, *label;
		enum totals_measure measure;
	} stages[] = {
		{"match", N_("Accepted people wait for placement (vk-match)"),
		 TOTALS_ACCEPTED},
		{"attend", N_("Placed people have no attendance (vk-attend)"),
		 TOTALS_DUE_TO_START},
		{"payout", N_("People who started are not paid (vk-payout)"),
		 TOTALS_STARTED},
	};

	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
		int64_t count = page_all(page, stages[i].measure);

		if (!page_has(page, stages[i].stage) && count > 0) {
			add_action(page, exhibit, slice_of(stages[i].stage),
				   words(stages[i].label), count);
			return;
		}
	}
}

void page_add_next(struct page *page)
{
	const struct setup *setup = page->input->setup;
	const struct totals *totals = page->input->totals;
	struct exhibit *exhibit =
		page_exhibit(page, "next", N_("What to do next"), N_("Task"));

	page_column(page, exhibit, "count", N_("Count"));
	if (exhibit == NULL)
		return;
	for (const struct page_queue *queue = queues; queue->name != NULL;
	     queue++) {
		int64_t count = queue_of(totals, queue, TOTALS_RECORDS);

		if (count > 0)
			add_action(page, exhibit, slice_of(queue->name),
				   words(queue->action), count);
	}
	add_stage_actions(page, exhibit);
	for (size_t i = 0; i < setup->target_count; i++)
		add_target_action(page, exhibit, &setup->targets[i]);
	if (exhibit->row_count == 0)
		page_note(page, exhibit, N_("Nothing: all is done for now."),
			  NULL, 0);
}
