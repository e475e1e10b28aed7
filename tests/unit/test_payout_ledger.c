#include "payout/approval.h"
#include "payout/bank_file.h"
#include "payout/chain.h"
#include "payout/journal.h"
#include "payout/merkle.h"
#include "payout/payee.h"
#include "payout/propose.h"
#include "payout/settle.h"
#include "payout/verify.h"
#include "system/database.h"
#include "system/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "small_ledger.h"

static char folder[] = "/tmp/test_payout_ledger.XXXXXX";
static struct diag diag;
/* With VK_TEST_POSTGRES in a server, else in a file. */
static struct ledger_place place = {"ledger.db", NULL};

static int make_folder(void **state)
{
	const char *url = getenv("VK_TEST_POSTGRES");

	(void)state;
	if (url != NULL)
		place = (struct ledger_place){url, "ledger.db.head"};
	return mkdtemp(folder) == NULL || chdir(folder) != 0 ? -1 : 0;
}

static int remove_folder(void **state)
{
	static const char *const files[] = {"ledger.db", "ledger.db.head",
					    "ledger.db-wal", "ledger.db-shm",
					    "good.db"};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(files[i]);
	return chdir("/") != 0 || rmdir(folder) != 0 ? -1 : 0;
}

static void execute(const char *sql)
{
	struct database *database = database_open(place.ledger, false, &diag);

	assert_non_null(database);
	assert_true(database_execute(database, sql, &diag));
	assert_true(database_close(database, &diag));
}

/* Inserts a row with 32 bytes of zero between the two parts. */
static void insert_with_bytes(const char *before, const char *after)
{
	char sql[512];

	snprintf(sql, sizeof sql, "INSERT INTO %s, %s%s)", before,
		 place.head == NULL ? "zeroblob(32)"
				    : "decode(repeat('00', 32), 'hex')",
		 after);
	execute(sql);
}

static void remove_ledger(void)
{
	if (place.head != NULL)
		execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	unlink("ledger.db");
	unlink("ledger.db.head");
	unlink("ledger.db-wal");
	unlink("ledger.db-shm");
}

static struct accrual_row accrual_of(const char *person, int64_t round,
				     int64_t transfer)
{
	return (struct accrual_row){.day = SLICE("2020-09-07"),
				    .person = slice_of(person),
				    .component = SLICE("saku"),
				    .round = round,
				    .gross = 50000,
				    .transfer = transfer};
}

static struct ledger *open_and_begin(enum ledger_mode mode)
{
	struct ledger *ledger = ledger_open(&place, mode, &diag);

	assert_non_null(ledger);
	assert_true(ledger_begin(ledger, &diag));
	return ledger;
}

static void commit_and_close(struct ledger *ledger)
{
	assert_true(ledger_commit(ledger, &diag));
	assert_true(ledger_close(ledger, &diag));
}

/* A transaction that adds this row fails, at the row or at its commit. */
static void assert_refused(const struct accrual_row *row)
{
	const struct event_row event = {.kind = SLICE("proposed"), .batch = 1};
	struct ledger *ledger = open_and_begin(LEDGER_WRITE);
	struct head before = ledger_head(ledger);

	assert_false(ledger_add_accrual(ledger, row, &diag) &&
		     ledger_add_event(ledger, &event, &diag) &&
		     ledger_commit(ledger, &diag));
	ledger_rollback(ledger);
	assert_true(ledger_begin(ledger, &diag));
	assert_int_equal(ledger_head(ledger).sequence, before.sequence);
	assert_true(ledger_close(ledger, NULL));
}

static void assert_transfer_refused(const struct transfer_row *row)
{
	const struct event_row event = {.kind = SLICE("proposed"), .batch = 1};
	const struct payee payee = {.name = SLICE("Warga")};
	struct ledger *ledger = open_and_begin(LEDGER_WRITE);

	assert_false(ledger_add_transfer(ledger, row, &payee, &diag) &&
		     ledger_add_event(ledger, &event, &diag) &&
		     ledger_commit(ledger, &diag));
	assert_true(ledger_close(ledger, NULL));
}

static void two_rounds_need_a_freed_transfer(void **state)
{
	const struct event_row event = {.kind = SLICE("proposed"), .batch = 1};
	struct accrual_row first = accrual_of("p1", 1, 1);
	struct accrual_row second = accrual_of("p1", 2, 2);
	struct ledger *ledger;

	(void)state;
	remove_ledger();
	ledger = open_and_begin(LEDGER_CREATE);
	assert_true(ledger_add_accrual(ledger, &first, &diag));
	assert_true(ledger_add_event(ledger, &event, &diag));
	commit_and_close(ledger);
	/* The same key is refused by the key itself, a round by the trigger. */
	assert_refused(&first);
	assert_non_null(strcasestr(diag.message, "unique"));
	assert_refused(&second);
	assert_non_null(strstr(diag.message, "one live transfer"));
	ledger = open_and_begin(LEDGER_WRITE);
	assert_true(ledger_free(ledger, 1, &diag));
	assert_true(ledger_add_accrual(ledger, &second, &diag));
	assert_true(ledger_add_event(ledger, &event, &diag));
	commit_and_close(ledger);
}

