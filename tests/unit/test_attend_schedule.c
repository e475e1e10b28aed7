#include "attend/attendance.h"
#include "attend/moment.h"
#include "attend/vector.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/*
 * A class of two, Monday to Friday from 2020-09-14 (day 18519) to 2020-09-25,
 * 08:00 to 16:00: ten days of 480 minutes. 16 September was Galungan.
 */
struct world {
	struct diag diag;
	struct settings settings;
	struct calendar calendar;
	struct roll roll;
	struct identify identify;
	struct evidence evidence;
	struct attendance attendance;
	struct arena arena;
	uint32_t place[2];
};

enum { FIRST_DAY = 18519, GALUNGAN = FIRST_DAY + 2, AFTER = FIRST_DAY + 20 };

static struct date day(int offset)
{
	return (struct date){FIRST_DAY + offset};
}

static void add_person(struct world *world, const char *person,
		       uint32_t *number)
{
	const struct placement placement = {.person = slice_of(person),
					    .course = SLICE("K-1"),
					    .start = SLICE("2020-09-14"),
					    .end = SLICE("2020-09-25"),
					    .days = SLICE("mon-fri"),
					    .times = SLICE("08:00-16:00")};

	assert_true(roll_add(&world->roll, &placement, number, &world->diag));
}

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);
	const struct holiday galungan = {.date = {GALUNGAN},
					 .kind = HOLIDAY_LOCAL,
					 .announced = DATE_EARLIEST,
					 .name = SLICE("Galungan")};
	uint32_t numbers[2];

	assert_true(settings_load(&world->settings, NULL, &world->diag));
	calendar_init(&world->calendar);
	assert_true(calendar_add(&world->calendar, &galungan));
	roll_init(&world->roll);
	add_person(world, "p2", &numbers[1]);
	add_person(world, "p1", &numbers[0]);
	assert_true(roll_finish(&world->roll, &world->diag));
	for (int i = 0; i < 2; i++)
		world->place[i] = roll_place_of(&world->roll, numbers[i]);
	assert_true(schedule_build(&world->roll, &world->settings,
				   &world->calendar, (struct date){AFTER},
				   &world->diag));
	assert_true(
		identify_init(&world->identify, &world->roll, &world->diag));
	evidence_init(&world->evidence, &world->roll, &world->identify);
	arena_init(&world->arena, (size_t)1 << 24);
	world->attendance.as_of = (struct date){AFTER};
	world->attendance.arena = &world->arena;
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	attendance_release(&world->attendance);
	evidence_release(&world->evidence);
	identify_release(&world->identify);
	roll_release(&world->roll);
	calendar_release(&world->calendar);
	arena_release(&world->arena);
	free(world);
	return 0;
}

static void begin_source(struct world *world, enum source_kind kind)
{
	const struct source source = {.path = "source",
				      .kind = kind,
				      .class_index = 0,
				      .received = DATE_LATEST};

	assert_true(evidence_begin(&world->evidence, &source, &world->diag));
}

/* Somebody there from one minute of a day to another. */
static void add_stay(struct world *world, const char *person, int offset,
		     int32_t from, int32_t to)
{
	struct sighting sighting = sighting_new(1);

	sighting.who.person = slice_of(person);
	sighting.kind = TRACE_SPAN;
	sighting.start = from * SECONDS_PER_MINUTE;
	sighting.end = to * SECONDS_PER_MINUTE;
	sighting_set_day(&sighting, day(offset));
	assert_true(evidence_add(&world->evidence, &sighting, &world->diag));
}

static void add_mark(struct world *world, const char *person, int offset,
		     enum trace_mark mark)
{
	struct sighting sighting = sighting_new(1);

	sighting.who.person = slice_of(person);
	sighting.kind = TRACE_MARK;
	sighting.mark = mark;
	sighting_set_day(&sighting, day(offset));
	assert_true(evidence_add(&world->evidence, &sighting, &world->diag));
}

static void amend(struct world *world, int offset, enum session_state state,
		  bool authorised)
{
	struct amendment amendment = {.date = day(offset),
				      .start = TIME_NONE,
				      .end = TIME_NONE,
				      .state = state,
				      .authorised = authorised};

	assert_true(schedule_amend(
		&world->roll, &world->settings, &world->calendar,
		(struct amendment_list){&amendment, 1}, &world->diag));
}

