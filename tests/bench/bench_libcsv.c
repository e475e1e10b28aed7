/*
 * Reads CSV from standard input through libcsv alone, in blocks of 256 KiB:
 * what bench_table is measured against.
 */
#include <csv.h>
#include <stdio.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024 };

struct counts {
	unsigned long long records, cells, bytes;
};

static void count_cell(void *cell, size_t length, void *context)
{
	struct counts *counts = context;

	(void)cell;
	counts->cells++;
	counts->bytes += length;
}

static void count_record(int terminator, void *context)
{
	struct counts *counts = context;

	(void)terminator;
	counts->records++;
}

int main(void)
{
	static char block[BLOCK];
	struct counts counts = {0};
	struct csv_parser parser;
	ssize_t n;

	if (csv_init(&parser, 0) != 0)
		return 2;
	while ((n = read(STDIN_FILENO, block, BLOCK)) > 0)
		if (csv_parse(&parser, block, (size_t)n, count_cell,
			      count_record, &counts) != (size_t)n)
			return 2;
	csv_fini(&parser, count_cell, count_record, &counts);
	csv_free(&parser);
	fprintf(stderr, "%llu records, %llu cells, %llu bytes in them\n",
		counts.records, counts.cells, counts.bytes);
	return n == 0 ? 0 : 2;
}
