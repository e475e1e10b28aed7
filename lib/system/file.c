#include "system/file.h"

#include "base/number.h"
#include "system/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LOAD_SIZE = 64 * 1024,
	LINE_MAXIMUM = 1024 * 1024,
	HOLDER_SIZE = 32,
	OTHERS_MAY = S_IRWXG | S_IRWXO
};

int file_open_input(const char *path, struct diag *diag)
{
	bool standard = strcmp(path, "-") == 0;
	const char *name = standard ? "standard input" : path;
	int descriptor = STDIN_FILENO;
	struct stat status;

	if (!standard)
		descriptor = descriptor_open(path, O_RDONLY, 0);
	if (descriptor < 0 || fstat(descriptor, &status) < 0) {
		diag_set_errno(diag, errno, "cannot open \"%s\"", name);
	} else if (S_ISDIR(status.st_mode)) {
		diag_set(diag, "\"%s\" is a folder; name a file", name);
	} else {
		return descriptor;
	}
	file_close_input(descriptor);
	return -1;
}

void file_close_input(int descriptor)
{
	if (descriptor > STDERR_FILENO)
		close(descriptor);
}

/* Reads to the end; errno is EFBIG past the maximum, ENOMEM without memory. */
static bool load_all(int descriptor, size_t maximum, struct strbuf *content)
{
	char block[LOAD_SIZE];
	size_t length = 0;
	ssize_t got;

	while ((got = descriptor_read(descriptor, block, sizeof block)) > 0) {
		struct slice part = {block, (size_t)got};

		errno = EFBIG;
		if (part.length > maximum - length)
			return false;
		errno = ENOMEM;
		if (!strbuf_append(content, part))
			return false;
		length += part.length;
	}
	return got == 0;
}

bool file_load(const char *path, size_t maximum, struct strbuf *content,
	       struct diag *diag)
{
	int descriptor = file_open_input(path, diag);
	bool whole;

	if (descriptor < 0)
		return false;
	whole = load_all(descriptor, maximum, content);
	if (!whole && errno == EFBIG)
		diag_set(diag, "\"%s\" is larger than %zu bytes", path,
			 maximum);
	else if (!whole && errno == ENOMEM)
		diag_memory(diag);
	else if (!whole)
		diag_set_errno(diag, errno, "cannot read \"%s\"", path);
	file_close_input(descriptor);
	return whole;
}

bool file_check_private(const char *path, struct diag *diag)
{
	struct stat status;

	if (lstat(path, &status) < 0)
		return diag_set_errno(diag, errno, "cannot use \"%s\"", path);
	if (!S_ISREG(status.st_mode))
		return diag_set(diag,
				"\"%s\" holds secrets and must be a regular "
				"file, not a link or a folder",
				path);
	if (status.st_uid != geteuid())
		return diag_set(diag,
				"\"%s\" holds secrets and must be owned by "
				"the user who runs this",
				path);
	if ((status.st_mode & OTHERS_MAY) != 0)
		return diag_set(diag,
				"\"%s\" holds secrets and others may use it "
				"(mode %04o); run: chmod 600 \"%s\"",
				path, (unsigned)(status.st_mode & 07777), path);
	return true;
}

bool file_exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

/* Opens, or makes, a regular file that is not reached by a link. */
static int open_own(const char *path, int flags, mode_t mode, struct diag *diag)
{
	struct stat status;
	int descriptor = descriptor_open(
		path, flags | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode);

	if (descriptor < 0 && errno == ELOOP) {
		diag_set(diag,
			 "\"%s\" is a symbolic link; name the file it points "
			 "to",
			 path);
		return -1;
	}
	if (descriptor < 0) {
		diag_set_errno(diag, errno, "cannot write to \"%s\"", path);
		return -1;
	}
	if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
		return descriptor;
	diag_set(diag, "\"%s\" is not a regular file", path);
	close(descriptor);
	return -1;
}

/* Whether the file ends within a line: its last writer was cut short. */
static bool is_torn(int descriptor, off_t size)
{
	char last = '\n';

	return size > 0 && pread(descriptor, &last, 1, size - 1) == 1 &&
	       last != '\n';
}

/*
 * Appends under a lock, so that what a full disk let through of a line can be
 * taken back without touching the line of another process.
 */
static bool append_whole(int descriptor, struct slice line)
{
	struct stat status;
	ssize_t put;
	int error;

	if (flock(descriptor, LOCK_EX) < 0 || fstat(descriptor, &status) < 0)
		return false;
	if (!is_torn(descriptor, status.st_size)) {
		line.data++;
		line.length--;
	}
	put = write(descriptor, line.data, line.length);
	if (put >= 0 && (size_t)put == line.length)
		return true;
	error = put < 0 ? errno : ENOSPC;
	if (put > 0 && ftruncate(descriptor, status.st_size) < 0)
		error = errno;
	errno = error;
	return false;
}

bool file_append_line(const char *path, mode_t mode, struct slice line,
		      struct diag *diag)
{
	struct strbuf text;
	int descriptor;
	bool whole;

	if (slice_find(line, '\n') < line.length)
		return diag_set(diag, "a line for \"%s\" holds a line end",
				path);
	strbuf_init(&text, LINE_MAXIMUM);
	strbuf_append_byte(&text, '\n');
	strbuf_append(&text, line);
	strbuf_append_byte(&text, '\n');
	if (text.failed) {
		strbuf_release(&text);
		return diag_memory(diag);
	}
	descriptor = open_own(path, O_RDWR | O_APPEND, mode, diag);
	whole = descriptor >= 0 &&
		append_whole(descriptor, strbuf_slice(&text));
	if (descriptor >= 0 && !whole)
		diag_set_errno(diag, errno, "cannot append to \"%s\"", path);
	strbuf_release(&text);
	if (descriptor >= 0 && close(descriptor) < 0 && whole)
		return diag_set_errno(diag, errno, "cannot append to \"%s\"",
				      path);
	return whole;
}

/* Says who has the lock, as far as the file tells. */
static void tell_holder(const char *path, int descriptor, struct diag *diag)
{
	char text[HOLDER_SIZE];
	ssize_t got = pread(descriptor, text, sizeof text, 0);
	struct slice holder = {text, got < 0 ? 0 : (size_t)got};
	int64_t process;

	if (number_parse(slice_trim(holder), &process))
		diag_set(diag,
			 "\"%s\" is locked by process %lld; wait until it "
			 "has finished",
			 path, (long long)process);
	else
		diag_set(diag,
			 "\"%s\" is locked by another process; wait until "
			 "it has finished",
			 path);
}

int file_lock(const char *path, struct diag *diag)
{
	int descriptor = open_own(path, O_RDWR, S_IRUSR | S_IWUSR, diag);
	char text[NUMBER_SIZE];
	struct slice holder;

	if (descriptor < 0)
		return -1;
	holder = number_format(getpid(), text);
	if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
		if (ftruncate(descriptor, 0) == 0 &&
		    pwrite(descriptor, holder.data, holder.length, 0) ==
			    (ssize_t)holder.length)
			return descriptor;
		diag_set_errno(diag, errno, "cannot write to \"%s\"", path);
	} else if (errno == EWOULDBLOCK) {
		tell_holder(path, descriptor, diag);
	} else {
		diag_set_errno(diag, errno, "cannot lock \"%s\"", path);
	}
	close(descriptor);
	return -1;
}