/* Decides, with the sources in up to a day (no rows: NULL-like -1). */
static void decide(struct world *world, int complete, struct result results[2])
{
	const struct coverage row = {
		.class_index = 0,
		.kind = SOURCE_SHEET,
		.complete_to = moment_of(day(complete), 86399).seconds};

	assert_true(evidence_sort(&world->evidence, &world->diag));
	assert_true(attendance_init(&world->attendance, &world->roll,
				    &world->settings, &world->evidence,
				    &world->diag));
	assert_true(attendance_survey(&world->attendance, &row,
				      complete < 0 ? 0 : 1, &world->diag));
	for (int i = 0; i < 2; i++)
		assert_true(attendance_place(&world->attendance,
					     world->place[i], &results[i],
					     &world->diag));
}

static void a_holiday_is_not_planned_and_nobodys_absence(void **state)
{
	struct world *world = *state;
	struct result results[2];

	begin_source(world, SOURCE_SHEET);
	for (int i = 0; i < 12; i++)
		if (i != 2)
			add_mark(world, "p1", i, MARK_PRESENT);
	decide(world, 11, results);
	/* Nine weekdays, and the Saturday and Sunday the sheet tells of. */
	assert_int_equal(results[0].sessions_planned, 9);
	assert_int_equal(results[0].present, 11);
	assert_int_equal(results[0].absent, 0);
	assert_int_equal(results[0].attendance, 1000);
	assert_int_equal(results[1].absent, 11);
	assert_true(results[0].flags & FLAG_UNPLANNED);
}

static void what_was_held_on_a_holiday_counts(void **state)
{
	struct world *world = *state;
	struct result results[2];

	begin_source(world, SOURCE_SHEET);
	add_stay(world, "p1", 2, 480, 960);
	decide(world, -1, results);
	assert_int_equal(results[0].present, 1);
	assert_int_equal(results[0].minutes_present, 480);
	assert_true(results[0].flags & FLAG_ON_HOLIDAY);
	assert_int_equal(results[1].absent, 0);
	/* The two days before it are past, and nothing shows they were held. */
	assert_int_equal(results[1].pending, 9);
}

static void a_cancelled_session_is_nobodys_absence(void **state)
{
	struct world *world = *state;
	struct result results[2];

	amend(world, 1, SESSION_CANCELLED, true);
	begin_source(world, SOURCE_SHEET);
	add_mark(world, "p1", 0, MARK_PRESENT);
	add_mark(world, "p1", 3, MARK_PRESENT);
	decide(world, 3, results);
	assert_int_equal(results[0].sessions_planned, 9);
	assert_int_equal(results[0].sessions_held, 2);
	assert_int_equal(results[0].absent, 0);
	assert_int_equal(results[0].attendance, 1000);
	assert_int_equal(results[1].absent, 2);
	assert_int_equal(results[1].pending, 6);
}

static void an_early_closure_needs_an_authorised_record(void **state)
{
	struct world *world = *state;
	struct result results[2];

	amend(world, 10, SESSION_CANCELLED, true);
	amend(world, 11, SESSION_CANCELLED, false);
	begin_source(world, SOURCE_SHEET);
	for (int i = 0; i < 10; i++)
		if (i != 2 && i != 5 && i != 6)
			add_mark(world, "p1", i, MARK_PRESENT);
	decide(world, 11, results);
	assert_int_equal(results[0].present, 7);
	assert_int_equal(results[0].pending, 1);
	assert_int_equal(results[0].absent, 0);
	assert_true(results[0].flags & FLAG_UNAUTHORISED);
}

static void a_source_not_in_is_pending_and_not_absence(void **state)
{
	struct world *world = *state;
	struct result results[2];

	begin_source(world, SOURCE_SHEET);
	add_mark(world, "p1", 0, MARK_PRESENT);
	add_mark(world, "p1", 1, MARK_PRESENT);
	decide(world, 0, results);
	assert_int_equal(results[1].absent, 1);
	assert_int_equal(results[1].pending, 8);
}

