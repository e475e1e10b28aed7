#include "match/audit_parts.h"

#include "base/number.h"
#include "system/digest.h"
#include "value/date.h"

#define UNKNOWN_VALUE INT64_MAX

enum { MESSAGE_MAX = 512 /* put together before it is hashed */ };

/* "seed|person" or "seed|course|person", as far as it fits; its length. */
static size_t write_message(const struct audit *a, struct slice course,
			    struct slice person, char out[MESSAGE_MAX])
{
	struct slice parts[] = {a->seed, SLICE("|"), course, SLICE("|"),
				person};
	size_t length = 0;

	if (course.length == 0)
		parts[3].length = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].length > 0 &&
		    parts[i].length <= MESSAGE_MAX - length)
			memcpy(out + length, parts[i].data, parts[i].length);
		length += parts[i].length;
		if (length > MESSAGE_MAX)
			break;
	}
	return length;
}

static void hash_long(const struct audit *a, struct slice course,
		      struct slice person, uint8_t digest[DIGEST_SIZE])
{
	struct digest_stream stream;

	digest_stream_begin(&stream);
	digest_stream_add(&stream, a->seed);
	digest_stream_add(&stream, SLICE("|"));
	if (course.length > 0) {
		digest_stream_add(&stream, course);
		digest_stream_add(&stream, SLICE("|"));
	}
	digest_stream_add(&stream, person);
	digest_stream_end(&stream, digest);
}

static uint64_t first_digits(const uint8_t digest[DIGEST_SIZE])
{
	uint64_t number = 0;

	for (size_t i = 0; i < 8; i++)
		number = number * 256 + digest[i];
	return number;
}

uint64_t audit_number(const struct audit *a, struct slice course,
		      struct slice person)
{
	char message[MESSAGE_MAX];
	uint8_t digest[DIGEST_SIZE];
	size_t length;

	if (a->seed.length == 0)
		return 0;
	length = write_message(a, course, person, message);
	if (length > MESSAGE_MAX)
		hash_long(a, course, person, digest);
	else
		digest_sha256((struct slice){message, length}, digest);
	return first_digits(digest);
}

/* So many from one on; false where one of their messages is too long. */
static bool draw_together(struct audit *a, uint32_t first, size_t count)
{
	char texts[DIGEST_TOGETHER][DIGEST_TOGETHER_LENGTH];
	struct slice messages[DIGEST_TOGETHER] = {{0}};
	uint8_t digests[DIGEST_TOGETHER][DIGEST_SIZE];
	size_t seed = a->seed.length;

	for (uint32_t i = 0; i < count; i++) {
		struct slice person = audit_id(a, first + i);

		if (seed >= DIGEST_TOGETHER_LENGTH ||
		    person.length >= DIGEST_TOGETHER_LENGTH - seed)
			return false;
		memcpy(texts[i], a->seed.data, seed);
		texts[i][seed] = '|';
		if (person.length > 0)
			memcpy(texts[i] + seed + 1, person.data, person.length);
		messages[i] =
			(struct slice){texts[i], seed + 1 + person.length};
	}
	digest_sha256_together(messages, count, digests);
	for (size_t i = 0; i < count; i++)
		a->lottery[first + i] = first_digits(digests[i]);
	return true;
}

void audit_draw(struct audit *a)
{
	for (uint32_t i = 0; i < a->count; i += DIGEST_TOGETHER) {
		size_t left = a->count - i;
		size_t count = left < DIGEST_TOGETHER ? left : DIGEST_TOGETHER;

		if (a->seed.length > 0 && draw_together(a, i, count))
			continue;
		for (uint32_t j = i; j < i + count; j++)
			a->lottery[j] = audit_number(a, (struct slice){0},
						     audit_id(a, j));
	}
}

uint64_t audit_lottery(const struct audit *a, uint32_t person, uint16_t course)
{
	if (!a->rules->lottery_by_course)
		return a->lottery[person];
	return audit_number(a, a->courses[course].id, audit_id(a, person));
}

static int64_t bonus_at(const struct audit *a, uint32_t person, uint16_t course)
{
	size_t count = a->rules->bonus_count;
	int64_t points = 0;

	for (size_t i = 0; i < count; i++) {
		struct slice value = a->bonus_values[person * count + i];
		size_t column = a->bonus_course_columns[i];

		if (value.length > 0 && column != COLUMN_NONE &&
		    slice_equal(value, a->courses[course].fields[column]))
			points += a->rules->bonuses[i].points;
	}
	return points;
}

