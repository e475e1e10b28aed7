#include "report/group.h"

#include "base/number.h"
#include "report/group_parts.h"

#include <stdlib.h>

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

static inline struct line line_of(const struct record *record)
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

static inline uint64_t word_of(struct line line, struct slice field)
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
	const struct record *record;
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

/* No joined key is built: the fields' signs are mixed one after the other. */
static inline void read_key(const struct group_query *query,
			    const struct record *record, struct line line,
			    struct key *key)
{
	const uint64_t odd = 0x9e3779b97f4a7c15U;
	uint64_t hash = 0;

	key->record = record;
	key->has_long = false;
	for (size_t i = 0; i < query->field_count; i++) {
		struct slice field = record->fields[query->columns[i]];
		uint64_t sign;

		if (field.length < WORD) {
			sign = word_of(line, field) | (uint64_t)field.length
							      << 56;
		} else {
			sign = hash_long(field);
			key->has_long = true;
		}
		key->signs[i] = sign;
		hash = (hash ^ sign) * odd;
		hash ^= hash >> 32;
	}
	key->hash = hash;
}

static bool has_fields(const struct group_query *query,
		       const struct group *group, const struct record *record)
{
	for (size_t i = 0; i < query->field_count; i++)
		if (!slice_equal(group->keys[i],
				 record->fields[query->columns[i]]))
			return false;
	return true;
}

static inline bool has_key(const struct group_query *query,
			   const struct group *group, const struct key *key)
{
	for (size_t i = 0; i < query->field_count; i++)
		if (group->signs[i] != key->signs[i])
			return false;
	return !(key->has_long || group->has_long) ||
	       has_fields(query, group, key->record);
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

static struct group *new_group(struct groups *groups, const struct key *key)
{
	const struct group_query *query = groups->query;
	struct arena *arena = &groups->arena;
	struct group *group = arena_alloc(arena, sizeof *group);
	size_t fields = query->field_count, values = query->value_count;

	if (group == NULL)
		return NULL;
	group->hash = key->hash;
	group->has_long = key->has_long;
	group->keys = arena_array(arena, fields + 1, sizeof *group->keys);
	group->signs = arena_array(arena, fields + 1, sizeof *group->signs);
	group->values = arena_array(arena, values + 1, sizeof *group->values);
	if (group->keys == NULL || group->signs == NULL ||
	    group->values == NULL)
		return NULL;
	for (size_t i = 0; i < fields; i++) {
		group->signs[i] = key->signs[i];
		group->keys[i] = arena_copy(
			arena, key->record->fields[query->columns[i]]);
		if (group->keys[i].data == NULL)
			return NULL;
	}
	for (size_t i = 0; i < values; i++)
		group->values[i] = (struct accumulator){.least = INT64_MAX,
							.most = INT64_MIN};
	groups->count++;
	return group;
}

/* Puts a new group into a free slot. */
static struct group *add_group(struct groups *groups, const struct key *key)
{
	size_t slot;

	if ((groups->count + 1) * 2 > groups->slot_count && !grow(groups))
		return NULL;
	slot = (size_t)key->hash & (groups->slot_count - 1);
	while (groups->slots[slot] != NULL)
		slot = (slot + 1) & (groups->slot_count - 1);
	groups->slots[slot] = new_group(groups, key);
	return groups->slots[slot];
}

/* The group of a record; NULL when memory ran out. */
static inline struct group *
find_group(struct groups *groups, const struct record *record, struct line line)
{
	const struct group_query *query = groups->query;
	struct group *group;
	struct key key;
	size_t slot;

	read_key(query, record, line, &key);
	slot = (size_t)key.hash & (groups->slot_count - 1);
	while ((group = groups->slots[slot]) != NULL) {
		if (group->hash == key.hash && has_key(query, group, &key))
			return group;
		slot = (slot + 1) & (groups->slot_count - 1);
	}
	return add_group(groups, &key);
}

/*
 * One to eight digits, read at once: every byte is checked to be a digit, then
 * neighbours are joined to pairs, fours and eight. The word has the first digit
 * in its lowest place on every machine.
 */
static inline bool parse_word(uint64_t word, size_t length, int64_t *number)
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

static inline bool parse(struct line line, struct slice text, int64_t *number)
{
	return text.length - 1 < WORD &&
	       parse_word(word_of(line, text), text.length, number);
}

/* What the value turns out to be; VALUE_OPEN for neither. */
static enum value_type read_other(const struct groups *groups, size_t value,
				  struct slice text, int64_t *number)
{
	struct date date;

	if (number_parse(text, number))
		return VALUE_NUMBER;
	if (groups->summed[value] || !date_parse(text, &date))
		return VALUE_OPEN;
	*number = date.days;
	return VALUE_DATE;
}

static inline void accumulate(struct accumulator *into, int64_t number)
{
	into->sum += number;
	into->known++;
	if (number < into->least)
		into->least = number;
	if (number > into->most)
		into->most = number;
}

/* A field holds dates or numbers: whichever comes, another one is refused. */
static bool settle_type(struct groups *groups, size_t value,
			enum value_type type, struct diag *diag)
{
	if (groups->types[value] != VALUE_OPEN && groups->types[value] != type)
		return diag_set(diag,
				"field '%.*s' holds dates and whole numbers; "
				"it must hold one of them",
				SLICE_PRINT(groups->query->values[value]));
	groups->types[value] = type;
	return true;
}

bool groups_add(struct groups *groups, const struct record *record,
		struct group_misfit *misfit, struct diag *diag)
{
	const struct group_query *query = groups->query;
	struct line line = line_of(record);
	struct group *group = find_group(groups, record, line);

	misfit->column = COLUMN_NONE;
	if (group == NULL)
		return diag_memory(diag);
	group->count++;
	groups->total++;
	for (size_t i = 0; i < query->value_count; i++) {
		size_t column = query->value_columns[i];
		struct slice text = record->fields[column];
		enum value_type type = VALUE_NUMBER;
		int64_t number;

		if (slice_is_empty(text))
			continue;
		if (!parse(line, text, &number))
			type = read_other(groups, i, text, &number);
		if (type == VALUE_OPEN) {
			*misfit = (struct group_misfit){column,
							query->values[i], text};
			continue;
		}
		if (groups->types[i] != type &&
		    !settle_type(groups, i, type, diag))
			return false;
		accumulate(&group->values[i], number);
	}
	return true;
}
