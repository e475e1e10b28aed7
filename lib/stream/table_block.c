#include "stream/table_block.h"

#include <stdlib.h>

bool block_init(struct table_block *block, struct table_text *text)
{
	const size_t positions = BLOCK_CAPACITY + TABLE_SCAN_PADDING;
	struct table_marks *marks = &block->marks;

	*block = (struct table_block){.text = text, .delimiter = ','};
	marks->way = scan_best();
	block->data = malloc(BLOCK_CAPACITY + TABLE_SCAN_PADDING);
	/* One piece: the kernel maps and unmaps it at once. */
	marks->separators = malloc(4 * positions * sizeof(uint32_t));
	if (block->data == NULL || marks->separators == NULL)
		return false;
	marks->lines = marks->separators + positions;
	marks->quotes = marks->lines + positions;
	marks->oddities = marks->quotes + positions;
	return true;
}

void block_release(struct table_block *block)
{
	free(block->marks.separators);
	free(block->data);
	table_text_free(block->text);
}

static bool is_line_end(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* Whether LF belongs to a CR at the end of the block shows in the next. */
static void scan(struct table_block *block)
{
	size_t length = block->filled;

	if (!block->ended && length > 0 && block->data[length - 1] == '\r')
		length--;
	memset(block->data + block->filled, 0, TABLE_SCAN_PADDING);
	table_scan(&block->marks, block->data, length, block->delimiter);
}

bool block_fill(struct table_block *block, size_t start, struct diag *diag)
{
	size_t kept = block->filled - start, added;

	if (kept > 0)
		memmove(block->data, block->data + start, kept);
	if (!table_text_fill(block->text, block->data + kept, &added, diag))
		return false;
	block->filled = kept + added;
	block->ended = table_text_at_end(block->text);
	if (block->ended && block->filled > 0 &&
	    !is_line_end(block->data[block->filled - 1]))
		block->data[block->filled++] = '\n';
	scan(block);
	return true;
}

void block_set_delimiter(struct table_block *block, char delimiter)
{
	block->delimiter = delimiter;
	scan(block);
}

bool block_rewind(struct table_block *block, struct diag *diag)
{
	if (!table_text_rewind(block->text))
		return diag_set(diag, "%s: a pipe can't be read twice",
				table_text_file(block->text));
	block->filled = 0;
	return block_fill(block, 0, diag);
}
