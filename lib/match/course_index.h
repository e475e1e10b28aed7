/*
 * Within the room only: how an id finds its course. Choices are looked up once
 * for each applicant and choice, so that this is most of the reading.
 */
#ifndef MATCH_COURSE_INDEX_H
#define MATCH_COURSE_INDEX_H

#include "match/course.h"

/* Builds the index that courses_find uses. */
bool courses_build_index(struct courses *courses, struct diag *diag);

#endif
