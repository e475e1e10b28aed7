#include "enroll/exclude.h"

#include <stdio.h>

enum { EXCLUDE_MEMORY_MAX = 1 << 30 };

/* The file's name without folders and ending, fit for a reason code. */
static void set_name(struct exclude *exclude, struct slice path)
{
	size_t length = 0;

	for (size_t i = 0; i < path.length; i++)
		if (path.data[i] == '/')
			length = i + 1;
	path = slice_part(path, length, SIZE_MAX);
	path = slice_part(path, 0, slice_find(path, '.'));
	length = 0;
	for (size_t i = 0; i < path.length && length < EXCLUDE_NAME_SIZE - 1;
	     i++) {
		char byte = path.data[i];
		bool plain = (byte >= 'a' && byte <= 'z') ||
			     (byte >= 'A' && byte <= 'Z') ||
			     text_is_digit(byte) || byte == '-';

		exclude->name[length++] = plain ? byte : '_';
	}
	exclude->name[length] = '\0';
}

bool exclude_init(struct exclude *exclude, struct slice argument,
		  struct arena *arena, const char **path, struct diag *diag)
{
	struct slice file;

	*exclude = (struct exclude){.consequence = ENROLL_REJECTED};
	set_init(&exclude->niks, EXCLUDE_MEMORY_MAX);
	if (slice_ends(argument, ":review"))
		exclude->consequence = ENROLL_REVIEW;
	else if (!slice_ends(argument, ":reject"))
		return diag_set(diag,
				"--exclude takes FILE:reject or FILE:review, "
				"not \"%.*s\"",
				SLICE_PRINT(argument));
	file = slice_part(argument, 0, argument.length - strlen(":reject"));
	set_name(exclude, file);
	*path = arena_string(arena, file);
	return *path != NULL || diag_memory(diag);
}

void exclude_release(struct exclude *exclude)
{
	set_release(&exclude->niks);
}

bool exclude_take(struct exclude *exclude, const struct repeats *repeats,
		  struct slice nik, struct diag *diag)
{
	struct application row = {0};
	uint64_t key;
	uint32_t index;

	row.nik_fault = nik_parse(nik, &row.nik);
	key = application_nik_key(&row);
	if (repeats_find_nik(repeats, key) == SIZE_MAX)
		return true;
	return set_add(&exclude->niks,
		       (struct slice){(const char *)&key, sizeof key}, &index,
		       NULL) ||
	       diag_memory(diag);
}

bool exclude_has(const struct exclude *exclude, uint64_t nik)
{
	return nik != 0 &&
	       set_find(&exclude->niks, (struct slice){(const char *)&nik,
						       sizeof nik}) != SET_NONE;
}
