/*
 * Digests: SHA-256 and HMAC-SHA-256 from libcrypto, XXH3-64 from libxxhash.
 */
#ifndef SYSTEM_DIGEST_H
#define SYSTEM_DIGEST_H

#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 32, DIGEST_HEX_SIZE = 2 * DIGEST_SIZE + 1 };

/* Lower-case hexadecimal of length bytes into out (2 * length + 1 bytes). */
void digest_hex(const uint8_t *bytes, size_t length, char *out);

/* SHA-256 (FIPS 180-4) of text. */
void digest_sha256(struct slice text, uint8_t out[DIGEST_SIZE]);

/*
 * "together": the same of count messages, at most DIGEST_TOGETHER of at most
 * DIGEST_TOGETHER_LENGTH bytes, in two thirds of the time.
 */
enum { DIGEST_TOGETHER = 32, DIGEST_TOGETHER_LENGTH = 55 };
void digest_sha256_together(const struct slice *messages, size_t count,
			    uint8_t (*out)[DIGEST_SIZE]);

/* SHA-256 over text that comes in pieces. */
struct digest_stream {
	uint64_t state[16];
};
void digest_stream_begin(struct digest_stream *stream);
void digest_stream_add(struct digest_stream *stream, struct slice text);
void digest_stream_end(struct digest_stream *stream, uint8_t out[DIGEST_SIZE]);

/* SHA-256 of a regular file's content. */
bool digest_file(const char *path, uint8_t out[DIGEST_SIZE], struct diag *diag);

/*
 * HMAC-SHA-256 (RFC 2104) under one key, prepared once for many messages.
 * Holds key material: wipe with digest_hmac_release.
 */
struct digest_hmac {
	struct digest_stream inner, outer;
};
void digest_hmac_init(struct digest_hmac *hmac, struct slice key);
void digest_hmac(const struct digest_hmac *hmac, struct slice message,
		 uint8_t out[DIGEST_SIZE]);
void digest_hmac_together(const struct digest_hmac *hmac,
			  const struct slice *messages, size_t count,
			  uint8_t (*out)[DIGEST_SIZE]);
void digest_hmac_release(struct digest_hmac *hmac);

/* XXH3-64 over bytes that come in pieces: the seal of a stream. */
struct digest_seal;
struct digest_seal *digest_seal_new(void); /* NULL: no memory */
void digest_seal_add(struct digest_seal *seal, const void *data, size_t length);
uint64_t digest_seal_value(const struct digest_seal *seal);
void digest_seal_reset(struct digest_seal *seal);
void digest_seal_free(struct digest_seal *seal);

/* length bytes from the kernel's random number generator. */
bool digest_random(void *out, size_t length, struct diag *diag);

#endif
