/*
 * An extract of the core system (--members): what it knows of this run's
 * people, found by NIK, else by KPJ. One person may hold several KPJ, a row
 * each. What an application claims is compared and never overwritten.
 *
 * An extract may be long, so that it is streamed against the numbers of this
 * run.
 */
#ifndef ENROLL_MEMBERS_H
#define ENROLL_MEMBERS_H

#include "base/set.h"
#include "enroll/application.h"

#include <stdbool.h>
#include <stdint.h>

/* What all rows of a number say together. */
struct member {
	unsigned rows;
	bool active, inactive, jht_claimed, jht_kept;
	bool months_known, wage_known, birth_known;
	int64_t months_most, months_sum; /* of one row, of all */
	int64_t wage_least, wage_most;
	struct date birth_first, birth_last;
};

struct members {
	struct set numbers; /* "n" and a NIK, "k" and a KPJ, of this run */
	struct member *all; /* by number */
	size_t room;
};

/* In the order of members.c's names. */
enum members_field {
	MEMBERS_NIK,
	MEMBERS_KPJ,
	MEMBERS_BIRTH_DATE,
	MEMBERS_ACTIVE,
	MEMBERS_MONTHS,
	MEMBERS_WAGE,
	MEMBERS_JHT,
	MEMBERS_FIELDS
};

struct members_layout {
	size_t columns[MEMBERS_FIELDS];
};

void members_init(struct members *members);
void members_release(struct members *members);

/* Makes the numbers of an application known. False without memory. */
bool members_expect(struct members *members,
		    const struct application *application);

/* The columns; nik or kpj must be there. */
bool members_layout_init(struct members_layout *layout,
			 const struct header *header, struct diag *diag);

/* Takes a row of the extract. */
void members_take(struct members *members, const struct members_layout *layout,
		  const struct record *record);

enum {
	MEMBERS_CONFLICTS_MAX = 8,
	MEMBERS_CLAIMED_MAX = 24, /* bytes shown of a value */
	MEMBERS_KNOWN_SIZE = 48,  /* two numbers of 64 bits and a hyphen */
	MEMBERS_DETAIL_SIZE = MEMBERS_CLAIMED_MAX + MEMBERS_KNOWN_SIZE + 2
};

struct members_conflict {
	const char *code; /* V-MEMBER-MONTHS ... */
	enum application_field field;
	char detail[MEMBERS_DETAIL_SIZE]; /* ":claimed:known", or "" */
};

struct members_conflicts {
	struct members_conflict all[MEMBERS_CONFLICTS_MAX];
	size_t count;
};

/*
 * Where an application says otherwise than the core system. Who has neither a
 * valid NIK nor a KPJ can't be compared, and has none.
 */
void members_compare(const struct members *members,
		     const struct application *application,
		     struct members_conflicts *conflicts);

#endif
