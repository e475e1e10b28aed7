#include "match/audit_parts.h"

#include "base/number.h"
#include "match/result.h"
#include "stream/escape.h"
#include "system/memory.h"
#include "value/date.h"

#define UNKNOWN_VALUE INT64_MAX

static bool is_result_column(struct slice name)
{
	for (size_t i = 0; i < RESULT_COLUMNS; i++) {
		if (slice_is(name, result_columns[i]))
			return true;
	}
	return false;
}

static size_t find_choice(const struct header *header, unsigned number)
{
	char name[NUMBER_SIZE + 8] = "choice", digits[NUMBER_SIZE];
	struct slice text = number_format(number, digits);

	memcpy(name + 6, text.data, text.length);
	return header_find(header, (struct slice){name, 6 + text.length});
}

static void find_choices(struct audit *a)
{
	size_t most = a->rules->choices_max > 0 ? (size_t)a->rules->choices_max
						: AUDIT_CHOICES_MAX;

	for (unsigned n = 1; n <= AUDIT_CHOICES_MAX; n++) {
		size_t column = find_choice(&a->header, n);

		if (column == COLUMN_NONE ||
		    (a->width >= most && !a->rules->leftover))
			continue;
		a->choice_columns[a->width] = column;
		a->choice_numbers[a->width++] = n;
	}
	a->first_stage = a->width < most ? a->width : most;
}

static void bind_rules(struct audit *a)
{
	struct match_rules *rules = a->rules;

	for (size_t i = 0; i < rules->tier_count; i++)
		condition_bind(&rules->tiers[i].when, &a->header);
	for (size_t i = 0; i < rules->reserve_count; i++)
		condition_bind(&rules->reserves[i].when, &a->header);
	for (size_t i = 0; i < rules->then_count; i++)
		a->then_columns[i] =
			header_find(&a->header, rules->then[i].field);
	for (size_t i = 0; i < rules->bonus_count; i++) {
		condition_bind(&rules->bonuses[i].when, &a->header);
		a->bonus_columns[i] =
			header_find(&a->header, rules->bonuses[i].same);
		a->bonus_course_columns[i] =
			header_find(&a->course_header, rules->bonuses[i].same);
	}
	a->score_column = header_find(&a->header, rules->score);
	a->part_count = 1 + rules->then_count;
	if (rules->score.length > 0 || rules->bonus_count > 0)
		a->part_count++;
}

bool audit_begin_applicants(struct audit *a, const struct header *header,
			    struct diag *diag)
{
	struct slice *names =
		arena_array(&a->arena, header->count + 1, sizeof *names);

	a->is_input =
		arena_array(&a->arena, header->count + 1, sizeof *a->is_input);
	if (names == NULL || a->is_input == NULL)
		return diag_memory(diag);
	a->all_input = true;
	for (size_t i = 0; i < header->count; i++) {
		names[i] = arena_copy(&a->arena, header->names[i]);
		a->is_input[i] = !is_result_column(names[i]);
		a->all_input &= a->is_input[i];
	}
	a->header = (struct header){names, header->count};
	if (!header_require(&a->header, "person", &a->person, diag))
		return false;
	a->status = header_find(&a->header, SLICE("enroll_status"));
	a->access = header_find(&a->header, SLICE("needs_access"));
	a->mode = header_find(&a->header, SLICE("mode_ok"));
	find_choices(a);
	bind_rules(a);
	return true;
}

/* The fields as one line of a stream, which tells any two records apart. */
static struct slice join(struct audit *a, const struct slice *fields)
{
	strbuf_reset(&a->text);
	for (size_t i = 0; i < a->header.count; i++) {
		if (!a->is_input[i])
			continue;
		strbuf_append_byte(&a->text, '\t');
		if (!strbuf_reserve(&a->text, escape_room(fields[i])))
			break;
		a->text.length += escape_write(fields[i], false,
					       a->text.data + a->text.length);
	}
	return slice_part(strbuf_slice(&a->text), 1, a->text.length);
}

uint64_t audit_digest(struct audit *a, const struct slice *fields)
{
	return set_hash_long(join(a, fields));
}

uint64_t audit_digest_line(const struct slice *fields, size_t count)
{
	const struct slice *last = fields + count - 1;

	return set_hash_long((struct slice){
		fields->data,
		(size_t)(last->data + last->length - fields->data)});
}

static int64_t read_then(const struct then_rule *then, struct slice text)
{
	int64_t value = UNKNOWN_VALUE;
	struct date date;

	if (then->kind == THEN_DATE &&
	    date_parse(slice_part(text, 0, 10), &date))
		value = date.days;
	else if (then->kind == THEN_FLAG && slice_is(text, "no"))
		value = 0;
	else if (then->kind == THEN_FLAG && slice_is(text, "yes"))
		value = 1;
	else if (then->kind == THEN_NUMBER &&
		 (!number_parse(text, &value) || value < 0 ||
		  value >= UINT32_MAX))
		value = UNKNOWN_VALUE;
	if (value == UNKNOWN_VALUE)
		return value;
	return then->descending ? -value : value;
}

