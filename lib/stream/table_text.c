#include "stream/table_text.h"

#include "system/digest.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	CARRY_MAX = 4,	    /* bytes of a sequence or pair cut by a block */
	PROBE = 4096,	    /* bytes that show what the file is */
	CONTROLS_SHARE = 50 /* one control character in so many is rubbish */
};

struct table_text {
	int descriptor;
	const char *file;
	bool seekable;
	off_t base;	/* where the file's first byte is */
	uint64_t taken; /* bytes read behind base */
	char *start;	/* of a pipe: read by the caller; owned */
	size_t start_length;
	char carry[CARRY_MAX]; /* read, but not given out yet */
	size_t carried;
	char *raw; /* a block before conversion */
	enum table_encoding encoding;
	bool begun, ended, damaged;
	struct digest_seal *seal; /* of the bytes taken; NULL: not wanted */
	bool sealed;		  /* all bytes of the file are in it */
};

static struct table_text *new_text(struct diag *diag)
{
	struct table_text *text = calloc(1, sizeof *text);

	if (text == NULL) {
		diag_memory(diag);
		return NULL;
	}
	text->raw = malloc(TABLE_BLOCK);
	if (text->raw == NULL) {
		free(text);
		diag_memory(diag);
		return NULL;
	}
	return text;
}

struct table_text *table_text_new(int descriptor, const char *file,
				  struct slice start, struct diag *diag)
{
	struct table_text *text = new_text(diag);
	struct stat status;
	off_t place;

	if (text == NULL)
		return NULL;
	text->descriptor = descriptor;
	text->file = file;
	place = lseek(descriptor, 0, SEEK_CUR);
	if (place >= (off_t)start.length && fstat(descriptor, &status) == 0 &&
	    S_ISREG(status.st_mode)) {
		text->seekable = true;
		text->base = place - (off_t)start.length;
		text->seal = text->base == 0 ? digest_seal_new() : NULL;
		return text;
	}
	if (start.length > 0) {
		text->start = malloc(start.length);
		if (text->start == NULL) {
			table_text_free(text);
			diag_memory(diag);
			return NULL;
		}
		memcpy(text->start, start.data, start.length);
		text->start_length = start.length;
	}
	return text;
}

struct table_text *table_text_again(const struct table_text *text,
				    struct diag *diag)
{
	struct table_text *again;

	diag->message[0] = '\0';
	if (!text->seekable)
		return NULL;
	again = new_text(diag);
	if (again == NULL)
		return NULL;
	again->descriptor = text->descriptor;
	again->file = text->file;
	again->seekable = true;
	again->base = text->base;
	return again;
}

void table_text_free(struct table_text *text)
{
	if (text == NULL)
		return;
	digest_seal_free(text->seal);
	free(text->start);
	free(text->raw);
	free(text);
}

bool table_text_rewind(struct table_text *text)
{
	if (!text->seekable)
		return false;
	text->taken = 0;
	text->carried = 0;
	text->encoding = TABLE_ASCII;
	text->begun = text->ended = text->damaged = false;
	if (text->seal != NULL && !text->sealed)
		digest_seal_reset(text->seal);
	return true;
}

bool table_text_digest(const struct table_text *text, uint64_t *digest)
{
	if (!text->sealed)
		return false;
	*digest = digest_seal_value(text->seal);
	return true;
}

/* The first reading is digested, while its bytes are near. */
static void digest_bytes(struct table_text *text, const char *bytes,
			 size_t length, bool ended)
{
	if (text->seal == NULL || text->sealed)
		return;
	digest_seal_add(text->seal, bytes, length);
	text->sealed = ended;
}

enum table_encoding table_text_encoding(const struct table_text *text)
{
	return text->encoding;
}

bool table_text_at_end(const struct table_text *text)
{
	return text->ended;
}

bool table_text_is_damaged(const struct table_text *text)
{
	return text->damaged;
}

const char *table_text_file(const struct table_text *text)
{
	return text->file;
}

uint64_t table_text_bytes(const struct table_text *text)
{
	return text->taken;
}

static ssize_t read_some(const struct table_text *text, char *into,
			 size_t length)
{
	for (;;) {
		ssize_t n = text->seekable
				    ? pread(text->descriptor, into, length,
					    text->base + (off_t)text->taken)
				    : read(text->descriptor, into, length);

		if (n >= 0 || errno != EINTR)
			return n;
	}
}