/* By the tables themselves, whatever asks them. */
static void keys_and_references_are_there_once(void **state)
{
	struct transfer_row row = {.transfer = 1,
				   .attempt = 1,
				   .batch = 1,
				   .line = 1,
				   .reference = SLICE("DPS0001-00001"),
				   .end_to_end = SLICE("VK1"),
				   .person = SLICE("p1"),
				   .gross = 1,
				   .net = 1};
	const struct payee payee = {.name = SLICE("Warga")};
	struct accrual_row accrual = accrual_of("p1", 1, 1);
	struct ledger *ledger;

	(void)state;
	remove_ledger();
	ledger = open_and_begin(LEDGER_CREATE);
	assert_true(ledger_add_transfer(ledger, &row, &payee, &diag));
	assert_true(ledger_add_accrual(ledger, &accrual, &diag));
	assert_true(ledger_add_event(
		ledger, &(struct event_row){.kind = SLICE("held")}, &diag));
	commit_and_close(ledger);
	accrual.transfer = 2;
	assert_refused(&accrual);
	row = (struct transfer_row){
		2, 1, 1, 2, row.reference, SLICE("VK2"), row.person, 1,
		0, 0, 0, 1, {0},	   {0},		 {0},	     {0}};
	assert_transfer_refused(&row);
	row.reference = SLICE("DPS0001-00002");
	row.end_to_end = SLICE("VK1");
	assert_transfer_refused(&row);
	row.end_to_end = SLICE("VK2");
	row.line = 1;
	assert_transfer_refused(&row);
	row.line = 2;
	ledger = open_and_begin(LEDGER_WRITE);
	assert_true(ledger_add_transfer(ledger, &row, &payee, &diag));
	assert_true(ledger_close(ledger, &diag));
}

static void rows_are_never_changed_or_removed(void **state)
{
	static const char *const attempts[] = {
		"UPDATE event SET amount = 1",
		"DELETE FROM event",
		"UPDATE accrual SET gross = 1",
		"DELETE FROM accrual",
		"UPDATE freed SET transfer = 9",
		"DELETE FROM freed",
		"DELETE FROM payee",
		"UPDATE payee SET bank = 'x'",
	};
	struct database *database;
	struct diag unheard;

	two_rounds_need_a_freed_transfer(state);
	insert_with_bytes("payee VALUES (1, 1", ", 'Warga', 'BCA', '1', ''");
	database = database_open(place.ledger, false, &diag);
	assert_non_null(database);
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		assert_false(database_execute(database, attempts[i], &diag));
		assert_true(strstr(diag.message, "never") != NULL ||
			    strstr(diag.message, "stays so") != NULL ||
			    strstr(diag.message, "only erased") != NULL);
	}
	if (place.head != NULL)
		assert_false(
			database_execute(database, "TRUNCATE event", &unheard));
	assert_true(database_close(database, &diag));
}

static void a_payee_is_erased_after_its_event(void **state)
{
	const struct event_row event = {.kind = SLICE("erased"), .transfer = 1};
	const struct transfer_row row = {.transfer = 1,
					 .attempt = 1,
					 .batch = 1,
					 .line = 1,
					 .reference = SLICE("DPS0001-00001"),
					 .end_to_end = SLICE("VK"),
					 .person = SLICE("p1"),
					 .gross = 1,
					 .net = 1};
	struct payee payee = {.name = SLICE("Warga"), .account = SLICE("1")};
	struct ledger *ledger;

	(void)state;
	remove_ledger();
	ledger = open_and_begin(LEDGER_CREATE);
	assert_true(ledger_add_transfer(ledger, &row, &payee, &diag));
	assert_true(ledger_add_event(
		ledger, &(struct event_row){.kind = SLICE("held")}, &diag));
	assert_true(ledger_commit(ledger, &diag));
	assert_true(ledger_begin(ledger, &diag));
	assert_false(ledger_erase_payee(ledger, 1, &diag));
	ledger_rollback(ledger);
	assert_true(ledger_begin(ledger, &diag));
	assert_true(ledger_add_event(ledger, &event, &diag));
	assert_true(ledger_erase_payee(ledger, 1, &diag));
	assert_true(ledger_commit(ledger, &diag));
	assert_int_equal(ledger_payee(ledger, 1, 1, &payee, &diag), 0);
	assert_true(ledger_close(ledger, &diag));
}

/*
 * Deletes all payees with their trigger put aside, and puts it and those made
 * after it back, so that the schema is what it was.
 */
