/*
 * The reasons a row must give, worked out from what each course was left with.
 */
#include "match/audit_parts.h"
#include "match/audit_stages.h"
#include "value/date.h"

static void begin(const struct audit *a, uint16_t course, const char *reason,
		  struct strbuf *out)
{
	strbuf_append(out, a->courses[course].id);
	strbuf_append_format(out, ":%s:", reason);
}

static void append_clean(struct slice text, struct strbuf *out)
{
	for (size_t i = 0; i < text.length; i++)
		strbuf_append_byte(out,
				   text.data[i] == ':' || text.data[i] == ','
					   ? '_'
					   : text.data[i]);
}

static void append_number(uint64_t number, struct strbuf *out)
{
	char digits[AUDIT_DIGITS];

	audit_format_number(number, digits);
	strbuf_append(out, (struct slice){digits, sizeof digits});
}

static void write_bar(const struct audit *a, const char *bar, uint16_t course,
		      const struct record *record, struct strbuf *out)
{
	const struct audit_course *c = &a->courses[course];
	char day[DATE_SIZE];

	begin(a, course, bar, out);
	if (strcmp(bar, "access") == 0) {
		strbuf_append_string(out, "yes:no");
	} else if (strcmp(bar, "mode") == 0) {
		append_clean(record_field(record, a->mode), out);
		strbuf_append_byte(out, ':');
		append_clean(audit_field(a, course, "mode"), out);
	} else if (c->lapses) {
		strbuf_append(out, date_format(a->day, day));
		strbuf_append_byte(out, ':');
		append_clean(c->lapsed, out);
	} else {
		strbuf_append_string(out, "not-listed:");
	}
}

/* Whether a freeze leaves somebody the seat of before. */
static bool keeps_seat(const struct audit *a, uint32_t person)
{
	return audit_had(a, audit_id(a, person)) != AUDIT_NO_COURSE;
}

/* Whether somebody was admitted after another; who keeps a seat was before. */
static bool is_later(const struct audit *a, uint16_t course, uint32_t left,
		     uint32_t right)
{
	if (a->freeze && keeps_seat(a, left) != keeps_seat(a, right))
		return keeps_seat(a, right);
	return audit_compare(a, course, left, right) > 0;
}

/* The last admitted to the places that a person asked for, or nobody. */
static uint32_t last_admitted(const struct audit *a, uint32_t person,
			      uint16_t course, const struct audit_summary *s)
{
	uint32_t last = s->last;

	for (size_t i = 0; i < a->rules->reserve_count; i++) {
		if (s->members[i] == 0 || !audit_is_member(a, person, i))
			continue;
		if (last == AUDIT_NOBODY ||
		    is_later(a, course, s->last_member[i], last))
			last = s->last_member[i];
	}
	return last;
}

/* Whether there is a free seat that isn't kept for others. */
static bool has_seat(const struct audit *a, uint32_t person,
		     const struct audit_summary *s)
{
	int64_t closed_to = 0;

	for (size_t i = 0; i < a->rules->reserve_count; i++) {
		if (a->rules->reserves[i].hard &&
		    !audit_is_member(a, person, i))
			closed_to += s->reserved[i] - (int64_t)s->members[i];
	}
	return (int64_t)s->placed + closed_to < s->seats;
}

/*
 * The reserve that has a seat for somebody behind this person or for nobody,
 * or has all seats, or -1.
 */
static int reserve_ahead(const struct audit *a, uint32_t person,
			 uint16_t course, const struct audit_summary *s)
{
	bool open = last_admitted(a, person, course, s) != AUDIT_NOBODY ||
		    has_seat(a, person, s);
	int found = -1, kept = -1;

	for (int after = 0; after <= 1; after++) {
		for (size_t i = 0; i < a->rules->reserve_count; i++) {
			const struct reserve_rule *rule =
				&a->rules->reserves[i];
			bool behind = s->members[i] > 0 &&
				      audit_compare(a, course, person,
						    s->last_member[i]) < 0;

			if (rule->after != (after == 1) ||
			    s->reserved[i] == 0 ||
			    audit_is_member(a, person, i))
				continue;
			kept = (int)i;
			if (rule->hard ? behind || (int64_t)s->members[i] <
							   s->reserved[i]
				       : behind && (int64_t)s->members[i] ==
							   s->reserved[i])
				found = (int)i;
		}
	}
	return found >= 0 || open ? found : kept;
}

