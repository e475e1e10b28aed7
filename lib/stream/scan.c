#include "stream/scan.h"

#include "base/text.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { BLOCK = 64, SEQUENCE_MAX = 4 };

/* A bit for each of 64 bytes. */
struct masks {
	uint64_t tabs;
	uint64_t newlines;
	uint64_t escapes;
	uint64_t suspects; /* NUL, or part of a sequence of UTF-8 */
};

#ifdef __x86_64__

__attribute__((target("avx2"))) static inline uint64_t
equal_avx2(__m256i low, __m256i high, char byte)
{
	__m256i wanted = _mm256_set1_epi8(byte);
	uint32_t first =
		(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
	uint32_t second =
		(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));

	return first | (uint64_t)second << 32;
}

__attribute__((target("avx2"))) static inline void
classify_avx2(const char *bytes, struct masks *masks)
{
	__m256i low, high;
	uint32_t first, second;

	memcpy(&low, bytes, sizeof low);
	memcpy(&high, bytes + sizeof low, sizeof high);
	masks->tabs = equal_avx2(low, high, '\t');
	masks->newlines = equal_avx2(low, high, '\n');
	masks->escapes = equal_avx2(low, high, '\\');
	first = (uint32_t)_mm256_movemask_epi8(low);
	second = (uint32_t)_mm256_movemask_epi8(high);
	masks->suspects =
		(first | (uint64_t)second << 32) | equal_avx2(low, high, '\0');
}

/* Writes the position of the lowest bit, 64 where there is none, and takes it.
 */
__attribute__((target("avx2,bmi,popcnt"))) static inline void
take_bit(uint64_t *mask, uint32_t base, uint32_t *out)
{
	*out = base + (uint32_t)_tzcnt_u64(*mask);
	*mask &= *mask - 1;
}

/*
 * Writes the positions of a mask's bits, eight at a time without a branch on
 * each; up to seven more entries are overwritten.
 */
__attribute__((target("avx2,bmi,popcnt"))) static inline size_t
spread_avx2(uint64_t mask, uint32_t base, uint32_t *out)
{
	size_t count = (size_t)__builtin_popcountll(mask);

	for (size_t i = 0; i < count; i += 8) {
		take_bit(&mask, base, out + i);
		take_bit(&mask, base, out + i + 1);
		take_bit(&mask, base, out + i + 2);
		take_bit(&mask, base, out + i + 3);
		take_bit(&mask, base, out + i + 4);
		take_bit(&mask, base, out + i + 5);
		take_bit(&mask, base, out + i + 6);
		take_bit(&mask, base, out + i + 7);
	}
	return count;
}

static inline uint64_t equal_sse2(const __m128i parts[4], char byte)
{
	__m128i wanted = _mm_set1_epi8(byte);
	uint64_t mask = 0;

	for (int i = 0; i < 4; i++)
		mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(
				_mm_cmpeq_epi8(parts[i], wanted))
			<< (16 * i);
	return mask;
}

static inline void classify(const char *bytes, struct masks *masks)
{
	__m128i parts[4];

	memcpy(parts, bytes, sizeof parts);
	masks->tabs = equal_sse2(parts, '\t');
	masks->newlines = equal_sse2(parts, '\n');
	masks->escapes = equal_sse2(parts, '\\');
	masks->suspects = equal_sse2(parts, '\0');
	for (int i = 0; i < 4; i++)
		masks->suspects |=
			(uint64_t)(uint32_t)_mm_movemask_epi8(parts[i])
			<< (16 * i);
}

#else

static inline void classify(const char *bytes, struct masks *masks)
{
	*masks = (struct masks){0};
	for (int i = 0; i < BLOCK; i++) {
		uint64_t bit = (uint64_t)1 << i;

		masks->tabs |= bytes[i] == '\t' ? bit : 0;
		masks->newlines |= bytes[i] == '\n' ? bit : 0;
		masks->escapes |= bytes[i] == '\\' ? bit : 0;
		masks->suspects |=
			bytes[i] == '\0' || (bytes[i] & 0x80) ? bit : 0;
	}
}

