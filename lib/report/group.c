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

/*
 * Up to eight bytes as one word: with the length, all there is. Bytes that are
 * read twice are or-ed with themselves.
 */
static inline uint64_t word_of(const char *data, size_t length)
{
	uint64_t word = 0;
	uint32_t first, last;

	if (length == 8) {
		memcpy(&word, data, 8);
		return word;
	}
	if (length >= 4) {
		memcpy(&first, data, 4);
		memcpy(&last, data + length - 4, 4);
		return first | (uint64_t)last << 8 * (length - 4);
	}
	if (length == 0)
		return 0;
	word = (unsigned char)data[0];
	word |= (uint64_t)(unsigned char)data[length / 2] << 8 * (length / 2);
	return word | (uint64_t)(unsigned char)data[length - 1]
			      << 8 * (length - 1);
}

/*
 * What tells the key of one record: a word of each field, all their lengths
 * in one, and a hash of both. Fields of at most WORD bytes are told by that
 * alone, without their bytes being compared.
 */
struct key {
	const struct record *record;
	uint64_t words[GROUP_FIELDS_MAX];
	uint64_t lengths; /* a byte a field; LONG for a field over WORD bytes */
	uint64_t hash;
};

enum { WORD = 8, LONG = 9 };

static inline uint64_t hash_long(struct slice field)
{
	uint64_t hash = field.length;
	size_t at = 0;

	for (; field.length - at > WORD; at += WORD)
		hash = mix(hash ^ word_of(field.data + at, WORD),
			   0xd6e8feb86659fd93U);
	return mix(hash ^ word_of(field.data + at, field.length - at),
		   0xa0761d6478bd642fU);
}

/*
 * A field's place is mixed into its hash, and all lengths into the key's, so
 * that "ab", "c" and "a", "bc" differ without a joined key being built.
 */
static inline void read_key(const struct group_query *query,
			    const struct record *record, struct key *key)
{
	static const uint64_t odd[GROUP_FIELDS_MAX] = {
		0x9e3779b97f4a7c15U, 0xd6e8feb86659fd93U, 0xa0761d6478bd642fU,
		0xe7037ed1a0b428dbU, 0x8ebc6af09c88c6e3U, 0x589965cc75374cc3U,
		0x1d8e4e27c47d124fU, 0xeb44accab455d165U};
	uint64_t hash = 0, lengths = 0;

	for (size_t i = 0; i < query->field_count; i++) {
		struct slice field = record->fields[query->columns[i]];
		bool is_short = field.length <= WORD;
		uint64_t word = is_short ? word_of(field.data, field.length)
					 : hash_long(field);

		lengths = lengths << 8 | (is_short ? field.length : LONG);
		key->words[i] = word;
		hash ^= mix(word, odd[i]);
	}
	key->record = record;
	key->lengths = lengths;
	key->hash = mix(hash ^ lengths, odd[0]);
}

static bool has_long_fields(const struct group_query *query,
			    const struct group *group,
			    const struct record *record)
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
	uint64_t differs = group->lengths ^ key->lengths;

	for (size_t i = 0; i < query->field_count; i++)
		differs |= group->words[i] ^ key->words[i];
	if (differs != 0)
		return false;
	return !group->has_long || has_long_fields(query, group, key->record);
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
	size_t fields = query->field_count;

	if (group == NULL)
		return NULL;
	group->hash = key->hash;
	group->lengths = key->lengths;
	group->keys = arena_array(arena, fields + 1, sizeof *group->keys);
	group->words = arena_array(arena, fields + 1, sizeof *group->words);
	group->values = arena_array(arena, query->value_count + 1,
				    sizeof *group->values);
	if (group->keys == NULL || group->words == NULL ||
	    group->values == NULL)
		return NULL;
	for (size_t i = 0; i < fields; i++) {
		struct slice field = key->record->fields[query->columns[i]];

		group->words[i] = key->words[i];
		group->has_long = group->has_long || field.length > WORD;
		group->keys[i] = arena_copy(arena, field);
		if (group->keys[i].data == NULL)
			return NULL;
	}
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
static inline struct group *find_group(struct groups *groups,
				       const struct record *record)
{
	const struct group_query *query = groups->query;
	struct group *group;
	struct key key;
	size_t slot;

	read_key(query, record, &key);
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
 * neighbours are joined to pairs, fours and eight (little-endian only).
 */
static inline bool parse_short(struct slice text, int64_t *number)
{
	const uint64_t zeros = 0x3030303030303030U;
	size_t blank = 8 * (8 - text.length);
	uint64_t word = word_of(text.data, text.length) << blank;

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

static inline bool parse(struct slice text, int64_t *number)
{
	if (text.length - 1 < 8 && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ &&
	    parse_short(text, number))
		return true;
	return number_parse(text, number);
}

/* What the value turns out to be; VALUE_OPEN for neither. */
static inline enum value_type read_value(const struct groups *groups,
					 size_t value, struct slice text,
					 int64_t *number)
{
	struct date date;

	if (parse(text, number))
		return VALUE_NUMBER;
	if (groups->summed[value] || !date_parse(text, &date))
		return VALUE_OPEN;
	*number = date.days;
	return VALUE_DATE;
}

static inline void accumulate(struct accumulator *into, int64_t number)
{
	into->sum += number;
	if (into->known == 0 || number < into->least)
		into->least = number;
	if (into->known == 0 || number > into->most)
		into->most = number;
	into->known++;
}

bool groups_add(struct groups *groups, const struct record *record,
		struct group_misfit *misfit, struct diag *diag)
{
	const struct group_query *query = groups->query;
	struct group *group = find_group(groups, record);

	misfit->column = COLUMN_NONE;
	if (group == NULL)
		return diag_memory(diag);
	group->count++;
	groups->total++;
	for (size_t i = 0; i < query->value_count; i++) {
		size_t column = query->value_columns[i];
		struct slice text = record->fields[column];
		enum value_type type;
		int64_t number;

		if (slice_is_empty(text))
			continue;
		type = read_value(groups, i, text, &number);
		if (type == VALUE_OPEN) {
			*misfit = (struct group_misfit){column,
							query->values[i], text};
			continue;
		}
		if (groups->types[i] != type && groups->types[i] != VALUE_OPEN)
			return diag_set(diag,
					"field '%.*s' holds dates and whole "
					"numbers; it must hold one of them",
					SLICE_PRINT(query->values[i]));
		groups->types[i] = type;
		accumulate(&group->values[i], number);
	}
	return true;
}
