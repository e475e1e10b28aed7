/*
 * How repeats.c packs what the first pass keeps of a record, for
 * repeats_settle.c. Nobody else includes this.
 */
#ifndef ENROLL_REPEATS_PARTS_H
#define ENROLL_REPEATS_PARTS_H

#include "enroll/repeats.h"

/*
 * versions: from the top, 12 bits file, 8 bits filled fields, 41 bits hash of
 * the record, 3 bits status: greater is newer.
 */
enum { VERSION_STATUS_BITS = 3 };

static inline enum enroll_status version_status(uint64_t version)
{
	return (enum enroll_status)(version & 7);
}

static inline uint64_t version_rank(uint64_t version)
{
	return version >> VERSION_STATUS_BITS;
}

/*
 * days: from the top, day of the application, birth date (0: not known), and
 * the index of the kept verdict.
 */
enum { DAY_BITS = 24 };

_Static_assert(2 * DAY_BITS + KEPT_BITS == 64, "three parts of one number");

static inline uint32_t days_applied(uint64_t days)
{
	return (uint32_t)(days >> (DAY_BITS + KEPT_BITS));
}

static inline uint32_t days_birth(uint64_t days)
{
	return (uint32_t)(days >> KEPT_BITS) & ((UINT32_C(1) << DAY_BITS) - 1);
}

static inline unsigned days_kept(uint64_t days)
{
	return (unsigned)days & ((1U << KEPT_BITS) - 1);
}

bool repeats_note(struct repeats *repeats, enum repeats_notes kind,
		  size_t record, size_t value);

/* Sorts the notes of a kind by record and starts their walk. */
void repeats_sort_notes(struct repeats_notes_list *list);

/* The value noted for a record, or SIZE_MAX; the notes are sorted. */
size_t repeats_noted(const struct repeats_notes_list *list, size_t record);

#endif
