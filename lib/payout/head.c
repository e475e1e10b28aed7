#include "payout/head.h"

#include "base/number.h"
#include "base/strbuf.h"
#include "system/file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_LENGTH_MAX = 256 };

static const char magic[] = "vk-payout head 1";

static bool parse_hex(struct slice text, uint8_t out[DIGEST_SIZE])
{
	static const char digits[] = "0123456789abcdef";

	if (text.length != 2 * DIGEST_SIZE)
		return false;
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		const char *high = memchr(digits, text.data[2 * i], 16);
		const char *low = memchr(digits, text.data[2 * i + 1], 16);

		if (high == NULL || low == NULL)
			return false;
		out[i] = (uint8_t)((high - digits) << 4 | (low - digits));
	}
	return true;
}

static bool format(const struct head *head, struct strbuf *out)
{
	char hex[DIGEST_HEX_SIZE];
	uint8_t check[DIGEST_SIZE];

	digest_hex(head->hash, DIGEST_SIZE, hex);
	strbuf_append_format(out, "%s\t%lld\t%s\t", magic,
			     (long long)head->sequence, hex);
	digest_sha256(strbuf_slice(out), check);
	digest_hex(check, DIGEST_SIZE, hex);
	return strbuf_append_format(out, "%s\n", hex);
}

bool head_parse(const char *text, size_t length, struct head *head)
{
	struct slice rest = {text, length}, part;
	struct strbuf again;
	bool same;

	if (!slice_next(&rest, '\t', &part) || !slice_is(part, magic) ||
	    !slice_next(&rest, '\t', &part) ||
	    !number_parse(part, &head->sequence) || head->sequence < 0 ||
	    !slice_next(&rest, '\t', &part) || !parse_hex(part, head->hash))
		return false;
	/* There is one way to write a head, so comparing checks the sum. */
	strbuf_init(&again, HEAD_LENGTH_MAX);
	same = format(head, &again) &&
	       slice_equal(strbuf_slice(&again), (struct slice){text, length});
	strbuf_release(&again);
	return same;
}

/* What somebody else may change, or point elsewhere, acknowledges nothing. */
static bool check_own(const char *path, struct diag *diag)
{
	struct stat status;

	if (lstat(path, &status) < 0)
		return diag_set_errno(diag, errno, "cannot use \"%s\"", path);
	if (!S_ISREG(status.st_mode))
		return diag_set(diag,
				"\"%s\" must be a regular file, not a link or "
				"a folder",
				path);
	if (status.st_uid != geteuid() ||
	    (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return diag_set(diag,
				"\"%s\" must be a file that only the user who "
				"runs this may change",
				path);
	return true;
}

bool head_load(const char *path, struct head *head, bool *found,
	       struct diag *diag)
{
	struct strbuf content;
	bool fine;

	*found = file_exists(path);
	if (!*found)
		return true;
	if (!check_own(path, diag))
		return false;
	strbuf_init(&content, HEAD_LENGTH_MAX);
	fine = file_load(path, HEAD_LENGTH_MAX, &content, diag);
	if (fine && !head_parse(content.data, content.length, head))
		fine = diag_set(diag,
				"\"%s\" is no acknowledged head of a ledger: "
				"it was damaged or changed",
				path);
	strbuf_release(&content);
	return fine;
}

bool head_save(const char *path, const struct head *head, struct diag *diag)
{
	struct strbuf content;
	bool fine;

	strbuf_init(&content, HEAD_LENGTH_MAX);
	fine = format(head, &content) || diag_memory(diag);
	fine = fine && file_save(path, 0600, strbuf_slice(&content), diag);
	strbuf_release(&content);
	return fine;
}
