#include "system/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scratch.h"

static const char *hex_of(const uint8_t digest[DIGEST_SIZE])
{
	static char hex[DIGEST_HEX_SIZE];

	digest_hex(digest, DIGEST_SIZE, hex);
	return hex;
}

static const char *sha256_of(const char *text)
{
	uint8_t digest[DIGEST_SIZE];

	digest_sha256(slice_of(text), digest);
	return hex_of(digest);
}

static void hex_is_lower_case(void **state)
{
	const uint8_t bytes[] = {0x00, 0x7f, 0xab, 0xff};
	char out[9];

	(void)state;
	digest_hex(bytes, sizeof bytes, out);
	assert_string_equal(out, "007fabff");
}

/* The examples of NIST's "SHA-256 (FIPS 180-4)" and of its CAVP. */
static void sha256_gives_the_digests_of_fips_180_4(void **state)
{
	(void)state;
	assert_string_equal(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb924"
					   "27ae41e4649b934ca495991b7852b855");
	assert_string_equal(sha256_of("abc"),
			    "ba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(sha256_of("abcdbcdecdefdefgefghfghighijhijk"
				      "ijkljklmklmnlmnomnopnopq"),
			    "248d6a61d20638b8e5c026930c3e6039"
			    "a33ce45964ff2167f6ecedd419db06c1");
}

static void sha256_in_pieces_gives_the_same(void **state)
{
	struct digest_stream stream;
	uint8_t digest[DIGEST_SIZE];
	char piece[997];
	size_t left = 1000000;

	(void)state;
	memset(piece, 'a', sizeof piece);
	digest_stream_begin(&stream);
	while (left > 0) {
		size_t length = left < sizeof piece ? left : sizeof piece;

		digest_stream_add(&stream, (struct slice){piece, length});
		left -= length;
	}
	digest_stream_end(&stream, digest);
	assert_string_equal(hex_of(digest), "cdc76e5c9914fb9281a1c7e284d73e67"
					    "f1809a48a497200e046d39ccc7112cd0");
}

static void the_state_is_wiped_at_the_end(void **state)
{
	static const struct digest_stream clean;
	struct digest_stream stream;
	uint8_t digest[DIGEST_SIZE];

	(void)state;
	digest_stream_begin(&stream);
	digest_stream_add(&stream, SLICE("secret"));
	digest_stream_end(&stream, digest);
	assert_memory_equal(&stream, &clean, sizeof clean);
}

static void check_hmac(struct slice key, struct slice message,
		       const char *expected)
{
	struct digest_hmac hmac;
	uint8_t digest[DIGEST_SIZE];

	digest_hmac_init(&hmac, key);
	for (int twice = 0; twice < 2; twice++) {
		digest_hmac(&hmac, message, digest);
		assert_string_equal(hex_of(digest), expected);
	}
	digest_hmac_release(&hmac);
}

/* Test cases 1 to 4, 6 and 7 of RFC 4231. */
static void hmac_gives_the_digests_of_rfc_4231(void **state)
{
	char key[131], data[50];

	(void)state;
	memset(key, 0x0b, sizeof key);
	check_hmac((struct slice){key, 20}, SLICE("Hi There"),
		   "b0344c61d8db38535ca8afceaf0bf12b"
		   "881dc200c9833da726e9376c2e32cff7");
	check_hmac(SLICE("Jefe"), SLICE("what do ya want for nothing?"),
		   "5bdcc146bf60754e6a042426089575c7"
		   "5a003f089d2739839dec58b964ec3843");
	memset(key, 0xaa, sizeof key);
	memset(data, 0xdd, sizeof data);
	check_hmac((struct slice){key, 20}, (struct slice){data, 50},
		   "773ea91e36800e46854db8ebd09181a7"
		   "2959098b3ef8c122d9635514ced565fe");
	check_hmac((struct slice){key, 131},
		   SLICE("Test Using Larger Than Block-Size Key - "
			 "Hash Key First"),
		   "60e431591ee0b67f0d8a26aacbf5b77f"
		   "8e0bc6213728c5140546040f0ee37f54");
	check_hmac((struct slice){key, 131},
		   SLICE("This is a test using a larger than block-size key "
			 "and a larger than block-size data. The key needs to "
			 "be hashed before being used by the HMAC algorithm."),
		   "9b09ffa71b942fcb27635fbcd5b0e944"
		   "bfdc63644f0713938a7f51535c3a35e2");
	for (size_t i = 0; i < 25; i++)
		key[i] = (char)(i + 1);
	memset(data, 0xcd, sizeof data);
	check_hmac((struct slice){key, 25}, (struct slice){data, 50},
		   "82558a389a443c0ea4cc819899f2083a"
		   "85f0faa3e578f8077a2e3ff46729665b");
}

