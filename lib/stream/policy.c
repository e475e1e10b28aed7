/*
 * The sections of a policy, and what its readers ask of a node.
 */
#include "stream/policy_parts.h"

#include "base/number.h"
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const section_names[] = {
	"office",  "values",	 "rules",    "tests",  "columns", "priority",
	"match",   "attendance", "holidays", "payout", "targets", "report",
	"privacy", "letters",	 "linkage",  NULL};

static size_t section_index(struct slice name)
{
	size_t i = 0;

	while (section_names[i] != NULL && !slice_is(name, section_names[i]))
		i++;
	return i;
}

bool policy_take_sections(struct policy *policy, const struct policy_node *root,
			  struct diag *diag)
{
	if (!policy_check_keys(root, section_names, diag))
		return false;
	for (size_t i = 0; i < root->count; i++)
		policy->sections[section_index(root->keys[i])] = root->items[i];
	return true;
}

const char *policy_digest(const struct policy *policy)
{
	return policy->digest;
}

const struct policy_node *policy_section(const struct policy *policy,
					 const char *name)
{
	size_t index = section_index(slice_of(name));

	return section_names[index] == NULL ? NULL : policy->sections[index];
}

const struct policy_node *policy_get(const struct policy_node *map,
				     const char *key)
{
	if (map == NULL || map->kind != POLICY_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (slice_is(map->keys[i], key))
			return map->items[i];
	return NULL;
}

bool policy_fail(const struct policy_node *node, struct diag *diag,
		 const char *format, ...)
{
	char text[DIAG_SIZE / 2];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	return diag_set(diag, "%s:%u:%u: %s", node->file, node->place.line,
			node->place.column, text);
}

const char *policy_nearest(struct slice word, const char *const *known)
{
	size_t most = word.length < 6 ? 2 : word.length / 3;
	size_t best = most + 1;
	const char *nearest = NULL;

	for (size_t i = 0; known[i] != NULL; i++) {
		size_t distance = text_distance(word, slice_of(known[i]));

		if (distance < best && distance < word.length) {
			best = distance;
			nearest = known[i];
		}
	}
	return nearest;
}

/* "a", "b", "c" of a list that ends with NULL. */
static void list_words(const char *const *words, char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; words[i] != NULL && used + 1 < size; i++) {
		int length = snprintf(out + used, size - used, "%s\"%s\"",
				      i == 0 ? "" : ", ", words[i]);

		used += length > 0 ? (size_t)length : 0;
	}
}

/* Behind an unknown word: the nearest known one, or all of them. */
static void suggest(struct slice word, const char *const *known, char *out,
		    size_t size)
{
	const char *nearest = policy_nearest(word, known);
	char words[DIAG_SIZE / 4];

	if (nearest != NULL) {
		snprintf(out, size, "did you mean \"%s\"?", nearest);
		return;
	}
	list_words(known, words, sizeof words);
	snprintf(out, size, "%s%s",
		 words[0] == '\0' ? "none is known here" : "known are ", words);
}

bool policy_check_keys(const struct policy_node *map, const char *const *known,
		       struct diag *diag)
{
	char hint[DIAG_SIZE / 3];

	if (map->kind != POLICY_MAP)
		return policy_fail(map, diag,
				   "\"%.*s\" must be a map (key: value)",
				   SLICE_PRINT(map->name));
	for (size_t i = 0; i < map->count; i++) {
		size_t k = 0;

		while (known[k] != NULL && !slice_is(map->keys[i], known[k]))
			k++;
		if (known[k] != NULL)
			continue;
		suggest(map->keys[i], known, hint, sizeof hint);
		return diag_set(diag, "%s:%u:%u: unknown key \"%.*s\"; %s",
				map->file, map->key_places[i].line,
				map->key_places[i].column,
				SLICE_PRINT(map->keys[i]), hint);
	}
	return true;
}

const struct policy_node *policy_require(const struct policy_node *map,
					 const char *key, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	if (node != NULL)
		return node;
	if (map->kind != POLICY_MAP)
		policy_fail(map, diag,
			    "\"%.*s\" must be a map with the key "
			    "\"%s\"",
			    SLICE_PRINT(map->name), key);
	else
		policy_fail(map, diag, "the key \"%s\" is missing in \"%.*s\"",
			    key, SLICE_PRINT(map->name));
	return NULL;
}

static bool is_scalar(const struct policy_node *node, const char *wanted,
		      struct diag *diag)
{
	if (node->kind == POLICY_SCALAR)
		return true;
	return policy_fail(node, diag, "\"%.*s\" must be %s, not a %s",
			   SLICE_PRINT(node->name), wanted,
			   node->kind == POLICY_LIST ? "list" : "map");
}

static bool fail_type(const struct policy_node *node, const char *wanted,
		      struct diag *diag)
{
	return policy_fail(node, diag, "\"%.*s\" must be %s, not \"%.*s\"",
			   SLICE_PRINT(node->name), wanted,
			   SLICE_PRINT(slice_part(node->scalar, 0, 80)));
}

bool policy_text(const struct policy_node *node, struct slice *text,
		 struct diag *diag)
{
	if (!is_scalar(node, "text", diag))
		return false;
	*text = node->scalar;
	return true;
}

bool policy_integer(const struct policy_node *node, int64_t *number,
		    struct diag *diag)
{
	static const char wanted[] = "a whole number";

	return is_scalar(node, wanted, diag) &&
	       (number_parse(node->scalar, number) ||
		fail_type(node, wanted, diag));
}

bool policy_date(const struct policy_node *node, struct date *date,
		 struct diag *diag)
{
	static const char wanted[] = "a date as YYYY-MM-DD";

	return is_scalar(node, wanted, diag) &&
	       (date_parse(node->scalar, date) ||
		fail_type(node, wanted, diag));
}

bool policy_money(const struct policy_node *node, struct money *money,
		  struct diag *diag)
{
	static const char wanted[] = "rupiah as plain digits";

	return is_scalar(node, wanted, diag) &&
	       (money_parse(node->scalar, money) ||
		fail_type(node, wanted, diag));
}

bool policy_boolean(const struct policy_node *node, bool *flag,
		    struct diag *diag)
{
	static const char wanted[] = "yes or no";

	if (!is_scalar(node, wanted, diag))
		return false;
	*flag = slice_is(node->scalar, "yes") || slice_is(node->scalar, "true");
	return *flag || slice_is(node->scalar, "no") ||
	       slice_is(node->scalar, "false") || fail_type(node, wanted, diag);
}

bool policy_word(const struct policy_node *node, const char *const *words,
		 size_t *index, struct diag *diag)
{
	char hint[DIAG_SIZE / 3];

	if (!is_scalar(node, "one word", diag))
		return false;
	for (size_t i = 0; words[i] != NULL; i++) {
		if (slice_is(node->scalar, words[i])) {
			*index = i;
			return true;
		}
	}
	list_words(words, hint, sizeof hint);
	return policy_fail(node, diag,
			   "\"%.*s\" must be one of %s, not "
			   "\"%.*s\"",
			   SLICE_PRINT(node->name), hint,
			   SLICE_PRINT(slice_part(node->scalar, 0, 80)));
}
