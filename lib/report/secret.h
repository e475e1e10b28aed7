/*
 * Disclosure control for a table of people: which cells must be hidden so that
 * nobody can work out a small one.
 *
 * A table has rows and columns of counts and their totals. Primary cells are
 * those with 1 to threshold - 1 people; those that changed by so few since the
 * last publication (the difference would tell them); and a cell that holds all
 * of a group. Since totals are published, others must be hidden beside them
 * (complementary suppression). The auditor then computes for every hidden cell
 * the exact interval that a reader can deduce from all published cells, the
 * totals, and counts not being negative; each must be at least as wide as the
 * threshold. (A reader who also knows the threshold knows a primary cell to be
 * under it; that is not hidden and needs no proof.)
 *
 * Literature: Willenborg and de Waal, Elements of Statistical Disclosure
 * Control (2001), ch. 5; complementary cells are chosen by rectangles as in
 * the hypercube method (Giessing and Repsilber 2002). A table with totals is a
 * circulation in a network, so the bounds are maximal flows (Cox 1995).
 */
#ifndef REPORT_SECRET_H
#define REPORT_SECRET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SECRET_ROWS_MAX = 400, SECRET_COLUMNS_MAX = 8 };

/*
 * (rows + 1) x (columns + 1) counts, row by row; the last of each are totals
 * and must be right. hidden is the result; what is set before stays hidden.
 */
struct secret_table {
	size_t rows, columns;
	int64_t threshold;
	int64_t *counts;
	int64_t *before; /* the last publication, -1 where it had none; or NULL
			  */
	bool *hidden;
};

/* All counts 0, nothing hidden; NULL data when memory ran out. */
bool secret_init(struct secret_table *table, struct arena *arena, size_t rows,
		 size_t columns, int64_t threshold);

static inline size_t secret_index(const struct secret_table *table, size_t row,
				  size_t column)
{
	return row * (table->columns + 1) + column;
}

/* Fills in the totals of rows and columns. */
void secret_total(struct secret_table *table);

/* Hides primary cells, then others until the audit finds nothing. */
void secret_protect(struct secret_table *table);

/*
 * How wide the interval is that can be deduced for a hidden cell, at most
 * limit. Exact, since the flow that decides it is.
 */
int64_t secret_width(const struct secret_table *table, size_t row,
		     size_t column, int64_t limit);

/*
 * The first hidden cell whose interval is narrower than the threshold; false
 * where there is none, and then the table may be published.
 */
bool secret_audit(const struct secret_table *table, size_t *row,
		  size_t *column);

#endif
