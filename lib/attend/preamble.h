/*
 * What stands above the header of a sheet: the class, the day, the times.
 */
#ifndef ATTEND_PREAMBLE_H
#define ATTEND_PREAMBLE_H

#include "attend/format.h"

struct preamble {
	struct slice class_id; /* "Kelas: K-07" */
	struct slice date;     /* "Hari/Tanggal : Senin, 7 September 2020" */
	struct slice time;     /* "Waktu: 08.00 - 16.00" */
	int year, month;       /* "Bulan: September 2020"; 0: not told */
};

/* Reads the sample's rows above the header; slices live with the sample. */
void preamble_read(const struct sample *sample, size_t header,
		   struct preamble *preamble);

/* The month a text such as "September 2020" names; false for other text. */
bool preamble_month(struct slice text, int *year, int *month);

#endif
