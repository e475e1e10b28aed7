/*
 * The courses file, as far as reports need it: vocation and price of a course,
 * and when the agreement with its provider ends.
 */
#ifndef REPORT_COURSE_FACTS_H
#define REPORT_COURSE_FACTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "value/money.h"

struct course_fact {
	struct slice vocation, provider;
	struct money cost; /* of one participant */
	bool has_cost;
	int32_t agreement_end; /* days; INT32_MIN: not known */
	int64_t capacity;      /* -1: not known */
};

struct course_facts {
	struct arena arena;
	struct set ids;
	struct course_fact *list; /* by index in ids */
	size_t capacity;
};

void course_facts_init(struct course_facts *courses);
void course_facts_release(struct course_facts *courses);

/*
 * Takes one row of the courses table; header is the table's. A course that
 * stands twice is an error, since its price would depend on the order.
 */
bool course_facts_add(struct course_facts *courses, const struct header *header,
		      const struct record *record, struct diag *diag);

/* The course, or NULL; courses may be NULL. */
const struct course_fact *course_facts_find(const struct course_facts *courses,
					    struct slice id);

#endif
