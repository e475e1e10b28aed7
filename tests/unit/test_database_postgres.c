#include "system/database.h"
#include "system/database_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "payments.h"

#include "scratch.h"

/*
 * What a database in a server does as one in a file does, and what only it
 * does. VK_TEST_POSTGRES names the server (tests/with-postgres).
 */
static const char *url;

static struct database *open_new(void)
{
	struct diag diag;
	struct database *database = database_open(url, true, &diag);

	assert_non_null(database);
	assert_true(database_execute(
		database,
		"DROP SCHEMA public CASCADE; CREATE SCHEMA public; "
		"CREATE TABLE payment (key text PRIMARY KEY, "
		"amount bigint NOT NULL, proof bytea)",
		&diag));
	return database;
}

static struct database *open_again(void)
{
	struct diag diag;
	struct database *database = database_open(url, false, &diag);

	assert_non_null(database);
	return database;
}

static void close_well(struct database *database)
{
	struct diag diag;

	assert_true(database_close(database, &diag));
}

static void begin(struct database *database)
{
	struct diag diag;

	assert_true(database_begin(database, &diag));
}

static void commit(struct database *database)
{
	struct diag diag;

	assert_true(database_commit(database, &diag));
}

static bool text_is(struct database *database, const char *sql,
		    const char *expected)
{
	struct diag diag;
	struct statement *statement = statement_new(database, sql, &diag);
	bool same;

	assert_int_equal(statement_step(statement, &diag), 1);
	same = slice_is(statement_text(statement, 0), expected);
	statement_free(statement);
	return same;
}

static void it_is_set_up_to_lose_nothing(void **state)
{
	struct database *database = open_new();

	(void)state;
	assert_int_equal(database_kind(database), DATABASE_POSTGRES);
	assert_true(text_is(database, "SHOW synchronous_commit", "on"));
	assert_true(text_is(database, "SHOW lock_timeout", "5min"));
	assert_true(text_is(database, "SHOW statement_timeout", "0"));
	assert_true(text_is(database, "SHOW client_encoding", "UTF8"));
	close_well(database);
}

static void add_three(struct statement *statement)
{
	struct diag diag;

	statement_bind_text(statement, 1, SLICE("Ni Made \xC3\xA9"));
	statement_bind_integer(statement, 2, INT64_MIN);
	statement_bind_blob(statement, 3, "\0\xff", 2);
	assert_int_equal(statement_run(statement, &diag), 1);
	statement_bind_text(statement, 1, (struct slice){NULL, 0});
	statement_bind_integer(statement, 2, INT64_MAX);
	statement_bind_null(statement, 3);
	assert_int_equal(statement_run(statement, &diag), 1);
	statement_bind_text(statement, 1, SLICE("z"));
	statement_bind_integer(statement, 2, 0);
	statement_bind_blob(statement, 3, NULL, 0);
	assert_int_equal(statement_run(statement, &diag), 1);
}

static void check_three(struct database *database)
{
	struct diag diag;
	struct statement *statement = statement_new(
		database,
		"SELECT key, amount, proof, amount > 0 FROM payment "
		"ORDER BY key COLLATE \"C\"",
		&diag);

	assert_int_equal(statement_step(statement, &diag), 1);
	assert_false(statement_is_null(statement, 0));
	assert_true(slice_is(statement_text(statement, 0), ""));
	assert_true(statement_integer(statement, 1) == INT64_MAX);
	assert_true(statement_is_null(statement, 2));
	assert_int_equal(statement_integer(statement, 3), 1);
	assert_int_equal(statement_step(statement, &diag), 1);
	assert_true(slice_is(statement_text(statement, 0), "Ni Made \xC3\xA9"));
	assert_true(statement_integer(statement, 1) == INT64_MIN);
	assert_int_equal(statement_blob(statement, 2).length, 2);
	assert_memory_equal(statement_blob(statement, 2).data, "\0\xff", 2);
	assert_int_equal(statement_integer(statement, 3), 0);
	assert_int_equal(statement_step(statement, &diag), 1);
	assert_false(statement_is_null(statement, 2));
	assert_int_equal(statement_blob(statement, 2).length, 0);
	assert_int_equal(statement_step(statement, &diag), 0);
	assert_int_equal(statement_step(statement, &diag), 1);
	statement_free(statement);
	statement_free(NULL);
}

