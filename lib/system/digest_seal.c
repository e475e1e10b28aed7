/*
 * XXH3-64, the seal of a stream and the digest of every input.
 *
 * The library is built for any x86-64, which is SSE2. Where the processor has
 * AVX2, its own header compiled for that does the same in a third of the time;
 * every byte that is read or written goes through here.
 */
#include "system/digest.h"

#include <stdlib.h>
#include <xxhash.h>

struct digest_seal {
	XXH3_state_t *state;
	void (*add)(void *state, const void *data, size_t length);
};

static void add_plain(void *state, const void *data, size_t length)
{
	XXH3_64bits_update(state, data, length);
}

static void reset(XXH3_state_t *state)
{
	XXH3_64bits_reset(state);
}

struct digest_seal *digest_seal_new(void)
{
	struct digest_seal *seal = malloc(sizeof *seal);

	if (seal == NULL)
		return NULL;
	seal->state = XXH3_createState();
	if (seal->state == NULL) {
		free(seal);
		return NULL;
	}
	digest_seal_reset(seal);
	return seal;
}

uint64_t digest_seal_value(const struct digest_seal *seal)
{
	return XXH3_64bits_digest(seal->state);
}

void digest_seal_free(struct digest_seal *seal)
{
	if (seal == NULL)
		return;
	XXH3_freeState(seal->state);
	free(seal);
}

/* Only gcc can compile a whole header for another processor than the rest. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define WIDE 1
#pragma GCC push_options
#pragma GCC target("avx2")
#define XXH_INLINE_ALL
#include <xxhash.h>

/* The state is the same structure under the header's second name. */
static void add_wide(void *state, const void *data, size_t length)
{
	XXH3_64bits_update(state, data, length);
}
#pragma GCC pop_options
#endif

void digest_seal_reset(struct digest_seal *seal)
{
	reset(seal->state);
	seal->add = add_plain;
#ifdef WIDE
	if (__builtin_cpu_supports("avx2"))
		seal->add = add_wide;
#endif
}

void digest_seal_add(struct digest_seal *seal, const void *data, size_t length)
{
	seal->add(seal->state, data, length);
}
