#include "report/group.h"

#include "base/number.h"
#include "report/group_parts.h"

#include <stdlib.h>

/* What runs for every record: so large that gcc would call it otherwise. */
#define ALWAYS_INLINE __attribute__((always_inline)) static inline

/* Many slots for few groups: two groups in one slot cost a wrong guess. */
enum { SLOT_BITS_FIRST = 12 };

/* Multiplying moves what tells keys apart up: the highest bits are the slot. */
static inline size_t slot_of(uint64_t hash, unsigned bits)
{
	return (size_t)(hash >> (64 - bits));
}

struct groups *groups_new(const struct group_query *query, size_t memory_max)
{
	struct groups *groups = calloc(1, sizeof *groups);

	if (groups == NULL)
		return NULL;
	arena_init(&groups->arena, memory_max);
	groups->query = query;
	groups->slot_bits = SLOT_BITS_FIRST;
	groups->slots =
		arena_array(&groups->arena, (size_t)1 << SLOT_BITS_FIRST,
			    sizeof *groups->slots);
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

/* Whether the eight bytes from the start of each field may be read. */
ALWAYS_INLINE bool is_loadable(const struct record *record)
{
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ &&
	       record->text.data != NULL && record->raw == record->fields;
}

/* The bytes of a short field as one word, the first in the lowest place. */
__attribute__((cold, noinline)) static uint64_t
word_by_bytes(struct slice field)
{
	uint64_t word = 0;

	for (size_t i = 0; i < field.length; i++)
		word |= (uint64_t)(unsigned char)field.data[i] << 8 * i;
	return word;
}

/* The same, but with any bytes above those of the field. */
ALWAYS_INLINE uint64_t word_of(bool loadable, struct slice field)
{
	uint64_t word;

	if (!loadable)
		return word_by_bytes(field);
	memcpy(&word, field.data, WORD);
	return word;
}

/* The highest bit of a sign that is a hash. */
static const uint64_t is_hash = (uint64_t)1 << 63;

__attribute__((noinline)) static uint64_t hash_long(struct slice field)
{
	uint64_t hash = field.length;
	struct slice rest = field;

	for (; rest.length > 0; rest = slice_part(rest, WORD, rest.length))
		hash = mix(hash ^ word_by_bytes(slice_part(rest, 0, WORD)),
			   0xd6e8feb86659fd93U);
	return hash | is_hash;
}

/*
 * What tells a field: of fewer than WORD bytes the bytes and their number, so
 * that equal signs are equal fields; of more a hash.
 */
ALWAYS_INLINE uint64_t sign_of(bool loadable, struct slice field)
{
	size_t blank = 8 * (WORD - 1 - field.length);

	if (field.length >= WORD)
		return hash_long(field);
	return (word_of(loadable, field) << 8 << blank >> 1) | field.length;
}

/*
 * Writes the sign of each field of the key, and gives the hash of all; no
 * joined key is built. The signs are not on the stack: an array there brings a
 * guard to every call.
 */
ALWAYS_INLINE uint64_t read_key(struct groups *groups,
				const struct record *record)
{
	const struct group_query *query = groups->query;
	bool loadable = is_loadable(record);
	uint64_t hash = 0;

	for (size_t i = 0; i < query->field_count; i++) {
		uint64_t sign =
			sign_of(loadable, record->fields[query->columns[i]]);

		groups->signs[i] = sign;
		hash = (hash ^ sign) * 0x9e3779b97f4a7c15U;
	}
	return hash;
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
	unsigned bits = groups->slot_bits + 1;
	size_t count = (size_t)1 << bits;
	struct group **slots =
		arena_array(&groups->arena, count, sizeof(struct group *));

	if (slots == NULL)
		return false;
	for (size_t i = 0; i < groups_slots(groups); i++) {
		struct group *group = groups->slots[i];
		size_t slot;

		if (group == NULL)
			continue;
		slot = slot_of(group->hash, bits);
		while (slots[slot] != NULL)
			slot = (slot + 1) & (count - 1);
		slots[slot] = group;
	}
	groups->slots = slots;
	groups->slot_bits = bits;
	return true;
}

static bool fill_group(struct groups *groups, const struct record *record,
		       struct group *group)
{
	const struct group_query *query = groups->query;
	size_t fields = query->field_count, values = query->value_count;
	struct arena *arena = &groups->arena;