static void values_come_back_as_they_went_in(void **state)
{
	struct database *database = open_new();
	struct statement *plain, *insert;
	struct diag diag;

	(void)state;
	plain = statement_new(database,
			      "INSERT INTO payment VALUES (?1, ?2, ?3)", &diag);
	insert = statement_new_insert(database, "payment", 3, &diag);
	begin(database);
	add_three(plain);
	check_three(database);
	database_rollback(database);
	begin(database);
	add_three(insert);
	check_three(database);
	commit(database);
	check_three(database);
	statement_free(plain);
	statement_free(insert);
	close_well(database);
}

static void a_reset_forgets_the_parameters(void **state)
{
	struct database *database = open_new();
	struct statement *statement;
	struct diag diag;

	(void)state;
	begin(database);
	statement = statement_new(
		database, "INSERT INTO payment VALUES (?1, ?2, NULL)", &diag);
	statement_bind_text(statement, 1, SLICE("a"));
	statement_bind_integer(statement, 2, 1);
	statement_reset(statement);
	statement_bind_integer(statement, 2, 1);
	assert_int_equal(statement_run(statement, &diag), -1);
	assert_non_null(strstr(diag.message, "null value in column \"key\""));
	statement_free(statement);
	close_well(database);
}

/* The message names the rule and not the row, which is a person's. */
static void a_row_that_waited_is_refused_later(void **state)
{
	struct database *database = open_new();
	struct statement *statement;
	struct diag diag;

	(void)state;
	begin(database);
	statement = statement_new_insert(database, "payment", 3, &diag);
	for (int i = 0; i < 2; i++) {
		statement_bind_text(statement, 1, SLICE("secret"));
		statement_bind_integer(statement, 2, i);
		assert_int_equal(statement_run(statement, &diag), 1);
	}
	assert_false(database_commit(database, &diag));
	assert_non_null(strstr(diag.message, "\"payment_pkey\""));
	assert_null(strstr(diag.message, "secret"));
	assert_false(database_is_unknown(database));
	database_rollback(database);
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 0);
	statement_free(statement);
	close_well(database);
}

/* More rows than are sent or fetched at once, with questions in between. */
static void a_walk_gives_all_rows_in_order(void **state)
{
	enum { ROWS = 30000 };
	struct database *database = open_new();
	struct statement *add, *walk, *ask;
	struct diag diag;
	char key[16];

	(void)state;
	begin(database);
	add = statement_new_insert(database, "payment", 3, &diag);
	for (int i = 0; i < ROWS; i++) {
		snprintf(key, sizeof key, "%06d", i);
		statement_bind_text(add, 1, slice_of(key));
		statement_bind_integer(add, 2, i);
		statement_bind_blob(add, 3, "0123456789012345678901234567", 28);
		assert_int_equal(statement_run(add, &diag), 1);
	}
	commit(database);
	walk = statement_new_walk(
		database,
		"SELECT key, amount FROM payment WHERE amount >= ?1 "
		"ORDER BY key",
		&diag);
	ask = statement_new(database,
			    "SELECT amount FROM payment WHERE key = ?1", &diag);
	statement_bind_integer(walk, 1, 10);
	for (int i = 10; i < ROWS; i++) {
		assert_int_equal(statement_step(walk, &diag), 1);
		assert_int_equal(statement_integer(walk, 1), i);
		if (i % 1000 != 0)
			continue;
		statement_bind_text(ask, 1, statement_text(walk, 0));
		assert_int_equal(statement_step(ask, &diag), 1);
		assert_int_equal(statement_integer(ask, 0), i);
		statement_reset(ask);
	}
	assert_int_equal(statement_step(walk, &diag), 0);
	/* Left in the middle and begun again. */
	for (int i = 0; i < 2; i++) {
		statement_bind_integer(walk, 1, 100);
		assert_int_equal(statement_step(walk, &diag), 1);
		assert_int_equal(statement_integer(walk, 1), 100);
		statement_reset(walk);
	}
	statement_bind_integer(walk, 1, ROWS);
	assert_int_equal(statement_step(walk, &diag), 0);
	statement_free(add);
	statement_free(walk);
	statement_free(ask);
	close_well(database);
}

