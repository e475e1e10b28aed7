#include "attend/certificate.h"

#include "attend/vector.h"

#include <stdlib.h>

struct certificate_row {
	uint32_t person;
	enum certificate_kind kind;
	struct slice unit, number;
	struct date issued, expires;
	signed char competent; /* 1, 0, or -1: not told */
};

static const size_t memory_max = (size_t)4 * 1024 * 1024 * 1024;

void certificates_init(struct certificates *certificates)
{
	arena_init(&certificates->arena, memory_max);
	set_init(&certificates->persons, memory_max);
	strbuf_init(&certificates->rows, memory_max);
	certificates->sorted = false;
}

void certificates_release(struct certificates *certificates)
{
	set_release(&certificates->persons);
	strbuf_release(&certificates->rows);
	arena_release(&certificates->arena);
}

static bool is_one_of(struct slice text, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (slice_equal_ignoring_case(text, slice_of(words[i])))
			return true;
	return false;
}

static bool parse_kind(struct slice text, enum certificate_kind *kind)
{
	static const char *const training[] = {"training", "pelatihan", NULL};
	static const char *const competence[] = {"competence", "competency",
						 "kompetensi", "bnsp", NULL};

	*kind = CERTIFICATE_TRAINING;
	if (is_one_of(text, training))
		return true;
	*kind = CERTIFICATE_COMPETENCE;
	return text.length == 0 || is_one_of(text, competence);
}

static bool parse_result(struct slice text, signed char *competent)
{
	static const char *const yes[] = {"k",	   "kompeten", "competent",
					  "lulus", "passed",   NULL};
	static const char *const no[] = {
		"bk",	       "belum kompeten", "not yet competent",
		"tidak lulus", "failed",	 NULL};

	*competent = -1;
	if (is_one_of(text, yes))
		*competent = 1;
	else if (is_one_of(text, no))
		*competent = 0;
	return text.length == 0 || *competent >= 0;
}

bool certificates_add(struct certificates *certificates,
		      const struct assessment_row *row, const char **problem)
{
	struct certificate_row kept = {.issued = row->issued,
				       .expires = row->expires};

	*problem = NULL;
	if (!parse_kind(slice_trim(row->kind), &kept.kind))
		*problem = "the kind is neither training nor competence";
	else if (!parse_result(slice_trim(row->result), &kept.competent))
		*problem = "the result is neither K nor BK";
	else if (slice_trim(row->person).length == 0)
		*problem = "no person";
	else if (slice_find(row->number, ',') < row->number.length)
		*problem = "a number with a comma would be two";
	if (*problem != NULL)
		return false;
	certificates->sorted = false;
	kept.unit = arena_copy(&certificates->arena, slice_trim(row->unit));
	kept.number = arena_copy(&certificates->arena, slice_trim(row->number));
	return kept.unit.data != NULL && kept.number.data != NULL &&
	       set_add(&certificates->persons, slice_trim(row->person),
		       &kept.person, NULL) &&
	       vector_add(&certificates->rows, &kept, sizeof kept);
}

/* A day that isn't told comes before those that are. */
static struct date sorting_day(struct date day)
{
	return day.days == INT32_MAX ? DATE_EARLIEST : day;
}

/* By person, kind and unit; the newest result of a unit last. */
static int by_person(const void *left, const void *right)
{
	const struct certificate_row *one = left, *other = right;
	int order =
		(one->person > other->person) - (one->person < other->person);

	if (order == 0)
		order = (int)one->kind - (int)other->kind;
	if (order == 0)
		order = slice_compare(one->unit, other->unit);
	if (order == 0)
		order = date_compare(sorting_day(one->issued),
				     sorting_day(other->issued));
	if (order == 0)
		order = slice_compare(one->number, other->number);
	return order != 0 ? order : one->competent - other->competent;
}

static bool same_unit(const struct certificate_row *one,
		      const struct certificate_row *other)
{
	return one->person == other->person && one->kind == other->kind &&
	       slice_equal(one->unit, other->unit);
}

/* Whether a row is known on a day. */
static bool is_known(const struct certificate_row *row, struct date as_of)
{
	return row->issued.days == INT32_MAX ||
	       date_compare(row->issued, as_of) <= 0;
}

static void judge(const struct certificate_row *rows, size_t count,
		  struct date as_of, struct certified *certified)
{
	for (size_t i = 0; i < count; i++) {
		bool newest = i + 1 == count ||
			      !same_unit(rows + i, rows + i + 1) ||
			      !is_known(rows + i + 1, as_of);

		if (rows[i].kind != CERTIFICATE_COMPETENCE || !newest ||
		    !is_known(rows + i, as_of) || rows[i].competent < 0)
			continue;
		if (rows[i].competent == 0)
			certified->assessment = "BK";
		else if (certified->assessment[0] == '\0')
			certified->assessment = "K";
	}
}

/* Whether a row's certificate took the place of the one before it. */
static bool is_renewed(const struct certificate_row *row,
		       const struct certificate_row *next, struct date as_of)
{
	return row->unit.length > 0 && same_unit(row, next) &&
	       is_known(next, as_of) && next->competent != 0 &&
	       next->number.length > 0;
}

static bool list_numbers(struct certificates *certificates,
			 const struct certificate_row *rows, size_t count,
			 struct date as_of, struct certified *certified)
{
	struct strbuf list;

	strbuf_init(&list, 64 * 1024);
	for (size_t i = 0; i < count; i++) {
		/* Who isn't competent has no certificate of it. */
		if (rows[i].number.length == 0 || rows[i].competent == 0 ||
		    !is_known(rows + i, as_of))
			continue;
		if (date_compare(rows[i].expires, as_of) < 0 &&
		    (i + 1 == count ||
		     !is_renewed(rows + i, rows + i + 1, as_of)))
			certified->expired = true;
		if (list.length == 0 ||
		    !slice_list_has(strbuf_slice(&list), rows[i].number))
			strbuf_append_item(&list, rows[i].number);
	}
	certified->numbers =
		arena_copy(&certificates->arena, strbuf_slice(&list));
	strbuf_release(&list);
	return certified->numbers.data != NULL;
}

bool certificates_find(struct certificates *certificates, struct slice person,
		       struct date as_of, struct certified *certified)
{
	struct certificate_row *rows = vector_items(&certificates->rows);
	size_t count = vector_count(&certificates->rows, sizeof *rows);
	uint32_t index = set_find(&certificates->persons, person);
	size_t low = 0, high = count, end;

	*certified = (struct certified){.assessment = ""};
	if (index == SET_NONE)
		return true;
	if (!certificates->sorted)
		qsort(rows, count, sizeof *rows, by_person);
	certificates->sorted = true;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (rows[middle].person < index)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < count && rows[end].person == index; end++)
		;
	judge(rows + low, end - low, as_of, certified);
	return list_numbers(certificates, rows + low, end - low, as_of,
			    certified);
}
