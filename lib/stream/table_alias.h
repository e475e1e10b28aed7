/*
 * What the headers of tables are called: from an office's label to the name of
 * a field.
 *
 * One label means different things in different tables ("Kelas" is a course
 * in a list of courses and a class in a sign-in sheet), so each meaning
 * belongs to kinds of table, and the other labels of a table tell its kind.
 */
#ifndef STREAM_TABLE_ALIAS_H
#define STREAM_TABLE_ALIAS_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct alias;
struct arena;

/* Kinds of table, as bits. */
enum {
	ALIAS_APPLICATION = 1, /* applications, members, lists of names */
	ALIAS_COURSE = 2,
	ALIAS_ATTENDANCE = 4, /* sources, sessions, corrections, identities */
	ALIAS_HOLIDAY = 8,
	ALIAS_DECISION = 16, /* decisions and answers */
	ALIAS_RESULT = 32,   /* assessments, certificates, outcomes */
	ALIAS_BANK = 64,     /* what a bank answers */
	ALIAS_RANKING = 128, /* an interview list */
	ALIAS_KINDS = 8,
	ALIAS_ANY = 255
};

enum { ALIAS_FIELD_SIZE = 64, ALIAS_MEANINGS_MAX = 6 };

/* One meaning of a label. */
struct alias_meaning {
	char field[ALIAS_FIELD_SIZE];
	unsigned kinds; /* of table in which it is meant */
	bool exact;	/* the label is the field's own name: meant anywhere */
	bool own;	/* the office's alias: wins over the built-in ones */
};

struct alias_index;

/*
 * All labels, the built-in ones and the office's own, which are borrowed, for
 * looking them up. Lives in the arena; NULL when memory ran out.
 */
struct alias_index *alias_index_new(struct arena *arena,
				    const struct alias *own, size_t own_count);

/*
 * The meanings of a label, none for an unknown one. Labels are compared
 * without case, blanks and punctuation, also without what stands in brackets
 * or behind a slash. An own alias is the only meaning of its label.
 */
size_t alias_meanings(const struct alias_index *index, struct slice label,
		      struct alias_meaning out[ALIAS_MEANINGS_MAX]);

/*
 * A name for the column of an unknown label: [a-z][a-z0-9_]*, at most 60
 * bytes, "column_" first where the label begins with a digit; empty for a
 * label without letters and digits. The slice borrows out.
 */
struct slice alias_fold(struct slice label, char out[ALIAS_FIELD_SIZE]);

#endif
