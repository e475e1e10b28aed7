/*
 * What a run says of single records, and what it counts.
 */
#include "tool_run.h"

#include "system/json.h"
#include "value/identity.h"

#include <stdio.h>
#include <stdlib.h>

enum { TOLD_MAX = 20, LINE_MAX_BYTES = 64 * 1024 };

/* One more of this code; gives how often it has come. */
static uint64_t count_code(struct tool_run *run, const char *code)
{
	uint32_t index;

	if (!set_add(&run->codes, slice_of(code), &index, NULL) ||
	    index >= TOOL_CODES_MAX)
		return 1;
	return ++run->code_counts[index];
}

/* The value as it may be shown, appended to out. */
static void show_value(const struct tool *tool,
		       const struct complaint *complaint, struct strbuf *out)
{
	bool personal = complaint->field != NULL &&
			schema_is_identity(slice_of(complaint->field));

	if (personal && !tool->show_values)
		identity_mask(complaint->value, out);
	else
		strbuf_append(out, complaint->value);
}

static void tell_text(const struct tool *tool, const struct record *record,
		      const struct complaint *complaint)
{
	fprintf(stderr, "%s: ", tool->name);
	if (record != NULL)
		fprintf(stderr, "%s:%llu:", record->file,
			(unsigned long long)record->line);
	if (record != NULL && complaint->column != COLUMN_NONE)
		fprintf(stderr, "%zu:", complaint->column + 1);
	fprintf(stderr, "%s%s: %s: %s", record != NULL ? " " : "",
		complaint->severity, complaint->code, complaint->message);
	if (complaint->field != NULL)
		fprintf(stderr, " (field %s)", complaint->field);
	fputc('\n', stderr);
}

/* A CSV cell: quoted where it has to be (RFC 4180). */
static void add_cell(struct strbuf *line, struct slice cell)
{
	bool quote = slice_find(cell, ',') < cell.length ||
		     slice_find(cell, '"') < cell.length ||
		     slice_find(cell, '\n') < cell.length;

	if (line->length > 0)
		strbuf_append_byte(line, ',');
	if (quote)
		strbuf_append_byte(line, '"');
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.data[i] == '"')
			strbuf_append_byte(line, '"');
		strbuf_append_byte(line, cell.data[i]);
	}
	if (quote)
		strbuf_append_byte(line, '"');
}

static void add_number_cell(struct strbuf *line, uint64_t number)
{
	strbuf_append_format(line, ",%llu", (unsigned long long)number);
}

static void tell_csv(struct tool *tool, const struct record *record,
		     const struct complaint *complaint,
		     const struct strbuf *value)
{
	struct strbuf line;

	if (!tool->run->errors_begun)
		fputs("file,line,row,column,field,severity,code,message,"
		      "value\n",
		      stderr);
	tool->run->errors_begun = true;
	strbuf_init(&line, LINE_MAX_BYTES);
	add_cell(&line, slice_of(record != NULL ? record->file : "-"));
	add_number_cell(&line, record != NULL ? record->line : 0);
	add_number_cell(&line, record != NULL ? record->number : 0);
	if (complaint->column != COLUMN_NONE)
		add_number_cell(&line, complaint->column + 1);
	else
		strbuf_append_byte(&line, ',');
	add_cell(&line,
		 slice_of(complaint->field != NULL ? complaint->field : ""));
	add_cell(&line, slice_of(complaint->severity));
	add_cell(&line, slice_of(complaint->code));
	add_cell(&line, slice_of(complaint->message));
	add_cell(&line, strbuf_slice(value));
	fprintf(stderr, "%s\n", strbuf_string(&line));
	strbuf_release(&line);
}

static void json_pair(struct json_writer *json, const char *key,
		      const char *text)
{
	json_key(json, key);
	if (text == NULL)
		json_put_null(json);
	else
		json_put_text(json, slice_of(text));
}

static void tell_json(const struct record *record,
		      const struct complaint *complaint,
		      const struct strbuf *value)
{
	struct strbuf line;
	struct json_writer json = {&line, false};

	strbuf_init(&line, LINE_MAX_BYTES);
	json_begin_object(&json);
	json_pair(&json, "file", record != NULL ? record->file : NULL);
	json_key(&json, "line");
	json_put_integer(&json, record != NULL ? (int64_t)record->line : 0);
	json_key(&json, "row");
	json_put_integer(&json, record != NULL ? (int64_t)record->number : 0);
	json_key(&json, "column");
	if (complaint->column == COLUMN_NONE)
		json_put_null(&json);
	else
		json_put_integer(&json, (int64_t)complaint->column + 1);
	json_pair(&json, "field", complaint->field);
	json_pair(&json, "severity", complaint->severity);
	json_pair(&json, "code", complaint->code);
	json_pair(&json, "message", complaint->message);
	json_pair(&json, "value", strbuf_string(value));
	json_end_object(&json);
	fprintf(stderr, "%s\n", strbuf_string(&line));
	strbuf_release(&line);
}

void tool_complain(struct tool *tool, const struct record *record,
		   const struct complaint *complaint)
{
	uint64_t times = count_code(tool->run, complaint->code);
	struct strbuf value;

	tool_run_end_progress(tool);
	if (tool->errors == TOOL_ERRORS_TEXT) {
		if (times <= TOLD_MAX)
			tell_text(tool, record, complaint);
		return;
	}
	strbuf_init(&value, LINE_MAX_BYTES);
	show_value(tool, complaint, &value);
	if (tool->errors == TOOL_ERRORS_CSV)
		tell_csv(tool, record, complaint, &value);
	else
		tell_json(record, complaint, &value);
	strbuf_release(&value);
}

void tool_run_tell_counts(struct tool *tool)
{
	const struct tool_run *run = tool->run;

	if (tool->errors != TOOL_ERRORS_TEXT)
		return;
	for (uint32_t i = 0; i < set_count(&run->codes); i++)
		if (i < TOOL_CODES_MAX && run->code_counts[i] > TOLD_MAX)
			fprintf(stderr,
				"%s: %.*s: %llu more like these "
				"(--errors csv lists them all)\n",
				tool->name,
				SLICE_PRINT(set_string(&run->codes, i)),
				(unsigned long long)run->code_counts[i] -
					TOLD_MAX);
}

void tool_count(struct tool *tool, struct slice status, bool waits)
{
	struct tool_run *run = tool->run;
	uint32_t index;

	if (set_add(&run->statuses, status, &index, NULL) &&
	    index < TOOL_CODES_MAX)
		run->status_counts[index]++;
	if (tool->alarm_on != NULL)
		waits = slice_list_has(slice_of(tool->alarm_on), status);
	run->waiting = run->waiting || waits;
}
