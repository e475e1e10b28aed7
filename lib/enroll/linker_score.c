/*
 * The score of a pair.
 */
#include "enroll/linker.h"

const struct linkage_value *linker_values(const struct linker *linker,
					  size_t record)
{
	return linker->values + record * linker->linkage->field_count;
}

/*
 * The middle of a NIK is the birth date: where a NIK one slip away and the
 * birth date both agree, only what says more of the two is counted.
 */
static void count_once(const struct linker *linker, struct pair_bits *pair)
{
	size_t nik = linker->linkage->by_role[ROLE_NIK];
	size_t birth = linker->linkage->by_role[ROLE_BIRTH];
	int32_t *less;

	if (nik == SIZE_MAX || birth == SIZE_MAX ||
	    pair->levels[nik][LEVEL_NEAR] == 0 || pair->bits[nik] <= 0 ||
	    pair->bits[birth] <= 0)
		return;
	less = pair->bits[nik] < pair->bits[birth] ? &pair->bits[nik]
						   : &pair->bits[birth];
	pair->total -= *less;
	*less = 0;
}

bool linker_score(struct linker *linker, const struct linkage_value *probe,
		  uint32_t candidate, struct pair_bits *pair)
{
	bool enough;

	linker->scored++;
	enough = comparison_score(&linker->comparison,
				  linker_values(linker, candidate), probe,
				  linker->review - linker->prior, pair);
	if (enough)
		count_once(linker, pair);
	pair->total += linker->prior;
	return enough && pair->total >= linker->review;
}

int32_t linker_score_values(const struct linker *linker,
			    const struct linkage_value *held,
			    const struct linkage_value *probe,
			    struct pair_bits *pair)
{
	comparison_score(&linker->comparison, held, probe, INT32_MIN / 2, pair);
	count_once(linker, pair);
	pair->total += linker->prior;
	return pair->total;
}

int32_t linker_score_held(const struct linker *linker, size_t left,
			  size_t right, struct pair_bits *pair)
{
	return linker_score_values(linker, linker_values(linker, left),
				   linker_values(linker, right), pair);
}