static void what_is_not_committed_is_not_there(void **state)
{
	struct database *database = open_new();
	struct diag diag;

	(void)state;
	database_rollback(database);
	begin(database);
	assert_true(insert(database, "a", 1, &diag));
	database_rollback(database);
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 0);
	begin(database);
	assert_true(insert(database, "a", 1, &diag));
	commit(database);
	database_rollback(database);
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 1);
	assert_false(database_commit(database, &diag));
	assert_non_null(strstr(diag.message, "nothing to commit"));
	/* Where a statement failed, COMMIT would say ROLLBACK and no more. */
	begin(database);
	assert_true(insert(database, "b", 1, &diag));
	assert_false(insert(database, "b", 1, &diag));
	assert_false(database_commit(database, &diag));
	database_rollback(database);
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 1);
	close_well(database);
}

static void a_reader_sees_one_state(void **state)
{
	struct database *writer = open_new(), *reader = open_again();
	struct diag diag;

	(void)state;
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 0);
	begin(writer);
	assert_true(insert(writer, "a", 1, &diag));
	commit(writer);
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 0);
	/* A reader can't write by chance. */
	assert_false(insert(reader, "b", 1, &diag));
	assert_non_null(strstr(diag.message, "read-only"));
	begin(reader);
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 1);
	close_well(reader);
	close_well(writer);
}

static void a_second_writer_waits_its_turn(void **state)
{
	struct database *first = open_new(), *second = open_again();
	struct diag diag;

	(void)state;
	assert_true(database_execute(second, "SET lock_timeout = 50", &diag));
	begin(first);
	assert_false(database_begin(second, &diag));
	assert_non_null(strstr(diag.message, "has been in use by another run"));
	database_rollback(first);
	begin(second);
	close_well(second);
	close_well(first);
}

static int add_if_it_is_there(void)
{
	struct database *database = open_again();
	struct diag diag;

	/* A view from before the lock would show an empty table. */
	if (!database_begin(database, &diag) ||
	    number_of(database, "SELECT count(*) FROM payment") != 1)
		return 1;
	database_rollback(database);
	return database_close(database, &diag) ? 0 : 2;
}

static void who_waited_sees_what_the_one_before_did(void **state)
{
	struct database *database = open_new();
	struct diag diag;
	int status;
	pid_t child;

	(void)state;
	begin(database);
	child = fork();
	if (child == 0)
		_exit(add_if_it_is_there());
	while (number_of(database,
			 "SELECT count(*) FROM pg_locks WHERE "
			 "locktype = 'advisory' AND NOT granted") == 0)
		usleep(10000);
	assert_true(insert(database, "a", 1, &diag));
	commit(database);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	close_well(database);
}

static int insert_and_die(void)
{
	struct database *database = open_new();
	struct diag diag;

	begin(database);
	if (!insert(database, "committed", 1, &diag) ||
	    !database_commit(database, &diag) ||
	    !database_begin(database, &diag) ||
	    !insert(database, "open", 2, &diag))
		return 1;
	raise(SIGKILL);
	return 2;
}

static void a_killed_writer_leaves_what_it_committed(void **state)
{
	struct database *database;

	(void)state;
	assert_int_equal(scratch_in_child(insert_and_die), -1);
	database = open_again();
	begin(database);
	assert_int_equal(number_of(database, "SELECT amount FROM payment"), 1);
	close_well(database);
}

/* Ends the connection of another from the server's side. */
static void cut_off(struct database *other, int64_t process)
{
	char sql[80];
	struct diag diag;

	snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%lld, 10000)",
		 (long long)process);
	assert_true(database_execute(other, sql, &diag));
}

static void a_broken_connection_is_told(void **state)
{
	struct database *database = open_new(), *other = open_again();
	struct diag diag;

	(void)state;
	begin(database);
	assert_true(insert(database, "a", 1, &diag));
	cut_off(other, number_of(database, "SELECT pg_backend_pid()"));
	assert_false(insert(database, "b", 1, &diag));
	assert_false(database_is_unknown(database));
	database_rollback(database);
	assert_false(database_begin(database, &diag));
	close_well(database);
	assert_int_equal(number_of(other, "SELECT count(*) FROM payment"), 0);
	close_well(other);
}

static void a_commit_without_answer_is_unknown(void **state)
{
	struct database *database = open_new(), *other = open_again();
	struct statement *left;
	struct diag diag;

	(void)state;
	left = statement_new(database, "SELECT count(*) FROM payment", &diag);
	begin(database);
	assert_true(insert(database, "a", 1, &diag));
	assert_int_equal(statement_step(left, &diag), 1);
	statement_reset(left);
	cut_off(other, number_of(database, "SELECT pg_backend_pid()"));
	assert_false(database_commit(database, &diag));
	assert_true(database_is_unknown(database));
	database_rollback(database);
	assert_true(database_is_unknown(database));
	assert_true(database_reconnect(database, &diag));
	assert_false(database_is_unknown(database));
	/* What was prepared before is prepared again. */
	begin(database);
	assert_int_equal(statement_step(left, &diag), 1);
	assert_int_equal(statement_integer(left, 0), 0);
	statement_free(left);
	close_well(database);
	close_well(other);
}

