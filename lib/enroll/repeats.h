/*
 * What only all applications together can tell: the same application again
 * (cumulative sheets), the same person again, an account, phone or e-mail of
 * several persons, the place in a household.
 *
 * The first pass adds every application in turn; repeats_settle and
 * repeats_share decide; the second pass asks with repeats_next, in the same
 * order. No decision depends on the order of the records.
 */
#ifndef ENROLL_REPEATS_H
#define ENROLL_REPEATS_H

#include "base/diag.h"
#include "base/strbuf.h"
#include "enroll/application.h"
#include "enroll/column.h"
#include "enroll/kept.h"

/* What is known about one record of the first pass. */
struct repeat {
	unsigned kept;		 /* the verdict's index, as it was added */
	enum enroll_status fate; /* DUPLICATE, SUPERSEDED, or ACCEPTED: none */
	size_t other;		 /* of the fate: the record that stays */
	size_t same_nik;	 /* one born on another day, or SIZE_MAX */
	struct slice number;	 /* the office's, or ":record"; borrowed */
	unsigned numbers; /* persons who use the same application number */
	unsigned accounts, phones, emails; /* persons who share it; 0: none */
	int64_t household_place;
};

/* In the order of the columns of keys. */
enum repeats_key {
	REPEATS_ACCOUNT,
	REPEATS_PHONE,
	REPEATS_EMAIL,
	REPEATS_HOUSEHOLD,
	REPEATS_KEYS
};

/* A finding about one record: in value the other record, or a count. */
struct repeats_note {
	uint32_t record, value;
};

enum repeats_notes {
	NOTES_SUPERSEDED,
	NOTES_DUPLICATE,
	NOTES_NIK,
	NOTES_NEAR,
	NOTES_NUMBER,
	NOTES_SHARED, /* and one for each enum repeats_key from here */
	NOTES_KINDS = NOTES_SHARED + REPEATS_KEYS
};

struct repeats_notes_list {
	struct repeats_note *notes; /* rising record, once settled */
	size_t count, room, cursor;
};

struct repeats {
	struct column niks, days, versions;
	struct column keys[REPEATS_KEYS];
	struct texts numbers;
	struct column files; /* the record at which each file begins */
	const char **file_names;
	size_t file_count;
	bool households, is_asked;
	bool unnumbered; /* an application without the office's number */
	struct texts_walk numbers_walk;
	struct column number_keys;
	struct table_index by_nik, by_number;
	struct repeats_notes_list notes[NOTES_KINDS];
	struct strbuf scratch;
	size_t count, next;
};

/*
 * households: a rule counts them, so that KKs have to be kept. is_asked: the
 * caller will ask repeats_find_nik or repeats_find_number after repeats_settle;
 * without it they find nothing.
 */
void repeats_init(struct repeats *repeats, bool households, bool is_asked);
void repeats_release(struct repeats *repeats);

/*
 * Adds the next application with the status that its own values give it, and
 * the index of its verdict where that was kept.
 * False, with diag, when memory or the most records a run takes ran out.
 */
bool repeats_add(struct repeats *repeats, const struct application *application,
		 enum enroll_status status, unsigned kept, struct diag *diag);

/*
 * Forgets, before repeats_settle, the NIKs that end in 0 of a file whose
 * spreadsheet kept 15 digits: two people may have become one there. Their
 * records are no longer clean.
 */
void repeats_forget_rounded(struct repeats *repeats, size_t file);

/*
 * Once all are added: decides which are versions of one application, and which
 * of one person by NIK and birth date.
 */
bool repeats_settle(struct repeats *repeats, struct diag *diag);

/* Whether a newer version takes a record's place. */
bool repeats_is_superseded(const struct repeats *repeats, size_t record);

/* Whether of two applications of one person the left one would stay. */
bool repeats_stays_before(const struct repeats *repeats, size_t left,
			  size_t right);

/*
 * Between the two: a record that is another's person, though not by NIK and
 * birth date; it counts for none of its own.
 */
bool repeats_add_near(struct repeats *repeats, size_t record);

/* Last: decides what several persons share, and places in households. */
bool repeats_share(struct repeats *repeats, struct diag *diag);

/* What was decided about the next record, from the first on. */
struct repeat repeats_next(struct repeats *repeats);

/*
 * Appends the id of a record: the office's number, else "file:record". The
 * file is its name without folders.
 */
bool repeats_application(const struct repeats *repeats, size_t record,
			 struct strbuf *out);

/* The same where the record's number is at hand, as repeats_next gives it. */
bool repeats_name(const struct repeats *repeats, size_t record,
		  struct slice number, struct strbuf *out);

/* A record with this NIK (application_nik_key), or SIZE_MAX. */
size_t repeats_find_nik(const struct repeats *repeats, uint64_t nik);

/* A record with this application number, or SIZE_MAX. */
size_t repeats_find_number(const struct repeats *repeats, struct slice number);

/* What was kept of a record: NIK key (0: none) and birth date. */
uint64_t repeats_nik(const struct repeats *repeats, size_t record);
bool repeats_birth(const struct repeats *repeats, size_t record,
		   struct date *birth);

/* Whether the record's application is of this day (YYYY-MM-DD). */
bool repeats_applied_on(const struct repeats *repeats, size_t record,
			struct slice day);

#endif