static void together_gives_what_one_by_one_does(void **state)
{
	static const char text[] =
		"fifty-five bytes are the most that one block has room for.";
	struct slice messages[DIGEST_TOGETHER];
	uint8_t together[DIGEST_TOGETHER][DIGEST_SIZE];
	struct digest_hmac hmac;

	(void)state;
	digest_hmac_init(&hmac, SLICE("key"));
	for (size_t i = 0; i < DIGEST_TOGETHER; i++)
		messages[i] = (struct slice){
			text, i == 0 ? DIGEST_TOGETHER_LENGTH : i - 1};
	for (size_t count = 0; count <= DIGEST_TOGETHER; count++) {
		memset(together, 0, sizeof together);
		digest_hmac_together(&hmac, messages, count, together);
		for (size_t i = 0; i < count; i++) {
			uint8_t alone[DIGEST_SIZE];

			digest_hmac(&hmac, messages[i], alone);
			assert_memory_equal(together[i], alone, DIGEST_SIZE);
		}
		digest_sha256_together(messages, count, together);
		for (size_t i = 0; i < count; i++) {
			uint8_t alone[DIGEST_SIZE];

			digest_sha256(messages[i], alone);
			assert_memory_equal(together[i], alone, DIGEST_SIZE);
		}
	}
	digest_hmac_release(&hmac);
}

static void hmac_release_wipes_the_key(void **state)
{
	static const struct digest_hmac clean;
	struct digest_hmac hmac;

	(void)state;
	digest_hmac_init(&hmac, SLICE("Jefe"));
	digest_hmac_release(&hmac);
	assert_memory_equal(&hmac, &clean, sizeof clean);
}

static void file_gives_the_digest_of_its_content(void **state)
{
	uint8_t digest[DIGEST_SIZE];
	struct diag diag;

	(void)state;
	scratch_write("abc", "abc");
	assert_true(digest_file("abc", digest, &diag));
	assert_string_equal(hex_of(digest), "ba7816bf8f01cfea414140de5dae2223"
					    "b00361a396177a9cb410ff61f20015ad");
}

static void file_refuses_what_is_no_regular_file(void **state)
{
	uint8_t digest[DIGEST_SIZE];
	struct diag diag;

	(void)state;
	assert_false(digest_file("absent", digest, &diag));
	assert_string_equal(diag.message, "cannot open \"absent\": "
					  "No such file or directory");
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(digest_file("pipe", digest, &diag));
	assert_string_equal(diag.message, "\"pipe\" is not a regular file");
	assert_false(digest_file(".", digest, &diag));
	assert_string_equal(diag.message, "\".\" is not a regular file");
}

/*
 * The input and the values of xxHash 0.8's own check for XXH3_64bits without
 * a seed (cli/xsum_sanity_check.c): one for each way it treats a length.
 */
