#include "enroll/repair.h"

#include <stdio.h>

enum { LAST_COLUMNS = 5 };

/* Behind the columns as they were sent. */
static const char *const last_columns[LAST_COLUMNS] = {
	"application", "enroll_status", "enroll_reasons", "enroll_missing",
	"berkas_baris"};

/* Those of a file that is sent again after it was mended are made anew. */
static bool is_last(struct slice name)
{
	for (size_t i = 0; i < LAST_COLUMNS; i++)
		if (slice_is(name, last_columns[i]))
			return true;
	return false;
}

bool repair_begin(struct repair *repair, struct file_output *output,
		  const struct header *header, struct date created,
		  struct diag *diag)
{
	struct slice headings[SCHEMA_COLUMNS_MAX + LAST_COLUMNS];
	struct office_file_plan plan = {
		.sheet = "perbaiki", .headings = headings, .created = created};

	*repair = (struct repair){.header = header};
	for (size_t i = 0; i < header->count; i++)
		if (!is_last(header->names[i]))
			headings[plan.count++] = header->names[i];
	for (size_t i = 0; i < LAST_COLUMNS; i++)
		headings[plan.count++] = slice_of(last_columns[i]);
	return office_file_begin(&repair->file, output, &plan, diag);
}

bool repair_put(struct repair *repair, const struct repair_row *row,
		struct diag *diag)
{
	const struct record *record = row->record;
	char place[4096];

	for (size_t i = 0; i < record->count; i++)
		if (!is_last(repair->header->names[i]))
			office_file_put(&repair->file, record->fields[i]);
	snprintf(place, sizeof place, "%s:%llu", record->file,
		 (unsigned long long)record->line);
	office_file_put(&repair->file, row->application);
	office_file_put(&repair->file, row->status);
	office_file_put(&repair->file, row->reasons);
	office_file_put(&repair->file, row->missing);
	office_file_put(&repair->file, slice_of(place));
	return office_file_end_row(&repair->file, diag);
}

bool repair_end(struct repair *repair, struct diag *diag)
{
	return office_file_end(&repair->file, diag);
}
