#include "enroll/linkage.h"

#include "stream/table.h"
#include "stream/table_alias.h"

#include <stdio.h>

enum { LINKAGE_MEMORY_MAX = 16 * 1024 * 1024, BLOCK_MAX = 100000 };

static const char *const comparator_words[] = {
	"exact", "digits", "date", "name", "words", "text", "email", NULL};

const char *comparator_word(enum comparator compare)
{
	return comparator_words[compare];
}

static bool take_columns(struct linkage_field *field,
			 const struct policy_node *node, struct diag *diag)
{
	if (node == NULL) {
		field->columns[field->column_count++] = field->name;
		return true;
	}
	if (node->kind != POLICY_LIST || node->count == 0 ||
	    node->count > LINKAGE_COLUMNS_MAX)
		return policy_fail(node, diag,
				   "columns is a list of 1 to %d columns",
				   LINKAGE_COLUMNS_MAX);
	for (size_t i = 0; i < node->count; i++)
		if (!policy_text(node->items[i],
				 &field->columns[field->column_count++], diag))
			return false;
	return true;
}

/* What the ladder takes a field for is told by its name. */
static enum linkage_role role_of(const struct linkage_field *field)
{
	if (slice_is(field->name, "nik") && field->compare == COMPARE_DIGITS)
		return ROLE_NIK;
	if (slice_is(field->name, "name") && field->compare == COMPARE_NAME)
		return ROLE_NAME;
	if (slice_is(field->name, "birth_date") &&
	    field->compare == COMPARE_DATE)
		return ROLE_BIRTH;
	if (slice_is(field->name, "sex") && field->compare == COMPARE_EXACT)
		return ROLE_SEX;
	return ROLE_NONE;
}

static size_t find_field(const struct linkage *linkage, struct slice name)
{
	for (size_t i = 0; i < linkage->field_count; i++)
		if (slice_equal(linkage->fields[i].name, name))
			return i;
	return SIZE_MAX;
}

static bool take_field(struct linkage *linkage, const struct policy_node *node,
		       struct diag *diag)
{
	static const char *const known[] = {"name", "compare", "columns", NULL};
	struct linkage_field *field = &linkage->fields[linkage->field_count];
	const struct policy_node *name, *compare;
	size_t word;

	if (!policy_check_keys(node, known, diag) ||
	    (name = policy_require(node, "name", diag)) == NULL ||
	    (compare = policy_require(node, "compare", diag)) == NULL ||
	    !policy_text(name, &field->name, diag) ||
	    !policy_word(compare, comparator_words, &word, diag) ||
	    !take_columns(field, policy_get(node, "columns"), diag))
		return false;
	if (!schema_is_name(field->name))
		return policy_fail(name, diag, "a name is [a-z][a-z0-9_]*");
	if (find_field(linkage, field->name) != SIZE_MAX)
		return policy_fail(name, diag,
				   "there is a field of this name already");
	field->compare = (enum comparator)word;
	field->role = role_of(field);
	if (field->role != ROLE_NONE)
		linkage->by_role[field->role] = linkage->field_count;
	linkage->field_count++;
	return true;
}

static bool take_fields(struct linkage *linkage, const struct policy_node *node,
			struct diag *diag)
{
	if (node->kind != POLICY_LIST || node->count == 0 ||
	    node->count > LINKAGE_FIELDS_MAX)
		return policy_fail(node, diag,
				   "fields is a list of 1 to %d fields",
				   LINKAGE_FIELDS_MAX);
	for (size_t i = 0; i < node->count; i++)
		if (!take_field(linkage, node->items[i], diag))
			return false;
	return true;
}

/* What stands behind the dot of a key's part: "3", "word", "word4", "year". */
static bool parse_take(struct slice text, struct key_part *part)
{
	static const char *const words[] = {"year", "month", "day"};

	for (size_t i = 0; i < 3; i++) {
		if (slice_is(text, words[i])) {
			part->take = (enum key_take)(TAKE_YEAR + i);
			return true;
		}
	}
	part->take = TAKE_FIRST;
	if (slice_starts(text, "word")) {
		part->take = TAKE_WORD;
		text = slice_part(text, 4, SIZE_MAX);
		if (text.length == 0)
			return true;
	}
	if (text.length != 1 || text.data[0] < '1' || text.data[0] > '9')
		return false;
	part->length = (size_t)(text.data[0] - '0');
	return true;
}

