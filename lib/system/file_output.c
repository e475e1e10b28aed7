#include "system/descriptor.h"
#include "system/digest.h"
#include "system/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SUFFIX_SIZE = 3, /* random bytes; two hexadecimal digits each */
	ATTEMPTS_MAX = 100
};

/* Whether a rename over path would put a regular file in the right place. */
static bool check_target(const char *path, struct diag *diag)
{
	struct stat status;

	if (lstat(path, &status) < 0) {
		if (errno == ENOENT)
			return true;
		return diag_set_errno(diag, errno, "cannot write \"%s\"", path);
	}
	if (S_ISREG(status.st_mode))
		return true;
	if (S_ISLNK(status.st_mode))
		return diag_set(diag,
				"\"%s\" is a symbolic link; name the file it "
				"points to, or remove the link",
				path);
	if (S_ISDIR(status.st_mode))
		return diag_set(diag, "\"%s\" is a folder; name a file in it",
				path);
	return diag_set(diag,
			"\"%s\" is a pipe or a device; write to standard "
			"output and send that there",
			path);
}

/* Makes the temporary file, with the permissions the umask leaves. */
static bool open_temporary(struct file_output *output, mode_t mode,
			   struct diag *diag)
{
	uint8_t bytes[SUFFIX_SIZE];
	char suffix[2 * SUFFIX_SIZE + 1];

	for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
		free(output->temporary);
		output->temporary = NULL;
		if (!digest_random(bytes, sizeof bytes, diag))
			return false;
		digest_hex(bytes, sizeof bytes, suffix);
		if (asprintf(&output->temporary, "%s.tmp-%s", output->path,
			     suffix) < 0) {
			output->temporary = NULL;
			return diag_memory(diag);
		}
		output->descriptor = descriptor_open(
			output->temporary,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
		if (output->descriptor >= 0)
			return true;
		if (errno != EEXIST)
			break;
	}
	diag_set_errno(diag, errno, "cannot write \"%s\"", output->path);
	free(output->temporary);
	output->temporary = NULL;
	return false;
}

bool file_output_begin(struct file_output *output, const char *path,
		       mode_t mode, struct diag *diag)
{
	*output = (struct file_output){.path = path, .descriptor = -1};
	if (strcmp(path, "-") == 0) {
		output->path = "standard output";
		output->descriptor = STDOUT_FILENO;
		return true;
	}
	return check_target(path, diag) && open_temporary(output, mode, diag);
}

bool file_output_write(struct file_output *output, const void *data,
		       size_t length, struct diag *diag)
{
	if (descriptor_write(output->descriptor, data, length))
		return true;
	if (errno == EPIPE)
		return diag_set(diag, "%s", "");
	return diag_set_errno(diag, errno, "cannot write \"%s\"", output->path);
}

/* The folder a path is in, open for its fsync; -1 on failure. */
static int open_folder(const char *path)
{
	const char *end = strrchr(path, '/');
	char *folder;
	int descriptor, error;

	if (end == NULL)
		return descriptor_open(".", O_RDONLY | O_DIRECTORY, 0);
	folder = strndup(path, end == path ? 1 : (size_t)(end - path));
	if (folder == NULL)
		return -1;
	descriptor = descriptor_open(folder, O_RDONLY | O_DIRECTORY, 0);
	error = errno;
	free(folder);
	errno = error;
	return descriptor;
}

/* EINVAL is how a file system says that its folders need no fsync. */
static bool sync_folder(int folder)
{
	return fsync(folder) == 0 || errno == EINVAL;
}

/*
 * A failed fsync is never tried again: the kernel has then dropped the pages
 * and the second call would succeed over a hole.
 */
static bool flush(struct file_output *output)
{
	int descriptor = output->descriptor;

	if (descriptor < 0)
		return true;
	if (fsync(descriptor) < 0)
		return false;
	output->descriptor = -1;
	return close(descriptor) == 0;
}

bool file_output_close(struct file_output *output, struct diag *diag)
{
	return flush(output) ||
	       diag_set_errno(diag, errno, "cannot write \"%s\"", output->path);
}

static bool put_in_place(struct file_output *output, int folder)
{
	if (!flush(output) || rename(output->temporary, output->path) < 0)
		return false;
	free(output->temporary);
	output->temporary = NULL;
	return sync_folder(folder);
}

static bool commit_standard(struct file_output *output, struct diag *diag)
{
	int result = close(output->descriptor);

	output->descriptor = -1;
	if (result == 0 || errno == EPIPE)
		return result == 0 || diag_set(diag, "%s", "");
	return diag_set_errno(diag, errno, "cannot write \"%s\"", output->path);
}

bool file_output_commit(struct file_output *output, struct diag *diag)
{
	int folder;
	bool placed;

	if (output->temporary == NULL)
		return commit_standard(output, diag);
	folder = open_folder(output->path);
	placed = folder >= 0 && put_in_place(output, folder);
	if (!placed)
		diag_set_errno(diag, errno, "cannot write \"%s\"",
			       output->path);
	if (folder >= 0)
		close(folder);
	file_output_abandon(output);
	return placed;
}

void file_output_abandon(struct file_output *output)
{
	if (output->temporary == NULL)
		return;
	if (output->descriptor >= 0)
		close(output->descriptor);
	output->descriptor = -1;
	unlink(output->temporary);
	free(output->temporary);
	output->temporary = NULL;
}

bool file_save(const char *path, mode_t mode, struct slice content,
	       struct diag *diag)
{
	struct file_output output;

	if (!file_output_begin(&output, path, mode, diag))
		return false;
	if (file_output_write(&output, content.data, content.length, diag))
		return file_output_commit(&output, diag);
	file_output_abandon(&output);
	return false;
}
