/*
 * Files, the safe way: read whole or in blocks, written complete or not at
 * all, appended with one write, locked against a second run.
 */
#ifndef SYSTEM_FILE_H
#define SYSTEM_FILE_H

#include "base/diag.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * Opens a file for reading; "-" is standard input. A directory is refused.
 * Returns the descriptor, which the caller closes (file_close_input), or -1.
 */
int file_open_input(const char *path, struct diag *diag);

/* Closes what file_open_input gave, but leaves standard input open. */
void file_close_input(int descriptor);

/* Reads all of a file of at most maximum bytes, behind what content holds. */
bool file_load(const char *path, size_t maximum, struct strbuf *content,
	       struct diag *diag);

/*
 * Whether a file that holds secrets is a regular file of this user that
 * nobody else may read (mode 0600 or less), reached by no symbolic link.
 */
bool file_check_private(const char *path, struct diag *diag);

/*
 * An output that appears whole or not at all. "-" is standard output, which is
 * written as it comes. Else bytes go to a new file "<path>.tmp-XXXXXX" beside
 * the target, and file_output_commit renames it.
 */
struct file_output {
	const char *path; /* borrowed from the caller of begin */
	char *temporary;  /* owned; NULL for standard output */
	int descriptor;
};

/* Starts an output with these permissions (0644, or 0600 for secrets). */
bool file_output_begin(struct file_output *output, const char *path,
		       mode_t mode, struct diag *diag);

/*
 * Writes all bytes. False on any failure; for a closed pipe too, with the
 * diag's message empty, since a tool then ends silently.
 */
bool file_output_write(struct file_output *output, const void *data,
		       size_t length, struct diag *diag);

/*
 * Flushes to disk and closes what was written; nothing more can be. For a tool
 * that has more files to put in place than a process may hold open.
 */
bool file_output_close(struct file_output *output, struct diag *diag);

/*
 * Flushes to disk, renames over the target and syncs the directory; for
 * standard output, closes it and checks that. The output is then released.
 */
bool file_output_commit(struct file_output *output, struct diag *diag);

/* Removes the temporary file. Allowed after any failure and after commit. */
void file_output_abandon(struct file_output *output);

/* Writes one whole file as file_output_begin, _write, _commit do. */
bool file_save(const char *path, mode_t mode, struct slice content,
	       struct diag *diag);

/*
 * Appends one line (a newline is added) with a single write, to a file that
 * is made with this mode if it isn't there. A symbolic link is refused.
 */
bool file_append_line(const char *path, mode_t mode, struct slice line,
		      struct diag *diag);

/*
 * Takes an exclusive lock on a file, made if needed, without waiting.
 * Returns a descriptor to hold open as long as the lock is wanted, or -1 if
 * somebody has it (the message says so) or the file can't be had.
 */
int file_lock(const char *path, struct diag *diag);

/* Whether a path is there, whatever it is. */
bool file_exists(const char *path);

/*
 * The files of a folder and its sub-folders as paths, sorted bytewise, and
 * links to files or to nothing; hidden names, other kinds and links to folders
 * are left out. *paths and its strings live in the arena.
 */
struct arena;
bool file_list(const char *folder, struct arena *arena,
	       const char *const **paths, size_t *count, struct diag *diag);

#endif
