#include "enroll/near.h"

#include "system/memory.h"

#include <stdlib.h>

enum { PHONE_MAX = 256 };

static const char *const codes[] = {
	[STEP_NIK_BIRTH] = "D-NIK",	[STEP_NIK] = "D-NIK-BIRTH",
	[STEP_NIK_NEAR] = "D-NIK-NEAR", [STEP_NAME_BIRTH_SEX] = "D-NAME",
	[STEP_TWINS] = "D-TWINS",	[STEP_WEIGHTS] = "D-NEAR"};

const char *near_code(enum near_kind kind, enum ladder_step step)
{
	return kind == NEAR_EXCLUDED ? "D-EXCLUDE-NEAR" : codes[step];
}

bool near_is_code(struct slice code)
{
	for (size_t i = STEP_NIK; i <= STEP_WEIGHTS; i++)
		if (slice_is(code, codes[i]))
			return true;
	return false;
}

bool near_init(struct near *near, const struct policy *policy,
	       struct diag *diag)
{
	*near = (struct near){0};
	return linkage_init(&near->linkage, policy, diag);
}

void near_release(struct near *near)
{
	linker_release(&near->linker);
	weights_release(&near->weights);
	linkage_release(&near->linkage);
	for (size_t i = 0; i < NEAR_KINDS; i++)
		free(near->places[i]);
	free(near->records);
	free(near->findings);
}

void near_begin(struct near *near, const struct repeats *repeats,
		const struct decisions *decisions)
{
	near->repeats = repeats;
	near->decisions = decisions;
	linker_init(&near->linker, &near->linkage, &near->weights,
		    SHARES_LISTED);
}

bool near_side_init(struct near_side *side, const struct near *near,
		    const struct header *header, struct diag *diag)
{
	*side = (struct near_side){0};
	application_layout_init(&side->layout, header);
	strbuf_init(&side->phone, PHONE_MAX);
	linker_probe_init(&side->probe, &side->linkage);
	side->fields = calloc(header->count + 1, sizeof *side->fields);
	return (side->fields != NULL || diag_memory(diag)) &&
	       linkage_bind(&near->linkage, header, &side->linkage, diag);
}

void near_side_release(struct near_side *side)
{
	linker_probe_release(&side->probe);
	strbuf_release(&side->phone);
	free(side->fields);
}

/* +62 812 and 0812 are one telephone. */
static struct slice plain_phone(struct near_side *side, struct slice phone)
{
	strbuf_reset(&side->phone);
	return phone_normalise(phone, &side->phone) ? strbuf_slice(&side->phone)
						    : phone;
}

void near_side_take(struct near_side *side,
		    const struct application *application)
{
	const struct record *record = application->record;

	side->record = *record;
	side->record.fields = side->fields;
	side->record.raw = NULL;
	side->record.text = side->record.row = (struct slice){0};
	side->record.is_whole = side->record.has_slack = false;
	for (size_t i = 0; i < record->count; i++)
		side->fields[i] = record->fields[i];
	for (size_t i = 0; i < APPLICATION_FIELDS; i++) {
		size_t column = side->layout.columns[i];
		struct slice value = application->fields[i];

		if (column >= record->count)
			continue;
		if (i == APPLICATION_NIK &&
		    application->nik_fault == NIK_ROUNDED)
			value = (struct slice){0};
		if (i == APPLICATION_PHONE)
			value = plain_phone(side, value);
		side->fields[column] = value;
	}
}

bool near_hold(struct near *near, struct near_side *side, size_t record,
	       struct slice id)
{
	size_t held = near->linker.count;

	if (!memory_reserve(&near->records, &near->room, held + 1,
			    sizeof *near->records))
		return false;
	near->records[held] = (uint32_t)record;
	return linker_add(&near->linker, &side->linkage, &side->record, id);
}

size_t near_probe(struct near *near, struct near_side *side)
{
	return linker_probe(&near->linker, &side->probe, &side->record)
		       ? side->probe.candidate_count
		       : SIZE_MAX;
}

static bool weigh(struct near *near, const struct linkage_value *probe,
		  uint32_t held, struct near_finding *finding)
{
	struct linker *linker = &near->linker;
	const struct linkage_value *own = linker_values(linker, held);
	bool scored = linker_score(linker, probe, held, &finding->bits);

	finding->verdict =
		ladder_decide(linker, own, probe, &finding->bits, scored);
	if (finding->verdict.band == BAND_NONE)
		return false;
	if (!scored)
		linker_score_values(linker, own, probe, &finding->bits);
	finding->status = finding->verdict.band == BAND_CERTAIN
				  ? ENROLL_DUPLICATE
				  : ENROLL_REVIEW;
	return true;
}

bool near_compare(struct near *near, const struct near_side *side,
		  size_t candidate, struct near_finding *finding,
		  uint32_t *held)
{
	*held = side->probe.candidates[candidate].record;
	*finding = (struct near_finding){0};
	return weigh(near, side->probe.values, *held, finding);
}

