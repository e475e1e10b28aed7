/*
 * Near duplicates, where the policy says what to compare (its section
 * "linkage"): the run's applications among themselves, and what registries and
 * lists have against them.
 */
#include "vk-enroll-near.h"

enum { TEXT_MAX = 64 * 1024 };

void enroll_begin_near(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;

	if (policy_section(enroll->policy, "linkage") == NULL)
		return;
	enroll->near = calloc(1, sizeof *enroll->near);
	if (enroll->near == NULL)
		tool_die(tool, "out of memory");
	if (!near_init(enroll->near, enroll->policy, &tool->diag))
		tool_fail(tool);
	enroll_load_weights(enroll, &enroll->near->weights);
	near_begin(enroll->near, &enroll->repeats, &enroll->decisions);
}

void enroll_end_near(struct enroll *enroll)
{
	if (enroll->near != NULL)
		near_release(enroll->near);
	free(enroll->near);
}

struct near_side *enroll_near_side(struct enroll *enroll,
				   const struct input *input)
{
	struct near_side *side;

	if (enroll->near == NULL)
		return NULL;
	side = calloc(1, sizeof *side);
	if (side == NULL)
		tool_die(enroll->tool, "out of memory");
	if (!near_side_init(side, enroll->near, input_header(input),
			    &enroll->tool->diag))
		tool_fail(enroll->tool);
	return side;
}

void enroll_near_side_end(struct near_side *side)
{
	if (side != NULL)
		near_side_release(side);
	free(side);
}

static enum read_result next(struct enroll *enroll, struct record *record)
{
	return enroll->is_pipe
		       ? tool_next_held(enroll->tool, &enroll->held, record)
		       : tool_scan(enroll->tool, enroll->input, record);
}

static void again(struct enroll *enroll)
{
	if (enroll->is_pipe)
		held_rewind(&enroll->held);
	else
		tool_rewind(enroll->tool, enroll->input);
}

/* Of a damaged row nothing is compared. */
static void hold_all(struct enroll *enroll, struct near_side *side)
{
	const struct repeats *repeats = &enroll->repeats;
	struct application application;
	enum read_result result;
	struct record record;
	struct strbuf id;

	strbuf_init(&id, TEXT_MAX);
	for (size_t i = 0; (result = next(enroll, &record)) != READ_END; i++) {
		if (result == READ_BAD || repeats_is_superseded(repeats, i))
			continue;
		application_read(&side->layout, &record, &application);
		enroll_doubt(enroll, result, &record, &application);
		near_side_take(side, &application);
		strbuf_reset(&id);
		repeats_application(repeats, i, &id);
		if (!near_hold(enroll->near, side, i, strbuf_slice(&id)))
			tool_die(enroll->tool, "out of memory");
	}
	strbuf_release(&id);
}

/* So that it takes no place in a household. */
static void note_duplicates(struct enroll *enroll)
{
	struct repeats *repeats = &enroll->repeats;

	for (size_t i = 0; i < repeats->count; i++) {
		const struct near_finding *finding =
			near_find(enroll->near, i, NEAR_PERSON);

		if (finding != NULL && finding->status == ENROLL_DUPLICATE &&
		    finding->verdict.step > STEP_NIK &&
		    !repeats_add_near(repeats, i))
			tool_die(enroll->tool, "out of memory");
	}
}

void enroll_find_near(struct enroll *enroll)
{
	struct near_side *side = enroll_near_side(enroll, enroll->input);

	if (side == NULL)
		return;
	again(enroll);
	hold_all(enroll, side);
	again(enroll);
	if (!near_settle(enroll->near))
		tool_die(enroll->tool, "out of memory");
	note_duplicates(enroll);
	enroll_near_side_end(side);
	if (enroll->near->linker.blocking.too_large > 0)
		tool_note(enroll->tool,
			  "values that too many applications share to be "
			  "compared by: %zu (linkage: largest_block)",
			  enroll->near->linker.blocking.too_large);
}
