#include "enroll/rule_parts.h"
#include "system/json.h"

enum { TEXT_MAX = 64 * 1024 };

static void put_text(struct json_writer *json, const char *key,
		     struct slice text)
{
	json_key(json, key);
	json_put_text(json, text);
}

static void put_date(struct json_writer *json, const char *key,
		     const struct date *date)
{
	char text[DATE_SIZE];

	json_key(json, key);
	if (date != NULL && date->days != DATE_EARLIEST.days)
		json_put_text(json, date_format(*date, text));
	else
		json_put_null(json);
}

bool rule_json(const struct rule_finding *finding, struct slice application,
	       enum language language, struct strbuf *out)
{
	struct json_writer json = {.out = out};
	struct strbuf text;

	strbuf_init(&text, TEXT_MAX);
	json_begin_object(&json);
	put_text(&json, "application", application);
	put_text(&json, "rule", finding->rule->code);
	put_text(&json, "result", slice_of(rule_result_word(finding->result)));
	put_text(&json, "field", finding->rule->source.name);
	put_text(&json, "test", slice_of(rule_test_words[finding->rule->test]));
	put_date(&json, "as_of", finding->day_known ? &finding->day : NULL);
	rule_value_text(finding, &text);
	put_text(&json, "value", strbuf_slice(&text));
	strbuf_reset(&text);
	rule_limit_text(finding, &text);
	put_text(&json, "limit", strbuf_slice(&text));
	put_text(&json, "parameter", finding->rule->value_name);
	put_date(&json, "since",
		 finding->limit == NULL ? NULL : &finding->limit->since);
	put_text(&json, "source", rule_finding_source(finding));
	strbuf_reset(&text);
	rule_sentence(finding, language, &text);
	put_text(&json, "message", strbuf_slice(&text));
	json_end_object(&json);
	strbuf_append_byte(out, '\n');
	strbuf_release(&text);
	return !out->failed;
}
