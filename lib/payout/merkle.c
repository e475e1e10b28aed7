#include "payout/merkle.h"

#include <assert.h>
#include <string.h>

void merkle_init(struct merkle *tree)
{
	tree->count = 0;
	tree->height = 0;
}

static void hash_node(const uint8_t left[DIGEST_SIZE],
		      const uint8_t right[DIGEST_SIZE],
		      uint8_t out[DIGEST_SIZE])
{
	char node[1 + 2 * DIGEST_SIZE];

	node[0] = 1;
	memcpy(node + 1, left, DIGEST_SIZE);
	memcpy(node + 1 + DIGEST_SIZE, right, DIGEST_SIZE);
	digest_sha256((struct slice){node, sizeof node}, out);
}

static void hash_leaf(struct slice leaf, uint8_t out[DIGEST_SIZE])
{
	struct digest_stream stream;

	digest_stream_begin(&stream);
	digest_stream_add(&stream, (struct slice){"\0", 1});
	digest_stream_add(&stream, leaf);
	digest_stream_end(&stream, out);
}

void merkle_add(struct merkle *tree, struct slice leaf)
{
	uint8_t hash[DIGEST_SIZE];

	hash_leaf(leaf, hash);
	/* Each trailing 1 of the count is a subtree that is now complete. */
	for (uint64_t left = tree->count; left & 1; left >>= 1)
		hash_node(tree->roots[--tree->height], hash, hash);
	assert(tree->height < MERKLE_HEIGHT);
	memcpy(tree->roots[tree->height++], hash, DIGEST_SIZE);
	tree->count++;
}

void merkle_root(const struct merkle *tree, uint8_t out[DIGEST_SIZE])
{
	if (tree->height == 0) {
		digest_sha256((struct slice){"", 0}, out);
		return;
	}
	memcpy(out, tree->roots[tree->height - 1], DIGEST_SIZE);
	for (unsigned i = tree->height - 1; i-- > 0;)
		hash_node(tree->roots[i], out, out);
}
