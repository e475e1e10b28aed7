/*
 * A shim that records what a program does to the files under one folder, so
 * that power-images can make what a disk may hold after the power failed:
 *
 *	LD_PRELOAD=BUILD/fault/power-record.so POWER_FOLDER=DIR \
 *		POWER_RECORD=FILE vk-payout propose ...
 *
 * Each call that changes a file, and each sync, is a line of the record, with
 * paths as they are after symbolic links:
 *
 *	create PATH
 *	write PATH OFFSET LENGTH	(followed by the bytes and a newline)
 *	truncate PATH LENGTH
 *	rename FROM TO
 *	unlink PATH
 *	sync PATH
 *
 * What is written to shared memory (SQLite's -shm) is not recorded: it does
 * not outlive the power.
 */
#include "shim.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Whether a path lies in the folder whose power fails. */
static bool is_here(const char *path)
{
	const char *folder = getenv("POWER_FOLDER");
	size_t length = folder == NULL ? 0 : strlen(folder);

	if (strlen(path) > 4 && strcmp(path + strlen(path) - 4, "-shm") == 0)
		return false;
	return length > 0 && strncmp(path, folder, length) == 0 &&
	       (path[length] == '/' || path[length] == '\0');
}

/* One piece of the record, in one call past the functions below. */
static void put(const struct iovec *parts, int count)
{
	const char *file = getenv("POWER_RECORD");
	int descriptor = file == NULL
				 ? -1
				 : (int)syscall(SYS_openat, AT_FDCWD, file,
						O_WRONLY | O_APPEND | O_CREAT |
							O_CLOEXEC,
						0600);

	if (descriptor < 0)
		return;
	if (syscall(SYS_writev, descriptor, parts, count) < 0)
		abort();
	syscall(SYS_close, descriptor);
}

static void put_line(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

static void put_line(const char *format, ...)
{
	char line[2 * PATH_MAX + 64];
	struct iovec part = {line, 0};
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	part.iov_len = (size_t)length;
	put(&part, 1);
}

static bool path_of(int descriptor, char path[PATH_MAX])
{
	char link[64];
	ssize_t length;

	snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
	length = readlink(link, path, PATH_MAX - 1);
	path[length < 0 ? 0 : length] = '\0';
	return length > 0 && is_here(path);
}

/* The path of a name that need not be there yet. */
static bool full_path(const char *name, char path[PATH_MAX])
{
	char folder[PATH_MAX], resolved[PATH_MAX];
	const char *slash = strrchr(name, '/');
	const char *last = slash == NULL ? name : slash + 1;
	int length;

	snprintf(folder, sizeof folder, "%.*s",
		 slash == NULL ? 1 : (int)(slash - name),
		 slash == NULL ? "." : name);
	if (realpath(folder[0] == '\0' ? "/" : folder, resolved) == NULL)
		return false;
	length = snprintf(path, PATH_MAX, "%s/%s", resolved, last);
	return length > 0 && length < PATH_MAX && is_here(path);
}

static void record_write(int descriptor, const void *data, size_t length,
			 off_t offset)
{
	char path[PATH_MAX], line[PATH_MAX + 64], newline = '\n';
	struct stat status;
	struct iovec parts[3];
	int head;

	if (descriptor <= STDERR_FILENO || fstat(descriptor, &status) != 0 ||
	    !S_ISREG(status.st_mode) || !path_of(descriptor, path))
		return;
	head = snprintf(line, sizeof line, "write %s %lld %zu\n", path,
			(long long)offset, length);
	parts[0] = (struct iovec){line, (size_t)head};
	memcpy(&parts[1].iov_base, &data, sizeof data);
	parts[1].iov_len = length;
	parts[2] = (struct iovec){&newline, 1};
	put(parts, 3);
}

ssize_t write(int descriptor, const void *data, size_t length)
{
	off_t offset = lseek(descriptor, 0, SEEK_CUR);
	ssize_t written;
	REAL(write);

	written = real(descriptor, data, length);
	if (written > 0 && offset >= 0)
		record_write(descriptor, data, (size_t)written, offset);
	return written;
}

ssize_t pwrite64(int descriptor, const void *data, size_t length,
		 off64_t offset)
{
	ssize_t written;
	REAL(pwrite64);

	written = real(descriptor, data, length, offset);
	if (written > 0)
		record_write(descriptor, data, (size_t)written, offset);
	return written;
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset)
{
	return pwrite64(descriptor, data, length, offset);
}

static void record_sync(int descriptor)
{
	char path[PATH_MAX];

	if (path_of(descriptor, path))
		put_line("sync %s\n", path);
}

int fsync(int descriptor)
{
	int result;
	REAL(fsync);

	result = real(descriptor);
	if (result == 0)
		record_sync(descriptor);
	return result;
}

int fdatasync(int descriptor)
{
	int result;
	REAL(fdatasync);

	result = real(descriptor);
	if (result == 0)
		record_sync(descriptor);
	return result;
}

int ftruncate64(int descriptor, off64_t length)
{
	char path[PATH_MAX];
	int result;
	REAL(ftruncate64);

	result = real(descriptor, length);
	if (result == 0 && path_of(descriptor, path))
		put_line("truncate %s %lld\n", path, (long long)length);
	return result;
}

int ftruncate(int descriptor, off_t length)
{
	return ftruncate64(descriptor, length);
}

int rename(const char *from, const char *to)
{
	char before[PATH_MAX], after[PATH_MAX];
	bool here = full_path(from, before) && full_path(to, after);
	int result;
	REAL(rename);

	result = real(from, to);
	if (result == 0 && here)
		put_line("rename %s %s\n", before, after);
	return result;
}

int unlink(const char *name)
{
	char path[PATH_MAX];
	bool here = full_path(name, path);
	int result;
	REAL(unlink);

	result = real(name);
	if (result == 0 && here)
		put_line("unlink %s\n", path);
	return result;
}

/* A file that an open makes is recorded; one that was there is not. */
static int open_recorded(int (*real)(const char *, int, ...), const char *name,
			 int flags, mode_t mode)
{
	char path[PATH_MAX];
	bool makes = (flags & O_CREAT) != 0 && access(name, F_OK) != 0 &&
		     full_path(name, path);
	int descriptor = real(name, flags, mode);

	if (descriptor >= 0 && makes)
		put_line("create %s\n", path);
	if (descriptor >= 0 && (flags & O_TRUNC) != 0 && !makes &&
	    path_of(descriptor, path))
		put_line("truncate %s 0\n", path);
	return descriptor;
}

int open(const char *name, int flags, ...)
{
	va_list arguments;
	mode_t mode;
	REAL(open);

	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	return open_recorded(real, name, flags, mode);
}

int open64(const char *name, int flags, ...)
{
	va_list arguments;
	mode_t mode;
	REAL(open64);

	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	return open_recorded(real, name, flags, mode);
}