static void remove_behind_the_trigger(void)
{
	struct database *database = database_open(place.ledger, false, &diag);
	struct statement *statement;
	struct strbuf drop, make;

	assert_non_null(database);
	strbuf_init(&drop, 10000);
	strbuf_init(&make, 10000);
	statement = statement_new(
		database,
		"SELECT name, sql FROM sqlite_schema WHERE rowid >= (SELECT "
		"rowid FROM sqlite_schema WHERE name = 'payee_stays') ORDER BY "
		"rowid",
		&diag);
	while (statement_step(statement, &diag) == 1) {
		strbuf_append_format(&drop, "DROP TRIGGER %.*s;",
				     SLICE_PRINT(statement_text(statement, 0)));
		strbuf_append(&make, statement_text(statement, 1));
		strbuf_append_byte(&make, ';');
	}
	statement_free(statement);
	assert_true(database_execute(database, strbuf_string(&drop), &diag));
	assert_true(database_execute(database, "DELETE FROM payee", &diag));
	assert_true(database_execute(database, strbuf_string(&make), &diag));
	assert_true(database_close(database, &diag));
	strbuf_release(&drop);
	strbuf_release(&make);
}

/* Names that go without an event, or stay in spite of one. */
static void what_an_erasure_says_is_so(void **state)
{
	const struct event_row event = {
		.kind = SLICE("erased"), .transfer = 1, .attempt = 1};
	struct ledger *ledger;

	(void)state;
	remove_ledger();
	ledger = small_ledger(&place, &diag);
	assert_true(ledger_commit(ledger, &diag));
	assert_true(ledger_begin(ledger, &diag));
	assert_true(ledger_add_event(ledger, &event, &diag));
	assert_true(ledger_commit(ledger, &diag));
	assert_true(ledger_close(ledger, &diag));
	assert_true(small_ledger_is_caught(&place, &diag));
	ledger = open_and_begin(LEDGER_WRITE);
	assert_true(ledger_erase_payee(ledger, 1, &diag));
	assert_true(ledger_commit(ledger, &diag));
	assert_true(ledger_close(ledger, &diag));
	assert_false(small_ledger_is_caught(&place, &diag));
	if (place.head != NULL)
		return; /* the server's triggers can't be put aside here */
	remove_behind_the_trigger();
	assert_true(small_ledger_is_caught(&place, &diag));
}

/* Whether verify finds something in a ledger with this deduction. */
static bool deduction_is_caught(const struct small_deduction *deduction)
{
	remove_ledger();
	commit_and_close(small_ledger_less(&place, deduction, &diag));
	return small_ledger_is_caught(&place, &diag);
}

static void add_and_close(const struct event_row *event)
{
	struct ledger *ledger = open_and_begin(LEDGER_WRITE);

	assert_true(ledger_add_event(ledger, event, &diag));
	commit_and_close(ledger);
}

/* Recorded by the rules of the chain, but nobody decided it by then. */
static void a_set_off_that_nobody_decided_is_found(void **state)
{
	const struct event_row decided = {.kind = SLICE("set-off"),
					  .person = SLICE("p1"),
					  .amount = 30000,
					  .detail = SLICE("was=0")};
	const struct event_row lowered = {.kind = SLICE("set-off"),
					  .person = SLICE("p1"),
					  .amount = 29999,
					  .detail = SLICE("was=30000")};

	(void)state;
	assert_true(
		deduction_is_caught(&(struct small_deduction){30000, 0, 0}));
	add_and_close(&decided);
	assert_true(small_ledger_is_caught(&place, &diag));
	assert_true(deduction_is_caught(
		&(struct small_deduction){30000, 29999, 0}));
	assert_true(deduction_is_caught(
		&(struct small_deduction){30000, 0, 30000}));
	assert_false(deduction_is_caught(
		&(struct small_deduction){30000, 30000, 0}));
	add_and_close(&lowered);
	assert_true(small_ledger_is_caught(&place, &diag));
}

/* What was only decided has not come back yet. */
static void what_is_given_back_had_come_back(void **state)
{
	(void)state;
	assert_true(deduction_is_caught(&(struct small_deduction){-1, 0, 0}));
	assert_true(deduction_is_caught(
		&(struct small_deduction){-30000, 30000, 29999}));
	assert_false(deduction_is_caught(
		&(struct small_deduction){-30000, 0, 30000}));
}

/* Days that are free again take nothing off. */
static void a_batch_taken_back_takes_nothing_off(void **state)
{
	const struct event_row withdrawn = {
		.kind = SLICE("withdrawn"), .batch = 1, .actor = SLICE("Ayu")};
	const struct event_row nothing = {.kind = SLICE("set-off"),
					  .person = SLICE("p1"),
					  .detail = SLICE("was=30000")};
	struct ledger *ledger;

	(void)state;
	assert_false(deduction_is_caught(
		&(struct small_deduction){30000, 30000, 0}));
	ledger = open_and_begin(LEDGER_WRITE);
	assert_true(ledger_add_event(ledger, &withdrawn, &diag));
	assert_true(ledger_free(ledger, 1, &diag));
	assert_true(ledger_free(ledger, 2, &diag));
	assert_true(ledger_add_event(ledger, &nothing, &diag));
	commit_and_close(ledger);
	assert_false(small_ledger_is_caught(&place, &diag));
}

