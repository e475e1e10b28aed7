#include "system/database.h"
#include "system/database_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "payments.h"
#include "scratch.h"

#define SCHEMA                                                                 \
	"CREATE TABLE payment (key TEXT PRIMARY KEY, amount INTEGER NOT NULL," \
	" proof BLOB) STRICT, WITHOUT ROWID;"

static struct database *open_new(const char *path)
{
	struct diag diag;
	struct database *database = database_open(path, true, &diag);

	assert_non_null(database);
	assert_true(database_execute(database, SCHEMA, &diag));
	return database;
}

static void close_well(struct database *database)
{
	struct diag diag;

	assert_true(database_close(database, &diag));
}

static void a_new_database_is_private_and_one_file_at_rest(void **state)
{
	struct database *database = open_new("ledger.db");
	struct stat status;
	struct diag diag;

	(void)state;
	assert_true(insert(database, "a", 1, &diag));
	assert_int_equal(access("ledger.db-wal", F_OK), 0);
	assert_int_equal(stat("ledger.db-wal", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	close_well(database);
	assert_int_equal(stat("ledger.db", &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(access("ledger.db-wal", F_OK), -1);
	assert_int_equal(access("ledger.db-shm", F_OK), -1);
	database = database_open("ledger.db", false, &diag);
	assert_non_null(database);
	assert_int_equal(number_of(database, "SELECT amount FROM payment"), 1);
	close_well(database);
}

static void it_is_set_up_to_lose_nothing(void **state)
{
	struct database *database = open_new("ledger.db");

	(void)state;
	assert_int_equal(number_of(database, "PRAGMA synchronous"), 2);
	assert_int_equal(number_of(database, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number_of(database, "PRAGMA busy_timeout"), 10000);
	assert_int_equal(number_of(database, "PRAGMA secure_delete"), 1);
	assert_int_equal(number_of(database, "PRAGMA trusted_schema"), 0);
	close_well(database);
}

static void values_come_back_as_they_went_in(void **state)
{
	struct database *database = open_new("ledger.db");
	struct statement *statement;
	struct diag diag;

	(void)state;
	statement = statement_new(
		database, "INSERT INTO payment VALUES (?1, ?2, ?3)", &diag);
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
	statement_free(statement);

	statement = statement_new(
		database, "SELECT key, amount, proof FROM payment ORDER BY key",
		&diag);
	assert_int_equal(statement_step(statement, &diag), 1);
	assert_false(statement_is_null(statement, 0));
	assert_true(slice_is(statement_text(statement, 0), ""));
	assert_true(statement_integer(statement, 1) == INT64_MAX);
	assert_true(statement_is_null(statement, 2));
	assert_int_equal(statement_step(statement, &diag), 1);
	assert_true(slice_is(statement_text(statement, 0), "Ni Made \xC3\xA9"));
	assert_true(statement_integer(statement, 1) == INT64_MIN);
	assert_int_equal(statement_blob(statement, 2).length, 2);
	assert_memory_equal(statement_blob(statement, 2).data, "\0\xff", 2);
	assert_int_equal(statement_step(statement, &diag), 1);
	assert_false(statement_is_null(statement, 2));
	assert_int_equal(statement_blob(statement, 2).length, 0);
	assert_int_equal(statement_step(statement, &diag), 0);
	assert_int_equal(statement_step(statement, &diag), 1);
	statement_free(statement);
	statement_free(NULL);
	close_well(database);
}

static void a_reset_forgets_the_parameters(void **state)
{
	struct database *database = open_new("ledger.db");
	struct statement *statement;
	struct diag diag;

	(void)state;
	statement = statement_new(
		database, "INSERT INTO payment VALUES (?1, ?2, NULL)", &diag);
	statement_bind_text(statement, 1, SLICE("a"));
	statement_bind_integer(statement, 2, 1);
	statement_reset(statement);
	assert_int_equal(statement_run(statement, &diag), -1);
	assert_string_equal(diag.message,
			    "database \"ledger.db\": NOT NULL constraint "
			    "failed: payment.key");
	statement_free(statement);
	close_well(database);
}

static void a_day_is_paid_once(void **state)
{
	struct database *database = open_new("ledger.db");
	struct diag diag;

	(void)state;
	assert_true(insert(database, "2020-09-07/p/meal", 50000, &diag));
	assert_false(insert(database, "2020-09-07/p/meal", 50000, &diag));
	assert_string_equal(diag.message,
			    "database \"ledger.db\": UNIQUE constraint "
			    "failed: payment.key");
	assert_true(insert(database, "2020-09-08/p/meal", 50000, &diag));
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 2);
	close_well(database);
}

static void what_is_not_committed_is_not_there(void **state)
{
	struct database *database = open_new("ledger.db");
	struct diag diag;

	(void)state;
	database_rollback(database);
	assert_true(database_begin(database, &diag));
	assert_true(insert(database, "a", 1, &diag));
	database_rollback(database);
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 0);
	assert_true(database_begin(database, &diag));
	assert_true(insert(database, "a", 1, &diag));
	assert_true(database_commit(database, &diag));
	database_rollback(database);
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 1);
	assert_false(database_commit(database, &diag));
	assert_string_equal(diag.message,
			    "database \"ledger.db\": cannot commit - no "
			    "transaction is active");
	close_well(database);
}

static int insert_and_die(void)
{
	struct database *database = open_new("ledger.db");
	struct diag diag;

	if (!insert(database, "committed", 1, &diag) ||
	    !database_begin(database, &diag) ||
	    !insert(database, "open", 2, &diag))
		return 1;
	raise(SIGKILL);
	return 2;
}

static void a_killed_writer_leaves_what_it_committed(void **state)
{
	struct database *database;
	struct diag diag;

	(void)state;
	assert_int_equal(scratch_in_child(insert_and_die), -1);
	assert_int_equal(access("ledger.db-wal", F_OK), 0);
	database = database_open("ledger.db", false, &diag);
	assert_non_null(database);
	assert_int_equal(number_of(database, "SELECT amount FROM payment"), 1);
	close_well(database);
	assert_int_equal(access("ledger.db-wal", F_OK), -1);
}

static int fill_the_disk(void)
{
	static char proof[200000];
	struct database *database = open_new("ledger.db");
	struct statement *statement;
	struct diag diag;
	int64_t changed;

	if (!insert(database, "a", 1, &diag))
		return 1;
	scratch_limit_files(100000);
	statement = statement_new(
		database, "INSERT INTO payment VALUES ('b', 2, ?1)", &diag);
	statement_bind_blob(statement, 1, proof, sizeof proof);
	changed = statement_run(statement, &diag);
	statement_free(statement);
	if (changed != -1 ||
	    strcmp(diag.message, "database \"ledger.db\": disk I/O error"))
		return 2;
	return database_close(database, &diag) ? 0 : 3;
}

static void a_full_disk_is_told_and_loses_nothing(void **state)
{
	struct database *database;
	struct diag diag;

	(void)state;
	assert_int_equal(scratch_in_child(fill_the_disk), 0);
	database = database_open("ledger.db", false, &diag);
	assert_non_null(database);
	assert_int_equal(number_of(database, "SELECT count(*) FROM payment"),
			 1);
	close_well(database);
}

static void a_reader_sees_one_state(void **state)
{
	struct database *writer = open_new("ledger.db");
	struct database *reader;
	struct diag diag;

	(void)state;
	reader = database_open("ledger.db", false, &diag);
	assert_non_null(reader);
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 0);
	assert_true(insert(writer, "a", 1, &diag));
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 0);
	/* Who writes sees what is there, and isn't refused for what it saw. */
	assert_true(database_begin(reader, &diag));
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 1);
	assert_true(insert(reader, "b", 1, &diag));
	assert_true(database_commit(reader, &diag));
	assert_int_equal(number_of(writer, "SELECT count(*) FROM payment"), 2);
	/* A transaction ends what was read before, by others too. */
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 2);
	assert_true(database_execute(writer, "DELETE FROM payment", &diag));
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 2);
	database_rollback(reader);
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 2);
	assert_false(database_commit(reader, &diag));
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 0);
	close_well(writer);
	close_well(reader);
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void a_close_beside_a_reader_is_no_failure(void **state)
{
	struct database *writer = open_new("ledger.db");
	struct database *reader;
	struct diag diag;
	int64_t begun;

	(void)state;
	assert_true(insert(writer, "a", 1, &diag));
	reader = database_open("ledger.db", false, &diag);
	assert_non_null(reader);
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 1);
	assert_true(insert(writer, "b", 1, &diag));
	begun = milliseconds();
	close_well(writer);
	assert_true(milliseconds() - begun < 5000);
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 1);
	close_well(reader);
	assert_int_equal(access("ledger.db-wal", F_OK), -1);
	reader = database_open("ledger.db", false, &diag);
	assert_non_null(reader);
	assert_int_equal(number_of(reader, "SELECT count(*) FROM payment"), 2);
	close_well(reader);
}

