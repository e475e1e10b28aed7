/*
 * What the files of --link share.
 */
#ifndef CMD_VK_ENROLL_LINK_H
#define CMD_VK_ENROLL_LINK_H

#include "vk-enroll.h"

#include "enroll/found.h"

#include "base/number.h"

#include <stdlib.h>

/* One of the files. */
struct link_side {
	const char *path;
	struct input *input;
	struct linkage_layout layout;
	bool is_pipe;
	uint64_t read, bytes; /* of a regular file; else 0 */
	uint64_t records;
};

struct link {
	struct tool *tool;
	struct enroll *enroll;
	struct policy *policy;
	struct linkage linkage;
	struct weights weights;
	struct linker linker;
	struct found found;
	struct link_side sides[2];
	bool is_one; /* all records are held, and compared among themselves */
};

/* vk-enroll-link-side.c: opens a file; or ends the run. */
void link_open(struct link *link, size_t side);

/* Holds all records of a side for the linker; or ends the run. */
void link_hold(struct link *link, struct link_side *side);

/* Counts the shares of the side that is not held. */
void link_count(struct link *link, struct link_side *side);

/* The id of a record: its column, else "file:record" in scratch. */
struct slice link_id(const struct link_side *side, const struct record *record,
		     struct strbuf *scratch);

/* vk-enroll-link-find.c: "27.431" in out. */
struct slice link_bits(int32_t millibits, char out[NUMBER_SIZE]);

/* Fills found. held is the side that is held. */
void link_find(struct link *link, size_t held);

/* vk-enroll-link-write.c: how many pairs there are, and the pairs. */
void link_tell(const struct link *link);
void link_write_pairs(struct link *link);

/* vk-enroll-link-cluster.c: --clusters. */
void link_write_clusters(struct link *link);

/* vk-enroll-link-fit.c: --fit. */
void link_fit(struct link *link, const char *path);

#endif
