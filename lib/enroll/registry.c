#include "enroll/registry.h"

#include "system/memory.h"

#include <stdlib.h>

enum { REGISTRY_MEMORY_MAX = 1 << 30 };

const char *const registry_columns[REGISTRY_FIELDS] = {
	"person",     "nik",	       "name",	      "birth_date",
	"sex",	      "district",      "application", "office",
	"applied_at", "enroll_status", "key"};

bool registry_layout_init(struct registry_layout *layout,
			  const struct header *header, struct diag *diag)
{
	for (size_t i = 0; i < REGISTRY_FIELDS; i++)
		layout->columns[i] =
			header_find(header, slice_of(registry_columns[i]));
	return header_require(header, "person",
			      &layout->columns[REGISTRY_PERSON], diag) &&
	       header_require(header, "nik", &layout->columns[REGISTRY_NIK],
			      diag);
}

void registry_init(struct registry *registry, const struct repeats *repeats,
		   const struct person_key *key, struct slice office)
{
	*registry = (struct registry){
		.repeats = repeats, .key = key, .office = office};
	set_init(&registry->niks, REGISTRY_MEMORY_MAX);
	arena_init(&registry->arena, REGISTRY_MEMORY_MAX);
}

void registry_release(struct registry *registry)
{
	set_release(&registry->niks);
	arena_release(&registry->arena);
	free(registry->hits);
}

static struct slice field(const struct registry_layout *layout,
			  const struct record *record,
			  enum registry_field which)
{
	return record_field(record, layout->columns[which]);
}

static uint64_t nik_key(struct slice text)
{
	struct application application = {0};

	application.nik_fault = nik_parse(text, &application.nik);
	return application_nik_key(&application);
}

static struct registry_hit *hit_for(struct registry *registry, uint64_t nik)
{
	struct slice key = {(const char *)&nik, sizeof nik};
	uint32_t index;
	bool added;

	if (!set_add(&registry->niks, key, &index, &added) ||
	    !memory_reserve(&registry->hits, &registry->room, index + 1U,
			    sizeof *registry->hits))
		return NULL;
	if (added)
		registry->hits[index] = (struct registry_hit){0};
	return &registry->hits[index];
}

/* The person of a NIK that has changed stays; the smallest where two claim. */
static bool take_person(struct registry *registry, uint64_t nik,
			struct slice person)
{
	struct registry_hit *hit = hit_for(registry, nik);

	if (hit == NULL)
		return false;
	if (hit->person.length > 0 && slice_compare(hit->person, person) <= 0)
		return true;
	hit->person = arena_copy(&registry->arena, person);
	return hit->person.data != NULL;
}

/* Keeps the earliest entry, so that the order of rows tells nothing. */
static bool take_entry(struct registry *registry, uint64_t nik,
		       struct slice entry, const struct registry_layout *layout,
		       const struct record *record)
{
	struct registry_hit *hit = hit_for(registry, nik);
	struct slice applied_at = field(layout, record, REGISTRY_APPLIED_AT);
	int order;

	if (hit == NULL)
		return false;
	order = hit->entry.length == 0
			? 1
			: slice_compare(hit->applied_at, applied_at);
	if (order == 0)
		order = slice_compare(hit->entry, entry);
	if (order <= 0)
		return true;
	hit->entry = arena_copy(&registry->arena, entry);
	hit->applied_at = arena_copy(&registry->arena, applied_at);
	hit->birth_known = date_parse(
		field(layout, record, REGISTRY_BIRTH_DATE), &hit->birth);
	return hit->entry.data != NULL && hit->applied_at.data != NULL;
}

static bool same_office(const struct registry *registry,
			const struct registry_layout *layout,
			const struct record *record)
{
	struct slice office = field(layout, record, REGISTRY_OFFICE);

	return office.length == 0 || slice_equal(office, registry->office);
}

/* Ids such as "daftar.csv:12" change when a sheet is sorted. */
static bool is_place(struct slice application)
{
	size_t colon = slice_find(application, ':');

	return application.length == 0 ||
	       text_is_digits(slice_part(application, colon + 1, SIZE_MAX));
}

bool registry_row_is(const struct registry *registry,
		     const struct registry_layout *layout,
		     const struct record *record, size_t found)
{
	struct slice number = field(layout, record, REGISTRY_APPLICATION);
	struct strbuf own;
	bool same;

	if (!same_office(registry, layout, record))
		return false;
	if (is_place(number))
		return repeats_applied_on(
			registry->repeats, found,
			field(layout, record, REGISTRY_APPLIED_AT));
	strbuf_init(&own, TEXTS_LENGTH_MAX + 4096);
	repeats_application(registry->repeats, found, &own);
	same = slice_equal(strbuf_slice(&own), number);
	strbuf_release(&own);
	return same;
}