static void a_second_writer_is_told_to_wait(void **state)
{
	struct database *first = open_new("ledger.db");
	struct database *second;
	struct diag diag;

	(void)state;
	second = database_open("ledger.db", false, &diag);
	assert_non_null(second);
	assert_true(database_execute(second, "PRAGMA busy_timeout = 0", &diag));
	assert_true(database_begin(first, &diag));
	assert_false(database_begin(second, &diag));
	assert_string_equal(diag.message,
			    "\"ledger.db\" has been in use by another process "
			    "for 10 seconds; try again when it has finished");
	database_rollback(first);
	assert_true(database_begin(second, &diag));
	close_well(second);
	close_well(first);
}

/* Holds a new file for a moment, as one does that is making its log. */
static void hold_for_a_moment(int ready)
{
	sqlite3 *connection;

	if (sqlite3_open("ledger.db", &connection) != SQLITE_OK ||
	    sqlite3_exec(connection, "BEGIN IMMEDIATE", NULL, NULL, NULL) !=
		    SQLITE_OK ||
	    write(ready, "", 1) != 1)
		_exit(1);
	usleep(100000);
	_exit(sqlite3_close(connection) == SQLITE_OK ? 0 : 1);
}

static void a_new_file_is_waited_for(void **state)
{
	struct database *database;
	struct diag diag;
	int ends[2], status;
	pid_t child;
	char byte;

	(void)state;
	scratch_write("ledger.db", "");
	assert_int_equal(chmod("ledger.db", 0600), 0);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		hold_for_a_moment(ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	database = database_open("ledger.db", true, &diag);
	if (database == NULL)
		fail_msg("%s", diag.message);
	close_well(database);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ends[0]);
	close(ends[1]);
}

