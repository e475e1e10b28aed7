#include "payout/chain.h"
#include "payout/head.h"
#include "payout/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void base32_is_that_of_rfc_4648(void **state)
{
	/* base32 of 32 bytes 0x00..0x1f, made with coreutils' base32. */
	uint8_t bytes[DIGEST_SIZE];
	char text[BASE32_SIZE];

	(void)state;
	for (int i = 0; i < DIGEST_SIZE; i++)
		bytes[i] = (uint8_t)i;
	chain_base32(bytes, text);
	assert_string_equal(
		text, "AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPQ");
}

static void references_fit_nineteen_characters(void **state)
{
	char reference[REFERENCE_SIZE];

	(void)state;
	assert_true(chain_reference(SLICE("DPS"), 1, 12, reference));
	assert_string_equal(reference, "DPS0001-00012");
	assert_true(
		chain_reference(SLICE("ABCDE"), 999999, 9999999, reference));
	assert_string_equal(reference, "ABCDE999999-9999999");
	assert_false(
		chain_reference(SLICE("ABCDE"), 999999, 10000000, reference));
}

static void a_row_is_tabs_between_escaped_fields(void **state)
{
	struct accrual_row row = {.day = SLICE("2020-09-07"),
				  .person = SLICE("a\tb\\c"),
				  .component = SLICE("saku"),
				  .round = 1,
				  .gross = 75000,
				  .tax = 3750,
				  .transfer = 7};
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 1000);
	assert_true(chain_accrual(&row, &out));
	assert_string_equal(strbuf_string(&out),
			    "2020-09-07\ta\\tb\\\\c\tsaku\t1\t75000\t3750\t7");
	strbuf_release(&out);
}