static void put_attempt(struct ledger *ledger, struct transfer_row *row,
			struct merkle *tree)
{
	struct payee payee = {.name = SLICE("Warga"),
			      .bank = SLICE("BCA"),
			      .account = SLICE("0123456789")};
	char end_to_end[END_TO_END_SIZE];
	struct strbuf text;

	strbuf_init(&text, 10000);
	assert_true(chain_end_to_end(row, &text, end_to_end));
	row->end_to_end = slice_of(end_to_end);
	assert_true(chain_commit(&payee, &text, row->commitment));
	strbuf_reset(&text);
	assert_true(chain_transfer(row, &text));
	merkle_add(tree, strbuf_slice(&text));
	assert_true(ledger_add_transfer(ledger, row, &payee, &diag));
	strbuf_release(&text);
}

/* A second attempt of the first transfer, with so much more of fee and net. */
static bool attempt_is_caught(int64_t fee, int64_t set_off, int64_t gross)
{
	const struct small_deduction deduction = {30000, 30000, 0};
	struct proposal proposal = {.transfers = 1, .gross = 100000 + gross};
	struct merkle none, tree;
	struct transfer_row row;
	struct event_row event = {.kind = SLICE("proposed"), .batch = 2};
	struct strbuf detail;
	struct ledger *ledger;

	remove_ledger();
	merkle_init(&none);
	merkle_init(&tree);
	strbuf_init(&detail, 10000);
	commit_and_close(small_ledger_less(&place, &deduction, &diag));
	ledger = open_and_begin(LEDGER_WRITE);
	assert_int_equal(ledger_transfer(ledger, 1, 1, &row, &diag), 1);
	row.attempt = row.batch = 2;
	row.reference = SLICE("DPS0002-00001");
	row.fee += fee;
	row.set_off += set_off;
	row.gross += gross;
	row.net += gross - fee - set_off;
	event.amount = row.net;
	put_attempt(ledger, &row, &tree);
	assert_true(propose_detail(&proposal, &none, &tree, &detail));
	event.detail = strbuf_slice(&detail);
	assert_true(ledger_add_event(ledger, &event, &diag));
	commit_and_close(ledger);
	strbuf_release(&detail);
	return small_ledger_is_caught(&place, &diag);
}

/* Roots, sums and chain are right; only the attempts differ. */
static void an_attempt_of_another_amount_is_found(void **state)
{
	(void)state;
	assert_false(attempt_is_caught(0, 0, 0));
	assert_true(attempt_is_caught(1, 0, 0));
	assert_true(attempt_is_caught(-1, 1, 0));
	assert_true(attempt_is_caught(1, 0, 1));
}

static bool add_bytes(void *context, struct slice bytes, struct diag *unused)
{
	(void)unused;
	return strbuf_append(context, bytes);
}

static bool see(void *context, const struct transfer_row *row,
		const struct payee *payee, struct diag *unused)
{
	(void)payee;
	(void)unused;
	*(int64_t *)context += row->net;
	return true;
}

/* Of batch 1, with a header that tells count and sum. */
static void assert_digest_is_of_the_bytes(struct ledger *ledger, int64_t sum)
{
	static const char text[] =
		"layout m\nverified yes\nformat text\nextension csv\ndelimiter "
		"\",\"\nquoted no\nnewline lf\ncharset any\nsplit none\n"
		"header count\nheader sum\ndetail reference\ndetail amount\n";
	const struct pay_settings settings = {.office = SLICE("DPS")};
	struct bank_layout layout;
	struct bank_job job = {.layout = &layout,
			       .settings = &settings,
			       .ledger = ledger,
			       .batch = 1,
			       .batch_name = "DPS0001"};
	char hex[DIGEST_HEX_SIZE], wanted[DIGEST_HEX_SIZE];
	int64_t seen = 0;
	const struct bank_look look = {&seen, see};
	struct strbuf bytes;
	const struct bank_sink sink = {&bytes, add_bytes};
	uint8_t digest[DIGEST_SIZE];
	struct arena arena;

	arena_init(&arena, 1000000);
	strbuf_init(&bytes, 100000);
	if (!layout_parse("m", slice_of(text), &arena, &layout, &diag))
		fail_msg("%s", diag.message);
	assert_true(bank_plan(&job, &look, &diag));
	assert_int_equal(seen, sum);
	assert_int_equal(job.parts[0].sum, sum);
	assert_int_equal(job.parts[0].count, 2);
	assert_true(bank_digest(&job, 0, hex, &diag));
	assert_true(bank_write(&job, 0, &sink, &diag));
	digest_sha256(strbuf_slice(&bytes), digest);
	digest_hex(digest, DIGEST_SIZE, wanted);
	assert_string_equal(hex, wanted);
	strbuf_release(&bytes);
	arena_release(&arena);
}

