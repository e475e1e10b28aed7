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

void lines_hash(struct lines *lines)
{
	if (lines->hashing)
		digest_seal_add(lines->seal, lines->buffer + lines->hashed,
				lines->start - lines->hashed);
	lines->hashed = lines->start;
}

void lines_end_digest(struct lines *lines)
{
	lines_hash(lines);
	lines->hashing = false;
	lines->digested = true;
}

/* Moves the unfinished line to the front of the buffer and forgets the rest. */
static void drop_used(struct lines *lines)
{
	size_t left = lines->filled - lines->start;

	lines_hash(lines);
	memmove(lines->buffer, lines->buffer + lines->start, left);
	lines->filled = left;
	lines->start = lines->hashed = 0;
	lines->scanned = lines->offered = 0;
	lines->index.separator_count = 0;
	lines->index.line_count = 0;
	lines->index.escape_count = 0;
	lines->separator = lines->line = lines->escape = 0;
}

/* Forgets the entries of a list before the first that is still needed. */
static void drop_entries(uint32_t *entries, size_t *count, size_t *first)
{
	if (*first == 0)
		return;
	memmove(entries, entries + *first, (*count - *first) * sizeof *entries);
	*count -= *first;
	*first = 0;
}

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

/* The line of a bad byte is some lines behind the one that is next. */
static bool fail_byte(struct lines *lines, size_t place, struct diag *diag)
{
	for (size_t i = lines->start; i < place; i++)
		lines->number += lines->buffer[i] == '\n';
	return lines_fail(lines, diag,
			  place < lines->filled && lines->buffer[place] == '\0'
				  ? "a NUL byte; text has none"
				  : "a byte that is not UTF-8");
}

/*
 * Indexes one more piece of the block, when all lines before it were taken: it
 * is still in the processor's first cache when its records are made.
 */
static bool scan_piece(struct lines *lines, struct diag *diag)
{
	struct scan_index *index = &lines->index;
	size_t left = lines->filled - lines->offered, done;

	lines_hash(lines);
	drop_entries(index->separators, &index->separator_count,
		     &lines->separator);
	drop_entries(index->escapes, &index->escape_count, &lines->escape);
	index->line_count = lines->line = 0;
	if (!grow_lists(lines, diag))
		return false;
	lines->offered += left > PIECE ? PIECE : left;
	if (!scan_index_add(index, lines->buffer, lines->scanned,
			    lines->offered, &done))
		return fail_byte(lines, done, diag);
	lines->scanned = done;
	return true;
}

int lines_have(struct lines *lines, struct diag *diag)
{
	while (lines->line == lines->index.line_count) {
		if (lines->offered < lines->filled) {
			if (!scan_piece(lines, diag))
				return -1;
			continue;
		}
		if (lines->at_end && lines->filled == lines->start)
			return 0;
		if (lines->at_end && lines->scanned < lines->filled) {
			fail_byte(lines, lines->scanned, diag);
			return -1;
		}
		if (lines->at_end) {
			lines_fail(lines, diag,
				   "the last line has no newline: it may be "
				   "cut");
			return -1;
		}
		if (!lines_fill(lines, diag))
			return -1;
	}
	return 1;
}

size_t lines_fields(const struct lines *lines)
{
	const uint32_t *ends = lines->index.separators + lines->separator;
	size_t count = 1;

	while (*ends++ != lines->index.lines[lines->line])
		count++;
	return count;
}

bool lines_open(struct lines *lines, struct slice start, struct diag *diag)
{
	/* A kernel that can't enlarge the pipe just leaves it as it is. */
	(void)fcntl(lines->descriptor, F_SETPIPE_SZ, PIPE_SIZE);
	lines->index.way = scan_best();
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
	return true;
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
	lines->filled = lines->start = lines->hashed = 0;
	drop_used(lines);
	if (!lines->digested)
		digest_seal_reset(lines->seal);
	lines->hashing = !lines->digested;
	lines->at_end = false;
	lines->number = 1;
	lines->bytes = 0;
	return true;
}