static void the_chain_is_what_sha256sum_computes(void **state)
{
	/*
	 * printf 'vk-payout ledger 1\n' | sha256sum, and then
	 * printf '%s\trow\n' "$previous" | sha256sum.
	 */
	uint8_t hash[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	(void)state;
	chain_genesis(hash);
	digest_hex(hash, DIGEST_SIZE, hex);
	assert_string_equal(hex, "a8f5ce1890fabe1619889637e84d5781465133ad8748e"
				 "0afcd848355ad0a8239");
	chain_next(hash, SLICE("row"), hash);
	digest_hex(hash, DIGEST_SIZE, hex);
	assert_string_equal(hex, "4ca5929fb6b88c231272c8ad8fb1c4242db2d5a2e67e9"
				 "72c70def5b3f4d7c8e5");
}

static void a_commitment_hides_and_binds(void **state)
{
	struct payee payee = {.name = SLICE("Ni Wayan"),
			      .bank = SLICE("BCA"),
			      .account = SLICE("0123456789"),
			      .account_name = SLICE("NI WAYAN")};
	uint8_t first[DIGEST_SIZE], second[DIGEST_SIZE];
	struct strbuf scratch;

	(void)state;
	strbuf_init(&scratch, 1000);
	assert_true(chain_commit(&payee, &scratch, first));
	payee.salt[0] = 1;
	assert_true(chain_commit(&payee, &scratch, second));
	assert_memory_not_equal(first, second, DIGEST_SIZE);
	payee.salt[0] = 0;
	payee.account = SLICE("0123456788");
	assert_true(chain_commit(&payee, &scratch, second));
	assert_memory_not_equal(first, second, DIGEST_SIZE);
	strbuf_release(&scratch);
}

static void end_to_end_changes_with_the_attempt(void **state)
{
	struct transfer_row row = {.reference = SLICE("DPS0001-00001"),
				   .attempt = 1,
				   .person = SLICE("p"),
				   .days = SLICE("2020-09-07"),
				   .net = 75000};
	char first[END_TO_END_SIZE], second[END_TO_END_SIZE];
	struct strbuf scratch;

	(void)state;
	strbuf_init(&scratch, 1000);
	assert_true(chain_end_to_end(&row, &scratch, first));
	row.attempt = 2;
	assert_true(chain_end_to_end(&row, &scratch, second));
	assert_int_equal(strlen(first), 34);
	assert_memory_equal(first, "VK", 2);
	assert_string_not_equal(first, second);
	strbuf_release(&scratch);
}

static void a_head_with_any_bit_changed_is_refused(void **state)
{
	char path[] = "/tmp/test_payout_head.XXXXXX";
	struct head head = {.sequence = 12}, again;
	struct diag diag;
	char text[256];
	bool found;
	size_t length;
	FILE *file;

	(void)state;
	close(mkstemp(path));
	memset(head.hash, 0xa5, DIGEST_SIZE);
	assert_true(head_save(path, &head, &diag));
	assert_true(head_load(path, &again, &found, &diag));
	assert_true(found);
	assert_int_equal(again.sequence, 12);
	assert_memory_equal(again.hash, head.hash, DIGEST_SIZE);
	file = fopen(path, "r");
	length = fread(text, 1, sizeof text, file);
	fclose(file);
	unlink(path);
	for (size_t bit = 0; bit < 8 * length; bit++) {
		text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
		assert_false(head_parse(text, length, &again));
		text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
	}
	for (size_t cut = 0; cut < length; cut++)
		assert_false(head_parse(text, cut, &again));
	assert_true(head_parse(text, length, &again));
}

static void only_open_transfers_take_a_banks_answer(void **state)
{
	static const struct {
		enum transfer_state from, to;
		enum state_change change;
	} cases[] = {
		{TRANSFER_EXPORTED, TRANSFER_SENT, CHANGE_DONE},
		{TRANSFER_EXPORTED, TRANSFER_PAID, CHANGE_DONE},
		{TRANSFER_SENT, TRANSFER_PAID, CHANGE_DONE},
		{TRANSFER_SENT, TRANSFER_UNKNOWN, CHANGE_DONE},
		{TRANSFER_UNKNOWN, TRANSFER_PAID, CHANGE_DONE},
		{TRANSFER_UNKNOWN, TRANSFER_REJECTED, CHANGE_DONE},
		{TRANSFER_PAID, TRANSFER_RETURNED, CHANGE_DONE},
		{TRANSFER_PAID, TRANSFER_PAID, CHANGE_SAME},
		{TRANSFER_PAID, TRANSFER_UNKNOWN, CHANGE_SAME},
		{TRANSFER_PAID, TRANSFER_SENT, CHANGE_SAME},
		{TRANSFER_PAID, TRANSFER_REJECTED, CHANGE_CONTRADICTS},
		{TRANSFER_REJECTED, TRANSFER_PAID, CHANGE_CONTRADICTS},
		{TRANSFER_RETURNED, TRANSFER_PAID, CHANGE_SAME},
		{TRANSFER_PROPOSED, TRANSFER_PAID, CHANGE_REFUSED},
		{TRANSFER_APPROVED, TRANSFER_REJECTED, CHANGE_REFUSED},
		{TRANSFER_WITHDRAWN, TRANSFER_PAID, CHANGE_REFUSED},
		{TRANSFER_VOIDED, TRANSFER_PAID, CHANGE_REFUSED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(state_by_bank(cases[i].from, cases[i].to),
				 cases[i].change);
}

static void no_answer_of_a_bank_frees_a_day(void **state)
{
	(void)state;
	for (int i = TRANSFER_SENT; i <= TRANSFER_UNKNOWN; i++)
		assert_false(state_is_freed((enum transfer_state)i));
	assert_true(state_is_freed(TRANSFER_WITHDRAWN));
	assert_true(state_is_freed(TRANSFER_DECLINED));
	assert_true(state_is_freed(TRANSFER_VOIDED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base32_is_that_of_rfc_4648),
		cmocka_unit_test(references_fit_nineteen_characters),
		cmocka_unit_test(a_row_is_tabs_between_escaped_fields),
		cmocka_unit_test(the_chain_is_what_sha256sum_computes),
		cmocka_unit_test(a_commitment_hides_and_binds),
		cmocka_unit_test(end_to_end_changes_with_the_attempt),
		cmocka_unit_test(a_head_with_any_bit_changed_is_refused),
		cmocka_unit_test(only_open_transfers_take_a_banks_answer),
		cmocka_unit_test(no_answer_of_a_bank_frees_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
