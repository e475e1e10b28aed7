/*
 * The SHA256_* functions are deprecated in favour of EVP, but EVP brings the
 * provider machinery into a static link: 4 MB and a millisecond of start-up.
 * These bring the few KB of one algorithm.
 */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "system/digest.h"

#include "system/descriptor.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	BLOCK_SIZE = 64, /* of SHA-256, bytes */
	SHORT_MAX = DIGEST_TOGETHER_LENGTH,
	READ_SIZE = 64 * 1024,
	RANDOM_MAX = 256 /* getrandom never gives less than asked up to here */
};

_Static_assert(SHORT_MAX + 9 == BLOCK_SIZE, "padding and length fit behind it");
_Static_assert(sizeof(SHA256_CTX) <= sizeof(struct digest_stream),
	       "a digest_stream holds libcrypto's state");

#ifdef __SSE2__
/* The digits of 16 values from 0 to 15. */
static __m128i hex_digits(__m128i values)
{
	__m128i letters = _mm_cmpgt_epi8(values, _mm_set1_epi8(9));
	__m128i digits = _mm_add_epi8(values, _mm_set1_epi8('0'));

	return _mm_add_epi8(
		digits, _mm_and_si128(letters, _mm_set1_epi8('a' - '0' - 10)));
}

/* 16 bytes as 32 digits. */
static void hex_block(const uint8_t *bytes, char *out)
{
	const __m128i half = _mm_set1_epi8(15);
	__m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
	__m128i high = _mm_and_si128(_mm_srli_epi16(block, 4), half);
	__m128i low = _mm_and_si128(block, half);
	__m128i *digits = (__m128i *)(void *)out;

	_mm_storeu_si128(digits, hex_digits(_mm_unpacklo_epi8(high, low)));
	_mm_storeu_si128(digits + 1, hex_digits(_mm_unpackhi_epi8(high, low)));
}
#endif

void digest_hex(const uint8_t *bytes, size_t length, char *out)
{
	static const char digits[] = "0123456789abcdef";
	size_t i = 0;

#ifdef __SSE2__
	for (; length - i >= 16; i += 16)
		hex_block(bytes + i, out + 2 * i);
#endif
	for (; i < length; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * length] = '\0';
}

static SHA256_CTX *context_of(struct digest_stream *stream)
{
	return (SHA256_CTX *)stream->state;
}

void digest_stream_begin(struct digest_stream *stream)
{
	SHA256_Init(context_of(stream));
}

void digest_stream_add(struct digest_stream *stream, struct slice text)
{
	SHA256_Update(context_of(stream), text.data, text.length);
}

void digest_stream_end(struct digest_stream *stream, uint8_t out[DIGEST_SIZE])
{
	SHA256_Final(out, context_of(stream));
	explicit_bzero(stream, sizeof *stream);
}

/* A text that ends in its block, and the state before it. */
struct last_block {
	SHA256_CTX context;
	uint8_t bytes[BLOCK_SIZE];
};

/*
 * A text behind what *state has passed. Padding and length (FIPS 180-4, 5.1.1)
 * are put here, which spares libcrypto's buffering.
 */
static void set_block(struct last_block *block, const SHA256_CTX *state,
		      size_t passed, struct slice text)
{
	uint64_t bits = htobe64((passed + text.length) * 8);

	memcpy(block->context.h, state->h, sizeof state->h);
	memset(block->bytes, 0, sizeof block->bytes);
	if (text.length > 0)
		memcpy(block->bytes, text.data, text.length);
	block->bytes[text.length] = 0x80;
	memcpy(block->bytes + BLOCK_SIZE - sizeof bits, &bits, sizeof bits);
}

static void take_digest(const struct last_block *block,
			uint8_t out[DIGEST_SIZE])
{
	for (size_t i = 0; i < DIGEST_SIZE / sizeof(uint32_t); i++) {
		uint32_t word = htobe32(block->context.h[i]);

		memcpy(out + sizeof word * i, &word, sizeof word);
	}
}

/* The digest of what *state has passed and a text that ends in one block. */
static void end_in_block(const SHA256_CTX *state, size_t passed,
			 struct slice text, uint8_t out[DIGEST_SIZE])
{
	struct last_block block;

	set_block(&block, state, passed, text);
	SHA256_Transform(&block.context, block.bytes);
	take_digest(&block, out);
	explicit_bzero(block.context.h, sizeof block.context.h);
}

void digest_sha256(struct slice text, uint8_t out[DIGEST_SIZE])
{
	struct digest_stream stream;

	digest_stream_begin(&stream);
	if (text.length <= SHORT_MAX) {
		end_in_block(context_of(&stream), 0, text, out);
		return;
	}
	digest_stream_add(&stream, text);
	digest_stream_end(&stream, out);
}

/* Nothing but these in the loop, so that the processor runs several at once. */
static void transform(struct last_block *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		SHA256_Transform(&blocks[i].context, blocks[i].bytes);
}

