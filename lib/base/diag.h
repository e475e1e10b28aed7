/*
 * What went wrong, in one line for a person.
 *
 * "The library tells, the command speaks": a function that can fail returns
 * false (or NULL) and fills the struct diag its caller passed last. Nothing in
 * lib/ prints. A message is lower case, without a full stop, names its subject
 * in quotes and says what would be right.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>

enum { DIAG_SIZE = 1024 };

struct diag {
	char message[DIAG_SIZE];
};

/*
 * Sets the message, cut at DIAG_SIZE - 1 bytes. Always returns false, so that
 * a failing function can end with "return diag_set(diag, ...)".
 */
bool diag_set(struct diag *diag, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* As diag_set, with ": " and the text of errno's value error behind it. */
bool diag_set_errno(struct diag *diag, int error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts a prefix and ": " before the message that is there. Returns false. */
bool diag_prefix(struct diag *diag, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The message for memory that ran out or a buffer at its maximum. False. */
bool diag_memory(struct diag *diag);

#endif
