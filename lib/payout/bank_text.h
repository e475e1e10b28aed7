/*
 * Text as banks take it: letters with marks lose them, and what has no plain
 * form is refused. Nothing is ever cut.
 */
#ifndef PAYOUT_BANK_TEXT_H
#define PAYOUT_BANK_TEXT_H

#include "base/strbuf.h"
#include "payout/bank_layout.h"

/*
 * Appends text in a character set. delimiter (0: none) is replaced by a blank
 * where it can't be quoted. False with a message that names the character.
 */
bool bank_text(struct slice text, enum layout_charset charset, char delimiter,
	       struct strbuf *out, struct diag *diag);

#endif
