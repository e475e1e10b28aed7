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

/* Adds what a row tells that isn't told yet; slices live with the row. */
void preamble_take(const struct log_row *row, struct preamble *preamble);

/* Reads the sample's rows above the header; slices live with the sample. */
void preamble_read(const struct sample *sample, size_t header,
		   struct preamble *preamble);

/* Puts what next tells in place of what was told before, and empties next. */
void preamble_renew(struct preamble *preamble, struct preamble *next);

/* The month a text such as "September 2020" names; false for other text. */
bool preamble_month(struct slice text, int *year, int *month);

#endif
