#include "system/xml.h"

#include "base/strbuf.h"

#include <assert.h>
#include <expat.h>
#include <limits.h>
#include <stdlib.h>

enum { DEPTH_MAX = 64, ATTRIBUTES_MAX = 128 };

struct xml {
	XML_Parser parser;
	struct xml_handler handler;
	unsigned depth;
	bool paused;
	bool stopped;	       /* by the handler or by what follows */
	const char *trouble;   /* why, unless the handler did it */
	XML_Size line, column; /* of the trouble, from 1 */
	/* Names and values of the element being begun, and a NULL. */
	const char *attributes[2 * ATTRIBUTES_MAX + 1];
};

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

/* Notes the place at once: it moves on when the parser has stopped. */
static void note_place(struct xml *xml)
{
	xml->line = XML_GetCurrentLineNumber(xml->parser);
	xml->column = XML_GetCurrentColumnNumber(xml->parser) + 1;
}

static void stop(struct xml *xml, const char *trouble)
{
	note_place(xml);
	xml->stopped = true;
	xml->trouble = trouble;
	XML_StopParser(xml->parser, XML_FALSE);
}

static bool is_namespace(const char *name)
{
	return strcmp(name, "xmlns") == 0 || strncmp(name, "xmlns:", 6) == 0;
}

static bool take_attributes(struct xml *xml, const char **given)
{
	size_t count = 0;

	for (; given[0] != NULL; given += 2) {
		if (is_namespace(given[0]))
			continue;
		if (count == ATTRIBUTES_MAX)
			return false;
		xml->attributes[2 * count] = local_name(given[0]);
		xml->attributes[2 * count + 1] = given[1];
		count++;
	}
	xml->attributes[2 * count] = NULL;
	return true;
}

static void XMLCALL on_begin(void *context, const char *name,
			     const char **attributes)
{
	struct xml *xml = context;

	if (xml->stopped)
		return;
	if (xml->depth == DEPTH_MAX)
		stop(xml, "elements are nested too deep");
	else if (!take_attributes(xml, attributes))
		stop(xml, "an element has too many attributes");
	else if (!xml->handler.begin(xml->handler.context, local_name(name),
				     xml->attributes))
		stop(xml, NULL);
	xml->depth++;
}

static void XMLCALL on_end(void *context, const char *name)
{
	struct xml *xml = context;

	if (xml->stopped)
		return;
	xml->depth--;
	if (!xml->handler.end(xml->handler.context, local_name(name)))
		stop(xml, NULL);
}

static void XMLCALL on_text(void *context, const char *data, int length)
{
	struct xml *xml = context;
	struct slice text = {data, (size_t)length};

	if (!xml->stopped && !xml->handler.text(xml->handler.context, text))
		stop(xml, NULL);
}

static void XMLCALL on_doctype(void *context, const char *name,
			       const char *system, const char *public,
			       int has_subset)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	stop(context, "a DOCTYPE is not accepted");
}

struct xml *xml_new(const struct xml_handler *handler)
{
	struct xml *xml = calloc(1, sizeof *xml);

	if (xml == NULL)
		return NULL;
	xml->handler = *handler;
	xml->parser = XML_ParserCreate(NULL);
	if (xml->parser == NULL) {
		free(xml);
		return NULL;
	}
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, on_begin, on_end);
	XML_SetCharacterDataHandler(xml->parser, on_text);
	XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
	return xml;
}

void xml_free(struct xml *xml)
{
	if (xml == NULL)
		return;
	XML_ParserFree(xml->parser);
	free(xml);
}

static bool tell(struct xml *xml, struct diag *diag)
{
	if (xml->stopped && xml->trouble == NULL)
		return diag_set(diag, "%s", "");
	if (!xml->stopped) {
		note_place(xml);
		xml->trouble = XML_ErrorString(XML_GetErrorCode(xml->parser));
	}
	return diag_set(diag, "line %lu, column %lu: %s",
			(unsigned long)xml->line, (unsigned long)xml->column,
			xml->trouble);
}

/* Whether reading goes on after a status, or rests by the handler's wish. */
static bool take_status(struct xml *xml, enum XML_Status status,
			struct diag *diag)
{
	xml->paused = status == XML_STATUS_SUSPENDED;
	return status != XML_STATUS_ERROR || tell(xml, diag);
}

bool xml_feed(struct xml *xml, struct slice piece, bool last, struct diag *diag)
{
	assert(piece.length <= INT_MAX && !xml->paused);
	return take_status(
		xml,
		XML_Parse(xml->parser, piece.data, (int)piece.length, last),
		diag);
}

void xml_pause(struct xml *xml)
{
	XML_StopParser(xml->parser, XML_TRUE);
}

bool xml_is_paused(const struct xml *xml)
{
	return xml->paused;
}

bool xml_resume(struct xml *xml, struct diag *diag)
{
	assert(xml->paused);
	return take_status(xml, XML_ResumeParser(xml->parser), diag);
}

const char *xml_attribute(const char *const *attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

/* What stands for a byte in XML, or NULL for the byte itself. */
static const char *entity_of(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
	case '\n':
	case '\r':
		return NULL;
	default:
		return (unsigned char)byte < 0x20 ? "\xEF\xBF\xBD" : NULL;
	}
}

bool xml_escape(struct slice text, struct strbuf *out)
{
	size_t start = 0;

	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];
		const char *entity;

		/* Nearly all are letters and digits. */
		if ((unsigned char)byte > '>' || text_is_digit(byte))
			continue;
		entity = entity_of(byte);
		if (entity == NULL)
			continue;
		strbuf_append(out, slice_part(text, start, i - start));
		strbuf_append_string(out, entity);
		start = i + 1;
	}
	return strbuf_append(out, slice_part(text, start, text.length - start));
}