static void seal_gives_the_values_that_xxhash_publishes(void **state)
{
	static const struct {
		size_t length;
		uint64_t value;
	} known[] = {
		{0, 0x2D06800538D394C2},    {1, 0xC44BDFF4074EECDB},
		{6, 0x27B56A84CD2D7325},    {12, 0xA713DAF0DFBB77E7},
		{24, 0xA3FE70BF9D3510EB},   {48, 0x397DA259ECBA1F11},
		{80, 0xBCDEFBBB2C47C90A},   {195, 0xCD94217EE362EC3A},
		{403, 0xCDEB804D65C6DEA4},  {512, 0x617E49599013CB6B},
		{2048, 0xDD59E2C3A5F038E0}, {2240, 0x6E73A90539CF2948},
		{2367, 0xCB37AEB9E5D361ED},
	};
	struct digest_seal *seal = digest_seal_new();
	uint64_t generator = UINT64_C(2654435761);
	uint8_t input[2367];

	(void)state;
	assert_non_null(seal);
	for (size_t i = 0; i < sizeof input; i++) {
		input[i] = (uint8_t)(generator >> 56);
		generator *= UINT64_C(11400714785074694797);
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		digest_seal_reset(seal);
		for (size_t at = 0; at < known[i].length; at += 100) {
			size_t left = known[i].length - at;

			digest_seal_add(seal, input + at,
					left < 100 ? left : 100);
		}
		assert_int_equal(digest_seal_value(seal), known[i].value);
	}
	digest_seal_free(seal);
	digest_seal_free(NULL);
}

static void seal_value_does_not_end_the_seal(void **state)
{
	struct digest_seal *seal = digest_seal_new();
	uint64_t first, both;

	(void)state;
	digest_seal_add(seal, "person\n", 7);
	first = digest_seal_value(seal);
	assert_int_equal(digest_seal_value(seal), first);
	digest_seal_add(seal, "a\n", 2);
	both = digest_seal_value(seal);
	assert_int_not_equal(both, first);
	digest_seal_reset(seal);
	digest_seal_add(seal, "person\na\n", 9);
	assert_int_equal(digest_seal_value(seal), both);
	digest_seal_free(seal);
}

static void random_fills_every_byte(void **state)
{
	uint8_t bytes[1000], seen[1000] = {0};
	struct diag diag;

	(void)state;
	for (int round = 0; round < 16; round++) {
		memset(bytes, 0, sizeof bytes);
		assert_true(digest_random(bytes, sizeof bytes, &diag));
		for (size_t i = 0; i < sizeof bytes; i++)
			seen[i] |= bytes[i];
	}
	for (size_t i = 0; i < sizeof seen; i++)
		assert_int_not_equal(seen[i], 0);
}

/* Around the ends of blocks, at 55, 56, 64, 119 and 120 bytes, too. */
static void a_text_at_once_has_the_digest_of_its_pieces(void **state)
{
	uint8_t whole[DIGEST_SIZE], pieces[DIGEST_SIZE];
	char text[130];

	(void)state;
	memset(text, 'v', sizeof text);
	for (size_t length = 0; length <= sizeof text; length++) {
		struct digest_stream stream;

		digest_sha256((struct slice){text, length}, whole);
		digest_stream_begin(&stream);
		for (size_t i = 0; i < length; i++)
			digest_stream_add(&stream, (struct slice){text + i, 1});
		digest_stream_end(&stream, pieces);
		assert_memory_equal(whole, pieces, sizeof whole);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_at_once_has_the_digest_of_its_pieces),
		cmocka_unit_test(hex_is_lower_case),
		cmocka_unit_test(sha256_gives_the_digests_of_fips_180_4),
		cmocka_unit_test(sha256_in_pieces_gives_the_same),
		cmocka_unit_test(the_state_is_wiped_at_the_end),
		cmocka_unit_test(hmac_gives_the_digests_of_rfc_4231),
		cmocka_unit_test(together_gives_what_one_by_one_does),
		cmocka_unit_test(hmac_release_wipes_the_key),
		scratch_test(file_gives_the_digest_of_its_content),
		scratch_test(file_refuses_what_is_no_regular_file),
		cmocka_unit_test(seal_gives_the_values_that_xxhash_publishes),
		cmocka_unit_test(seal_value_does_not_end_the_seal),
		cmocka_unit_test(random_fills_every_byte),
	};

	return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
