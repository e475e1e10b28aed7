#include "match/seats.h"

#include "match/caps.h"

#define ARENA_MAX ((size_t)1 << 30)

static bool names_course(const struct reserve_rule *reserve, struct slice id)
{
	for (size_t i = 0; i < reserve->course_count; i++) {
		if (slice_equal(reserve->courses[i], id))
			return true;
	}
	return reserve->course_count == 0;
}

/* The seats that a reserve has in a course, out of those that are left. */
static uint32_t reserve_seats(const struct reserve_rule *reserve,
			      const struct course *course, uint32_t left)
{
	uint64_t seats = (uint64_t)reserve->seats;

	if (!names_course(reserve, course->id))
		return 0;
	if (reserve->percent > 0)
		seats = (uint64_t)course->capacity *
			(uint64_t)reserve->percent / 100;
	return seats < left ? (uint32_t)seats : left;
}

static void add_block(struct seats *seats, uint16_t course, int16_t reserve,
		      uint32_t capacity)
{
	struct block *block = &seats->blocks[seats->block_count++];

	*block = (struct block){.capacity = capacity,
				.first = (uint32_t)seats->total,
				.cap = CAP_NONE,
				.course = course,
				.reserve = reserve};
	seats->total += capacity;
}

static void add_course(struct seats *seats, const struct market *market,
		       uint16_t index)
{
	const struct match_rules *rules = market->rules;
	const struct course *course = &market->courses->list[index];
	uint32_t sizes[RULES_RESERVES_MAX], left = course->capacity;

	for (size_t i = 0; i < rules->reserve_count; i++) {
		sizes[i] = reserve_seats(&rules->reserves[i], course, left);
		left -= sizes[i];
	}
	for (int after = 0; after <= 1; after++) {
		for (size_t i = 0; i < rules->reserve_count; i++) {
			if (rules->reserves[i].after != (after == 1) ||
			    sizes[i] == 0)
				continue;
			add_block(seats, index, (int16_t)i, sizes[i]);
			seats->blocks[seats->block_count - 1].hard =
				rules->reserves[i].hard;
		}
		if (after == 0)
			add_block(seats, index, OPEN_SEATS, left);
	}
}

bool seats_init(struct seats *seats, const struct market *market,
		struct diag *diag)
{
	size_t count = market->courses->count;
	size_t most = count * (market->rules->reserve_count + 1);

	*seats = (struct seats){0};
	arena_init(&seats->arena, ARENA_MAX);
	seats->blocks =
		arena_array(&seats->arena, most + 1, sizeof *seats->blocks);
	seats->first_block = arena_array(&seats->arena, count + 1,
					 sizeof *seats->first_block);
	if (seats->blocks == NULL || seats->first_block == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < count; i++) {
		seats->first_block[i] = (uint32_t)seats->block_count;
		add_course(seats, market, (uint16_t)i);
	}
	seats->first_block[count] = (uint32_t)seats->block_count;
	if (seats->total > UINT32_MAX)
		return diag_set(diag, "the courses have more than %u seats",
				UINT32_MAX);
	return caps_init(seats, market, diag);
}

void seats_release(struct seats *seats)
{
	arena_release(&seats->arena);
	*seats = (struct seats){0};
}