	group->hash = read_key(groups, record);
	group->keys = arena_array(arena, fields + 1, sizeof *group->keys);
	group->values = arena_array(arena, values + 1, sizeof *group->values);
	if (group->keys == NULL || group->values == NULL)
		return false;
	for (size_t i = 0; i < fields; i++) {
		group->signs[i] = groups->signs[i];
		group->has_long =
			group->has_long || (groups->signs[i] & is_hash) != 0;
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
	size_t size = sizeof(struct group) +
		      groups->query->field_count * sizeof(uint64_t);
	struct group *group = arena_alloc(&groups->arena, size);
	size_t slot;

	if (group == NULL || !fill_group(groups, record, group) ||
	    ((groups->count + 1) * 2 > groups_slots(groups) && !grow(groups)))
		return NULL;
	slot = slot_of(group->hash, groups->slot_bits);
	while (groups->slots[slot] != NULL)
		slot = (slot + 1) & (groups_slots(groups) - 1);
	groups->slots[slot] = group;
	groups->count++;
	return group;
}

/* The group of a record; NULL when memory ran out. */
ALWAYS_INLINE struct group *find_group(struct groups *groups,
				       const struct record *record)
{
	size_t slot = slot_of(read_key(groups, record), groups->slot_bits);
	struct group *group;

	while ((group = groups->slots[slot]) != NULL) {
		uint64_t differs = 0;

		for (size_t i = 0; i < groups->query->field_count; i++)
			differs |= group->signs[i] ^ groups->signs[i];
		if (differs == 0 && (!group->has_long ||
				     has_fields(groups->query, group, record)))
			return group;
		slot = (slot + 1) & (groups_slots(groups) - 1);
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

enum taken {
	TAKEN,
	MISFIT, /* neither a number nor a date */
	MIXED	/* a date where numbers are, or a number where dates are */
};

ALWAYS_INLINE void accumulate(struct accumulator *into, int64_t number)
{
	into->sum += number;
	into->known++;
	if (number < into->least)
		into->least = number;
	if (number > into->most)
		into->most = number;
}

/*
 * A value that is not one to eight digits: a longer or negative number, a
 * date, or a misfit; and the first value of all.
 */
__attribute__((noinline)) static enum taken take_other(struct groups *groups,
						       struct group *group,
						       size_t value,
						       struct slice text)
{
	enum value_type *settled = &groups->types[value];
	enum value_type type = VALUE_NUMBER;
	struct date date;
	int64_t number;

	if (text.length == 0)
		return TAKEN;
	if (!number_parse(text, &number)) {
		if (groups->summed[value] || !date_parse(text, &date))
			return MISFIT;
		type = VALUE_DATE;
		number = date.days;
	}
	if (*settled != VALUE_OPEN && *settled != type)
		return MIXED;
	*settled = type;
	accumulate(&group->values[value], number);
	return TAKEN;
}

/* Takes one value into its measures. */
ALWAYS_INLINE enum taken take(struct groups *groups, struct group *group,
			      size_t value, struct slice text, bool loadable)
{
	int64_t number;

	if (text.length - 1 >= WORD || groups->types[value] != VALUE_NUMBER ||
	    !parse_word(word_of(loadable, text), text.length, &number))
		return take_other(groups, group, value, text);
	accumulate(&group->values[value], number);
	return TAKEN;
}

/* What take() could not: a misfit is told in *misfit, the rest fails. */
__attribute__((cold, noinline)) static bool
tell(const struct group_query *query, size_t value, struct slice text,
     struct group_misfit *misfit, struct diag *diag)
{
	if (misfit == NULL)
		return diag_set(diag,
				"field '%.*s' holds dates and whole numbers; "
				"it must hold one of them",
				SLICE_PRINT(query->values[value]));
	*misfit = (struct group_misfit){query->value_columns[value],
					query->values[value], text};
	return true;
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
		struct slice text = record->fields[query->value_columns[i]];
		enum taken taken =
			take(groups, group, i, text, is_loadable(record));

		if (taken != TAKEN &&
		    !tell(query, i, text, taken == MISFIT ? misfit : NULL,
			  diag))
			return false;
	}
	return true;
}
