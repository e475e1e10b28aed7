#include "report/group_parts.h"

#include <stdlib.h>

/* The result's own columns; the label of a measure is its id. */
static struct slice column_id(struct arena *arena,
			      const struct measure *measure)
{
	static const char *const prefixes[] = {
		[MEASURE_COUNT] = "count", [MEASURE_SUM] = "sum_",
		[MEASURE_MEAN] = "mean_",  [MEASURE_MIN] = "min_",
		[MEASURE_MAX] = "max_",	   [MEASURE_SHARE] = "share_permille",
	};
	struct strbuf text;
	struct slice id;

	strbuf_init(&text, 256);
	strbuf_append_string(&text, prefixes[measure->kind]);
	strbuf_append(&text, measure->field);
	id = arena_copy(arena, strbuf_slice(&text));
	strbuf_release(&text);
	return id;
}

/* sum / known in hundredths, half away from zero. */
static bool mean(const struct accumulator *value, int64_t *hundredths)
{
	__extension__ __int128 sum = value->sum;
	bool negative = sum < 0;
	__extension__ __int128 known = value->known;

	sum = ((negative ? -sum : sum) * 200 + known) / (2 * known);
	if (sum > INT64_MAX)
		return false;
	*hundredths = negative ? -(int64_t)sum : (int64_t)sum;
	return true;
}

static bool value_cell(const struct groups *groups,
		       const struct measure *measure, const struct group *group,
		       struct cell *cell)
{
	const struct accumulator *value = &group->values[measure->value];
	bool date = groups->types[measure->value] == VALUE_DATE;

	*cell = (struct cell){0};
	if (value->known == 0)
		return true;
	cell->kind = date ? CELL_DATE : CELL_COUNT;
	if (measure->kind == MEASURE_MIN) {
		cell->number = value->least;
	} else if (measure->kind == MEASURE_MAX) {
		cell->number = value->most;
	} else if (measure->kind == MEASURE_MEAN) {
		cell->kind = CELL_MEAN;
		return mean(value, &cell->number);
	} else {
		cell->number = (int64_t)value->sum;
		return value->sum <= INT64_MAX && value->sum >= INT64_MIN;
	}
	return true;
}

static bool show_group(const struct groups *groups, const struct group *group,
		       struct cell *cells, struct diag *diag)
{
	const struct group_query *query = groups->query;

	for (size_t i = 0; i < query->field_count; i++)
		*cells++ = cell_text(group->keys[i]);
	for (size_t i = 0; i < query->measure_count; i++, cells++) {
		const struct measure *measure = &query->measures[i];

		if (measure->kind == MEASURE_COUNT)
			*cells = cell_number(CELL_COUNT, group->count);
		else if (measure->kind == MEASURE_SHARE)
			*cells = cell_share(group->count, groups->total);
		else if (!value_cell(groups, measure, group, cells))
			return diag_set(diag,
					"the sum of '%.*s' does not fit 63 "
					"bits",
					SLICE_PRINT(measure->field));
	}
	return true;
}

static int compare(const void *left, const void *right, void *query)
{
	const struct group *a = *(struct group *const *)left;
	const struct group *b = *(struct group *const *)right;
	size_t count = ((const struct group_query *)query)->field_count;

	for (size_t i = 0; i < count; i++) {
		int order = slice_compare(a->keys[i], b->keys[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

/* The groups in order of their keys; an array of the arena, or NULL. */
static struct group **sorted(const struct groups *groups, struct arena *arena)
{
	struct group_query query = *groups->query;
	struct group **list =
		arena_array(arena, groups->count + 1, sizeof(struct group *));
	size_t count = 0;

	if (list == NULL)
		return NULL;
	for (size_t i = 0; i < groups_slots(groups); i++)
		if (groups->slots[i] != NULL)
			list[count++] = groups->slots[i];
	qsort_r(list, count, sizeof(struct group *), compare, &query);
	return list;
}

static bool add_columns(const struct group_query *query, struct arena *arena,
			struct exhibit *exhibit)
{
	for (size_t i = 0; i < query->field_count; i++)
		if (!exhibit_column(exhibit, query->fields[i],
				    query->fields[i]))
			return false;
	for (size_t i = 0; i < query->measure_count; i++) {
		struct slice id = column_id(arena, &query->measures[i]);

		if (id.data == NULL || !exhibit_column(exhibit, id, id))
			return false;
	}
	return true;
}

bool groups_show(const struct groups *groups, struct report *report,
		 struct diag *diag)
{
	struct exhibit *exhibit =
		report_add(report, "groups", (struct slice){0});
	struct group **list = sorted(groups, report->arena);

	if (exhibit == NULL || list == NULL ||
	    !add_columns(groups->query, report->arena, exhibit))
		return diag_memory(diag);
	for (size_t i = 0; i < groups->count; i++) {
		struct slice none = {0};
		struct exhibit_row *row =
			exhibit_add(report->arena, exhibit, none, none);

		if (row == NULL)
			return diag_memory(diag);
		if (!show_group(groups, list[i], row->cells, diag))
			return false;
	}
	return true;
}