size_t audit_order(const struct audit *a, uint32_t person, uint16_t course,
		   int64_t parts[AUDIT_PARTS_MAX])
{
	if (a->courses[course].has_list) {
		parts[0] = audit_rank(a, person, course);
		return 1;
	}
	memcpy(parts, a->parts + person * a->part_count,
	       a->part_count * sizeof *parts);
	if (a->rules->bonus_count > 0)
		parts[1] -= bonus_at(a, person, course);
	return a->part_count;
}

int audit_compare_orders(const struct audit *a, uint16_t course, uint32_t left,
			 uint32_t right)
{
	int64_t l[AUDIT_PARTS_MAX], r[AUDIT_PARTS_MAX];
	size_t count;

	if (a->order_class != NULL)
		return a->order_class[left] < a->order_class[right]
			       ? -1
			       : a->order_class[left] > a->order_class[right];
	count = audit_order(a, left, course, l);
	audit_order(a, right, course, r);
	for (size_t i = 0; i < count; i++) {
		if (l[i] != r[i])
			return l[i] < r[i] ? -1 : 1;
	}
	return 0;
}

int audit_compare(const struct audit *a, uint16_t course, uint32_t left,
		  uint32_t right)
{
	uint64_t l, r;
	int order;

	if (a->rank != NULL)
		return a->rank[left] < a->rank[right]
			       ? -1
			       : a->rank[left] > a->rank[right];
	order = audit_compare_orders(a, course, left, right);
	if (order != 0)
		return order;
	l = audit_lottery(a, left, course);
	r = audit_lottery(a, right, course);
	if (l != r)
		return l < r ? -1 : 1;
	return slice_compare(audit_id(a, left), audit_id(a, right));
}

bool audit_is_member(const struct audit *a, uint32_t person, size_t reserve)
{
	return a->groups[person] >> reserve & 1;
}

static bool names_course(const struct reserve_rule *rule, struct slice id)
{
	bool named = rule->course_count == 0;

	for (size_t i = 0; i < rule->course_count; i++)
		named = named || slice_equal(rule->courses[i], id);
	return named;
}

int64_t audit_reserve_seats(const struct audit *a, uint16_t course,
			    size_t reserve)
{
	int64_t left = a->courses[course].capacity, seats = 0;

	for (size_t i = 0; i <= reserve; i++) {
		const struct reserve_rule *rule = &a->rules->reserves[i];

		seats = rule->percent > 0 ? a->courses[course].capacity *
						    rule->percent / 100
					  : rule->seats;
		if (!names_course(rule, a->courses[course].id))
			seats = 0;
		if (seats > left)
			seats = left;
		left -= seats;
	}
	return seats;
}

static void write_value(const struct then_rule *then, int64_t value,
			struct strbuf *out)
{
	char date[DATE_SIZE];

	strbuf_append_byte(out, '/');
	if (value == UNKNOWN_VALUE) {
		strbuf_append_byte(out, '?');
		return;
	}
	if (then->descending)
		value = -value;
	if (then->kind == THEN_DATE)
		strbuf_append(out,
			      date_format((struct date){(int32_t)value}, date));
	else if (then->kind == THEN_FLAG)
		strbuf_append_string(out, value != 0 ? "yes" : "no");
	else
		strbuf_append_number(out, value);
}

void audit_write_order(const struct audit *a, uint32_t person, uint16_t course,
		       struct strbuf *out)
{
	int64_t parts[AUDIT_PARTS_MAX];
	size_t at = 0;

	if (course == AUDIT_NO_COURSE)
		memcpy(parts, a->parts + person * a->part_count,
		       a->part_count * sizeof *parts);
	else
		audit_order(a, person, course, parts);
	strbuf_append_number(out, parts[at++]);
	if (course != AUDIT_NO_COURSE && a->courses[course].has_list)
		return;
	if (a->rules->score.length > 0 || a->rules->bonus_count > 0) {
		strbuf_append_byte(out, '/');
		strbuf_append_number(out, -parts[at++]);
	}
	for (size_t i = 0; i < a->rules->then_count; i++)
		write_value(&a->rules->then[i], parts[at++], out);
}

struct slice audit_order_text(struct audit *a, uint32_t person)
{
	if (a->order_class == NULL)
		return (struct slice){0};
	if (a->order.length == 0 || a->order_of != a->order_class[person]) {
		strbuf_reset(&a->order);
		audit_write_order(a, person, AUDIT_NO_COURSE, &a->order);
		a->order_of = a->order_class[person];
	}
	return strbuf_slice(&a->order);
}

void audit_format_number(uint64_t number, char out[AUDIT_DIGITS])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < AUDIT_DIGITS; i += 2, number <<= 8) {
		out[i] = digits[number >> 60];
		out[i + 1] = digits[number >> 56 & 15];
	}
}
