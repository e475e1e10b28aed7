/*
 * The page for everybody: tables of people under disclosure control. Its
 * columns exclude one another (how far somebody came and no farther), so that
 * rows and columns have totals that can be checked, by readers and by secret.c.
 */
#include "report/page_parts.h"
#include "report/secret.h"

enum { CUTS = 4, TABLES_MAX = 8, ROUNDS_MAX = 16 };

static const struct {
	enum totals_measure measure;
	const char *stage; /* whose columns must be there */
	const char *last_id,
		*last_label; /* came so far, nothing beyond known */
	const char *short_id, *short_label; /* came so far and no farther */
} cuts[CUTS] = {
	{TOTALS_APPLIED, NULL, "applied", N_("applied"), "only_applied",
	 N_("not accepted")},
	{TOTALS_ACCEPTED, "enroll", "accepted", N_("accepted"), "only_accepted",
	 N_("no place")},
	{TOTALS_PLACED, "match", "placed", N_("placed"), "only_placed",
	 N_("not completed")},
	{TOTALS_COMPLETED, "attend", "completed", N_("completed"), "", ""},
};

struct public_table {
	enum totals_dimension dimension;
	size_t first; /* the cut that makes up its grand total */
	const struct slice *keys;
	struct exhibit *exhibit;
	struct secret_table secret;
};

struct public_page {
	struct page *page;
	size_t used; /* cuts whose stages are in */
	struct public_table tables[TABLES_MAX];
	size_t table_count;
	struct exhibit *funnel;
	bool hidden_total[CUTS + 1]; /* of the cuts' columns, and the whole */
};

static int64_t count_of(const struct public_page *public,
			const struct public_table *table, struct slice key,
			size_t column)
{
	const struct totals *totals = public->page->input->totals;
	size_t cut = table->first + column;
	int64_t count =
		totals_get(totals, table->dimension, key, cuts[cut].measure);

	if (cut + 1 < public->used)
		count -= totals_get(totals, table->dimension, key,
				    cuts[cut + 1].measure);
	return count;
}

static void add_columns(struct public_page *public, struct public_table *table)
{
	for (size_t cut = table->first; cut < public->used; cut++) {
		bool last = cut + 1 == public->used;

		page_column(public->page, table->exhibit,
			    last ? cuts[cut].last_id : cuts[cut].short_id,
			    last ? cuts[cut].last_label
				 : cuts[cut].short_label);
	}
	page_column(public->page, table->exhibit, "total", N_("total"));
}

/* What the last published page said of the same cells. */
static void read_before(const struct public_page *public,
			struct public_table *table)
{
	const struct previous *previous = public->page->input->previous;
	struct secret_table *secret = &table->secret;

	if (previous == NULL || !previous_is_public(previous))
		return;
	for (size_t r = 0; r <= secret->rows; r++)
		for (size_t c = 0; c <= secret->columns; c++)
			previous_figure(
				previous, table->exhibit->id,
				r < secret->rows ? table->keys[r]
						 : SLICE("total"),
				table->exhibit->columns[c].id,
				&secret->before[secret_index(secret, r, c)]);
}

static bool fill(struct public_page *public, struct public_table *table)
{
	const struct setup *setup = public->page->input->setup;
	size_t rows =
		totals_count(public->page->input->totals, table->dimension);
	int64_t threshold = table->dimension == TOTALS_DISABILITY
				    ? setup->disability_threshold
				    : setup->threshold;

	if (table->keys == NULL ||
	    !secret_init(&table->secret, public->page->report->arena, rows,
			 public->used - table->first, threshold))
		return false;
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < table->secret.columns; c++)
			table->secret
				.counts[secret_index(&table->secret, r, c)] =
				count_of(public, table, table->keys[r], c);
	secret_total(&table->secret);
	read_before(public, table);
	return true;
}

static void add_table(struct public_page *public,
		      enum totals_dimension dimension, const char *id,
		      const char *caption, const char *label)
{
	struct page *page = public->page;
	size_t rows = totals_count(page->input->totals, dimension);
	bool of_course =
		dimension == TOTALS_VOCATION || dimension == TOTALS_PROVIDER;
	struct public_table *table = &public->tables[public->table_count];

	if (rows == 0 || rows > SECRET_ROWS_MAX ||
	    (of_course && public->used < 3))
		return;
	*table = (struct public_table){.dimension = dimension,
				       .first = of_course ? 2 : 0};
	table->keys = totals_keys(page->input->totals, page->report->arena,
				  dimension, TOTALS_MEASURES);
	table->exhibit = page_exhibit(page, id, caption, label);
	if (table->exhibit == NULL)
		return;
	add_columns(public, table);
	if (!fill(public, table))
		page->failed = true;
	else
	public->table_count++;
}

/*
 * Whether published totals tell how many came as far as a cut: the whole less
 * those who came less far, or the sum of those who came so far and farther.
 */
static bool is_known(const struct public_page *public, size_t cut)
{
	bool before = !public->hidden_total[CUTS], behind = true;

	for (size_t i = 0; i < public->used; i++)
		if (i < cut)
			before = before && !public->hidden_total[i];
		else
			behind = behind && !public->hidden_total[i];
	return before || behind;
}

/*
 * Whether a shared total is hidden. The whole of the tables by course is the
 * number of those placed: what the other tables tell of it can't be hidden.
 */
static bool hides_total(const struct public_page *public,
			const struct public_table *table, size_t column)
{
	if (column < table->secret.columns)
		return public->hidden_total[table->first + column];
	return table->first == 0 ? public->hidden_total[CUTS]
				 : !is_known(public, table->first);
}

