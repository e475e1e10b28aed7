/*
 * A shim that lets the power fail, loaded before the C library:
 *
 *	LD_PRELOAD=BUILD/fault/power-loss.so POWER_AT=7 POWER_SEED=1 \
 *		POWER_AS=tear vk-payout propose ...
 *
 * What was written to a file since its last fsync or fdatasync, and what was
 * renamed since the last fsync of its folder, is remembered. Before the N-th
 * call that changes a file (POWER_AT; 0: when the program ends well) a part of
 * it, chosen by the seed, is lost, and the program is killed:
 *
 *	drop	writes are undone
 *	zero	their sectors are zeroed
 *	tear	only their first sectors remain; POWER_SECTOR bytes each (512)
 *
 * Renames are undone or not. POWER_LOG=FILE gets a line when the power failed.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct change {
	struct change *older;
	dev_t device; /* of the file, or of the folder of a rename */
	ino_t inode;
	char path[1024], from[1024]; /* from: only of a rename */
	off_t offset, size_before;
	size_t length;
	char *before; /* what stood there */
	size_t before_length;
};

static struct change *newest;
static unsigned long counted;
static uint64_t random_state;

#define REAL(name)                                                             \
	static __typeof__(name) *real;                                         \
	void *symbol = dlsym(RTLD_NEXT, #name);                                \
	memcpy(&real, &symbol, sizeof symbol)

static uint64_t next_random(void)
{
	random_state =
		random_state * 6364136223846793005U + 1442695040888963407U;
	return random_state >> 33;
}

static bool path_of(int descriptor, char path[1024])
{
	char link[64];
	ssize_t length;

	snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
	length = readlink(link, path, 1023);
	path[length < 0 ? 0 : length] = '\0';
	return length > 0 && path[0] == '/' && strncmp(path, "/memfd:", 7) != 0;
}

static void undo_rename(const struct change *change)
{
	char kept[1100];

	snprintf(kept, sizeof kept, "%s.power-old", change->path);
	if (renameat(AT_FDCWD, change->path, AT_FDCWD, change->from) == 0)
		(void)renameat(AT_FDCWD, kept, AT_FDCWD, change->path);
}

/* Undoes, zeroes or tears one write. */
static void lose(const struct change *change, const char *as)
{
	const char *sector_text = getenv("POWER_SECTOR");
	size_t sector = sector_text == NULL ? 512 : strtoul(sector_text, 0, 10);
	size_t kept = 0;
	int file = open(change->path, O_WRONLY | O_CLOEXEC);
	char *bytes;

	if (file < 0)
		return;
	REAL(pwrite64);
	if (strcmp(as, "tear") == 0)
		kept = next_random() % (change->length / sector + 1) * sector;
	bytes = calloc(1, change->length + 1);
	if (bytes != NULL && strcmp(as, "zero") != 0)
		memcpy(bytes, change->before, change->before_length);
	if (bytes != NULL && kept < change->length)
		(void)!real(file, bytes + kept, change->length - kept,
			    change->offset + (off_t)kept);
	if (strcmp(as, "drop") == 0) {
		int (*truncate_real)(int, off64_t);
		void *found = dlsym(RTLD_NEXT, "ftruncate64");

		memcpy(&truncate_real, &found, sizeof found);
		(void)truncate_real(file, change->size_before);
	}
	free(bytes);
	close(file);
}

static void power_fails(void)
{
	const char *as = getenv("POWER_AS"), *log = getenv("POWER_LOG");
	const char *seed = getenv("POWER_SEED");

	random_state = seed == NULL ? 1 : strtoul(seed, NULL, 10);
	for (struct change *each = newest; each != NULL; each = each->older) {
		if (next_random() % 4 == 0)
			continue;
		if (each->from[0] != '\0')
			undo_rename(each);
		else
			lose(each, as == NULL ? "drop" : as);
	}
	if (log != NULL)
		close(open(log, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
}

static void count_call(void)
{
	const char *at = getenv("POWER_AT");

	if (++counted != (at == NULL ? 0 : strtoul(at, NULL, 10)))
		return;
	power_fails();
	kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void end(void)
{
	const char *at = getenv("POWER_AT");

	if (at != NULL && strcmp(at, "0") == 0)
		power_fails();
}

/* Remembers what stands where something is going to be written. */
static void remember(int descriptor, off_t offset, size_t length)
{
	struct change *change = calloc(1, sizeof *change);
	struct stat status;
	ssize_t got;

	if (change == NULL || fstat(descriptor, &status) != 0 ||
	    !S_ISREG(status.st_mode) || !path_of(descriptor, change->path)) {
		free(change);
		return;
	}
	change->device = status.st_dev;
	change->inode = status.st_ino;
	change->offset = offset;
	change->size_before = status.st_size;
	change->length = length;
	change->before = malloc(length + 1);
	if (change->before != NULL) {
		int file = open(change->path, O_RDONLY | O_CLOEXEC);

		got = file < 0 ? 0
			       : pread(file, change->before, length, offset);
		change->before_length = got < 0 ? 0 : (size_t)got;
		if (file >= 0)
			close(file);
	}
	change->older = newest;
	newest = change;
}

/* A sync makes what was written to a file, or renamed in a folder, stay. */
static void forget(int descriptor)
{
	struct change **place = &newest;
	struct stat status;

	if (fstat(descriptor, &status) != 0)
		return;
	while (*place != NULL) {
		struct change *change = *place;
		char kept[1100];

		if (change->device != status.st_dev ||
		    change->inode != status.st_ino) {
			place = &change->older;
			continue;
		}
		snprintf(kept, sizeof kept, "%s.power-old", change->path);
		if (change->from[0] != '\0')
			(void)unlinkat(AT_FDCWD, kept, 0);
		*place = change->older;
		free(change->before);
		free(change);
	}
}

ssize_t write(int descriptor, const void *data, size_t length)
{
	off_t offset = lseek(descriptor, 0, SEEK_CUR);
	REAL(write);

	if (descriptor > STDERR_FILENO && offset >= 0) {
		count_call();
		remember(descriptor, offset, length);
	}
	return real(descriptor, data, length);
}

ssize_t pwrite64(int descriptor, const void *data, size_t length,
		 off64_t offset)
{
	REAL(pwrite64);

	count_call();
	remember(descriptor, offset, length);
	return real(descriptor, data, length, offset);
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset)
{
	return pwrite64(descriptor, data, length, offset);
}

int fsync(int descriptor)
{
	REAL(fsync);

	count_call();
	forget(descriptor);
	return real(descriptor);
}

int fdatasync(int descriptor)
{
	REAL(fdatasync);

	count_call();
	forget(descriptor);
	return real(descriptor);
}

int rename(const char *from, const char *to)
{
	struct change *change = calloc(1, sizeof *change);
	char kept[1100], folder[1024];
	struct stat status;
	char *slash;
	REAL(rename);

	count_call();
	snprintf(kept, sizeof kept, "%s.power-old", to);
	snprintf(folder, sizeof folder, "%s", to);
	slash = strrchr(folder, '/');
	if (slash != NULL)
		*slash = '\0';
	if (change != NULL &&
	    stat(slash == NULL ? "." : folder, &status) == 0) {
		(void)linkat(AT_FDCWD, to, AT_FDCWD, kept, 0);
		snprintf(change->path, sizeof change->path, "%s", to);
		snprintf(change->from, sizeof change->from, "%s", from);
		change->device = status.st_dev;
		change->inode = status.st_ino;
		change->older = newest;
		newest = change;
	}
	return real(from, to);
}

int unlink(const char *path)
{
	REAL(unlink);

	count_call();
	return real(path);
}
