/*
 * The options that all commands share. Included by tool*.c alone.
 */
#ifndef CMD_TOOL_COMMON_H
#define CMD_TOOL_COMMON_H

#include "tool.h"

enum { TOOL_COMMON_COUNT = 19, TOOL_SHARDS_MAX = 65536 };

struct tool_common {
	struct tool_option option;
	/* Takes the argument; false if it is not of the form shown. NULL for
	   help and version, which print and end the run. */
	bool (*take)(struct tool *tool, const char *argument);
};

extern const struct tool_common tool_common[TOOL_COMMON_COUNT];

#endif
