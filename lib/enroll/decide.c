#include "enroll/decide.h"

#include <stdio.h>

enum {
	DETAIL_SIZE = EXCLUDE_NAME_SIZE + 2,
	OTHER_MAX = 64 * 1024,
	CLUSTER_PERSONS = 5 /* more than a family shares a telephone with */
};

static void add_count(struct verdict *verdict, const char *code, unsigned count)
{
	char detail[DETAIL_SIZE];

	if (count == 0)
		return;
	snprintf(detail, sizeof detail, ":%u", count);
	verdict_add_flag(verdict, code, detail);
}

static void add_excludes(struct verdict *verdict, const struct known *known,
			 const struct application *application)
{
	uint64_t nik = known->exclude_count == 0
			       ? 0
			       : application_nik_key(application);
	char detail[DETAIL_SIZE];

	for (size_t i = 0; i < known->exclude_count; i++) {
		const struct exclude *exclude = &known->excludes[i];

		if (!exclude_has(exclude, nik))
			continue;
		snprintf(detail, sizeof detail, ":%s", exclude->name);
		verdict_add_claim(verdict,
				  &(struct verdict_claim){
					  .code = "D-EXCLUDE",
					  .detail = detail,
					  .status = exclude->consequence});
	}
}

/* Enrolled before, under another application. */
static bool is_enrolled(const struct known *known,
			const struct application *application)
{
	const struct registry_hit *hit = known->hit;

	return hit != NULL && hit->entry.length > 0 &&
	       !slice_equal(hit->entry, known->own) &&
	       (application->fields[APPLICATION_NUMBER].length > 0 ||
		!slice_equal(hit->applied_at,
			     application->fields[APPLICATION_APPLIED_AT]));
}

static void add_pair(struct verdict *verdict, const struct known_pair *pair)
{
	struct strbuf detail;

	strbuf_init(&detail, OTHER_MAX);
	if (pair->other.length > 0)
		strbuf_append_byte(&detail, ':');
	strbuf_append(&detail, pair->other);
	verdict_add_claim(verdict, &(struct verdict_claim){
					   .code = pair->code,
					   .detail = strbuf_string(&detail),
					   .status = pair->status});
	strbuf_release(&detail);
}

/* The same NIK of somebody born on another day is for a person to look at. */
static void add_enrolled(struct verdict *verdict, struct known *known,
			 const struct application *application)
{
	const struct registry_hit *hit = known->hit;
	struct date birth;

	known->was_enrolled = false;
	if (!is_enrolled(known, application))
		return;
	if (hit->birth_known &&
	    date_parse(application->fields[APPLICATION_BIRTH_DATE], &birth) &&
	    date_compare(hit->birth, birth) != 0) {
		add_pair(verdict,
			 &(struct known_pair){"D-NIK-BIRTH", hit->entry,
					      ENROLL_REVIEW});
		return;
	}
	known->was_enrolled = true;
	verdict_add_reason(verdict, "D-REGISTRY", "");
	verdict_raise(verdict, ENROLL_DUPLICATE);
}

/* One account, telephone or address of very many: a broker, or worse. */
static void add_cluster(struct verdict *verdict, const struct repeat *repeat)
{
	unsigned most = repeat->accounts;

	if (repeat->phones > most)
		most = repeat->phones;
	if (repeat->emails > most)
		most = repeat->emails;
	if (most >= CLUSTER_PERSONS)
		add_count(verdict, "D-CLUSTER", most);
}

static void add_repeat(struct verdict *verdict, const struct repeat *repeat)
{
	char detail[DETAIL_SIZE];

	if (repeat->fate == ENROLL_SUPERSEDED)
		verdict_add_reason(verdict, "D-SUPERSEDED", "");
	if (repeat->fate == ENROLL_DUPLICATE)
		verdict_add_reason(verdict, "D-NIK", "");
	verdict_raise(verdict, repeat->fate);
	if (repeat->numbers > 0) {
		snprintf(detail, sizeof detail, ":%u", repeat->numbers);
		verdict_add_claim(verdict, &(struct verdict_claim){
						   .code = "D-NUMBER",
						   .detail = detail,
						   .status = ENROLL_REVIEW});
	}
	add_count(verdict, "D-ACCOUNT", repeat->accounts);
	add_count(verdict, "D-PHONE", repeat->phones);
	add_count(verdict, "D-EMAIL", repeat->emails);
	add_cluster(verdict, repeat);
}

/*
 * A NIK that was kept as a number and is whole by luck can't be told from its
 * digits any more. What else a table notes is found again in the values, or
 * (V-NIK-ROUNDED) decided by the whole file.
 */
static void add_note(struct verdict *verdict, const char *note)
{
	if (note != NULL && slice_ends(slice_of(note), "-NUMBER"))
		verdict_add_flag(verdict, note, "");
}

/* What the table said of a field is not said again. */
static void drop_faults(struct check_faults *faults, struct slice field)
{
	size_t kept = 0;

	for (size_t i = 0; i < faults->count; i++)
		if (!slice_is(field,
			      application_field_name(faults->faults[i].field)))
			faults->faults[kept++] = faults->faults[i];
	faults->count = kept;
}

/* Of a row that is damaged as a whole no value can be judged. */
static void add_damage(struct verdict *verdict, const struct known *known)
{
	verdict_add_claim(verdict, &(struct verdict_claim){
					   known->damage, "", ENROLL_INVALID,
					   known->damage_field,
					   known->damage_field.length > 0});
}

void decide_alone(const struct rule_set *set,
		  const struct application *application,
		  struct verdict *verdict, struct check_faults *faults)
{
	const struct rule_context first = {.household_place = 1};

	verdict_reset(verdict);
	faults->count = 0;
	check_values(application, faults);
	check_flags(application, faults);
	verdict_add_faults(verdict, faults);
	verdict_add_rules(verdict, set, application, &first);
}

/* decide_alone saw the first of a household; a later one is another matter. */
static bool is_kept(const struct repeat *repeat)
{
	return repeat->kept != KEPT_NONE && repeat->household_place == 1;
}

void decide(const struct rule_set *set, const struct application *application,
	    struct known *known, struct verdict *verdict,
	    struct check_faults *faults)
{
	const struct rule_context context = {
		.household_place = known->repeat.household_place};

	verdict_reset(verdict);
	faults->count = 0;
	add_note(verdict, known->note);
	if (known->damage != NULL)
		add_damage(verdict, known);
	if (is_kept(&known->repeat)) {
		kept_verdicts_take(known->verdicts, known->repeat.kept,
				   verdict);
	} else if (known->damage == NULL || known->damage_field.length > 0) {
		check_values(application, faults);
		check_flags(application, faults);
		if (known->damage != NULL)
			drop_faults(faults, known->damage_field);
		verdict_add_faults(verdict, faults);
		verdict_add_rules(verdict, set, application, &context);
	}
	add_excludes(verdict, known, application);
	add_enrolled(verdict, known, application);
	add_repeat(verdict, &known->repeat);
	for (size_t i = 0; i < known->pair_count && !known->was_enrolled; i++)
		add_pair(verdict, &known->pairs[i]);
}
