/*
 * Who of the run's applicants may be a person that is there already under
 * another NIK or without one: within the run, in registries, on exclusion lists
 * and on the manpower office's. The run's applications are held in a linker,
 * the files streamed against it; of each application what is nearest is kept.
 * The order of rows decides nothing. Only where the policy has a section
 * "linkage".
 */
#ifndef ENROLL_NEAR_H
#define ENROLL_NEAR_H

#include "enroll/application.h"
#include "enroll/decisions.h"
#include "enroll/ladder.h"
#include "enroll/repeats.h"

/* What an application is near to; the nearest of each kind is kept. */
enum near_kind {
	NEAR_PERSON,   /* another application, or a registry's entry */
	NEAR_EXCLUDED, /* somebody on an exclusion list */
	NEAR_LISTED,   /* on the manpower office's list */
	NEAR_KINDS
};

struct near_finding {
	struct ladder_verdict verdict;
	bool is_decided;    /* a clerk decided on this pair */
	bool is_of_run;	    /* other is an application of the run */
	struct slice other; /* its id, "office/application", or the list */
	enum enroll_status status; /* that it asks for */
	struct pair_bits bits;
};

struct near {
	struct linkage linkage;
	struct weights weights; /* the caller's to fill before near_begin */
	struct linker linker;
	uint32_t *records; /* of the run, by held record: rising */
	size_t room;
	uint32_t *places[NEAR_KINDS]; /* by held record: finding + 1, or 0 */
	struct near_finding *findings;
	size_t finding_count, finding_room;
	const struct repeats *repeats;
	const struct decisions *decisions;
};

/* Reads the policy's section. False, with diag, for what is wrong in it. */
bool near_init(struct near *near, const struct policy *policy,
	       struct diag *diag);
void near_release(struct near *near);

/* Begins with the weights as they are; what is given is borrowed. */
void near_begin(struct near *near, const struct repeats *repeats,
		const struct decisions *decisions);

/* A file of people, and its record in the programme's own spelling. */
struct near_side {
	struct application_layout layout;
	struct linkage_layout linkage;
	struct linker_probe probe;
	struct slice *fields;
	struct strbuf phone;
	struct record record;
};

bool near_side_init(struct near_side *side, const struct near *near,
		    const struct header *header, struct diag *diag);
void near_side_release(struct near_side *side);

/*
 * Takes an application of this side over as what is compared; borrows it and
 * its record until the next. A NIK that can't be trusted is left out.
 */
void near_side_take(struct near_side *side,
		    const struct application *application);

/* The same of a record that is in the programme's own spelling already. */
static inline void near_side_take_plain(struct near_side *side,
					const struct record *record)
{
	side->record = *record;
}

/*
 * Holds what the side took as this record of the run, known by id; in rising
 * order. Superseded versions are not held. False without memory.
 */
bool near_hold(struct near *near, struct near_side *side, size_t record,
	       struct slice id);

/* Once all are held: compares them among themselves. */
bool near_settle(struct near *near);

/*
 * Compares what the side took with the held: how many have to be looked at.
 * SIZE_MAX without memory.
 */
size_t near_probe(struct near *near, struct near_side *side);

/*
 * Whether the candidate, one of so many, may be the same person; *finding gets
 * verdict and bits, *held who it is.
 */
bool near_compare(struct near *near, const struct near_side *side,
		  size_t candidate, struct near_finding *finding,
		  uint32_t *held);

/*
 * Keeps a finding about a held record where it is the nearest of its kind and
 * no clerk has cleared the pair; other is copied. False without memory.
 */
bool near_keep(struct near *near, uint32_t held, enum near_kind kind,
	       struct near_finding *finding);

/* What was found about a record of the run, or NULL. */
const struct near_finding *near_find(const struct near *near, size_t record,
				     enum near_kind kind);

/* "D-NIK-NEAR", "D-NAME", "D-TWINS", "D-NEAR" ...: the step's code. Static. */
const char *near_code(enum near_kind kind, enum ladder_step step);

/* Whether an item of the reasons is one of those of a pair of persons. */
bool near_is_code(struct slice code);

#endif