/* Whether a course could have taken the person but for a cap. */
static bool has_room(const struct audit *a, uint32_t person, uint16_t course,
		     const struct audit_summary *s)
{
	uint32_t last = last_admitted(a, person, course, s);

	return last == AUDIT_NOBODY ||
	       audit_compare_orders(a, course, person, last) < 0 ||
	       has_seat(a, person, s);
}

static void write_full(const struct audit *a, uint32_t person, uint16_t course,
		       uint32_t last, struct strbuf *out)
{
	bool kept =
		a->freeze && (keeps_seat(a, person) ||
			      (last != AUDIT_NOBODY && keeps_seat(a, last)));

	if (last != AUDIT_NOBODY && !kept &&
	    audit_compare_orders(a, course, person, last) == 0) {
		begin(a, course, "full-lottery", out);
		append_number(audit_lottery(a, person, course), out);
		strbuf_append_byte(out, ':');
		append_number(audit_lottery(a, last, course), out);
		return;
	}
	begin(a, course, "full-priority", out);
	audit_write_order(a, person, course, out);
	strbuf_append_byte(out, ':');
	if (kept)
		strbuf_append_string(out, "kept");
	else if (last == AUDIT_NOBODY)
		strbuf_append_byte(out, '0');
	else
		audit_write_order(a, last, course, out);
}

static void write_cap(const struct audit *a, uint32_t person, uint16_t course,
		      const struct audit_cap *cap, struct strbuf *out)
{
	begin(a, course, "cap", out);
	audit_write_order(a, person, course, out);
	strbuf_append_byte(out, ':');
	strbuf_append(out, cap->rule->name);
	if (cap->rule->each.length > 0 && cap->value.length > 0) {
		strbuf_append_byte(out, '=');
		append_clean(cap->value, out);
	}
	strbuf_append_byte(out, '=');
	strbuf_append_number(out, cap->rule->limit);
}

static void write_choice(const struct audit *a, uint32_t person, size_t at,
			 const struct record *record, struct strbuf *out)
{
	uint16_t course = audit_row(a, person)[at];
	int stage = at >= a->first_stage;
	const struct audit_summary *s;
	struct audit_cap cap;
	const char *bar;
	int reserve;

	if (course == AUDIT_NO_COURSE) {
		append_clean(record_field(record, a->choice_columns[at]), out);
		strbuf_append_string(out, ":unknown-course::");
		return;
	}
	bar = audit_bar(a, person, course);
	s = &a->summaries[stage][course];
	if (bar != NULL) {
		write_bar(a, bar, course, record, out);
		return;
	}
	if (a->courses[course].closed) {
		begin(a, course, "closed", out);
		strbuf_append_format(out, "%lld:%lld",
				     (long long)a->courses[course].closed_at,
				     (long long)a->courses[course].minimum);
		return;
	}
	reserve = reserve_ahead(a, person, course, s);
	if (has_room(a, person, course, s) &&
	    audit_full_cap(a, course, stage, &cap)) {
		write_cap(a, person, course, &cap, out);
	} else if (reserve >= 0) {
		begin(a, course, "reserve", out);
		audit_write_order(a, person, course, out);
		strbuf_append_byte(out, ':');
		strbuf_append(out, a->rules->reserves[reserve].name);
	} else {
		write_full(a, person, course,
			   last_admitted(a, person, course, s), out);
	}
}

void audit_write_reasons(const struct audit *a, uint32_t person,
			 const struct record *record, struct strbuf *out)
{
	const uint16_t *row = audit_row(a, person);
	bool comma = false;

	for (size_t at = 0; at < a->width && at < a->expected[person]; at++) {
		if (row[at] == AUDIT_EMPTY || row[at] == AUDIT_REPEAT)
			continue;
		if (comma)
			strbuf_append_byte(out, ',');
		comma = true;
		write_choice(a, person, at, record, out);
	}
}

