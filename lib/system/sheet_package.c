#include "system/sheet_package.h"

#include "system/descriptor.h"
#include "system/library.h"
#include "system/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum { MAGIC_SIZE = 8, PIECE_SIZE = 64 * 1024 };

#define PACKAGE_SIZE_MAX (INT64_C(1) << 30)
#define PART_SIZE_MAX (UINT64_C(1) << 32)
/* A part this small does no harm, however well it was packed. */
#define PART_SIZE_HARMLESS (UINT64_C(1) << 20)

struct functions {
	__typeof__(zip_open) *zip_open;
	__typeof__(zip_discard) *zip_discard;
	__typeof__(zip_name_locate) *zip_name_locate;
	__typeof__(zip_get_name) *zip_get_name;
	__typeof__(zip_stat_index) *zip_stat_index;
	__typeof__(zip_fopen_index) *zip_fopen_index;
	__typeof__(zip_fread) *zip_fread;
	__typeof__(zip_fclose) *zip_fclose;
	__typeof__(zip_strerror) *zip_strerror;
	__typeof__(zip_file_strerror) *zip_file_strerror;
};

#define FUNCTION(name)                                                         \
	{                                                                      \
#name, offsetof(struct functions, name)                        \
	}

static const struct library_function wanted[] = {
	FUNCTION(zip_open),
	FUNCTION(zip_discard),
	FUNCTION(zip_name_locate),
	FUNCTION(zip_get_name),
	FUNCTION(zip_stat_index),
	FUNCTION(zip_fopen_index),
	FUNCTION(zip_fread),
	FUNCTION(zip_fclose),
	FUNCTION(zip_strerror),
	FUNCTION(zip_file_strerror),
	{NULL, 0},
};

static const struct library libzip = {"workbooks (.xlsx)", "libzip.so.4",
				      "libzip4", wanted};

struct package {
	void *library;
	struct functions call;
	zip_t *archive;
	char *path;
	uint64_t size;
};

struct part {
	struct package *package;
	zip_file_t *file;
	char *name;
	uint64_t length;     /* unpacked so far */
	uint64_t length_max; /* more is a zip bomb */
};

/* Whether the file holds a text, looked for in pieces that overlap. */
static bool holds(int descriptor, const char *text, size_t length)
{
	char piece[PIECE_SIZE];
	size_t kept = 0;
	ssize_t got;

	while ((got = descriptor_read(descriptor, piece + kept,
				      sizeof piece - kept)) > 0) {
		size_t filled = kept + (size_t)got;

		if (memmem(piece, filled, text, length) != NULL)
			return true;
		kept = filled < length ? filled : length - 1;
		memmove(piece, piece + filled - kept, kept);
	}
	return false;
}

/* A compound file: an old .xls, or the cover of an encrypted .xlsx. */
static bool tell_compound(int descriptor, const char *path, struct diag *diag)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0"
				   "P\0a\0c\0k\0a\0g\0e";

	if (holds(descriptor, name, sizeof name))
		return diag_set(diag,
				"\"%s\" is locked with a password; save it "
				"without one",
				path);
	return diag_set(diag,
			"\"%s\" is an old workbook (.xls); open it in a "
			"spreadsheet program and save it as .xlsx",
			path);
}

