#include "enroll/page_text.h"

enum { PAGE_WIDTH = 76 };

static void indent(struct strbuf *out, size_t depth)
{
	for (size_t i = 0; i < depth; i++)
		strbuf_append_byte(out, ' ');
}

bool page_paragraph(struct strbuf *out, const char *mark, struct slice text)
{
	size_t depth = strlen(mark), column = depth;
	struct slice word;
	bool first = true;

	strbuf_append_string(out, mark);
	while (slice_next(&text, ' ', &word)) {
		size_t width = text_count(word);

		if (width == 0)
			continue;
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
