/*
 * Where the field of a rule comes from, and the words it is compared with.
 */
#include "enroll/rule_parts.h"

static bool fail_field(const struct rule_compiler *compiler,
		       const struct policy_node *node)
{
	return policy_fail(node, compiler->diag,
			   "\"%.*s\" is no field name: use a-z, 0-9 and _",
			   SLICE_PRINT(node->scalar));
}

bool rule_find_source(const struct rule_compiler *compiler,
		      const struct policy_node *node,
		      struct rule_source *source)
{
	enum application_field field;

	*source = (struct rule_source){.kind = SOURCE_COLUMN};
	if (!policy_text(node, &source->name, compiler->diag))
		return false;
	if (!schema_is_name(source->name))
		return fail_field(compiler, node);
	field = application_field_find(source->name);
	if (field != APPLICATION_FIELDS) {
		source->kind = SOURCE_APPLICATION;
		source->index = (size_t)field;
	} else if (slice_is(source->name, "age")) {
		source->kind = SOURCE_AGE;
	} else if (slice_is(source->name, "months_since_layoff")) {
		source->kind = SOURCE_LAYOFF_MONTHS;
	} else if (slice_is(source->name, "household_count")) {
		source->kind = SOURCE_HOUSEHOLD;
		compiler->set->counts_households = true;
	} else {
		source->index = header_find(compiler->header, source->name);
	}
	if (schema_kind(source->name) == FIELD_DATE)
		source->number = NUMBER_DATE;
	return true;
}

bool rule_read_list(const struct rule_compiler *compiler,
		    const struct policy_node *node, struct rule_words *words)
{
	size_t count = node->kind == POLICY_LIST ? node->count : 1;
	struct slice *all =
		arena_array(&compiler->set->arena, count, sizeof *all);

	if (all == NULL)
		return diag_memory(compiler->diag);
	if (count == 0)
		return policy_fail(node, compiler->diag,
				   "\"%.*s\" is an empty list",
				   SLICE_PRINT(node->name));
	for (size_t i = 0; i < count; i++)
		if (!policy_text(node->kind == POLICY_LIST ? node->items[i]
							   : node,
				 &all[i], compiler->diag))
			return false;
	*words = (struct rule_words){.all = all, .count = count};
	return true;
}

/* The words as codes; a misspelt one would never fit, and is told. */
static bool code_words(const struct rule_compiler *compiler,
		       const struct policy_node *node, enum words_kind kind,
		       struct rule_words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		const struct policy_node *each =
			node->kind == POLICY_LIST ? node->items[i] : node;
		unsigned code = words_code(kind, words->all[i]);
		size_t known;

		if (code == WORDS_OTHER && words_are_open(kind))
			return true;
		if (code == WORDS_OTHER)
			return policy_word(each, words_of(kind), &known,
					   compiler->diag);
		words->codes |= UINT32_C(1) << code;
	}
	words->coded = true;
	return true;
}

bool rule_read_words(const struct rule_compiler *compiler,
		     const struct policy_node *node,
		     const struct rule_source *source, struct rule_words *words)
{
	enum words_kind kind = WORDS_NONE;

	if (source->kind == SOURCE_APPLICATION)
		kind = application_field_words(
			(enum application_field)source->index);
	return rule_read_list(compiler, node, words) &&
	       (kind == WORDS_NONE || code_words(compiler, node, kind, words));
}
