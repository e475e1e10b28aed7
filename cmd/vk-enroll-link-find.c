/*
 * The comparing of --link: candidates, scores, and what the ladder says.
 */
#include "vk-enroll-link.h"

enum { ID_MAX = 64 * 1024 };

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

/*
 * The records that are looked for take their steps in turns, so that what each
 * is about to look at is on its way from memory meanwhile.
 */
enum { TURNS = 5 };

struct finder {
	struct link *link;
	bool is_swapped; /* the left side's records come one by one */
	struct waiting {
		struct linker_probe probe;
		struct slice id;
		uint32_t record; /* where it is a held one */
	} ring[TURNS];
	size_t newest;
};

/* Keeps a pair, in the order of the files, or of the ids in one file. */
static void keep_pair(const struct finder *finder,
		      const struct waiting *waiting,
		      const struct linker_candidate *candidate,
		      struct found_pair *pair, const struct pair_bits *bits)
{
	struct link *link = finder->link;

	pair->right_record = waiting->record;
	pair->right = waiting->id;
	pair->left_record = candidate->record;
	pair->left = link->linker.ids[candidate->record];
	pair->key_count = (uint32_t)__builtin_popcount(candidate->keys);
	if (link->is_one ? slice_compare(pair->left, pair->right) > 0
			 : finder->is_swapped) {
		struct slice swap = pair->left;

		pair->left = pair->right;
		pair->right = swap;
	}
	if (!found_add(&link->found, pair, bits, link->linkage.field_count))
		tool_die(link->tool, "out of memory");
}

static void compare_candidates(const struct finder *finder,
			       const struct waiting *waiting)
{
	struct linker *linker = &finder->link->linker;
	const struct linker_probe *probe = &waiting->probe;
	struct pair_bits bits;

	for (size_t i = 0; i < probe->candidate_count; i++) {
		uint32_t record = probe->candidates[i].record;
		const struct linkage_value *held =
			linker_values(linker, record);
		struct found_pair pair = {0};
		bool scored =
			linker_score(linker, probe->values, record, &bits);

		pair.verdict = ladder_decide(linker, held, probe->values, &bits,
					     scored);
		if (pair.verdict.band == BAND_NONE)
			continue;
		if (!scored)
			linker_score_values(linker, held, probe->values, &bits);
		keep_pair(finder, waiting, &probe->candidates[i], &pair, &bits);
	}
}

static struct waiting *waiting_since(struct finder *finder, size_t turns)
{
	return &finder->ring[(finder->newest + TURNS - turns) % TURNS];
}

/* Everyone takes a step; who is through leaves room for the next. */
static void take_turns(struct finder *finder)
{
	struct linker *linker = &finder->link->linker;

	linker_probe_look_up(linker, &waiting_since(finder, 1)->probe);
	if (!linker_probe_collect(linker, &waiting_since(finder, 2)->probe))
		tool_die(finder->link->tool, "out of memory");
	linker_probe_fetch(linker, &waiting_since(finder, 3)->probe);
	compare_candidates(finder, waiting_since(finder, 4));
	finder->newest = (finder->newest + 1) % TURNS;
}

static void find_among_held(struct finder *finder)
{
	const struct linker *linker = &finder->link->linker;

	for (size_t i = 0; i < linker->count; i++) {
		struct waiting *waiting = waiting_since(finder, 0);

		linker_probe_begin_held(linker, &waiting->probe, i);
		waiting->id = linker->ids[i];
		waiting->record = (uint32_t)i;
		take_turns(finder);
	}
}

static void find_in_stream(struct finder *finder, struct link_side *side)
{
	struct link *link = finder->link;
	struct record record;
	struct strbuf id;

	strbuf_init(&id, ID_MAX);
	while (tool_scan(link->tool, side->input, &record) != READ_END) {
		struct waiting *waiting = waiting_since(finder, 0);

		if (!linker_probe_begin(&link->linker, &waiting->probe,
					&record))
			tool_die(link->tool, "out of memory");
		if (waiting->probe.list_count == 0)
			continue;
		waiting->id = arena_copy(&waiting->probe.arena,
					 link_id(side, &record, &id));
		if (waiting->id.data == NULL)
			tool_die(link->tool, "out of memory");
		take_turns(finder);
	}
	strbuf_release(&id);
}

/* The last ones' way to the end. */
static void finish(struct finder *finder)
{
	for (size_t i = 1; i < TURNS; i++) {
		struct linker_probe *probe = &waiting_since(finder, 0)->probe;

		probe->list_count = probe->candidate_count = 0;
		take_turns(finder);
	}
}

void link_find(struct link *link, size_t held)
{
	struct link_side *side = &link->sides[1 - held];
	struct finder *finder = calloc(1, sizeof *finder);

	if (finder == NULL)
		tool_die(link->tool, "out of memory");
	finder->link = link;
	finder->is_swapped = held == 1;
	for (size_t i = 0; i < TURNS; i++)
		linker_probe_init(&finder->ring[i].probe, &side->layout);
	if (link->is_one)
		find_among_held(finder);
	else
		find_in_stream(finder, side);
	finish(finder);
	for (size_t i = 0; i < TURNS; i++)
		linker_probe_release(&finder->ring[i].probe);
	free(finder);
}
