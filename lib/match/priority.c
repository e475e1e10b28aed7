#include "match/priority.h"

#include "base/number.h"
#include "value/date.h"

enum {
	BITS_MAX = 62,
	TIER_BITS = 8,
	POINTS_BITS = 24,
	POINTS_MAX = (1 << POINTS_BITS) - 1,
	SCORE_MAX = 10000000,
	DATE_OFFSET = 62092, /* days from 1800-01-01 to 1970-01-01 */
	VALUES_MAX = 1 << 20
};

static unsigned bits_of(enum then_kind kind)
{
	switch (kind) {
	case THEN_DATE:
		return 20;
	case THEN_NUMBER:
		return 32;
	case THEN_FLAG:
		break;
	}
	return 2;
}

static uint64_t mask_of(enum then_kind kind)
{
	return (UINT64_C(1) << bits_of(kind)) - 1;
}

static bool lay_out_bits(struct priority *priority, struct diag *diag)
{
	const struct match_rules *rules = priority->rules;
	unsigned left = BITS_MAX - TIER_BITS;

	priority->has_points =
		rules->score.length > 0 || rules->bonus_count > 0;
	if (priority->has_points)
		left -= POINTS_BITS;
	priority->points_shift = left;
	for (size_t i = 0; i < rules->then_count; i++) {
		unsigned bits = bits_of(rules->then[i].kind);

		if (bits > left)
			return diag_set(diag,
					"the priority's fields need more than "
					"%d bits: tier 8, points 24, a date "
					"20, a number 32, a flag 2",
					BITS_MAX);
		left -= bits;
		priority->then_shifts[i] = left;
	}
	return true;
}

static bool index_courses(struct priority *priority, size_t bonus,
			  struct diag *diag)
{
	struct courses *courses = priority->courses;
	struct slice name = priority->rules->bonuses[bonus].same;
	size_t column = header_find(&courses->header, name);
	uint16_t *values =
		arena_array(&courses->arena, courses->count, sizeof *values);

	set_init(&priority->values[bonus], VALUES_MAX);
	if (column == COLUMN_NONE)
		return diag_set(diag,
				"bonus: the courses have no column '%.*s'",
				SLICE_PRINT(name));
	if (values == NULL && courses->count > 0)
		return diag_memory(diag);
	for (size_t i = 0; i < courses->count; i++) {
		struct slice value = courses->list[i].fields[column];
		uint32_t index;

		if (value.length == 0)
			continue;
		if (!set_add(&priority->values[bonus], value, &index, NULL))
			return diag_memory(diag);
		values[i] = (uint16_t)(index + 1);
	}
	priority->course_values[bonus] = values;
	return true;
}

bool priority_init(struct priority *priority, struct match_rules *rules,
		   struct courses *courses, const struct header *header,
		   struct diag *diag)
{
	*priority = (struct priority){.rules = rules, .courses = courses};
	if (!lay_out_bits(priority, diag))
		return false;
	for (size_t i = 0; i < rules->tier_count; i++)
		condition_bind(&rules->tiers[i].when, header);
	priority->score_column = header_find(header, rules->score);
	for (size_t i = 0; i < rules->then_count; i++)
		priority->then_columns[i] =
			header_find(header, rules->then[i].field);
	for (size_t i = 0; i < rules->bonus_count; i++) {
		condition_bind(&rules->bonuses[i].when, header);
		priority->bonus_columns[i] =
			header_find(header, rules->bonuses[i].same);
		if (!index_courses(priority, i, diag))
			return false;
	}
	return true;
}

void priority_release(struct priority *priority)
{
	for (size_t i = 0; i < RULES_BONUSES_MAX; i++)
		set_release(&priority->values[i]);
}

static uint64_t find_tier(const struct match_rules *rules,
			  const struct record *record)
{
	for (size_t i = 0; i < rules->tier_count; i++) {
		if (condition_holds(&rules->tiers[i].when, record))
			return i;
	}
	return rules->tier_count;
}

