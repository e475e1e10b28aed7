#include "match/reasons.h"

#include "base/number.h"
#include "match/caps.h"
#include "match/heap.h"

#include <stdlib.h>

enum { ORDER_TEXT_MAX = 4096 };

/* The assignment that decided about a choice. */
static const struct assignment *stage_of(const struct reasons *r, size_t at)
{
	return at >= r->first->to && r->rest != NULL ? r->rest : r->first;
}

static void append_lottery(uint64_t number, struct strbuf *out)
{
	char digits[LOTTERY_DIGITS];

	lottery_format(number, digits);
	strbuf_append(out, (struct slice){digits, sizeof digits});
}

static void begin(const struct reasons *r, uint16_t course, const char *reason,
		  struct strbuf *out)
{
	strbuf_append(out, r->first->market->courses->list[course].id);
	strbuf_append_byte(out, ':');
	strbuf_append_string(out, reason);
	strbuf_append_byte(out, ':');
}

bool reasons_init(struct reasons *r, const struct assignment *first,
		  const struct closings *closings, struct diag *diag)
{
	size_t courses = first->market->courses->count;

	*r = (struct reasons){.first = first, .closings = closings};
	strbuf_init(&r->turn.order, ORDER_TEXT_MAX);
	r->closed_placed = calloc(courses + 1, sizeof *r->closed_placed);
	if (r->closed_placed == NULL)
		return diag_memory(diag);
	for (size_t i = 0; closings != NULL && i < closings->count; i++)
		r->closed_placed[closings->list[i].course] =
			closings->list[i].placed;
	return reasons_ready_init(&r->ready, first, diag) &&
	       (strbuf_reserve(&r->turn.order, READY_SLACK) ||
		diag_memory(diag));
}

void reasons_release(struct reasons *r)
{
	reasons_ready_release(&r->ready);
	strbuf_release(&r->turn.order);
	free(r->closed_placed);
	*r = (struct reasons){0};
}

/* A text from outside, without the marks that separate reasons. */
static void append_clean(struct slice text, struct strbuf *out)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		strbuf_append_byte(out,
				   byte == ':' || byte == ',' ? '_' : byte);
	}
}

static void write_barred(const struct reasons *r, unsigned bars,
			 uint16_t course, const struct record *record,
			 struct strbuf *out)
{
	const struct courses *courses = r->first->market->courses;
	char day[DATE_SIZE];

	if (bars & BAR_NOT_TAKING_PART) {
		begin(r, course, "not-eligible", out);
		strbuf_append(out, date_format(r->day, day));
		strbuf_append_byte(out, ':');
		append_clean(courses->list[course].lapsed_at, out);
	} else if (bars & (BAR_LIST | BAR_NO_LIST)) {
		begin(r, course, "not-eligible", out);
		strbuf_append_string(out, "not-listed:");
	} else if (bars & BAR_ACCESS) {
		begin(r, course, "access", out);
		strbuf_append_string(out, "yes:no");
	} else {
		begin(r, course, "mode", out);
		append_clean(record_field(record, r->mode_column), out);
		strbuf_append_byte(out, ':');
		append_clean(course_field(courses, course, COURSE_MODE), out);
	}
}

/* The innermost cap around a course that is reached, or CAP_NONE. */
static uint32_t full_cap(const struct assignment *a, uint16_t course)
{
	uint32_t cap = a->layout->blocks[a->layout->first_block[course]].cap;

	while (cap != CAP_NONE && a->caps[cap].count < a->caps[cap].limit)
		cap = a->layout->caps[cap].parent;
	return cap;
}

/* What kept a person out of a course that could have taken them. */
struct refusal {
	bool admitted;		     /* somebody was, where they asked */
	struct holder last;	     /* the last of these */
	const struct block *reserve; /* has somebody behind them, or is empty */
	const struct block *kept;    /* the last reserve they aren't of */
	bool room;		     /* a block had a free seat, or worse */
};

/* Looks at one block of the course that a person was refused in. */
static void look_at_block(const struct assignment *a, uint32_t b,
			  const struct holder *claim, struct refusal *refusal)
{
	const struct block *block = &a->layout->blocks[b];
	const struct holder *worst = assignment_worst(a, b);
	bool outside = worst != NULL && worst->key.order & ORDER_OUTSIDER;
	bool empty = a->heaps[b].count < a->capacity[b];
	struct holder last = worst == NULL ? *claim : *worst;
	uint16_t needs = a->market->applicants->needs[claim->person];

	last.key.order &= ~ORDER_OUTSIDER;
	if (!seats_is_member(block, needs) && (block->hard || !outside)) {
		if (empty && !block->hard)
			refusal->room = true;
		else if (empty || assignment_is_behind(a, &last, claim))
			refusal->reserve = block;
		if (a->capacity[b] > 0)
			refusal->kept = block;
		return;
	}
	refusal->room |= empty;
	if (worst == NULL)
		return;
	if (!refusal->admitted || assignment_is_worse(a, &last, &refusal->last))
		refusal->last = last;
	refusal->admitted = true;
}