/*
 * The run's record with the row's application number, where both are one
 * person's; SIZE_MAX where there is none.
 */
static size_t find_application(const struct registry *registry,
			       const struct registry_layout *layout,
			       const struct record *record)
{
	struct slice number = field(layout, record, REGISTRY_APPLICATION);
	struct date birth, own;
	size_t found;

	if (is_place(number) || !same_office(registry, layout, record))
		return SIZE_MAX;
	found = repeats_find_number(registry->repeats, number);
	if (found != SIZE_MAX &&
	    date_parse(field(layout, record, REGISTRY_BIRTH_DATE), &birth) &&
	    repeats_birth(registry->repeats, found, &own) &&
	    date_compare(birth, own) != 0)
		return SIZE_MAX;
	return found;
}

bool registry_row_counts(const struct registry *registry,
			 const struct registry_layout *layout,
			 const struct record *record)
{
	return slice_is(field(layout, record, REGISTRY_STATUS), "accepted") &&
	       find_application(registry, layout, record) == SIZE_MAX;
}

bool registry_row_entry(const struct registry_layout *layout,
			const struct record *record, struct strbuf *out)
{
	strbuf_append(out, field(layout, record, REGISTRY_OFFICE));
	strbuf_append_byte(out, '/');
	return strbuf_append(out, field(layout, record, REGISTRY_APPLICATION));
}

static bool take_known_nik(struct registry *registry,
			   const struct registry_layout *layout,
			   const struct record *record, uint64_t nik,
			   size_t found)
{
	struct slice person = field(layout, record, REGISTRY_PERSON);
	char digits[NIK_LENGTH + 1], id[PERSON_ID_LENGTH + 1];
	struct strbuf entry;
	bool good;

	for (size_t i = NIK_LENGTH; i-- > 0; nik /= 10)
		digits[i] = (char)('0' + nik % 10);
	nik = repeats_nik(registry->repeats, found);
	person_id(registry->key, digits, id);
	if (!slice_is(person, id) && person_id_is_valid(person) &&
	    !take_person(registry, nik, person))
		return false;
	if (!registry_row_counts(registry, layout, record) ||
	    registry_row_is(registry, layout, record, found))
		return true; /* of this run, which decides between its own */
	strbuf_init(&entry, 4096);
	registry_row_entry(layout, record, &entry);
	good = take_entry(registry, nik, strbuf_slice(&entry), layout, record);
	strbuf_release(&entry);
	return good;
}

bool registry_take(struct registry *registry,
		   const struct registry_layout *layout,
		   const struct record *record, struct diag *diag)
{
	struct slice key = field(layout, record, REGISTRY_KEY);
	struct slice person = field(layout, record, REGISTRY_PERSON);
	uint64_t nik = nik_key(field(layout, record, REGISTRY_NIK)), own;
	size_t found;
	bool good = true;

	if (key.length > 0 && !slice_is(key, registry->key->fingerprint))
		return diag_set(diag,
				"%s:%llu: made under the key %.*s, this run's "
				"is %s; one key serves the whole programme",
				record->file, (unsigned long long)record->line,
				SLICE_PRINT(key), registry->key->fingerprint);
	found = repeats_find_nik(registry->repeats, nik);
	if (found != SIZE_MAX)
		good = take_known_nik(registry, layout, record, nik, found);
	found = find_application(registry, layout, record);
	own = found == SIZE_MAX ? 0 : repeats_nik(registry->repeats, found);
	if (own != 0 && own != nik && person_id_is_valid(person))
		good = good && take_person(registry, own, person);
	return good || diag_memory(diag);
}

const struct registry_hit *registry_find(const struct registry *registry,
					 uint64_t nik)
{
	uint32_t index =
		set_find(&registry->niks,
			 (struct slice){(const char *)&nik, sizeof nik});

	return nik == 0 || index == SET_NONE ? NULL : &registry->hits[index];
}

enum registry_row registry_row_fate(const struct registry *registry,
				    const struct registry_layout *layout,
				    const struct record *record)
{
	uint64_t nik = nik_key(field(layout, record, REGISTRY_NIK));
	size_t found = find_application(registry, layout, record);

	if (found != SIZE_MAX && repeats_nik(registry->repeats, found) != 0)
		return repeats_nik(registry->repeats, found) == nik
			       ? REGISTRY_REPLACE
			       : REGISTRY_RETIRE;
	found = repeats_find_nik(registry->repeats, nik);
	if (found != SIZE_MAX &&
	    registry_row_is(registry, layout, record, found))
		return REGISTRY_REPLACE;
	return REGISTRY_KEEP;
}