/* A line of batch 1 with as many times 50,000 rupiah as its number. */
static void put_line_as(struct ledger *ledger, int64_t transfer, int64_t number,
			struct slice person)
{
	struct transfer_row row = {.transfer = transfer,
				   .attempt = 1,
				   .batch = 1,
				   .line = number,
				   .person = person,
				   .gross = 50000 * number,
				   .net = 50000 * number};
	char reference[REFERENCE_SIZE];
	struct merkle tree;

	assert_true(chain_reference(SLICE("DPS"), 1, number, reference));
	row.reference = slice_of(reference);
	merkle_init(&tree);
	put_attempt(ledger, &row, &tree);
}

static void put_line(struct ledger *ledger, int64_t number, struct slice person)
{
	put_line_as(ledger, number, number, person);
}

/* How many lines of batch 1 are read before an end (1) or a failure (-1). */
static int read_batch(struct ledger *ledger, bool payees, int *end)
{
	struct ledger_line line;
	int lines = 0, found;

	do
		found = payees ? ledger_batch_lines(ledger, lines == 0, 1,
						    &line, &diag)
			       : ledger_batch_transfers(ledger, lines == 0, 1,
							&line.row, &diag);
	while (found == 1 && line.row.line == ++lines &&
	       (!payees || !line.erased));
	*end = found == 0 ? 1 : found;
	return lines;
}

/* A line that is missing, or stands elsewhere, is not passed over. */
static void a_batch_is_read_whole_or_not(void **state)
{
	static const struct {
		int64_t transfers[3], lines[3];
		int read, end;
	} batches[] = {
		{{1, 2, 3}, {1, 2, 3}, 3, 1},  {{1, 2, 3}, {1, 2, 4}, 2, -1},
		{{1, 2, 4}, {1, 2, 3}, 2, -1}, {{1, 2, 3}, {1, 3, 2}, 1, -1},
		{{2, 3, 1}, {1, 2, 3}, 2, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof batches / sizeof *batches; i++) {
		struct ledger *ledger;
		int end;

		remove_ledger();
		ledger = open_and_begin(LEDGER_CREATE);
		for (int j = 0; j < 3; j++)
			put_line_as(ledger, batches[i].transfers[j],
				    batches[i].lines[j], SLICE("p1"));
		for (int payees = 0; payees < 2; payees++) {
			assert_int_equal(read_batch(ledger, payees, &end),
					 batches[i].read);
			assert_int_equal(end, batches[i].end);
		}
		ledger_rollback(ledger);
		assert_true(ledger_close(ledger, &diag));
	}
}

/* Lines of further attempts are in no order of persons. */
static void who_is_held_keeps_a_batch_in(void **state)
{
	const struct slice lines[] = {SLICE("p2"), SLICE("p4"), SLICE("p1"),
				      SLICE("p3")};

	(void)state;
	for (int i = 0; i < 5; i++) {
		struct event_row held = {.kind = SLICE("held")};
		struct ledger *ledger;

		remove_ledger();
		ledger = open_and_begin(LEDGER_CREATE);
		for (int64_t j = 0; j < 4; j++)
			put_line(ledger, j + 1, lines[j]);
		held.person = i < 4 ? lines[i] : SLICE("p5");
		assert_true(ledger_add_event(ledger, &held, &diag));
		assert_int_equal(approval_may_leave(ledger, 1, &diag), i == 4);
		commit_and_close(ledger);
	}
}

/* A file's digest is of its lines, also where the batch's event tells others.
 */
static void a_digest_is_of_the_bytes(void **state)
{
	const struct event_row told[] = {
		{.amount = 150000, .detail = SLICE("transfers=2")},
		{.amount = 150001, .detail = SLICE("transfers=2")},
		{.amount = 150000, .detail = SLICE("transfers=1")},
		{.amount = 150000, .detail = SLICE("transfers=3")},
	};

	(void)state;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		struct event_row event = told[i];
		struct ledger *ledger;

		remove_ledger();
		ledger = open_and_begin(LEDGER_CREATE);
		event.kind = SLICE("proposed");
		event.batch = 1;
		put_line(ledger, 1, SLICE("p1"));
		put_line(ledger, 2, SLICE("p2"));
		assert_true(ledger_add_event(ledger, &event, &diag));
		assert_digest_is_of_the_bytes(ledger, 150000);
		commit_and_close(ledger);
	}
}

/* What is read in the order of keys is in the order of bytes. */
static void rows_come_in_the_order_of_their_bytes(void **state)
{
	static const char *const persons[] = {"B", "a", "a-b", "ab",
					      "\xC3\xA9"};
	const struct event_row event = {.kind = SLICE("proposed"), .batch = 1};
	enum { PERSONS = sizeof persons / sizeof *persons };
	struct ledger *ledger;
	struct accrual_row row;

	(void)state;
	remove_ledger();
	ledger = open_and_begin(LEDGER_CREATE);
	for (int i = PERSONS - 1; i >= 0; i--) {
		row = accrual_of(persons[i], 1, 1);
		assert_true(ledger_add_accrual(ledger, &row, &diag));
	}
	assert_true(ledger_add_event(ledger, &event, &diag));
	assert_true(ledger_commit(ledger, &diag));
	for (int i = 0; i < PERSONS; i++) {
		assert_int_equal(
			ledger_walk_accruals(ledger, i == 0, &row, &diag), 1);
		assert_true(slice_is(row.person, persons[i]));
	}
	assert_int_equal(ledger_walk_accruals(ledger, false, &row, &diag), 0);
	assert_true(ledger_close(ledger, &diag));
}

