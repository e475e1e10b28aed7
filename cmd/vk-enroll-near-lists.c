/*
 * Registries and lists, row by row against the run's applications.
 */
#include "vk-enroll-near.h"

enum { TEXT_MAX = 64 * 1024 };

/* How many of the run may be who the side took. */
static size_t probe(struct enroll *enroll, struct near_side *side)
{
	size_t count = near_probe(enroll->near, side);

	if (count == SIZE_MAX)
		tool_die(enroll->tool, "out of memory");
	return count;
}

static size_t probe_row(struct enroll *enroll, struct near_side *side,
			const struct record *record)
{
	struct application application;

	application_read(&side->layout, record, &application);
	near_side_take(side, &application);
	return probe(enroll, side);
}

static void keep(struct enroll *enroll, uint32_t held, enum near_kind kind,
		 struct near_finding *finding)
{
	if (!near_keep(enroll->near, held, kind, finding))
		tool_die(enroll->tool, "out of memory");
}

void enroll_near_registry(struct enroll *enroll, struct near_side *side,
			  const struct registry_layout *layout,
			  const struct record *record)
{
	struct registry *registry = &enroll->registry;
	struct near_finding finding;
	struct strbuf entry;
	size_t count;
	uint32_t held;

	if (side == NULL || !registry_row_counts(registry, layout, record))
		return;
	near_side_take_plain(side, record);
	count = probe(enroll, side);
	strbuf_init(&entry, TEXT_MAX);
	for (size_t i = 0; i < count; i++) {
		if (!near_compare(enroll->near, side, i, &finding, &held) ||
		    registry_row_is(registry, layout, record,
				    enroll->near->records[held]))
			continue;
		strbuf_reset(&entry);
		registry_row_entry(layout, record, &entry);
		finding.other = strbuf_slice(&entry);
		keep(enroll, held, NEAR_PERSON, &finding);
	}
	strbuf_release(&entry);
}

void enroll_near_exclude(struct enroll *enroll, struct near_side *side,
			 const struct exclude *exclude,
			 const struct record *record)
{
	struct near_finding finding;
	size_t count = side == NULL ? 0 : probe_row(enroll, side, record);
	uint32_t held;

	for (size_t i = 0; i < count; i++) {
		if (!near_compare(enroll->near, side, i, &finding, &held) ||
		    finding.verdict.step <= STEP_NIK)
			continue;
		if (finding.status == ENROLL_DUPLICATE)
			finding.status = exclude->consequence;
		finding.other = slice_of(exclude->name);
		keep(enroll, held, NEAR_EXCLUDED, &finding);
	}
}

/* Likelier than not, or by a step of the ladder; but no twin. */
static bool is_listed(const struct near_finding *finding)
{
	return finding->verdict.step > STEP_NIK &&
	       finding->verdict.step != STEP_TWINS &&
	       (finding->verdict.step != STEP_WEIGHTS ||
		finding->bits.total >= 0);
}

bool enroll_near_listed(struct enroll *enroll, struct near_side *side,
			const struct application *row)
{
	struct near_finding finding;
	bool reached = false;
	uint32_t held;
	size_t count;

	if (side == NULL)
		return false;
	near_side_take(side, row);
	count = probe(enroll, side);
	for (size_t i = 0; i < count; i++) {
		if (!near_compare(enroll->near, side, i, &finding, &held) ||
		    !is_listed(&finding))
			continue;
		finding.other = SLICE("listed");
		keep(enroll, held, NEAR_LISTED, &finding);
		reached = true;
	}
	return reached;
}
