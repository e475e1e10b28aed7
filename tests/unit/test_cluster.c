#include "enroll/cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { RECORDS = 6 };

/* Scores by record; 0 where nothing is set. */
struct scores {
	int32_t bits[RECORDS][RECORDS];
};

static int32_t score(void *context, uint32_t left, uint32_t right)
{
	const struct scores *scores = context;

	return scores->bits[left < right ? left : right]
			   [left < right ? right : left];
}

static void make(struct scores *scores, uint32_t cluster[RECORDS],
		 int32_t strength[RECORDS])
{
	const struct cluster_rules rules = {.least = -5000,
					    .most = 12000,
					    .score = score,
					    .context = scores};
	struct cluster_pair pairs[RECORDS * RECORDS];
	size_t count = 0;

	for (uint32_t i = 0; i < RECORDS; i++)
		for (uint32_t j = i + 1; j < RECORDS; j++)
			if (scores->bits[i][j] > 0)
				pairs[count++] = (struct cluster_pair){
					i, j, scores->bits[i][j]};
	assert_true(
		cluster_make(pairs, count, &rules,
			     &(struct clusters){RECORDS, cluster, strength}));
}

static void pairs_make_clusters_named_by_their_lowest(void **state)
{
	struct scores scores = {
		.bits = {[1] = {[4] = 9000, [5] = 2000}, [4] = {[5] = 7000}}};
	uint32_t cluster[RECORDS];
	int32_t strength[RECORDS];

	(void)state;
	make(&scores, cluster, strength);
	assert_int_equal(cluster[1], 1);
	assert_int_equal(cluster[4], 1);
	assert_int_equal(cluster[5], 1);
	assert_int_equal(cluster[0], 0);
	assert_int_equal(strength[0], INT32_MIN);
	assert_int_equal(strength[1], 9000);
	assert_int_equal(strength[5], 7000);
}

/*
 * 0 is like 1 and 1 like 2, but 0 and 2 contradict each other: the mean across
 * {0, 1} and {2} is (8 - 12) / 2 = -2, which may be; with 3, as unlike 0, 1
 * and 2, it is (7 - 12 - 12) / 3 = -5.67, which may not.
 */
static void a_chain_of_likely_pairs_is_cut(void **state)
{
	struct scores scores = {
		.bits = {[0] = {[1] = 9000, [2] = -40000, [3] = -40000},
			 [1] = {[2] = 8000, [3] = -40000},
			 [2] = {[3] = 7000}}};
	uint32_t cluster[RECORDS];
	int32_t strength[RECORDS];

	(void)state;
	make(&scores, cluster, strength);
	assert_int_equal(cluster[1], 0);
	assert_int_equal(cluster[2], 0);
	assert_int_equal(cluster[3], 3);
	assert_int_equal(strength[3], INT32_MIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_make_clusters_named_by_their_lowest),
		cmocka_unit_test(a_chain_of_likely_pairs_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