static void two_devices_are_one_person(void **state)
{
	struct world *world = *state;
	struct result results[2];

	begin_source(world, SOURCE_ZOOM);
	add_stay(world, "p1", 0, 480, 600);
	add_stay(world, "p1", 0, 540, 660);
	add_stay(world, "p1", 0, 700, 1020);
	decide(world, -1, results);
	/* 8:00-11:00 and 11:40-16:00: 180 + 260 minutes. */
	assert_int_equal(results[0].minutes_present, 440);
	assert_int_equal(results[0].attendance, 916);
}

static void times_beat_a_bare_mark(void **state)
{
	struct world *world = *state;
	struct result results[2];

	begin_source(world, SOURCE_SHEET);
	add_mark(world, "p1", 0, MARK_PRESENT);
	add_mark(world, "p2", 0, MARK_ABSENT);
	begin_source(world, SOURCE_ZOOM);
	add_stay(world, "p1", 0, 480, 540);
	add_stay(world, "p2", 0, 480, 960);
	decide(world, -1, results);
	assert_int_equal(results[0].minutes_present, 60);
	assert_int_equal(results[1].minutes_present, 480);
	assert_true(results[1].flags & FLAG_CONFLICT);
}

static void marks_that_contradict_wait(void **state)
{
	struct world *world = *state;
	struct result results[2];

	begin_source(world, SOURCE_SHEET);
	add_mark(world, "p1", 0, MARK_PRESENT);
	add_mark(world, "p2", 0, MARK_PRESENT);
	begin_source(world, SOURCE_GRID);
	add_mark(world, "p1", 0, MARK_ABSENT);
	decide(world, -1, results);
	assert_int_equal(results[0].present, 0);
	assert_int_equal(results[0].pending, 9);
	assert_int_equal(results[1].present, 1);
}

static void a_correction_needs_the_old_value(void **state)
{
	struct world *world = *state;
	struct result results[2];
	struct correction corrections[2];

	begin_source(world, SOURCE_SHEET);
	add_mark(world, "p1", 0, MARK_PRESENT);
	for (int i = 0; i < 2; i++) {
		corrections[i] = (struct correction){.number = (uint32_t)i + 1,
						     .field = CORRECT_STATUS,
						     .old = SLICE("absent"),
						     .new = SLICE("excused")};
		assert_true(correction_parse_key(
			&world->roll,
			i == 0 ? SLICE("K-1/2020-09-14/08:00/p2")
			       : SLICE("K-1/2020-09-14/08.00/p1"),
			&corrections[i], &world->diag));
	}
	world->attendance.corrections =
		(struct correction_list){corrections, 2};
	correction_sort(world->attendance.corrections);
	decide(world, 0, results);
	assert_int_equal(results[1].excused, 1);
	assert_int_equal(results[1].absent, 0);
	assert_int_equal(results[0].present, 1);
	for (int i = 0; i < 2; i++)
		assert_int_equal(corrections[i].result,
				 corrections[i].place == world->place[1]
					 ? CORRECTION_APPLIED
					 : CORRECTION_OLD_DIFFERS);
}

static void a_moved_session_counts_once(void **state)
{
	struct world *world = *state;
	struct amendment rows[] = {{.date = day(5),
				    .start = 28800,
				    .end = 57600,
				    .state = SESSION_HELD,
				    .authorised = true},
				   {.date = day(1),
				    .start = 28800,
				    .end = TIME_NONE,
				    .state = SESSION_MOVED,
				    .authorised = true}};
	struct result results[2];

	assert_true(
		schedule_amend(&world->roll, &world->settings, &world->calendar,
			       (struct amendment_list){rows, 2}, &world->diag));
	begin_source(world, SOURCE_SHEET);
	add_mark(world, "p1", 0, MARK_PRESENT);
	add_mark(world, "p1", 5, MARK_PRESENT);
	decide(world, 0, results);
	assert_int_equal(results[0].sessions_planned, 9);
	assert_int_equal(results[0].sessions_held, 2);
	assert_int_equal(results[0].present, 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_holiday_is_not_planned_and_nobodys_absence),
		TEST(what_was_held_on_a_holiday_counts),
		TEST(a_cancelled_session_is_nobodys_absence),
		TEST(an_early_closure_needs_an_authorised_record),
		TEST(a_source_not_in_is_pending_and_not_absence),
		TEST(two_devices_are_one_person),
		TEST(times_beat_a_bare_mark),
		TEST(marks_that_contradict_wait),
		TEST(a_correction_needs_the_old_value),
		TEST(a_moved_session_counts_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
