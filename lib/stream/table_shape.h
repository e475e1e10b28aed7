/*
 * What the values of well-known fields look like: to propose a column for a
 * field, and to see that the cells of a row stand beside their columns.
 */
#ifndef STREAM_TABLE_SHAPE_H
#define STREAM_TABLE_SHAPE_H

#include "base/text.h"

#include <stdbool.h>

enum shape {
	SHAPE_ANY, /* nothing is known; fits never */
	SHAPE_NIK,
	SHAPE_KPJ,
	SHAPE_KK,
	SHAPE_PHONE,
	SHAPE_ACCOUNT,
	SHAPE_EMAIL,
	SHAPE_NAME,
	SHAPE_DATE,
	SHAPE_MONEY,
	SHAPE_NUMBER,
	SHAPE_FLAG,
	SHAPE_SEX
};

/* The shape of a field's values. */
enum shape shape_of(struct slice field);

/* Whether a value looks like that. */
bool shape_fits(enum shape shape, struct slice value);

/* "16-digit numbers with a birth date", for messages. Static. */
const char *shape_words(enum shape shape);

/*
 * "yes" for ya, y, yes, true, 1, sudah, ada, pernah, setuju, bersedia and a
 * tick; "no" for their contraries; else NULL. Static.
 */
const char *shape_flag(struct slice value);

/*
 * "m" for L, laki-laki, pria, M, male; "f" for P, perempuan, wanita, F,
 * female; else NULL. Static.
 */
const char *shape_sex(struct slice value);

#endif
