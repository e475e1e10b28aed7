/*
 * How repeats.c packs what the first pass keeps of a record, for
 * repeats_settle.c. Nobody else includes this.
 */
#ifndef ENROLL_REPEATS_PARTS_H
#define ENROLL_REPEATS_PARTS_H

#include "enroll/repeats.h"

/*
 * versions: from the top, 12 bits file, 8 bits filled fields, 40 bits hash of
 * the record, 3 bits status, 1 bit clean: greater is newer.
 */
enum { VERSION_CLEAN_BITS = 1, VERSION_STATUS_BITS = 3 };

static inline bool version_is_clean(uint64_t version)
{
	return (version & 1) != 0;
}

static inline enum enroll_status version_status(uint64_t version)
{
	return (enum enroll_status)(version >> VERSION_CLEAN_BITS & 7);
}

static inline uint64_t version_rank(uint64_t version)
{
	return version >> (VERSION_CLEAN_BITS + VERSION_STATUS_BITS);
}

/* days: day of the application above, birth date below; 0: not known. */
static inline uint32_t days_applied(uint64_t days)
{
	return (uint32_t)(days >> 32);
}

static inline uint32_t days_birth(uint64_t days)
{
	return (uint32_t)days;
}

bool repeats_note(struct repeats *repeats, enum repeats_notes kind,
		  size_t record, size_t value);

/* Sorts the notes of a kind by record and starts their walk. */
void repeats_sort_notes(struct repeats_notes_list *list);

/* The value noted for a record, or SIZE_MAX; the notes are sorted. */
size_t repeats_noted(const struct repeats_notes_list *list, size_t record);

#endif
