/*
 * The referral list for KUR Super Mikro: graduates who consented and want a
 * business of their own, with the training as the proof of mentoring that the
 * credit asks for (13 August 2020: a business younger than six months is
 * eligible with formal or informal mentoring).
 *
 * Someone is on it who completed, whose consent is yes, and who wants to: the
 * stream's wants_business is yes, or the latest outcome is own_business; not
 * anybody whom a bank has answered already, nor who said no to the consent in
 * another record that is neither superseded nor a duplicate. Of several courses
 * the one that ended last is named. The order of records decides nothing.
 */
#ifndef REPORT_REFERRAL_H
#define REPORT_REFERRAL_H

#include "base/arena.h"
#include "base/set.h"
#include "report/outcome.h"
#include "stream/identity_row.h"
#include "value/language.h"

enum referral_field {
	REFERRAL_PERSON,
	REFERRAL_NIK,
	REFERRAL_NAME,
	REFERRAL_PHONE,
	REFERRAL_ADDRESS,
	REFERRAL_DISTRICT,
	REFERRAL_COURSE,
	REFERRAL_PROVIDER,
	REFERRAL_COURSE_END,
	REFERRAL_CERTIFICATE,
	REFERRAL_FIELDS
};

struct referral_row {
	struct slice fields[REFERRAL_FIELDS]; /* of the arena */
	struct identity_row known;
	bool belongs, refused;
};

/* Holds identities: release it as soon as the list is written. */
struct referral {
	struct arena arena;
	struct set persons;
	struct referral_row *rows; /* by index in persons */
	size_t count, capacity;
	size_t columns[REFERRAL_FIELDS];
	size_t status, completion, consent, wants;
};

/* False, with the name, where a column is missing that decides. */
bool referral_init(struct referral *referral, const struct header *header,
		   const struct outcomes *outcomes, struct diag *diag);
void referral_release(struct referral *referral);

/* Takes a record of the stream; a person counts once. */
bool referral_add(struct referral *referral, const struct record *record,
		  const struct outcomes *outcomes, struct diag *diag);

/* Takes a row of the identities file. */
bool referral_identify(struct referral *referral, const struct header *header,
		       const struct record *record, struct diag *diag);

/* How many are on the list, and of them without a name. */
size_t referral_count(const struct referral *referral, size_t *nameless);

/*
 * Writes the workbook to a path made for it, with headings in a language and
 * persons in bytewise order.
 */
bool referral_write(const struct referral *referral, const char *path,
		    struct date day, enum language language, struct diag *diag);

#endif
