#include "payout/merkle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/*
 * Leaves and roots of the test of Certificate Transparency's reference
 * implementation (github.com/google/certificate-transparency,
 * cpp/merkletree/merkle_tree_test.cc), which RFC 9162's tree is.
 */
static const struct {
	const char *bytes;
	size_t length;
	const char *root;
} tree[] = {
	{"", 0,
	 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
	{"\x00", 1,
	 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
	{"\x10", 1,
	 "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
	{"\x20\x21", 2,
	 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
	{"\x30\x31", 2,
	 "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
	{"\x40\x41\x42\x43", 4,
	 "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
	{"\x50\x51\x52\x53\x54\x55\x56\x57", 8,
	 "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
	{"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
	 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

static void assert_root(const struct merkle *merkle, const char *wanted)
{
	uint8_t root[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	merkle_root(merkle, root);
	digest_hex(root, DIGEST_SIZE, hex);
	assert_string_equal(hex, wanted);
}

static void roots_are_those_of_certificate_transparency(void **state)
{
	struct merkle merkle;

	(void)state;
	merkle_init(&merkle);
	for (size_t i = 0; i < sizeof tree / sizeof *tree; i++) {
		merkle_add(&merkle,
			   (struct slice){tree[i].bytes, tree[i].length});
		assert_root(&merkle, tree[i].root);
	}
}

static void empty_tree_has_the_hash_of_nothing(void **state)
{
	struct merkle merkle;

	(void)state;
	merkle_init(&merkle);
	assert_root(&merkle, "e3b0c44298fc1c149afbf4c8996fb924"
			     "27ae41e4649b934ca495991b7852b855");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roots_are_those_of_certificate_transparency),
		cmocka_unit_test(empty_tree_has_the_hash_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
