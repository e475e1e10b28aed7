/*
 * The region codes of the Ministry of Home Affairs as they stand in NIK and
 * KK: two digits of province, four of regency or city, six of district,
 * including codes that are no longer given out, since a NIK is for life.
 */
#ifndef VALUE_REGION_H
#define VALUE_REGION_H

#include "base/text.h"

#include <stdbool.h>

/* Whether the 2, 4 or 6 digits are, or once were, the code of a region. */
bool region_is_known(struct slice code);

/* The same of a province's and a district's number, 0 to 99 and 999999. */
bool region_is_province(unsigned code);
bool region_is_district(unsigned code);

/* The name of a province or regency (2 or 4 digits), or "". Static. */
struct slice region_name(struct slice code);

/*
 * The four-digit code of a regency or city by its name ("Kota Denpasar",
 * "DENPASAR", "Kab. Badung"), or "" where no one or more than one fits.
 * Static.
 */
struct slice region_code(struct slice name);

#endif
