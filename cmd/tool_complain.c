/*
 * What a run says of single records, in the three forms of --errors.
 */
#include "tool_run.h"

#include "system/json.h"
#include "value/identity.h"

#include <stdio.h>

enum { LINE_MAX_BYTES = 64 * 1024 };

/*
 * The error types of Frictionless (errors reference, v5) by our codes: the
 * first beginning that fits counts.
 */
static const struct code_type {
	const char *begins, *type;
} code_types[] = {
	{"V-DATE", "type-error"},	  {"V-MONEY", "type-error"},
	{"V-NUMBER", "type-error"},	  {"V-CELL-ERROR", "type-error"},
	{"V-SHIFT", "row-error"},	  {"V-", "constraint-error"},
	{"D-EXCLUDE", "forbidden-value"}, {"D-", "unique-error"},
	{"E-", "row-constraint"},
};

/* Names in small letters are Frictionless's own. */
static const char *type_of(const char *code)
{
	if (code[0] >= 'a' && code[0] <= 'z')
		return code;
	for (size_t i = 0; i < sizeof code_types / sizeof *code_types; i++)
		if (slice_starts(slice_of(code), code_types[i].begins))
			return code_types[i].type;
	return "row-constraint";
}

/* The value as it may be shown, appended to out. */
static void show_value(const struct tool *tool,
		       const struct complaint *complaint, struct strbuf *out)
{
	bool personal = (complaint->field != NULL &&
			 schema_is_identity(slice_of(complaint->field))) ||
			(strcmp(type_of(complaint->code), "type-error") == 0
				 ? identity_may_be(complaint->value)
				 : identity_is_inside(complaint->value));

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
		fprintf(stderr, "%s:", record->file);
	if (record != NULL && record->line > 0) /* else the whole file */
		fprintf(stderr, "%llu:", (unsigned long long)record->line);
	if (record != NULL && complaint->column != COLUMN_NONE)
		fprintf(stderr, "%zu:", complaint->column + 1);
	fprintf(stderr, "%s%s: %s: ", record != NULL ? " " : "",
		complaint->severity, complaint->code);
	tool_run_say(complaint->message);
	if (complaint->field != NULL)
		fprintf(stderr, " (field %s)", complaint->field);
	fputc('\n', stderr);
}

/* A CSV cell: quoted where it has to be (RFC 4180). */
static void add_cell(struct strbuf *line, struct slice cell)
{
	bool quote = slice_find(cell, ',') < cell.length ||
		     slice_find(cell, '"') < cell.length ||
		     slice_find(cell, '\n') < cell.length ||
		     slice_find(cell, '\r') < cell.length;

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
		      "value,type\n",
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
	add_cell(&line, slice_of(type_of(complaint->code)));
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
	json_pair(&json, "type", type_of(complaint->code));
	json_end_object(&json);
	fprintf(stderr, "%s\n", strbuf_string(&line));
	strbuf_release(&line);
}

/* Of several files each has its own columns; a person looks into one. */
static size_t column_in_file(const struct tool *tool,
			     const struct record *record, size_t column)
{
	for (size_t i = 0; record != NULL && i < tool->run->input_count; i++)
		if (input_has_file(tool->run->inputs[i], record->file))
			return input_file_column(tool->run->inputs[i],
						 record->file, column);
	return column;
}

void tool_complain(struct tool *tool, const struct record *record,
		   const struct complaint *complaint)
{
	uint64_t times = tool_run_count_code(tool->run, complaint->code);
	struct complaint told = *complaint;
	struct strbuf value;

	if (tool->errors == TOOL_ERRORS_TEXT && times > TOOL_TOLD_MAX)
		return;
	told.column = column_in_file(tool, record, complaint->column);
	tool_run_end_progress(tool);
	strbuf_init(&value, LINE_MAX_BYTES);
	show_value(tool, complaint, &value);
	if (tool->errors == TOOL_ERRORS_TEXT)
		tell_text(tool, record, &told);
	else if (tool->errors == TOOL_ERRORS_CSV)
		tell_csv(tool, record, &told, &value);
	else
		tell_json(record, &told, &value);
	strbuf_release(&value);
}
