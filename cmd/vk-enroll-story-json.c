/*
 * The decision on one application as a line of JSON.
 */
#include "vk-enroll.h"

#include "system/json.h"

static void put_pair(struct json_writer *json, const char *key,
		     struct slice text)
{
	json_key(json, key);
	json_put_text(json, text);
}

void enroll_tell_decision(const struct enrolled *enrolled, struct strbuf *out)
{
	const struct verdict *verdict = &enrolled->verdict;
	struct json_writer json = {.out = out};

	json_begin_object(&json);
	put_pair(&json, "application", strbuf_slice(&enrolled->number));
	put_pair(&json, "person", slice_of(enrolled->person));
	put_pair(&json, "enroll_status", enroll_status_word(verdict->status));
	put_pair(&json, "enroll_reasons", strbuf_slice(&verdict->reasons));
	put_pair(&json, "enroll_missing", strbuf_slice(&verdict->missing));
	put_pair(&json, "duplicate_of", strbuf_slice(&enrolled->duplicate_of));
	put_pair(&json, "flags", strbuf_slice(&verdict->flags));
	put_pair(&json, "file", slice_of(enrolled->record.file));
	json_key(&json, "line");
	json_put_integer(&json, (int64_t)enrolled->record.line);
	json_end_object(&json);
	strbuf_append_byte(out, '\n');
}
