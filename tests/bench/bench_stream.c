/*
 * Reads a record stream from standard input into fields, or with "copy" sends
 * it on through the writer with one column appended. Prints what it counted
 * on standard error, so that no work can be left out.
 */
#include "stream/reader.h"
#include "stream/writer.h"

#include <stdio.h>
#include <stdlib.h>

static int fail(const struct diag *diag)
{
	fprintf(stderr, "bench_stream: %s\n", diag->message);
	return 2;
}

static bool copy(struct reader *reader, struct diag *diag)
{
	static const char *const own[] = {"bench"};
	const struct writer_columns columns = {own, 1, NULL, 0};
	const struct slice value = SLICE("1");
	struct file_output output;
	struct writer *writer;
	struct record record;
	enum read_result result;

	if (!file_output_begin(&output, "-", 0644, diag))
		return false;
	writer = writer_open(&output, reader_header(reader), &columns, false,
			     diag);
	if (writer == NULL)
		return false;
	while ((result = reader_next(reader, &record, diag)) == READ_RECORD)
		if (!writer_put(writer, &record, &value, diag))
			return false;
	if (result != READ_END || !writer_end(writer, diag))
		return false;
	writer_close(writer);
	return file_output_commit(&output, diag);
}

static bool count(struct reader *reader, struct diag *diag)
{
	unsigned long long records = 0, fields = 0, bytes = 0;
	struct record record;
	enum read_result result;

	while ((result = reader_next(reader, &record, diag)) == READ_RECORD) {
		records++;
		fields += record.count;
		for (size_t i = 0; i < record.count; i++)
			bytes += record.fields[i].length;
	}
	fprintf(stderr, "%llu records, %llu fields, %llu bytes in them\n",
		records, fields, bytes);
	return result == READ_END;
}

int main(int argc, char **argv)
{
	struct diag diag;
	struct reader *reader =
		reader_open(0, "stdin", (struct slice){0}, &diag);
	bool copying = argc == 2 && strcmp(argv[1], "copy") == 0;
	bool done;

	if (reader == NULL)
		return fail(&diag);
	done = copying ? copy(reader, &diag) : count(reader, &diag);
	reader_close(reader);
	return done ? EXIT_SUCCESS : fail(&diag);
}
