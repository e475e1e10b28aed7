/*
 * What the heading of a column means, in sheets, logs and exports, in
 * Indonesian and English and in what meeting programs write elsewhere.
 */
#ifndef ATTEND_LABEL_H
#define ATTEND_LABEL_H

#include "attend/log.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum role {
	ROLE_PERSON, /* the stream's person, or a roster number */
	ROLE_NUMBER, /* participant number, NIK, KPJ, ID number */
	ROLE_NAME,
	ROLE_FIRST_NAME,
	ROLE_LAST_NAME,
	ROLE_EMAIL,
	ROLE_UPN, /* Teams: an address too */
	ROLE_CLASS,
	ROLE_DATE,
	ROLE_SESSION, /* when the session starts, or its number */
	ROLE_SESSION_END,
	ROLE_JOIN,  /* came, joined */
	ROLE_LEAVE, /* went, left */
	ROLE_DURATION,
	ROLE_STATUS, /* H, I, S, A or their words */
	ROLE_SIGNATURE,
	ROLE_ATTENDED, /* webinar: Yes or No */
	ROLE_WAITING,  /* Zoom: not let in yet, Yes or No */
	ROLE_ACTION,   /* Teams classic: Joined, Left */
	ROLE_TIMESTAMP,
	ROLE_DUTY,     /* Teams: Organizer, Presenter, Attendee */
	ROLE_TEMPLATE, /* a fingerprint: refused */
	ROLES
};

/* Where the roles stand in a header; COLUMN_NONE where there is none. */
struct columns {
	size_t at[ROLES];
	size_t known; /* how many of the row's cells were understood */
};

/* The role of a heading; ROLES for one that isn't known. */
enum role label_role(struct slice heading);

/* Reads a row as a header. The first column of a role is taken. */
void label_columns(const struct log_row *row, struct columns *columns);

/* Whether a header row has a column of names or of people's numbers. */
bool columns_name_people(const struct columns *columns);

/* Whether a header row names people and tells something about them. */
bool columns_are_header(const struct columns *columns);

static inline bool columns_has(const struct columns *columns, enum role role)
{
	return columns->at[role] != SIZE_MAX;
}

static inline struct slice columns_cell(const struct columns *columns,
					enum role role,
					const struct log_row *row)
{
	return columns_has(columns, role) ? log_cell(row, columns->at[role])
					  : (struct slice){0};
}

#endif
