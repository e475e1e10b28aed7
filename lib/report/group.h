/*
 * Groups of records by the values of some fields, and measures over them: what
 * vk-report --by counts.
 *
 * Whole numbers only. A sum that does not fit 63 bits fails the run instead of
 * wrapping. Groups come out in bytewise order of their keys, so that neither
 * the order of the input nor a hash shows.
 */
#ifndef REPORT_GROUP_H
#define REPORT_GROUP_H

#include "base/arena.h"
#include "base/diag.h"
#include "report/exhibit.h"
#include "stream/record.h"
#include "stream/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	GROUP_FIELDS_MAX = 8,
	MEASURES_MAX = 15,
	CONDITIONS_MAX = 16,
	GROUP_COLUMNS_MAX = GROUP_FIELDS_MAX + MEASURES_MAX + CONDITIONS_MAX
};

enum measure_kind {
	MEASURE_COUNT,
	MEASURE_SUM,
	MEASURE_MEAN, /* sum / known values, half up to two decimals */
	MEASURE_MIN,
	MEASURE_MAX,
	MEASURE_SHARE /* of all records that passed --where, per mille */
};

struct measure {
	enum measure_kind kind;
	struct slice field; /* empty for count and share */
	size_t value;	    /* index in the values of a group */
};

/* A record passes where the field equals the text (or not, with differs). */
struct condition {
	struct slice field, text;
	bool differs;
	size_t column;
};

/* What is asked. Fill in the names, then group_resolve. */
struct group_query {
	struct slice fields[GROUP_FIELDS_MAX];
	size_t columns[GROUP_FIELDS_MAX];
	size_t field_count;
	struct measure measures[MEASURES_MAX];
	size_t measure_count;
	struct condition conditions[CONDITIONS_MAX];
	size_t condition_count;
	struct slice values[MEASURES_MAX]; /* the different measured fields */
	size_t value_columns[MEASURES_MAX];
	size_t value_count;
};

/* "FIELD[,FIELD]" into fields; "FIELD=TEXT" or "FIELD!=TEXT" into conditions;
 * one more measure. All borrow their text. False with what would be right. */
bool group_add_fields(struct group_query *query, struct slice list,
		      struct diag *diag);
bool group_add_condition(struct group_query *query, struct slice text,
			 struct diag *diag);
bool group_add_measure(struct group_query *query, enum measure_kind kind,
		       struct slice field, struct diag *diag);

/* Finds every column once; an unknown field is told with those there are. */
bool group_resolve(struct group_query *query, const struct header *header,
		   struct diag *diag);

/* The columns that a resolved query looks at; gives their number. */
size_t group_columns(const struct group_query *query,
		     size_t columns[GROUP_COLUMNS_MAX]);

/* Whether a record passes all conditions. */
bool group_passes(const struct group_query *query, const struct record *record);

struct groups;

/* NULL when memory ran out. The query is borrowed and must be resolved. */
struct groups *groups_new(const struct group_query *query, size_t memory_max);
void groups_free(struct groups *groups);

/* What was wrong with a value that could not be taken into a measure. */
struct group_misfit {
	size_t column; /* COLUMN_NONE: nothing was wrong */
	struct slice field, value;
};

/*
 * Counts one record of the header that was resolved, without asking its
 * conditions. A value that is neither
 * empty nor a whole number nor (for min and max) an ISO date is left out of
 * its measures and told in *misfit, the last one of the record. False where a
 * sum does not fit, dates meet numbers in a field, or memory ran out.
 */
bool groups_add(struct groups *groups, const struct record *record,
		struct group_misfit *misfit, struct diag *diag);

/* How many records were counted. */
int64_t groups_total(const struct groups *groups);

/*
 * The groups as an exhibit of the report: the fields, then the measures in the
 * order they were asked for, named count, sum_FIELD, mean_FIELD, min_FIELD,
 * max_FIELD and share_permille. Keys are borrowed from the groups.
 */
bool groups_show(const struct groups *groups, struct report *report,
		 struct diag *diag);

#endif