static bool take_part(struct linkage *linkage, const struct policy_node *node,
		      struct key_part *part, struct diag *diag)
{
	struct slice text, behind;
	size_t dot;
	enum comparator compare;

	if (!policy_text(node, &text, diag))
		return false;
	dot = slice_find(text, '.');
	behind = slice_part(text, dot + 1, SIZE_MAX);
	part->field = find_field(linkage, slice_part(text, 0, dot));
	if (part->field == SIZE_MAX)
		return policy_fail(node, diag, "\"%.*s\" is none of the fields",
				   SLICE_PRINT(slice_part(text, 0, dot)));
	compare = linkage->fields[part->field].compare;
	if (dot < text.length && !parse_take(behind, part))
		return policy_fail(node, diag,
				   "\"%.*s\" is no part of a field; a digit, "
				   "word, word and a digit, year, month, day "
				   "are",
				   SLICE_PRINT(behind));
	if ((part->take >= TAKE_YEAR && compare != COMPARE_DATE) ||
	    (part->take == TAKE_WORD && compare != COMPARE_NAME &&
	     compare != COMPARE_WORDS))
		return policy_fail(node, diag,
				   "\"%.*s\" is compared as %s and has no such "
				   "part",
				   SLICE_PRINT(slice_part(text, 0, dot)),
				   comparator_word(compare));
	return true;
}

static bool take_key(struct linkage *linkage, const struct policy_node *node,
		     struct diag *diag)
{
	struct linkage_key *key = &linkage->keys[linkage->key_count];
	struct strbuf text;

	if (node->kind != POLICY_LIST || node->count == 0 ||
	    node->count > LINKAGE_PARTS_MAX)
		return policy_fail(node, diag,
				   "a key is a list of 1 to %d parts of fields",
				   LINKAGE_PARTS_MAX);
	strbuf_init(&text, POLICY_FILE_MAX);
	for (size_t i = 0; i < node->count; i++) {
		if (!take_part(linkage, node->items[i],
			       &key->parts[key->part_count++], diag)) {
			strbuf_release(&text);
			return false;
		}
		if (i > 0)
			strbuf_append_byte(&text, ' ');
		strbuf_append(&text, node->items[i]->scalar);
	}
	key->text = arena_copy(&linkage->arena, strbuf_slice(&text));
	strbuf_release(&text);
	linkage->key_count++;
	return key->text.data != NULL || diag_memory(diag);
}

static bool take_keys(struct linkage *linkage, const struct policy_node *node,
		      struct diag *diag)
{
	if (node->kind != POLICY_LIST || node->count == 0 ||
	    node->count > LINKAGE_KEYS_MAX)
		return policy_fail(node, diag,
				   "blocking is a list of 1 to %d keys",
				   LINKAGE_KEYS_MAX);
	for (size_t i = 0; i < node->count; i++)
		if (!take_key(linkage, node->items[i], diag))
			return false;
	return true;
}

/* A threshold in whole bits. */
static bool take_threshold(const struct policy_node *node, int32_t *millibits,
			   bool *known, struct diag *diag)
{
	int64_t bits;

	if (node == NULL)
		return true;
	if (!policy_integer(node, &bits, diag))
		return false;
	if (bits < -100 || bits > 100)
		return policy_fail(node, diag,
				   "a threshold is -100 to 100 bits");
	*millibits = (int32_t)bits * 1000;
	*known = true;
	return true;
}

static bool take_rest(struct linkage *linkage,
		      const struct policy_node *section, struct diag *diag)
{
	const struct policy_node *id = policy_get(section, "id");
	const struct policy_node *block = policy_get(section, "largest_block");
	int64_t largest = LINKAGE_BLOCK_LARGEST;

	if ((id != NULL && !policy_text(id, &linkage->id, diag)) ||
	    (block != NULL && !policy_integer(block, &largest, diag)) ||
	    !take_threshold(policy_get(section, "certain"), &linkage->certain,
			    &linkage->certain_known, diag) ||
	    !take_threshold(policy_get(section, "review"), &linkage->review,
			    &linkage->review_known, diag))
		return false;
	if (largest < 2 || largest > BLOCK_MAX)
		return policy_fail(block, diag,
				   "largest_block is 2 to %d records",
				   BLOCK_MAX);
	linkage->block_largest = (uint32_t)largest;
	return true;
}

