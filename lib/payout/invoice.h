/*
 * What the invoice of a provider should be: in each class who was enrolled, who
 * attended, who completed, and the price of those (SPEC 6). Nothing of it is in
 * the ledger, which pays participants.
 */
#ifndef PAYOUT_INVOICE_H
#define PAYOUT_INVOICE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"

#include <stdint.h>

/* Amounts in rupiah, -1 where not known. Slices live in the arena. */
struct class_bill {
	struct slice course, provider, title;
	bool is_listed; /* the list of courses has it */
	int64_t price, invoiced;
	int64_t enrolled, attended, completed;
	int64_t undecided; /* of the enrolled: ongoing, or without evidence */
};

struct bills {
	struct arena arena;
	struct set courses, places; /* a place: course, TAB, person */
	struct class_bill *list;    /* by index in courses */
	size_t room;
};

void bills_init(struct bills *bills);
void bills_release(struct bills *bills);

/*
 * A row of the list of courses; the price may be empty. False for a course that
 * stands twice, a price that is no amount, and without memory.
 */
struct course_row {
	struct slice course, provider, title, price;
};
bool bills_add_course(struct bills *bills, const struct course_row *row,
		      struct diag *diag);

/* A line of an invoice; several of one course are added up. */
bool bills_add_invoice(struct bills *bills, struct slice course,
		       struct slice amount, struct diag *diag);

/*
 * A participant; one without a course, or who was not placed, is nobody's
 * cost. False for a person who is in a course twice.
 */
struct attended_row {
	struct slice person, course, match_status, present, completion;
};
bool bills_add_record(struct bills *bills, const struct attended_row *row,
		      struct diag *diag);

/* All classes by their ids, count in *count; NULL without memory. */
const struct class_bill **bills_sorted(struct bills *bills, size_t *count);

/* completed x price; -1 where the price is not known. */
bool bill_due(const struct class_bill *bill, int64_t *rupiah,
	      struct diag *diag);

#endif
