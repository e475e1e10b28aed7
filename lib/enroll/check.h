/*
 * What can be seen from an application's own values: impossible ones, ones
 * that have to be asked for again, and ones that call for evidence
 * (programme.md 3). A NIK is for life and not corrected, so that its
 * disagreement with birth date, sex or region is a flag, never more.
 */
#ifndef ENROLL_CHECK_H
#define ENROLL_CHECK_H

#include "base/strbuf.h"
#include "enroll/application.h"

#include <stdbool.h>
#include <stddef.h>

enum { CHECK_FAULTS_MAX = 48, CHECK_DETAIL_SIZE = 48 };

enum check_weight {
	CHECK_FLAG,   /* evidence is wanted; decides nothing */
	CHECK_ASK,    /* the value has to be asked for: incomplete */
	CHECK_INVALID /* the value is impossible: invalid */
};

struct check_fault {
	const char *code; /* stable, vk-enroll(1): "V-NIK-LEN" */
	enum check_weight weight;
	enum application_field field;
	const char *message;
	char detail[CHECK_DETAIL_SIZE]; /* ":10:15", ":category", or "" */
};

struct check_faults {
	struct check_fault faults[CHECK_FAULTS_MAX];
	size_t count;
};

/* Adds the faults that decide something: CHECK_ASK and CHECK_INVALID. */
void check_values(const struct application *application,
		  struct check_faults *faults);

/* Adds the flags. */
void check_flags(const struct application *application,
		 struct check_faults *faults);

/* Whether there is nothing worse than flags among the faults. */
bool check_are_flags(const struct check_faults *faults);

#endif
