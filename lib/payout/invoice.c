#include "payout/invoice.h"

#include "base/number.h"
#include "value/money.h"

#include <stdlib.h>
#include <string.h>

enum { PLACE_MAX = 4096 };

static const size_t memory_max = (size_t)2 << 30;

void bills_init(struct bills *bills)
{
	*bills = (struct bills){0};
	arena_init(&bills->arena, memory_max);
	set_init(&bills->courses, memory_max);
	set_init(&bills->places, memory_max);
}

void bills_release(struct bills *bills)
{
	set_release(&bills->places);
	set_release(&bills->courses);
	arena_release(&bills->arena);
}

static bool make_room(struct bills *bills, uint32_t index)
{
	size_t room = bills->room == 0 ? 64 : 2 * bills->room;
	struct class_bill *larger;

	if (index < bills->room)
		return true;
	larger = arena_array(&bills->arena, room, sizeof *larger);
	if (larger == NULL)
		return false;
	if (bills->room > 0)
		memcpy(larger, bills->list, bills->room * sizeof *larger);
	bills->list = larger;
	bills->room = room;
	return true;
}

/* The bill of a course, a new one where there is none; NULL without memory. */
static struct class_bill *bill_of(struct bills *bills, struct slice course,
				  struct diag *diag)
{
	struct class_bill *bill;
	uint32_t index;
	bool added;

	if (!set_add(&bills->courses, course, &index, &added) ||
	    !make_room(bills, index)) {
		diag_memory(diag);
		return NULL;
	}
	bill = &bills->list[index];
	if (added)
		*bill = (struct class_bill){
			.course = set_string(&bills->courses, index),
			.price = -1,
			.invoiced = -1};
	return bill;
}

static bool read_amount(struct slice text, const char *what, int64_t *rupiah,
			struct diag *diag)
{
	struct money money;

	if (!money_parse(text, &money) || money.rupiah < 0)
		return diag_set(diag, "the %s \"%.*s\" is no amount in rupiah",
				what, SLICE_PRINT(slice_part(text, 0, 40)));
	*rupiah = money.rupiah;
	return true;
}

bool bills_add_course(struct bills *bills, const struct course_row *row,
		      struct diag *diag)
{
	struct class_bill *bill;

	if (slice_is_empty(row->course))
		return true;
	bill = bill_of(bills, row->course, diag);
	if (bill == NULL)
		return false;
	if (bill->is_listed)
		return diag_set(diag, "course \"%.*s\" stands twice",
				SLICE_PRINT(row->course));
	bill->is_listed = true;
	bill->provider = arena_copy(&bills->arena, row->provider);
	bill->title = arena_copy(&bills->arena, row->title);
	if (bill->provider.data == NULL || bill->title.data == NULL)
		return diag_memory(diag);
	return slice_is_empty(row->price) ||
	       read_amount(row->price, "price", &bill->price, diag);
}

bool bills_add_invoice(struct bills *bills, struct slice course,
		       struct slice amount, struct diag *diag)
{
	struct class_bill *bill;
	int64_t rupiah = 0;

	if (slice_is_empty(course))
		return diag_set(diag, "a line without its course");
	bill = bill_of(bills, course, diag);
	if (bill == NULL || !read_amount(amount, "amount", &rupiah, diag))
		return false;
	if (bill->invoiced < 0)
		bill->invoiced = 0;
	return number_add(bill->invoiced, rupiah, &bill->invoiced) ||
	       diag_set(diag, "an amount beyond counting");
}

/* Whether the person is in the course for the first time. */
static bool take_place(struct bills *bills, const struct attended_row *row,
		       struct diag *diag)
{
	char text[PLACE_MAX];
	size_t length = row->course.length + 1 + row->person.length;
	uint32_t index;
	bool added;

	if (length > sizeof text)
		return diag_set(diag,
				"a course or person of more than %d "
				"bytes",
				PLACE_MAX);
	memcpy(text, row->course.data, row->course.length);
	text[row->course.length] = '\t';
	memcpy(text + row->course.length + 1, row->person.data,
	       row->person.length);
	if (!set_add(&bills->places, (struct slice){text, length}, &index,
		     &added))
		return diag_memory(diag);
	return added ||
	       diag_set(diag, "person %.*s is in course \"%.*s\" twice",
			SLICE_PRINT(row->person), SLICE_PRINT(row->course));
}

bool bills_add_record(struct bills *bills, const struct attended_row *row,
		      struct diag *diag)
{
	struct class_bill *bill;
	int64_t present = 0;

	if (slice_is_empty(row->course) || slice_is_empty(row->person) ||
	    (!slice_is_empty(row->match_status) &&
	     !slice_is(row->match_status, "placed")))
		return true;
	bill = bill_of(bills, row->course, diag);
	if (bill == NULL || !take_place(bills, row, diag))
		return false;
	if (!slice_is_empty(row->present) &&
	    !number_parse(row->present, &present))
		return diag_set(diag, "present is \"%.*s\", which is no number",
				SLICE_PRINT(slice_part(row->present, 0, 40)));
	bill->enrolled++;
	if (present > 0)
		bill->attended++;
	if (slice_is(row->completion, "completed"))
		bill->completed++;
	else if (!slice_is(row->completion, "failed") &&
		 !slice_is(row->completion, "withdrawn"))
		bill->undecided++;
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct class_bill *a = *(const struct class_bill *const *)left;
	const struct class_bill *b = *(const struct class_bill *const *)right;

	return slice_compare(a->course, b->course);
}

const struct class_bill **bills_sorted(struct bills *bills, size_t *count)
{
	const struct class_bill **sorted;

	*count = set_count(&bills->courses);
	sorted = arena_alloc(&bills->arena, (*count + 1) * sizeof *sorted);
	if (sorted == NULL)
		return NULL;
	for (size_t i = 0; i < *count; i++)
		sorted[i] = &bills->list[i];
	qsort(sorted, *count, sizeof *sorted, compare);
	return sorted;
}

bool bill_due(const struct class_bill *bill, int64_t *rupiah, struct diag *diag)
{
	*rupiah = -1;
	return bill->price < 0 ||
	       number_multiply(bill->price, bill->completed, rupiah) ||
	       diag_set(diag, "an amount beyond counting");
}
