#include "stream/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	PIPE_SIZE = 1024 * 1024,
	PIECE = 16 * 1024 /* bytes indexed at a time */
};

bool lines_fail(const struct lines *lines, struct diag *diag, const char *what)
{
	return diag_set(diag, "%s:%llu: broken stream: %s", lines->file,
			(unsigned long long)lines->number, what);
}

/* Makes room in a list for a piece of the buffer. */
static bool grow_list(uint32_t **entries, size_t count, size_t *room)
{
	size_t capacity = *room;
	uint32_t *grown;

	if (capacity - count >= PIECE + SCAN_SLACK)
		return true;
	while (capacity - count < PIECE + SCAN_SLACK)
		capacity = capacity == 0 ? PIECE + SCAN_SLACK : 2 * capacity;
	grown = realloc(*entries, capacity * sizeof *grown);
	if (grown == NULL)
		return false;
	*entries = grown;
	*room = capacity;
	return true;
}

static bool grow_lists(struct lines *lines, struct diag *diag)
{
	struct scan_index *index = &lines->index;

	if (grow_list(&index->separators, index->separator_count,
		      &lines->separator_room) &&
	    grow_list(&index->lines, index->line_count, &lines->line_room) &&
	    grow_list(&index->escapes, index->escape_count,
		      &lines->escape_room))
		return true;
	return diag_memory(diag);
}

static bool grow(struct lines *lines, size_t capacity, struct diag *diag)
{
	char *buffer = realloc(lines->buffer, capacity + SCAN_SLACK);

	if (buffer == NULL)
		return diag_memory(diag);
	memset(buffer + capacity, 0, SCAN_SLACK);
	lines->buffer = buffer;
	lines->capacity = capacity;
	return true;
}

/* Moves the unfinished line to the front of the buffer and forgets the rest. */
static void drop_used(struct lines *lines)
{
	size_t left = lines->filled - lines->start;

	if (lines->hashing)
		digest_seal_add(lines->seal, lines->buffer, lines->start);
	memmove(lines->buffer, lines->buffer + lines->start, left);
	lines->filled = left;
	lines->start = 0;
	lines->scanned = 0;
	lines->index.separator_count = 0;
	lines->index.line_count = 0;
	lines->index.escape_count = 0;
	lines->separator = lines->line = lines->escape = 0;
}

/* Reads a block behind the unfinished line and indexes it. */
bool lines_fill(struct lines *lines, struct diag *diag)
{
	ssize_t got;

	drop_used(lines);
	if (lines->filled > LINES_LINE_MAX)
		return lines_fail(lines, diag,
				  "a line of over 1 MiB; a record is shorter");
	if (lines->capacity - lines->filled < LINES_BLOCK &&
	    !grow(lines, lines->capacity + LINES_BLOCK, diag))
		return false;
	do
		got = read(lines->descriptor, lines->buffer + lines->filled,
			   LINES_BLOCK);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return diag_set_errno(diag, errno, "%s: can't be read",
				      lines->file);
	lines->at_end = got == 0;
	lines->filled += (size_t)got;
	lines->bytes += (uint64_t)got;
	return true;
}

/* Indexes what was read, piece by piece, so that the lists stay small. */
static bool scan(struct lines *lines, struct diag *diag)
{
	size_t to = lines->scanned, done;

	while (to < lines->filled) {
		to = lines->filled - to > PIECE ? to + PIECE : lines->filled;
		if (!grow_lists(lines, diag))
			return false;
		if (!scan_index_add(&lines->index, lines->buffer,
				    lines->scanned, to, &done))
			return lines_fail(lines, diag,
					  lines->buffer[done] == '\0'
						  ? "a NUL byte; text has none"
						  : "a byte that is not UTF-8");
		lines->scanned = done;
	}
	return true;
}

int lines_have(struct lines *lines, struct diag *diag)
{
	while (lines->line == lines->index.line_count) {
		if (lines->at_end && lines->filled == lines->start)
			return 0;
		if (lines->at_end) {
			lines_fail(lines, diag,
				   lines->scanned < lines->filled
					   ? "a byte that is not UTF-8"
					   : "the last line has no newline: it "
					     "may be cut");
			return -1;
		}
		if (!lines_fill(lines, diag) || !scan(lines, diag))
			return -1;
	}
	return 1;
}

bool lines_open(struct lines *lines, struct slice start, struct diag *diag)
{
	/* A kernel that can't enlarge the pipe just leaves it as it is. */
	(void)fcntl(lines->descriptor, F_SETPIPE_SZ, PIPE_SIZE);
	lines->seal = digest_seal_new();
	if (lines->seal == NULL)
		return diag_memory(diag);
	if (!grow(lines, start.length + 2 * LINES_BLOCK, diag))
		return false;
	if (start.length > 0)
		memcpy(lines->buffer, start.data, start.length);
	lines->filled = start.length;
	lines->bytes = start.length;
	lines->hashing = true;
	lines->number = 1;
	return scan(lines, diag);
}

void lines_close(struct lines *lines)
{
	free(lines->buffer);
	free(lines->index.separators);
	free(lines->index.lines);
	free(lines->index.escapes);
	digest_seal_free(lines->seal);
}

bool lines_rewind(struct lines *lines, struct diag *diag)
{
	if (lseek(lines->descriptor, 0, SEEK_SET) != 0)
		return diag_set_errno(diag, errno, "%s: can't be read twice",
				      lines->file);
	lines->filled = lines->start = 0;
	drop_used(lines);
	digest_seal_reset(lines->seal);
	lines->hashing = true;
	lines->at_end = false;
	lines->number = 1;
	lines->bytes = 0;
	return true;
}
