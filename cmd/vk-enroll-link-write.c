/*
 * The pairs of --link, and what is told of them.
 */
#include "vk-enroll-link.h"

enum { COLUMNS_FIXED = 5 };

void link_tell(const struct link *link)
{
	const struct found *found = &link->found;
	size_t certain = 0;
	int share = found_completeness(found);

	for (size_t i = 0; i < found->count; i++)
		certain += found->pairs[i].verdict.band == BAND_CERTAIN;
	tool_note(link->tool,
		  "%zu pairs, %zu of them certain, of %llu compared; blocking "
		  "is about %d.%d %% complete, %zu keys were too common",
		  found->count, certain,
		  (unsigned long long)link->linker.scored, share / 10,
		  share % 10, link->linker.blocking.too_large);
}

static void put_pair(struct link *link, struct writer *writer,
		     const struct found_pair *pair)
{
	struct slice own[COLUMNS_FIXED + LINKAGE_FIELDS_MAX];
	char digits[1 + LINKAGE_FIELDS_MAX][NUMBER_SIZE];
	size_t count = 0;

	own[count++] = pair->left;
	own[count++] = pair->right;
	own[count++] = link_bits(pair->bits, digits[0]);
	own[count++] = slice_of(ladder_band_word(pair->verdict.band));
	own[count++] = slice_of(ladder_step_word(pair->verdict.step));
	for (size_t i = 0; i < link->linkage.field_count; i++)
		own[count++] =
			(pair->known >> i & 1) == 0
				? (struct slice){0}
				: link_bits(pair->field_bits[i], digits[1 + i]);
	tool_put(link->tool, writer, NULL, own);
}

void link_write_pairs(struct link *link)
{
	static const char *const fixed[COLUMNS_FIXED] = {
		"left", "right", "bits", "band", "step"};
	char names[LINKAGE_FIELDS_MAX][SCHEMA_NAME_MAX + 8];
	const char *own[COLUMNS_FIXED + LINKAGE_FIELDS_MAX];
	struct writer_columns columns = {.own = own};
	struct writer *writer;

	memcpy(own, fixed, sizeof fixed);
	columns.own_count = COLUMNS_FIXED;
	for (size_t i = 0; i < link->linkage.field_count; i++) {
		snprintf(names[i], sizeof names[i], "bits_%.*s",
			 SLICE_PRINT(link->linkage.fields[i].name));
		own[columns.own_count++] = names[i];
	}
	found_sort(&link->found);
	writer = tool_writer(link->tool, NULL, &columns);
	for (size_t i = 0; i < link->found.count; i++) {
		const struct found_pair *pair = &link->found.pairs[i];

		put_pair(link, writer, pair);
		tool_count(link->tool,
			   slice_of(ladder_band_word(pair->verdict.band)),
			   pair->verdict.band == BAND_REVIEW);
	}
}
