/*
 * A shim that makes the N-th call that changes a file fail, loaded before the
 * C library:
 *
 *	LD_PRELOAD=BUILD/fault/io-fault.so IO_FAULT_AT=7 vk-payout propose ...
 *
 * The calls are write, writev, pwrite, fsync, fdatasync, ftruncate, rename,
 * unlink, open of a file to be made, and malloc (also calloc and realloc),
 * which counts only where IO_FAULT_CALLS names it. They are told by these
 * variables:
 *
 *	IO_FAULT_AT=N	   which call fails, from 1; 0 or unset: none
 *	IO_FAULT_FOR=N	   how many fail from there on (1); 0: all to the end
 *	IO_FAULT_AS=WHAT   EIO (as unset), EINTR, ENOSPC, EDQUOT, EROFS,
 *			   ENOMEM; "short": a write of half the bytes, ENOSPC
 *			   for other calls; "KILL": SIGKILL before the call
 *	IO_FAULT_CALLS=LIST  the calls that count, comma-separated (all)
 *	IO_FAULT_PATH=TEXT count only files whose path holds the text
 *	IO_FAULT_PROGRAM=NAME  count only in programs of this name
 *	IO_FAULT_LOG=FILE  append a line "call N NAME PATH" for each call that
 *			   counts, with " fails" behind those that were made to
 *
 * An allocation is in the log only where it fails. Calls on standard error
 *never count. Every process counts for itself.
 */
#include "shim.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum fault {
	FAULT_NONE,
	FAULT_ERROR, /* errno is set */
	FAULT_SHORT
};

static unsigned long counted;

static unsigned long setting(const char *name, unsigned long unset)
{
	const char *text = getenv(name);

	return text == NULL ? unset : strtoul(text, NULL, 10);
}

/* Whether the comma-separated list of calls, if there is one, has this. */
static bool is_wanted_call(const char *name)
{
	const char *list = getenv("IO_FAULT_CALLS");
	size_t length = strlen(name);

	if (list == NULL && strcmp(name, "malloc") == 0)
		return false;
	while (list != NULL && *list != '\0') {
		size_t part = strcspn(list, ",");

		if (part == length && memcmp(list, name, length) == 0)
			return true;
		list += part + (list[part] == ',');
	}
	return list == NULL;
}

static bool is_wanted_program(void)
{
	const char *name = getenv("IO_FAULT_PROGRAM");

	return name == NULL || strcmp(name, program_invocation_short_name) == 0;
}

static bool is_wanted_path(const char *path)
{
	const char *text = getenv("IO_FAULT_PATH");

	return text == NULL || strstr(path, text) != NULL;
}

