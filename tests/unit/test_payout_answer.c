#include "base/strbuf.h"
#include "payout/bank_answer.h"
#include "system/file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/*
 * Real banks' answers (../shared/data/iso20022/samples), and what a person
 * who reads them expects. One word a level (transfer, payment, group), then
 * state, whom it is about, and the reason.
 */
static const struct {
	const char *file;
	const char *answers; /* NULL: refused, with this in the message */
	const char *refusal;
	const char *why;
} samples[] = {
	{"goldman_sachs_pain_002_v3_group_accepted.xml",
	 "group sent CLIENT NAME_2023-09-06:04 \n", NULL,
	 "ACTC: form accepted, nothing paid yet"},
	{"goldman_sachs_pain_002_v3_payment_accepted.xml",
	 "payment sent xxx001220315B000XXXX \n", NULL, "ACCP with a remark"},
	{"moov_pain002-chdd-cor1_p_ch2909000000250094239_1110097483_0_"
	 "2018031317221082.xml",
	 "payment sent PmtInfId-CHDD-1 \n", NULL, "ACCP"},
	{"moov_pain002-epo_p_0_0_0_2018031510491259.xml",
	 "group sent MsgId-001 \n", NULL, "ACTC"},
	{"moov_pain002-epo_p_0_0_0_2018032614401842.xml",
	 "group rejected MsgId-005 our_file\n", NULL,
	 "AM10: our control sum was wrong"},
	{"moov_pain002-epo_p_ch2909000000250094239_1109800799_0_"
	 "2018032612092784.xml",
	 "transfer rejected EndToEndId-006-01-01 invalid_account\n"
	 "payment rejected PmtInfId-006-01 other\n",
	 NULL, "one transfer, AC01, and so the whole block"},
	{"moov_pain002-epo_p_ch5109000000250092291_1110097605_0_"
	 "2018031511252307.xml",
	 "transfer rejected EndToEndId-001-03-04 invalid_account\n", NULL,
	 "PART: only the one that is listed changes"},
	{"nordea_pain_002_v3_group_reject.xml",
	 "group unknown MSGID-PS-TEST-0708-01 duplicate_payment\n", NULL,
	 "DU01: the bank had this message before; look up the first"},
	{"nordea_pain_002_v3_payment_reject.xml",
	 "payment rejected PMTINFID-COM-SCE25-1707-01 other\n", NULL, "RJCT"},
	{"nordea_pain_002_v3_txn_reject.xml",
	 "transfer rejected ENDTOENDID-950-TEST2-2807-02 other\n"
	 "transfer rejected ENDTOENDID-950-TEST2-2807-01 other\n"
	 "payment rejected PMTINFID-950-TEST2-2807-01 \n",
	 NULL,
	 "both transfers and the block, which gives no reason of its own"},
	{"cross_river_pain_002_batch_rejected.xml", "group rejected  other\n",
	 NULL, "no namespace, no message id: nobody can tell which order"},
	{"cross_river_pain_002_credit_accepted.xml",
	 "transfer sent 0000000000000108 \n"
	 "payment sent ABCD10000000 \n"
	 "group sent AMBCD10000000 \n",
	 NULL, "ACSP: settlement in process"},
	{"cross_river_pain_002_transaction_rejected.xml",
	 "transfer unknown sanity-10-1-12-1-21 duplicate_payment\n"
	 "transfer unknown example01234567 duplicate_payment\n"
	 "transfer unknown example012345678 duplicate_payment\n"
	 "payment rejected missing2 \n"
	 "group sent missing2 \n",
	 NULL, "'already exist': rejected now, but the first may be paid"},
	{"200519_camt054-returns_p_ch2909000000250094239_1109800798_0_"
	 "2019052023472022.xml",
	 "transfer returned EndToEndId-004-01-01 invalid_account\n", NULL,
	 "credit with return reason AC01"},
	{"genkgo_camt054.v4.xml",
	 "transfer paid UXC06170000006PI00001EE00001 \n"
	 "transfer paid UXC06170000006PI00001EE00002 \n"
	 "transfer paid UXC06170000006PI00001EE00002 \n",
	 NULL, "debit, booked; the details' side is the payee's"},
	{"genkgo_camt054.v8.xml",
	 "transfer paid UXC06170000006PI00001EE00001 \n"
	 "transfer paid UXC06170000006PI00001EE00002 \n"
	 "transfer paid UXC06170000006PI00001EE00002 \n",
	 NULL, "the same with Sts/Cd"},
	{"FI_camt_054_sample.xml",
	 "transfer paid TITOT1106ID01 \n"
	 "transfer paid TITOT1106ID02 \n"
	 "transfer paid TITOT1106ID03 \n"
	 "transfer paid ISSRBKREF12345678 \n"
	 "transfer paid ISSRBKREF12345679 \n",
	 NULL, "only the debits are ours; incoming credits are not"},
	{"FI_camt_053_sample.xml",
	 "transfer paid TITOT1106ID01 \n"
	 "transfer paid TITOT1106ID02 \n"
	 "transfer paid TITOT1106ID03 \n",
	 NULL, "10000.00 + 23075.00 - 9430.17 = 23644.83"},
	{"camt.053_P_CH2909000000250094239_1110092698_0_2020112503071366.xml",
	 "", NULL,
	 "nothing of ours; 1537.00 is valued a day after the closing balance"},
	{"genkgo_camt053.v2.multi.statement.xml", "transfer paid 000000002 \n",
	 NULL, "two statements; the first has an incoming credit"},
	{"genkgo_camt053.v4.xml", NULL, "more than one currency",
	 "opens in EUR, closes in SEK"},
	{"genkgo_camt053.v8.xml", NULL, "more than one currency",
	 "opens in EUR, closes in SEK"},
	{"sepa_king_pain.001.001.03.xml", NULL, "no answer of a bank",
	 "an order, not an answer"},
};

