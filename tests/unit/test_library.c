#include "system/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct functions {
	void (*unused)(void);
	double (*cos)(double);
};

static const struct library_function wanted[] = {
	{"cos", offsetof(struct functions, cos)},
	{NULL, 0},
};

static const struct library_function unknown[] = {
	{"cos", offsetof(struct functions, cos)},
	{"cosine_of", offsetof(struct functions, unused)},
	{NULL, 0},
};

static void functions_go_where_they_are_wanted(void **state)
{
	struct functions call = {NULL, NULL};
	struct diag diag;
	const struct library libm = {"sums", "libm.so.6", "libc6", wanted};
	void *library = library_open(&libm, &call, &diag);

	(void)state;
	assert_non_null(library);
	assert_true(call.cos(0) == 1);
	assert_null(call.unused);
	library_close(library);
	library_close(NULL);
}

static void a_library_that_is_not_there_is_told_with_its_package(void **state)
{
	const struct library absent = {"workbooks (.xlsx)", "libabsent.so.1",
				       "libabsent1", wanted};
	struct functions call;
	struct diag diag;

	(void)state;
	assert_null(library_open(&absent, &call, &diag));
	assert_string_equal(diag.message,
			    "workbooks (.xlsx) need libabsent.so.1, which "
			    "isn't there; install the Debian package "
			    "\"libabsent1\"");
}

static void a_library_without_the_function_is_told(void **state)
{
	const struct library libm = {"sums", "libm.so.6", "libc6", unknown};
	struct functions call;
	struct diag diag;

	(void)state;
	assert_null(library_open(&libm, &call, &diag));
	assert_string_equal(diag.message,
			    "libm.so.6 has no cosine_of; install the package "
			    "\"libc6\" of Debian 12 or later");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_go_where_they_are_wanted),
		cmocka_unit_test(
			a_library_that_is_not_there_is_told_with_its_package),
		cmocka_unit_test(a_library_without_the_function_is_told),
	};

	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