static void begin_to_add(struct ledger *ledger)
{
	const struct event_row event = {.kind = SLICE("held"),
					.person = SLICE("p9")};

	assert_true(ledger_begin(ledger, &diag));
	assert_true(ledger_add_event(ledger, &event, &diag));
}

static void add_to(struct ledger *ledger)
{
	begin_to_add(ledger);
	assert_true(ledger_commit(ledger, &diag));
}

static void add_an_event(void)
{
	struct ledger *ledger = ledger_open(&place, LEDGER_CREATE, &diag);

	assert_non_null(ledger);
	add_to(ledger);
	assert_true(ledger_close(ledger, &diag));
}

static void an_old_copy_is_refused(void **state)
{
	struct strbuf head;

	(void)state;
	strbuf_init(&head, 1000);
	remove_ledger();
	add_an_event();
	add_an_event();
	assert_true(file_load("ledger.db.head", 1000, &head, &diag));
	remove_ledger();
	add_an_event();
	assert_true(
		file_save("ledger.db.head", 0600, strbuf_slice(&head), &diag));
	assert_null(ledger_open(&place, LEDGER_WRITE, &diag));
	assert_non_null(strstr(diag.message, "was acknowledged"));
	/* One that has as many events, but others. */
	unlink("ledger.db.head");
	remove_ledger();
	add_an_event();
	insert_with_bytes("event VALUES (2, '', '', 0, 0, 0, '', 0, '', '', ''",
			  "");
	assert_true(
		file_save("ledger.db.head", 0600, strbuf_slice(&head), &diag));
	assert_null(ledger_open(&place, LEDGER_WRITE, &diag));
	assert_non_null(strstr(diag.message, "event 2 differs"));
	/* Without its head, too. */
	unlink("ledger.db.head");
	assert_null(ledger_open(&place, LEDGER_WRITE, &diag));
	assert_non_null(strstr(diag.message, "is missing"));
	strbuf_release(&head);
}

static void assert_acknowledged(struct ledger *ledger, int64_t sequence)
{
	struct head head;
	bool found;

	assert_true(ledger_acknowledged(ledger, &head, &found, &diag));
	assert_true(found);
	assert_int_equal(head.sequence, sequence);
}

static void what_others_acknowledge_meanwhile_is_not_compared(void **state)
{
	struct ledger *first, *ledger;

	(void)state;
	remove_ledger();
	first = ledger_open(&place, LEDGER_CREATE, &diag);
	ledger = ledger_open(&place, LEDGER_READ, &diag);
	assert_non_null(first);
	assert_non_null(ledger);
	/* The head's file is not there yet. */
	add_to(first);
	assert_acknowledged(ledger, 0);
	assert_true(ledger_close(ledger, &diag));
	ledger = ledger_open(&place, LEDGER_READ, &diag);
	assert_non_null(ledger);
	add_to(first);
	assert_acknowledged(ledger, 1);
	assert_true(ledger_close(ledger, &diag));
	assert_true(ledger_close(first, &diag));
}

/* Commits once, just after another one has read a row by such a query. */
static struct ledger *writer;
static const char *moment;

static int commit_meanwhile(unsigned kind, void *context, void *statement,
			    void *unused)
{
	const char *sql = sqlite3_sql(statement);
	struct ledger *ledger = writer;

	(void)kind;
	(void)context;
	(void)unused;
	if (ledger == NULL || sql == NULL || strstr(sql, moment) == NULL)
		return 0;
	writer = NULL;
	assert_true(ledger_commit(ledger, &diag));
	return 0;
}

/* Has SQLite tell of each row that a new connection reads. */
static int watch(sqlite3 *connection, char **message,
		 const sqlite3_api_routines *unused)
{
	(void)message;
	(void)unused;
	return sqlite3_trace_v2(connection, SQLITE_TRACE_ROW, commit_meanwhile,
				NULL);
}

static struct ledger *open_watched(struct ledger *other, const char *query)
{
	void (*const entry)(void) = (void (*)(void))watch;
	struct ledger *ledger;

	writer = other;
	moment = query;
	assert_int_equal(sqlite3_auto_extension(entry), SQLITE_OK);
	ledger = ledger_open(&place, LEDGER_READ, &diag);
	assert_int_equal(sqlite3_cancel_auto_extension(entry), 1);
	if (ledger == NULL)
		fail_msg("%s", diag.message);
	return ledger;
}

