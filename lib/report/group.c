#include "report/group.h"

#include "base/number.h"
#include "report/group_parts.h"

#include <stdlib.h>

/* What runs for every record: so large that gcc would call it otherwise. */
#define ALWAYS_INLINE __attribute__((always_inline)) static inline

/* Many slots for few groups: two groups in one slot cost a wrong guess. */
enum { SLOTS_FIRST = 4096 };

struct groups *groups_new(const struct group_query *query, size_t memory_max)
{
	struct groups *groups = calloc(1, sizeof *groups);

	if (groups == NULL)
		return NULL;
	arena_init(&groups->arena, memory_max);
	groups->query = query;
	groups->slot_count = SLOTS_FIRST;
	groups->slots =
		arena_array(&groups->arena, SLOTS_FIRST, sizeof *groups->slots);
	for (size_t i = 0; i < query->measure_count; i++)
		if (query->measures[i].kind == MEASURE_SUM ||
		    query->measures[i].kind == MEASURE_MEAN)
			groups->summed[query->measures[i].value] = true;
	if (groups->slots == NULL) {
		groups_free(groups);
		return NULL;
	}
	return groups;
}

void groups_free(struct groups *groups)
{
	if (groups == NULL)
		return;
	arena_release(&groups->arena);
	free(groups);
}

int64_t groups_total(const struct groups *groups)
{
	return groups->total;
}

