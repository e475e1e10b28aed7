#include "system/database_place.h"

#include "system/descriptor.h"
#include "system/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Not in linux/magic.h. */
#define MAGIC_LUSTRE 0x0BD00BD0
#define MAGIC_GPFS 0x47504653

const char *database_place_network(unsigned long magic)
{
	static const struct {
		unsigned long magic;
		const char *name;
	} known[] = {
		{NFS_SUPER_MAGIC, "NFS"},     {SMB_SUPER_MAGIC, "SMB"},
		{SMB2_SUPER_MAGIC, "SMB"},    {CIFS_SUPER_MAGIC, "SMB"},
		{V9FS_MAGIC, "9P"},	      {FUSE_SUPER_MAGIC, "FUSE"},
		{CEPH_SUPER_MAGIC, "Ceph"},   {AFS_SUPER_MAGIC, "AFS"},
		{AFS_FS_MAGIC, "AFS"},	      {CODA_SUPER_MAGIC, "Coda"},
		{OCFS2_SUPER_MAGIC, "OCFS2"}, {MAGIC_LUSTRE, "Lustre"},
		{MAGIC_GPFS, "GPFS"},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].magic == magic)
			return known[i].name;
	return NULL;
}

static bool check_file_system(const char *folder, struct diag *diag)
{
	struct statfs system;
	const char *network;

	if (statfs(folder, &system) < 0)
		return diag_set_errno(diag, errno, "cannot use folder \"%s\"",
				      folder);
	network = database_place_network((unsigned long)system.f_type);
	if (network == NULL)
		return true;
	return diag_set(diag,
			"folder \"%s\" is on a shared file system (%s), where "
			"two hosts may write at once; put the database on a "
			"local disk",
			folder, network);
}

/* Where anybody may write, anybody may plant a journal. */
static bool check_folder(const char *folder, struct diag *diag)
{
	struct stat status;

	if (stat(folder, &status) < 0)
		return diag_set_errno(diag, errno, "cannot use folder \"%s\"",
				      folder);
	if ((status.st_mode & S_IWOTH) != 0)
		return diag_set(diag,
				"anybody may write to folder \"%s\"; use a "
				"folder of this user alone",
				folder);
	return check_file_system(folder, diag);
}

static bool check_place(const char *path, struct diag *diag)
{
	char *copy = strdup(path);
	bool fine;

	if (copy == NULL)
		return diag_memory(diag);
	fine = check_folder(dirname(copy), diag);
	free(copy);
	return fine;
}

/* A log without its database would be applied to the new one. */
static bool check_stray(const char *path, const char *suffix, struct diag *diag)
{
	char *beside;
	bool stray;

	if (asprintf(&beside, "%s%s", path, suffix) < 0)
		return diag_memory(diag);
	/* The database is looked for last: another process may just make it. */
	stray = file_exists(beside) && !file_exists(path);
	free(beside);
	if (!stray)
		return true;
	return diag_set(diag,
			"\"%s%s\" is there but \"%s\" is not; bring the "
			"database back from where it was moved to, or move "
			"the other file away",
			path, suffix, path);
}

/*
 * Made by us, since SQLite would let others read it. Where another process was
 * faster its file is taken, and checked like any that was there.
 */
static bool make_file(const char *path, struct diag *diag)
{
	int descriptor =
		descriptor_open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW,
				S_IRUSR | S_IWUSR);

	if (descriptor < 0 && errno == EEXIST)
		return true;
	if (descriptor < 0)
		return diag_set_errno(diag, errno, "cannot make \"%s\"", path);
	close(descriptor);
	return true;
}

static bool check_file(const char *path, struct diag *diag)
{
	struct stat status;

	if (!file_check_private(path, diag))
		return false;
	if (lstat(path, &status) < 0)
		return diag_set_errno(diag, errno, "cannot use \"%s\"", path);
	if (status.st_nlink == 1)
		return true;
	return diag_set(diag,
			"\"%s\" has another name (a hard link), under which "
			"its log would not be found; remove that name",
			path);
}

bool database_place_prepare(const char *path, bool create, struct diag *diag)
{
	if (!check_place(path, diag))
		return false;
	if (!file_exists(path)) {
		if (!check_stray(path, "-wal", diag) ||
		    !check_stray(path, "-journal", diag))
			return false;
		if (create && !make_file(path, diag))
			return false;
	}
	return check_file(path, diag);
}