/* What stands in everybody's reason for a course with one last admitted. */
struct audit_limit {
	struct slice lottery;	      /* before a person's number */
	char number[AUDIT_DIGITS];    /* after it and a colon */
	struct slice priority, order; /* around a person's order */
	uint32_t order_class;
};

static struct slice keep(struct audit *a)
{
	return arena_copy(&a->arena, strbuf_slice(&a->text));
}

static void prepare(struct audit *a, uint16_t course, uint32_t last)
{
	struct audit_limit *limit = &a->limits[course];

	strbuf_reset(&a->text);
	begin(a, course, "full-lottery", &a->text);
	limit->lottery = keep(a);
	strbuf_reset(&a->text);
	begin(a, course, "full-priority", &a->text);
	limit->priority = keep(a);
	strbuf_reset(&a->text);
	strbuf_append_byte(&a->text, ':');
	audit_write_order(a, last, course, &a->text);
	limit->order = keep(a);
	audit_format_number(a->lottery[last], limit->number);
	limit->order_class = a->order_class[last];
}

bool audit_prepare_reasons(struct audit *a)
{
	if (a->order_class == NULL || a->rules->reserve_count > 0 ||
	    a->rules->cap_count > 0 || a->freeze)
		return true;
	a->limits =
		arena_array(&a->arena, a->course_count + 1, sizeof *a->limits);
	for (size_t i = 0; a->limits != NULL && i < a->course_count; i++) {
		uint32_t last = a->summaries[0][i].last;

		if (last != AUDIT_NOBODY)
			prepare(a, (uint16_t)i, last);
	}
	return a->limits != NULL && !a->text.failed;
}

/* Moves over a text that has to stand here. */
static bool skip(struct slice *rest, struct slice wanted)
{
	if (rest->length < wanted.length ||
	    !audit_same((struct slice){rest->data, wanted.length}, wanted))
		return false;
	rest->data += wanted.length;
	rest->length -= wanted.length;
	return true;
}

static bool skip_digits(struct slice *rest, const char digits[AUDIT_DIGITS])
{
	if (rest->length < AUDIT_DIGITS ||
	    memcmp(rest->data, digits, AUDIT_DIGITS) != 0)
		return false;
	rest->data += AUDIT_DIGITS;
	rest->length -= AUDIT_DIGITS;
	return true;
}

static bool skip_byte(struct slice *rest, char wanted)
{
	if (rest->length == 0 || *rest->data != wanted)
		return false;
	rest->data++;
	rest->length--;
	return true;
}

static bool skip_choice(struct audit *a, uint32_t person, size_t at,
			const struct record *record, struct slice *rest)
{
	uint16_t course = audit_row(a, person)[at];
	const struct audit_limit *limit;

	if (a->limits == NULL || at >= a->first_stage ||
	    !audit_is_open(a, person, course) ||
	    a->limits[course].lottery.length == 0) {
		strbuf_reset(&a->text);
		write_choice(a, person, at, record, &a->text);
		return skip(rest, strbuf_slice(&a->text));
	}
	limit = &a->limits[course];
	if (a->order_class[person] == limit->order_class)
		return skip(rest, limit->lottery) &&
		       skip_digits(rest, a->digits) && skip_byte(rest, ':') &&
		       skip_digits(rest, limit->number);
	return skip(rest, limit->priority) &&
	       skip(rest, strbuf_slice(&a->order)) && skip(rest, limit->order);
}

bool audit_reasons_are(struct audit *a, uint32_t person,
		       const struct record *record, struct slice published)
{
	const uint16_t *row = audit_row(a, person);
	bool first = true;

	for (size_t at = 0; at < a->width && at < a->expected[person]; at++) {
		if (row[at] == AUDIT_EMPTY || row[at] == AUDIT_REPEAT)
			continue;
		if ((!first && !skip_byte(&published, ',')) ||
		    !skip_choice(a, person, at, record, &published))
			return false;
		first = false;
	}
	return published.length == 0;
}
