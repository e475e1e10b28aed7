#include "stream/scan.h"

#include "stream/scan_avx512.h"

#include "base/text.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { BLOCK = 64, SEQUENCE_MAX = 4 };

/* Inlined into a copy of the loop for each kind of processor. */
#define INLINE __attribute__((always_inline)) static inline

/*
 * A bit for each of 64 bytes. Odd are a backslash, NUL and what is outside of
 * ASCII: so rare that it is enough to know whether there are any.
 */
struct masks {
	uint64_t separators;
	uint64_t newlines;
	uint64_t odd; /* not 0: some; classify() tells which */
};

/*
 * How one kind of processor does the inner steps. A spread writes the positions
 * of a mask's bits and gives the end of what it wrote; it may write more. Some
 * are written even where there are none: a branch that is guessed wrong costs
 * more. spread_few is for bits that are seldom more than two.
 */
struct steps {
	void (*classify)(const char *bytes, struct masks *masks);
	uint32_t *(*spread)(uint64_t mask, uint32_t base, uint32_t *out);
	uint32_t *(*spread_few)(uint64_t mask, uint32_t base, uint32_t *out);
};

#ifdef __x86_64__

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

/* A bit for each byte whose highest bit is set. */
AVX2 static inline uint64_t mask_avx2(__m256i low, __m256i high)
{
	uint32_t first = (uint32_t)_mm256_movemask_epi8(low);
	uint32_t second = (uint32_t)_mm256_movemask_epi8(high);

	return first | (uint64_t)second << 32;
}

AVX2 static inline __m256i equal_avx2(__m256i bytes, char byte)
{
	return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte));
}

AVX2 static inline void classify_avx2(const char *bytes, struct masks *masks)
{
	__m256i low, high, low_lines, high_lines, low_odd, high_odd;

	memcpy(&low, bytes, sizeof low);
	memcpy(&high, bytes + sizeof low, sizeof high);
	low_lines = equal_avx2(low, '\n');
	high_lines = equal_avx2(high, '\n');
	masks->newlines = mask_avx2(low_lines, high_lines);
	masks->separators =
		mask_avx2(_mm256_or_si256(low_lines, equal_avx2(low, '\t')),
			  _mm256_or_si256(high_lines, equal_avx2(high, '\t')));
	low_odd = _mm256_or_si256(low, equal_avx2(low, '\\'));
	high_odd = _mm256_or_si256(high, equal_avx2(high, '\\'));
	masks->odd = (uint32_t)_mm256_movemask_epi8(
		_mm256_or_si256(_mm256_or_si256(low_odd, high_odd),
				equal_avx2(_mm256_min_epu8(low, high), '\0')));
}

/* Writes the lowest bit's position, base + 64 where there is none. */
AVX2 static inline void take_bit(uint64_t *mask, uint32_t base, uint32_t *out)
{
	*out = base + (uint32_t)_tzcnt_u64(*mask);
	*mask &= *mask - 1;
}

AVX2 static inline uint32_t *spread_few_avx2(uint64_t mask, uint32_t base,
					     uint32_t *out)
{
	size_t count = (size_t)__builtin_popcountll(mask), i = 0;

	do {
		take_bit(&mask, base, out + i);
		take_bit(&mask, base, out + i + 1);
		i += 2;
	} while (i < count);
	return out + count;
}

AVX2 static inline void take_four(uint64_t *mask, uint32_t base, uint32_t *out)
{
	take_bit(mask, base, out);
	take_bit(mask, base, out + 1);
	take_bit(mask, base, out + 2);
	take_bit(mask, base, out + 3);
}

AVX2 static inline uint32_t *spread_avx2(uint64_t mask, uint32_t base,
					 uint32_t *out)
{
	size_t count = (size_t)__builtin_popcountll(mask);

	take_four(&mask, base, out);
	take_four(&mask, base, out + 4);
	for (size_t i = 8; i < count; i += 4)
		take_four(&mask, base, out + i);
	return out + count;
}

AVX512 static inline void classify_avx512(const char *bytes,
					  struct masks *masks)
{
	__m512i all;

	memcpy(&all, bytes, sizeof all);
	masks->newlines = equal_avx512(all, '\n');
	masks->separators = masks->newlines | equal_avx512(all, '\t');
	masks->odd = equal_avx512(all, '\\') | equal_avx512(all, '\0') |
		     _mm512_movepi8_mask(all);
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
	masks->newlines = equal_sse2(parts, '\n');
	masks->separators = masks->newlines | equal_sse2(parts, '\t');
	masks->odd = equal_sse2(parts, '\\') | equal_sse2(parts, '\0');
	for (int i = 0; i < 4; i++)
		masks->odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(parts[i])
			      << (16 * i);
}

#else

