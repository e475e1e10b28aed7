#include "stream/policy_parts.h"

#include "stream/schema.h"

enum { MISSPELT_MIN = 6, MISSPELT_DISTANCE = 2 };

static const char *const entry_keys[] = {"from",      "value",	  "source",
					 "review_by", "expected", NULL};

static bool is_empty_list(const struct policy_node *node)
{
	return node->kind == POLICY_LIST && node->count == 0;
}

/* A value is a scalar or a list of scalars; [] means not known. */
static bool read_value(const struct policy_node *node,
		       struct policy_entry *entry, struct diag *diag)
{
	if (is_empty_list(node))
		return true;
	if (node->kind == POLICY_MAP)
		return policy_fail(node, diag,
				   "a value is one word or number, "
				   "or a list of them");
	for (size_t i = 0; i < node->count; i++)
		if (node->items[i]->kind != POLICY_SCALAR)
			return policy_fail(node->items[i], diag,
					   "a list of values can't hold lists");
	if (node->kind == POLICY_SCALAR && node->scalar.length == 0)
		return policy_fail(node, diag,
				   "this value is empty; write [] "
				   "where it is not known");
	entry->value = node;
	return true;
}

static bool read_notes(const struct policy_node *map,
		       struct policy_entry *entry, struct diag *diag)
{
	const struct policy_node *source = policy_get(map, "source");
	const struct policy_node *review = policy_get(map, "review_by");
	const struct policy_node *expected = policy_get(map, "expected");

	entry->review_by = DATE_LATEST;
	return (source == NULL || policy_text(source, &entry->source, diag)) &&
	       (review == NULL ||
		policy_date(review, &entry->review_by, diag)) &&
	       (expected == NULL ||
		policy_boolean(expected, &entry->expected, diag));
}

static bool read_entry(const struct policy_node *map,
		       struct policy_entry *entry, struct diag *diag)
{
	const struct policy_node *from, *value;

	if (!policy_check_keys(map, entry_keys, diag) ||
	    (from = policy_require(map, "from", diag)) == NULL ||
	    !policy_date(from, &entry->from, diag) ||
	    !read_notes(map, entry, diag))
		return false;
	value = policy_get(map, "value");
	if (entry->expected && value != NULL)
		return policy_fail(value, diag,
				   "an expected change has no value yet");
	if (entry->expected)
		return true;
	value = policy_require(map, "value", diag);
	return value != NULL && read_value(value, entry, diag);
}

static bool read_dated(struct policy *policy, const struct policy_node *node,
		       struct policy_dated *dated, struct diag *diag)
{
	struct policy_entry *entries;

	if (node->kind != POLICY_LIST)
		return policy_fail(node, diag,
				   "\"%.*s\" must be a list of "
				   "dated values "
				   "(- {from: ..., value: ...})",
				   SLICE_PRINT(node->name));
	entries = arena_array(&policy->arena, node->count, sizeof *entries);
	if (entries == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < node->count; i++) {
		if (!read_entry(node->items[i], &entries[i], diag))
			return false;
		if (i > 0 &&
		    date_compare(entries[i - 1].from, entries[i].from) >= 0)
			return policy_fail(node->items[i], diag,
					   "the dates of \"%.*s\" must rise",
					   SLICE_PRINT(node->name));
	}
	*dated = (struct policy_dated){node->name, node, entries, node->count};
	return true;
}

static struct policy_dated *find_dated(const struct policy *policy,
				       struct slice name)
{
	for (size_t i = 0; i < policy->dated_count; i++)
		if (slice_equal(policy->dated[i].name, name))
			return &policy->dated[i];
	return NULL;
}

bool policy_take_values(struct policy *policy, const struct policy_node *values,
			struct diag *diag)
{
	struct policy_dated *all;

