#include "enroll/kept.h"

#include <stdlib.h>

enum {
	KEPT_FIRST = 2, /* after KEPT_NONE and KEPT_NOTHING */
	KEPT_MAX = (1 << KEPT_BITS) - KEPT_FIRST,
	PREFIX = 3,	/* bytes before the reasons */
	TEXT_MAX = 255, /* longer ones are seldom the same */
	TEXTS_MAX = KEPT_MAX * (TEXT_MAX + PREFIX + 1)
};

bool kept_verdicts_init(struct kept_verdicts *kept)
{
	set_init(&kept->texts, TEXTS_MAX);
	kept->verdicts = calloc(KEPT_MAX, sizeof *kept->verdicts);
	return kept->verdicts != NULL;
}

void kept_verdicts_release(struct kept_verdicts *kept)
{
	set_release(&kept->texts);
	free(kept->verdicts);
	kept->verdicts = NULL;
}

static size_t put(char *text, size_t length, const struct strbuf *part)
{
	if (part->length > 0)
		memcpy(text + length, part->data, part->length);
	return length + part->length;
}

/* The lengths are of the key too: "a" and "b" are not "ab" and "". */
static size_t make_text(const struct verdict *verdict, char *text)
{
	size_t length = 0;

	text[length++] = (char)verdict->status;
	text[length++] = (char)verdict->reasons.length;
	text[length++] = (char)verdict->missing.length;
	length = put(text, length, &verdict->reasons);
	length = put(text, length, &verdict->missing);
	return put(text, length, &verdict->flags);
}

unsigned kept_verdicts_add(struct kept_verdicts *kept,
			   const struct verdict *verdict)
{
	size_t length = verdict->reasons.length + verdict->missing.length +
			verdict->flags.length;
	char text[TEXT_MAX + PREFIX];
	struct slice key = {text, 0};
	uint32_t index;
	bool added;

	if (length == 0 && verdict->status == ENROLL_ACCEPTED)
		return KEPT_NOTHING;
	if (length > TEXT_MAX)
		return KEPT_NONE;
	key.length = make_text(verdict, text);
	index = set_find(&kept->texts, key);
	if (index != SET_NONE)
		return KEPT_FIRST + index;
	if (set_count(&kept->texts) == KEPT_MAX ||
	    !set_add(&kept->texts, key, &index, &added))
		return KEPT_NONE;
	kept->verdicts[index] =
		(struct kept_verdict){verdict->status, verdict->reasons.length,
				      verdict->missing.length};
	return KEPT_FIRST + index;
}

static void add_list(struct strbuf *list, struct slice items)
{
	if (items.length > 0)
		strbuf_append_item(list, items);
}

void kept_verdicts_take(const struct kept_verdicts *kept, unsigned index,
			struct verdict *verdict)
{
	const struct kept_verdict *found;
	struct slice text;

	if (index < KEPT_FIRST)
		return;
	found = &kept->verdicts[index - KEPT_FIRST];
	text = set_string(&kept->texts, index - KEPT_FIRST);
	text = slice_part(text, PREFIX, SIZE_MAX);
	add_list(&verdict->reasons, slice_part(text, 0, found->reasons));
	text = slice_part(text, found->reasons, SIZE_MAX);
	add_list(&verdict->missing, slice_part(text, 0, found->missing));
	add_list(&verdict->flags, slice_part(text, found->missing, SIZE_MAX));
	verdict_raise(verdict, found->status);
}
