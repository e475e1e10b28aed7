/*
 * --shard: which records are this run's.
 */
#include "tool_run.h"

void tool_read_whole(struct tool *tool)
{
	tool->run->reads_whole = true;
}

bool tool_is_mine(const struct tool *tool, struct slice person,
		  struct slice application)
{
	struct slice key = person.length > 0 ? person : application;

	return tool->shards == 0 ||
	       set_hash(key) % tool->shards == tool->shard - 1;
}

bool tool_record_is_mine(const struct tool *tool, const struct input *input,
			 const struct record *record)
{
	const struct header *header = input_header(input);

	return tool->shards == 0 ||
	       tool_is_mine(
		       tool,
		       record_field(record,
				    header_find(header, SLICE("person"))),
		       record_field(record,
				    header_find(header, SLICE("application"))));
}
