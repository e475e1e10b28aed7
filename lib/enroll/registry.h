/*
 * The registry: who was enrolled before, here, in other branches and years.
 * A record stream (mode 0600), one row a person, NIK and application:
 * person nik name birth_date sex district application office applied_at
 * enroll_status key; key is the fingerprint of the programme's key.
 *
 * A registry may hold tens of millions of rows, so it is streamed against the
 * index of this run's applications; what is kept are the hits.
 */
#ifndef ENROLL_REGISTRY_H
#define ENROLL_REGISTRY_H

#include "base/set.h"
#include "enroll/person.h"
#include "enroll/repeats.h"

/* In the order of the registry's columns. */
enum registry_field {
	REGISTRY_PERSON,
	REGISTRY_NIK,
	REGISTRY_NAME,
	REGISTRY_BIRTH_DATE,
	REGISTRY_SEX,
	REGISTRY_DISTRICT,
	REGISTRY_APPLICATION,
	REGISTRY_OFFICE,
	REGISTRY_APPLIED_AT,
	REGISTRY_STATUS,
	REGISTRY_KEY,
	REGISTRY_FIELDS
};

extern const char *const registry_columns[REGISTRY_FIELDS];

struct registry_layout {
	size_t columns[REGISTRY_FIELDS];
};

/* Finds the columns; person and nik must be there. */
bool registry_layout_init(struct registry_layout *layout,
			  const struct header *header, struct diag *diag);

/* What the registry knows of somebody in this run. */
struct registry_hit {
	struct slice person; /* empty: as the key gives it */
	struct slice entry;  /* "office/application" enrolled before, or "" */
	struct slice applied_at; /* of that entry */
	struct date birth;
	bool birth_known;
};

struct registry {
	const struct repeats *repeats;
	const struct person_key *key;
	struct slice office;
	struct set niks; /* of the hits, 8 bytes each */
	struct registry_hit *hits;
	size_t room;
	struct arena arena;
};

/* repeats is settled and keeps numbers; everything is borrowed. */
void registry_init(struct registry *registry, const struct repeats *repeats,
		   const struct person_key *key, struct slice office);
void registry_release(struct registry *registry);

/*
 * Takes a row: keeps what it says about this run's people. A row made under
 * another key fails.
 */
bool registry_take(struct registry *registry,
		   const struct registry_layout *layout,
		   const struct record *record, struct diag *diag);

/* Whether a row is an enrolment that this run doesn't decide on itself. */
bool registry_row_counts(const struct registry *registry,
			 const struct registry_layout *layout,
			 const struct record *record);

/* Whether the row is the application that this record of the run is. */
bool registry_row_is(const struct registry *registry,
		     const struct registry_layout *layout,
		     const struct record *record, size_t found);

/* "office/application", appended. */
bool registry_row_entry(const struct registry_layout *layout,
			const struct record *record, struct strbuf *out);

/* Whether there is no hit for any NIK, as in a run without registries. */
static inline bool registry_is_empty(const struct registry *registry)
{
	return set_count(&registry->niks) == 0;
}

/* The hit for a NIK (application_nik_key), or NULL. */
const struct registry_hit *registry_find(const struct registry *registry,
					 uint64_t nik);

/* What becomes of a row of the office's own registry when this run is over. */
enum registry_row {
	REGISTRY_KEEP,
	REGISTRY_REPLACE, /* the run writes the application anew */
	REGISTRY_RETIRE	  /* the same with another NIK: keep as superseded */
};

enum registry_row registry_row_fate(const struct registry *registry,
				    const struct registry_layout *layout,
				    const struct record *record);

#endif
