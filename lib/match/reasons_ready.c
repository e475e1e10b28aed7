#include "match/reasons_ready.h"

#include <stdlib.h>

#define CACHE_MAX ((size_t)1 << 30)

enum {
	ID_MAX = 256,	      /* of a course whose texts stand ready */
	NOT_READY = UINT8_MAX /* bars that stop everybody */
};

/*
 * Both texts of a course, each with a comma behind it: but for the person's
 * lottery number, or in two parts around their order.
 */
struct reason_texts {
	uint64_t order;
	uint32_t lottery, priority, limit; /* where they start in the cache */
	uint16_t lottery_length, priority_length, limit_length;
	uint16_t hole; /* in lottery: where the number goes */
	uint8_t bars;
};

static void begin(struct slice id, const char *reason, struct strbuf *out)
{
	strbuf_append(out, id);
	strbuf_append_byte(out, ':');
	strbuf_append_string(out, reason);
	strbuf_append_byte(out, ':');
}

/* The end of a text that began at start; its length. */
static uint16_t end_text(struct strbuf *cache, size_t start)
{
	strbuf_append_byte(cache, ',');
	return (uint16_t)(cache->length - start);
}

static void prepare(struct reasons_ready *ready, uint16_t course,
		    const struct holder *worst)
{
	const struct market *market = ready->assignment->market;
	struct reason_texts *texts = &ready->texts[course];
	struct slice id = market->courses->list[course].id;
	struct strbuf *cache = &ready->cache;
	char digits[LOTTERY_DIGITS];
	struct slice number = {digits, sizeof digits};

	lottery_format(worst->key.lottery, digits);
	texts->lottery = (uint32_t)cache->length;
	begin(id, "full-lottery", cache);
	texts->hole = (uint16_t)(cache->length - texts->lottery);
	strbuf_append(cache, number);
	strbuf_append_byte(cache, ':');
	strbuf_append(cache, number);
	texts->lottery_length = end_text(cache, texts->lottery);
	texts->priority = (uint32_t)cache->length;
	begin(id, "full-priority", cache);
	texts->priority_length = (uint16_t)(cache->length - texts->priority);
	texts->limit = (uint32_t)cache->length;
	strbuf_append_byte(cache, ':');
	market_format_order(market, course, worst->key.order, cache);
	texts->limit_length = end_text(cache, texts->limit);
	texts->order = worst->key.order;
	texts->bars = ready->assignment->bars[course];
	if (ready->longest < cache->length - texts->lottery)
		ready->longest = cache->length - texts->lottery;
}

bool reasons_ready_init(struct reasons_ready *ready,
			const struct assignment *assignment, struct diag *diag)
{
	const struct courses *courses = assignment->market->courses;
	bool same_for_all = assignment->plain && assignment->kept == NULL;

	*ready = (struct reasons_ready){.assignment = assignment};
	strbuf_init(&ready->cache, CACHE_MAX);
	ready->texts = calloc(courses->count + 1, sizeof *ready->texts);
	if (ready->texts == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < courses->count; i++) {
		const struct holder *worst = NULL;

		ready->texts[i].bars = NOT_READY;
		if (same_for_all && courses->list[i].id.length <= ID_MAX)
			worst = assignment_worst(assignment, (uint32_t)i);
		if (worst != NULL)
			prepare(ready, (uint16_t)i, worst);
	}
	return strbuf_reserve(&ready->cache, READY_SLACK) || diag_memory(diag);
}

void reasons_ready_release(struct reasons_ready *ready)
{
	strbuf_release(&ready->cache);
	free(ready->texts);
	*ready = (struct reasons_ready){0};
}

/* Copies in whole blocks; there is room for one more on both sides. */
static char *copy(char *to, const char *from, size_t length)
{
	for (size_t i = 0; i < length; i += READY_SLACK)
		memcpy(to + i, from + i, READY_SLACK);
	return to + length;
}

static char *write_one(const struct reasons_ready *ready,
		       const struct reason_texts *texts,
		       const struct reasons_turn *turn, uint64_t order,
		       char *to)
{
	const char *cache = ready->cache.data;

	if (order == texts->order) {
		char *hole = to + texts->hole;

		to = copy(to, cache + texts->lottery, texts->lottery_length);
		memcpy(hole, turn->lottery, LOTTERY_DIGITS);
		return to;
	}
	to = copy(to, cache + texts->priority, texts->priority_length);
	to = copy(to, turn->order.data, turn->order.length);
	return copy(to, cache + texts->limit, texts->limit_length);
}

size_t reasons_ready_write(const struct reasons_ready *ready,
			   const struct reasons_turn *turn, size_t at,
			   size_t end, struct strbuf *out)
{
	const struct applicants *applicants =
		ready->assignment->market->applicants;
	const uint16_t *row = applicants_choices(applicants, turn->person);
	unsigned needs = applicants->needs[turn->person];
	uint64_t order = applicants->order[turn->person];
	size_t room = ready->longest + turn->order.length;
	char *to;

	if (!strbuf_reserve(out, (end - at) * room + READY_SLACK))
		return end;
	to = out->data + out->length;
	for (; at < end && row[at] < CHOICE_SPECIAL; at++) {
		const struct reason_texts *texts = &ready->texts[row[at]];

		if (texts->bars & needs)
			break;
		to = write_one(ready, texts, turn, order, to);
	}
	*to = '\0';
	out->length = (size_t)(to - out->data);
	return at;
}
