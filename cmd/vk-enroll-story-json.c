/*
 * The decision on one application as a line of JSON.
 */
#include "vk-enroll-near.h"

#include "base/number.h"
#include "system/json.h"

static void put_pair(struct json_writer *json, const char *key,
		     struct slice text)
{
	json_key(json, key);
	json_put_text(json, text);
}

static void put_bits(struct json_writer *json, const char *key,
		     int32_t millibits)
{
	struct strbuf text;

	strbuf_init(&text, NUMBER_SIZE);
	weights_format(millibits, &text);
	put_pair(json, key, strbuf_slice(&text));
	strbuf_release(&text);
}

/* The step, and what each field says. */
static void put_finding(struct json_writer *json, const struct enroll *enroll,
			const struct enrolled *enrolled)
{
	const struct near_finding *finding = enrolled->finding;
	char key[SCHEMA_NAME_MAX + 1];

	put_pair(json, "duplicate_bits",
		 strbuf_slice(&enrolled->duplicate_bits));
	put_pair(json, "duplicate_step",
		 slice_of(ladder_step_word(finding->verdict.step)));
	put_pair(json, "duplicate_band",
		 slice_of(ladder_band_word(finding->verdict.band)));
	json_key(json, "bits");
	json_begin_object(json);
	put_bits(json, "prior", enroll->near->linker.prior);
	for (size_t i = 0; i < enroll->near->linkage.field_count; i++) {
		if (!finding->bits.known[i])
			continue;
		snprintf(key, sizeof key, "%.*s",
			 SLICE_PRINT(enroll->near->linkage.fields[i].name));
		put_bits(json, key, finding->bits.bits[i]);
	}
	json_end_object(json);
}

void enroll_tell_decision(const struct enroll *enroll,
			  const struct enrolled *enrolled, struct strbuf *out)
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
	if (enrolled->finding != NULL)
		put_finding(&json, enroll, enrolled);
	put_pair(&json, "flags", strbuf_slice(&verdict->flags));
	put_pair(&json, "file", slice_of(enrolled->record.file));
	json_key(&json, "line");
	json_put_integer(&json, (int64_t)enrolled->record.line);
	json_end_object(&json);
	strbuf_append_byte(out, '\n');
}