static void bad_sql_and_odd_files_are_told(void **state)
{
	struct database *database = open_new("ledger.db");
	struct diag diag;

	(void)state;
	assert_null(statement_new(database, "SELECT \"text\"", &diag));
	assert_string_equal(diag.message, "database \"ledger.db\": no such "
					  "column: text");
	assert_false(database_execute(database, "SELEKT 1", &diag));
	assert_string_equal(diag.message, "database \"ledger.db\": near "
					  "\"SELEKT\": syntax error");
	close_well(database);
	scratch_write("text", "this is no database at all, but a text\n"
			      "that is longer than the magic of one\n");
	assert_int_equal(chmod("text", 0600), 0);
	assert_null(database_open("text", true, &diag));
	assert_string_equal(diag.message,
			    "database \"text\": file is not a database");
}

static void a_statement_left_is_a_failure_to_close(void **state)
{
	struct database *database = open_new("ledger.db");
	struct diag diag;
	struct statement *statement =
		statement_new(database, "SELECT 1", &diag);

	(void)state;
	assert_false(database_close(database, &diag));
	assert_string_equal(diag.message,
			    "database \"ledger.db\": a statement is left");
	statement_free(statement);
}

static void check_refused(const char *path, bool create, const char *expected)
{
	struct diag diag;

	assert_null(database_open(path, create, &diag));
	assert_string_equal(diag.message, expected);
}

static void what_is_not_there_is_made_only_if_asked_for(void **state)
{
	(void)state;
	check_refused("absent.db", false,
		      "cannot use \"absent.db\": No such file or directory");
	check_refused("absent/ledger.db", true,
		      "cannot use folder \"absent\": No such file or "
		      "directory");
	assert_int_equal(access("absent.db", F_OK), -1);
}

