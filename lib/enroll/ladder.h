/*
 * What a pair of records is: certainly one person, to be looked at, or
 * nothing. Before the weights come the steps that need none (SPEC 3):
 *
 *	nik+birth	the same valid NIK and birth date
 *	nik		the same NIK, another birth date: keying, or shared
 *	nik-near	NIK one digit or transposition away, and the name
 *	name+birth+sex	the same name key, birth date and sex
 *	twins		born on one day, serials of the NIK close to each other
 *	weights		the sum of bits
 *
 * Where NIK or birth date differ, names, sex and places are no evidence on
 * their own: a number, a date or an e-mail address has to agree, too, or be
 * a slip apart. People of one village share the rest.
 *
 * They need the roles nik, name, birth_date and sex among the fields; without
 * them the weights decide alone.
 */
#ifndef ENROLL_LADDER_H
#define ENROLL_LADDER_H

#include "enroll/linker.h"

enum ladder_step {
	STEP_NIK_BIRTH,
	STEP_NIK,
	STEP_NIK_NEAR,
	STEP_NAME_BIRTH_SEX,
	STEP_TWINS,
	STEP_WEIGHTS
};

enum ladder_band { BAND_NONE, BAND_REVIEW, BAND_CERTAIN };

struct ladder_verdict {
	enum ladder_step step;
	enum ladder_band band;
};

/*
 * Decides on a scored pair; scored is what linker_score returned. A name
 * alone is never certain, nor with birth date and sex: it takes the NIK, or
 * the birth date and one more field; then the names are the same but for
 * spelling, or rare in what agrees. Twins and persons with two quite different
 * NIKs are never certain either.
 */
struct ladder_verdict ladder_decide(const struct linker *linker,
				    const struct linkage_value *left,
				    const struct linkage_value *right,
				    const struct pair_bits *pair, bool scored);

/* "nik+birth" ..., "none" "review" "certain"; static. */
const char *ladder_step_word(enum ladder_step step);
const char *ladder_band_word(enum ladder_band band);

#endif
