/*
 * vk-payout invoice: in each class who was enrolled, attended and completed,
 * and what the provider's invoice should be.
 */
#include "vk-payout.h"

#include "base/number.h"
#include "payout/invoice.h"

static const char *const columns[] = {"course",	   "provider",	  "title",
				      "enrolled",  "attended",	  "completed",
				      "undecided", "cost_rupiah", "due",
				      "invoiced",  "difference"};

enum { COLUMNS = sizeof columns / sizeof *columns, FIELDS_MAX = 5 };

struct run {
	struct payout payout;
	struct bills bills;
	struct input *input;
	size_t at[FIELDS_MAX];
	struct record record;
};

/* Opens a further file, or the operands for NULL; finds its fields. */
static void open_input(struct run *run, const char *path,
		       const char *const *required, const char *const *names)
{
	struct tool *tool = &run->payout.tool;

	if (path == NULL) {
		run->input = tool_input(tool, run->payout.policy, required);
	} else {
		run->input =
			tool_open(tool, run->payout.policy, &path, 1, required);
		tool_used(tool, path);
	}
	for (size_t i = 0; required[i] != NULL; i++)
		if (header_find(input_header(run->input),
				slice_of(required[i])) == COLUMN_NONE)
			payout_die(&run->payout, "%s has no column \"%s\"",
				   path == NULL ? "the input" : path,
				   required[i]);
	for (size_t i = 0; names[i] != NULL; i++)
		run->at[i] = header_find(input_header(run->input),
					 slice_of(names[i]));
}

/* The next record; a damaged one ends the run, since sums would be short. */
static bool next(struct run *run)
{
	enum read_result result =
		tool_scan(&run->payout.tool, run->input, &run->record);

	if (result == READ_BAD)
		payout_die(&run->payout, "%s:%llu: %s", run->record.file,
			   (unsigned long long)run->record.line,
			   run->record.problem);
	return result != READ_END;
}

static struct slice field(const struct run *run, size_t number)
{
	return record_field(&run->record, run->at[number]);
}

static void expect(struct run *run, bool fine)
{
	if (fine)
		return;
	diag_prefix(&run->payout.tool.diag, "%s:%llu", run->record.file,
		    (unsigned long long)run->record.line);
	payout_fail(&run->payout);
}

static void read_courses(struct run *run, const char *path)
{
	static const char *const required[] = {"course", NULL};
	static const char *const names[] = {"course", "provider", "title",
					    "cost_rupiah", NULL};

	open_input(run, path, required, names);
	while (next(run)) {
		const struct course_row row = {field(run, 0), field(run, 1),
					       field(run, 2), field(run, 3)};

		expect(run, bills_add_course(&run->bills, &row,
					     &run->payout.tool.diag));
	}
}

static void read_invoice(struct run *run, const char *path)
{
	static const char *const names[] = {"course", "amount", NULL};

	open_input(run, path, names, names);
	while (next(run))
		expect(run, bills_add_invoice(&run->bills, field(run, 0),
					      field(run, 1),
					      &run->payout.tool.diag));
}

static void read_attended(struct run *run)
{
	static const char *const required[] = {"person", "course", "present",
					       "completion", NULL};
	static const char *const names[] = {"person",	    "course",
					    "match_status", "present",
					    "completion",   NULL};

	open_input(run, NULL, required, names);
	while (next(run)) {
		const struct attended_row row = {field(run, 0), field(run, 1),
						 field(run, 2), field(run, 3),
						 field(run, 4)};

		expect(run, bills_add_record(&run->bills, &row,
					     &run->payout.tool.diag));
	}
}

static struct slice known(int64_t number, char digits[NUMBER_SIZE])
{
	return number < 0 ? (struct slice){0} : number_format(number, digits);
}

static void put(struct run *run, struct writer *writer,
		const struct class_bill *bill)
{
	const int64_t counts[] = {bill->enrolled, bill->attended,
				  bill->completed, bill->undecided,
				  bill->price};
	struct tool *tool = &run->payout.tool;
	char digits[COLUMNS][NUMBER_SIZE];
	struct slice values[COLUMNS] = {bill->course, bill->provider,
					bill->title};
	bool differs = false;
	int64_t due;

	if (!bill_due(bill, &due, &tool->diag))
		payout_fail(&run->payout);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		values[3 + i] = known(counts[i], digits[3 + i]);
	values[8] = known(due, digits[8]);
	values[9] = known(bill->invoiced, digits[9]);
	if (due >= 0 && bill->invoiced >= 0) {
		differs = bill->invoiced != due;
		values[10] = number_format(bill->invoiced - due, digits[10]);
	}
	tool_put(tool, writer, NULL, values);
	tool_count(tool, SLICE("classes"),
		   differs ||
			   (due < 0 &&
			    (bill->enrolled > 0 || bill->invoiced > 0)) ||
			   (bill->invoiced >= 0 && bill->undecided > 0));
}

int payout_invoice(int argc, char **argv)
{
	const struct writer_columns written = {.own = columns,
					       .own_count = COLUMNS};
	struct run run = {0};
	struct payout *payout = &run.payout;
	const struct class_bill **sorted;
	struct writer *writer;
	size_t count;

	payout_begin(payout,
		     &(struct payout_verb){
			     "vk-payout invoice",
			     "--courses FILE [--invoice FILE] [file ...]",
			     1U << OPTION_COURSES | 1U << OPTION_INVOICE},
		     argc, argv);
	bills_init(&run.bills);
	read_courses(&run, payout_required(payout, OPTION_COURSES));
	if (payout->given[OPTION_INVOICE] != NULL)
		read_invoice(&run, payout->given[OPTION_INVOICE]);
	read_attended(&run);
	writer = tool_writer(&payout->tool, NULL, &written);
	sorted = bills_sorted(&run.bills, &count);
	if (sorted == NULL)
		payout_die(payout, "out of memory");
	for (size_t i = 0; i < count; i++)
		put(&run, writer, sorted[i]);
	bills_release(&run.bills);
	return payout_done(payout);
}
