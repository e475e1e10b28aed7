#include "match/condition.h"

static bool load_words(struct condition_part *part,
		       const struct policy_node *node, struct arena *arena,
		       struct diag *diag)
{
	size_t count = node->kind == POLICY_LIST ? node->count : 1;
	struct slice *words = arena_array(arena, count, sizeof *words);

	if (words == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < count; i++) {
		const struct policy_node *word =
			node->kind == POLICY_LIST ? node->items[i] : node;

		if (!policy_text(word, &words[i], diag))
			return false;
	}
	part->words = words;
	part->word_count = count;
	return true;
}

bool condition_load(struct condition *condition, const struct policy_node *node,
		    struct arena *arena, struct diag *diag)
{
	*condition = (struct condition){0};
	if (node == NULL)
		return true;
	if (node->kind != POLICY_MAP)
		return policy_fail(node, diag,
				   "a condition is a map of field: [words]");
	condition->parts =
		arena_array(arena, node->count, sizeof *condition->parts);
	if (condition->parts == NULL && node->count > 0)
		return diag_memory(diag);
	for (size_t i = 0; i < node->count; i++) {
		struct condition_part *part = &condition->parts[i];

		*part = (struct condition_part){.field = node->keys[i],
						.column = COLUMN_NONE};
		if (!load_words(part, node->items[i], arena, diag))
			return false;
	}
	condition->count = node->count;
	return true;
}

void condition_bind(struct condition *condition, const struct header *header)
{
	for (size_t i = 0; i < condition->count; i++)
		condition->parts[i].column =
			header_find(header, condition->parts[i].field);
}

static bool part_holds(const struct condition_part *part,
		       const struct record *record)
{
	struct slice value = record_field(record, part->column);

	if (part->column == COLUMN_NONE)
		return false;
	for (size_t i = 0; i < part->word_count; i++) {
		if (slice_equal(value, part->words[i]))
			return true;
	}
	return false;
}

bool condition_holds(const struct condition *condition,
		     const struct record *record)
{
	for (size_t i = 0; i < condition->count; i++) {
		if (!part_holds(&condition->parts[i], record))
			return false;
	}
	return true;
}