/* The value as a number from 0 to mask - 1, or mask where it isn't known. */
static uint64_t read_value(enum then_kind kind, struct slice text)
{
	uint64_t mask = mask_of(kind);
	struct date date;
	int64_t number = -1;

	switch (kind) {
	case THEN_DATE:
		if (date_parse(slice_part(text, 0, 10), &date))
			number = (int64_t)date.days + DATE_OFFSET;
		break;
	case THEN_NUMBER:
		number_parse(text, &number);
		break;
	case THEN_FLAG:
		if (slice_is(text, "yes") || slice_is(text, "no"))
			number = slice_is(text, "yes");
		break;
	}
	return number >= 0 && (uint64_t)number < mask ? (uint64_t)number : mask;
}

static uint64_t read_points(const struct priority *priority,
			    const struct record *record)
{
	int64_t score = 0;

	number_parse(record_field(record, priority->score_column), &score);
	if (score < 0)
		score = 0;
	if (score > SCORE_MAX)
		score = SCORE_MAX;
	return (uint64_t)(POINTS_MAX - score);
}

uint64_t priority_order(const struct priority *priority,
			const struct record *record)
{
	const struct match_rules *rules = priority->rules;
	uint64_t order = find_tier(rules, record) << (BITS_MAX - TIER_BITS);

	if (priority->has_points)
		order |= read_points(priority, record)
			 << priority->points_shift;
	for (size_t i = 0; i < rules->then_count; i++) {
		const struct then_rule *then = &rules->then[i];
		uint64_t mask = mask_of(then->kind);
		uint64_t value = read_value(
			then->kind,
			record_field(record, priority->then_columns[i]));

		if (then->descending && value != mask)
			value = mask - 1 - value;
		order |= value << priority->then_shifts[i];
	}
	return order;
}

uint16_t priority_bonus_value(const struct priority *priority, size_t bonus,
			      const struct record *record)
{
	struct slice value =
		record_field(record, priority->bonus_columns[bonus]);
	uint32_t index;

	if (value.length == 0 ||
	    !condition_holds(&priority->rules->bonuses[bonus].when, record))
		return 0;
	index = set_find(&priority->values[bonus], value);
	return index == SET_NONE ? 0 : (uint16_t)(index + 1);
}

uint64_t priority_order_at(const struct priority *priority, uint64_t order,
			   const uint16_t *bonus_values, uint16_t course)
{
	for (size_t i = 0; i < priority->rules->bonus_count; i++) {
		uint16_t value = priority->course_values[i][course];

		if (value != 0 && value == bonus_values[i])
			order -= (uint64_t)priority->rules->bonuses[i].points
				 << priority->points_shift;
	}
	return order;
}

static void format_value(const struct then_rule *then, uint64_t value,
			 struct strbuf *out)
{
	uint64_t mask = mask_of(then->kind);
	char date[DATE_SIZE];

	strbuf_append_byte(out, '/');
	if (value == mask) {
		strbuf_append_byte(out, '?');
		return;
	}
	if (then->descending)
		value = mask - 1 - value;
	if (then->kind == THEN_DATE)
		strbuf_append(out, date_format((struct date){(int32_t)value -
							     DATE_OFFSET},
					       date));
	else if (then->kind == THEN_FLAG)
		strbuf_append_string(out, value == 1 ? "yes" : "no");
	else
		strbuf_append_number(out, (int64_t)value);
}

bool priority_format(const struct priority *priority, uint64_t order,
		     struct strbuf *out)
{
	const struct match_rules *rules = priority->rules;

	strbuf_append_number(out,
			     (int64_t)(order >> (BITS_MAX - TIER_BITS)) + 1);
	if (priority->has_points) {
		uint64_t points = order >> priority->points_shift & POINTS_MAX;

		strbuf_append_byte(out, '/');
		strbuf_append_number(out, POINTS_MAX - (int64_t)points);
	}
	for (size_t i = 0; i < rules->then_count; i++)
		format_value(&rules->then[i],
			     order >> priority->then_shifts[i] &
				     mask_of(rules->then[i].kind),
			     out);
	return !out->failed;
}
