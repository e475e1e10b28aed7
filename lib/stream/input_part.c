#include "stream/input_part.h"

#include "base/strbuf.h"
#include "system/digest.h"
#include "system/file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_BLOCK = 256 * 1024 };

void input_part_close(struct input_part *part)
{
	reader_close(part->reader);
	table_close(part->table);
	if (part->descriptor >= 0)
		file_close_input(part->descriptor);
	part->descriptor = -1;
	part->reader = NULL;
	part->table = NULL;
}

const struct header *input_part_header(const struct input_part *part)
{
	return part->reader != NULL ? reader_header(part->reader)
				    : table_header(part->table);
}

uint64_t input_part_bytes(const struct input_part *part)
{
	return part->reader != NULL ? reader_bytes(part->reader)
				    : table_bytes(part->table);
}

/* XXH3-64 of a regular file's bytes; false where it can't be had. */
static bool file_digest(const struct input_part *part, uint64_t *value)
{
	struct digest_seal *seal = digest_seal_new();
	char block[16 * 1024];
	off_t at = 0;
	ssize_t got = -1;

	while (seal != NULL && part->size > 0 &&
	       (got = pread(part->descriptor, block, sizeof block, at)) > 0) {
		digest_seal_add(seal, block, (size_t)got);
		at += got;
	}
	if (got == 0)
		*value = digest_seal_value(seal);
	digest_seal_free(seal);
	return got == 0;
}

void part_describe(const struct input_part *part, struct strbuf *out)
{
	uint64_t value;

	if (part->reader != NULL)
		value = reader_digest(part->reader);
	else if (!table_digest(part->table, &value) &&
		 !file_digest(part, &value)) {
		strbuf_append_byte(out, '?');
		return;
	}
	strbuf_append_format(out, "%016llx", (unsigned long long)value);
}

enum read_result input_part_next(struct input_part *part, struct record *record,
				 struct diag *diag)
{
	return part->reader != NULL ? reader_next(part->reader, record, diag)
				    : table_next(part->table, record, diag);
}

bool input_part_rewind(struct input_part *part, struct diag *diag)
{
	return part->reader != NULL ? reader_rewind(part->reader, diag)
				    : table_rewind(part->table, diag);
}

bool input_part_check(const struct input_part *part, struct diag *diag)
{
	struct stat status;

	if (part->size == 0)
		return true;
	if (fstat(part->descriptor, &status) != 0)
		return diag_set_errno(diag, errno, "%s: can't be read",
				      part->path);
	if (part->size == (uint64_t)status.st_size &&
	    part->since.tv_sec == status.st_mtim.tv_sec &&
	    part->since.tv_nsec == status.st_mtim.tv_nsec)
		return true;
	return diag_set(diag,
			"%s: changed while it was read; run it again once the "
			"file is whole",
			part->path);
}

/*
 * Reads until the first line is there, at most FIRST_BLOCK bytes: enough to
 * tell what the file is.
 */
static bool read_start(struct input_part *part, struct strbuf *start,
		       struct diag *diag)
{
	while (slice_find(strbuf_slice(start), '\n') == start->length &&
	       start->length < FIRST_BLOCK) {
		ssize_t got;

		if (!strbuf_reserve(start, FIRST_BLOCK - start->length))
			return diag_memory(diag);
		got = read(part->descriptor, start->data + start->length,
			   FIRST_BLOCK - start->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return diag_set_errno(diag, errno, "%s: can't be read",
					      part->path);
		if (got == 0)
			break;
		start->length += (size_t)got;
	}
	if (start->length == 0)
		return diag_set(diag,
				"%s: no bytes at all; a stream or a table has "
				"a header at least",
				part->path);
	return true;
}

/*
 * A first line solely of TAB-separated names that include person or
 * application. Of a line too long to be seen whole only the names are asked
 * for: the reader will say that it is too long.
 */
static bool looks_like_stream(struct slice start)
{
	size_t end = slice_find(start, '\n');
	struct slice line = slice_part(start, 0, end);
	struct slice name;
	bool has_key = end == FIRST_BLOCK;

	while (slice_next(&line, '\t', &name)) {
		if (!schema_is_name(name))
			return has_key && line.length == 0;
		has_key = has_key || slice_is(name, "person") ||
			  slice_is(name, "application");
	}
	return has_key;
}

static bool open_reader(struct input_part *part, struct slice start,
			const struct input_options *options, struct diag *diag)
{
	part->reader = reader_open(part->descriptor, part->path, start, diag);
	if (part->reader == NULL)
		return false;
	reader_set_seal(part->reader, options->seal_required,
			options->unsealed);
	return true;
}

static bool open_table(struct input_part *part, struct slice start,
		       const struct input_options *options, struct diag *diag)
{
	const struct table_options table_options = {
		.aliases = options->aliases,
		.alias_count = options->alias_count,
		.required = options->required,
		.date_order = options->date_order,
	};

	part->table = table_open(part->descriptor, part->path, start,
				 &table_options, diag);
	return part->table != NULL;
}

bool input_part_open(struct input_part *part, const char *path,
		     const struct input_options *options, struct diag *diag)
{
	struct strbuf start;
	struct stat status;
	bool stream, opened = false;

	part->path = path;
	part->descriptor = file_open_input(path, diag);
	if (part->descriptor < 0)
		return false;
	if (fstat(part->descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
		part->size = (uint64_t)status.st_size;
		part->since = status.st_mtim;
	}
	strbuf_init(&start, FIRST_BLOCK);
	if (read_start(part, &start, diag)) {
		stream = options->kind == INPUT_STREAM ||
			 (options->kind == INPUT_AUTO &&
			  looks_like_stream(strbuf_slice(&start)));
		opened = stream ? open_reader(part, strbuf_slice(&start),
					      options, diag)
				: open_table(part, strbuf_slice(&start),
					     options, diag);
	}
	strbuf_release(&start);
	return opened;
}
