/*
 * The detail of an event: name=value pairs with semicolons between them.
 */
#ifndef PAYOUT_DETAIL_H
#define PAYOUT_DETAIL_H

#include "base/strbuf.h"

/* The value of a name, borrowed from the detail; empty where it isn't. */
struct slice detail_get(struct slice detail, const char *name);

/* The same as a number; 0 where it is none. */
int64_t detail_number(struct slice detail, const char *name);

/* Appends a pair; a semicolon or line end in the value becomes a comma. */
bool detail_add(struct strbuf *detail, const char *name, struct slice value);
bool detail_add_number(struct strbuf *detail, const char *name, int64_t number);

#endif
