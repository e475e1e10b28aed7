#include "stream/table_alias.h"

#include "base/arena.h"
#include "base/set.h"
#include "stream/schema.h"
#include "stream/table.h"

#include <stdio.h>

enum {
	KEY_SIZE = 96, /* longer labels are sentences and mean nothing */
	CHOICES_MAX = 9,
	SLOTS = 4096, /* a power of two, twice the built-in labels and more */
	OWN_MAX = 1024
};

struct entry {
	const char *field;
	unsigned kinds;
	const char *labels; /* with a blank between */
};

static const struct entry entries[] = {
#define A ALIAS_APPLICATION
#define B ALIAS_BANK
#define C ALIAS_COURSE
#define D ALIAS_DECISION
#define H ALIAS_HOLIDAY
#define K ALIAS_RANKING
#define R ALIAS_RESULT
#define T ALIAS_ATTENDANCE
#include "stream/table_alias_data.inc"
#undef A
#undef B
#undef C
#undef D
#undef H
#undef K
#undef R
#undef T
};

/* One label of the index; equal keys follow one another. */
struct slot {
	struct slice key;
	struct slice field;
	unsigned kinds;
	bool exact, own;
};

/* The slots lie side by side, so that few pages are touched. */
struct alias_index {
	uint16_t places[SLOTS]; /* by hash: a slot counted from 1, or 0 */
	struct arena *arena;
	size_t count;
	struct slot slots[SLOTS / 2];
};

struct meanings {
	struct alias_meaning *out;
	size_t count;
};

static bool is_kept(char byte)
{
	return (byte >= 'a' && byte <= 'z') || text_is_digit(byte) ||
	       (byte & 0x80) != 0;
}

/* "Tgl. Lahir" and "Tanggal lahir" are one: tanggallahir. */
static struct slice shorten(char key[KEY_SIZE], size_t length)
{
	static const char *const prefixes[][2] = {{"nomor", "no"},
						  {"nomer", "no"},
						  {"nmr", "no"},
						  {"tgl", "tanggal"},
						  {"tggl", "tanggal"}};
	struct slice whole = {key, length};

	if (length == 0 || (key[0] != 'n' && key[0] != 't'))
		return whole;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t old = strlen(prefixes[i][0]);
		size_t new = strlen(prefixes[i][1]);

		if (!slice_starts(whole, prefixes[i][0]) ||
		    length - old + new > KEY_SIZE)
			continue;
		memmove(key + new, key + old, length - old);
		memcpy(key, prefixes[i][1], new);
		return (struct slice){key, length - old + new};
	}
	return whole;
}

/* What of a label is compared; the slice borrows key. */
static struct slice alias_key(struct slice label, char key[KEY_SIZE])
{
	size_t length = 0;

	for (size_t i = 0; i < label.length; i++) {
		char byte = text_lower(label.data[i]);

		if (byte == '\xc2' && i + 1 < label.length &&
		    label.data[i + 1] == '\xa0') {
			i++;
			continue;
		}
		if (!is_kept(byte))
			continue;
		if (length == KEY_SIZE)
			return (struct slice){key, 0};
		key[length++] = byte;
	}
	return shorten(key, length);
}

static void add(struct meanings *meanings, const struct slot *slot)
{
	struct alias_meaning *meaning;

	for (size_t i = 0; i < meanings->count; i++) {
		meaning = &meanings->out[i];
		if (slice_is(slot->field, meaning->field)) {
			meaning->kinds |= slot->kinds;
			meaning->exact |= slot->exact;
			return;
		}
	}
	if (meanings->count == ALIAS_MEANINGS_MAX)
		return;
	meaning = &meanings->out[meanings->count++];
	*meaning = (struct alias_meaning){
		.kinds = slot->kinds, .exact = slot->exact, .own = slot->own};
	snprintf(meaning->field, sizeof meaning->field, "%.*s",
		 SLICE_PRINT(slot->field));
}

/* "Pilihan 1", "Pilihan II", "Pilihan Pelatihan ke-3", "Choice 2". */
static void add_choice(struct slice key, struct meanings *meanings)
{
	static const char *const starts[] = {"pilihanpelatihanke",
					     "pilihanpelatihan",
					     "pilihankursus",
					     "pilihanke",
					     "pilihan",
					     "pelatihanpilihan",
					     "choice"};
	static const char *const ordinals[][3] = {
		{"1", "i", "pertama"},	  {"2", "ii", "kedua"},
		{"3", "iii", "ketiga"},	  {"4", "iv", "keempat"},
		{"5", "v", "kelima"},	  {"6", "vi", "keenam"},
		{"7", "vii", "ketujuh"},  {"8", "viii", "kedelapan"},
		{"9", "ix", "kesembilan"}};
	char field[] = "choice0";

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		struct slice rest =
			slice_part(key, strlen(starts[i]), KEY_SIZE);

		if (!slice_starts(key, starts[i]))
			continue;
		for (size_t n = 0; n < CHOICES_MAX; n++) {
			if (!slice_is(rest, ordinals[n][0]) &&
			    !slice_is(rest, ordinals[n][1]) &&
			    !slice_is(rest, ordinals[n][2]))
				continue;
			field[6] = (char)('1' + n);
			add(meanings,
			    &(struct slot){.field = slice_of(field),
					   .kinds = ALIAS_APPLICATION});
			return;
		}
	}
}

