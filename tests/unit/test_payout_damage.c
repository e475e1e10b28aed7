/*
 * Damage: flipped bits and cut tails of a ledger, its head, its journal and the
 * signatures over its manifests. Each is tried, and whatever changes something
 * that is held must be found. VK_FAULT_FULL=1 tries every bit and byte.
 */
#include "payout/journal.h"
#include "payout/payee.h"
#include "payout/propose.h"
#include "payout/settle.h"
#include "payout/signature.h"
#include "payout/verify.h"
#include "system/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "scratch.h"
#include "small_ledger.h"

static char *folder;
static struct diag diag;
static const struct ledger_place place = {"ledger.db", NULL};

enum { FILE_MAX = 10000000 };

static int make_folder(void **state)
{
	(void)state;
	folder = scratch_folder();
	return chdir(folder);
}

static int remove_folder(void **state)
{
	static const char *const files[] = {
		"ledger.db", "ledger.db.head", "ledger.db-wal", "ledger.db-shm",
		"key",	     "key.pub",	       "signers",	"text",
		"text.sig"};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(files[i]);
	if (chdir("/") != 0 || rmdir(folder) != 0)
		return -1;
	free(folder);
	return 0;
}

static void remove_ledger(void)
{
	unlink("ledger.db");
	unlink("ledger.db.head");
	unlink("ledger.db-wal");
	unlink("ledger.db-shm");
}

/* Every one in the full run, else one in so many. */
static size_t step_of(size_t step)
{
	return getenv("VK_FAULT_FULL") == NULL ? step : 1;
}

/* What was tried, and what came of it. */
struct count {
	size_t tried, harmless, undetected;
};

static void tell(const char *what, const struct count *count)
{
	print_message("%s: %zu tried, %zu in what holds nothing, %zu "
		      "undetected\n",
		      what, count->tried, count->harmless, count->undetected);
	assert_int_equal(count->undetected, 0);
	assert_true(count->harmless < count->tried);
}

static void flip(struct strbuf *content, size_t bit)
{
	char *byte = &content->data[bit / 8];

	*byte = (char)(*byte ^ 1 << bit % 8);
}

/* A row of every other kind. */
static void add_others(struct ledger *ledger)
{
	const struct event_row hold = {.kind = SLICE("held"),
				       .person = SLICE("p1"),
				       .actor = SLICE("Made"),
				       .detail = SLICE("reason=cek")};
	const struct event_row withdrawn = {
		.kind = SLICE("withdrawn"), .batch = 1, .actor = SLICE("Ayu")};
	struct event_row approved = {
		.kind = SLICE("approved"), .batch = 1, .actor = SLICE("Made")};
	struct head proposed = ledger_head(ledger);
	char sha256[DIGEST_HEX_SIZE], hex[DIGEST_HEX_SIZE], detail[100];

	digest_hex(proposed.hash, DIGEST_SIZE, hex);
	snprintf(detail, sizeof detail, "halaman\t1\nhead_hash\t%s\n", hex);
	assert_true(ledger_add_document(ledger, SLICE("manifest"),
					slice_of(detail), sha256, &diag));
	snprintf(detail, sizeof detail, "manifest=%s", sha256);
	approved.detail = slice_of(detail);
	assert_true(ledger_add_event(ledger, &hold, &diag));
	assert_true(ledger_add_event(ledger, &approved, &diag));
	assert_true(ledger_add_event(ledger, &withdrawn, &diag));
	assert_true(ledger_free(ledger, 1, &diag));
	assert_true(ledger_free(ledger, 2, &diag));
}

static void make_small(void)
{
	struct ledger *ledger;

	remove_ledger();
	ledger = small_ledger(&place, &diag);
	add_others(ledger);
	assert_true(ledger_commit(ledger, &diag));
	assert_true(ledger_close(ledger, &diag));
}

static bool append(void *context, struct slice text, struct diag *unused)
{
	(void)unused;
	return strbuf_append(context, text);
}