	if (values->kind != POLICY_MAP)
		return policy_fail(values, diag,
				   "\"values\" must be a map of "
				   "names");
	all = arena_array(&policy->arena, policy->dated_count + values->count,
			  sizeof *all);
	if (all == NULL)
		return diag_memory(diag);
	if (policy->dated_count > 0)
		memcpy(all, policy->dated, policy->dated_count * sizeof *all);
	policy->dated = all;
	for (size_t i = 0; i < values->count; i++) {
		struct policy_dated *dated =
			find_dated(policy, values->keys[i]);

		if (!schema_is_name(values->keys[i]))
			return policy_fail(values->items[i], diag,
					   "\"%.*s\" is no name: use a-z, "
					   "0-9 and _",
					   SLICE_PRINT(values->keys[i]));
		if (dated == NULL)
			dated = &all[policy->dated_count++];
		if (!read_dated(policy, values->items[i], dated, diag))
			return false;
	}
	return true;
}

/* The entry that gives the value in the period of entry index. */
static void fill_value(const struct policy_dated *dated, size_t index,
		       struct policy_value *value)
{
	size_t holds = index;

	*value = (struct policy_value){.name = dated->name,
				       .until = DATE_LATEST,
				       .expected =
					       dated->entries[index].expected};
	while (holds > 0 && dated->entries[holds].expected)
		holds--;
	value->node = dated->entries[holds].value;
	value->since = dated->entries[holds].from;
	value->source = dated->entries[holds].source;
	value->review_by = dated->entries[holds].review_by;
	if (index + 1 < dated->count)
		value->until =
			date_add_days(dated->entries[index + 1].from, -1);
}

static enum policy_lookup fail_unknown(const struct policy *policy,
				       struct slice name, struct diag *diag)
{
	size_t best = name.length / 3 + 2;
	const struct policy_dated *nearest = NULL;

	for (size_t i = 0; i < policy->dated_count; i++) {
		size_t distance = text_distance(name, policy->dated[i].name);

		if (distance < best) {
			best = distance;
			nearest = &policy->dated[i];
		}
	}
	if (nearest == NULL)
		diag_set(diag, "no value is named \"%.*s\" under \"values\"",
			 SLICE_PRINT(name));
	else
		diag_set(diag,
			 "no value is named \"%.*s\" under \"values\"; "
			 "did you mean \"%.*s\"?",
			 SLICE_PRINT(name), SLICE_PRINT(nearest->name));
	return POLICY_UNKNOWN;
}

enum policy_lookup policy_value(const struct policy *policy, struct slice name,
				struct date day, struct policy_value *value,
				struct diag *diag)
{
	const struct policy_dated *dated = find_dated(policy, name);
	char text[DATE_SIZE];
	size_t next = 0;

	if (dated == NULL)
		return fail_unknown(policy, name, diag);
	while (next < dated->count &&
	       date_compare(dated->entries[next].from, day) <= 0)
		next++;
	*value = (struct policy_value){.name = dated->name,
				       .since = DATE_EARLIEST,
				       .until = DATE_LATEST,
				       .review_by = DATE_LATEST};
	if (next > 0)
		fill_value(dated, next - 1, value);
	else if (dated->count > 0)
		value->until = date_add_days(dated->entries[0].from, -1);
	value->overdue = date_compare(value->review_by, day) < 0;
	if (value->node != NULL)
		return POLICY_FOUND;
	policy_fail(dated->node, diag, "\"%.*s\" has no value on %.*s",
		    SLICE_PRINT(name), SLICE_PRINT(date_format(day, text)));
	return POLICY_UNSET;
}

bool policy_resolve(const struct policy *policy, const struct policy_node *node,
		    struct date day, struct policy_value *value,
		    struct diag *diag)
{
	*value = (struct policy_value){.node = node,
				       .since = DATE_EARLIEST,
				       .until = DATE_LATEST,
				       .review_by = DATE_LATEST};
	if (node->kind != POLICY_SCALAR || node->quoted ||
	    !slice_starts(node->scalar, "$"))
		return true;
	if (policy_value(policy, slice_part(node->scalar, 1, SIZE_MAX), day,
			 value, diag) == POLICY_FOUND)
		return true;
	return policy_fail(node, diag, "\"%.*s: %.*s\": %s",
			   SLICE_PRINT(node->name), SLICE_PRINT(node->scalar),
			   diag->message);
}

