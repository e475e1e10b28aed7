/*
 * For tests that touch files: a folder of their own, and children in which
 * limits and descriptors can be spoiled.
 */
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A test that runs in a new folder. */
#define scratch_test(function)                                                 \
	cmocka_unit_test_setup_teardown(function, scratch_enter, scratch_leave)

/* The path of a new folder in $TMPDIR, else /tmp; for the caller to free. */
static inline char *scratch_folder(void)
{
	const char *place = getenv("TMPDIR");
	char *folder;

	if (asprintf(&folder, "%s/vk-unit-XXXXXX",
		     place == NULL ? "/tmp" : place) < 0 ||
	    mkdtemp(folder) == NULL)
		abort();
	return folder;
}

/* A cmocka setup: makes a new folder and goes there. */
static inline int scratch_enter(void **state)
{
	char *folder = scratch_folder();

	*state = folder;
	umask(022);
	return chdir(folder) != 0;
}

static inline int scratch_remove(const char *path, const struct stat *status,
				 int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

/* The teardown: removes the folder with what is in it. */
static inline int scratch_leave(void **state)
{
	int result = chdir("/");

	if (nftw(*state, scratch_remove, 16, FTW_DEPTH | FTW_PHYS) != 0)
		result = -1;
	free(*state);
	return result;
}

static inline void scratch_write(const char *path, const char *content)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL || fputs(content, file) < 0 || fclose(file) != 0)
		abort();
}

/* Up to 4 KB of a file as a string that lives until the next call. */
static inline const char *scratch_read(const char *path)
{
	static char content[4096];
	FILE *file = fopen(path, "rb");
	size_t length;

	if (file == NULL)
		return "(no such file)";
	length = fread(content, 1, sizeof content - 1, file);
	content[length] = '\0';
	fclose(file);
	return content;
}

/* From here on no file of this process grows past the limit: a full disk. */
static inline void scratch_limit_files(rlim_t bytes)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	if (getrlimit(RLIMIT_FSIZE, &limit) != 0)
		abort();
	limit.rlim_cur = bytes;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		abort();
}

/*
 * Runs a function in a child process; the status it exits with, or -1 if it is
 * killed. The exit itself (a coverage count) has no limit.
 */
static inline int scratch_in_child(int (*run)(void))
{
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		status = run();
		scratch_limit_files(RLIM_INFINITY);
		exit(status);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		abort();
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
