/*
 * The run record of vk-match: all that an outsider needs to run it again.
 */
#include "vk-match.h"

#include "system/digest.h"
#include "system/json.h"

#include <stdio.h>

enum { RECORD_MAX = 1 << 28 };

static void put_text(struct json_writer *json, const char *key,
		     struct slice text)
{
	json_key(json, key);
	json_put_text(json, text);
}

static void put_number(struct json_writer *json, const char *key,
		       int64_t number)
{
	json_key(json, key);
	json_put_integer(json, number);
}

static void put_file(struct match_run *run, struct json_writer *json,
		     const char *key, const char *path)
{
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	if (path == NULL || strcmp(path, "-") == 0)
		return;
	if (!digest_file(path, digest, &run->tool->diag))
		tool_fail(run->tool);
	digest_hex(digest, sizeof digest, hex);
	json_key(json, key);
	json_begin_object(json);
	put_text(json, "file", slice_of(path));
	put_text(json, "sha256", slice_of(hex));
	json_end_object(json);
}

static void put_inputs(struct match_run *run, struct json_writer *json)
{
	const struct match_options *options = run->options;
	struct strbuf applicants;

	strbuf_init(&applicants, 1 << 20);
	input_describe(run->input, &applicants);
	json_key(json, "inputs");
	json_begin_object(json);
	put_text(json, "applicants_xxh3", strbuf_slice(&applicants));
	put_file(run, json, "courses", options->courses);
	put_file(run, json, "priorities", options->priorities);
	put_file(run, json, "previous", options->previous);
	put_file(run, json, "answers", options->answers);
	if (run->policy != NULL)
		put_text(json, "policy_sha256",
			 slice_of(policy_digest(run->policy)));
	json_end_object(json);
	strbuf_release(&applicants);
}

static void put_lottery(struct match_run *run, struct json_writer *json)
{
	char hash[DIGEST_HEX_SIZE];

	json_key(json, "lottery");
	json_begin_object(json);
	put_text(json, "number",
		 run->rules.lottery_by_course
			 ? SLICE("first 16 hex digits of SHA-256 of "
				 "seed|course|person, smaller first")
			 : SLICE("first 16 hex digits of SHA-256 of "
				 "seed|person, smaller first"));
	put_text(json, "seed", run->rules.seed);
	put_text(json, "key_id", run->rules.key_id);
	if (market_has_seed(&run->market)) {
		match_commitment(run, hash);
		put_text(json, "commitment", slice_of(hash));
	}
	json_end_object(json);
}

static void put_rules(struct match_run *run, struct json_writer *json)
{
	const struct match_rules *rules = &run->rules;

	json_key(json, "rules");
	json_begin_object(json);
	put_text(json, "mechanism",
		 market_is_common(&run->market)
			 ? SLICE("applicant-proposing deferred acceptance; one "
				 "order for all courses, so serial "
				 "dictatorship in that order")
			 : SLICE("applicant-proposing deferred acceptance"));
	json_key(json, "tiers");
	json_begin_array(json);
	for (size_t i = 0; i < rules->tier_count; i++)
		json_put_text(json, rules->tiers[i].name);
	json_end_array(json);
	json_key(json, "seats_filled_in_this_order");
	json_begin_array(json);
	for (int after = 0; after <= 1; after++) {
		for (size_t i = 0; i < rules->reserve_count; i++) {
			if (rules->reserves[i].after == (after == 1))
				json_put_text(json, rules->reserves[i].name);
		}
		if (after == 0)
			json_put_text(json, SLICE("open"));
	}
	json_end_array(json);
	json_key(json, "caps");
	json_begin_array(json);
	for (size_t i = 0; i < rules->cap_count; i++)
		json_put_text(json, rules->caps[i].name);
	json_end_array(json);
	if (rules->budget_rupiah >= 0)
		put_number(json, "budget_rupiah", rules->budget_rupiah);
	json_end_object(json);
}

/* Each closing, and where those who had a seat there went. */
static void put_closings(struct match_run *run, struct json_writer *json)
{
	json_key(json, "closings");
	json_begin_array(json);
	for (size_t i = 0; i < run->closings.count; i++) {
		const struct closure *closure = &run->closings.list[i];
		const struct course *c = &run->courses.list[closure->course];

		json_begin_object(json);
		put_text(json, "course", c->id);
		put_number(json, "placed", closure->placed);
		put_number(json, "minimum", c->minimum);
		json_key(json, "reopened");
		json_put_boolean(json, closure->reopened);
		json_key(json, "moved");
		json_begin_object(json);
		for (size_t j = 0; j < closure->moved_count; j++) {
			uint32_t person = closure->moved[j];
			uint16_t now = assignment_course(&run->first, person);
			char id[PERSON_MAX + 1];
			struct slice text =
				applicants_id(&run->applicants, person, id);
			char key[PERSON_MAX + 1];

			memcpy(key, text.data, text.length);
			key[text.length] = '\0';
			put_text(json, key,
				 now == COURSE_NONE
					 ? (struct slice){0}
					 : run->courses.list[now].id);
		}
		json_end_object(json);
		json_end_object(json);
	}
	json_end_array(json);
}

void match_write_record(struct match_run *run)
{
	struct tool *tool = run->tool;
	struct strbuf text;
	struct json_writer json = {.out = &text};
	char hex[17];

	strbuf_init(&text, RECORD_MAX);
	json_begin_object(&json);
	put_text(&json, "tool", slice_of(tool->name));
	put_text(&json, "version", slice_of(VK_VERSION));
	put_inputs(run, &json);
	put_lottery(run, &json);
	put_rules(run, &json);
	put_closings(run, &json);
	if (run->closings.count > 0)
		put_number(&json, "placed_by_closing_alone",
			   (int64_t)run->closings.placed_before);
	json_key(&json, "counts");
	json_begin_object(&json);
	for (size_t i = 0; i < MATCH_STATUSES; i++)
		put_number(&json, match_statuses[i], (int64_t)run->counts[i]);
	json_end_object(&json);
	if (run->writer != NULL) {
		if (!writer_flush(run->writer, &tool->diag))
			tool_fail(tool);
		snprintf(hex, sizeof hex, "%016llx",
			 (unsigned long long)writer_digest(run->writer));
		put_text(&json, "output_xxh3", slice_of(hex));
	}
	json_end_object(&json);
	strbuf_append_byte(&text, '\n');
	if (text.failed)
		tool_die(tool, "out of memory");
	tool_save(tool, run->options->record, 0600, strbuf_slice(&text));
	strbuf_release(&text);
}