bool linkage_init(struct linkage *linkage, const struct policy *policy,
		  struct diag *diag)
{
	static const char *const known[] = {
		"id",	   "fields", "blocking", "largest_block",
		"certain", "review", NULL};
	const struct policy_node *section = policy_section(policy, "linkage");
	const struct policy_node *fields, *blocking;

	*linkage = (struct linkage){0};
	arena_init(&linkage->arena, LINKAGE_MEMORY_MAX);
	for (size_t i = 0; i < ROLES; i++)
		linkage->by_role[i] = SIZE_MAX;
	if (section == NULL)
		return diag_set(diag, "the policy has no section \"linkage\", "
				      "which says what to compare");
	return policy_check_keys(section, known, diag) &&
	       (fields = policy_require(section, "fields", diag)) != NULL &&
	       (blocking = policy_require(section, "blocking", diag)) != NULL &&
	       take_fields(linkage, fields, diag) &&
	       take_keys(linkage, blocking, diag) &&
	       take_rest(linkage, section, diag);
}

static bool key_has(const struct linkage_key *key, size_t field)
{
	for (size_t i = 0; i < key->part_count; i++)
		if (key->parts[i].field == field)
			return true;
	return false;
}

void linkage_drop(struct linkage *linkage, size_t field)
{
	size_t kept = 0;

	for (size_t i = 0; i < linkage->key_count; i++)
		if (!key_has(&linkage->keys[i], field))
			linkage->keys[kept++] = linkage->keys[i];
	linkage->key_count = kept;
	for (size_t i = 0; i < kept; i++)
		for (size_t j = 0; j < linkage->keys[i].part_count; j++)
			linkage->keys[i].parts[j].field -=
				linkage->keys[i].parts[j].field > field;
	linkage->field_count--;
	for (size_t i = field; i < linkage->field_count; i++)
		linkage->fields[i] = linkage->fields[i + 1];
	for (size_t i = 0; i < ROLES; i++)
		linkage->by_role[i] = SIZE_MAX;
	for (size_t i = 0; i < linkage->field_count; i++)
		if (linkage->fields[i].role != ROLE_NONE)
			linkage->by_role[linkage->fields[i].role] = i;
}

void linkage_release(struct linkage *linkage)
{
	arena_release(&linkage->arena);
}

/* The column of that name, or of the field that tables call so. */
static size_t find_column(const struct alias_index *aliases,
			  const struct header *header, struct slice name)
{
	struct alias_meaning meanings[ALIAS_MEANINGS_MAX];
	size_t column = header_find(header, name);
	size_t count = alias_meanings(aliases, name, meanings);

	for (size_t i = 0; i < count && column == COLUMN_NONE; i++)
		if (meanings[i].kinds & ALIAS_APPLICATION)
			column = header_find(header,
					     slice_of(meanings[i].field));
	return column;
}

bool linkage_bind(const struct linkage *linkage, const struct header *header,
		  struct linkage_layout *layout, struct diag *diag)
{
	struct alias_index *aliases;
	struct arena arena;

	arena_init(&arena, LINKAGE_MEMORY_MAX);
	aliases = alias_index_new(&arena, NULL, 0);
	if (aliases == NULL) {
		arena_release(&arena);
		return diag_memory(diag);
	}
	layout->id = linkage->id.length == 0
			     ? COLUMN_NONE
			     : find_column(aliases, header, linkage->id);
	for (size_t i = 0; i < linkage->field_count; i++)
		for (size_t j = 0; j < LINKAGE_COLUMNS_MAX; j++)
			layout->columns[i][j] =
				j < linkage->fields[i].column_count
					? find_column(
						  aliases, header,
						  linkage->fields[i].columns[j])
					: COLUMN_NONE;
	arena_release(&arena);
	return true;
}

bool linkage_has(const struct linkage *linkage,
		 const struct linkage_layout *layout, size_t field)
{
	for (size_t j = 0; j < linkage->fields[field].column_count; j++)
		if (layout->columns[field][j] != COLUMN_NONE)
			return true;
	return false;
}
