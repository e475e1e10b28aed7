/*
 * Whom a row of evidence means: by person, number or e-mail, and, inside the
 * class only, by a name that fits one person there.
 */
#ifndef ATTEND_IDENTIFY_H
#define ATTEND_IDENTIFY_H

#include "attend/roll.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/set.h"
#include "value/name.h"

#include <stdbool.h>

/* How a row names somebody; any part may be empty. */
struct sighting_name {
	struct slice person; /* the stream's person, or a roster number */
	struct slice number; /* NIK, KPJ, application, a number of the map */
	struct slice email;
	struct slice name;
	struct slice source; /* the format's name, for the map */
};

enum identify_result {
	IDENTIFY_FOUND,
	IDENTIFY_BY_NAME, /* found, by a name alone */
	IDENTIFY_UNKNOWN,
	IDENTIFY_AMBIGUOUS
};

struct identify {
	struct roll *roll;
	struct arena arena;
	struct set keys;      /* "class kind value" of a member */
	struct strbuf owners; /* by key: place, or AMBIGUOUS */
	struct set map;	      /* "class source id" of the identities map */
	struct strbuf mapped; /* by key: person (struct slice) */
	struct set asked;     /* what was asked before */
	struct strbuf answers;
	bool *loaded; /* by class */
	bool all_loaded;
	const struct name **names; /* by place, filled with the class */
};

bool identify_init(struct identify *identify, struct roll *roll,
		   struct diag *diag);
void identify_release(struct identify *identify);

/* Adds a row of the identities map; class and source may be empty. */
bool identify_map(struct identify *identify, struct slice class_id,
		  struct slice source, struct slice id, struct slice person);

/*
 * Finds the place. With class_index ROLL_NONE only what is strong enough to
 * tell a person anywhere is tried (person, number, e-mail), and the person
 * must have one place.
 */
enum identify_result identify_find(struct identify *identify,
				   uint32_t class_index,
				   const struct sighting_name *who,
				   uint32_t *place);

#endif