/* Where a key stands, or where it would. */
static size_t place_of(struct slice key)
{
	return (size_t)set_hash(key) & (SLOTS - 1);
}

static bool index_add(struct alias_index *index, const struct slot *slot)
{
	size_t place = place_of(slot->key);

	if (slot->key.length == 0)
		return true;
	if (index->count == SLOTS / 2)
		return false;
	while (index->places[place] != 0)
		place = (place + 1) & (SLOTS - 1);
	index->slots[index->count++] = *slot;
	index->places[place] = (uint16_t)index->count;
	return true;
}

/* The key of a label, kept in the arena where it is not what it came from. */
static bool index_label(struct alias_index *index, struct slice label,
			struct slot slot)
{
	char buffer[KEY_SIZE];

	slot.key = alias_key(label, buffer);
	if (!slice_equal(slot.key, label))
		slot.key = arena_copy(index->arena, slot.key);
	else
		slot.key = label;
	return slot.key.data != NULL && index_add(index, &slot);
}

static bool index_entry(struct alias_index *index, const struct entry *entry)
{
	struct slice rest = slice_of(entry->labels);
	struct slot slot = {.field = slice_of(entry->field),
			    .kinds = entry->kinds,
			    .exact = true};

	if (!index_label(index, slot.field, slot))
		return false;
	slot.exact = false;
	while (slice_next(&rest, ' ', &slot.key))
		if (!index_add(index, &slot))
			return false;
	return true;
}

struct alias_index *alias_index_new(struct arena *arena,
				    const struct alias *own, size_t own_count)
{
	struct alias_index *index = arena_alloc(arena, sizeof *index);
	const struct schema_field *field = schema_fields();

	if (index == NULL || own_count > OWN_MAX)
		return NULL;
	index->arena = arena;
	for (size_t i = 0; i < own_count; i++)
		if (!index_label(index, own[i].header,
				 (struct slot){.field = own[i].field,
					       .kinds = ALIAS_ANY,
					       .exact = true,
					       .own = true}))
			return NULL;
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
		if (!index_entry(index, &entries[i]))
			return NULL;
	for (; field->name != NULL; field++)
		if (!index_label(index, slice_of(field->name),
				 (struct slot){.field = slice_of(field->name),
					       .exact = true}))
			return NULL;
	return index;
}

/* Own labels were put in first, so they are found first. */
static void look_up(const struct alias_index *index, struct slice key,
		    struct meanings *meanings)
{
	size_t place = place_of(key);

	for (; index->places[place] != 0; place = (place + 1) & (SLOTS - 1)) {
		const struct slot *slot =
			&index->slots[index->places[place] - 1];

		if (!slice_equal(slot->key, key))
			continue;
		add(meanings, slot);
		if (slot->own)
			return;
	}
	if (meanings->count == 0)
		add_choice(key, meanings);
}

/* The label without what stands in brackets. */
static struct slice before_bracket(struct slice label)
{
	struct slice before = slice_part(label, 0, slice_find(label, '('));

	return slice_part(before, 0, slice_find(before, '['));
}

size_t alias_meanings(const struct alias_index *index, struct slice label,
		      struct alias_meaning out[ALIAS_MEANINGS_MAX])
{
	struct slice bare = before_bracket(label);
	const struct slice forms[] = {
		label, bare, slice_part(bare, 0, slice_find(bare, '/')),
		slice_part(bare, slice_find(bare, '/') + 1, bare.length)};
	struct meanings meanings = {out, 0};
	char buffer[KEY_SIZE];

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct slice key = alias_key(forms[i], buffer);

		if (i > 0 && forms[i].length == forms[i - 1].length)
			continue;
		if (key.length > 0)
			look_up(index, key, &meanings);
		if (meanings.count > 0)
			break;
	}
	return meanings.count;
}

struct slice alias_fold(struct slice label, char out[ALIAS_FIELD_SIZE])
{
	const size_t longest = ALIAS_FIELD_SIZE - 4;
	size_t length = 0;

	for (size_t i = 0; i < label.length && length < longest; i++) {
		char byte = text_lower(label.data[i]);

		if ((byte & 0x80) != 0 || !is_kept(byte)) {
			if (length > 0 && out[length - 1] != '_')
				out[length++] = '_';
			continue;
		}
		if (length == 0 && text_is_digit(byte)) {
			memcpy(out, "column_", 7);
			length = 7;
		}
		out[length++] = byte;
	}
	while (length > 0 && out[length - 1] == '_')
		length--;
	return (struct slice){out, length};
}