static struct refusal find_refusal(const struct assignment *a, uint32_t person,
				   uint16_t course)
{
	struct refusal refusal = {0};
	struct holder claim = {market_key(a->market, person, course), person,
			       0};

	for (uint32_t b = a->layout->first_block[course];
	     b < a->layout->first_block[course + 1]; b++)
		look_at_block(a, b, &claim, &refusal);
	if (refusal.admitted && refusal.last.key.order > claim.key.order)
		refusal.room = true;
	if (!refusal.admitted && !refusal.room && refusal.reserve == NULL)
		refusal.reserve = refusal.kept;
	return refusal;
}

static void append_order(const struct reasons *r, uint16_t course,
			 uint64_t order, struct strbuf *out)
{
	market_format_order(r->first->market, course, order, out);
}

static void write_full(const struct reasons *r, const struct holder *claim,
		       uint16_t course, const struct holder *worst,
		       struct strbuf *out)
{
	const uint8_t *kept = r->first->kept;
	bool keeps = kept != NULL && (kept[claim->person] ||
				      (worst != NULL && kept[worst->person]));
	uint64_t order = claim->key.order;

	if (worst != NULL && !keeps && worst->key.order == order) {
		begin(r, course, "full-lottery", out);
		append_lottery(claim->key.lottery, out);
		strbuf_append_byte(out, ':');
		append_lottery(worst->key.lottery, out);
		return;
	}
	begin(r, course, "full-priority", out);
	append_order(r, course, order, out);
	strbuf_append_byte(out, ':');
	if (keeps)
		strbuf_append_string(out, "kept");
	else if (worst == NULL)
		strbuf_append_byte(out, '0');
	else
		append_order(r, course, worst->key.order, out);
}

static void write_refusal(const struct reasons *r, const struct assignment *a,
			  uint32_t person, uint16_t course, struct strbuf *out)
{
	struct refusal refusal = find_refusal(a, person, course);
	struct holder claim = {market_key(a->market, person, course), person,
			       0};
	uint32_t cap = full_cap(a, course);

	if (cap != CAP_NONE && (refusal.room || !refusal.admitted)) {
		begin(r, course, "cap", out);
		append_order(r, course, claim.key.order, out);
		strbuf_append_byte(out, ':');
		cap_name(&a->layout->caps[cap], out);
		strbuf_append_byte(out, '=');
		strbuf_append_number(out, a->layout->caps[cap].limit);
	} else if (refusal.reserve != NULL) {
		begin(r, course, "reserve", out);
		append_order(r, course, claim.key.order, out);
		strbuf_append_byte(out, ':');
		strbuf_append(out, a->market->rules
					   ->reserves[refusal.reserve->reserve]
					   .name);
	} else {
		write_full(r, &claim, course,
			   refusal.admitted ? &refusal.last : NULL, out);
	}
}

static void write_one(struct reasons *r, uint32_t person, size_t at,
		      const struct record *record, struct strbuf *out)
{
	const struct assignment *a = stage_of(r, at);
	uint16_t course = applicants_choices(a->market->applicants, person)[at];
	unsigned bars;

	if (course == CHOICE_UNKNOWN) {
		append_clean(record_field(record, r->choice_columns[at]), out);
		strbuf_append_string(out, ":unknown-course::");
		return;
	}
	bars = market_bars(a->market, person, course);
	if (bars != 0) {
		write_barred(r, bars, course, record, out);
	} else if (a->bars[course] & BAR_NOT_TAKING_PART) {
		begin(r, course, "closed", out);
		strbuf_append_number(out, r->closed_placed[course]);
		strbuf_append_byte(out, ':');
		strbuf_append_number(out,
				     a->market->courses->list[course].minimum);
	} else {
		write_refusal(r, a, person, course, out);
	}
}

void reasons_turn_to(struct reasons *r, uint32_t person)
{
	const struct market *market = r->first->market;
	uint64_t order = market->applicants->order[person];
	struct reasons_turn *turn = &r->turn;

	turn->person = person;
	lottery_format(market->lottery[person], turn->lottery);
	if (turn->order.length > 0 && turn->order_of == order)
		return;
	strbuf_reset(&turn->order);
	priority_format(market->priority, order, &turn->order);
	strbuf_reserve(&turn->order, READY_SLACK);
	turn->order_of = order;
}

bool reasons_write(struct reasons *r, const struct record *record,
		   struct strbuf *out)
{
	const struct applicants *applicants = r->first->market->applicants;
	uint32_t person = r->turn.person;
	const uint16_t *row = applicants_choices(applicants, person);
	size_t end = r->rest != NULL ? r->rest->to : r->first->to;
	size_t begin = out->length, ready;

	if (end > r->first->position[person])
		end = r->first->position[person];
	ready = end < r->first->to ? end : r->first->to;
	for (size_t at = 0; at < end; at++) {
		if (at < ready)
			at = reasons_ready_write(&r->ready, &r->turn, at, ready,
						 out);
		if (at == end)
			break;
		if (row[at] == CHOICE_EMPTY || row[at] == CHOICE_REPEAT)
			continue;
		write_one(r, person, at, record, out);
		strbuf_append_byte(out, ',');
	}
	/* Commas stand between reasons. */
	if (out->length > begin)
		out->data[--out->length] = '\0';
	return !out->failed;
}