/* The amount of the last answer; -2: it has none. */
static int64_t last_rupiah;

static bool collect(void *context, const struct bank_answer *answer,
		    struct diag *diag)
{
	static const char *const levels[] = {"transfer", "payment", "group"};
	struct slice about = answer->order;

	(void)diag;
	/* Money that came in for another reason than a return. */
	if (answer->state == TRANSFER_NONE)
		return true;
	last_rupiah = answer->has_amount ? answer->rupiah : -2;
	if (context == NULL)
		return true;
	if (answer->level == ANSWER_TRANSFER)
		about = answer->end_to_end.length > 0 ? answer->end_to_end
						      : answer->reference;
	return strbuf_append_format(
		context, "%s %s %.*s %s\n", levels[answer->level],
		state_name(answer->state), SLICE_PRINT(about),
		return_reason_name(answer->reason));
}

static size_t count_files(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	size_t count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.')
			count++;
	closedir(folder);
	return count;
}

static void samples_give_what_a_reader_expects(void **state)
{
	const char *shared = getenv("VK_SHARED");
	char path[512];
	struct strbuf answers;

	(void)state;
	snprintf(path, sizeof path, "%s/data/iso20022/samples",
		 shared == NULL ? "../shared" : shared);
	if (!file_exists(path)) {
		print_message("no %s: banks' samples are not read\n", path);
		skip();
	}
	/* One that is there and not in the table would go unread. */
	assert_int_equal(count_files(path), sizeof samples / sizeof *samples);
	strbuf_init(&answers, 100000);
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct answer_sink sink = {&answers, collect};
		struct answer_count count;
		struct diag diag;
		bool read;

		snprintf(path, sizeof path, "%s/data/iso20022/samples/%s",
			 shared == NULL ? "../shared" : shared,
			 samples[i].file);
		strbuf_reset(&answers);
		read = answer_read_iso(path, &sink, &count, &diag);
		if (read != (samples[i].answers != NULL))
			fail_msg("%s: %s", samples[i].file,
				 read ? "was read" : diag.message);
		if (read)
			assert_string_equal(strbuf_string(&answers),
					    samples[i].answers);
		else
			assert_non_null(
				strstr(diag.message, samples[i].refusal));
	}
	strbuf_release(&answers);
}

/* Reads XML text through a file of its own. */
static bool read_text(const char *xml, struct strbuf *answers,
		      struct diag *diag)
{
	char path[] = "/tmp/test_payout_answer.XXXXXX";
	struct answer_sink sink = {answers, collect};
	struct answer_count count;
	FILE *file = fdopen(mkstemp(path), "w");
	bool read;

	fputs(xml, file);
	fclose(file);
	read = answer_read_iso(path, &sink, &count, diag);
	unlink(path);
	return read;
}

#define STATEMENT(opening, closing, entries)                                   \
	"<Document><BkToCstmrStmt><Stmt>"                                      \
	"<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>"                   \
	"<Amt Ccy=\"IDR\">" opening "</Amt><CdtDbtInd>CRDT</CdtDbtInd>"        \
	"</Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>"             \
	"<Amt Ccy=\"IDR\">" closing "</Amt><CdtDbtInd>CRDT</CdtDbtInd>"        \
	"</Bal>" entries "</Stmt></BkToCstmrStmt></Document>"

#define TWO(amount)                                                            \
	"<Ntry><Amt Ccy=\"IDR\">" amount "</Amt><CdtDbtInd>DBIT</CdtDbtInd>"   \
	"<Sts>BOOK</Sts><NtryDtls><TxDtls><Refs><EndToEndId>VKA</EndToEndId>"  \
	"</Refs></TxDtls><TxDtls><Refs><EndToEndId>VKB</EndToEndId></Refs>"    \
	"</TxDtls></NtryDtls></Ntry>"
