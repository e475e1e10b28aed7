/*
 * The weights file: --weights, else $VK_WEIGHTS, else the one that is
 * installed with the programs.
 */
#include "vk-enroll.h"

#include "enroll/weights.h"

#include <stdlib.h>

void enroll_load_weights(struct enroll *enroll, struct weights *weights)
{
	struct tool *tool = enroll->tool;
	const char *path = enroll->options.weights;
	enum input_kind kind = tool->input_kind;
	bool unsealed = tool->unsealed;
	size_t columns[WEIGHTS_COLUMNS];
	struct slice row[WEIGHTS_COLUMNS];
	struct input *input;
	struct record record;

	if (path == NULL)
		path = getenv("VK_WEIGHTS");
	if (path == NULL || *path == '\0')
		path = tool_shipped(tool, "weights/indonesia.tsv");
	tool->input_kind = INPUT_STREAM; /* that people write: no seal */
	tool->unsealed = true;
	input = tool_open(tool, NULL, &path, 1, NULL);
	tool->input_kind = kind;
	tool->unsealed = unsealed;
	tool_used(tool, path);
	weights_init(weights);
	for (size_t i = 0; i < WEIGHTS_COLUMNS; i++)
		if (!header_require(input_header(input), weights_columns[i],
				    &columns[i], &tool->diag))
			tool_die(tool, "%s: %s", path, tool->diag.message);
	while (tool_scan(tool, input, &record) != READ_END) {
		for (size_t i = 0; i < WEIGHTS_COLUMNS; i++)
			row[i] = record_field(&record, columns[i]);
		if (!weights_take(weights, row, &tool->diag))
			tool_die(tool, "%s:%llu: %s", path,
				 (unsigned long long)record.line,
				 tool->diag.message);
	}
	if (!weights_check(weights, &tool->diag))
		tool_die(tool, "%s: %s", path, tool->diag.message);
}