/* The other one commits just after this one has read where the events end. */
static void who_writes_while_a_ledger_is_opened_cuts_nothing(void **state)
{
	struct ledger *ledger, *other;

	(void)state;
	if (place.head != NULL)
		skip(); /* a server's client has no such hook */
	remove_ledger();
	add_an_event();
	other = ledger_open(&place, LEDGER_WRITE, &diag);
	assert_non_null(other);
	begin_to_add(other);
	ledger = open_watched(other, "FROM event ORDER BY sequence DESC");
	assert_null(writer);
	assert_int_equal(ledger_head(ledger).sequence, 1);
	assert_int_equal(ledger_head(other).sequence, 2);
	assert_acknowledged(ledger, 1);
	assert_true(ledger_close(ledger, &diag));
	assert_true(ledger_close(other, &diag));
}

static void print_finding(void *context, const char *finding)
{
	(void)context;
	print_error("%s\n", finding);
}

static void assert_verified(struct ledger *ledger, int64_t events)
{
	const struct verify_places places = {NULL, NULL, false};
	const struct verify_sink sink = {NULL, print_finding};
	struct verification result;

	assert_true(verify_ledger(ledger, &places, &sink, &result, &diag));
	assert_int_equal(result.findings, 0);
	assert_int_equal(result.events, events);
	assert_int_equal(result.head.sequence, events);
}

/* Until its commit others see one event, and no transfer. */
static struct ledger *begin_a_proposal(void)
{
	remove_ledger();
	add_an_event();
	return small_ledger(&place, &diag);
}

static void verify_is_of_one_moment(void **state)
{
	static const char *const moments[] = {
		"user_version",
		"FROM event ORDER BY sequence DESC",
		"FROM event WHERE sequence",
		"integrity_check",
		"max(batch)",
		"max(transfer)",
		"detail, hash FROM event"};

	(void)state;
	if (place.head != NULL)
		skip(); /* a server's client has no such hook */
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		struct ledger *other = begin_a_proposal();
		struct ledger *ledger = open_watched(other, moments[i]);

		assert_verified(ledger, 1);
		assert_null(writer);
		assert_true(ledger_close(ledger, &diag));
		ledger = ledger_open(&place, LEDGER_READ, &diag);
		assert_verified(ledger, 2);
		assert_true(ledger_close(ledger, &diag));
		assert_true(ledger_close(other, &diag));
	}
}

/* A server's ledger is as it was at the check of its tables. */
static void the_head_that_verify_tells_is_of_the_events_it_read(void **state)
{
	struct ledger *other, *ledger;

	(void)state;
	other = begin_a_proposal();
	ledger = ledger_open(&place, LEDGER_READ, &diag);
	assert_non_null(ledger);
	assert_true(ledger_commit(other, &diag));
	assert_verified(ledger, place.head == NULL ? 1 : 2);
	assert_true(ledger_close(ledger, &diag));
	assert_true(ledger_close(other, &diag));
}

/* Commits once at the first row. */
static bool take_and_commit(void *context, struct slice text, struct diag *to)
{
	struct ledger *ledger = writer;

	writer = NULL;
	return strbuf_append(context, text) &&
	       (ledger == NULL || ledger_commit(ledger, to));
}

static void a_journal_is_of_one_moment(void **state)
{
	struct journal_proof proof;
	struct ledger *other, *ledger;
	struct strbuf text;
	const struct journal_sink sink = {&text, take_and_commit};

	(void)state;
	strbuf_init(&text, 100000);
	other = begin_a_proposal();
	ledger = ledger_open(&place, LEDGER_READ, &diag);
	assert_non_null(ledger);
	writer = other;
	assert_true(journal_text(ledger, &sink, &diag));
	assert_null(writer);
	if (!journal_check(strbuf_slice(&text), &proof, &diag))
		fail_msg("%s", diag.message);
	assert_int_equal(proof.events, 1);
	assert_int_equal(proof.transfers, 0);
	strbuf_release(&text);
	assert_true(ledger_close(ledger, &diag));
	assert_true(ledger_close(other, &diag));
}

static void make_small(void)
{
	struct ledger *ledger;

	remove_ledger();
	ledger = small_ledger(&place, &diag);
	assert_true(ledger_commit(ledger, &diag));
	assert_true(ledger_close(ledger, &diag));
}

static bool is_caught(void)
{
	return small_ledger_is_caught(&place, &diag);
}

