#include "report/group.h"

bool group_add_fields(struct group_query *query, struct slice list,
		      struct diag *diag)
{
	struct slice field;

	if (slice_is_empty(list))
		return diag_set(diag, "an empty list of fields");
	while (slice_next(&list, ',', &field)) {
		if (!schema_is_name(field))
			return diag_set(diag,
					"'%.*s' is no field name: lower-case "
					"letters, digits and '_'",
					SLICE_PRINT(field));
		if (query->field_count == GROUP_FIELDS_MAX)
			return diag_set(diag, "more than %d fields to group by",
					GROUP_FIELDS_MAX);
		query->fields[query->field_count++] = field;
	}
	return true;
}

bool group_add_condition(struct group_query *query, struct slice text,
			 struct diag *diag)
{
	size_t sign = slice_find(text, '=');
	struct condition *condition;
	size_t end;

	if (sign == text.length)
		return diag_set(diag,
				"'%.*s' is no condition: write FIELD=VALUE or "
				"FIELD!=VALUE",
				SLICE_PRINT(text));
	if (query->condition_count == CONDITIONS_MAX)
		return diag_set(diag, "more than %d conditions",
				CONDITIONS_MAX);
	condition = &query->conditions[query->condition_count++];
	condition->differs = sign > 0 && text.data[sign - 1] == '!';
	end = condition->differs ? sign - 1 : sign;
	condition->field = slice_part(text, 0, end);
	condition->text = slice_part(text, sign + 1, text.length);
	return true;
}

/* The place of a measured field among the values; added if it is new. */
static size_t find_value(struct group_query *query, struct slice field)
{
	for (size_t i = 0; i < query->value_count; i++)
		if (slice_equal(query->values[i], field))
			return i;
	query->values[query->value_count] = field;
	return query->value_count++;
}

bool group_add_measure(struct group_query *query, enum measure_kind kind,
		       struct slice field, struct diag *diag)
{
	bool of_records = kind == MEASURE_COUNT || kind == MEASURE_SHARE;
	struct measure *measure;

	if (query->measure_count == MEASURES_MAX)
		return diag_set(diag, "more than %d measures", MEASURES_MAX);
	measure = &query->measures[query->measure_count++];
	*measure = (struct measure){kind, field, 0};
	if (!of_records)
		measure->value = find_value(query, field);
	return true;
}

static bool resolve(const struct header *header, const struct slice *names,
		    size_t *columns, size_t count, struct diag *diag)
{
	for (size_t i = 0; i < count; i++) {
		char name[80];

		if (!schema_is_name(names[i]))
			return diag_set(diag, "'%.*s' is no field name",
					SLICE_PRINT(names[i]));
		memcpy(name, names[i].data, names[i].length);
		name[names[i].length] = '\0';
		if (!header_require(header, name, &columns[i], diag))
			return false;
	}
	return true;
}

bool group_resolve(struct group_query *query, const struct header *header,
		   struct diag *diag)
{
	for (size_t i = 0; i < query->condition_count; i++)
		if (!resolve(header, &query->conditions[i].field,
			     &query->conditions[i].column, 1, diag))
			return false;
	return resolve(header, query->fields, query->columns,
		       query->field_count, diag) &&
	       resolve(header, query->values, query->value_columns,
		       query->value_count, diag);
}

size_t group_columns(const struct group_query *query,
		     size_t columns[GROUP_COLUMNS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < query->field_count; i++)
		columns[count++] = query->columns[i];
	for (size_t i = 0; i < query->value_count; i++)
		columns[count++] = query->value_columns[i];
	for (size_t i = 0; i < query->condition_count; i++)
		columns[count++] = query->conditions[i].column;
	return count;
}

bool group_passes(const struct group_query *query, const struct record *record)
{
	for (size_t i = 0; i < query->condition_count; i++) {
		const struct condition *condition = &query->conditions[i];
		struct slice field = record_field(record, condition->column);

		if (slice_equal(field, condition->text) == condition->differs)
			return false;
	}
	return true;
}
