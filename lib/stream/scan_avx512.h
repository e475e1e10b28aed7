/*
 * What the scanners of streams and of tables share where the processor has
 * AVX-512: 64 bytes are one register, and comparing them gives a mask.
 */
#ifndef STREAM_SCAN_AVX512_H
#define STREAM_SCAN_AVX512_H

#ifdef __x86_64__

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define AVX512 __attribute__((target("avx512bw,avx512vbmi2,bmi,popcnt")))

AVX512 static inline uint64_t equal_avx512(__m512i bytes, char byte)
{
	return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte));
}

/*
 * Writes base + the number of each set bit and returns the end. Up to 15
 * entries behind it are overwritten. Sixteen at a time: the numbers of the set
 * bits are pushed together.
 */
AVX512 static inline uint32_t *spread_avx512(uint64_t mask, uint32_t base,
					     uint32_t *out)
{
	static const char numbers[64] = {
		0,  1,	2,  3,	4,  5,	6,  7,	8,  9,	10, 11, 12, 13, 14, 15,
		16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
		32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
		48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
	size_t count = (size_t)__builtin_popcountll(mask);
	__m512i start = _mm512_set1_epi32((int)base), found, wide;

	memcpy(&found, numbers, sizeof found);
	found = _mm512_maskz_compress_epi8(mask, found);
	wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found));
	wide = _mm512_add_epi32(wide, start);
	memcpy(out, &wide, sizeof wide);
	for (size_t i = 16; i < count; i += 16) {
		found = _mm512_alignr_epi32(found, found, 4);
		wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found));
		wide = _mm512_add_epi32(wide, start);
		memcpy(out + i, &wide, sizeof wide);
	}
	return out + count;
}

#endif

#endif
