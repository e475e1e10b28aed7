/*
 * The matching and the auditor were written apart. Here they meet over
 * thousands of invented problems: the auditor accepts every true result and
 * finds every tampering with a single row.
 */
#include "match_world.h"

enum { WORLDS = 400, TAMPERINGS = 12000 };

static const unsigned kinds[] = {
	WORLD_PLAIN,
	WORLD_BARS,
	WORLD_BONUS,
	WORLD_BY_COURSE,
	WORLD_LISTS,
	WORLD_LISTS | WORLD_BONUS | WORLD_RESERVES | WORLD_BARS,
	WORLD_RESERVES,
	WORLD_RESERVES | WORLD_BARS | WORLD_BONUS,
	WORLD_CAPS,
	WORLD_CAPS | WORLD_RESERVES,
	WORLD_CAPS | WORLD_MINIMA,
	WORLD_MINIMA,
	WORLD_MINIMA | WORLD_BONUS | WORLD_RESERVES,
	WORLD_STAGES,
	WORLD_STAGES | WORLD_RESERVES | WORLD_BONUS,
	WORLD_STAGES | WORLD_CAPS | WORLD_MINIMA,
	WORLD_BUDGET | WORLD_MINIMA,
	WORLD_BUDGET | WORLD_RESERVES | WORLD_BARS,
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static void show(const struct world *world, const struct world_rows *rows,
		 const struct world_findings *findings)
{
	print_error("features %u: %s\n", world->features, findings->last);
	for (size_t i = 0; i < world->courses; i++) {
		for (size_t j = 0; j < COURSE_FIELDS; j++)
			print_error("%s ", world->course[i][j]);
		print_error("\n");
	}
	for (size_t i = 0; i < rows->count; i++) {
		for (size_t j = 0; j < WORLD_COLUMNS; j++)
			print_error("%s ", rows->field[i][j]);
		print_error("\n");
	}
}

static void every_true_result_is_accepted(void **state)
{
	static struct world world;
	static struct world_rows rows;
	size_t placed = 0, closed = 0;

	(void)state;
	for (size_t i = 0; i < WORLDS * KINDS; i++) {
		struct world_findings findings;

		world_init(&world, i, kinds[i % KINDS]);
		world_solve(&world);
		world_publish(&world, &rows);
		findings = world_audit(&world, &rows);
		if (findings.count > 0)
			show(&world, &rows, &findings);
		assert_int_equal(findings.count, 0);
		placed += world.placed;
		closed += world.closed;
	}
	assert_true(placed > 10 * WORLDS);
	assert_true(closed > WORLDS / 2);
}

static char *cell(struct world_rows *rows, size_t row,
		  enum result_column column)
{
	return rows->field[row][PERSON_FIELDS + (size_t)column];
}

static void change_digit(struct world *world, char *text)
{
	size_t length = strlen(text), at;
	char digit;

	if (length == 0)
		return;
	at = world_random(world, (unsigned)length);
	digit = (char)('0' + world_random(world, 10));
	text[at] = text[at] == digit ? 'x' : digit;
}

enum tampering {
	DROP,
	TWICE,
	SWAP,
	SWAP_COURSES,
	OVERFULL,
	NOT_CHOSEN,
	COPY,
	LOTTERY,
	CUTOFF,
	REASONS,
	PLACE,
	CHOICE,
	PRIORITY,
	OWN_COLUMN,
	STATUS,
	TAMPERING_KINDS
};

static const char *const tampering_names[TAMPERING_KINDS] = {
	[DROP] = "row dropped",
	[TWICE] = "row doubled",
	[SWAP] = "outcomes of two swapped",
	[SWAP_COURSES] = "courses of two swapped",
	[OVERFULL] = "one too many",
	[NOT_CHOSEN] = "course not chosen",
	[COPY] = "outcome of another",
	[LOTTERY] = "lottery number",
	[CUTOFF] = "cutoff or reason",
	[REASONS] = "reasons of another",
	[PLACE] = "waiting-list place",
	[CHOICE] = "number of the choice",
	[PRIORITY] = "priority",
	[OWN_COLUMN] = "a choice of the applicant",
	[STATUS] = "status",
};

static void swap_cells(char *left, char *right, size_t count)
{
	char kept[WORLD_COLUMNS][512];

	memcpy(kept, left, count * sizeof *kept);
	memcpy(left, right, count * sizeof *kept);
	memcpy(right, kept, count * sizeof *kept);
}

static bool is_placed(struct world_rows *rows, size_t row)
{
	return strcmp(cell(rows, row, RESULT_STATUS), "placed") == 0;
}

/* Somebody without a seat gets one, in a course that they chose. */
static void seat_one_more(struct world *world, struct world_rows *rows,
			  size_t row)
{
	unsigned at = world_random(world, WORLD_CHOICES);
	const char *course = rows->field[row][PERSON_CHOICE + at];

	if (is_placed(rows, row) || course[0] != 'c')
		return;
	for (size_t i = 0; i < rows->count; i++) {
		if (!is_placed(rows, i) ||
		    strcmp(cell(rows, i, RESULT_COURSE), course) != 0)
			continue;
		memcpy(rows->field[row][PERSON_FIELDS],
		       rows->field[i][PERSON_FIELDS],
		       RESULT_COLUMNS * sizeof rows->field[0][0]);
		snprintf(cell(rows, row, RESULT_CHOICE), 512, "%u", at + 1);
		return;
	}
}

/* A course that is none of the person's choices. */
static void seat_unasked(struct world *world, struct world_rows *rows,
			 size_t row)
{
	char course[WORLD_TEXT];

	snprintf(course, sizeof course, "c%u",
		 1 + world_random(world, (unsigned)world->courses));
	for (size_t i = 0; i < WORLD_CHOICES; i++) {
		if (strcmp(rows->field[row][PERSON_CHOICE + i], course) == 0)
			return;
	}
	snprintf(cell(rows, row, RESULT_STATUS), 512, "placed");
	snprintf(cell(rows, row, RESULT_COURSE), 512, "%s", course);
}

static void tamper_with_rows(struct world *world, struct world_rows *rows,
			     enum tampering kind, size_t row)
{
	size_t other = world_random(world, (unsigned)rows->count);
	char *outcome = cell(rows, row, 0), *others = cell(rows, other, 0);

	if (kind == DROP) {
		rows->count--;
		memmove(rows->field[row], rows->field[row + 1],
			(rows->count - row) * sizeof rows->field[0]);
	} else if (kind == TWICE) {
		memcpy(rows->field[rows->count++], rows->field[row],
		       sizeof rows->field[0]);
	} else if (kind == SWAP) {
		swap_cells(outcome, others, RESULT_COLUMNS);
	} else if (kind == SWAP_COURSES) {
		swap_cells(cell(rows, row, RESULT_COURSE),
			   cell(rows, other, RESULT_COURSE), 1);
	} else if (kind == COPY) {
		memmove(outcome, others,
			RESULT_COLUMNS * sizeof rows->field[0][0]);
	} else if (kind == REASONS) {
		memmove(cell(rows, row, RESULT_REASONS),
			cell(rows, other, RESULT_REASONS), 512);
	}
}

/* One tampering of a kind; it may come to nothing. */
static void tamper(struct world *world, struct world_rows *rows,
		   enum tampering kind)
{
	static const enum result_column digits[TAMPERING_KINDS] = {
		[LOTTERY] = RESULT_LOTTERY,	 [CUTOFF] = RESULT_REASONS,
		[PLACE] = RESULT_WAITLIST_PLACE, [CHOICE] = RESULT_CHOICE,
		[PRIORITY] = RESULT_PRIORITY,
	};
	size_t row = world_random(world, (unsigned)rows->count);

	if (kind == OVERFULL)
		seat_one_more(world, rows, row);
	else if (kind == NOT_CHOSEN)
		seat_unasked(world, rows, row);
	else if (kind == OWN_COLUMN)
		snprintf(rows->field[row][PERSON_CHOICE], 512, "c%u",
			 1 + world_random(world, (unsigned)world->courses));
	else if (kind == STATUS)
		snprintf(cell(rows, row, RESULT_STATUS), 512, "%s",
			 match_statuses[world_random(world, MATCH_STATUSES)]);
	else if (digits[kind] != 0)
		change_digit(world, cell(rows, row, digits[kind]));
	else
		tamper_with_rows(world, rows, kind, row);
}

/* Whether strings differ, not only what stands behind them. */
static bool differ(const struct world_rows *left,
		   const struct world_rows *right)
{
	if (left->count != right->count)
		return true;
	for (size_t i = 0; i < left->count; i++) {
		for (size_t j = 0; j < WORLD_COLUMNS; j++) {
			if (strcmp(left->field[i][j], right->field[i][j]) != 0)
				return true;
		}
	}
	return false;
}

static void every_tampering_with_a_row_is_found(void **state)
{
	static struct world world;
	static struct world_rows rows, truth;
	size_t tampered[TAMPERING_KINDS] = {0}, all = 0, missed = 0;

	(void)state;
	for (size_t i = 0; all < TAMPERINGS; i++) {
		world_init(&world, 77000 + i, kinds[i % KINDS]);
		world_solve(&world);
		memset(&truth, 0, sizeof truth);
		world_publish(&world, &truth);
		for (size_t j = 0; j < 2 * TAMPERING_KINDS; j++) {
			enum tampering kind = j % TAMPERING_KINDS;
			struct world_findings findings;

			rows = truth;
			tamper(&world, &rows, kind);
			if (!differ(&rows, &truth))
				continue;
			tampered[kind]++;
			all++;
			findings = world_audit(&world, &rows);
			if (findings.count == 0 && missed++ == 0)
				show(&world, &rows, &findings);
		}
	}
	print_message("%zu tamperings, %zu not found\n", all, missed);
	for (size_t i = 0; i < TAMPERING_KINDS; i++) {
		print_message("%6zu %s\n", tampered[i], tampering_names[i]);
		assert_true(tampered[i] > TAMPERINGS / TAMPERING_KINDS / 8);
	}
	assert_int_equal(missed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_true_result_is_accepted),
		cmocka_unit_test(every_tampering_with_a_row_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
