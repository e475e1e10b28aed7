/*
 * --clusters: every record once, with the cluster it is in.
 */
#include "vk-enroll-link.h"

#include "enroll/cluster.h"

enum { ACROSS_BITS_MOST = 12000 /* what one pair counts, either way */ };

/* Records in the order of their ids, so that the rows' order tells nothing. */
struct ranking {
	const struct linker *linker;
	uint32_t *records; /* by rank */
	uint32_t *ranks;   /* by record */
};

static int compare_ids(const void *left, const void *right, void *context)
{
	const struct linker *linker = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = slice_compare(linker->ids[a], linker->ids[b]);

	return order != 0 ? order : (a > b) - (a < b);
}

static void rank(struct link *link, struct ranking *ranking)
{
	size_t count = link->linker.count;

	ranking->linker = &link->linker;
	ranking->records = calloc(count + 1, sizeof *ranking->records);
	ranking->ranks = calloc(count + 1, sizeof *ranking->ranks);
	if (ranking->records == NULL || ranking->ranks == NULL)
		tool_die(link->tool, "out of memory");
	for (size_t i = 0; i < count; i++)
		ranking->records[i] = (uint32_t)i;
	qsort_r(ranking->records, count, sizeof *ranking->records, compare_ids,
		&link->linker);
	for (size_t i = 0; i < count; i++)
		ranking->ranks[ranking->records[i]] = (uint32_t)i;
}

static int32_t score(void *context, uint32_t left, uint32_t right)
{
	const struct ranking *ranking = context;
	struct pair_bits pair;

	return linker_score_held(ranking->linker, ranking->records[left],
				 ranking->records[right], &pair);
}

static void write_clusters(struct link *link, const struct ranking *ranking,
			   const uint32_t *cluster, const int32_t *strength)
{
	static const char *const own_names[] = {"record", "cluster", "size",
						"bits"};
	const struct writer_columns columns = {.own = own_names,
					       .own_count = 4};
	const struct linker *linker = &link->linker;
	struct writer *writer = tool_writer(link->tool, NULL, &columns);
	uint32_t *sizes = calloc(linker->count + 1, sizeof *sizes);
	char size[NUMBER_SIZE], bits[NUMBER_SIZE];

	if (sizes == NULL)
		tool_die(link->tool, "out of memory");
	for (size_t i = 0; i < linker->count; i++)
		sizes[cluster[i]]++;
	for (size_t i = 0; i < linker->count; i++) {
		const struct slice own[] = {
			linker->ids[ranking->records[i]],
			linker->ids[ranking->records[cluster[i]]],
			number_format(sizes[cluster[i]], size),
			strength[i] == INT32_MIN ? (struct slice){0}
						 : link_bits(strength[i], bits),
		};

		tool_put(link->tool, writer, NULL, own);
	}
	free(sizes);
}

void link_write_clusters(struct link *link)
{
	const struct found *found = &link->found;
	size_t count = link->linker.count;
	struct ranking ranking;
	struct cluster_rules rules = {.least = link->linker.prior / 2,
				      .most = ACROSS_BITS_MOST,
				      .score = score,
				      .context = &ranking};
	struct cluster_pair *pairs = calloc(found->count + 1, sizeof *pairs);
	uint32_t *cluster = calloc(count + 1, sizeof *cluster);
	int32_t *strength = calloc(count + 1, sizeof *strength);
	size_t pair_count = 0;

	if (pairs == NULL || cluster == NULL || strength == NULL)
		tool_die(link->tool, "out of memory");
	rank(link, &ranking);
	for (size_t i = 0; i < found->count; i++) {
		uint32_t one = ranking.ranks[found->pairs[i].left_record];
		uint32_t other = ranking.ranks[found->pairs[i].right_record];

		if (found->pairs[i].verdict.step == STEP_TWINS)
			continue;
		pairs[pair_count++] = (struct cluster_pair){
			one < other ? one : other, one < other ? other : one,
			found->pairs[i].bits};
	}
	if (!cluster_make(pairs, pair_count, &rules,
			  &(struct clusters){count, cluster, strength}))
		tool_die(link->tool, "out of memory");
	write_clusters(link, &ranking, cluster, strength);
	free(pairs);
	free(cluster);
	free(strength);
	free(ranking.records);
	free(ranking.ranks);
}