static void bad_sql_and_absent_servers_are_told(void **state)
{
	struct database *database = open_new();
	struct diag diag;

	(void)state;
	assert_false(database_execute(database, "SELEKT 1", &diag));
	assert_non_null(strstr(diag.message, "syntax error"));
	close_well(database);
	assert_null(database_open("postgresql:///vk?host=/nonexistent", false,
				  &diag));
	assert_non_null(strstr(diag.message, "no connection to the ledger"));
	assert_null(strchr(diag.message, '\n'));
}

static void passwords_in_the_url_are_refused_and_not_told(void **state)
{
	static const char *const urls[] = {
		"postgresql://vk:rahasia@host/vk",
		"postgres://vk:rahasia@host/vk",
		"postgresql://host/vk?password=rahasia",
		"postgresql://host/vk?sslpassword=rahasia",
		"postgresql://vk:rahasia%zz@host/vk",
	};
	struct diag diag;

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		assert_true(database_is_server(urls[i]));
		assert_null(database_open(urls[i], false, &diag));
		assert_null(strstr(diag.message, "rahasia"));
	}
	assert_false(database_is_server("ledger.db"));
	assert_false(database_is_server("postgresql"));
}

/* The layout is that of "Binary Format" in the manual's page on COPY. */
static void rows_are_laid_out_as_copy_wants_them(void **state)
{
	static const char expected[] = "PGCOPY\n\xff\r\n\0"
				       "\0\0\0\0\0\0\0\0"
				       "\0\3"
				       "\0\0\0\1a"
				       "\0\0\0\10\0\0\0\0\0\0\1\2"
				       "\xff\xff\xff\xff"
				       "\xff\xff";
	struct database_row row;
	struct strbuf bytes;

	(void)state;
	strbuf_init(&bytes, 1000);
	database_row_init(&row, 3);
	database_row_set(
		&row, 1,
		&(struct value){.kind = VALUE_TEXT, .bytes = SLICE("a")});
	database_row_set(
		&row, 2,
		&(struct value){.kind = VALUE_INTEGER, .integer = 258});
	assert_true(database_rows_add(&bytes, &row));
	assert_true(database_rows_end(&bytes));
	assert_int_equal(bytes.length, sizeof expected - 1);
	assert_memory_equal(bytes.data, expected, bytes.length);
	assert_int_equal(database_row_integer(SLICE("\xff\xff\xff\xfe")), -2);
	assert_int_equal(database_row_integer(SLICE("\0\0\0\7")), 7);
	assert_int_equal(database_row_integer(SLICE("\1")), 1);
	strbuf_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_set_up_to_lose_nothing),
		cmocka_unit_test(values_come_back_as_they_went_in),
		cmocka_unit_test(a_reset_forgets_the_parameters),
		cmocka_unit_test(a_row_that_waited_is_refused_later),
		cmocka_unit_test(a_walk_gives_all_rows_in_order),
		cmocka_unit_test(what_is_not_committed_is_not_there),
		cmocka_unit_test(a_reader_sees_one_state),
		cmocka_unit_test(a_second_writer_waits_its_turn),
		cmocka_unit_test(who_waited_sees_what_the_one_before_did),
		cmocka_unit_test(a_killed_writer_leaves_what_it_committed),
		cmocka_unit_test(a_broken_connection_is_told),
		cmocka_unit_test(a_commit_without_answer_is_unknown),
		cmocka_unit_test(bad_sql_and_absent_servers_are_told),
		cmocka_unit_test(passwords_in_the_url_are_refused_and_not_told),
		cmocka_unit_test(rows_are_laid_out_as_copy_wants_them),
	};

	url = getenv("VK_TEST_POSTGRES");
	if (url == NULL) {
		fputs("VK_TEST_POSTGRES is not set: run this by "
		      "tests/with-postgres\n",
		      stderr);
		return 2;
	}
	return cmocka_run_group_tests_name("database_postgres", tests, NULL,
					   NULL);
}