void digest_sha256_together(const struct slice *messages, size_t count,
			    uint8_t (*out)[DIGEST_SIZE])
{
	struct last_block blocks[DIGEST_TOGETHER];
	struct digest_stream start;

	digest_stream_begin(&start);
	for (size_t i = 0; i < count; i++)
		set_block(&blocks[i], context_of(&start), 0, messages[i]);
	transform(blocks, count);
	for (size_t i = 0; i < count; i++)
		take_digest(&blocks[i], out[i]);
}

/* Opens without waiting for the writer of a FIFO, which is then refused. */
static int open_regular(const char *path, struct diag *diag)
{
	struct stat status;
	int descriptor = descriptor_open(path, O_RDONLY | O_NONBLOCK, 0);

	if (descriptor < 0) {
		diag_set_errno(diag, errno, "cannot open \"%s\"", path);
		return -1;
	}
	if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
		return descriptor;
	diag_set(diag, "\"%s\" is not a regular file", path);
	close(descriptor);
	return -1;
}

static bool add_content(struct digest_stream *stream, int descriptor)
{
	char block[READ_SIZE];
	ssize_t got;

	while ((got = descriptor_read(descriptor, block, sizeof block)) > 0)
		digest_stream_add(stream, (struct slice){block, (size_t)got});
	return got == 0;
}

bool digest_file(const char *path, uint8_t out[DIGEST_SIZE], struct diag *diag)
{
	struct digest_stream stream;
	int descriptor = open_regular(path, diag);
	bool whole;

	if (descriptor < 0)
		return false;
	digest_stream_begin(&stream);
	whole = add_content(&stream, descriptor);
	if (!whole)
		diag_set_errno(diag, errno, "cannot read \"%s\"", path);
	close(descriptor);
	digest_stream_end(&stream, out);
	return whole;
}

/* The state after one block: the key, each byte changed by pad. */
static void absorb_key(struct digest_stream *stream,
		       const uint8_t key[BLOCK_SIZE], uint8_t pad)
{
	uint8_t block[BLOCK_SIZE];

	for (size_t i = 0; i < BLOCK_SIZE; i++)
		block[i] = key[i] ^ pad;
	digest_stream_begin(stream);
	digest_stream_add(stream,
			  (struct slice){(const char *)block, BLOCK_SIZE});
	explicit_bzero(block, sizeof block);
}

void digest_hmac_init(struct digest_hmac *hmac, struct slice key)
{
	uint8_t block[BLOCK_SIZE] = {0};

	if (key.length > BLOCK_SIZE)
		digest_sha256(key, block);
	else if (key.length > 0)
		memcpy(block, key.data, key.length);
	absorb_key(&hmac->inner, block, 0x36);
	absorb_key(&hmac->outer, block, 0x5c);
	explicit_bzero(block, sizeof block);
}

/* The digest of a key's block and the message behind it. */
static void end_keyed(const struct digest_stream *keyed, struct slice message,
		      uint8_t out[DIGEST_SIZE])
{
	struct digest_stream stream;

	if (message.length <= SHORT_MAX) {
		end_in_block((const SHA256_CTX *)keyed->state, BLOCK_SIZE,
			     message, out);
		return;
	}
	stream = *keyed;
	digest_stream_add(&stream, message);
	digest_stream_end(&stream, out);
}

void digest_hmac(const struct digest_hmac *hmac, struct slice message,
		 uint8_t out[DIGEST_SIZE])
{
	uint8_t inner[DIGEST_SIZE];

	end_keyed(&hmac->inner, message, inner);
	end_keyed(&hmac->outer,
		  (struct slice){(const char *)inner, DIGEST_SIZE}, out);
}

void digest_hmac_together(const struct digest_hmac *hmac,
			  const struct slice *messages, size_t count,
			  uint8_t (*out)[DIGEST_SIZE])
{
	const SHA256_CTX *inner = (const SHA256_CTX *)hmac->inner.state;
	const SHA256_CTX *outer = (const SHA256_CTX *)hmac->outer.state;
	struct last_block blocks[DIGEST_TOGETHER];

	for (size_t i = 0; i < count; i++)
		set_block(&blocks[i], inner, BLOCK_SIZE, messages[i]);
	transform(blocks, count);
	for (size_t i = 0; i < count; i++) {
		take_digest(&blocks[i], out[i]);
		set_block(&blocks[i], outer, BLOCK_SIZE,
			  (struct slice){(const char *)out[i], DIGEST_SIZE});
	}
	transform(blocks, count);
	for (size_t i = 0; i < count; i++)
		take_digest(&blocks[i], out[i]);
	explicit_bzero(blocks, sizeof blocks);
}

void digest_hmac_release(struct digest_hmac *hmac)
{
	explicit_bzero(hmac, sizeof *hmac);
}

bool digest_random(void *out, size_t length, struct diag *diag)
{
	uint8_t *next = out;

	while (length > 0) {
		size_t part = length < RANDOM_MAX ? length : RANDOM_MAX;
		ssize_t got = getrandom(next, part, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return diag_set_errno(diag, errno,
					      "the kernel gives no random "
					      "bytes");
		next += got;
		length -= (size_t)got;
	}
	return true;
}
