/*
 * The records of a run, read twice: once to learn what is owed, once to write
 * them out. Regular files are read again, a pipe is held in memory.
 */
#ifndef CMD_VK_PAYOUT_RECORDS_H
#define CMD_VK_PAYOUT_RECORDS_H

#include "tool.h"

struct records {
	struct tool *tool;
	struct input *input;
	bool again;   /* the second reading */
	bool is_pipe; /* its records are in held */
	struct held held;
};

void records_begin(struct records *records, struct tool *tool,
		   struct input *input);

/* The next record: true, with *bad set for a damaged row; false at the end. */
bool records_next(struct records *records, struct record *record, bool *bad);

/* After the end: back to the first record. */
void records_again(struct records *records);

void records_end(struct records *records);

#endif