/*
 * Fills "into" up to length behind what was carried over, however the bytes
 * arrive: what a block shows must not depend on how a pipe was written.
 */
static bool take_block(struct table_text *text, char *into, size_t *length,
		       struct diag *diag)
{
	struct slice start = {text->start, text->start_length};
	struct slice rest = slice_part(start, text->taken, TABLE_BLOCK);
	size_t carried = text->carried, count = carried;
	bool ended = false;

	memcpy(into, text->carry, count);
	text->carried = 0;
	if (!text->seekable && rest.length > 0) {
		if (rest.length > TABLE_BLOCK - count)
			rest.length = TABLE_BLOCK - count;
		memcpy(into + count, rest.data, rest.length);
		text->taken += rest.length;
		count += rest.length;
	}
	while (count < TABLE_BLOCK) {
		ssize_t n = read_some(text, into + count, TABLE_BLOCK - count);

		if (n < 0)
			return diag_set_errno(diag, errno, "%s: can't be read",
					      text->file);
		ended = n == 0;
		if (ended)
			break;
		count += (size_t)n;
		text->taken += (uint64_t)n;
	}
	digest_bytes(text, into + carried, count - carried, ended);
	*length = count;
	return true;
}

static bool is_rubbish(struct slice probe)
{
	size_t controls = 0;

	for (size_t i = 0; i < probe.length; i++) {
		unsigned char byte = (unsigned char)probe.data[i];

		if ((byte < 0x20 && (byte < '\t' || byte > '\r')) ||
		    byte == 0x7f)
			controls++;
	}
	return controls > probe.length / CONTROLS_SHARE;
}

static bool fail_nul(const struct table_text *text, struct diag *diag)
{
	const char *slash = strrchr(text->file, '/');
	const char *name = slash == NULL ? text->file : slash + 1;

	if (strncmp(name, "~$", 2) == 0)
		return diag_set(diag,
				"%s: is the lock of a workbook that is open "
				"somewhere; close it there, or leave this out",
				text->file);
	return diag_set(diag,
			"%s: holds NUL bytes: it is damaged or no table of "
			"text; save it again as CSV (UTF-8) or XLSX",
			text->file);
}

/* Looks at the first block; *mark is the length of its byte order mark. */
static bool begin(struct table_text *text, struct slice block, size_t *mark,
		  struct diag *diag)
{
	struct slice probe = slice_part(block, 0, PROBE);

	text->begun = true;
	text->encoding = encoding_of_start(block, mark);
	if (text->encoding == TABLE_UTF16_LE && block.length >= 4 &&
	    block.data[2] == '\0' && block.data[3] == '\0')
		return diag_set(diag, "%s: is UTF-32; save it as CSV (UTF-8)",
				text->file);
	if (text->encoding == TABLE_UTF16_LE ||
	    text->encoding == TABLE_UTF16_BE)
		return true;
	if (probe.length > 0 && memchr(probe.data, '\0', probe.length) != NULL)
		return fail_nul(text, diag);
	if (is_rubbish(probe))
		return diag_set(diag,
				"%s: holds control characters: it is no table "
				"of text; save it as CSV (UTF-8) or XLSX",
				text->file);
	return true;
}

static bool convert(struct table_text *text, struct slice block, char *into,
		    size_t *added, struct diag *diag)
{
	struct encoding_result result =
		encoding_convert(text->encoding, block, text->ended, into);

	if (result.nul)
		return fail_nul(text, diag);
	text->damaged |= result.damaged;
	text->carried = block.length - result.taken;
	memcpy(text->carry, block.data + result.taken, text->carried);
	*added = result.written;
	return true;
}

bool table_text_fill(struct table_text *text, char *into, size_t *added,
		     struct diag *diag)
{
	struct slice block = {into, 0};
	size_t mark = 0;

	if (!take_block(text, into, &block.length, diag))
		return false;
	text->ended = block.length < TABLE_BLOCK;
	if (!text->begun && !begin(text, block, &mark, diag))
		return false;
	if (text->encoding == TABLE_ASCII)
		text->encoding = encoding_of_bytes(block);
	*added = block.length;
	if (mark == 0 && (text->encoding == TABLE_ASCII ||
			  (text->encoding == TABLE_UTF8 &&
			   encoding_valid_length(block) == block.length)))
		return true;
	block = slice_part(block, mark, block.length);
	if (block.length > 0)
		memcpy(text->raw, block.data, block.length);
	block.data = text->raw;
	return convert(text, block, into, added, diag);
}
