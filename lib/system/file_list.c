#include "base/arena.h"
#include "system/descriptor.h"
#include "system/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A path found, in the order of discovery. */
struct found {
	const char *path;
	struct found *next;
};

/* Folders still to be read, and files; both live in the arena. */
struct search {
	struct arena *arena;
	struct found *folders;
	struct found *files;
	size_t file_count;
};

static bool push(struct arena *arena, struct found **list, const char *path,
		 struct diag *diag)
{
	struct found *found = arena_alloc(arena, sizeof *found);

	if (found == NULL || path == NULL)
		return diag_memory(diag);
	found->path = path;
	found->next = *list;
	*list = found;
	return true;
}

static bool add_entry(struct search *search, int folder, const char *in,
		      const char *name, struct diag *diag)
{
	char path[PATH_MAX];
	struct stat status;
	struct slice text = {path, 0};
	int length = snprintf(path, sizeof path, "%s%s%s", in,
			      slice_ends(slice_of(in), "/") ? "" : "/", name);

	if (length < 0 || length >= PATH_MAX)
		return diag_set(diag, "a path in \"%s\" is too long", in);
	text.length = (size_t)length;
	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return diag_set_errno(diag, errno, "cannot read \"%s\"", path);
	if (S_ISDIR(status.st_mode))
		return push(search->arena, &search->folders,
			    arena_string(search->arena, text), diag);
	/*
	 * A link is a file where it leads to one, or nowhere: who opens it will
	 * say so. Links to folders may go round in circles.
	 */
	if (S_ISLNK(status.st_mode) && fstatat(folder, name, &status, 0) < 0)
		status.st_mode = S_IFREG;
	if (!S_ISREG(status.st_mode))
		return true;
	search->file_count++;
	return push(search->arena, &search->files,
		    arena_string(search->arena, text), diag);
}

static bool read_folder(struct search *search, const char *path,
			struct diag *diag)
{
	int descriptor = descriptor_open(path, O_RDONLY | O_DIRECTORY, 0);
	DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
	struct dirent *entry;
	bool fine = true;

	if (folder == NULL) {
		diag_set_errno(diag, errno, "cannot read folder \"%s\"", path);
		file_close_input(descriptor);
		return false;
	}
	errno = 0;
	while (fine && (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] != '.')
			fine = add_entry(search, descriptor, path,
					 entry->d_name, diag);
		errno = 0;
	}
	if (fine && errno != 0)
		fine = diag_set_errno(diag, errno, "cannot read folder \"%s\"",
				      path);
	closedir(folder);
	return fine;
}

static int compare_paths(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

bool file_list(const char *folder, struct arena *arena,
	       const char *const **paths, size_t *count, struct diag *diag)
{
	struct search search = {.arena = arena};
	const char **array;
	size_t index = 0;

	if (!push(arena, &search.folders, folder, diag))
		return false;
	while (search.folders != NULL) {
		const char *path = search.folders->path;

		search.folders = search.folders->next;
		if (!read_folder(&search, path, diag))
			return false;
	}
	array = arena_array(arena, search.file_count + 1, sizeof *array);
	if (array == NULL)
		return diag_memory(diag);
	for (struct found *file = search.files; file != NULL; file = file->next)
		array[index++] = file->path;
	qsort(array, search.file_count, sizeof *array, compare_paths);
	*paths = array;
	*count = search.file_count;
	return true;
}
