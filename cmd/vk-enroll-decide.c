/*
 * One application of the second pass: everything that is known about it put
 * together, and decided.
 */
#include "vk-enroll.h"

enum { TEXT_MAX = 64 * 1024 };

/* Makes the ids of the records from this one on, where it begins a batch. */
static void make_ids(struct enroll *enroll, size_t index)
{
	size_t count = enroll->repeats.count - index;

	if (index % PERSON_BATCH != 0)
		return;
	if (count > PERSON_BATCH)
		count = PERSON_BATCH;
	for (size_t i = 0; i < count; i++)
		enroll->ids.niks[i] = repeats_nik(&enroll->repeats, index + i);
	person_batch_make(&enroll->key, &enroll->ids, count);
}

/* A file that changed meanwhile may have another NIK there. */
static void set_id(struct enroll *enroll, size_t index,
		   struct enrolled *enrolled)
{
	size_t place = index % PERSON_BATCH;

	if (enroll->ids.niks[place] ==
	    application_nik_key(&enrolled->application))
		memcpy(enrolled->person, enroll->ids.ids[place],
		       sizeof enrolled->person);
	else
		person_id(&enroll->key, enrolled->application.nik.digits,
			  enrolled->person);
}

/* The person of a valid NIK: as the registry knows them, else by the key. */
static void set_person(struct enroll *enroll, struct enrolled *enrolled)
{
	size_t index = enroll->repeats.next - 1;
	const struct registry_hit *hit = enrolled->known.hit;

	make_ids(enroll, index);
	enrolled->person[0] = '\0';
	if (enrolled->application.nik_fault != NIK_VALID)
		return;
	if (hit != NULL && hit->person.length == PERSON_ID_LENGTH) {
		memcpy(enrolled->person, hit->person.data, PERSON_ID_LENGTH);
		enrolled->person[PERSON_ID_LENGTH] = '\0';
	} else {
		set_id(enroll, index, enrolled);
	}
}

/* "office/number", as an entry of a registry is named. */
static void own_entry(const struct enroll *enroll,
		      const struct enrolled *enrolled, struct strbuf *out)
{
	strbuf_append(out, enroll->rules.office);
	strbuf_append_byte(out, '/');
	strbuf_append(out, strbuf_slice(&enrolled->number));
}

static void set_damage(const struct enroll *enroll, struct enrolled *enrolled)
{
	const struct header *header = input_header(enroll->input);
	const struct record *record = &enrolled->record;

	enrolled->known.damage = record->problem_code;
	if (record->problem_column < header->count &&
	    strcmp(record->problem_code, "V-SHIFT") != 0)
		enrolled->known.damage_field =
			header->names[record->problem_column];
}

static void decide_on(struct enroll *enroll, enum read_result result,
		      struct enrolled *enrolled)
{
	struct known *known = &enrolled->known;
	size_t index = enroll->repeats.next - 1;
	struct strbuf own;

	known->damage = NULL;
	known->note =
		result == READ_RECORD ? enrolled->record.problem_code : NULL;
	known->damage_field = (struct slice){0};
	if (result == READ_BAD)
		set_damage(enroll, enrolled);
	known->hit = registry_is_empty(&enroll->registry)
			     ? NULL
			     : registry_find(&enroll->registry,
					     application_nik_key(
						     &enrolled->application));
	known->excludes = enroll->excludes;
	known->exclude_count = enroll->options.exclude_count;
	known->verdicts = &enroll->verdicts;
	strbuf_reset(&enrolled->number);
	repeats_name(&enroll->repeats, index, known->repeat.number,
		     &enrolled->number);
	strbuf_init(&own, TEXT_MAX);
	if (known->hit != NULL)
		own_entry(enroll, enrolled, &own);
	known->own = strbuf_slice(&own);
	enroll_know_pairs(enroll, enrolled);
	decide(&enroll->rules, &enrolled->application, known,
	       &enrolled->verdict, &enrolled->faults);
	if (enroll->options.members != NULL)
		enroll_add_conflicts(enroll, &enrolled->application,
				     &enrolled->verdict);
	enroll_apply_decisions(enroll, &enrolled->application,
			       strbuf_slice(&enrolled->number),
			       &enrolled->verdict);
	strbuf_release(&own);
}

void enroll_decide(struct enroll *enroll, enum read_result result,
		   struct enrolled *enrolled)
{
	decide_on(enroll, result, enrolled);
	set_person(enroll, enrolled);
	enroll_set_duplicate(enroll, enrolled);
}
