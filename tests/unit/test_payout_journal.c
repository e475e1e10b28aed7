#include "payout/journal.h"

#include "scratch.h"
#include "small_ledger.h"

#include <string.h>

static const struct ledger_place place = {"ledger.db", NULL};
static struct diag diag;

enum { TEXT_MAX = 1000000 };

/* Takes so many rows, and then fails as a full disk does. */
struct taker {
	struct strbuf text;
	int left;
};

static bool take(void *context, struct slice text, struct diag *to)
{
	struct taker *taker = context;

	if (taker->left-- == 0)
		return diag_set(to, "No space left on device");
	return strbuf_append(&taker->text, text);
}

static struct ledger *make(void)
{
	struct ledger *ledger = small_ledger(&place, &diag);

	assert_true(ledger_commit(ledger, &diag));
	return ledger;
}

/* The rows of one proposal, its 2 transfers and 3 accruals. */
static void a_row_that_cannot_be_written_ends_it_at_any_place(void **state)
{
	struct ledger *ledger = make();
	struct taker taker = {.left = -1};
	const struct journal_sink sink = {&taker, take};
	int rows = 0;

	(void)state;
	strbuf_init(&taker.text, TEXT_MAX);
	assert_true(journal_text(ledger, &sink, &diag));
	for (size_t i = 0; i < taker.text.length; i++)
		rows += taker.text.data[i] == '\n';
	assert_int_equal(rows, 1 + 2 + 3);
	for (int i = 0; i < rows; i++) {
		taker.left = i;
		strbuf_reset(&taker.text);
		diag.message[0] = '\0';
		assert_false(journal_text(ledger, &sink, &diag));
		assert_string_equal(diag.message, "No space left on device");
	}
	taker.left = rows;
	assert_true(journal_text(ledger, &sink, &diag));
	strbuf_release(&taker.text);
	ledger_close(ledger, NULL);
}

/* Worked out by hand: two people, three days of Rp50.000, nothing paid yet. */
static void hledger_reads_what_a_proposal_owes(void **state)
{
	struct ledger *ledger = make();
	struct taker taker = {.left = -1};
	const struct journal_sink sink = {&taker, take};
	const char *text;

	(void)state;
	strbuf_init(&taker.text, TEXT_MAX);
	assert_true(journal_hledger(ledger, &sink, &diag));
	text = strbuf_string(&taker.text);
	assert_non_null(strstr(text, "    expenses:allowances  IDR 150000\n"
				     "    liabilities:participants  IDR "
				     "-150000\n\n"));
	assert_non_null(strstr(text, "account assets:bank\n"));
	assert_null(strstr(text, "    assets:bank"));
	taker.left = 0;
	assert_false(journal_hledger(ledger, &sink, &diag));
	strbuf_release(&taker.text);
	ledger_close(ledger, NULL);
}

static void check(const char *text, const char *message)
{
	struct journal_proof proof;

	diag.message[0] = '\0';
	assert_false(journal_check(slice_of(text), &proof, &diag));
	if (strstr(diag.message, message) == NULL)
		print_error("%s\n", diag.message);
	assert_non_null(strstr(diag.message, message));
}

static void what_is_no_journal_is_told_by_its_line(void **state)
{
	(void)state;
	check("hello\n", "line 1");
	check("event\n", "line 1");
	check("event\tx\ty\n", "line 1");
	check("transfer\t\n", "line 1");
	check("document\t\n", "line 1");
	check("document\tx\ty\n", "no approval names");
	check("accrual\tx", "doesn't end with a whole line");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(a_row_that_cannot_be_written_ends_it_at_any_place),
		scratch_test(hledger_reads_what_a_proposal_owes),
		cmocka_unit_test(what_is_no_journal_is_told_by_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