/* The rows that the journal does not print. */
static bool dump_others(struct ledger *ledger, struct strbuf *out)
{
	bool first = true;
	int64_t transfer;
	int found;

	while ((found = ledger_walk_freed(ledger, first, &transfer, &diag)) ==
	       1) {
		first = false;
		strbuf_append_format(out, "freed %lld\n", (long long)transfer);
	}
	return found == 0;
}

/* What the ledger holds, as text; false where it can't be read. */
static bool dump(struct strbuf *out)
{
	const struct journal_sink sink = {out, append};
	struct ledger *ledger = ledger_open_unchecked(&place, &diag);
	struct transfer_row row;
	bool fine;

	if (ledger == NULL)
		return false;
	fine = journal_text(ledger, &sink, &diag) && dump_others(ledger, out);
	for (int64_t i = 1; fine && i <= 2; i++) {
		struct payee payee;

		fine = ledger_payee(ledger, i, 1, &payee, &diag) == 1 &&
		       ledger_transfer(ledger, i, 1, &row, &diag) == 1;
		if (fine)
			strbuf_append_format(out, "%.*s %.*s %.*s %.*s\n",
					     SLICE_PRINT(payee.name),
					     SLICE_PRINT(payee.bank),
					     SLICE_PRINT(payee.account),
					     SLICE_PRINT(payee.account_name));
	}
	ledger_close(ledger, NULL);
	return fine;
}

static bool is_caught(void)
{
	return small_ledger_is_caught(&place, &diag);
}

/* The file alone, without a log of its own. */
static void put_file(const char *path, struct slice content)
{
	FILE *file = fopen(path, "w");

	assert_int_equal(fwrite(content.data, 1, content.length, file),
			 content.length);
	fclose(file);
	if (strcmp(path, "ledger.db") == 0) {
		unlink("ledger.db-wal");
		unlink("ledger.db-shm");
	}
}

/* Whether a ledger that was changed holds what it did. */
static bool holds_the_same(const struct strbuf *good, struct strbuf *now)
{
	strbuf_reset(now);
	return dump(now) && slice_equal(strbuf_slice(now), strbuf_slice(good));
}

static void a_flipped_bit_of_the_ledger_is_found(void **state)
{
	struct count count = {0};
	struct strbuf good, content, now;

	(void)state;
	strbuf_init(&good, FILE_MAX);
	strbuf_init(&content, FILE_MAX);
	strbuf_init(&now, FILE_MAX);
	make_small();
	assert_true(file_load("ledger.db", FILE_MAX, &content, &diag));
	assert_true(dump(&good));
	assert_false(is_caught());
	for (size_t bit = 0; bit < 8 * content.length; bit += step_of(997)) {
		flip(&content, bit);
		put_file("ledger.db", strbuf_slice(&content));
		count.tried++;
		if (holds_the_same(&good, &now))
			count.harmless++;
		else if (!is_caught())
			count.undetected++;
		flip(&content, bit);
	}
	tell("bits of the ledger", &count);
	strbuf_release(&good);
	strbuf_release(&content);
	strbuf_release(&now);
}

/*
 * SQLite takes a last page that is short for zeros: opening may then go well,
 * but verify must find it unless nothing stood there.
 */
static void a_cut_ledger_is_found(void **state)
{
	struct count count = {0};
	struct strbuf good, content, now;

	(void)state;
	strbuf_init(&good, FILE_MAX);
	strbuf_init(&content, FILE_MAX);
	strbuf_init(&now, FILE_MAX);
	make_small();
	assert_true(file_load("ledger.db", FILE_MAX, &content, &diag));
	assert_true(dump(&good));
	for (size_t length = 0; length < content.length;
	     length += step_of(499)) {
		struct ledger *ledger;
		bool refused;

		put_file("ledger.db", (struct slice){content.data, length});
		ledger = ledger_open(&place, LEDGER_CREATE, &diag);
		refused = ledger == NULL;
		ledger_close(ledger, NULL);
		count.tried++;
		if (refused)
			continue;
		if (holds_the_same(&good, &now))
			count.harmless++;
		else if (!is_caught())
			count.undetected++;
	}
	tell("tails of the ledger", &count);
	strbuf_release(&good);
	strbuf_release(&content);
	strbuf_release(&now);
}

