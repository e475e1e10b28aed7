/*
 * --link: which records of one file, or of two, are one person. The smaller
 * file is held and indexed, the other read through.
 */
#include "vk-enroll-link.h"

static void load_linkage(struct link *link)
{
	struct tool *tool = link->tool;

	link->policy = link->enroll->policy = tool_policy(tool, false);
	if (!linkage_init(&link->linkage, link->policy, &tool->diag))
		tool_fail(tool);
	enroll_load_weights(link->enroll, &link->weights);
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

/* Finds and writes what was asked for. */
static void answer(struct link *link, size_t held)
{
	const struct enroll_options *options = &link->enroll->options;

	if (options->fit != NULL) {
		link_fit(link, options->fit);
		return;
	}
	link_find(link, held);
	link_tell(link);
	if (options->clusters)
		link_write_clusters(link);
	else
		link_write_pairs(link);
}

/* Opens the files, and says which is held: the smaller, or all. */
static size_t open_sides(struct link *link, size_t sides)
{
	const struct enroll_options *options = &link->enroll->options;

	for (size_t i = 0; i < sides; i++)
		link_open(link, i);
	drop_absent(link, sides);
	link->is_one = sides == 1 || options->clusters || options->fit != NULL;
	return sides == 2 && !link->is_one && !link->sides[1].is_pipe &&
	       link->sides[1].bytes < link->sides[0].bytes;
}

void enroll_link(struct enroll *enroll)
{
	struct link *link = calloc(1, sizeof *link);
	struct tool *tool = enroll->tool;
	size_t sides = tool->path_count == 2 ? 2 : 1, held;

	if (link == NULL)
		tool_die(tool, "out of memory");
	if (tool->shards > 0)
		tool_die(tool, "--link compares all records; it has no "
			       "shards");
	if (tool->path_count > 2)
		tool_die(tool, "--link takes one file, or two");
	arena_init(&enroll->arena, ENROLL_ARENA_MAX);
	link->tool = tool;
	link->enroll = enroll;
	load_linkage(link);
	held = open_sides(link, sides);
	linker_init(&link->linker, &link->linkage, &link->weights,
		    enroll->options.weights != NULL ? SHARES_OF_BOTH
						    : SHARES_COUNTED);
	found_init(&link->found);
	link_hold(link, &link->sides[held]);
	if (sides == 2 && link->is_one)
		link_hold(link, &link->sides[1]);
	settle(link, link->is_one ? NULL : &link->sides[1 - held]);
	answer(link, held);
	found_release(&link->found);
	linker_release(&link->linker);
	weights_release(&link->weights);
	linkage_release(&link->linkage);
	free(link);
}
