/*
 * Makes what a disk may hold after the power failed, from the record of
 * power-record.c:
 *
 *	power-images RECORD FOLDER AT KIND SECTOR SEED
 *
 * FOLDER is what the recorded program began with, and becomes the image. The
 * power fails before line AT of the record, from 1; one behind the last means
 * after the program ended; for 0 only that number is printed. Of what was not
 *synced by then a part, chosen by SEED, is lost:
 *
 *	drop	a write left no trace
 *	zero	a write left zeros, in whole sectors
 *	tear	of a write some sectors of SECTOR bytes are there
 *
 * Names that were made, changed or removed since the last sync of their folder
 * come back in the reverse of their order, from a random one on (a lost
 * rename). Prints the digest of the image, or nothing behind the end; exit
 * status 2 where the record can't be read.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 64, STEPS_MAX = 20000 };

enum step_kind { STEP_WRITE, STEP_TRUNCATE, STEP_NAME, STEP_UNNAME };

/* What was done to a file or a name since the last sync. */
struct step {
	enum step_kind kind;
	int file;	   /* index in files */
	const char *bytes; /* of a write, in the record */
	size_t offset, length;
	char path[PATH_MAX]; /* of a name */
	bool settled;	     /* synced */
};

struct file {
	char *bytes; /* what is certain */
	size_t length, room;
};

struct name {
	char path[PATH_MAX];
	int file; /* -1: not there */
};

static struct file files[FILES_MAX];
static int file_count;
/* As programs see it, and as it is certain. */
static struct name seen[FILES_MAX], kept[FILES_MAX];
static int seen_count, kept_count;
static struct step *steps;
static size_t step_count;
static uint64_t random_state;

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "power-images: %s\n", what);
	exit(2);
}

static uint64_t next_random(void)
{
	random_state =
		random_state * 6364136223846793005U + 1442695040888963407U;
	return random_state >> 33;
}

static char *load(const char *path, size_t *length)
{
	FILE *stream = fopen(path, "r");
	char *bytes = NULL;
	size_t room = 0, got = 0;

	*length = 0;
	if (stream == NULL)
		return NULL;
	do {
		*length += got;
		if (*length == room) {
			room = room == 0 ? 65536 : 2 * room;
			bytes = realloc(bytes, room + 1);
			if (bytes == NULL)
				die("out of memory");
		}
		got = fread(bytes + *length, 1, room - *length, stream);
	} while (got > 0);
	fclose(stream);
	return bytes;
}

static int new_file(void)
{
	if (file_count == FILES_MAX)
		die("too many files");
	return file_count++;
}

/* The place of a path in a list of names; made, as not there, if needed. */
static struct name *name_of(struct name *names, int *count, const char *path)
{
	for (int i = 0; i < *count; i++)
		if (strcmp(names[i].path, path) == 0)
			return &names[i];
	if (*count == FILES_MAX)
		die("too many names");
	snprintf(names[*count].path, PATH_MAX, "%s", path);
	names[*count].file = -1;
	return &names[(*count)++];
}

/* The file that a path names, read from the disk when first met. */
static int file_of(const char *path)
{
	struct name *name = name_of(seen, &seen_count, path);

	if (name->file < 0) {
		struct file *file = &files[name->file = new_file()];

		file->bytes = load(path, &file->length);
		file->room = file->length;
		if (file->bytes == NULL)
			die(path);
		name_of(kept, &kept_count, path)->file = name->file;
	}
	return name->file;
}

static struct step *new_step(enum step_kind kind, int file)
{
	struct step *step = &steps[step_count++];

	if (step_count == STEPS_MAX)
		die("too many steps");
	*step = (struct step){.kind = kind, .file = file};
	return step;
}

static void set_name(const char *path, int file)
{
	struct step *step = new_step(file < 0 ? STEP_UNNAME : STEP_NAME, file);

	snprintf(step->path, PATH_MAX, "%s", path);
	name_of(seen, &seen_count, path)->file = file;
}

static void set_length(struct file *file, size_t length)
{
	if (length > file->room) {
		file->room = 2 * length;
		file->bytes = realloc(file->bytes, file->room);
		if (file->bytes == NULL)
			die("out of memory");
	}
	if (length > file->length)
		memset(file->bytes + file->length, 0, length - file->length);
	file->length = length;
}

static void put(struct file *file, size_t offset, const char *bytes,
		size_t length)
{
	if (offset + length > file->length)
		set_length(file, offset + length);
	if (bytes == NULL)
		memset(file->bytes + offset, 0, length);
	else
		memcpy(file->bytes + offset, bytes, length);
}

static void settle(struct step *step)
{
	step->settled = true;
	if (step->kind == STEP_WRITE)
		put(&files[step->file], step->offset, step->bytes,
		    step->length);
	else if (step->kind == STEP_TRUNCATE)
		set_length(&files[step->file], step->length);
	else
		name_of(kept, &kept_count, step->path)->file = step->file;
}

static bool is_in(const char *path, const char *folder)
{
	const char *slash = strrchr(path, '/');
	size_t length = slash == NULL ? 0 : (size_t)(slash - path);

	return strlen(folder) == length && strncmp(path, folder, length) == 0;
}

/* The sync of a file settles its bytes, that of a folder its names. */
static void sync_path(const char *path)
{
	int file = -1;

	for (int i = 0; i < seen_count; i++)
		if (strcmp(seen[i].path, path) == 0)
			file = seen[i].file;
	for (size_t i = 0; i < step_count; i++) {
		struct step *step = &steps[i];
		bool bytes =
			step->kind == STEP_WRITE || step->kind == STEP_TRUNCATE;

		if (!step->settled && (bytes ? file >= 0 && step->file == file
					     : is_in(step->path, path)))
			settle(step);
	}
}