/* Hides a total of a table in all of them. */
static void hide_total(struct public_page *public,
		       const struct public_table *table, size_t column)
{
	bool *hidden = public->hidden_total;
	size_t first = table->first;

	if (column < table->secret.columns)
		hidden[first + column] = true;
	else if (first == 0)
		hidden[CUTS] = true;
	else if (is_known(public, first))
		hidden[first - 1] = hidden[first] = true;
}

/* A total that one table hides is hidden in all; whether any was new. */
static bool share_totals(struct public_page *public)
{
	bool changed = false;

	for (size_t t = 0; t < public->table_count; t++) {
		struct public_table *table = &public->tables[t];
		struct secret_table *secret = &table->secret;

		for (size_t c = 0; c <= secret->columns; c++) {
			bool *own = &secret->hidden[secret_index(
				secret, secret->rows, c)];

			if (hides_total(public, table, c) == *own)
				continue;
			changed = true;
			if (*own)
				hide_total(public, table, c);
			*own = true;
		}
	}
	return changed;
}

/* False where some table can't be protected: it must not be published. */
static bool protect(struct public_page *public)
{
	size_t row, column;

	for (size_t round = 0; round < ROUNDS_MAX; round++) {
		for (size_t t = 0; t < public->table_count; t++)
			secret_protect(&public->tables[t].secret);
		if (!share_totals(public))
			break;
	}
	for (size_t t = 0; t < public->table_count; t++)
		if (secret_audit(&public->tables[t].secret, &row, &column))
			return false;
	return !share_totals(public);
}

static void show_row(struct public_page *public, struct public_table *table,
		     size_t row)
{
	struct secret_table *secret = &table->secret;
	bool total = row == secret->rows;
	struct slice id = total ? SLICE("total") : table->keys[row];
	struct slice label = total ? words(N_("total")) : id;
	struct cell *cells =
		page_row(public->page, table->exhibit, id,
			 label.length > 0 ? label : words(N_("(not told)")));

	for (size_t c = 0; cells != NULL && c <= secret->columns; c++) {
		size_t index = secret_index(secret, row, c);

		cells[c] = secret->hidden[index]
				   ? (struct cell){.kind = CELL_HIDDEN}
				   : cell_number(CELL_COUNT,
						 secret->counts[index]);
	}
}

static void note_hidden(struct public_page *public, struct public_table *table)
{
	const struct secret_table *secret = &table->secret;
	struct slice values[] = {
		page_text(public->page,
			  cell_number(CELL_COUNT, secret->threshold)),
		SLICE("\u00b7"),
	};
	size_t cells = (secret->rows + 1) * (secret->columns + 1);

	for (size_t i = 0; i < cells; i++)
		if (secret->hidden[i]) {
			page_note(public->page, table->exhibit,
				  N_("$2 is hidden: fewer than $1 people, or "
				     "needed to protect such a cell"),
				  values, 2);
			return;
		}
}

static void show(struct public_page *public)
{
	for (size_t t = 0; t < public->table_count; t++) {
		struct public_table *table = &public->tables[t];

		for (size_t r = 0; r <= table->secret.rows; r++)
			show_row(public, table, r);
		note_hidden(public, table);
	}
}

/* Totals of the whole, as far as those of the tables tell them. */
static void show_funnel(struct public_page *public)
{
	for (size_t cut = 0; cut < public->used; cut++) {
		int64_t count = page_all(public->page, cuts[cut].measure);
		struct cell *cells = page_row(public->page, public->funnel,
					      slice_of(cuts[cut].last_id),
					      words(cuts[cut].last_label));

		if (cells == NULL)
			return;
		cells[0] = is_known(public, cut)
				   ? cell_number(CELL_COUNT, count)
				   : (struct cell){.kind = CELL_HIDDEN};
	}
}

static void add_tables(struct public_page *public)
{
	add_table(public, TOTALS_DISTRICT, "districts", N_("By district"),
		  N_("District"));
	add_table(public, TOTALS_CATEGORY, "categories", N_("By category"),
		  N_("Category"));
	add_table(public, TOTALS_EMPLOYMENT, "employment", N_("By employment"),
		  N_("Employment"));
	add_table(public, TOTALS_SEX, "sex", N_("By sex"), N_("Sex"));
	add_table(public, TOTALS_DISABILITY, "disability", N_("By disability"),
		  N_("Disability"));
	if (page_has(public->page, "vocation"))
		add_table(public, TOTALS_VOCATION, "vocations",
			  N_("By vocation"), N_("Vocation"));
	add_table(public, TOTALS_PROVIDER, "providers", N_("By provider"),
		  N_("Provider"));
}

bool page_build_public(const struct page_input *input, struct report *report,
		       struct diag *diag)
{
	struct page page = {.input = input, .report = report};
	struct public_page public = {.page = &page};

	report->is_public = true;
	page_add_head(&page);
	while (public.used < CUTS && (cuts[public.used].stage == NULL ||
				      page_has(&page, cuts[public.used].stage)))
	public.used++;
	public.funnel = page_exhibit(&page, "funnel", N_("From list to work"),
				     N_("Stage"));
	page_column(&page, public.funnel, "persons", N_("Persons"));
	add_tables(&public);
	if (!page.failed && !protect(&public))
		return diag_set(diag, "a table can't be protected at this "
				      "threshold; publish fewer dimensions or "
				      "wait until more people are in");
	show_funnel(&public);
	if (public.funnel != NULL)
	public.funnel->bar = 0;
	show(&public);
	return page.failed ? diag_memory(diag) : true;
}
