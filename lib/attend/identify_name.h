/*
 * The person in a class whom a displayed name means. Part of identify.
 */
#ifndef ATTEND_IDENTIFY_NAME_H
#define ATTEND_IDENTIFY_NAME_H

#include "base/strbuf.h"
#include "value/name.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The members of a class with a name; entries may be NULL. */
struct name_list {
	const struct name *const *names;
	uint32_t count;
};

enum shown_match { SHOWN_NONE, SHOWN_ONE, SHOWN_SEVERAL };

/*
 * Finds the one member that a name as programs show it fits: "BUDI SANTOSO
 * (iPhone Budi)", "03_I Wayan Suparta", "Santoso, Budi", "Barista - Ayu".
 * Equal names first, then spellings of one name, then a part of a name that
 * nobody else in the class has.
 */
enum shown_match shown_name_find(struct name_list members, struct slice shown,
				 uint32_t *member);

#endif
