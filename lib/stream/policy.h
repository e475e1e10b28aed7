/*
 * The policy: a branch's dated and sourced rules in YAML (vk-policy(5)).
 *
 * libyaml's events become nodes with positions; nothing is guessed from how a
 * scalar looks: the reader of a section says which type it wants. Anchors,
 * aliases, tags and duplicate keys are refused at once; unknown keys by
 * policy_check_keys, which every reader of a section calls.
 */
#ifndef STREAM_POLICY_H
#define STREAM_POLICY_H

#include "base/diag.h"
#include "base/text.h"
#include "value/date.h"
#include "value/money.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct policy;

enum policy_kind { POLICY_SCALAR, POLICY_LIST, POLICY_MAP };

/* Where something stands in a file; both count from 1. */
struct policy_place {
	unsigned line, column;
};

/* A node of the file. All pointers live as long as the policy. */
struct policy_node {
	enum policy_kind kind;
	struct slice name;   /* the key it stands under; a list's items have
				the list's name; "policy" for a whole file */
	struct slice scalar; /* POLICY_SCALAR: its text */
	bool quoted;	     /* it stood in quotes: never a $name or null */
	size_t count;	     /* POLICY_LIST, POLICY_MAP: entries */
	const struct policy_node *const *items; /* values of list or map */
	const struct slice *keys;		/* POLICY_MAP, file order */
	const struct policy_place *key_places;	/* POLICY_MAP */
	const char *file;
	struct policy_place place;
};

enum {
	POLICY_FILE_MAX = 1024 * 1024, /* bytes of one file */
	POLICY_DEPTH_MAX = 16,	       /* maps and lists inside one another */
	POLICY_ENTRIES_MAX = 4096      /* of one map or list */
};

/*
 * Loads the files in order; a later file's values replace earlier ones whole
 * (name by name), and its other sections replace whole sections. The first
 * level is checked: only known section names. NULL on failure.
 */
struct policy *policy_load(const char *const *paths, size_t count,
			   struct diag *diag);

void policy_free(struct policy *policy);

/* SHA-256 over the loaded files' bytes, in order, as 64 hex digits. */
const char *policy_digest(const struct policy *policy);

/* A section such as "rules" or "match"; NULL where the policy has none. */
const struct policy_node *policy_section(const struct policy *policy,
					 const char *name);

/* The value under a key of a map; NULL where it isn't there. */
const struct policy_node *policy_get(const struct policy_node *map,
				     const char *key);

/* Says what is wrong at a node: "file:line:column: ...". Returns false. */
bool policy_fail(const struct policy_node *node, struct diag *diag,
		 const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * Whether the node is a map that has only keys of the list (ends with NULL);
 * an unknown key is named with its position and the nearest known one.
 */
bool policy_check_keys(const struct policy_node *map, const char *const *known,
		       struct diag *diag);

/* As policy_get, but its absence is an error that names map and key. */
const struct policy_node *policy_require(const struct policy_node *map,
					 const char *key, struct diag *diag);

/* Typed readings of one scalar; a wrong type is told with its position. */
bool policy_text(const struct policy_node *node, struct slice *text,
		 struct diag *diag);
bool policy_integer(const struct policy_node *node, int64_t *number,
		    struct diag *diag);
bool policy_date(const struct policy_node *node, struct date *date,
		 struct diag *diag);
bool policy_money(const struct policy_node *node, struct money *money,
		  struct diag *diag);
bool policy_boolean(const struct policy_node *node, bool *flag,
		    struct diag *diag); /* true false yes no */

/*
 * The place of a word in a list of allowed ones (ends with NULL); another word
 * is told with the list.
 */
bool policy_word(const struct policy_node *node, const char *const *words,
		 size_t *index, struct diag *diag);

/* The value of a name in "values", as it is on one day. */
struct policy_value {
	const struct policy_node *node; /* scalar, or list of scalars */
	struct slice name;
	struct date since;     /* its from */
	struct date until;     /* the day before the next one's from */
	struct date review_by; /* DATE_LATEST where there is none */
	struct slice source;   /* may be empty */
	bool overdue;	       /* the day is past its review_by */
	bool expected; /* a change marked "expected" lies before the day */
};

enum policy_lookup {
	POLICY_FOUND,
	POLICY_UNSET,  /* the name stands with no value for that day */
	POLICY_UNKNOWN /* no such name; diag has the nearest */
};

/*
 * Finds the value that holds on a day. Nothing has a default. With
 * POLICY_UNSET the diag says where to fill it in, and value has all but node.
 */
enum policy_lookup policy_value(const struct policy *policy, struct slice name,
				struct date day, struct policy_value *value,
				struct diag *diag);

/*
 * A setting that is a literal, or "$name" of a dated value. Resolves the
 * latter for a day; a literal's since is DATE_EARLIEST. False with a message
 * that names setting and value when it is unset or unknown.
 */
bool policy_resolve(const struct policy *policy, const struct policy_node *node,
		    struct date day, struct policy_value *value,
		    struct diag *diag);

/* Walks the names in "values", in file order; NULL past the last. */
struct slice policy_value_name(const struct policy *policy, size_t index);

/*
 * The number of dated entries of a value, and one of them, for readers that
 * work out a limit for every period once. The periods follow each other: one
 * begins the day after the last one's until. node is NULL where the value is
 * not known in that period; overdue is false, since there is no day.
 */
size_t policy_value_count(const struct policy *policy, struct slice name);
bool policy_value_at(const struct policy *policy, struct slice name,
		     size_t index, struct policy_value *value);

/*
 * The office's own aliases from section "columns" (field: [header, ...]), for
 * input_options. Borrowed from the policy.
 */
struct alias;
const struct alias *policy_aliases(const struct policy *policy, size_t *count);

/* The key in a list (ends with NULL) nearest to a misspelt one, or NULL. */
const char *policy_nearest(struct slice word, const char *const *known);

#endif