#define ENTRY(amount)                                                          \
	"<Ntry><Amt Ccy=\"IDR\">" amount "</Amt><CdtDbtInd>DBIT</CdtDbtInd>"   \
	"<Sts>BOOK</Sts><NtryDtls><TxDtls><Refs><EndToEndId>VKA</EndToEndId>"  \
	"</Refs></TxDtls></NtryDtls></Ntry>"

static void a_statement_must_add_up(void **state)
{
	struct strbuf answers;
	struct diag diag;

	(void)state;
	strbuf_init(&answers, 10000);
	assert_true(read_text(STATEMENT("500000.00", "452500", ENTRY("47500")),
			      &answers, &diag));
	assert_string_equal(strbuf_string(&answers), "transfer paid VKA \n");
	assert_false(read_text(STATEMENT("500000.00", "452501", ENTRY("47500")),
			       &answers, &diag));
	assert_non_null(strstr(diag.message, "incomplete or changed"));
	assert_false(read_text(STATEMENT("500000.00", "452500", ""), &answers,
			       &diag));
	/* An entry of one transfer is of its amount; of several it need not. */
	assert_true(read_text(STATEMENT("500000.00", "452500", ENTRY("47500")),
			      NULL, &diag));
	assert_int_equal(last_rupiah, 47500);
	assert_true(read_text(STATEMENT("500000", "452499.5", ENTRY("47500.5")),
			      NULL, &diag));
	assert_int_equal(last_rupiah, -1);
	assert_true(read_text(STATEMENT("500000", "452500", TWO("47500")), NULL,
			      &diag));
	assert_int_equal(last_rupiah, -2);
	assert_false(
		read_text(STATEMENT("500000.00", "452500", ENTRY("47500,00")),
			  &answers, &diag));
	strbuf_release(&answers);
}

static void entities_and_doctypes_are_refused(void **state)
{
	static const char *const bombs[] = {
		"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"x\">]>"
		"<Document><CstmrPmtStsRpt>&b;</CstmrPmtStsRpt></Document>",
		"<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">"
		"<Document><CstmrPmtStsRpt/></Document>",
		"<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
		"<Document><CstmrPmtStsRpt>&a;</CstmrPmtStsRpt></Document>",
		"<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">"
		"<!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;\">]>"
		"<Document><CstmrPmtStsRpt>&d;</CstmrPmtStsRpt></Document>",
		"<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1/x\"> %p;]>"
		"<Document><CstmrPmtStsRpt/></Document>",
		"<Document><CstmrPmtStsRpt>&lol;</CstmrPmtStsRpt></Document>",
		"<Document><CstmrPmtStsRpt>",
		"",
	};
	struct strbuf answers;
	struct diag diag;

	(void)state;
	strbuf_init(&answers, 10000);
	for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
		assert_false(read_text(bombs[i], &answers, &diag));
		assert_true(diag.message[0] != '\0');
	}
	strbuf_release(&answers);
}

static void time_outs_and_duplicates_are_unknown(void **state)
{
	static const char *const codes[] = {"AB05", "AB11", "ED06",
					    "DUPL", "AM05", "DU04"};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		assert_int_equal(
			answer_state(TRANSFER_REJECTED,
				     return_reason_of(slice_of(codes[i]))),
			TRANSFER_UNKNOWN);
	assert_int_equal(answer_state(TRANSFER_REJECTED,
				      return_reason_of(SLICE("AC04"))),
			 TRANSFER_REJECTED);
}

static void reasons_are_the_eight_official_ones(void **state)
{
	static const struct {
		const char *text, *reason;
	} cases[] = {
		{"rekening ganda", "duplicate_account"},
		{"Nama tidak sesuai", "invalid_account"},
		{"AC01", "invalid_account"},
		{"Rekening sudah tutup", "closed_account"},
		{"AC04", "closed_account"},
		{"bank tidak ikut kliring", "not_in_clearing"},
		{"rekening pasif/dormant", "dormant_account"},
		{"NIK berbeda", "nik_differs"},
		{"REKENING DIBEKUKAN", "frozen_account"},
		{"batas akhir tahun", "year_end"},
		{"xyz", "other"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(return_reason_name(return_reason_of(
					    slice_of(cases[i].text))),
				    cases[i].reason);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_give_what_a_reader_expects),
		cmocka_unit_test(a_statement_must_add_up),
		cmocka_unit_test(entities_and_doctypes_are_refused),
		cmocka_unit_test(time_outs_and_duplicates_are_unknown),
		cmocka_unit_test(reasons_are_the_eight_official_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