#endif

static inline size_t spread(uint64_t mask, uint32_t base, uint32_t *out)
{
	size_t count = 0;

	for (; mask != 0; mask &= mask - 1)
		out[count++] = base + (uint32_t)__builtin_ctzll(mask);
	return count;
}

/*
 * Checks the suspects of one block at "at". *checked is the first byte that no
 * earlier sequence has covered, and afterwards where checking stopped.
 */
static bool check_suspects(uint64_t suspects, const char *data, size_t at,
			   size_t to, size_t *checked)
{
	while (suspects != 0) {
		size_t place = at + (size_t)__builtin_ctzll(suspects);
		size_t length;

		suspects &= suspects - 1;
		if (place < *checked)
			continue;
		length = text_sequence_length(
			(struct slice){data + place, to - place});
		if (length == 0) {
			*checked = place;
			return false;
		}
		*checked = place + length;
	}
	return true;
}

/* Leaves out what lies behind the first count bytes of a block. */
static inline void cut_masks(struct masks *masks, size_t count)
{
	uint64_t kept = ((uint64_t)1 << count) - 1;

	masks->tabs &= kept;
	masks->newlines &= kept;
	masks->escapes &= kept;
	masks->suspects &= kept;
}

/* How one kind of processor does the two inner steps. */
struct steps {
	void (*classify)(const char *bytes, struct masks *masks);
	size_t (*spread)(uint64_t mask, uint32_t base, uint32_t *out);
};

__attribute__((always_inline)) static inline void
add_block(struct scan_index *index, const struct masks *masks, uint32_t at,
	  const struct steps *steps)
{
	uint64_t separators = masks->tabs | masks->newlines;
	uint64_t newlines = masks->newlines;

	while (newlines != 0) {
		uint64_t before = (newlines & -newlines) - 1;

		index->lines[index->line_count++] =
			(uint32_t)(index->separator_count +
				   (size_t)__builtin_popcountll(separators &
								before));
		newlines &= newlines - 1;
	}
	index->separator_count += steps->spread(
		separators, at, index->separators + index->separator_count);
	if (masks->escapes != 0)
		index->escape_count +=
			spread(masks->escapes, at,
			       index->escapes + index->escape_count);
}

/* The loop of scan_index_add; inlined into a copy for each processor. */
__attribute__((always_inline)) static inline bool
add_blocks(struct scan_index *index, const char *data, const size_t range[2],
	   size_t *done, const struct steps *steps)
{
	size_t from = range[0], to = range[1], checked = range[0];
	struct masks masks;

	for (; from < to; from += BLOCK) {
		steps->classify(data + from, &masks);
		if (to - from < BLOCK)
			cut_masks(&masks, to - from);
		if (masks.suspects != 0 &&
		    !check_suspects(masks.suspects, data, from, to, &checked)) {
			*done = checked;
			if (to - checked >= SEQUENCE_MAX ||
			    data[checked] == '\0')
				return false;
			/* It may be cut off: the next call sees the rest. */
			cut_masks(&masks, checked - from);
			add_block(index, &masks, (uint32_t)from, steps);
			return true;
		}
		add_block(index, &masks, (uint32_t)from, steps);
	}
	*done = to;
	return true;
}

#ifdef __x86_64__
__attribute__((target("avx2,bmi,popcnt"))) static bool
add_blocks_avx2(struct scan_index *index, const char *data,
		const size_t range[2], size_t *done)
{
	static const struct steps steps = {classify_avx2, spread_avx2};

	return add_blocks(index, data, range, done, &steps);
}
#endif

bool scan_index_add(struct scan_index *index, const char *data, size_t from,
		    size_t to, size_t *done)
{
	static const struct steps steps = {classify, spread};
	const size_t range[2] = {from, to};

#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	    __builtin_cpu_supports("popcnt"))
		return add_blocks_avx2(index, data, range, done);
#endif
	return add_blocks(index, data, range, done, &steps);
}