/* What is still to be decided first, then the gravest and surest. */
static bool is_nearer(const struct near_finding *left,
		      const struct near_finding *right)
{
	if (left->is_decided != right->is_decided)
		return right->is_decided;
	if (left->status != right->status)
		return left->status > right->status;
	if (left->verdict.step != right->verdict.step)
		return left->verdict.step < right->verdict.step;
	if (left->bits.total != right->bits.total)
		return left->bits.total > right->bits.total;
	return slice_compare(left->other, right->other) < 0;
}

/*
 * What a clerk decided on the pair is told of the application that was named;
 * the other one of it is settled with that. False where nothing is left.
 */
static bool heed_decision(const struct near *near, uint32_t held,
			  enum near_kind kind, struct near_finding *finding)
{
	struct slice own = near->linker.ids[held];
	struct slice code = slice_of(near_code(kind, finding->verdict.step));
	const struct decision_row *row =
		decisions_pair(near->decisions, own, finding->other);
	enum decision decision =
		decisions_find(near->decisions, own, code, finding->other);

	if (decision == DECISION_ACCEPT || decision == DECISION_REJECT) {
		finding->is_decided = true;
		finding->status = ENROLL_REVIEW;
		return true;
	}
	if (row == NULL)
		return true;
	if (row->decision == DECISION_ACCEPT)
		return false;
	return !finding->is_of_run ||
	       decisions_find(near->decisions, finding->other, code, own) !=
		       DECISION_REJECT;
}

static bool add_finding(struct near *near, uint32_t *place,
			const struct near_finding *finding)
{
	if (!memory_reserve(&near->findings, &near->finding_room,
			    near->finding_count + 1, sizeof *near->findings))
		return false;
	near->findings[near->finding_count++] = *finding;
	*place = (uint32_t)near->finding_count;
	return true;
}

bool near_keep(struct near *near, uint32_t held, enum near_kind kind,
	       struct near_finding *finding)
{
	uint32_t *place = &near->places[kind][held];
	bool known_by_nik = finding->verdict.step <= STEP_NIK;

	if (!known_by_nik && !heed_decision(near, held, kind, finding))
		return true;
	if (*place != 0 && !is_nearer(finding, &near->findings[*place - 1]))
		return true;
	if (!finding->is_of_run)
		finding->other =
			arena_copy(&near->linker.memory, finding->other);
	if (finding->other.data == NULL)
		return false;
	if (*place == 0)
		return add_finding(near, place, finding);
	near->findings[*place - 1] = *finding;
	return true;
}

/* Of two that are certainly one person the one that stays has no fault. */
static bool keep_pair(struct near *near, uint32_t one, uint32_t other,
		      const struct near_finding *pair)
{
	const uint32_t *records = near->records;
	bool certain = pair->verdict.band == BAND_CERTAIN;
	bool one_stays =
		certain && repeats_stays_before(near->repeats, records[one],
						records[other]);
	struct near_finding finding = *pair;

	finding.is_of_run = true;
	finding.other = near->linker.ids[other];
	if (!one_stays && !near_keep(near, one, NEAR_PERSON, &finding))
		return false;
	if (certain && !one_stays)
		return true;
	finding = *pair;
	finding.is_of_run = true;
	finding.other = near->linker.ids[one];
	return near_keep(near, other, NEAR_PERSON, &finding);
}

static bool compare_held(struct near *near, struct linker_probe *probe,
			 uint32_t record)
{
	const struct linkage_value *values =
		linker_values(&near->linker, record);

	if (!linker_probe_held(&near->linker, probe, record))
		return false;
	for (size_t i = 0; i < probe->candidate_count; i++) {
		uint32_t other = probe->candidates[i].record;
		struct near_finding pair = {0};

		if (weigh(near, values, other, &pair) &&
		    !keep_pair(near, record, other, &pair))
			return false;
	}
	return true;
}

bool near_settle(struct near *near)
{
	struct linker *linker = &near->linker;
	size_t count = linker->count;
	struct linker_probe probe;
	bool done = true;

	for (size_t i = 0; i < NEAR_KINDS; i++) {
		near->places[i] = calloc(count + 1, sizeof *near->places[i]);
		if (near->places[i] == NULL)
			return false;
	}
	if (!linker_settle(linker, count))
		return false;
	linker_probe_init(&probe, NULL);
	for (uint32_t i = 0; i < count && done; i++)
		done = compare_held(near, &probe, i);
	linker_probe_release(&probe);
	return done;
}

const struct near_finding *near_find(const struct near *near, size_t record,
				     enum near_kind kind)
{
	size_t low = 0, high = near->linker.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (near->records[middle] < record)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == near->linker.count || near->records[low] != record ||
	    near->places[kind][low] == 0)
		return NULL;
	return &near->findings[near->places[kind][low] - 1];
}