static void links_and_open_modes_are_refused(void **state)
{
	struct database *database = open_new("ledger.db");

	(void)state;
	close_well(database);
	assert_int_equal(symlink("ledger.db", "soft.db"), 0);
	check_refused("soft.db", true,
		      "\"soft.db\" holds secrets and must be a regular file, "
		      "not a link or a folder");
	assert_int_equal(link("ledger.db", "hard.db"), 0);
	check_refused("ledger.db", true,
		      "\"ledger.db\" has another name (a hard link), under "
		      "which its log would not be found; remove that name");
	assert_int_equal(unlink("hard.db"), 0);
	assert_int_equal(chmod("ledger.db", 0644), 0);
	check_refused("ledger.db", true,
		      "\"ledger.db\" holds secrets and others may use it "
		      "(mode 0644); run: chmod 600 \"ledger.db\"");
}

static void a_folder_for_everybody_is_refused(void **state)
{
	(void)state;
	assert_int_equal(mkdir("open", 0755), 0);
	assert_int_equal(chmod("open", 01777), 0);
	check_refused("open/ledger.db", true,
		      "anybody may write to folder \"open\"; use a folder of "
		      "this user alone");
	assert_int_equal(access("open/ledger.db", F_OK), -1);
}

static void a_stray_log_is_refused(void **state)
{
	(void)state;
	scratch_write("ledger.db-wal", "x");
	check_refused("ledger.db", true,
		      "\"ledger.db-wal\" is there but \"ledger.db\" is not; "
		      "bring the database back from where it was moved to, or "
		      "move the other file away");
	assert_int_equal(unlink("ledger.db-wal"), 0);
	scratch_write("ledger.db-journal", "x");
	check_refused("ledger.db", true,
		      "\"ledger.db-journal\" is there but \"ledger.db\" is "
		      "not; bring the database back from where it was moved "
		      "to, or move the other file away");
	assert_int_equal(access("ledger.db", F_OK), -1);
}

/* The numbers of statfs(2). */
static void shared_file_systems_are_known_by_number(void **state)
{
	(void)state;
	assert_string_equal(database_place_network(0x6969), "NFS");
	assert_string_equal(database_place_network(0x517b), "SMB");
	assert_string_equal(database_place_network(0xff534d42), "SMB");
	assert_string_equal(database_place_network(0xfe534d42), "SMB");
	assert_string_equal(database_place_network(0x01021997), "9P");
	assert_string_equal(database_place_network(0x65735546), "FUSE");
	assert_null(database_place_network(0xef53));	 /* ext4 */
	assert_null(database_place_network(0x58465342)); /* XFS */
	assert_null(database_place_network(0x9123683e)); /* Btrfs */
	assert_null(database_place_network(0x01021994)); /* tmpfs */
	assert_null(database_place_network(0x794c7630)); /* overlay */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(a_new_database_is_private_and_one_file_at_rest),
		scratch_test(it_is_set_up_to_lose_nothing),
		scratch_test(values_come_back_as_they_went_in),
		scratch_test(a_reset_forgets_the_parameters),
		scratch_test(a_day_is_paid_once),
		scratch_test(what_is_not_committed_is_not_there),
		scratch_test(a_killed_writer_leaves_what_it_committed),
		scratch_test(a_full_disk_is_told_and_loses_nothing),
		scratch_test(a_reader_sees_one_state),
		scratch_test(a_close_beside_a_reader_is_no_failure),
		scratch_test(a_second_writer_is_told_to_wait),
		scratch_test(a_new_file_is_waited_for),
		scratch_test(bad_sql_and_odd_files_are_told),
		scratch_test(a_statement_left_is_a_failure_to_close),
		scratch_test(what_is_not_there_is_made_only_if_asked_for),
		scratch_test(links_and_open_modes_are_refused),
		scratch_test(a_folder_for_everybody_is_refused),
		scratch_test(a_stray_log_is_refused),
		cmocka_unit_test(shared_file_systems_are_known_by_number),
	};

	return cmocka_run_group_tests_name("database", tests, NULL, NULL);
}
