/*
 * What came of it: follow-up, equity, credit.
 */
#include "base/number.h"
#include "report/interval.h"
#include "report/page_parts.h"

static void add_follow_up_row(struct page *page, struct exhibit *exhibit,
			      int64_t day)
{
	static const enum totals_measure measures[] = {
		TOTALS_COMPLETED, TOTALS_CONTACTED, TOTALS_WORKING,
		TOTALS_BUSINESS};
	char digits[NUMBER_SIZE];
	struct slice days =
		arena_copy(page->report->arena, number_format(day, digits));
	struct cell *cells = page_row(
		page, exhibit, days,
		words_fill(page->report->arena, N_("after $1 days"), &days, 1));
	int64_t numbers[4];

	if (cells == NULL)
		return;
	for (size_t i = 0; i < 4; i++) {
		numbers[i] = totals_get(page->input->totals, TOTALS_FOLLOW_UP,
					days, measures[i]);
		cells[i] = cell_number(CELL_COUNT, numbers[i]);
	}
	cells[4] = cell_share(numbers[2] + numbers[3], numbers[1]);
	cells[5] = cell_share(numbers[2] + numbers[3], numbers[0]);
}

void page_add_follow_up(struct page *page)
{
	const struct setup *setup = page->input->setup;
	struct exhibit *exhibit;

	if (!page_has(page, "outcome"))
		return;
	exhibit = page_exhibit(page, "follow_up",
			       N_("Work and own business after the course"),
			       N_("When"));
	page_column(page, exhibit, "completed", N_("Completed"));
	page_column(page, exhibit, "contacted", N_("Contacted"));
	page_column(page, exhibit, "working", N_("Working"));
	page_column(page, exhibit, "own_business", N_("Business"));
	page_column(page, exhibit, "of_contacted_permille", N_("Of contacted"));
	page_column(page, exhibit, "of_all_permille", N_("Of all"));
	if (exhibit == NULL)
		return;
	for (size_t i = 0; i < setup->follow_up_count; i++)
		add_follow_up_row(page, exhibit, setup->follow_ups[i]);
	page_note(page, exhibit,
		  N_("Of all counts those nobody could trace as not working; "
		     "the truth lies between the two shares."),
		  NULL, 0);
}

/* A group, a stage and the stage it is a share of. */
struct comparison {
	const char *id, *label, *stream;
	enum totals_measure measure, of;
};

static const struct comparison comparisons[] = {
	{"accepted", N_("accepted"), "enroll", TOTALS_ACCEPTED, TOTALS_APPLIED},
	{"placed", N_("placed"), "match", TOTALS_PLACED, TOTALS_ACCEPTED},
	{"completed", N_("completed"), "attend", TOTALS_COMPLETED,
	 TOTALS_DUE_TO_END},
};

/* A group that is compared with everybody else. */
struct group_of_people {
	enum totals_dimension dimension;
	const char *id, *label;
};

static const struct group_of_people groups_of_people[] = {
	{TOTALS_SEX, "women", N_("women")},
	{TOTALS_DISABILITY, "disability", N_("disability")},
};

static bool is_member(enum totals_dimension dimension, struct slice key)
{
	if (dimension == TOTALS_SEX)
		return slice_is(key, "f");
	return key.length > 0 && !slice_is(key, "no") && !slice_is(key, "none");
}

/* Sums a measure over the members of a group, and over the others. */
static void sum_group(struct page *page, enum totals_dimension dimension,
		      enum totals_measure measure, int64_t sums[2])
{
	const struct totals *totals = page->input->totals;
	const struct slice *keys = totals_keys(totals, page->report->arena,
					       dimension, TOTALS_MEASURES);

	sums[0] = sums[1] = 0;
	for (size_t i = 0; keys != NULL && i < totals_count(totals, dimension);
	     i++)
		sums[!is_member(dimension, keys[i])] +=
			totals_get(totals, dimension, keys[i], measure);
}

static void compare(struct page *page, struct exhibit *exhibit,
		    const struct group_of_people *group,
		    const struct comparison *comparison)
{
	struct arena *arena = page->report->arena;
	struct slice ids[] = {slice_of(group->id), slice_of(comparison->id)};
	struct slice labels[] = {words(group->label), words(comparison->label)};
	int64_t reached[2], of[2];
	struct share_interval interval;
	struct cell *cells;

	sum_group(page, group->dimension, comparison->measure, reached);
	sum_group(page, group->dimension, comparison->of, of);
	if (of[0] == 0 || of[1] == 0 || !page_has(page, comparison->stream))
		return;
	cells = page_row(page, exhibit, words_fill(arena, "$1.$2", ids, 2),
			 words_fill(arena, "$1: $2", labels, 2));
	if (cells == NULL)
		return;
	interval = share_interval(reached[0], of[0]);
	cells[0] = cell_number(CELL_COUNT, reached[0]);
	cells[1] = cell_number(CELL_COUNT, of[0]);
	cells[2] = cell_share(reached[0], of[0]);
	cells[3] = cell_number(CELL_SHARE, interval.low);
	cells[4] = cell_number(CELL_SHARE, interval.high);
	cells[5] = cell_share(reached[1], of[1]);
	if (reached[1] > 0)
		cells[6] = cell_share(reached[0] * of[1], of[0] * reached[1]);
}

void page_add_equity(struct page *page)
{
	struct exhibit *exhibit = page_exhibit(
		page, "equity", N_("Equal chances"), N_("Group and stage"));

	page_column(page, exhibit, "persons", N_("Persons"));
	page_column(page, exhibit, "of", N_("Of"));
	page_column(page, exhibit, "share_permille", N_("Share"));
	page_column(page, exhibit, "low_permille", N_("from"));
	page_column(page, exhibit, "high_permille", N_("to"));
	page_column(page, exhibit, "others_permille", N_("Others"));
	page_column(page, exhibit, "ratio_permille", N_("Ratio"));
	if (exhibit == NULL)
		return;
	for (size_t g = 0; g < 2; g++)
		for (size_t i = 0; i < 3; i++)
			compare(page, exhibit, &groups_of_people[g],
				&comparisons[i]);
	if (exhibit->row_count == 0)
		page->report->exhibit_count--;
	else
		page_note(page, exhibit,
			  N_("from, to: 95 per cent interval (Wilson) of the "
			     "share; "
			     "ratio: share of the group over that of others"),
			  NULL, 0);
}

void page_add_kur(struct page *page)
{
	const struct totals *totals = page->input->totals;
	size_t count = totals_count(totals, TOTALS_KUR);
	const struct slice *keys = totals_keys(totals, page->report->arena,
					       TOTALS_KUR, TOTALS_RECORDS);
	struct exhibit *exhibit;

	if (count == 0 || keys == NULL)
		return;
	exhibit = page_exhibit(page, "kur", N_("Credit (KUR): banks' answers"),
			       N_("Decision"));
	page_column(page, exhibit, "persons", N_("Persons"));
	page_column(page, exhibit, "rupiah", N_("Rupiah"));
	for (size_t i = 0; i < count; i++) {
		struct cell *cells = page_row(page, exhibit, keys[i], keys[i]);

		if (cells == NULL)
			return;
		cells[0] = cell_number(CELL_COUNT,
				       totals_get(totals, TOTALS_KUR, keys[i],
						  TOTALS_RECORDS));
		cells[1] = cell_number(CELL_MONEY,
				       totals_get(totals, TOTALS_KUR, keys[i],
						  TOTALS_AMOUNT_PAID));
	}
}
