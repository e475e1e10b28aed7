#include "match/caps.h"

#include "base/set.h"

#include <stdlib.h>

#define VALUES_MAX ((size_t)1 << 26)

/* For each rule and course the cap that holds there, or CAP_NONE. */
struct cap_table {
	uint32_t *of; /* rule * courses + course */
	size_t rules, courses;
	struct cap *caps;
	size_t count, room;
};

bool cap_name(const struct cap *cap, struct strbuf *out)
{
	strbuf_append(out, cap->rule->name);
	if (cap->value.length == 0)
		return !out->failed;
	strbuf_append_byte(out, '=');
	for (size_t i = 0; i < cap->value.length; i++) {
		char byte = cap->value.data[i];

		strbuf_append_byte(out,
				   byte == ':' || byte == ',' ? '_' : byte);
	}
	return !out->failed;
}

static uint32_t *table_cell(const struct cap_table *table, size_t rule,
			    size_t course)
{
	return &table->of[rule * table->courses + course];
}

static bool add_cap(struct cap_table *table, struct arena *arena,
		    const struct cap_rule *rule, struct slice value)
{
	if (table->count == table->room) {
		size_t room = table->room == 0 ? 16 : table->room * 2;
		struct cap *caps = arena_array(arena, room, sizeof *caps);

		if (caps == NULL)
			return false;
		if (table->count > 0)
			memcpy(caps, table->caps, table->count * sizeof *caps);
		table->caps = caps;
		table->room = room;
	}
	table->caps[table->count++] =
		(struct cap){.rule = rule,
			     .value = value,
			     .limit = (uint32_t)rule->limit,
			     .parent = CAP_NONE};
	return true;
}

/* One rule: a single cap, or one for each value of a column. */
static bool add_rule(struct cap_table *table, struct arena *arena,
		     const struct market *market, size_t number,
		     struct diag *diag)
{
	struct cap_rule *rule = &market->rules->caps[number];
	const struct courses *courses = market->courses;
	size_t column = header_find(&courses->header, rule->each);
	size_t start = table->count;
	struct set values;
	bool good = true;

	if (rule->each.length > 0 && column == COLUMN_NONE)
		return policy_fail(rule->node, diag,
				   "the courses have no column '%.*s'",
				   SLICE_PRINT(rule->each));
	condition_bind(&rule->where, &courses->header);
	set_init(&values, VALUES_MAX);
	for (size_t i = 0; i < courses->count && good; i++) {
		struct record record = course_record(courses, (uint16_t)i);
		struct slice value = record_field(&record, column);
		uint32_t index = 0;
		bool added = false;

		if (!condition_holds(&rule->where, &record))
			continue;
		good = set_add(&values, value, &index, &added) &&
		       (!added || add_cap(table, arena, rule, value));
		*table_cell(table, number, i) = (uint32_t)start + index;
		if (good)
			table->caps[start + index].size++;
	}
	set_release(&values);
	return good || diag_memory(diag);
}

static int compare_pairs(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static bool tell_clash(const struct cap *left, const struct cap *right,
		       struct diag *diag)
{
	struct strbuf names;

	strbuf_init(&names, 512);
	cap_name(left, &names);
	strbuf_append_string(&names, "' and '");
	cap_name(right, &names);
	policy_fail(right->rule->node, diag,
		    "the caps '%s' share some courses but neither holds all "
		    "of the other's; caps must nest or keep apart",
		    strbuf_string(&names));
	strbuf_release(&names);
	return false;
}

/* Two rules: wherever their caps meet, one must hold the other's courses. */
static bool check_pair(const struct cap_table *table, const size_t rules[2],
		       uint64_t *pairs, struct diag *diag)
{
	size_t count = 0;

	for (size_t i = 0; i < table->courses; i++) {
		uint32_t left = *table_cell(table, rules[0], i);
		uint32_t right = *table_cell(table, rules[1], i);

		if (left != CAP_NONE && right != CAP_NONE)
			pairs[count++] = (uint64_t)left << 32 | right;
	}
	qsort(pairs, count, sizeof *pairs, compare_pairs);
	for (size_t start = 0, end; start < count; start = end) {
		const struct cap *left = &table->caps[pairs[start] >> 32];
		const struct cap *right =
			&table->caps[pairs[start] & UINT32_MAX];

		for (end = start; end < count && pairs[end] == pairs[start];)
			end++;
		if (end - start != left->size && end - start != right->size)
			return tell_clash(left, right, diag);
	}
	return true;
}

static bool check_nesting(const struct cap_table *table, struct diag *diag)
{
	uint64_t *pairs = malloc((table->courses + 1) * sizeof *pairs);
	bool good = true;

	if (pairs == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < table->rules && good; i++) {
		for (size_t j = i + 1; j < table->rules && good; j++)
			good = check_pair(table, (size_t[]){i, j}, pairs, diag);
	}
	free(pairs);
	return good;
}

/* Hangs a course's caps into one another, smallest inside. */
static uint32_t link_course(const struct cap_table *table, size_t course)
{
	uint32_t inner = CAP_NONE, first = CAP_NONE;
	size_t done = 0;

	while (done < table->rules) {
		uint32_t best = CAP_NONE;

		for (size_t i = 0; i < table->rules; i++) {
			uint32_t cap = *table_cell(table, i, course);

			if (cap == CAP_NONE ||
			    (inner != CAP_NONE &&
			     (table->caps[cap].size < table->caps[inner].size ||
			      (table->caps[cap].size ==
				       table->caps[inner].size &&
			       cap <= inner))))
				continue;
			if (best == CAP_NONE ||
			    table->caps[cap].size < table->caps[best].size ||
			    (table->caps[cap].size == table->caps[best].size &&
			     cap < best))
				best = cap;
		}
		if (best == CAP_NONE)
			break;
		if (inner == CAP_NONE)
			first = best;
		else
			table->caps[inner].parent = best;
		inner = best;
		done++;
	}
	return first;
}

bool caps_init(struct seats *seats, const struct market *market,
	       struct diag *diag)
{
	struct cap_table table = {.rules = market->rules->cap_count,
				  .courses = market->courses->count};

	if (table.rules == 0)
		return true;
	if (!market_is_common(market))
		return policy_fail(
			market->rules->caps[0].node, diag,
			"caps need one common order: no bonus, no lottery by "
			"course, no interview lists");
	table.of = arena_array(&seats->arena, table.rules * table.courses + 1,
			       sizeof *table.of);
	if (table.of == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < table.rules * table.courses; i++)
		table.of[i] = CAP_NONE;
	for (size_t i = 0; i < table.rules; i++) {
		if (!add_rule(&table, &seats->arena, market, i, diag))
			return false;
	}
	if (!check_nesting(&table, diag))
		return false;
	for (size_t i = 0; i < table.courses; i++) {
		uint32_t first = link_course(&table, i);

		for (uint32_t b = seats->first_block[i];
		     b < seats->first_block[i + 1]; b++)
			seats->blocks[b].cap = first;
	}
	seats->caps = table.caps;
	seats->cap_count = table.count;
	return true;
}
