#include "stream/table_scan.h"

#include <stdbool.h>
#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

enum {
	BLOCK = 64,
	LAST = BLOCK - 1,
	SPREAD = 4,	/* positions written at a time */
	FIRST_FIT = '$' /* bytes below it, as signed ones, are oddities */
};

/* A bit for each of 64 bytes. */
struct masks {
	uint64_t delimiters, feeds, returns, quotes, odd;
};

/* Inlined into the copies of the loop, each for its own instructions. */
#define INLINE __attribute__((always_inline)) static inline

typedef void classify_function(const char *bytes, char delimiter,
			       struct masks *masks);

#ifdef __x86_64__

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 static inline uint64_t equal_avx2(__m256i low, __m256i high, char byte)
{
	__m256i wanted = _mm256_set1_epi8(byte);
	uint32_t first =
		(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
	uint32_t second =
		(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));

	return first | (uint64_t)second << 32;
}

AVX2 static inline void classify_avx2(const char *bytes, char delimiter,
				      struct masks *masks)
{
	__m256i fit = _mm256_set1_epi8(FIRST_FIT), low, high;
	uint32_t first, second;

	memcpy(&low, bytes, sizeof low);
	memcpy(&high, bytes + sizeof low, sizeof high);
	masks->delimiters = equal_avx2(low, high, delimiter);
	masks->feeds = equal_avx2(low, high, '\n');
	masks->returns = equal_avx2(low, high, '\r');
	masks->quotes = equal_avx2(low, high, '"');
	first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(fit, low));
	second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(fit, high));
	masks->odd = first | (uint64_t)second << 32;
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

static inline void classify(const char *bytes, char delimiter,
			    struct masks *masks)
{
	__m128i parts[4];

	memcpy(parts, bytes, sizeof parts);
	masks->delimiters = equal_sse2(parts, delimiter);
	masks->feeds = equal_sse2(parts, '\n');
	masks->returns = equal_sse2(parts, '\r');
	masks->quotes = equal_sse2(parts, '"');
	masks->odd = 0;
	for (int i = 0; i < 4; i++)
		masks->odd |=
			(uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(
				_mm_set1_epi8(FIRST_FIT), parts[i]))
			<< (16 * i);
}

#else

static inline void classify(const char *bytes, char delimiter,
			    struct masks *masks)
{
	*masks = (struct masks){0};
	for (int i = 0; i < BLOCK; i++) {
		uint64_t bit = (uint64_t)1 << i;
		signed char byte = (signed char)bytes[i];

		masks->delimiters |= bytes[i] == delimiter ? bit : 0;
		masks->feeds |= byte == '\n' ? bit : 0;
		masks->returns |= byte == '\r' ? bit : 0;
		masks->quotes |= byte == '"' ? bit : 0;
		masks->odd |= byte < FIRST_FIT ? bit : 0;
	}
}

#endif

/* Writes the positions of a mask's bits, a few at a time without a branch. */
INLINE size_t spread(uint64_t mask, uint32_t base, uint32_t *out)
{
	size_t count = (size_t)__builtin_popcountll(mask);

	for (size_t i = 0; i < count; i += SPREAD) {
		for (size_t j = 0; j < SPREAD; j++) {
			out[i + j] = base + (uint32_t)__builtin_ctzll(
						    mask | (uint64_t)1 << LAST);
			mask &= mask - 1;
		}
	}
	return count;
}

INLINE void add_lines(struct table_marks *marks, uint64_t lines,
		      uint64_t separators)
{
	while (lines != 0) {
		uint64_t before = (lines & -lines) - 1;

		marks->lines[marks->line_count++] =
			(uint32_t)(marks->separator_count +
				   (size_t)__builtin_popcountll(separators &
								before));
		lines &= lines - 1;
	}
}

/*
 * Adds one block. A CR before LF is no line end and no oddity, and follow
 * tells whether an LF comes behind the block. *begins is set where a cell
 * begins with the block; whether one ends with it is not known, and assumed.
 */
INLINE void add_block(struct table_marks *marks, const struct masks *masks,
		      uint32_t at, uint64_t follow, uint64_t *begins)
{
	uint64_t paired = masks->returns & (masks->feeds >> 1 | follow << LAST);
	uint64_t lines = masks->feeds | (masks->returns & ~paired);
	uint64_t separators = masks->delimiters | lines;
	uint64_t beside = separators << 1 | *begins | separators >> 1 |
			  paired >> 1 | (uint64_t)1 << LAST;
	uint64_t odd = masks->odd & ~separators & ~paired & beside;

	*begins = separators >> LAST;
	add_lines(marks, lines, separators);
	marks->separator_count += spread(
		separators, at, marks->separators + marks->separator_count);
	if (masks->quotes != 0)
		marks->quote_count += spread(
			masks->quotes, at, marks->quotes + marks->quote_count);
	if (odd != 0)
		marks->oddity_count +=
			spread(odd, at, marks->oddities + marks->oddity_count);
}

INLINE void cut_masks(struct masks *masks, size_t count)
{
	uint64_t kept = ((uint64_t)1 << count) - 1;

	masks->delimiters &= kept;
	masks->feeds &= kept;
	masks->returns &= kept;
	masks->quotes &= kept;
	masks->odd &= kept;
}

/* The loop of table_scan; inlined into a copy for each way to classify. */
INLINE void add_blocks(struct table_marks *marks, const char *data,
		       size_t length, char delimiter,
		       classify_function *classify_block)
{
	uint64_t begins = 1;
	struct masks masks;

	for (size_t at = 0; at < length; at += BLOCK) {
		uint64_t follow = data[at + BLOCK] == '\n';

		classify_block(data + at, delimiter, &masks);
		if (length - at < BLOCK) {
			cut_masks(&masks, length - at);
			follow = 0;
		}
		add_block(marks, &masks, (uint32_t)at, follow, &begins);
	}
}

#ifdef __x86_64__
AVX2 static void scan_avx2(struct table_marks *marks, const char *data,
			   size_t length, char delimiter)
{
	add_blocks(marks, data, length, delimiter, classify_avx2);
}
#endif

void table_scan(struct table_marks *marks, const char *data, size_t length,
		char delimiter)
{
	marks->separator_count = marks->line_count = 0;
	marks->quote_count = marks->oddity_count = 0;
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	    __builtin_cpu_supports("popcnt")) {
		scan_avx2(marks, data, length, delimiter);
		return;
	}
#endif
	add_blocks(marks, data, length, delimiter, classify);
}
