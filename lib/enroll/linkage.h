/*
 * What to compare and how: the policy's section "linkage" (vk-policy(5)).
 */
#ifndef ENROLL_LINKAGE_H
#define ENROLL_LINKAGE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "stream/policy.h"
#include "stream/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LINKAGE_FIELDS_MAX = 16,
	LINKAGE_COLUMNS_MAX = 4, /* of one field */
	LINKAGE_KEYS_MAX = 16,
	LINKAGE_PARTS_MAX = 4, /* of one key */
	LINKAGE_BLOCK_LARGEST = 200
};

/* In the order of its words; the cheap ones first. */
enum comparator {
	COMPARE_EXACT,
	COMPARE_DIGITS,
	COMPARE_DATE,
	COMPARE_NAME,  /* a personal name, in the Indonesian way */
	COMPARE_WORDS, /* words in any order: an address */
	COMPARE_TEXT,
	COMPARE_EMAIL /* as text; the mailbox decides */
};

/* What the ladder knows a field as (enroll/ladder.h). */
enum linkage_role {
	ROLE_NONE,
	ROLE_NIK,
	ROLE_NAME,
	ROLE_BIRTH,
	ROLE_SEX,
	ROLES
};

struct linkage_field {
	struct slice name;
	enum comparator compare;
	enum linkage_role role;
	struct slice columns[LINKAGE_COLUMNS_MAX];
	size_t column_count;
};

/* What of a field goes into a blocking key. */
enum key_take {
	TAKE_WHOLE,
	TAKE_FIRST, /* the first so many characters */
	TAKE_WORD,  /* each word, or its first so many characters */
	TAKE_YEAR,
	TAKE_MONTH, /* year and month */
	TAKE_DAY    /* month and day */
};

struct key_part {
	size_t field;
	enum key_take take;
	size_t length; /* TAKE_FIRST, TAKE_WORD; 0: all of it */
};

struct linkage_key {
	struct slice text; /* as the policy has it, "birth_date sex" */
	struct key_part parts[LINKAGE_PARTS_MAX];
	size_t part_count;
};

struct linkage {
	struct slice id; /* the column that names a record; may be empty */
	struct linkage_field fields[LINKAGE_FIELDS_MAX];
	size_t field_count;
	struct linkage_key keys[LINKAGE_KEYS_MAX];
	size_t key_count;
	uint32_t block_largest;
	/* "certain" and "review", where the policy sets its own. */
	int32_t certain, review;
	bool certain_known, review_known;
	size_t by_role[ROLES]; /* field, or SIZE_MAX */
	struct arena arena;
};

/*
 * Reads the section of a policy. False with diag for a policy without one and
 * for what is wrong in it. Borrows the policy; released in any case.
 */
bool linkage_init(struct linkage *linkage, const struct policy *policy,
		  struct diag *diag);
void linkage_release(struct linkage *linkage);

/* Where the fields stand in one input; COLUMN_NONE where they don't. */
struct linkage_layout {
	size_t columns[LINKAGE_FIELDS_MAX][LINKAGE_COLUMNS_MAX];
	size_t id;
};

/*
 * Finds the columns by their names, or by what a table's header of that name
 * is called once it is read (dob is birth_date). False without memory.
 */
bool linkage_bind(const struct linkage *linkage, const struct header *header,
		  struct linkage_layout *layout, struct diag *diag);

/* Leaves out a field that the inputs don't have, and the keys it is in. */
void linkage_drop(struct linkage *linkage, size_t field);

/* Whether an input has a field at all. */
bool linkage_has(const struct linkage *linkage,
		 const struct linkage_layout *layout, size_t field);

/* "exact", "digits", "date", "name", "words", "text", "email". Static. */
const char *comparator_word(enum comparator compare);

#endif
