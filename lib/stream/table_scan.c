#include "stream/table_scan.h"

#include "stream/scan_avx512.h"

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
	uint64_t escapes; /* backslash or TAB */
};

/* Inlined into the copies of the loop, each for its own instructions. */
#define INLINE __attribute__((always_inline)) static inline

/* How a kind of processor does it. */
struct steps {
	void (*classify)(const char *bytes, char delimiter,
			 struct masks *masks);
	uint32_t *(*spread)(uint64_t mask, uint32_t base, uint32_t *out);
};

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
	masks->escapes =
		equal_avx2(low, high, '\\') | equal_avx2(low, high, '\t');
	first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(fit, low));
	second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(fit, high));
	masks->odd = first | (uint64_t)second << 32;
}

AVX512 static inline void classify_avx512(const char *bytes, char delimiter,
					  struct masks *masks)
{
	__m512i all;

	memcpy(&all, bytes, sizeof all);
	masks->delimiters = equal_avx512(all, delimiter);
	masks->feeds = equal_avx512(all, '\n');
	masks->returns = equal_avx512(all, '\r');
	masks->quotes = equal_avx512(all, '"');
	masks->escapes = equal_avx512(all, '\\') | equal_avx512(all, '\t');
	masks->odd = _mm512_cmplt_epi8_mask(all, _mm512_set1_epi8(FIRST_FIT));
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
	masks->escapes = equal_sse2(parts, '\\') | equal_sse2(parts, '\t');
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
		masks->escapes |= byte == '\\' || byte == '\t' ? bit : 0;
		masks->odd |= byte < FIRST_FIT ? bit : 0;
	}
}

#endif

/* Writes the positions of a mask's bits, a few at a time without a branch. */
INLINE uint32_t *spread(uint64_t mask, uint32_t base, uint32_t *out)
{
	size_t count = (size_t)__builtin_popcountll(mask);

	for (size_t i = 0; i < count; i += SPREAD) {
		for (size_t j = 0; j < SPREAD; j++) {
			out[i + j] = base + (uint32_t)__builtin_ctzll(
						    mask | (uint64_t)1 << LAST);
			mask &= mask - 1;
		}
	}
	return out + count;
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

/* Adds the positions of a mask's bits to a list. */
INLINE void add_positions(const struct steps *steps, uint64_t mask, uint32_t at,
			  uint32_t *list, size_t *count)
{
	uint32_t *end = steps->spread(mask, at, list + *count);

	*count = (size_t)(end - list);
}

/* What stands around a block: each 1 or 0. */
struct edges {
	uint64_t begins;   /* a cell begins with the block */
	uint64_t followed; /* by LF */
};

/*
 * Adds one block. A CR before LF is no line end and no oddity. Whether a cell
 * ends with the block is not known, and assumed.
 */
INLINE void add_block(struct table_marks *marks, const struct steps *steps,
		      const struct masks *masks, uint32_t at,
		      struct edges *edges)
{
	uint64_t paired =
		masks->returns & (masks->feeds >> 1 | edges->followed << LAST);
	uint64_t lines = masks->feeds | (masks->returns & ~paired);
	uint64_t separators = masks->delimiters | lines;
	uint64_t beside = separators << 1 | edges->begins | separators >> 1 |
			  paired >> 1 | (uint64_t)1 << LAST;
	uint64_t odd = masks->odd & ~separators & ~paired & beside;

	edges->begins = separators >> LAST;
	marks->escapes |= (masks->escapes & ~separators) != 0;
	add_lines(marks, lines, separators);
	add_positions(steps, separators, at, marks->separators,
		      &marks->separator_count);
	if (masks->quotes != 0)
		add_positions(steps, masks->quotes, at, marks->quotes,
			      &marks->quote_count);
	if (odd != 0)
		add_positions(steps, odd, at, marks->oddities,
			      &marks->oddity_count);
}

INLINE void cut_masks(struct masks *masks, size_t count)
{
	uint64_t kept = ((uint64_t)1 << count) - 1;

	masks->delimiters &= kept;
	masks->feeds &= kept;
	masks->returns &= kept;
	masks->quotes &= kept;
	masks->escapes &= kept;
	masks->odd &= kept;
}

/* The loop of table_scan; inlined into a copy for each way to classify. */
INLINE void add_blocks(struct table_marks *marks, const char *data,
		       size_t length, char delimiter, const struct steps *steps)
{
	struct edges edges = {.begins = 1};
	struct masks masks;

	for (size_t at = 0; at < length; at += BLOCK) {
		edges.followed = data[at + BLOCK] == '\n';
		steps->classify(data + at, delimiter, &masks);
		if (length - at < BLOCK) {
			cut_masks(&masks, length - at);
			edges.followed = 0;
		}
		add_block(marks, steps, &masks, (uint32_t)at, &edges);
	}
}

#ifdef __x86_64__
AVX2 static void scan_avx2(struct table_marks *marks, const char *data,
			   size_t length, char delimiter)
{
	static const struct steps steps = {classify_avx2, spread};

	add_blocks(marks, data, length, delimiter, &steps);
}

AVX512 static void scan_avx512(struct table_marks *marks, const char *data,
			       size_t length, char delimiter)
{
	static const struct steps steps = {classify_avx512, spread_avx512};

	add_blocks(marks, data, length, delimiter, &steps);
}
#endif

void table_scan(struct table_marks *marks, const char *data, size_t length,
		char delimiter)
{
	static const struct steps steps = {classify, spread};

	marks->separator_count = marks->line_count = 0;
	marks->quote_count = marks->oddity_count = 0;
	marks->escapes = false;
#ifdef __x86_64__
	if (marks->way == SCAN_AVX512) {
		scan_avx512(marks, data, length, delimiter);
		return;
	}
	if (marks->way == SCAN_AVX2) {
		scan_avx2(marks, data, length, delimiter);
		return;
	}
#endif
	add_blocks(marks, data, length, delimiter, &steps);
}
