#include "enroll/page_text.h"

enum { PAGE_WIDTH = 76 };

static void indent(struct strbuf *out, size_t depth)
{
	for (size_t i = 0; i < depth; i++)
		strbuf_append_byte(out, ' ');
}

/* Blanks, and bytes that a cell may have brought along: line ends, escapes. */
static bool is_blank(char byte)
{
	return (unsigned char)byte <= ' ' || byte == 0x7f;
}

static bool next_word(struct slice *text, struct slice *word)
{
	size_t from = 0, to;

	while (from < text->length && is_blank(text->data[from]))
		from++;
	for (to = from; to < text->length && !is_blank(text->data[to]); to++)
		;
	*word = slice_part(*text, from, to - from);
	*text = slice_part(*text, to, text->length);
	return word->length > 0;
}

bool page_paragraph(struct strbuf *out, const char *mark, struct slice text)
{
	size_t depth = strlen(mark), column = depth;
	struct slice word;
	bool first = true;

	strbuf_append_string(out, mark);
	while (next_word(&text, &word)) {
		size_t width = text_count(word);

		if (!first && column + 1 + width > PAGE_WIDTH) {
			strbuf_append_byte(out, '\n');
			indent(out, depth);
			column = depth;
			first = true;
		}
		if (!first)
			strbuf_append_byte(out, ' ');
		column += width + (first ? 0 : 1);
		strbuf_append(out, word);
		first = false;
	}
	return strbuf_append_byte(out, '\n');
}
