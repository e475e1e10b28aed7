/*
 * Within the auditor only.
 */
#ifndef MATCH_AUDIT_PARTS_H
#define MATCH_AUDIT_PARTS_H

#include "match/audit.h"

enum { AUDIT_AHEAD = 12 };

/* What a course needs of a person, or a person doesn't have. */
enum audit_bars {
	AUDIT_IN_PERSON = 1,
	AUDIT_ONLINE = 2,
	AUDIT_BLENDED = 4,
	AUDIT_ACCESS = 8,
	AUDIT_NOT_ELIGIBLE = 16
};

/* Keeps the id of the next applicant. */
bool audit_add_person(struct audit *audit, struct slice person,
		      struct diag *diag);

/* Makes room for the ids of so many, judged by those that are there. */
bool audit_expect_persons(struct audit *audit, size_t count);

/* An applicant's id, borrowed. */
struct slice audit_id(const struct audit *audit, uint32_t number);

/* Makes the index, which finds persons who are there twice. */
bool audit_index_persons(struct audit *audit, struct diag *diag);
bool audit_fail_twice(struct slice person, struct diag *diag);

/* The applicant with this id, or SET_NONE; the one behind the last is tried
 * first. */
bool audit_find_person(struct audit *audit, struct slice person,
		       uint32_t *number, struct diag *diag);

/*
 * Sorts all applicants by lottery number for their shares and, where all
 * courses have one order, by that. Fails where a person is there twice.
 */
bool audit_sort(struct audit *audit, struct diag *diag);

/* The course with this id, or AUDIT_NO_COURSE. */
uint16_t audit_course(const struct audit *audit, struct slice id);

/* Makes the index that audit_course uses. */
bool audit_index_courses(struct audit *audit);

/* A named field of a course; empty where there is no such column. */
struct slice audit_field(const struct audit *audit, uint16_t course,
			 const char *name);

/* Why a course can't take a person; NULL: it can. */
const char *audit_bar(const struct audit *audit, uint32_t person,
		      uint16_t course);

/* Whether a choice is an open course that can take the person. */
static inline bool audit_is_open(const struct audit *audit, uint32_t person,
				 uint16_t course)
{
	if (course >= AUDIT_SPECIAL || audit->courses[course].closed)
		return false;
	if (!audit->has_lists)
		return !(audit->courses[course].bars &
			 (audit->missing[person] |
			  (unsigned)AUDIT_NOT_ELIGIBLE));
	return audit_bar(audit, person, course) == NULL;
}

/* A person's rank on a course's interview list, or 0. */
int64_t audit_rank(const struct audit *audit, uint32_t person, uint16_t course);

/* The number of "seed|person", or of "seed|course|person"; 0 without seed. */
uint64_t audit_number(const struct audit *audit, struct slice course,
		      struct slice person);

/* Sets everybody's number of "seed|person". */
void audit_draw(struct audit *audit);

/* The lottery number that counts at a course. */
uint64_t audit_lottery(const struct audit *audit, uint32_t person,
		       uint16_t course);

/* The person's order at a course, part by part; how many parts. */
size_t audit_order(const struct audit *audit, uint32_t person, uint16_t course,
		   int64_t parts[AUDIT_PARTS_MAX]);

/* Compares two at a course: < 0 where left comes first. */
int audit_compare(const struct audit *audit, uint16_t course, uint32_t left,
		  uint32_t right);

static inline bool audit_is_before(const struct audit *audit, uint16_t course,
				   uint32_t left, uint32_t right)
{
	return audit->rank != NULL
		       ? audit->rank[left] < audit->rank[right]
		       : audit_compare(audit, course, left, right) < 0;
}

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

/* The person of a rank; those some ranks behind are fetched ahead. */
static inline uint32_t audit_by_rank(const struct audit *audit, size_t rank)
{
	if (rank + AUDIT_AHEAD < audit->count) {
		uint32_t next = audit->by_rank[rank + AUDIT_AHEAD];

		__builtin_prefetch(audit_row(audit, next));
		__builtin_prefetch(&audit->missing[next]);
		__builtin_prefetch(&audit->expected[next]);
		__builtin_prefetch(&audit->places[next], 1);
	}
	return audit->by_rank[rank];
}

/* Who has left, and the course somebody had before, or AUDIT_NO_COURSE. */
bool audit_has_left(const struct audit *audit, struct slice person);
uint16_t audit_had(const struct audit *audit, struct slice person);

/* Whether a record's fields stand in its line as they are. */
static inline bool audit_is_as_read(const struct record *record)
{
	return record->text.data != NULL && record->raw == record->fields;
}

/* A digest of the applicants' own columns. Uses audit->text. */
uint64_t audit_digest(struct audit *audit, const struct slice *fields);

/* The same where they are neighbours in a line and audit_is_as_read. */
uint64_t audit_digest_line(const struct slice *fields, size_t count);

/* The texts a row must have, appended. */
void audit_write_order(const struct audit *audit, uint32_t person,
		       uint16_t course, struct strbuf *out);
/* The same where all courses have one order; borrowed until the next person. */
struct slice audit_order_text(struct audit *audit, uint32_t person);

/* The 16 digits of a lottery number. */
void audit_format_number(uint64_t number, char out[AUDIT_DIGITS]);

/* What audit_reasons_are needs of each course. */
bool audit_prepare_reasons(struct audit *audit);

/*
 * Whether a text is what a person's reasons must be. Their lottery number
 * stands in audit->digits, what audit_order_text gave for them in audit->order;
 * uses audit->text.
 */
bool audit_reasons_are(struct audit *audit, uint32_t person,
		       const struct record *record, struct slice published);

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

/* Whether two texts, mostly short and the same, are: eight bytes at a time. */
static inline bool audit_same(struct slice left, struct slice right)
{
	size_t at = 0;

	if (left.length != right.length)
		return false;
	if (left.length < 8) {
		while (at < left.length && left.data[at] == right.data[at])
			at++;
		return at == left.length;
	}
	for (; left.length - at > 8; at += 8) {
		if (memcmp(left.data + at, right.data + at, 8) != 0)
			return false;
	}
	at = left.length - 8;
	return memcmp(left.data + at, right.data + at, 8) == 0;
}

#endif
