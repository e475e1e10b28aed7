#include "payout/verify_parts.h"

#include "base/number.h"

/* A transfer that takes off or gives back. */
struct deduction {
	int64_t transfer, rupiah;
	uint32_t person;
	uint32_t next; /* of its batch, from 1; 0 */
	bool counts;   /* proposed, and its days are not free */
};

static bool make_room(struct verifying *verifying, void **array, size_t count,
		      size_t *room, size_t size)
{
	size_t wanted = *room == 0 ? 64 : 2 * *room;
	void *larger;

	if (count < *room)
		return true;
	larger = arena_array(&verifying->arena, wanted, size);
	if (larger == NULL)
		return diag_memory(verifying->diag);
	if (count > 0)
		memcpy(larger, *array, count * size);
	*array = larger;
	*room = wanted;
	return true;
}

static bool find_person(struct verifying *verifying, struct slice text,
			uint32_t *person)
{
	struct deductions *all = &verifying->deductions;
	void *sums = all->sums;
	bool added;

	if (!set_add(&all->persons, text, person, &added))
		return diag_memory(verifying->diag);
	if (!added)
		return true;
	if (!make_room(verifying, &sums, *person, &all->sum_room,
		       sizeof *all->sums))
		return false;
	all->sums = sums;
	all->sums[*person] = (struct set_off){0};
	return true;
}

bool verify_deduction(struct verifying *verifying,
		      const struct transfer_row *row)
{
	struct deductions *all = &verifying->deductions;
	struct batch_proof *batch = verify_batch(verifying, row->batch);
	struct deduction deduction = {.transfer = row->transfer,
				      .rupiah = row->set_off};
	void *list = all->list;

	if (row->set_off == 0 || row->attempt > 1 || batch == NULL)
		return true;
	if (!find_person(verifying, row->person, &deduction.person) ||
	    !make_room(verifying, &list, all->count, &all->room,
		       sizeof *all->list))
		return false;
	all->list = list;
	deduction.next = batch->deductions;
	all->list[all->count++] = deduction;
	batch->deductions = (uint32_t)all->count;
	verify_transfer(verifying, row->transfer)->deduction =
		(uint32_t)all->count;
	return true;
}

/* Sets a deduction off, or free again. */
static bool count(struct verifying *verifying, struct deduction *deduction,
		  bool counts)
{
	struct set_off *sum = &verifying->deductions.sums[deduction->person];
	int64_t change = deduction->rupiah;

	if (deduction->counts == counts)
		return true;
	deduction->counts = counts;
	if (!counts && !number_subtract(0, change, &change))
		return diag_set(verifying->diag, "an amount beyond counting");
	return set_off_take(sum, change, verifying->diag);
}

/*
 * Nothing is taken off that nobody decided to set off by then, and no more is
 * given back than had come back.
 */
static bool check_proposed(struct verifying *verifying,
			   const struct deduction *deduction)
{
	const struct set_off *sum =
		&verifying->deductions.sums[deduction->person];
	int64_t back;

	if (deduction->rupiah > 0 && sum->taken > sum->decided)
		verify_tell(verifying,
			    "transfer %lld: its person's transfers set off "
			    "%lld rupiah, and %lld were decided",
			    (long long)deduction->transfer,
			    (long long)sum->taken, (long long)sum->decided);
	if (!set_off_back(sum, &back, verifying->diag))
		return false;
	if (deduction->rupiah < 0 && back < 0)
		verify_tell(verifying,
			    "transfer %lld: gives back more than had come "
			    "back, which leaves %lld rupiah",
			    (long long)deduction->transfer, (long long)back);
	return true;
}

static bool read_batch(struct verifying *verifying,
		       const struct event_row *event, enum transfer_state state)
{
	struct batch_proof *batch = verify_batch(verifying, event->batch);
	bool proposed = state == TRANSFER_PROPOSED;

	if (batch == NULL || !(proposed || state_is_freed(state)))
		return true;
	for (uint32_t i = batch->deductions; i > 0;) {
		struct deduction *each = &verifying->deductions.list[i - 1];

		if (!count(verifying, each, proposed) ||
		    (proposed && !check_proposed(verifying, each)))
			return false;
		i = each->next;
	}
	return true;
}

static bool read_transfer(struct verifying *verifying,
			  const struct event_row *event,
			  enum transfer_state state)
{
	const struct transfer_proof *transfer =
		verify_transfer(verifying, event->transfer);

	if (transfer == NULL || transfer->deduction == 0 ||
	    state != TRANSFER_VOIDED)
		return true;
	return count(verifying,
		     &verifying->deductions.list[transfer->deduction - 1],
		     false);
}

static bool read_decision(struct verifying *verifying,
			  const struct event_row *event)
{
	struct set_off *sum;
	uint32_t person;
	bool decided = slice_is(event->kind, "set-off");

	if (!decided && !slice_is(event->kind, "recovered"))
		return true;
	if (!find_person(verifying, event->person, &person))
		return false;
	sum = &verifying->deductions.sums[person];
	if (!set_off_hear(sum, event, verifying->diag))
		return false;
	if (decided && sum->decided < sum->taken)
		verify_tell(verifying,
			    "event %lld: %lld rupiah are set off from now on, "
			    "and %lld were taken off by then",
			    (long long)event->sequence, (long long)sum->decided,
			    (long long)sum->taken);
	return true;
}

bool verify_deduction_event(struct verifying *verifying,
			    const struct event_row *event)
{
	enum transfer_state state = state_of_kind(event->kind);

	if (event->transfer > 0)
		return read_transfer(verifying, event, state);
	if (event->batch > 0)
		return read_batch(verifying, event, state);
	return read_decision(verifying, event);
}
