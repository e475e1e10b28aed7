/*
 * The comparing of --link: candidates, scores, and what the ladder says.
 */
#include "vk-enroll-link.h"

enum {
	SAMPLE_BYTES = 64 * 1024 * 1024, /* of a file that is counted whole */
	SAMPLE_ONE_IN = 16,		 /* records of a larger one */
	SCRATCH_MAX = 1 << 20,
	ID_MAX = 64 * 1024
};

struct slice link_bits(int32_t millibits, char out[NUMBER_SIZE])
{
	struct strbuf text;
	size_t length;

	strbuf_init(&text, NUMBER_SIZE);
	weights_format(millibits, &text);
	length = text.length;
	memcpy(out, text.data, length);
	strbuf_release(&text);
	return (struct slice){out, length};
}

/* By what is in it, not by where it stands. */
static bool is_in_sample(const struct record *record)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < record->count; i++)
		hash = (hash ^ set_hash(record->fields[i])) *
		       UINT64_C(0x9e3779b97f4a7c15);
	return (hash >> 32) % SAMPLE_ONE_IN == 0;
}

void link_count(struct link *link, struct link_side *side)
{
	struct tool *tool = link->tool;
	bool sampled = side->bytes > SAMPLE_BYTES;
	uint32_t times = sampled ? SAMPLE_ONE_IN : 1;
	struct arena scratch;
	struct record record;

	arena_init(&scratch, SCRATCH_MAX);
	while (tool_scan(tool, side->input, &record) != READ_END) {
		side->records++;
		if (sampled && !is_in_sample(&record))
			continue;
		if (!linker_count(&link->linker, &side->layout, &record, times,
				  &scratch))
			tool_die(tool, "out of memory");
	}
	arena_release(&scratch);
	tool_rewind(tool, side->input);
}

/* Compares the candidates of a probe, and keeps what is found. */
static void take_candidates(struct link *link, const struct found_pair *pattern,
			    const struct linkage_value *probe, bool swapped)
{
	struct linker *linker = &link->linker;
	struct pair_bits bits;

	for (size_t i = 0; i < linker->candidate_count; i++) {
		uint32_t record = linker->candidates[i].record;
		const struct linkage_value *held =
			linker_values(linker, record);
		struct found_pair pair = *pattern;
		bool scored = linker_score(linker, probe, record, &bits);

		pair.verdict =
			ladder_decide(linker, held, probe, &bits, scored);
		if (pair.verdict.band == BAND_NONE)
			continue;
		if (!scored)
			linker_score_values(linker, held, probe, &bits);
		pair.left_record = record;
		pair.left = linker->ids[record];
		pair.key_count = (uint32_t)__builtin_popcount(
			linker->candidates[i].keys);
		if (link->is_one ? slice_compare(pair.left, pair.right) > 0
				 : swapped) {
			struct slice swap = pair.left;

			pair.left = pair.right;
			pair.right = swap;
		}
		if (!found_add(&link->found, &pair, &bits,
			       link->linkage.field_count))
			tool_die(link->tool, "out of memory");
	}
}

static void find_among_held(struct link *link)
{
	struct linker *linker = &link->linker;

	for (size_t i = 0; i < linker->count; i++) {
		const struct found_pair pattern = {.right = linker->ids[i],
						   .right_record = (uint32_t)i};

		if (!linker_probe_held(linker, i))
			tool_die(link->tool, "out of memory");
		take_candidates(link, &pattern, linker_values(linker, i),
				false);
	}
}

void link_find(struct link *link, size_t held)
{
	struct link_side *side = &link->sides[1 - held];
	struct linker_probe probe;
	struct record record;
	struct strbuf id;

	if (link->is_one) {
		find_among_held(link);
		return;
	}
	strbuf_init(&id, ID_MAX);
	linker_probe_init(&probe, &side->layout);
	while (tool_scan(link->tool, side->input, &record) != READ_END) {
		struct found_pair pattern = {0};

		if (!linker_probe(&link->linker, &probe, &record))
			tool_die(link->tool, "out of memory");
		if (link->linker.candidate_count == 0)
			continue;
		pattern.right = link_id(side, &record, &id);
		take_candidates(link, &pattern, probe.values, held == 1);
	}
	linker_probe_release(&probe);
	strbuf_release(&id);
}