static inline uint64_t mix(uint64_t left, uint64_t right)
{
	__extension__ unsigned __int128 product = left;

	product *= right;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

enum { WORD = 8 };

/*
 * The bytes of a short field as one word, the first in the lowest place: one
 * load where eight bytes from there are still in the record's own line.
 */
struct line {
	uintptr_t start, room; /* where such a load may begin: start + room */
};

ALWAYS_INLINE struct line line_of(const struct record *record)
{
	size_t length = record->text.length;
	bool loads =
		__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && length >= WORD;

	return (struct line){(uintptr_t)record->text.data,
			     loads ? length - WORD + 1 : 0};
}

__attribute__((cold, noinline)) static uint64_t
word_by_bytes(struct slice field)
{
	uint64_t word = 0;

	for (size_t i = 0; i < field.length; i++)
		word |= (uint64_t)(unsigned char)field.data[i] << 8 * i;
	return word;
}

ALWAYS_INLINE uint64_t word_of(struct line line, struct slice field)
{
	static const uint64_t kept[] = {0,
					0xff,
					0xffff,
					0xffffff,
					0xffffffff,
					0xffffffffff,
					0xffffffffffff,
					0xffffffffffffff,
					0xffffffffffffffff};
	uint64_t word;

	if ((uintptr_t)field.data - line.start >= line.room)
		return word_by_bytes(field);
	memcpy(&word, field.data, WORD);
	return word & kept[field.length];
}

/*
 * What tells the key of one record: a sign of each field, and a hash of all.
 * The sign of fewer than WORD bytes is the bytes and their number, so that
 * equal signs are equal fields; that of more is a hash.
 */
struct key {
	uint64_t signs[GROUP_FIELDS_MAX];
	uint64_t hash;
	bool has_long;
};

__attribute__((noinline)) static uint64_t hash_long(struct slice field)
{
	uint64_t hash = field.length;
	struct slice rest = field;

	for (; rest.length > 0; rest = slice_part(rest, WORD, rest.length))
		hash = mix(hash ^ word_by_bytes(slice_part(rest, 0, WORD)),
			   0xd6e8feb86659fd93U);
	return hash;
}

/*
 * No joined key is built: the fields' signs are mixed one after the other.
 * fields is the query's field_count, a constant where the caller knows it.
 */
ALWAYS_INLINE struct key read_key(const struct group_query *query,
				  const struct record *record, size_t fields)
{
	const uint64_t odd = 0x9e3779b97f4a7c15U;
	struct line line = line_of(record);
	struct key key = {.hash = 0};

	for (size_t i = 0; i < fields; i++) {
		struct slice field = record->fields[query->columns[i]];

		if (field.length < WORD) {
			key.signs[i] = word_of(line, field) |
				       (uint64_t)field.length << 56;
		} else {
			key.signs[i] = hash_long(field);
			key.has_long = true;
		}
		key.hash = (key.hash ^ key.signs[i]) * odd;
		key.hash ^= key.hash >> 32;
	}
	return key;
}

__attribute__((noinline)) static bool
has_fields(const struct group_query *query, const struct group *group,
	   const struct record *record)
{
	for (size_t i = 0; i < query->field_count; i++)
		if (!slice_equal(group->keys[i],
				 record->fields[query->columns[i]]))
			return false;
	return true;
}

static bool grow(struct groups *groups)
{
	size_t count = groups->slot_count * 2;
	struct group **slots =
		arena_array(&groups->arena, count, sizeof(struct group *));

	if (slots == NULL)
		return false;
	for (size_t i = 0; i < groups->slot_count; i++) {
		struct group *group = groups->slots[i];
		size_t slot;

		if (group == NULL)
			continue;
		slot = (size_t)group->hash & (count - 1);
		while (slots[slot] != NULL)
			slot = (slot + 1) & (count - 1);
		slots[slot] = group;
	}
	groups->slots = slots;
	groups->slot_count = count;
	return true;
}

static bool fill_group(struct groups *groups, const struct record *record,
		       struct group *group)
{
	const struct group_query *query = groups->query;
	size_t fields = query->field_count, values = query->value_count;
	struct key key = read_key(query, record, fields);
	struct arena *arena = &groups->arena;

	group->hash = key.hash;
	group->has_long = key.has_long;
	group->keys = arena_array(arena, fields + 1, sizeof *group->keys);
	group->signs = arena_array(arena, fields + 1, sizeof *group->signs);
	group->values = arena_array(arena, values + 1, sizeof *group->values);
	if (group->keys == NULL || group->signs == NULL ||
	    group->values == NULL)
		return false;
	for (size_t i = 0; i < fields; i++) {
		group->signs[i] = key.signs[i];
		group->keys[i] =
			arena_copy(arena, record->fields[query->columns[i]]);
		if (group->keys[i].data == NULL)
			return false;
	}
	for (size_t i = 0; i < values; i++)
		group->values[i] = (struct accumulator){.least = INT64_MAX,
							.most = INT64_MIN};
	return true;
}

/* Puts the group of a record that has none yet into a free slot. */
__attribute__((noinline)) static struct group *
add_group(struct groups *groups, const struct record *record)
{
	struct group *group = arena_alloc(&groups->arena, sizeof *group);
	size_t slot;

	if (group == NULL || !fill_group(groups, record, group) ||
	    ((groups->count + 1) * 2 > groups->slot_count && !grow(groups)))
		return NULL;
	slot = (size_t)group->hash & (groups->slot_count - 1);
	while (groups->slots[slot] != NULL)
		slot = (slot + 1) & (groups->slot_count - 1);
	groups->slots[slot] = group;
	groups->count++;
	return group;
}

/* The group of a record; NULL when memory ran out. */
ALWAYS_INLINE struct group *
find_group(struct groups *groups, const struct record *record, size_t fields)
{
	const struct key key = read_key(groups->query, record, fields);
	size_t mask = groups->slot_count - 1;
	struct group *group;

	for (size_t slot = (size_t)key.hash & mask;
	     (group = groups->slots[slot]) != NULL; slot = (slot + 1) & mask) {
		uint64_t differs = 0;

		for (size_t i = 0; i < fields; i++)
			differs |= group->signs[i] ^ key.signs[i];
		if (differs == 0 && (!group->has_long ||
				     has_fields(groups->query, group, record)))
			return group;
	}
	return add_group(groups, record);
}

/*
 * One to eight digits, read at once: every byte is checked to be a digit, then
 * neighbours are joined to pairs, fours and eight. The word has the first digit
 * in its lowest place on every machine.
 */
ALWAYS_INLINE bool parse_word(uint64_t word, size_t length, int64_t *number)
{
	const uint64_t zeros = 0x3030303030303030U;
	size_t blank = 8 * (WORD - length);

	word <<= blank;
	if (blank > 0)
		word |= zeros >> (64 - blank);
	if (((word & 0xf0f0f0f0f0f0f0f0U) |
	     ((word + 0x0606060606060606U) & 0xf0f0f0f0f0f0f0f0U) >> 4) !=
	    0x3333333333333333U)
		return false;
	word -= zeros;
	word = word * 10 + (word >> 8);
	word = ((word & 0x000000ff000000ffU) * 0x000f424000000064U +
		((word >> 16) & 0x000000ff000000ffU) * 0x0000271000000001U) >>
	       32;
	*number = (int64_t)word;
	return true;
}

ALWAYS_INLINE void accumulate(struct accumulator *into, int64_t number)
{
	into->sum += number;
	into->known++;
	if (number < into->least)
		into->least = number;
	if (number > into->most)
		into->most = number;
}

/* One groups_add, for what is seldom needed. */
struct adding {
	struct groups *groups;
	const struct record *record;
	struct group_misfit *misfit;
	struct diag *diag;
};

/*
 * A value that is not one to eight digits: a longer or negative number, a
 * date, or a misfit; and the first value of all.
 */
__attribute__((noinline)) static bool
add_other(const struct adding *adding, struct group *group, size_t value)
{
	struct groups *groups = adding->groups;
	const struct group_query *query = groups->query;
	size_t column = query->value_columns[value];
	struct slice text = adding->record->fields[column];
	enum value_type *settled = &groups->types[value];
	enum value_type type = VALUE_NUMBER;
	struct date date;
	int64_t number;

	if (!number_parse(text, &number)) {
		if (groups->summed[value] || !date_parse(text, &date)) {
			*adding->misfit = (struct group_misfit){
				column, query->values[value], text};
			return true;
		}
		type = VALUE_DATE;
		number = date.days;
	}
	if (*settled != VALUE_OPEN && *settled != type)
		return diag_set(adding->diag,
				"field '%.*s' holds dates and whole numbers; "
				"it must hold one of them",
				SLICE_PRINT(query->values[value]));
	*settled = type;
	accumulate(&group->values[value], number);
	return true;
}

ALWAYS_INLINE bool add_values(const struct adding *adding, struct group *group,
			      size_t values)
{
	const struct groups *groups = adding->groups;
	struct line line = line_of(adding->record);

	for (size_t i = 0; i < values; i++) {
		size_t column = groups->query->value_columns[i];
		struct slice text = adding->record->fields[column];
		int64_t number;

		if (text.length - 1 < WORD &&
		    groups->types[i] == VALUE_NUMBER &&
		    parse_word(word_of(line, text), text.length, &number))
			accumulate(&group->values[i], number);
		else if (text.length > 0 && !add_other(adding, group, i))
			return false;
	}
	return true;
}

ALWAYS_INLINE bool add(const struct adding *adding, size_t fields,
		       size_t values)
{
	struct groups *groups = adding->groups;
	struct group *group = find_group(groups, adding->record, fields);

	if (group == NULL)
		return diag_memory(adding->diag);
	group->count++;
	groups->total++;
	return add_values(adding, group, values);
}

/* The usual questions have loops of their own, unrolled by the compiler. */
bool groups_add(struct groups *groups, const struct record *record,
		struct group_misfit *misfit, struct diag *diag)
{
	const struct adding adding = {groups, record, misfit, diag};
	size_t fields = groups->query->field_count;
	size_t values = groups->query->value_count;

	misfit->column = COLUMN_NONE;
	if (fields == 2 && values == 1)
		return add(&adding, 2, 1);
	if (fields == 2 && values == 0)
		return add(&adding, 2, 0);
	if (fields == 1 && values == 1)
		return add(&adding, 1, 1);
	if (fields == 1 && values == 0)
		return add(&adding, 1, 0);
	return add(&adding, fields, values);
}
