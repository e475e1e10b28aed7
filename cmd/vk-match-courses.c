/*
 * vk-match --courses-out: the outcome of each course.
 */
#include "vk-match.h"

#include "match/course_result.h"

enum course_out {
	OUT_COURSE,
	OUT_PROVIDER,
	OUT_TITLE,
	OUT_VOCATION,
	OUT_STATE,
	OUT_WHY,
	OUT_CAPACITY,
	OUT_MINIMUM,
	OUT_PLACED,
	OUT_FILL,
	OUT_CUTOFF_PRIORITY,
	OUT_CUTOFF_LOTTERY,
	OUT_FIRST_CHOICES,
	OUT_CHOICES,
	OUT_REJECTED,
	OUT_RESERVES,
	OUT_SEAT_PLACED,
	OUT_SEAT_IMPROVED,
	OUT_COLUMNS
};

static const char *const out_columns[OUT_COLUMNS] = {
	[OUT_COURSE] = "course",
	[OUT_PROVIDER] = "provider",
	[OUT_TITLE] = "title",
	[OUT_VOCATION] = "vocation",
	[OUT_STATE] = "state",
	[OUT_WHY] = "why",
	[OUT_CAPACITY] = "capacity",
	[OUT_MINIMUM] = "minimum",
	[OUT_PLACED] = "placed",
	[OUT_FILL] = "fill_percent",
	[OUT_CUTOFF_PRIORITY] = "cutoff_priority",
	[OUT_CUTOFF_LOTTERY] = "cutoff_lottery",
	[OUT_FIRST_CHOICES] = "first_choices",
	[OUT_CHOICES] = "choices",
	[OUT_REJECTED] = "rejected",
	[OUT_RESERVES] = "reserve_use",
	[OUT_SEAT_PLACED] = "seat_placed",
	[OUT_SEAT_IMPROVED] = "seat_improved",
};

/* Values are put one after the other into a text; ends says where. */
struct line {
	struct strbuf text;
	size_t starts[OUT_COLUMNS + 1];
	size_t count;
};

static void end_value(struct line *line)
{
	line->starts[++line->count] = line->text.length;
}

static void put_text(struct line *line, struct slice text)
{
	strbuf_append(&line->text, text);
	end_value(line);
}

static void put_number(struct line *line, int64_t number)
{
	strbuf_append_number(&line->text, number);
	end_value(line);
}

/* open, closed or not_taking_part, and why. */
static void put_state(struct match_run *run, uint16_t course, struct line *line)
{
	const struct closure *closure = closings_find(&run->closings, course);
	const struct course *c = &run->courses.list[course];

	if (run->courses.bars[course] & BAR_NOT_TAKING_PART) {
		put_text(line, SLICE("not_taking_part"));
		put_text(line, c->lapsed_at);
	} else if (assignment_is_closed(&run->first, course)) {
		put_text(line, SLICE("closed"));
		strbuf_append_format(&line->text, "%u of %u",
				     closure != NULL ? closure->placed : 0,
				     c->minimum);
		end_value(line);
	} else {
		put_text(line, SLICE("open"));
		put_text(line, closure != NULL ? SLICE("reopened")
					       : (struct slice){0});
	}
}

static void put_cutoff(struct match_run *run, uint16_t course,
		       const struct course_result *result, struct line *line)
{
	char digits[LOTTERY_DIGITS];
	struct key key;

	if (result->last == NOBODY || result->refused == 0) {
		end_value(line);
		end_value(line);
		return;
	}
	key = market_key(&run->market, result->last, course);
	market_format_order(&run->market, course, key.order, &line->text);
	end_value(line);
	if (market_has_seed(&run->market)) {
		lottery_format(key.lottery, digits);
		strbuf_append(&line->text,
			      (struct slice){digits, sizeof digits});
	}
	end_value(line);
}

/* "disability=1/2,women=0/3": seats of each reserve that members hold. */
static void put_reserves(struct match_run *run, uint16_t course,
			 struct line *line)
{
	const struct assignment *a = &run->first;
	const struct assignment *rest = run->has_rest ? &run->rest : NULL;
	size_t start = line->text.length;

	for (uint32_t b = a->layout->first_block[course];
	     b < a->layout->first_block[course + 1]; b++) {
		const struct block *block = &a->layout->blocks[b];
		uint32_t members = assignment_members(a, b);

		if (block->reserve == OPEN_SEATS)
			continue;
		if (rest != NULL)
			members += assignment_members(rest, b);
		strbuf_append_format(
			&line->text, "%s%.*s=%u/%u",
			line->text.length > start ? "," : "",
			SLICE_PRINT(run->rules.reserves[block->reserve].name),
			members, block->capacity);
	}
	end_value(line);
}

static void put_course(struct match_run *run, uint16_t course,
		       const struct course_result *result, struct line *line)
{
	const struct courses *courses = &run->courses;
	const struct course *c = &courses->list[course];

	strbuf_reset(&line->text), line->count = 0;
	put_text(line, c->id);
	put_text(line, course_field(courses, course, COURSE_PROVIDER));
	put_text(line, course_field(courses, course, COURSE_TITLE));
	put_text(line, course_field(courses, course, COURSE_VOCATION));
	put_state(run, course, line);
	put_number(line, c->capacity);
	put_number(line, c->minimum);
	put_number(line, result->placed);
	put_number(line, c->capacity == 0
				 ? 0
				 : (int64_t)result->placed * 100 / c->capacity);
	put_cutoff(run, course, result, line);
	put_number(line, result->firsts);
	put_number(line, result->choices);
	put_number(line, result->refused);
	put_reserves(run, course, line);
	put_number(line, result->value.placed);
	put_number(line, result->value.improved);
}

void match_write_courses(struct match_run *run)
{
	struct tool *tool = run->tool;
	struct writer_columns columns = {.own = out_columns,
					 .own_count = OUT_COLUMNS};
	struct writer *writer = tool_side_writer(
		tool, run->options->courses_out, 0644, NULL, &columns);
	struct course_result *results = arena_array(
		&run->arena, run->courses.count + 1, sizeof *results);
	struct line line = {0};

	if (results == NULL)
		tool_die(tool, "out of memory");
	if (!course_results(&run->first, run->has_rest ? &run->rest : NULL,
			    &run->waiting, results, &tool->diag))
		tool_fail(tool);
	strbuf_init(&line.text, 1 << 20);
	for (size_t i = 0; i < run->courses.count; i++) {
		struct slice values[OUT_COLUMNS];

		put_course(run, (uint16_t)i, &results[i], &line);
		for (size_t j = 0; j < OUT_COLUMNS; j++)
			values[j] = slice_part(
				strbuf_slice(&line.text), line.starts[j],
				line.starts[j + 1] - line.starts[j]);
		tool_put(tool, writer, NULL, values);
	}
	strbuf_release(&line.text);
}
