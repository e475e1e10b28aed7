/*
 * XML read as a stream through expat. A DOCTYPE is refused, so there are no
 * entities to expand; names are given without prefix or namespace.
 */
#ifndef SYSTEM_XML_H
#define SYSTEM_XML_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * What is called while reading; each returns false to stop. attributes are
 * name, value, ..., NULL with local names. text may come in pieces.
 */
struct xml_handler {
	void *context;
	bool (*begin)(void *context, const char *name,
		      const char *const *attributes);
	bool (*end)(void *context, const char *name);
	bool (*text)(void *context, struct slice text);
};

struct xml;

struct xml *xml_new(const struct xml_handler *handler);
void xml_free(struct xml *xml);

/*
 * Feeds a piece of at most INT_MAX bytes; last tells that there are no more.
 * False for what is not well-formed, a DOCTYPE, depth over 64, or a handler
 * that stopped (the message is then empty).
 */
bool xml_feed(struct xml *xml, struct slice piece, bool last,
	      struct diag *diag);

/*
 * For a handler's end: reading rests behind this element. The feed returns
 * with xml_is_paused, the piece is kept, and xml_resume goes on (to the next
 * pause, or to the piece's end) before the next piece may be fed.
 */
void xml_pause(struct xml *xml);
bool xml_is_paused(const struct xml *xml);
bool xml_resume(struct xml *xml, struct diag *diag);

/* The value of an attribute, or NULL. */
const char *xml_attribute(const char *const *attributes, const char *name);

/*
 * Appends text with & < > " escaped. Control characters, which XML 1.0 can't
 * hold, become U+FFFD.
 */
struct strbuf;
bool xml_escape(struct slice text, struct strbuf *out);

#endif