struct slice policy_value_name(const struct policy *policy, size_t index)
{
	return index < policy->dated_count ? policy->dated[index].name
					   : (struct slice){0};
}

size_t policy_value_count(const struct policy *policy, struct slice name)
{
	const struct policy_dated *dated = find_dated(policy, name);

	return dated == NULL ? 0 : dated->count;
}

bool policy_value_at(const struct policy *policy, struct slice name,
		     size_t index, struct policy_value *value)
{
	const struct policy_dated *dated = find_dated(policy, name);

	if (dated == NULL || index >= dated->count)
		return false;
	fill_value(dated, index, value);
	return true;
}

static bool add_alias(struct policy *policy, const struct policy_node *header,
		      struct slice field, struct diag *diag)
{
	struct slice text;

	if (!policy_text(header, &text, diag))
		return false;
	for (size_t i = 0; i < policy->alias_count; i++)
		if (slice_equal(policy->aliases[i].header, text))
			return policy_fail(
				header, diag,
				"the header \"%.*s\" already stands "
				"for \"%.*s\"",
				SLICE_PRINT(text),
				SLICE_PRINT(policy->aliases[i].field));
	policy->aliases[policy->alias_count++] = (struct alias){text, field};
	return true;
}

/*
 * The field that a name is a slip of the pen for; NULL for an office's own,
 * such as "phone2" or a short one, which may be near by chance.
 */
static const char *misspelt_field(struct slice name)
{
	const struct schema_field *field = schema_fields();

	if (schema_is_field(name) || name.length < MISSPELT_MIN ||
	    text_is_digit(name.data[name.length - 1]))
		return NULL;
	while (field->name != NULL &&
	       text_distance(name, slice_of(field->name)) > MISSPELT_DISTANCE)
		field++;
	return field->name;
}

static bool read_column(struct policy *policy, const struct policy_node *node,
			struct diag *diag)
{
	const char *meant = misspelt_field(node->name);

	if (meant != NULL)
		return policy_fail(node, diag,
				   "\"%.*s\" is no field; did you mean "
				   "\"%s\"?",
				   SLICE_PRINT(node->name), meant);
	if (!schema_is_name(node->name))
		return policy_fail(node, diag,
				   "\"%.*s\" is no field name: use a-z, 0-9 "
				   "and _",
				   SLICE_PRINT(node->name));
	if (node->kind == POLICY_SCALAR)
		return add_alias(policy, node, node->name, diag);
	if (node->kind == POLICY_MAP)
		return policy_fail(node, diag,
				   "\"%.*s\" must be a list of "
				   "headers",
				   SLICE_PRINT(node->name));
	for (size_t i = 0; i < node->count; i++)
		if (!add_alias(policy, node->items[i], node->name, diag))
			return false;
	return true;
}

bool policy_take_columns(struct policy *policy, struct diag *diag)
{
	const struct policy_node *columns = policy_section(policy, "columns");
	size_t most = 0;

	if (columns == NULL)
		return true;
	if (columns->kind != POLICY_MAP)
		return policy_fail(columns, diag,
				   "\"columns\" must be a map of "
				   "field: [header, ...]");
	for (size_t i = 0; i < columns->count; i++)
		most += 1 + columns->items[i]->count;
	policy->aliases =
		arena_array(&policy->arena, most, sizeof *policy->aliases);
	if (policy->aliases == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < columns->count; i++)
		if (!read_column(policy, columns->items[i], diag))
			return false;
	return true;
}

const struct alias *policy_aliases(const struct policy *policy, size_t *count)
{
	*count = policy->alias_count;
	return policy->aliases;
}