static inline void classify(const char *bytes, struct masks *masks)
{
	*masks = (struct masks){0};
	for (int i = 0; i < BLOCK; i++) {
		uint64_t bit = (uint64_t)1 << i;

		masks->newlines |= bytes[i] == '\n' ? bit : 0;
		masks->separators |= bytes[i] == '\t' ? bit : 0;
		masks->odd |= bytes[i] == '\0' || bytes[i] == '\\' ||
					      (bytes[i] & 0x80)
				      ? bit
				      : 0;
	}
	masks->separators |= masks->newlines;
}

#endif

static inline uint32_t *spread(uint64_t mask, uint32_t base, uint32_t *out)
{
	for (; mask != 0; mask &= mask - 1)
		*out++ = base + (uint32_t)__builtin_ctzll(mask);
	return out;
}

/* The block that is looked at, and where the call's bytes end. */
struct place {
	const char *data;
	size_t at, to;
};

/*
 * Adds the backslashes of a block and checks its other odd bytes. *checked is
 * the first byte that no earlier sequence has covered. False where a byte is
 * NUL or not UTF-8, or a sequence is cut off at the end: *checked is then that
 * byte, and nothing behind it was added.
 */
__attribute__((noinline)) static bool
add_odd(struct scan_index *index, const struct place *place, size_t *checked)
{
	struct masks masks;

	classify(place->data + place->at, &masks);
	if (place->to - place->at < BLOCK)
		masks.odd &= ((uint64_t)1 << (place->to - place->at)) - 1;
	for (; masks.odd != 0; masks.odd &= masks.odd - 1) {
		size_t i = place->at + (size_t)__builtin_ctzll(masks.odd);
		size_t length;

		if (place->data[i] == '\\') {
			index->escapes[index->escape_count++] = (uint32_t)i;
			continue;
		}
		if (i < *checked)
			continue;
		length = text_sequence_length(
			(struct slice){place->data + i, place->to - i});
		*checked = i + length;
		if (length == 0)
			return false;
	}
	return true;
}

/* Leaves out what lies behind the first count bytes of a block. */
INLINE void cut_masks(struct masks *masks, size_t count)
{
	uint64_t kept = ((uint64_t)1 << count) - 1;

	masks->separators &= kept;
	masks->newlines &= kept;
}

/*
 * The loop of scan_index_add. The ends of the lists are kept out of the index,
 * in registers.
 */
INLINE bool add_blocks(struct scan_index *index, struct place place,
		       size_t *done, const struct steps *steps)
{
	uint32_t *separator = index->separators + index->separator_count;
	uint32_t *line = index->lines + index->line_count;
	size_t checked = place.at;
	struct masks masks;
	bool good = true;

	for (; good && place.at < place.to; place.at += BLOCK) {
		steps->classify(place.data + place.at, &masks);
		if (place.to - place.at < BLOCK)
			cut_masks(&masks, place.to - place.at);
		if (masks.odd != 0) {
			good = add_odd(index, &place, &checked);
			if (!good)
				cut_masks(&masks, checked - place.at);
		}
		separator = steps->spread(masks.separators, (uint32_t)place.at,
					  separator);
		line = steps->spread_few(masks.newlines, (uint32_t)place.at,
					 line);
	}
	index->separator_count = (size_t)(separator - index->separators);
	index->line_count = (size_t)(line - index->lines);
	*done = good ? place.to : checked;
	/* What looks bad may be cut off: the next call sees the rest. */
	return good || (place.to - checked < SEQUENCE_MAX &&
			place.data[checked] != '\0');
}

#ifdef __x86_64__

AVX512 static bool add_blocks_avx512(struct scan_index *index,
				     struct place place, size_t *done)
{
	static const struct steps steps = {classify_avx512, spread_avx512,
					   spread_few_avx2};

	return add_blocks(index, place, done, &steps);
}

AVX2 static bool add_blocks_avx2(struct scan_index *index, struct place place,
				 size_t *done)
{
	static const struct steps steps = {classify_avx2, spread_avx2,
					   spread_few_avx2};

	return add_blocks(index, place, done, &steps);
}

#endif

enum scan_way scan_best(void)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512vbmi2"))
		return SCAN_AVX512;
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	    __builtin_cpu_supports("popcnt"))
		return SCAN_AVX2;
#endif
	return SCAN_PLAIN;
}

bool scan_index_add(struct scan_index *index, const char *data, size_t from,
		    size_t to, size_t *done)
{
	static const struct steps steps = {classify, spread, spread};
	const struct place place = {data, from, to};

#ifdef __x86_64__
	if (index->way == SCAN_AVX512)
		return add_blocks_avx512(index, place, done);
	if (index->way == SCAN_AVX2)
		return add_blocks_avx2(index, place, done);
#endif
	return add_blocks(index, place, done, &steps);
}
