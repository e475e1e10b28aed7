/*
 * What clerks decided (--decisions), and the list of what they have to decide
 * (--undecided), which filled in is such a file itself.
 */
#include "vk-enroll.h"

#include "enroll/code_words.h"

enum { TEXT_MAX = 64 * 1024 };

static const char *const columns[] = {"application", "code", "grounds",
				      "question",    "name", "decision",
				      "evidence",    "by",   "at"};

enum { COLUMNS = sizeof columns / sizeof *columns };

static void read_decisions(struct enroll *enroll, const char *path)
{
	struct tool *tool = enroll->tool;
	struct input *input = tool_open(tool, enroll->policy, &path, 1, NULL);
	struct decisions_layout layout;
	struct record record;

	tool_used(tool, path);
	if (!decisions_layout_init(&layout, input_header(input), &tool->diag))
		tool_die(tool, "%s: %s", path, tool->diag.message);
	while (tool_scan(tool, input, &record) != READ_END)
		if (!decisions_take(&enroll->decisions, &layout, &record,
				    &tool->diag))
			tool_fail(tool);
}

void enroll_read_decisions(struct enroll *enroll)
{
	decisions_init(&enroll->decisions);
	for (size_t i = 0; i < enroll->options.decision_count; i++)
		read_decisions(enroll, enroll->options.decisions[i]);
}

void enroll_apply_decisions(struct enroll *enroll,
			    const struct application *application,
			    struct slice number, struct verdict *verdict)
{
	if (decisions_concern(&enroll->decisions, number) &&
	    !decisions_apply(&enroll->decisions, application, number,
			     &enroll->key, verdict))
		tool_die(enroll->tool, "out of memory");
}

/* The number as enroll_next will name the application. */
static void name_application(const struct application *application,
			     struct strbuf *out)
{
	const struct record *record = application->record;
	const char *slash = strrchr(record->file, '/');

	if (application->fields[APPLICATION_NUMBER].length > 0) {
		strbuf_append(out, application->fields[APPLICATION_NUMBER]);
		return;
	}
	strbuf_append_format(out, "%s:%llu",
			     slash == NULL ? record->file : slash + 1,
			     (unsigned long long)record->number);
}

void enroll_apply_early(struct enroll *enroll,
			const struct application *application,
			struct verdict *verdict)
{
	struct strbuf number;

	if (enroll->options.decision_count == 0)
		return;
	strbuf_init(&number, TEXT_MAX);
	name_application(application, &number);
	enroll_apply_decisions(enroll, application, strbuf_slice(&number),
			       verdict);
	strbuf_release(&number);
}

void enroll_begin_undecided(struct enroll *enroll)
{
	struct slice headings[COLUMNS];
	struct office_file_plan plan = {
		.sheet = "putuskan", .headings = headings, .count = COLUMNS};
	struct tool *tool = enroll->tool;

	if (enroll->options.undecided == NULL)
		return;
	plan.created = tool_as_of(tool);
	for (size_t i = 0; i < COLUMNS; i++)
		headings[i] = slice_of(columns[i]);
	if (!office_file_begin(&enroll->undecided,
			       tool_side(tool, enroll->options.undecided, 0600),
			       &plan, &tool->diag))
		tool_fail(tool);
}

/* The rule's own sentence, or that of the code. */
static void ask(const struct enroll *enroll, const struct enrolled *enrolled,
		struct slice item, struct strbuf *out)
{
	const char *words = code_words(item, enroll->tool->language);

	if (words != NULL)
		strbuf_append_string(out, words);
	else
		enroll_say_rule(enroll, enrolled, item, out);
}

static void put_item(struct enroll *enroll, const struct enrolled *enrolled,
		     const struct verdict_item *item)
{
	const struct verdict *verdict = &enrolled->verdict;
	struct slice text = verdict_item_text(verdict, item);
	struct office_file *file = &enroll->undecided;
	struct strbuf grounds, question;

	strbuf_init(&grounds, TEXT_MAX);
	strbuf_init(&question, TEXT_MAX);
	decisions_grounds(verdict, item, &enrolled->application, &enroll->key,
			  &grounds);
	ask(enroll, enrolled, text, &question);
	office_file_put(file, strbuf_slice(&enrolled->number));
	office_file_put(file, slice_part(text, 0, slice_find(text, ':')));
	office_file_put(file, strbuf_slice(&grounds));
	office_file_put(file, strbuf_slice(&question));
	office_file_put(file, enrolled->application.fields[APPLICATION_NAME]);
	for (size_t i = 5; i < COLUMNS; i++)
		office_file_put(file, (struct slice){0});
	strbuf_release(&grounds);
	strbuf_release(&question);
	if (!office_file_end_row(file, &enroll->tool->diag))
		tool_fail(enroll->tool);
}

/* What keeps a graver reason company is settled with that. */
void enroll_put_undecided(struct enroll *enroll,
			  const struct enrolled *enrolled)
{
	const struct verdict *verdict = &enrolled->verdict;

	if (verdict->status != ENROLL_REVIEW &&
	    verdict->status != ENROLL_INCOMPLETE)
		return;
	for (size_t i = 0; i < verdict->item_count; i++)
		if (verdict->items[i].status == ENROLL_REVIEW ||
		    verdict->items[i].status == ENROLL_INCOMPLETE)
			put_item(enroll, enrolled, &verdict->items[i]);
}

void enroll_end_undecided(struct enroll *enroll)
{
	if (enroll->options.undecided != NULL &&
	    !office_file_end(&enroll->undecided, &enroll->tool->diag))
		tool_fail(enroll->tool);
}
