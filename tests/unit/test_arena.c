#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FIRST = 4 * 1024, CHUNK = 64 * 1024, MEGABYTE = 1024 * 1024 };

static void assert_zero(const unsigned char *memory, size_t size)
{
	for (size_t i = 0; i < size; i++)
		assert_int_equal(memory[i], 0);
}

static void an_empty_arena_takes_nothing(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, MEGABYTE);
	assert_int_equal(arena.total, 0);
	arena_reset(&arena);
	arena_release(&arena);
	assert_null(arena.chunk);
}

static void pieces_are_zeroed_apart_and_aligned(void **state)
{
	struct arena arena;
	unsigned char *before = NULL;

	(void)state;
	arena_init(&arena, MEGABYTE);
	for (size_t size = 1; size < 100; size++) {
		unsigned char *piece = arena_alloc(&arena, size);

		assert_non_null(piece);
		assert_int_equal((uintptr_t)piece % 16, 0);
		assert_zero(piece, size);
		if (before != NULL)
			assert_true(piece >= before + size - 1);
		memset(piece, 0xff, size);
		before = piece;
	}
	arena_release(&arena);
}

static void a_piece_larger_than_a_chunk_gets_its_own(void **state)
{
	struct arena arena;
	unsigned char *small, *large;

	(void)state;
	arena_init(&arena, MEGABYTE);
	small = arena_alloc(&arena, 10);
	memset(small, 'a', 10);
	large = arena_alloc(&arena, 3 * CHUNK);
	assert_non_null(large);
	assert_zero(large, 3 * CHUNK);
	memset(large, 'b', 3 * CHUNK);
	assert_int_equal(small[9], 'a');
	assert_int_equal(arena.total, FIRST + 3 * CHUNK);
	arena_release(&arena);
}

static void the_maximum_is_kept(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 2 * CHUNK);
	assert_non_null(arena_alloc(&arena, CHUNK));
	assert_non_null(arena_alloc(&arena, CHUNK));
	assert_null(arena_alloc(&arena, 1));
	assert_int_equal(arena.total, 2 * CHUNK);
	arena_release(&arena);
	assert_non_null(arena_alloc(&arena, 1));
	assert_null(arena_alloc(&arena, 2 * CHUNK));
	arena_release(&arena);
	arena_init(&arena, FIRST + 16);
	assert_non_null(arena_alloc(&arena, FIRST));
	assert_non_null(arena_alloc(&arena, 16));
	assert_null(arena_alloc(&arena, 1));
	assert_int_equal(arena.total, FIRST + 16);
	arena_release(&arena);
}

static void sizes_that_overflow_are_refused(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, SIZE_MAX);
	assert_null(arena_alloc(&arena, SIZE_MAX));
	assert_null(arena_alloc(&arena, SIZE_MAX - 15));
	assert_null(arena_alloc(&arena, SIZE_MAX - 16));
	assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
	assert_non_null(arena_array(&arena, 100, 8));
	arena_release(&arena);
}

static void an_array_has_room_for_all(void **state)
{
	struct arena arena;
	uint64_t *numbers;

	(void)state;
	arena_init(&arena, MEGABYTE);
	numbers = arena_array(&arena, 1000, sizeof *numbers);
	assert_non_null(numbers);
	for (size_t i = 0; i < 1000; i++) {
		assert_int_equal(numbers[i], 0);
		numbers[i] = i;
	}
	arena_release(&arena);
}

static void reset_forgets_but_keeps_the_newest_chunk(void **state)
{
	struct arena arena;
	unsigned char *piece;

	(void)state;
	arena_init(&arena, MEGABYTE);
	for (int i = 0; i < 3; i++) {
		piece = arena_alloc(&arena, CHUNK);
		assert_non_null(piece);
		memset(piece, 0xff, CHUNK);
	}
	arena_reset(&arena);
	assert_int_equal(arena.total, CHUNK);
	piece = arena_alloc(&arena, CHUNK);
	assert_zero(piece, CHUNK);
	assert_int_equal(arena.total, CHUNK);
	arena_release(&arena);
}

static void copies_are_their_own_and_end_with_a_nul(void **state)
{
	char source[] = "budi";
	struct arena arena;
	struct slice copy;
	char *string;

	(void)state;
	arena_init(&arena, MEGABYTE);
	copy = arena_copy(&arena, slice_of(source));
	string = arena_string(&arena, slice_of(source));
	source[0] = 'r';
	assert_int_equal(copy.length, 4);
	assert_string_equal(copy.data, "budi");
	assert_string_equal(string, "budi");
	copy = arena_copy(&arena, (struct slice){NULL, 0});
	assert_non_null(copy.data);
	assert_string_equal(copy.data, "");
	arena_release(&arena);
}

static void a_copy_without_memory_has_no_data(void **state)
{
	struct arena arena;
	struct slice copy;

	(void)state;
	arena_init(&arena, 0);
	copy = arena_copy(&arena, SLICE("budi"));
	assert_null(copy.data);
	assert_int_equal(copy.length, 0);
	assert_null(arena_string(&arena, SLICE("budi")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_arena_takes_nothing),
		cmocka_unit_test(pieces_are_zeroed_apart_and_aligned),
		cmocka_unit_test(a_piece_larger_than_a_chunk_gets_its_own),
		cmocka_unit_test(the_maximum_is_kept),
		cmocka_unit_test(sizes_that_overflow_are_refused),
		cmocka_unit_test(an_array_has_room_for_all),
		cmocka_unit_test(reset_forgets_but_keeps_the_newest_chunk),
		cmocka_unit_test(copies_are_their_own_and_end_with_a_nul),
		cmocka_unit_test(a_copy_without_memory_has_no_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