static void read_parts(const struct audit *a, const struct record *record,
		       int64_t *parts)
{
	const struct match_rules *rules = a->rules;
	size_t at = 0, tier = 0;
	int64_t score = 0;

	while (tier < rules->tier_count &&
	       !condition_holds(&rules->tiers[tier].when, record))
		tier++;
	parts[at++] = (int64_t)tier + 1;
	if (rules->score.length > 0 || rules->bonus_count > 0) {
		number_parse(record_field(record, a->score_column), &score);
		score = score < 0 ? 0 : score > 10000000 ? 10000000 : score;
		parts[at++] = -score;
	}
	for (size_t i = 0; i < rules->then_count; i++)
		parts[at++] =
			read_then(&rules->then[i],
				  record_field(record, a->then_columns[i]));
}

static void read_row(const struct audit *a, const struct record *record,
		     uint16_t *row)
{
	for (size_t i = 0; i < a->width; i++) {
		struct slice text = record_field(record, a->choice_columns[i]);

		row[i] = text.length == 0 ? (uint16_t)AUDIT_EMPTY
					  : audit_course(a, text);
		for (size_t j = 0; j < i && row[i] != AUDIT_EMPTY; j++) {
			size_t before = a->choice_columns[j];

			if (row[j] == row[i] &&
			    (row[i] != AUDIT_NO_COURSE ||
			     slice_equal(record_field(record, before), text)))
				row[i] = AUDIT_REPEAT;
		}
	}
}

bool audit_expect(struct audit *a, size_t count)
{
	size_t bonuses = a->rules->bonus_count, rooms[8];

	if (count <= a->room)
		return true;
	for (size_t i = 0; i < 8; i++)
		rooms[i] = a->room;
	return audit_expect_persons(a, count) &&
	       memory_reserve(&a->lottery, &rooms[0], count,
			      sizeof *a->lottery) &&
	       memory_reserve(&a->parts, &rooms[1], count,
			      a->part_count * sizeof *a->parts) &&
	       memory_reserve(&a->choices, &rooms[2], count,
			      a->width * sizeof *a->choices) &&
	       memory_reserve(&a->missing, &rooms[3], count, 1) &&
	       memory_reserve(&a->groups, &rooms[4], count, 1) &&
	       memory_reserve(&a->digests, &rooms[5], count,
			      sizeof *a->digests) &&
	       memory_reserve(&a->bonus_values, &rooms[6], count,
			      bonuses * sizeof *a->bonus_values) &&
	       memory_reserve(&a->places, &a->room, count, sizeof *a->places);
}

static bool copy_bonus_values(struct audit *a, const struct record *record)
{
	size_t bonuses = a->rules->bonus_count;

	for (size_t i = 0; i < bonuses; i++) {
		struct slice value = record_field(record, a->bonus_columns[i]);

		if (!condition_holds(&a->rules->bonuses[i].when, record))
			value.length = 0;
		a->bonus_values[a->count * bonuses + i] =
			arena_copy(&a->arena, value);
	}
	return true;
}

static void read_flags(struct audit *a, const struct record *record)
{
	struct slice mode = record_field(record, a->mode);
	uint8_t missing = 0;

	if (slice_is(mode, "in_person"))
		missing = AUDIT_ONLINE | AUDIT_BLENDED;
	if (slice_is(mode, "online"))
		missing = AUDIT_IN_PERSON | AUDIT_BLENDED;
	if (slice_is(record_field(record, a->access), "yes"))
		missing |= AUDIT_ACCESS;
	a->missing[a->count] = missing;
	a->groups[a->count] = 0;
	for (size_t i = 0; i < a->rules->reserve_count; i++) {
		if (condition_holds(&a->rules->reserves[i].when, record))
			a->groups[a->count] |= (uint8_t)(1U << i);
	}
}

static bool note_other(struct audit *a, uint64_t digest, struct diag *diag)
{
	struct slice key = {(const char *)&digest, sizeof digest};
	uint32_t index;
	bool added;

	if (!set_add(&a->others, key, &index, &added) ||
	    !memory_reserve(&a->other_counts, &a->other_room, index + 1,
			    sizeof *a->other_counts))
		return diag_memory(diag);
	if (added)
		a->other_counts[index] = 0;
	a->other_counts[index]++;
	return true;
}

bool audit_add_applicant(struct audit *a, const struct record *record,
			 bool damaged, struct diag *diag)
{
	struct slice person = record_field(record, a->person);
	uint64_t digest =
		a->all_input && audit_is_as_read(record)
			? audit_digest_line(record->fields, a->header.count)
			: audit_digest(a, record->fields);

	if (damaged ||
	    (a->status != COLUMN_NONE &&
	     !slice_is(record_field(record, a->status), "accepted")) ||
	    audit_has_left(a, person))
		return note_other(a, digest, diag);
	if (!audit_expect(a, a->count + 1))
		return diag_memory(diag);
	if (!audit_add_person(a, person, diag))
		return false;
	read_parts(a, record, a->parts + a->count * a->part_count);
	read_row(a, record, a->choices + a->count * a->width);
	read_flags(a, record);
	a->digests[a->count] = digest;
	a->places[a->count] = 0;
	copy_bonus_values(a, record);
	a->count++;
	return true;
}

const char *audit_bar(const struct audit *a, uint32_t person, uint16_t course)
{
	const struct audit_course *c = &a->courses[course];
	unsigned bars =
		c->bars & (a->missing[person] | (unsigned)AUDIT_NOT_ELIGIBLE);

	if (bars & AUDIT_NOT_ELIGIBLE ||
	    (a->has_lists && !c->has_list && !a->has_policy) ||
	    (c->has_list && audit_rank(a, person, course) == 0))
		return "not-eligible";
	if (bars & AUDIT_ACCESS)
		return "access";
	return bars != 0 ? "mode" : NULL;
}
