/*
 * What a kind of database does behind database.h; for this floor only. Each
 * driver's own structures begin with these.
 */
#ifndef SYSTEM_DATABASE_DRIVER_H
#define SYSTEM_DATABASE_DRIVER_H

#include "system/database.h"

enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_TEXT, VALUE_BLOB };

/* A parameter; bytes are borrowed until the statement is reset. */
struct value {
	enum value_kind kind;
	int64_t integer;
	struct slice bytes;
};

enum statement_kind {
	STATEMENT_PLAIN,
	STATEMENT_WALK,	 /* its rows come in parts */
	STATEMENT_INSERT /* its rows may wait and go together */
};

/* What a statement is made of. */
struct statement_plan {
	enum statement_kind kind;
	const char *sql;
	const char *table; /* of an insert */
	int columns;	   /* of an insert */
};

struct database_driver {
	enum database_kind kind;
	bool (*close)(struct database *database, struct diag *diag);
	bool (*execute)(struct database *database, const char *sql,
			struct diag *diag);
	bool (*begin)(struct database *database, struct diag *diag);
	bool (*commit)(struct database *database, struct diag *diag);
	void (*rollback)(struct database *database);
	/* NULL where a commit is done or not, and nothing between. */
	bool (*is_unknown)(const struct database *database);
	bool (*reconnect)(struct database *database, struct diag *diag);

	struct statement *(*prepare)(struct database *database,
				     const struct statement_plan *plan,
				     struct diag *diag);
	void (*release)(struct statement *statement);
	void (*bind)(struct statement *statement, int index,
		     const struct value *value);
	int (*step)(struct statement *statement, struct diag *diag);
	void (*reset)(struct statement *statement);
	int64_t (*changes)(struct statement *statement);
	struct slice (*bytes)(struct statement *statement, int column,
			      enum value_kind kind);
	int64_t (*integer)(struct statement *statement, int column);
	bool (*is_null)(struct statement *statement, int column);
};

struct database {
	const struct database_driver *driver;
};

struct statement {
	const struct database_driver *driver;
};

struct database *database_sqlite_open(const char *path, bool create,
				      struct diag *diag);
struct database *database_postgres_open(const char *url, struct diag *diag);

#endif
