/*
 * Reads the command line, and prints the usage from the same tables.
 */
#include "tool_common.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum { OPTIONS_MAX = 96, OWN_FIRST = 256, COMMON_FIRST = 512 };

static void print_option(const struct tool *tool,
			 const struct tool_option *option)
{
	const char letter[] = {option->letter, '\0'};
	bool has_argument = option->argument != NULL;
	char name[64];

	snprintf(name, sizeof name, "%s%s%s--%s%s%s",
		 letter[0] != '\0' ? "-" : "    ", letter,
		 letter[0] != '\0' ? ", " : "", option->name,
		 has_argument ? " " : "", has_argument ? option->argument : "");
	printf("  %-33s %s\n", name,
	       tool_say(tool, option->help_id, option->help_en));
}

/* Ends a run that only printed; a full disk is no success here either. */
static _Noreturn void end_printing(void)
{
	exit(fflush(stdout) == 0 && fclose(stdout) == 0 ? TOOL_DONE
							: TOOL_NOT_DONE);
}

static _Noreturn void help(const struct tool *tool)
{
	printf("%s: %s %s\n", tool_say(tool, "pemakaian", "usage"), tool->name,
	       tool->synopsis);
	for (size_t i = 0; i < tool->own_count; i++)
		print_option(tool, tool->own + i);
	for (size_t i = 0; i < TOOL_COMMON_COUNT; i++)
		print_option(tool, &tool_common[i].option);
	end_printing();
}

static void add_option(const struct tool_option *option, int value,
		       struct option *longs, char *letters)
{
	*longs = (struct option){
		.name = option->name,
		.has_arg = option->argument != NULL ? required_argument
						    : no_argument,
		.val = value,
	};
	if (option->letter == 0)
		return;
	letters += strlen(letters);
	*letters++ = option->letter;
	if (option->argument != NULL)
		*letters++ = ':';
	*letters = '\0';
}

/* The value of an option for the letter getopt gave, or the value itself. */
static int value_of(const struct tool *tool, int found)
{
	for (size_t i = 0; i < tool->own_count; i++)
		if (found == tool->own[i].letter)
			return OWN_FIRST + (int)i;
	for (int i = 0; i < TOOL_COMMON_COUNT; i++)
		if (found == tool_common[i].option.letter)
			return COMMON_FIRST + i;
	return found;
}

/* One step of getopt_long over both tables; -1 at the end. */
static int next_value(struct tool *tool)
{
	struct option longs[OPTIONS_MAX] = {{0}};
	char letters[2 * OPTIONS_MAX] = "";
	size_t count = 0;
	int found;

	if (tool->own_count + TOOL_COMMON_COUNT >= OPTIONS_MAX)
		tool_die(tool, "more than %d options", OPTIONS_MAX);
	for (size_t i = 0; i < tool->own_count; i++)
		add_option(tool->own + i, OWN_FIRST + (int)i, longs + count++,
			   letters);
	for (int i = 0; i < TOOL_COMMON_COUNT; i++)
		add_option(&tool_common[i].option, COMMON_FIRST + i,
			   longs + count++, letters);
	found = getopt_long(tool->argc, tool->argv, letters, longs, NULL);
	if (found == '?') {
		fprintf(stderr, "%s: -h lists the options\n", tool->name);
		exit(TOOL_NOT_DONE);
	}
	return found < 0 ? -1 : value_of(tool, found);
}

static void take_common(struct tool *tool, const struct tool_common *common)
{
	const struct tool_option *option = &common->option;

	if (option->letter == 'h')
		help(tool);
	if (option->letter == 'V') {
		printf("%s %s\n", tool->name, VK_VERSION);
		end_printing();
	}
	if (!common->take(tool, optarg))
		tool_die(tool, "--%s takes %s, not \"%s\"", option->name,
			 option->argument, optarg);
}

int tool_option(struct tool *tool, const char **argument)
{
	int value;

	while ((value = next_value(tool)) >= COMMON_FIRST)
		take_common(tool, tool_common + (value - COMMON_FIRST));
	*argument = optarg;
	if (value >= 0)
		return value - OWN_FIRST;
	tool->paths = (const char *const *)(tool->argv + optind);
	tool->path_count = (size_t)(tool->argc - optind);
	return -1;
}