/* Written past the functions below, which would count it. */
static void log_call(const char *name, const char *path, bool fails)
{
	const char *file = getenv("IO_FAULT_LOG");
	char line[4400];
	int descriptor, length;

	if (file == NULL)
		return;
	length = snprintf(line, sizeof line, "call %lu %s %s%s\n", counted,
			  name, path, fails ? " fails" : "");
	descriptor =
		(int)syscall(SYS_openat, AT_FDCWD, file,
			     O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (descriptor >= 0 && length > 0)
		syscall(SYS_write, descriptor, line,
			(size_t)length < sizeof line ? (size_t)length
						     : sizeof line - 1);
	if (descriptor >= 0)
		close(descriptor);
}

static enum fault fault_of_setting(void)
{
	const char *what = getenv("IO_FAULT_AS");
	static const struct {
		const char *name;
		int error;
	} errors[] = {
		{"EIO", EIO},	    {"EINTR", EINTR},	{"ENOMEM", ENOMEM},
		{"ENOSPC", ENOSPC}, {"EDQUOT", EDQUOT}, {"EROFS", EROFS},
	};

	if (what != NULL && strcmp(what, "KILL") == 0)
		kill(getpid(), SIGKILL);
	errno = EIO;
	if (what != NULL && strcmp(what, "short") == 0) {
		errno = ENOSPC;
		return FAULT_SHORT;
	}
	for (size_t i = 0; what != NULL && i < sizeof errors / sizeof *errors;
	     i++)
		if (strcmp(what, errors[i].name) == 0)
			errno = errors[i].error;
	return FAULT_ERROR;
}

static enum fault next_fault(const char *name, const char *path)
{
	unsigned long at = setting("IO_FAULT_AT", 0);
	unsigned long count = setting("IO_FAULT_FOR", 1);
	bool fails;

	if (!is_wanted_call(name) || !is_wanted_path(path) ||
	    !is_wanted_program())
		return FAULT_NONE;
	counted++;
	fails = at != 0 && counted >= at &&
		(count == 0 || counted - at < count);
	if (fails || strcmp(name, "malloc") != 0)
		log_call(name, path, fails);
	return fails ? fault_of_setting() : FAULT_NONE;
}

static enum fault next_descriptor_fault(const char *name, int descriptor)
{
	char link[64], path[4096];
	ssize_t length;

	if (descriptor == STDERR_FILENO)
		return FAULT_NONE;
	snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
	length = readlink(link, path, sizeof path - 1);
	path[length < 0 ? 0 : length] = '\0';
	return next_fault(name, path);
}

ssize_t write(int descriptor, const void *data, size_t length)
{
	enum fault fault = next_descriptor_fault("write", descriptor);
	REAL(write);

	if (fault == FAULT_ERROR || (fault == FAULT_SHORT && length < 2))
		return -1;
	return real(descriptor, data,
		    fault == FAULT_SHORT ? length / 2 : length);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count)
{
	enum fault fault = next_descriptor_fault("writev", descriptor);
	REAL(writev);

	if (fault == FAULT_ERROR || (fault == FAULT_SHORT && count < 2))
		return -1;
	return real(descriptor, parts,
		    fault == FAULT_SHORT ? count / 2 : count);
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset)
{
	enum fault fault = next_descriptor_fault("pwrite", descriptor);
	REAL(pwrite);

	if (fault == FAULT_ERROR || (fault == FAULT_SHORT && length < 2))
		return -1;
	return real(descriptor, data,
		    fault == FAULT_SHORT ? length / 2 : length, offset);
}

ssize_t pwrite64(int descriptor, const void *data, size_t length,
		 off64_t offset)
{
	enum fault fault = next_descriptor_fault("pwrite", descriptor);
	REAL(pwrite64);

	if (fault == FAULT_ERROR || (fault == FAULT_SHORT && length < 2))
		return -1;
	return real(descriptor, data,
		    fault == FAULT_SHORT ? length / 2 : length, offset);
}

int fsync(int descriptor)
{
	REAL(fsync);

	return next_descriptor_fault("fsync", descriptor) == FAULT_NONE
		       ? real(descriptor)
		       : -1;
}

int fdatasync(int descriptor)
{
	REAL(fdatasync);

	return next_descriptor_fault("fdatasync", descriptor) == FAULT_NONE
		       ? real(descriptor)
		       : -1;
}

int ftruncate(int descriptor, off_t length)
{
	REAL(ftruncate);

	return next_descriptor_fault("ftruncate", descriptor) == FAULT_NONE
		       ? real(descriptor, length)
		       : -1;
}

int ftruncate64(int descriptor, off64_t length)
{
	REAL(ftruncate64);

	return next_descriptor_fault("ftruncate", descriptor) == FAULT_NONE
		       ? real(descriptor, length)
		       : -1;
}

int rename(const char *from, const char *to)
{
	REAL(rename);

	return next_fault("rename", to) == FAULT_NONE ? real(from, to) : -1;
}

int unlink(const char *path)
{
	REAL(unlink);

	return next_fault("unlink", path) == FAULT_NONE ? real(path) : -1;
}

int open(const char *path, int flags, ...)
{
	va_list arguments;
	mode_t mode;
	REAL(open);

	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	if ((flags & O_CREAT) != 0 && next_fault("open", path) != FAULT_NONE)
		return -1;
	return real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list arguments;
	mode_t mode;
	REAL(open64);

	va_start(arguments, flags);
	mode = mode_of(flags, arguments);
	va_end(arguments);
	if ((flags & O_CREAT) != 0 && next_fault("open", path) != FAULT_NONE)
		return -1;
	return real(path, flags, mode);
}

/* The C library's own names for its allocator: dlsym allocates itself. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return next_fault("malloc", "") == FAULT_NONE ? __libc_malloc(size)
						      : NULL;
}

void *calloc(size_t count, size_t size)
{
	return next_fault("malloc", "") == FAULT_NONE
		       ? __libc_calloc(count, size)
		       : NULL;
}

void *realloc(void *old, size_t size)
{
	return next_fault("malloc", "") == FAULT_NONE
		       ? __libc_realloc(old, size)
		       : NULL;
}
