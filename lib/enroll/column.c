#include "enroll/column.h"

#include <sys/mman.h>

enum {
	TEXTS_GROUP = 64,
	TEXTS_GROUP_SIZE = TEXTS_GROUP * (TEXTS_LENGTH_MAX + 1),
	TEXTS_CHUNK = 64 * TEXTS_GROUP_SIZE,
	SLOTS_MIN = 64
};

/*
 * Zeroed pages from the kernel. fill has them made at once, which is cheaper
 * by far than a page fault each where all will be used.
 */
static void *new_pages(size_t size, bool fill)
{
	void *pages = mmap(
		NULL, size, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | (fill ? MAP_POPULATE : 0), -1, 0);

	return pages == MAP_FAILED ? NULL : pages;
}

bool column_grow(struct column *column)
{
	size_t chunk = column->count >> COLUMN_CHUNK_BITS;

	if (chunk == COLUMN_CHUNKS_MAX)
		return false;
	column->chunks[chunk] = new_pages(
		COLUMN_CHUNK * sizeof *column->chunks[chunk], chunk > 0);
	return column->chunks[chunk] != NULL;
}

void column_release(struct column *column)
{
	for (size_t i = 0; i < COLUMN_CHUNKS_MAX; i++)
		if (column->chunks[i] != NULL)
			munmap(column->chunks[i],
			       COLUMN_CHUNK * sizeof *column->chunks[i]);
	*column = (struct column){0};
}

/* A group never crosses a chunk, so that a walk within it is one run. */
static bool begin_group(struct texts *texts)
{
	if (texts->chunk_count == 0 ||
	    TEXTS_CHUNK - texts->used < TEXTS_GROUP_SIZE) {
		if (texts->chunk_count == TEXTS_CHUNKS_MAX)
			return false;
		texts->chunks[texts->chunk_count] =
			new_pages(TEXTS_CHUNK, texts->chunk_count > 0);
		if (texts->chunks[texts->chunk_count] == NULL)
			return false;
		texts->chunk_count++;
		texts->used = 0;
	}
	return column_add(&texts->groups,
			  (uint64_t)(texts->chunk_count - 1) * TEXTS_CHUNK +
				  texts->used);
}

bool texts_add(struct texts *texts, struct slice text)
{
	char *place;

	if (texts->count % TEXTS_GROUP == 0 && !begin_group(texts))
		return false;
	text = slice_part(text, 0, TEXTS_LENGTH_MAX);
	place = texts->chunks[texts->chunk_count - 1] + texts->used;
	*(unsigned char *)place = (unsigned char)text.length;
	if (text.length > 0)
		memcpy(place + 1, text.data, text.length);
	texts->used += text.length + 1;
	texts->count++;
	return true;
}

static const char *group_start(const struct texts *texts, size_t index)
{
	uint64_t place = column_at(&texts->groups, index / TEXTS_GROUP);

	return texts->chunks[place / TEXTS_CHUNK] + place % TEXTS_CHUNK;
}

static struct slice take_text(const char **next)
{
	size_t length = *(const unsigned char *)*next;
	struct slice text = {*next + 1, length};

	*next += length + 1;
	return text;
}

struct slice texts_at(const struct texts *texts, size_t index)
{
	const char *next = group_start(texts, index);

	for (size_t i = index % TEXTS_GROUP; i > 0; i--)
		take_text(&next);
	return take_text(&next);
}

bool texts_next(struct texts_walk *walk, struct slice *text)
{
	if (walk->index == walk->texts->count)
		return false;
	if (walk->index % TEXTS_GROUP == 0)
		walk->next = group_start(walk->texts, walk->index);
	*text = take_text(&walk->next);
	walk->index++;
	return true;
}

void texts_release(struct texts *texts)
{
	for (size_t i = 0; i < texts->chunk_count; i++)
		munmap(texts->chunks[i], TEXTS_CHUNK);
	column_release(&texts->groups);
	*texts = (struct texts){0};
}

/* The finalizer of MurmurHash3 (public domain): all bits reach all bits. */
static uint64_t spread(uint64_t key)
{
	key = (key ^ (key >> 33)) * UINT64_C(0xff51afd7ed558ccd);
	key = (key ^ (key >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
	return key ^ (key >> 33);
}

static uint32_t tag_of(const struct table_index *index, uint64_t hash)
{
	return (uint32_t)(hash >> 32) >> index->entry_bits << index->entry_bits;
}

/* The slot of the key's first entry, or the free one where it belongs. */
static size_t find_slot(const struct table_index *index, uint64_t key)
{
	uint64_t hash = spread(key);
	size_t slot = (size_t)hash & (index->slot_count - 1);
	uint32_t tag = tag_of(index, hash);
	uint32_t mask = (UINT32_C(1) << index->entry_bits) - 1;

	while (index->slots[slot] != 0) {
		uint32_t held = index->slots[slot];

		if ((held & ~mask) == tag &&
		    column_at(index->keys, (held & mask) - 1) == key)
			break;
		slot = (slot + 1) & (index->slot_count - 1);
	}
	return slot;
}

bool table_index_begin(struct table_index *index, const struct column *keys,
		       size_t room)
{
	*index = (struct table_index){.keys = keys, .slot_count = SLOTS_MIN};
	while (index->slot_count < room + room / 2)
		index->slot_count *= 2;
	while ((keys->count + 1) >> index->entry_bits != 0)
		index->entry_bits++;
	index->slots = new_pages(index->slot_count * sizeof *index->slots,
				 room >= COLUMN_CHUNK);
	return index->slots != NULL;
}

size_t table_index_add(struct table_index *index, size_t entry)
{
	uint64_t key = column_at(index->keys, entry);
	uint32_t mask = (UINT32_C(1) << index->entry_bits) - 1;
	size_t slot;

	if (key == 0)
		return entry;
	slot = find_slot(index, key);
	if (index->slots[slot] != 0)
		return (index->slots[slot] & mask) - 1;
	index->slots[slot] = tag_of(index, spread(key)) | (uint32_t)(entry + 1);
	return entry;
}

void table_index_fetch(const struct table_index *index, size_t entry)
{
	uint64_t hash = spread(column_at(index->keys, entry));

	__builtin_prefetch(&index->slots[hash & (index->slot_count - 1)]);
}

bool table_index_build(struct table_index *index, const struct column *keys)
{
	if (!table_index_begin(index, keys, keys->count))
		return false;
	for (size_t i = 0; i < keys->count; i++) {
		if (i + COLUMN_AHEAD < keys->count)
			table_index_fetch(index, i + COLUMN_AHEAD);
		table_index_add(index, i);
	}
	return true;
}

void table_index_release(struct table_index *index)
{
	if (index->slots != NULL)
		munmap(index->slots, index->slot_count * sizeof *index->slots);
	*index = (struct table_index){0};
}

size_t table_index_find(const struct table_index *index, uint64_t key)
{
	uint32_t mask = (UINT32_C(1) << index->entry_bits) - 1;
	size_t slot;

	if (key == 0 || index->slots == NULL)
		return SIZE_MAX;
	slot = find_slot(index, key);
	return index->slots[slot] == 0 ? SIZE_MAX
				       : (index->slots[slot] & mask) - 1;
}