/* Adds an event and keeps the write-ahead log as it is then. */
static void make_log(struct strbuf *ledger, struct strbuf *log)
{
	const struct event_row event = {.kind = SLICE("held"),
					.person = SLICE("p2"),
					.detail = SLICE("reason=cek")};
	struct ledger *open = ledger_open(&place, LEDGER_WRITE, &diag);

	assert_non_null(open);
	assert_true(ledger_begin(open, &diag));
	assert_true(ledger_add_event(open, &event, &diag));
	assert_true(ledger_commit(open, &diag));
	assert_true(file_load("ledger.db", FILE_MAX, ledger, &diag));
	assert_true(file_load("ledger.db-wal", FILE_MAX, log, &diag));
	assert_true(ledger_close(open, &diag));
}

/*
 * A write-ahead log that was cut is a torn tail to SQLite, which drops it
 * without a word; the acknowledged head tells that an event is missing.
 */
static void a_cut_log_is_found(void **state)
{
	struct count count = {0};
	struct strbuf good, now, content, log;

	(void)state;
	strbuf_init(&good, FILE_MAX);
	strbuf_init(&now, FILE_MAX);
	strbuf_init(&content, FILE_MAX);
	strbuf_init(&log, FILE_MAX);
	make_small();
	make_log(&content, &log);
	assert_true(log.length > 4096);
	assert_true(dump(&good));
	for (size_t length = 0; length < log.length; length += step_of(127)) {
		struct ledger *ledger;

		put_file("ledger.db", strbuf_slice(&content));
		put_file("ledger.db-wal", (struct slice){log.data, length});
		ledger = ledger_open(&place, LEDGER_WRITE, &diag);
		count.tried++;
		if (ledger == NULL)
			continue;
		ledger_close(ledger, NULL);
		if (holds_the_same(&good, &now))
			count.harmless++;
		else
			count.undetected++;
	}
	tell("tails of the log", &count);
	strbuf_release(&good);
	strbuf_release(&now);
	strbuf_release(&content);
	strbuf_release(&log);
}

static void every_bit_and_tail_of_a_head_counts(void **state)
{
	struct count count = {0};
	struct strbuf content;
	struct head head;

	(void)state;
	strbuf_init(&content, FILE_MAX);
	make_small();
	assert_true(file_load("ledger.db.head", FILE_MAX, &content, &diag));
	assert_true(head_parse(content.data, content.length, &head));
	for (size_t bit = 0; bit < 8 * content.length; bit++) {
		flip(&content, bit);
		put_file("ledger.db.head", strbuf_slice(&content));
		count.tried++;
		if (ledger_open(&place, LEDGER_WRITE, &diag) != NULL)
			count.undetected++;
		flip(&content, bit);
	}
	for (size_t length = 0; length < content.length; length++) {
		count.tried++;
		if (head_parse(content.data, length, &head))
			count.undetected++;
	}
	tell("bits and tails of the head", &count);
	strbuf_release(&content);
}

