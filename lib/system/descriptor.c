#include "system/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

int descriptor_open(const char *path, int flags, mode_t mode)
{
	int descriptor, moved, error;

	do {
		descriptor = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
	} while (descriptor < 0 && errno == EINTR);
	if (descriptor < 0 || descriptor > STDERR_FILENO)
		return descriptor;
	moved = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	error = errno;
	close(descriptor);
	errno = error;
	return moved;
}

ssize_t descriptor_read(int descriptor, void *data, size_t length)
{
	ssize_t got;

	do {
		got = read(descriptor, data, length);
	} while (got < 0 && errno == EINTR);
	return got;
}

/* Whether a failed write is worth another try; waits where it has to. */
static bool can_go_on(int descriptor)
{
	struct pollfd ready = {.fd = descriptor, .events = POLLOUT};

	if (errno == EINTR)
		return true;
	if (errno != EAGAIN)
		return false;
	return poll(&ready, 1, -1) >= 0 || errno == EINTR;
}

bool descriptor_write(int descriptor, const void *data, size_t length)
{
	const char *next = data;

	while (length > 0) {
		ssize_t put = write(descriptor, next, length);

		if (put < 0) {
			if (!can_go_on(descriptor))
				return false;
			continue;
		}
		next += put;
		length -= (size_t)put;
	}
	return true;
}
