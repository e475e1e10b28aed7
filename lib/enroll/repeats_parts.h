/*
 * How repeats.c packs what the first pass keeps of a record, for
 * repeats_settle.c and repeats_share.c. Nobody else includes this.
 */
#ifndef ENROLL_REPEATS_PARTS_H
#define ENROLL_REPEATS_PARTS_H

#include "enroll/pairs.h"
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

/* What decides among the records of a group with one key. */
struct candidate {
	uint32_t record;
	enum enroll_status status;
	uint32_t applied;
	uint64_t rank;
	struct slice number;
};

struct settling {
	struct repeats *repeats;
	struct candidate *candidates; /* room for the largest group */
	size_t room;
};

/* Settles the first count candidates, a group. False without memory. */
typedef bool settle_group(struct settling *settling, size_t count,
			  enum repeats_key key);

/* Finds the groups of a column of keys and settles each. */
bool repeats_settle_keys(struct settling *settling, settle_group *settle,
			 enum repeats_key key, const struct column *keys);

/* The application that stays first: best status, then earliest, then id. */
int repeats_compare_claims(const void *left, const void *right);

/* Leaves out the members that a list of notes has. */
size_t repeats_drop_noted(const struct repeats_notes_list *list,
			  struct candidate *all, size_t count);

#endif
