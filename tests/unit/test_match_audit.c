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

/* One row is changed in one of twelve ways; false where it can't be. */
static bool tamper(struct world *world, struct world_rows *rows)
{
	size_t row = world_random(world, (unsigned)rows->count);
	size_t other = world_random(world, (unsigned)rows->count);
	unsigned course = world_random(world, (unsigned)world->courses);
	char before[WORLD_COLUMNS][512];

	memcpy(before, rows->field[row], sizeof before);
	switch (world_random(world, 12)) {
	case 0: /* drop */
		rows->count--;
		memmove(rows->field[row], rows->field[row + 1],
			(rows->count - row) * sizeof rows->field[0]);
		return true;
	case 1: /* twice */
		memcpy(rows->field[rows->count++], before, sizeof before);
		return true;
	case 2: /* another course, chosen or not, full or not */
		snprintf(cell(rows, row, RESULT_COURSE), 512, "c%u",
			 course + 1);
		break;
	case 3: /* the outcome of somebody else */
		memcpy(rows->field[row][PERSON_FIELDS],
		       rows->field[other][PERSON_FIELDS],
		       RESULT_COLUMNS * sizeof rows->field[0][0]);
		break;
	case 4:
		change_digit(world, cell(rows, row, RESULT_LOTTERY));
		break;
	case 5: /* a cutoff, a reason */
		change_digit(world, cell(rows, row, RESULT_REASONS));
		break;
	case 6:
		memmove(cell(rows, row, RESULT_REASONS),
			cell(rows, other, RESULT_REASONS), 512);
		break;
	case 7:
		change_digit(world, cell(rows, row, RESULT_WAITLIST_PLACE));
		break;
	case 8:
		change_digit(world, cell(rows, row, RESULT_CHOICE));
		break;
	case 9:
		change_digit(world, cell(rows, row, RESULT_PRIORITY));
		break;
	case 10: /* an input column: the choice itself */
		snprintf(rows->field[row][PERSON_CHOICE], 512, "c%u",
			 course + 1);
		break;
	default:
		snprintf(cell(rows, row, RESULT_STATUS), 512, "%s",
			 match_statuses[world_random(world, MATCH_STATUSES)]);
	}
	return memcmp(before, rows->field[row], sizeof before) != 0 &&
	       row < rows->count;
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
	size_t tampered = 0, missed = 0;

	(void)state;
	for (size_t i = 0; tampered < TAMPERINGS; i++) {
		world_init(&world, 77000 + i, kinds[i % KINDS]);
		world_solve(&world);
		memset(&truth, 0, sizeof truth);
		world_publish(&world, &truth);
		for (size_t j = 0; j < 20; j++) {
			struct world_findings findings;

			rows = truth;
			if (!tamper(&world, &rows) || !differ(&rows, &truth))
				continue;
			tampered++;
			findings = world_audit(&world, &rows);
			if (findings.count == 0 && missed++ == 0)
				show(&world, &rows, &findings);
		}
	}
	print_message("%zu tamperings, %zu not found\n", tampered, missed);
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
