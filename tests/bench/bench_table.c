/*
 * Reads a table from standard input, as records, or with "rows" only cut into
 * cells. Prints what it counted on standard error, so that no work can be
 * left out.
 */
#include "stream/table.h"
#include "stream/table_csv.h"

#include <stdio.h>
#include <unistd.h>

struct counts {
	unsigned long long records, damaged, cells, bytes;
};

static void add(struct counts *counts, const struct slice *cells, size_t count)
{
	counts->records++;
	counts->cells += count;
	for (size_t i = 0; i < count; i++)
		counts->bytes += cells[i].length;
}

static bool count_rows(struct counts *counts, struct diag *diag)
{
	struct table_text *text = table_text_new(STDIN_FILENO, "-",
						 (struct slice){NULL, 0}, diag);
	struct table_csv *csv = text == NULL ? NULL : table_csv_new(text, diag);
	struct table_row row;
	int result;

	if (csv == NULL)
		return false;
	while ((result = table_csv_next(csv, &row, diag)) > 0)
		add(counts, row.cells, row.count);
	table_csv_free(csv);
	return result == 0;
}

static bool count_records(struct counts *counts, struct diag *diag)
{
	const struct table_options options = {NULL, 0, NULL, DATE_ORDER_OPEN};
	struct table *table = table_open(
		STDIN_FILENO, "-", (struct slice){NULL, 0}, &options, diag);
	struct record record;
	enum read_result result;

	if (table == NULL)
		return false;
	while ((result = table_next(table, &record, diag)) == READ_RECORD ||
	       result == READ_BAD) {
		add(counts, record.fields, record.count);
		counts->damaged += result == READ_BAD;
	}
	table_close(table);
	return result == READ_END;
}

int main(int argc, char **argv)
{
	struct counts counts = {0};
	struct diag diag;
	bool rows = argc > 1 && slice_is(slice_of(argv[1]), "rows");

	if (rows ? !count_rows(&counts, &diag)
		 : !count_records(&counts, &diag)) {
		fprintf(stderr, "bench_table: %s\n", diag.message);
		return 2;
	}
	fprintf(stderr,
		"%llu records, %llu of them damaged, %llu cells, %llu bytes "
		"in them\n",
		counts.records, counts.damaged, counts.cells, counts.bytes);
	return 0;
}