static bool check_kind(int descriptor, const char *path, struct diag *diag)
{
	char magic[MAGIC_SIZE] = {0};
	struct stat status;

	if (fstat(descriptor, &status) < 0 || !S_ISREG(status.st_mode))
		return diag_set(diag, "\"%s\" is not a regular file", path);
	if (descriptor_read(descriptor, magic, sizeof magic) < 0)
		return diag_set_errno(diag, errno, "cannot read \"%s\"", path);
	if (memcmp(magic, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
		return tell_compound(descriptor, path, diag);
	if (memcmp(magic, "PK", 2) != 0)
		return diag_set(diag, "\"%s\" is not a workbook (.xlsx)", path);
	if (status.st_size > PACKAGE_SIZE_MAX)
		return diag_set(
			diag,
			"\"%s\" is too large for a workbook (over %" PRId64
			" bytes)",
			path, PACKAGE_SIZE_MAX);
	return true;
}

static bool check_file(const char *path, struct diag *diag)
{
	int descriptor = descriptor_open(path, O_RDONLY | O_NONBLOCK, 0);
	bool fine;

	if (descriptor < 0)
		return diag_set_errno(diag, errno, "cannot open \"%s\"", path);
	fine = check_kind(descriptor, path, diag);
	close(descriptor);
	return fine;
}

static bool open_archive(struct package *package, struct diag *diag)
{
	int code = 0;

	package->library = library_open(&libzip, &package->call, diag);
	if (package->library == NULL)
		return false;
	package->archive =
		package->call.zip_open(package->path, ZIP_RDONLY, &code);
	if (package->archive != NULL)
		return true;
	return diag_set(diag,
			"\"%s\" is a damaged workbook; send or save it again "
			"(zip error %d)",
			package->path, code);
}

struct package *package_open(const char *path, struct diag *diag)
{
	struct package *package;

	if (!check_file(path, diag))
		return NULL;
	package = calloc(1, sizeof *package);
	if (package == NULL || (package->path = strdup(path)) == NULL) {
		package_close(package);
		diag_memory(diag);
		return NULL;
	}
	if (open_archive(package, diag))
		return package;
	package_close(package);
	return NULL;
}

void package_close(struct package *package)
{
	if (package == NULL)
		return;
	if (package->archive != NULL)
		package->call.zip_discard(package->archive);
	library_close(package->library);
	free(package->path);
	free(package);
}

const char *package_path(const struct package *package)
{
	return package->path;
}

/* Part names are compared without case (ECMA-376 part 2, 6.3.5). */
static zip_int64_t locate(const struct package *package, const char *name)
{
	return package->call.zip_name_locate(package->archive, name,
					     ZIP_FL_NOCASE);
}

bool package_has(const struct package *package, const char *name)
{
	return locate(package, name) >= 0;
}

const char *package_part(const struct package *package, size_t index)
{
	return package->call.zip_get_name(package->archive, index, 0);
}

static bool tell_bomb(const struct package *package, const char *name,
		      struct diag *diag)
{
	return diag_set(diag,
			"\"%s\" is refused: its part \"%s\" unpacks to more "
			"than %d times its size",
			package->path, name, SHEET_RATIO_MAX);
}

static uint64_t unpacked_max(uint64_t packed)
{
	if (packed > PART_SIZE_MAX / SHEET_RATIO_MAX)
		return PART_SIZE_MAX;
	packed *= SHEET_RATIO_MAX;
	return packed < PART_SIZE_HARMLESS ? PART_SIZE_HARMLESS : packed;
}

static bool open_entry(struct part *part, zip_uint64_t index, struct diag *diag)
{
	struct package *package = part->package;
	zip_stat_t status;

	if (package->call.zip_stat_index(package->archive, index, 0, &status) <
	    0)
		return diag_set(diag, "\"%s\": %s", package->path,
				package->call.zip_strerror(package->archive));
	if (status.encryption_method != ZIP_EM_NONE)
		return diag_set(diag,
				"\"%s\" is locked with a password; save it "
				"without one",
				package->path);
	part->length_max = unpacked_max(status.comp_size);
	if (status.size > part->length_max)
		return tell_bomb(package, part->name, diag);
	part->file = package->call.zip_fopen_index(package->archive, index, 0);
	if (part->file != NULL)
		return true;
	return diag_set(diag, "\"%s\": %s", package->path,
			package->call.zip_strerror(package->archive));
}

struct part *part_open(struct package *package, const char *name,
		       struct diag *diag)
{
	zip_int64_t index = locate(package, name);
	struct part *part;

	if (index < 0) {
		diag_set(diag,
			 "\"%s\" is a damaged workbook: part \"%s\" is "
			 "missing",
			 package->path, name);
		return NULL;
	}
	part = calloc(1, sizeof *part);
	if (part == NULL || (part->name = strdup(name)) == NULL) {
		free(part);
		diag_memory(diag);
		return NULL;
	}
	part->package = package;
	if (open_entry(part, (zip_uint64_t)index, diag))
		return part;
	part_close(part);
	return NULL;
}

void part_close(struct part *part)
{
	if (part == NULL)
		return;
	if (part->file != NULL)
		part->package->call.zip_fclose(part->file);
	free(part->name);
	free(part);
}

ssize_t part_read(struct part *part, char *data, size_t size, struct diag *diag)
{
	struct package *package = part->package;
	zip_int64_t got = package->call.zip_fread(part->file, data, size);

	if (got < 0) {
		diag_set(diag,
			 "\"%s\" is a damaged workbook: part \"%s\": %s; send "
			 "or save it again",
			 package->path, part->name,
			 package->call.zip_file_strerror(part->file));
		return -1;
	}
	part->length += (uint64_t)got;
	if (part->length <= part->length_max)
		return (ssize_t)got;
	tell_bomb(package, part->name, diag);
	return -1;
}

static bool feed_all(struct part *part, struct xml *xml, struct diag *diag)
{
	char data[PIECE_SIZE];
	struct diag trouble;
	ssize_t got;

	do {
		got = part_read(part, data, sizeof data, diag);
		if (got < 0)
			return false;
		if (xml_feed(xml, (struct slice){data, (size_t)got}, got == 0,
			     &trouble))
			continue;
		if (trouble.message[0] != '\0')
			diag_set(diag, "\"%s\": part \"%s\": %s",
				 package_path(part->package), part->name,
				 trouble.message);
		return false;
	} while (got > 0);
	return true;
}

bool package_parse(struct package *package, const char *name,
		   const struct xml_handler *handler, struct diag *diag)
{
	struct part *part = part_open(package, name, diag);
	struct xml *xml;
	bool whole;

	if (part == NULL)
		return false;
	xml = xml_new(handler);
	whole = xml == NULL ? diag_memory(diag) : feed_all(part, xml, diag);
	xml_free(xml);
	part_close(part);
	return whole;
}
