#include "enroll/subject.h"

#include "value/identity.h"

enum { SUBJECT_MEMORY_MAX = 1 << 24 };

void subject_init(struct subject *subject, const struct person_key *key)
{
	subject->key = key;
	set_init(&subject->persons, SUBJECT_MEMORY_MAX);
	set_init(&subject->niks, SUBJECT_MEMORY_MAX);
	set_init(&subject->applications, SUBJECT_MEMORY_MAX);
}

void subject_release(struct subject *subject)
{
	set_release(&subject->persons);
	set_release(&subject->niks);
	set_release(&subject->applications);
}

static bool add(struct set *set, struct slice text, bool *more)
{
	uint32_t index;
	bool added;

	if (text.length == 0)
		return true;
	if (!set_add(set, text, &index, &added))
		return false;
	*more = *more || added;
	return true;
}

/* A NIK, and the person it makes. */
static bool add_nik(struct subject *subject, struct slice text, bool *more)
{
	char id[PERSON_ID_LENGTH + 1];
	struct nik nik;

	if (nik_parse(text, &nik) != NIK_VALID)
		return true;
	person_id(subject->key, nik.digits, id);
	return add(&subject->niks, slice_of(nik.digits), more) &&
	       add(&subject->persons, slice_of(id), more);
}

bool subject_ask(struct subject *subject, struct slice asked)
{
	bool more = false;

	if (person_id_is_valid(asked))
		return add(&subject->persons, asked, &more);
	return add_nik(subject, asked, &more) && more;
}

void subject_layout_init(struct subject_layout *layout,
			 const struct header *header)
{
	layout->person = header_find(header, SLICE("person"));
	layout->nik = header_find(header, SLICE("nik"));
	layout->application = header_find(header, SLICE("application"));
}

bool subject_owns(const struct subject *subject,
		  const struct subject_layout *layout,
		  const struct record *record)
{
	struct slice person = record_field(record, layout->person);
	struct slice nik_text = record_field(record, layout->nik);
	struct slice application = record_field(record, layout->application);
	struct nik nik;

	if (person.length > 0 &&
	    set_find(&subject->persons, person) != SET_NONE)
		return true;
	if (nik_text.length > 0 && nik_parse(nik_text, &nik) == NIK_VALID)
		return set_find(&subject->niks, slice_of(nik.digits)) !=
		       SET_NONE;
	return person.length == 0 && nik_text.length == 0 &&
	       application.length > 0 &&
	       set_find(&subject->applications, application) != SET_NONE;
}

bool subject_learn(struct subject *subject, const struct subject_layout *layout,
		   const struct record *record, bool *more)
{
	return add(&subject->persons, record_field(record, layout->person),
		   more) &&
	       add_nik(subject, record_field(record, layout->nik), more) &&
	       add(&subject->applications,
		   record_field(record, layout->application), more);
}
