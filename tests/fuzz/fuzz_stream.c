/*
 * Any bytes as a record stream: the reader ends by itself, never reads outside
 * the bytes, and what it accepts goes through the writer and reads back alike.
 */
#include "stream/reader.h"
#include "stream/writer.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int file_of(const void *data, size_t size)
{
	int descriptor = memfd_create("fuzz", 0);

	if (descriptor < 0 || write(descriptor, data, size) != (ssize_t)size ||
	    lseek(descriptor, 0, SEEK_SET) != 0)
		abort();
	return descriptor;
}

static uint64_t copy(struct reader *reader, int out)
{
	const struct writer_columns columns = {0};
	struct file_output output = {.path = "out", .descriptor = out};
	struct diag diag;
	struct writer *writer = writer_open(&output, reader_header(reader),
					    &columns, true, &diag);
	struct record record;
	enum read_result result;
	uint64_t records = 0;

	while ((result = reader_next(reader, &record, &diag)) == READ_RECORD) {
		if (!writer_put(writer, &record, NULL, &diag))
			abort();
		records++;
	}
	if (!writer_end(writer, &diag))
		abort();
	writer_close(writer);
	return result == READ_END ? records : UINT64_MAX;
}

/* What was accepted and written must be accepted again, sealed. */
static void check(int in, uint64_t expected)
{
	struct diag diag;
	struct reader *reader;
	struct record record;
	uint64_t records = 0;

	if (lseek(in, 0, SEEK_SET) != 0)
		abort();
	reader = reader_open(in, "again", (struct slice){0}, &diag);
	if (reader == NULL)
		abort();
	reader_set_seal(reader, true, false);
	while (reader_next(reader, &record, &diag) == READ_RECORD)
		records++;
	if (records != expected || !reader_was_sealed(reader))
		abort();
	reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag;
	int in = file_of(data, size), out = file_of("", 0);
	struct reader *reader =
		reader_open(in, "fuzz", (struct slice){0}, &diag);
	uint64_t records;

	if (reader != NULL) {
		records = copy(reader, out);
		if (records != UINT64_MAX)
			check(out, records);
		reader_close(reader);
	}
	close(in);
	close(out);
	return 0;
}