/* Whether the record itself made or removed this name. */
static bool is_named(const char *path)
{
	for (size_t i = 0; i < step_count; i++)
		if (strcmp(steps[i].path, path) == 0)
			return true;
	return false;
}

/* Takes one line of the record; returns where the next begins. */
static const char *take(const char *line)
{
	char verb[16], path[PATH_MAX], other[PATH_MAX];
	const char *end = strchr(line, '\n') + 1;
	long long offset = 0;
	size_t length = 0;

	if (sscanf(line, "%15s %4095s", verb, path) != 2)
		die("a line of the record is broken");
	if (strcmp(verb, "create") == 0) {
		set_name(path, new_file());
	} else if (strcmp(verb, "sync") == 0) {
		sync_path(path);
	} else if (strcmp(verb, "unlink") == 0) {
		file_of(path);
		set_name(path, -1);
	} else if (strcmp(verb, "rename") == 0) {
		sscanf(line, "%*s %*s %4095s", other);
		/* What it replaces comes back where the rename is lost. */
		if (name_of(seen, &seen_count, other)->file < 0 &&
		    access(other, F_OK) == 0 && !is_named(other))
			file_of(other);
		set_name(other, file_of(path));
		set_name(path, -1);
	} else if (strcmp(verb, "truncate") == 0) {
		sscanf(line, "%*s %*s %zu", &length);
		new_step(STEP_TRUNCATE, file_of(path))->length = length;
	} else {
		struct step *step = new_step(STEP_WRITE, file_of(path));

		sscanf(line, "%*s %*s %lld %zu", &offset, &length);
		step->offset = (size_t)offset;
		step->length = length;
		step->bytes = end;
		end += length + 1;
	}
	return end;
}

/* What is left of a write that was not synced. */
static void lose(const struct step *step, const char *kind, size_t sector)
{
	struct file *file = &files[step->file];

	if (strcmp(kind, "zero") == 0) {
		put(file, step->offset, NULL, step->length);
		return;
	}
	if (strcmp(kind, "tear") != 0)
		return;
	for (size_t at = 0; at < step->length; at += sector) {
		size_t left = step->length - at;

		if (next_random() % 2 == 0)
			put(file, step->offset + at, step->bytes + at,
			    left < sector ? left : sector);
	}
}

/* How many of a folder's waiting names are there; the first ones. */
static void settle_names(const char *folder)
{
	size_t waiting = 0, stay;

	for (size_t i = 0; i < step_count; i++)
		if (!steps[i].settled && steps[i].path[0] != '\0' &&
		    is_in(steps[i].path, folder))
			waiting++;
	stay = next_random() % (waiting + 1);
	for (size_t i = 0; i < step_count; i++) {
		if (steps[i].settled || steps[i].path[0] == '\0' ||
		    !is_in(steps[i].path, folder))
			continue;
		if (stay > 0) {
			settle(&steps[i]);
			stay--;
		}
		steps[i].settled = true;
	}
}

static void power_fails(const char *folder, const char *kind, size_t sector)
{
	uint64_t share = 1 + next_random() % 4; /* of 4 are lost */
	char outbox[PATH_MAX];

	for (size_t i = 0; i < step_count; i++) {
		struct step *step = &steps[i];

		if (step->settled || step->path[0] != '\0')
			continue;
		if (next_random() % 4 >= share)
			settle(step);
		else if (step->kind == STEP_WRITE)
			lose(step, kind, sector);
	}
	snprintf(outbox, sizeof outbox, "%s/outbox", folder);
	settle_names(folder);
	settle_names(outbox);
}

/* Puts the certain names and bytes into the folder; their digest (FNV-1a). */
static uint64_t write_image(void)
{
	uint64_t digest = 14695981039346656037U;

	for (int i = 0; i < seen_count; i++)
		unlink(seen[i].path);
	for (int i = 0; i < kept_count; i++) {
		const struct file *file = &files[kept[i].file];
		int out;

		if (kept[i].file < 0)
			continue;
		for (const char *c = kept[i].path; *c != '\0'; c++)
			digest = (digest ^ (uint8_t)*c) * 1099511628211U;
		for (size_t j = 0; j < file->length; j++)
			digest = (digest ^ (uint8_t)file->bytes[j]) *
				 1099511628211U;
		out = open(kept[i].path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (out < 0 ||
		    (file->length > 0 &&
		     write(out, file->bytes, file->length) !=
			     (ssize_t)file->length) ||
		    close(out) != 0)
			die(kept[i].path);
	}
	return digest;
}

int main(int argc, char **argv)
{
	const char *record, *next, *end;
	unsigned long at, line = 1;
	size_t length, sector;

	if (argc != 7)
		die("RECORD FOLDER AT KIND SECTOR SEED");
	record = next = load(argv[1], &length);
	steps = calloc(STEPS_MAX, sizeof *steps);
	if (record == NULL || steps == NULL)
		die(argv[1]);
	end = record + length;
	at = strtoul(argv[3], NULL, 10);
	sector = strtoul(argv[5], NULL, 10);
	random_state = strtoul(argv[6], NULL, 10) * 7919 + at;
	next_random();
	for (; next < end && (line < at || at == 0); line++)
		next = take(next);
	if (at == 0) {
		printf("%lu\n", line);
		return 0;
	}
	if (line < at)
		return 0;
	power_fails(argv[2], argv[4], sector == 0 ? 512 : sector);
	printf("%016llx%s\n", (unsigned long long)write_image(),
	       next < end ? "" : " end");
	return 0;
}