/* What a server's owner may do past the triggers. */
static const char *const alterations[] = {
	"UPDATE event SET at = '2020-01-01T00:00:00Z'",
	"UPDATE event SET kind = 'approved'",
	"UPDATE event SET batch = 2",
	"UPDATE event SET transfer = 1",
	"UPDATE event SET attempt = 1",
	"UPDATE event SET person = 'p1'",
	"UPDATE event SET amount = amount + 1",
	"UPDATE event SET actor = 'Made'",
	"UPDATE event SET evidence = 'x'",
	"UPDATE event SET detail = detail || ';'",
	"UPDATE event SET hash = sha256('x')",
	"UPDATE event SET sequence = 2",
	"DELETE FROM event",
	"UPDATE transfer SET attempt = 2 WHERE transfer = 1",
	"UPDATE transfer SET batch = 2 WHERE transfer = 1",
	"UPDATE transfer SET line = 7 WHERE transfer = 1",
	"UPDATE transfer SET reference = 'x' WHERE transfer = 1",
	"UPDATE transfer SET end_to_end = 'x' WHERE transfer = 1",
	"UPDATE transfer SET person = 'p2' WHERE transfer = 1",
	"UPDATE transfer SET gross = gross + 1, net = net + 1",
	"UPDATE transfer SET tax = 1, net = net - 1",
	"UPDATE transfer SET days = '2020-09-07' WHERE transfer = 1",
	"UPDATE transfer SET courses = 'x' WHERE transfer = 1",
	"UPDATE transfer SET source = 'x' WHERE transfer = 1",
	"UPDATE transfer SET commitment = sha256('x')",
	"DELETE FROM transfer WHERE transfer = 2",
	"UPDATE accrual SET day = '2020-09-01' WHERE transfer = 2",
	"UPDATE accrual SET person = 'p3' WHERE transfer = 2",
	"UPDATE accrual SET component = 'x' WHERE transfer = 2",
	"UPDATE accrual SET round = 2 WHERE transfer = 2",
	"UPDATE accrual SET gross = gross + 1 WHERE transfer = 2",
	"UPDATE accrual SET tax = 1 WHERE transfer = 2",
	"UPDATE accrual SET transfer = 1 WHERE transfer = 2",
	"DELETE FROM accrual WHERE transfer = 2",
	"INSERT INTO freed VALUES (1)",
	"UPDATE payee SET salt = 'x' WHERE transfer = 1",
	"UPDATE payee SET name = 'x' WHERE transfer = 1",
	"UPDATE payee SET bank = 'BRI' WHERE transfer = 1",
	"UPDATE payee SET account = '1' WHERE transfer = 1",
	"UPDATE payee SET account_name = 'x' WHERE transfer = 1",
	"INSERT INTO document VALUES ('x', 'x', 'x')",
	"DROP TRIGGER accrual_round ON accrual",
	"ALTER TABLE event DISABLE TRIGGER event_kept",
	"DROP INDEX payee_account",
	"ALTER TABLE accrual DROP CONSTRAINT accrual_gross_check",
	"ALTER TABLE accrual ENABLE ROW LEVEL SECURITY",
	"ALTER TABLE document SET UNLOGGED",
	"CREATE RULE nothing AS ON INSERT TO freed DO INSTEAD NOTHING",
	("CREATE OR REPLACE FUNCTION ledger_round() RETURNS trigger "
	 "LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"),
	"ALTER FUNCTION ledger_keep() SET search_path = pg_catalog",
	"ALTER TABLE event ALTER person TYPE text COLLATE \"POSIX\"",
};

static void what_is_altered_in_a_server_is_found(void **state)
{
	(void)state;
	if (place.head == NULL)
		skip(); /* a file's bits are flipped instead */
	for (size_t i = 0; i < sizeof alterations / sizeof *alterations; i++) {
		char sql[512];

		make_small();
		assert_false(is_caught());
		snprintf(sql, sizeof sql,
			 "SET session_replication_role = replica; %s",
			 alterations[i]);
		execute(sql);
		if (!is_caught())
			fail_msg("nobody noticed: %s", alterations[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_rounds_need_a_freed_transfer),
		cmocka_unit_test(keys_and_references_are_there_once),
		cmocka_unit_test(rows_are_never_changed_or_removed),
		cmocka_unit_test(a_payee_is_erased_after_its_event),
		cmocka_unit_test(what_an_erasure_says_is_so),
		cmocka_unit_test(a_set_off_that_nobody_decided_is_found),
		cmocka_unit_test(what_is_given_back_had_come_back),
		cmocka_unit_test(a_batch_taken_back_takes_nothing_off),
		cmocka_unit_test(an_attempt_of_another_amount_is_found),
		cmocka_unit_test(a_batch_is_read_whole_or_not),
		cmocka_unit_test(who_is_held_keeps_a_batch_in),
		cmocka_unit_test(a_digest_is_of_the_bytes),
		cmocka_unit_test(rows_come_in_the_order_of_their_bytes),
		cmocka_unit_test(an_old_copy_is_refused),
		cmocka_unit_test(
			what_others_acknowledge_meanwhile_is_not_compared),
		cmocka_unit_test(
			who_writes_while_a_ledger_is_opened_cuts_nothing),
		cmocka_unit_test(verify_is_of_one_moment),
		cmocka_unit_test(
			the_head_that_verify_tells_is_of_the_events_it_read),
		cmocka_unit_test(a_journal_is_of_one_moment),
		cmocka_unit_test(what_is_altered_in_a_server_is_found),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
