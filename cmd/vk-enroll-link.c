/*
 * --link: which records of one file, or of two, are one person. The smaller
 * file is held and indexed, the other read through.
 */
#include "vk-enroll-link.h"

enum { COLUMNS_FIXED = 5, ROW_MAX = 64 * 1024 };

static void load_linkage(struct link *link)
{
	struct tool *tool = link->tool;

	link->policy = link->enroll->policy = tool_policy(tool, false);
	if (!linkage_init(&link->linkage, link->policy, &tool->diag))
		tool_fail(tool);
	enroll_load_weights(link->enroll, &link->weights);
}

static void open_side(struct link *link, size_t side)
{
	struct tool *tool = link->tool;
	struct link_side *own = &link->sides[side];
	const char *path = tool->path_count == 0 ? "-" : tool->paths[side];
	struct diag not_asked;

	own->path = path;
	own->input = tool_open(tool, link->policy, &path, 1, NULL);
	if (!linkage_bind(&link->linkage, input_header(own->input),
			  &own->layout, &tool->diag))
		tool_fail(tool);
	if (link->linkage.id.length > 0 && own->layout.id == COLUMN_NONE)
		tool_die(tool,
			 "%s: no column \"%.*s\", which is the \"id\" of "
			 "linkage",
			 path, SLICE_PRINT(link->linkage.id));
	own->is_pipe = !input_rewind(own->input, &not_asked);
	input_progress(own->input, &own->read, &own->bytes);
}

struct slice link_id(const struct link_side *side, const struct record *record,
		     struct strbuf *scratch)
{
	const char *slash = strrchr(side->path, '/');

	if (side->layout.id != COLUMN_NONE)
		return record_field(record, side->layout.id);
	strbuf_reset(scratch);
	strbuf_append_string(scratch, slash == NULL ? side->path : slash + 1);
	strbuf_append_byte(scratch, ':');
	strbuf_append_number(scratch, (int64_t)record->number);
	return strbuf_slice(scratch);
}

static void hold_side(struct link *link, struct link_side *side)
{
	struct tool *tool = link->tool;
	struct record record;
	struct strbuf id;

	strbuf_init(&id, ROW_MAX);
	while (tool_scan(tool, side->input, &record) != READ_END) {
		if (!linker_add(&link->linker, &side->layout, &record,
				link_id(side, &record, &id)))
			tool_die(tool, "out of memory");
		side->records++;
	}
	strbuf_release(&id);
}

/* What the policy compares and a file doesn't have is told, and left out. */
static void drop_absent(struct link *link, size_t sides)
{
	struct tool *tool = link->tool;
	struct linkage *linkage = &link->linkage;

	for (size_t i = linkage->field_count; i-- > 0;) {
		const struct link_side *side = NULL;

		for (size_t j = 0; j < sides && side == NULL; j++)
			if (!linkage_has(linkage, &link->sides[j].layout, i))
				side = &link->sides[j];
		if (side == NULL)
			continue;
		tool_note(tool, "%s: no column for \"%.*s\"; it is left out",
			  side->path, SLICE_PRINT(linkage->fields[i].name));
		linkage_drop(linkage, i);
	}
	if (linkage->field_count == 0 || linkage->key_count == 0)
		tool_die(tool, "nothing is left to compare");
	for (size_t i = 0; i < sides; i++)
		if (!linkage_bind(linkage, input_header(link->sides[i].input),
				  &link->sides[i].layout, &tool->diag))
			tool_fail(tool);
}

/* Settles the weights, with the other side's shares where it can be read. */
static void settle(struct link *link, struct link_side *other)
{
	uint64_t records = link->linker.count;

	if (other != NULL && !other->is_pipe)
		link_count(link, other);
	if (other != NULL && other->records > records)
		records = other->records;
	if (!linker_settle(&link->linker, records))
		tool_die(link->tool, "out of memory");
}

static void tell_pairs(const struct link *link)
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

static void write_pairs(struct link *link)
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

void enroll_link(struct enroll *enroll)
{
	struct link *link = calloc(1, sizeof *link);
	struct tool *tool = enroll->tool;
	const struct enroll_options *options = &enroll->options;
	size_t sides = tool->path_count == 2 ? 2 : 1, held = 0;

	if (link == NULL)
		tool_die(tool, "out of memory");
	if (tool->path_count > 2)
		tool_die(tool, "--link takes one file, or two");
	arena_init(&enroll->arena, ENROLL_ARENA_MAX);
	link->tool = tool;
	link->enroll = enroll;
	load_linkage(link);
	for (size_t i = 0; i < sides; i++)
		open_side(link, i);
	drop_absent(link, sides);
	linker_init(&link->linker, &link->linkage, &link->weights,
		    options->weights != NULL ? SHARES_OF_BOTH : SHARES_COUNTED);
	found_init(&link->found);
	link->is_one = sides == 1 || options->clusters || options->fit != NULL;
	if (sides == 2 && !link->is_one && !link->sides[1].is_pipe &&
	    link->sides[1].bytes < link->sides[0].bytes)
		held = 1;
	hold_side(link, &link->sides[held]);
	if (sides == 2 && link->is_one)
		hold_side(link, &link->sides[1]);
	settle(link, link->is_one ? NULL : &link->sides[1 - held]);
	if (options->fit != NULL) {
		link_fit(link, options->fit);
	} else {
		link_find(link, held);
		tell_pairs(link);
		if (options->clusters)
			link_write_clusters(link);
		else
			write_pairs(link);
	}
	found_release(&link->found);
	linker_release(&link->linker);
	weights_release(&link->weights);
	linkage_release(&link->linkage);
	free(link);
}
