/*
 * Rows of values in PostgreSQL's binary form: as the parameters of a query and
 * as the bytes of COPY ... (FORMAT binary). For database_postgres.c only.
 */
#ifndef SYSTEM_DATABASE_ROWS_H
#define SYSTEM_DATABASE_ROWS_H

#include "base/strbuf.h"
#include "system/database_driver.h"
#include "system/postgres.h"

struct database_row {
	int fixed; /* columns of a table; 0: as many as are set */
	int count;
	struct value values[POSTGRES_PARAMETERS_MAX];
	char integers[POSTGRES_PARAMETERS_MAX][8]; /* big-endian */
};

/* A row of NULLs: of this many columns, or of none yet. */
void database_row_init(struct database_row *row, int columns);
void database_row_clear(struct database_row *row);

/* Sets a value; its bytes are borrowed. Indices count from 1. */
void database_row_set(struct database_row *row, int index,
		      const struct value *value);

/* The row as parameters, which borrow from it. */
void database_row_parameters(const struct database_row *row,
			     struct postgres_parameters *parameters);

/* Appends a row for COPY, and what comes before the first one. */
bool database_rows_add(struct strbuf *rows, const struct database_row *row);

/* Appends what comes after the last row. */
bool database_rows_end(struct strbuf *rows);

/* An integer or truth value that came back. */
int64_t database_row_integer(struct slice bytes);

#endif
