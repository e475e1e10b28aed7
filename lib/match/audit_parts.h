/*
 * Within the auditor only.
 */
#ifndef MATCH_AUDIT_PARTS_H
#define MATCH_AUDIT_PARTS_H

#include "match/audit.h"

/* The course with this id, or AUDIT_NO_COURSE. */
uint16_t audit_course(const struct audit *audit, struct slice id);

/* A named field of a course; empty where there is no such column. */
struct slice audit_field(const struct audit *audit, uint16_t course,
			 const char *name);

/* Why a course can't take a person; NULL: it can. */
const char *audit_bar(const struct audit *audit, uint32_t person,
		      uint16_t course);

/* A person's rank on a course's interview list, or 0. */
int64_t audit_rank(const struct audit *audit, uint32_t person, uint16_t course);

/* The number of "seed|person", or of "seed|course|person"; 0 without seed. */
uint64_t audit_number(const struct audit *audit, struct slice course,
		      struct slice person);

/* The lottery number that counts at a course. */
uint64_t audit_lottery(const struct audit *audit, uint32_t person,
		       uint16_t course);

/* The person's order at a course, part by part; how many parts. */
size_t audit_order(const struct audit *audit, uint32_t person, uint16_t course,
		   int64_t parts[AUDIT_PARTS_MAX]);

/* Compares two at a course: < 0 where left comes first. */
int audit_compare(const struct audit *audit, uint16_t course, uint32_t left,
		  uint32_t right);

/* Only the orders, without the lottery. */
int audit_compare_orders(const struct audit *audit, uint16_t course,
			 uint32_t left, uint32_t right);

bool audit_is_member(const struct audit *audit, uint32_t person,
		     size_t reserve);

/* The seats of a reserve in a course: the listed ones before it go first. */
int64_t audit_reserve_seats(const struct audit *audit, uint16_t course,
			    size_t reserve);

static inline const uint16_t *audit_row(const struct audit *audit,
					uint32_t person)
{
	return audit->choices + (size_t)person * audit->width;
}

/* Who has left, and the course somebody had before, or AUDIT_NO_COURSE. */
bool audit_has_left(const struct audit *audit, struct slice person);
uint16_t audit_had(const struct audit *audit, struct slice person);

/* A digest of a record's input columns. */
uint64_t audit_digest(const struct slice *fields, const bool *wanted,
		      size_t count);

/* The texts a row must have, appended. */
void audit_write_order(const struct audit *audit, uint32_t person,
		       uint16_t course, struct strbuf *out);
void audit_write_reasons(const struct audit *audit, uint32_t person,
			 const struct record *record, struct strbuf *out);

/* The smallest cap around a course that is reached after a stage. */
struct audit_cap {
	const struct cap_rule *rule;
	struct slice value;
};
bool audit_full_cap(const struct audit *audit, uint16_t course, int stage,
		    struct audit_cap *cap);

/* Places on the waiting lists, for those without a seat. */
bool audit_count_places(struct audit *audit);

/* Makes an array of size-byte things hold count of them. */
bool audit_grow(void *pointer, size_t *room, size_t count, size_t size);

#endif
