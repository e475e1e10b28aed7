#include "enroll/cluster.h"

#include <stdlib.h>

enum { ACROSS_MOST = 4096 /* pairs scored before two clusters are joined */ };

/* Clusters as rings: next leads round the members. */
struct rings {
	uint32_t *next, *size;
	uint32_t *lowest; /* by record: the cluster's lowest, its name */
};

static int compare_pairs(const void *left, const void *right)
{
	const struct cluster_pair *a = left, *b = right;

	if (a->bits != b->bits)
		return a->bits > b->bits ? -1 : 1;
	if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	return (a->right > b->right) - (a->right < b->right);
}

static int32_t limited(int32_t bits, int32_t most)
{
	if (bits > most)
		return most;
	return bits < -most ? -most : bits;
}

/* Whether the pairs across two clusters allow that they are one. */
static bool may_join(const struct rings *rings, uint32_t left, uint32_t right,
		     const struct cluster_rules *rules)
{
	uint32_t own = rings->lowest[left], other = rings->lowest[right];
	int64_t sum = 0, count = 0;
	uint32_t i = own, j = other;

	if ((uint64_t)rings->size[own] * rings->size[other] > ACROSS_MOST)
		return false;
	do {
		do {
			sum += limited(rules->score(rules->context, i, j),
				       rules->most);
			count++;
			j = rings->next[j];
		} while (j != other);
		i = rings->next[i];
	} while (i != own);
	return sum >= count * rules->least;
}

static void join(struct rings *rings, uint32_t left, uint32_t right)
{
	uint32_t own = rings->lowest[left], other = rings->lowest[right];
	uint32_t keep = own < other ? own : other;
	uint32_t size = rings->size[own] + rings->size[other];
	uint32_t swap = rings->next[own], i = keep;

	rings->next[own] = rings->next[other];
	rings->next[other] = swap;
	do {
		rings->lowest[i] = keep;
		i = rings->next[i];
	} while (i != keep);
	rings->size[keep] = size;
}

static void note_strength(int32_t *strength, const struct cluster_pair *pair)
{
	if (strength[pair->left] < pair->bits)
		strength[pair->left] = pair->bits;
	if (strength[pair->right] < pair->bits)
		strength[pair->right] = pair->bits;
}

bool cluster_make(struct cluster_pair *pairs, size_t pair_count,
		  const struct cluster_rules *rules, struct clusters *clusters)
{
	size_t count = clusters->count;
	uint32_t *cluster = clusters->lowest;
	int32_t *strength = clusters->strength;
	struct rings rings = {
		.next = calloc(count + 1, sizeof *rings.next),
		.size = calloc(count + 1, sizeof *rings.size),
		.lowest = cluster,
	};
	bool good = rings.next != NULL && rings.size != NULL;

	for (size_t i = 0; good && i < count; i++) {
		rings.next[i] = rings.lowest[i] = (uint32_t)i;
		rings.size[i] = 1;
		strength[i] = INT32_MIN;
	}
	if (good && pair_count > 0)
		qsort(pairs, pair_count, sizeof *pairs, compare_pairs);
	for (size_t i = 0; good && i < pair_count; i++) {
		const struct cluster_pair *pair = &pairs[i];

		if (cluster[pair->left] != cluster[pair->right]) {
			if (!may_join(&rings, pair->left, pair->right, rules))
				continue;
			join(&rings, pair->left, pair->right);
		}
		note_strength(strength, pair);
	}
	free(rings.next);
	free(rings.size);
	return good;
}