static void every_bit_and_tail_of_a_journal_counts(void **state)
{
	struct count count = {0};
	struct journal_proof proof;
	struct journal_sink sink = {NULL, append};
	struct strbuf text;
	struct ledger *ledger;

	(void)state;
	strbuf_init(&text, FILE_MAX);
	make_small();
	sink.context = &text;
	ledger = ledger_open(&place, LEDGER_READ, &diag);
	assert_true(journal_text(ledger, &sink, &diag));
	assert_true(journal_check(strbuf_slice(&text), &proof, &diag));
	assert_int_equal(proof.events, 4);
	assert_int_equal(proof.transfers, 2);
	assert_int_equal(proof.accruals, 3);
	assert_memory_equal(proof.head.hash, ledger_head(ledger).hash,
			    DIGEST_SIZE);
	assert_true(ledger_close(ledger, &diag));
	for (size_t bit = 0; bit < 8 * text.length; bit++) {
		flip(&text, bit);
		count.tried++;
		if (journal_check(strbuf_slice(&text), &proof, &diag))
			count.undetected++;
		flip(&text, bit);
	}
	for (size_t length = 0; length < text.length; length++) {
		count.tried++;
		if (journal_check((struct slice){text.data, length}, &proof,
				  &diag))
			count.undetected++;
	}
	tell("bits and tails of the journal", &count);
	strbuf_release(&text);
}

/* The bytes that the armour of a signature holds. */
static void decode(struct slice armour, struct strbuf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
				     "pqrstuvwxyz0123456789+/";
	struct slice line;
	unsigned window = 0, bits = 0;

	strbuf_reset(out);
	while (slice_next(&armour, '\n', &line)) {
		for (size_t i = 0; !slice_starts(line, "-") && i < line.length;
		     i++) {
			const char *digit = memchr(digits, line.data[i], 64);

			if (digit == NULL)
				continue;
			window = window << 6 | (unsigned)(digit - digits);
			bits += 6;
			if (bits < 8)
				continue;
			bits -= 8;
			strbuf_append_byte(out, (char)(window >> bits & 255));
		}
	}
}

static void a_flipped_bit_of_a_signature_is_found(void **state)
{
	const struct signature_check check = {.allowed_signers = "signers",
					      .principal = "Made",
					      .name_space = SIGNATURE_APPROVE,
					      .signature = "text.sig",
					      .at = "2020-09-21T00:00:00Z"};
	struct count count = {0};
	struct strbuf content, good, now;

	(void)state;
	strbuf_init(&content, FILE_MAX);
	strbuf_init(&good, FILE_MAX);
	strbuf_init(&now, FILE_MAX);
	assert_int_equal(
		system("ssh-keygen -q -t ed25519 -N '' -C '' -f key && "
		       "echo \"Made namespaces=\\\"" SIGNATURE_APPROVE
		       "\\\" $(cat key.pub)\" >signers && chmod 600 signers && "
		       "printf manifest >text && ssh-keygen -q -Y sign -f key "
		       "-n " SIGNATURE_APPROVE " text 2>/dev/null"),
		0);
	assert_true(file_load("text.sig", FILE_MAX, &content, &diag));
	assert_true(signature_is_good(&check, SLICE("manifest"), &diag));
	decode(strbuf_slice(&content), &good);
	/* Version 0 instead of 1, which ssh-keygen would take. */
	content.data[43] ^= 'Q' ^ 'A';
	put_file("text.sig", strbuf_slice(&content));
	assert_false(signature_is_good(&check, SLICE("manifest"), &diag));
	content.data[43] ^= 'Q' ^ 'A';
	for (size_t bit = 0; bit < 8 * content.length; bit += step_of(61)) {
		flip(&content, bit);
		put_file("text.sig", strbuf_slice(&content));
		count.tried++;
		decode(strbuf_slice(&content), &now);
		if (signature_is_good(&check, SLICE("manifest"), &diag)) {
			if (slice_equal(strbuf_slice(&good),
					strbuf_slice(&now)))
				count.harmless++;
			else
				count.undetected++;
		}
		flip(&content, bit);
	}
	tell("bits of a signature", &count);
	strbuf_release(&content);
	strbuf_release(&good);
	strbuf_release(&now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flipped_bit_of_the_ledger_is_found),
		cmocka_unit_test(a_cut_ledger_is_found),
		cmocka_unit_test(a_cut_log_is_found),
		cmocka_unit_test(every_bit_and_tail_of_a_head_counts),
		cmocka_unit_test(every_bit_and_tail_of_a_journal_counts),
		cmocka_unit_test(a_flipped_bit_of_a_signature_is_found),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
