/*
 * Random commands against a small model. The model knows nothing of SQL, events
 * or rounds: it has people, days, batches and attempts, and a bank that decides
 * each attempt once. After every command ledger and model must agree on whether
 * it was allowed and on every state; no day may have money twice. What the bank
 * paid, less what came back, is what is due, or the difference is told; at the
 * end of each ledger all is paid out, and nothing but that difference is left.
 * VK_FAULT_FULL=1 goes on for longer; FAULT_SEED chooses another course.
 */
#include "payout/approval.h"
#include "payout/chain.h"
#include "payout/decision.h"
#include "payout/ingest.h"
#include "payout/payee.h"
#include "payout/propose.h"
#include "payout/release.h"
#include "payout/settle.h"
#include "payout/verify.h"
#include "system/database.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "scratch.h"

enum {
	PEOPLE = 5,
	DAYS = 16,
	PAST = 8, /* of them, for random commands; the rest comes at last */
	TRANSFERS = 400,
	ATTEMPTS = 16,
	BATCHES = 400,
	RATE = 50000,
	FEE = 2500
};

enum outcome { OUTCOME_OPEN, OUTCOME_PAID, OUTCOME_REJECTED, OUTCOME_RETURNED };

struct attempt_model {
	int batch, line;
	enum transfer_state own;    /* NONE: the batch's */
	enum outcome outcome;	    /* what the bank really did */
	bool was_paid;		    /* the bank said so once */
	int asked;		    /* who asked for its void, from 1; 0 */
	int64_t recovered, set_off; /* of it, by decision */
};

struct transfer_model {
	int person, attempts;
	unsigned days; /* bits */
	bool freed;
	int64_t fee;
	int64_t set_off; /* taken off it; below 0 given back */
	struct attempt_model tried[ATTEMPTS];
};

struct batch_model {
	enum transfer_state state;
	int maker;
};

static struct {
	struct transfer_model transfers[TRANSFERS];
	struct batch_model batches[BATCHES];
	int transfer_count, batch_count;
	bool held[PEOPLE];
	int64_t decided[PEOPLE]; /* to be set off, in all */
} model;

static const char layout_text[] = "layout m\nverified yes\nformat text\n"
				  "extension csv\ndelimiter \",\"\nquoted no\n"
				  "newline lf\ncharset any\nsplit none\n"
				  "detail reference\ndetail amount\n";
static const char *const actors[] = {"", "Ayu", "Made", "Dewi"};
static char *folder;
static struct diag diag;
/* With VK_TEST_POSTGRES in a server, else in a file. */
static struct ledger_place place = {"ledger.db", NULL};
static struct pay_day rates_table[PAY_DAYS_CACHED];
static struct pay_settings settings;
static struct bank_layout layout;
static struct ledger *ledger;
static uint64_t seed;
static int proofs;	    /* evidence used so far */
static int given_back;	    /* transfers that give back */
static int settled, evened; /* people paid out; with nothing overpaid */
static bool honest_bank;    /* it pays whatever it gets */

static int roll(int sides)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (int)((seed >> 33) % (unsigned)sides);
}

enum { NAME_SIZE = 16 };

static struct slice person_name(int person, char out[NAME_SIZE])
{
	return (struct slice){out,
			      (size_t)snprintf(out, NAME_SIZE, "p%d", person)};
}

static void add_payees(struct due *due)
{
	for (int i = 0; i < PEOPLE; i++) {
		char person[NAME_SIZE], account[NAME_SIZE];
		struct payee_record payee = {.name = SLICE("Warga"),
					     .bank = SLICE("BCA"),
					     .person = person_name(i, person)};

		snprintf(account, sizeof account, "%010d", 700 + i);
		payee.account = slice_of(account);
		assert_true(payee_add(due, &payee, &diag));
	}
	assert_true(payee_check(due, &settings, &diag));
}

static enum transfer_state state_of(const struct transfer_model *transfer,
				    int attempt)
{
	const struct attempt_model *tried = &transfer->tried[attempt - 1];

	return tried->own != TRANSFER_NONE ? tried->own
					   : model.batches[tried->batch].state;
}

static bool taken_back(enum transfer_state state)
{
	return state == TRANSFER_WITHDRAWN || state == TRANSFER_DECLINED;
}

/* The attempt that stands: later ones that were taken back don't count. */
static int standing(const struct transfer_model *transfer)
{
	int attempt = transfer->attempts;

	while (attempt > 1 && taken_back(state_of(transfer, attempt)))
		attempt--;
	return attempt;
}

static unsigned covered(int person)
{
	unsigned days = 0;

	for (int i = 1; i <= model.transfer_count; i++)
		if (model.transfers[i].person == person &&
		    !model.transfers[i].freed)
			days |= model.transfers[i].days;
	return days;
}

/* What was taken off a person's transfers that count, less what was given. */
static int64_t taken(int person)
{
	int64_t sum = 0;

	for (int i = 1; i <= model.transfer_count; i++)
		if (model.transfers[i].person == person &&
		    !model.transfers[i].freed)
			sum += model.transfers[i].set_off;
	return sum;
}

static int64_t gross_of(unsigned days)
{
	int64_t sum = 0;

	for (int day = 0; day < DAYS; day++)
		sum += days & 1U << day ? RATE : 0;
	return sum;
}

static void begin(void)
{
	assert_true(ledger_begin(ledger, &diag));
}

/* Ends a command: commits what was allowed, forgets what wasn't. */
static void end(bool fine)
{
	if (fine)
		assert_true(ledger_commit(ledger, &diag));
	else
		ledger_rollback(ledger);
}

/* What a run says of the people: days, none of their days, or nothing. */
struct wish {
	unsigned days[PEOPLE];
	bool is_there[PEOPLE];
};

static void make_due(struct due *due, const struct wish *wish)
{
	struct pay_rates rates = {&settings, rates_table};

	due_init(due, 10000000);
	for (int i = 0; i < PEOPLE; i++) {
		char person[NAME_SIZE], list[12 * DAYS] = "";
		size_t length = 0;
		struct due_record record = {
			.number = (uint64_t)i,
			.source = SLICE("in:1"),
			.idle = wish->days[i] == 0,
			.stops = {DATE_LATEST, DATE_LATEST, DATE_LATEST, {0}}};

		if (!wish->is_there[i])
			continue;
		for (int day = 0; day < DAYS; day++)
			if (wish->days[i] & 1U << day)
				length += (size_t)snprintf(
					list + length, sizeof list - length,
					"%s2020-09-%02d", length > 0 ? "," : "",
					7 + day);
		record.days = (struct slice){list, length};
		record.person = person_name(i, person);
		assert_true(due_add(due, &settings, &record, &diag));
	}
	assert_true(due_finish(due, &rates, &diag));
	add_payees(due);
}

static bool is_open(enum transfer_state state)
{
	return state == TRANSFER_EXPORTED || state == TRANSFER_SENT ||
	       state == TRANSFER_UNKNOWN;
}

/* What a transfer pays beyond these days; its fee is gone. */
static int64_t beyond_of(const struct transfer_model *transfer, unsigned days)
{
	int64_t sum = gross_of(transfer->days & ~days);
	int64_t most = gross_of(transfer->days) - transfer->fee;

	return sum < most ? sum : most;
}

/* What a person's transfers, out or not, pay beyond these days. */
static int64_t beyond(int person, unsigned days, bool out)
{
	int64_t sum = 0;

	for (int i = 1; i <= model.transfer_count; i++) {
		const struct transfer_model *each = &model.transfers[i];
		enum transfer_state state = state_of(each, standing(each));

		if (each->person == person && !each->freed &&
		    (state == TRANSFER_PAID || is_open(state)) == out)
			sum += beyond_of(each, days);
	}
	return sum;
}

/* The fees that are left on days that are due. */
static int64_t fees(int person, unsigned days)
{
	int64_t sum = 0;

	for (int i = 1; i <= model.transfer_count; i++) {
		const struct transfer_model *each = &model.transfers[i];

		if (each->person == person && !each->freed)
			sum += each->fee + beyond_of(each, days) -
			       gross_of(each->days & ~days);
	}
	return sum;
}

static int64_t paid_back(int person)
{
	int64_t sum = 0;

	for (int i = 1; i <= model.transfer_count; i++)
		for (int j = 0; model.transfers[i].person == person &&
				j < model.transfers[i].attempts;
		     j++)
			sum += model.transfers[i].tried[j].recovered;
	return sum;
}

/* What is out and due no more, or below 0 came back and is due again. */
static int64_t balance_of(int person, unsigned days)
{
	int64_t back = taken(person) + paid_back(person);
	int64_t out = beyond(person, days, true);
	int64_t all = out + beyond(person, days, false);

	if (out > back)
		return out - back;
	return all < back ? all - back : 0;
}

/* As far as it was decided and is overpaid; or all that is owed. */
static int64_t next_set_off(int person, unsigned days)
{
	int64_t balance = balance_of(person, days);
	int64_t used = taken(person) > 0 ? taken(person) : 0;
	int64_t left = model.decided[person] - used;

	if (balance < 0)
		return balance;
	if (left <= 0)
		return 0;
	return left < balance ? left : balance;
}

/* A transfer for a person, if there is something to pay; gives its net. */
static int64_t pay(int person, unsigned days, int line)
{
	unsigned news = days & ~covered(person);
	int64_t set_off = next_set_off(person, days);
	int64_t fee = news == 0 ? 0 : FEE;
	int64_t net = gross_of(news) - fee - set_off;

	given_back += set_off < 0 && !model.held[person];
	if (model.held[person] || net <= 0 || (news == 0 && set_off >= 0))
		return 0;
	model.transfers[++model.transfer_count] = (struct transfer_model){
		.person = person,
		.days = news,
		.fee = fee,
		.set_off = set_off,
		.attempts = 1,
		.tried = {{.batch = model.batch_count + 1, .line = line}}};
	return net;
}

static struct due_person *told_of(const struct due *due, int person)
{
	char name[NAME_SIZE];

	return due_find(due, person_name(person, name));
}

/*
 * What a person's transfers come to by the ledger's own rows, less what came
 * back, is what is due and not held; any difference is told.
 */
static void conserve(const struct due *due, const struct wish *wish, int person)
{
	const struct due_person *told = told_of(due, person);
	char name[NAME_SIZE];
	unsigned news = wish->days[person] & ~covered(person);
	int64_t more = gross_of(news) - gross_of(wish->days[person]);
	struct transfer_row row;
	bool first = true;

	while (ledger_person_transfers(ledger, first, person_name(person, name),
				       &row, &diag) == 1) {
		enum transfer_state state;
		int64_t attempt;

		first = false;
		assert_true(ledger_state(ledger, row.transfer, &attempt, &state,
					 &diag));
		more += state_is_freed(state) ? 0 : row.net;
	}
	more += fees(person, wish->days[person]) - paid_back(person);
	if (!told->stale)
		assert_int_equal(told->balance, more);
	else if (more < 0)
		assert_true(told->balance < 0);
}

static void propose_days(const struct wish *wish, int maker)
{
	struct proposal proposal = {.actor = slice_of(actors[maker])};
	int64_t net, sum = 0;
	int lines = 0;
	struct due due;

	make_due(&due, wish);
	begin();
	assert_true(settle(&due, ledger, &settings, FEE, &diag));
	for (int i = 0; i < PEOPLE; i++)
		if (wish->is_there[i])
			assert_int_equal(told_of(&due, i)->balance,
					 balance_of(i, wish->days[i]));
	assert_true(propose(&due, ledger, &settings, &proposal, &diag));
	for (int i = 0; i < PEOPLE; i++) {
		net = wish->is_there[i] ? pay(i, wish->days[i], lines + 1) : 0;
		lines += net > 0;
		sum += net;
	}
	assert_int_equal(proposal.transfers, lines);
	assert_int_equal(proposal.net, sum);
	if (lines > 0)
		model.batches[++model.batch_count] =
			(struct batch_model){TRANSFER_PROPOSED, maker};
	for (int i = 0; i < PEOPLE; i++)
		if (wish->is_there[i])
			conserve(&due, wish, i);
	end(lines > 0);
	due_release(&due);
}

/* No days, any days, or nearly all: then what was corrected away comes back. */
static unsigned some_days(int end)
{
	int dice = roll(6);
	unsigned most = ~(1U << roll(end) | 1U << roll(2 * end));

	if (dice == 0)
		return 0;
	if (dice < 3)
		return (unsigned)roll(1 << end);
	return most & ((1U << end) - 1);
}

static void propose_some(void)
{
	struct wish wish;

	for (int i = 0; i < PEOPLE; i++) {
		wish.days[i] = some_days(PAST);
		wish.is_there[i] = roll(4) > 0;
	}
	propose_days(&wish, 1 + roll(3));
}

static int any_batch(void)
{
	return 1 + roll(model.batch_count);
}

static void take_back_one(void)
{
	int number = any_batch(), actor = 1 + roll(3);
	struct batch_model *batch = &model.batches[number];
	struct taking_back taking = {roll(2) == 0 ? TRANSFER_WITHDRAWN
						  : TRANSFER_DECLINED,
				     slice_of(actors[actor]), SLICE("ulang")};
	bool allowed =
		(batch->state == TRANSFER_PROPOSED ||
		 batch->state == TRANSFER_APPROVED) &&
		(taking.as == TRANSFER_WITHDRAWN) == (actor == batch->maker);

	begin();
	assert_int_equal(approval_take_back(ledger, number, &taking, &diag),
			 allowed);
	end(allowed);
	if (!allowed)
		return;
	batch->state = taking.as;
	for (int i = 1; i <= model.transfer_count; i++)
		if (model.transfers[i].tried[0].batch == number)
			model.transfers[i].freed = true;
}

/* Whether all of a batch may leave: nobody held, earlier attempts ended. */
static bool may_leave(int number)
{
	for (int i = 1; i <= model.transfer_count; i++) {
		const struct transfer_model *transfer = &model.transfers[i];

		for (int j = 0; j < transfer->attempts; j++) {
			if (transfer->tried[j].batch != number)
				continue;
			if (model.held[transfer->person])
				return false;
			for (int k = 1; k <= j; k++) {
				enum transfer_state state =
					state_of(transfer, k);

				if (state != TRANSFER_REJECTED &&
				    state != TRANSFER_RETURNED &&
				    !taken_back(state))
					return false;
			}
		}
	}
	return true;
}

static void make_manifest(struct manifest *manifest, struct strbuf *text,
			  int number)
{
	static char name[16];

	snprintf(name, sizeof name, "DPS%04d", number);
	*manifest = (struct manifest){.job = {.layout = &layout,
					      .settings = &settings,
					      .ledger = ledger,
					      .batch = number,
					      .batch_name = name}};
	assert_true(date_from_civil(2020, 9, 21, &manifest->job.value_date));
	strbuf_reset(text);
	assert_true(manifest_make(manifest, "00", text, &diag));
}

static void approve(struct strbuf *text, int number, int actor)
{
	struct batch_model *batch = &model.batches[number];
	bool allowed = batch->state == TRANSFER_PROPOSED &&
		       actor != batch->maker && may_leave(number);
	struct manifest manifest;
	struct approval approval = {.actor = slice_of(actors[actor]),
				    .evidence = SLICE("bukti")};

	begin();
	make_manifest(&manifest, text, number);
	approval.manifest = strbuf_slice(text);
	assert_int_equal(approval_give(ledger, &manifest, strbuf_slice(text),
				       &approval, &diag),
			 allowed);
	end(allowed);
	if (allowed)
		batch->state = TRANSFER_APPROVED;
}

static void decide_outcomes(int number)
{
	int outcomes = honest_bank ? 1 : 3;

	for (int i = 1; i <= model.transfer_count; i++)
		for (int j = 0; j < model.transfers[i].attempts; j++)
			if (model.transfers[i].tried[j].batch == number)
				model.transfers[i].tried[j].outcome =
					(enum outcome)(1 + roll(outcomes));
}

static void export(struct strbuf *text, int number)
{
	struct batch_model *batch = &model.batches[number];
	bool out = batch->state == TRANSFER_EXPORTED;
	bool allowed =
		out || (batch->state == TRANSFER_APPROVED && may_leave(number));
	struct manifest manifest;
	bool again = false;

	begin();
	make_manifest(&manifest, text, number);
	assert_int_equal(release_record(&manifest, strbuf_slice(text),
					SLICE("Made"), &again, &diag),
			 allowed);
	assert_int_equal(again, allowed && out);
	end(allowed && !out);
	if (!allowed || out)
		return;
	batch->state = TRANSFER_EXPORTED;
	decide_outcomes(number);
}

/* What the bank's word makes of an attempt. */
static enum transfer_state after(enum transfer_state from,
				 enum transfer_state said, bool was_paid)
{
	if (from == TRANSFER_PAID && said == TRANSFER_REJECTED)
		return TRANSFER_UNKNOWN;
	if (from == TRANSFER_REJECTED && said == TRANSFER_PAID)
		return TRANSFER_UNKNOWN;
	if (from == TRANSFER_PAID && said == TRANSFER_RETURNED)
		return TRANSFER_RETURNED;
	if (from == TRANSFER_UNKNOWN &&
	    (said == TRANSFER_SENT || (said == TRANSFER_REJECTED && was_paid)))
		return from;
	return is_open(from) ? said : from;
}

/* What the bank says: the truth, or what it knows of it. */
static enum transfer_state word_of(const struct attempt_model *tried)
{
	int dice = roll(6);

	if (dice == 0)
		return TRANSFER_SENT;
	if (dice == 1)
		return TRANSFER_UNKNOWN;
	if (tried->outcome == OUTCOME_REJECTED)
		return TRANSFER_REJECTED;
	if (tried->outcome == OUTCOME_RETURNED && dice > 2)
		return TRANSFER_RETURNED;
	return TRANSFER_PAID;
}

static void hear(struct transfer_model *transfer, int attempt,
		 enum transfer_state word)
{
	struct attempt_model *tried = &transfer->tried[attempt - 1];
	enum transfer_state from = state_of(transfer, attempt);
	struct bank_answer answer = {.level = ANSWER_TRANSFER, .state = word};
	char reference[REFERENCE_SIZE];
	struct ingest ingest;

	/* Of a void transfer an honest bank says only that it did not pay. */
	if (from == TRANSFER_VOIDED && answer.state != TRANSFER_REJECTED &&
	    answer.state != TRANSFER_RETURNED)
		return;
	assert_true(chain_reference(settings.office, tried->batch, tried->line,
				    reference));
	answer.reference = slice_of(reference);
	ingest_init(&ingest);
	ingest.ledger = ledger;
	ingest.settings = &settings;
	ingest.actor = SLICE("Ayu");
	begin();
	assert_true(ingest_answer(&ingest, &answer, &diag));
	end(true);
	ingest_release(&ingest);
	tried->own = after(from, answer.state, tried->was_paid);
	tried->was_paid = tried->was_paid || answer.state == TRANSFER_PAID;
}

static void hear_bank(void)
{
	struct transfer_model *transfer =
		&model.transfers[1 + roll(model.transfer_count)];
	int attempt = 1 + roll(transfer->attempts);
	struct attempt_model *tried = &transfer->tried[attempt - 1];

	if (tried->outcome != OUTCOME_OPEN)
		hear(transfer, attempt, word_of(tried));
}

static void reissue_all(void)
{
	const struct decision decision = {.actor = SLICE("Ayu")};
	struct pay_rates rates = {&settings, rates_table};
	struct due due;
	struct set references;
	struct reissue reissue = {.ledger = ledger,
				  .settings = &settings,
				  .decision = &decision,
				  .payees = &due};
	int lines = 0;

	due_init(&due, 10000000);
	set_init(&references, 100000);
	begin();
	assert_true(reissue_collect(&reissue, &references, &diag));
	assert_true(due_finish(&due, &rates, &diag));
	add_payees(&due);
	if (!reissue_make(&reissue, &diag))
		fail_msg("reissue: %s", diag.message);
	for (int i = 1; i <= model.transfer_count; i++) {
		struct transfer_model *transfer = &model.transfers[i];
		enum transfer_state state =
			state_of(transfer, standing(transfer));

		if ((state != TRANSFER_REJECTED &&
		     state != TRANSFER_RETURNED) ||
		    transfer->freed)
			continue;
		assert_true(transfer->attempts < ATTEMPTS);
		transfer->tried[transfer->attempts++] = (struct attempt_model){
			.batch = model.batch_count + 1, .line = ++lines};
	}
	assert_int_equal(reissue.transfers, lines);
	if (lines > 0)
		model.batches[++model.batch_count] =
			(struct batch_model){TRANSFER_PROPOSED, 1};
	end(lines > 0);
	set_release(&references);
	due_release(&due);
}

/* The office voids only what its bank says will never be paid. */
static void void_one(void)
{
	struct transfer_model *transfer =
		&model.transfers[1 + roll(model.transfer_count)];
	int attempt = 1 + roll(transfer->attempts), actor = 1 + roll(3);
	struct attempt_model *tried = &transfer->tried[attempt - 1];
	enum transfer_state state = state_of(transfer, attempt);
	const struct decision decision = {slice_of(actors[actor]),
					  SLICE("bukti"), SLICE("batal")};
	char reference[REFERENCE_SIZE];
	bool done, allowed = attempt == standing(transfer) &&
			     (is_open(state) || state == TRANSFER_REJECTED ||
			      state == TRANSFER_RETURNED) &&
			     tried->asked != actor;

	if (tried->outcome == OUTCOME_PAID ||
	    (tried->outcome == OUTCOME_RETURNED && state != TRANSFER_RETURNED))
		return;
	assert_true(chain_reference(settings.office, tried->batch, tried->line,
				    reference));
	begin();
	assert_int_equal(decision_void(ledger, &decision, slice_of(reference),
				       &done, &diag),
			 allowed);
	end(allowed);
	if (!allowed)
		return;
	assert_int_equal(done, tried->asked != 0);
	if (tried->asked != 0) {
		tried->own = TRANSFER_VOIDED;
		transfer->freed = true;
	}
	tried->asked = actor;
}

static void hold_or_release(int person, bool hold)
{
	char name[NAME_SIZE];
	struct decision decision = {SLICE("Made"), SLICE("bukti"),
				    SLICE("by-hand")};

	person_name(person, name);
	begin();
	assert_true(
		hold ? decision_hold(ledger, &decision, slice_of(name), &diag)
		     : decision_release(ledger, &decision, slice_of(name),
					&diag));
	end(true);
	model.held[person] = hold;
}

/* What of an attempt has neither come back nor is to be set off. */
static int64_t rest_of(const struct transfer_model *transfer, int attempt)
{
	const struct attempt_model *tried = &transfer->tried[attempt - 1];

	return gross_of(transfer->days) - transfer->fee - transfer->set_off -
	       tried->recovered - tried->set_off;
}

static void pay_back(struct transfer_model *transfer, int attempt,
		     int64_t amount)
{
	struct attempt_model *tried = &transfer->tried[attempt - 1];
	char reference[REFERENCE_SIZE], proof[32];
	struct decision decision = {SLICE("Ayu"), {0}, SLICE("koreksi")};
	bool allowed = state_of(transfer, attempt) == TRANSFER_PAID &&
		       amount <= rest_of(transfer, attempt);

	snprintf(proof, sizeof proof, "bukti%d", ++proofs);
	decision.evidence = slice_of(proof);
	assert_true(chain_reference(settings.office, tried->batch, tried->line,
				    reference));
	begin();
	assert_int_equal(decision_recover(ledger, &decision,
					  slice_of(reference), amount, &diag),
			 allowed);
	end(allowed);
	if (allowed)
		tried->recovered += amount;
}

static void set_off(struct transfer_model *transfer, int attempt,
		    int64_t amount)
{
	struct attempt_model *tried = &transfer->tried[attempt - 1];
	int64_t change = amount - tried->set_off;
	int64_t *decided = &model.decided[transfer->person];
	const struct decision decision = {SLICE("Ayu"), SLICE("putusan"),
					  SLICE("koreksi")};
	char reference[REFERENCE_SIZE];
	bool allowed =
		(state_of(transfer, attempt) == TRANSFER_PAID || change < 0) &&
		change != 0 && change <= rest_of(transfer, attempt) &&
		*decided + change >= taken(transfer->person);

	assert_true(chain_reference(settings.office, tried->batch, tried->line,
				    reference));
	begin();
	assert_int_equal(decision_set_off(ledger, &decision,
					  slice_of(reference), amount, &diag),
			 allowed);
	end(allowed);
	if (!allowed)
		return;
	tried->set_off = amount;
	*decided += change;
}

static struct transfer_model *any_transfer(int *attempt)
{
	struct transfer_model *transfer =
		&model.transfers[1 + roll(model.transfer_count)];

	*attempt = 1 + roll(transfer->attempts);
	return transfer;
}

static void pay_back_some(void)
{
	int attempt;
	struct transfer_model *transfer = any_transfer(&attempt);

	pay_back(transfer, attempt, (1 + roll(4)) * (int64_t)RATE);
}

static void set_off_some(void)
{
	int attempt;
	struct transfer_model *transfer = any_transfer(&attempt);

	set_off(transfer, attempt, roll(6) * (int64_t)(RATE / 2));
}

/* A command that dies before its commit leaves nothing. */
static void die_on_the_way(void)
{
	const struct event_row event = {.kind = SLICE("held"),
					.person = SLICE("p1")};

	begin();
	assert_true(ledger_add_event(ledger, &event, &diag));
	assert_true(ledger_close(ledger, &diag));
	ledger = ledger_open(&place, LEDGER_WRITE, &diag);
	assert_non_null(ledger);
}

static void compare_states(void)
{
	for (int i = 1; i <= model.transfer_count; i++) {
		const struct transfer_model *transfer = &model.transfers[i];
		enum transfer_state state;
		int64_t attempt;

		assert_true(ledger_state(ledger, i, &attempt, &state, &diag));
		assert_int_equal(attempt, standing(transfer));
		for (int j = 1; j <= transfer->attempts; j++) {
			assert_true(ledger_attempt_state(ledger, i, j, &state,
							 &diag));
			assert_string_equal(state_name(state),
					    state_name(state_of(transfer, j)));
		}
	}
}

/* No day has money from the bank twice. */
static void count_money(void)
{
	for (int person = 0; person < PEOPLE; person++)
		for (int day = 0; day < DAYS; day++) {
			int payments = 0;

			for (int i = 1; i <= model.transfer_count; i++) {
				const struct transfer_model *each =
					&model.transfers[i];

				for (int j = 0; each->person == person &&
						each->days & 1U << day &&
						j < each->attempts;
				     j++)
					payments += each->tried[j].outcome ==
						    OUTCOME_PAID;
			}
			assert_true(payments <= 1);
		}
}

static void no_tell(void *context, const char *finding)
{
	(void)context;
	print_message("%s\n", finding);
}

static void verify_all(void)
{
	const struct verify_places places = {0};
	const struct verify_sink sink = {NULL, no_tell};
	struct verification result;

	assert_true(verify_ledger(ledger, &places, &sink, &result, &diag));
	assert_int_equal(result.findings, 0);
}

static void one_command(struct strbuf *text)
{
	int dice = model.batch_count == 0 ? 0 : roll(26);

	if (dice < 3)
		propose_some();
	else if (dice < 5)
		take_back_one();
	else if (dice < 9)
		approve(text, any_batch(), 1 + roll(3));
	else if (dice < 13)
		export(text, any_batch());
	else if (dice < 18)
		hear_bank();
	else if (dice < 19)
		reissue_all();
	else if (dice < 21)
		void_one();
	else if (dice < 22)
		hold_or_release(roll(PEOPLE), roll(2) == 0);
	else if (dice < 23)
		pay_back_some();
	else if (dice < 25)
		set_off_some();
	else
		die_on_the_way();
}

/* Everything that waits is sent, and the bank tells what it did. */
static void send_all(struct strbuf *text)
{
	static const enum transfer_state words[] = {
		[OUTCOME_PAID] = TRANSFER_PAID,
		[OUTCOME_REJECTED] = TRANSFER_REJECTED,
		[OUTCOME_RETURNED] = TRANSFER_RETURNED};

	for (int i = 1; i <= model.batch_count; i++) {
		approve(text, i, model.batches[i].maker % 3 + 1);
		export(text, i);
	}
	for (int i = 1; i <= model.transfer_count; i++)
		for (int j = 1; j <= model.transfers[i].attempts; j++) {
			enum outcome outcome =
				model.transfers[i].tried[j - 1].outcome;

			if (outcome != OUTCOME_OPEN)
				hear(&model.transfers[i], j, words[outcome]);
		}
}

/* What a person got by the bank's own books. */
static int64_t got(int person)
{
	int64_t sum = 0;

	for (int i = 1; i <= model.transfer_count; i++) {
		const struct transfer_model *each = &model.transfers[i];

		for (int j = 0; each->person == person && j < each->attempts;
		     j++)
			if (each->tried[j].outcome == OUTCOME_PAID)
				sum += gross_of(each->days) - each->fee -
				       each->set_off;
	}
	return sum;
}

/* Asks for what is overpaid: it is set off, or comes back, or is left. */
static void ask_back(int person, unsigned days, int way)
{
	for (int i = 1; i <= model.transfer_count; i++) {
		struct transfer_model *each = &model.transfers[i];
		int attempt = standing(each);
		int64_t amount = balance_of(person, days);

		if (each->person != person || amount <= 0 ||
		    state_of(each, attempt) != TRANSFER_PAID)
			continue;
		if (amount > rest_of(each, attempt))
			amount = rest_of(each, attempt);
		if (amount > 0 && way == 0)
			set_off(each, attempt,
				each->tried[attempt - 1].set_off + amount);
		else if (amount > 0 && way == 1)
			pay_back(each, attempt, amount);
	}
}

/*
 * All is paid out for the days that are due by now. Then what the bank paid,
 * less what came back, is what is due and what is told to be out.
 */
static void pay_out(struct strbuf *text, int end)
{
	struct wish wish;
	int ways[PEOPLE];

	honest_bank = true;
	for (int i = 0; i < PEOPLE; i++) {
		wish.days[i] = some_days(end);
		wish.is_there[i] = true;
		ways[i] = roll(3);
		hold_or_release(i, false);
	}
	for (int round = 0; round < 4; round++) {
		send_all(text);
		reissue_all();
		send_all(text);
		for (int i = 0; i < PEOPLE; i++)
			ask_back(i, wish.days[i], ways[i]);
		propose_days(&wish, 1 + roll(3));
	}
	for (int i = 0; i < PEOPLE; i++) {
		int64_t left = balance_of(i, wish.days[i]);
		int64_t new = gross_of(wish.days[i] & ~covered(i));

		/* Days wait only where no more than them is to be set off. */
		assert_true(left >= 0);
		assert_true(new == 0 ||
			    next_set_off(i, wish.days[i]) >= new - FEE);
		assert_int_equal(got(i) - paid_back(i) + new +
					 fees(i, wish.days[i]),
				 gross_of(wish.days[i]) + left);
		settled++;
		evened += left == 0;
	}
	honest_bank = false;
}

static void clear_server(void)
{
	struct database *database = database_open(place.ledger, false, &diag);

	assert_non_null(database);
	assert_true(database_execute(
		database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
		&diag));
	assert_true(database_close(database, &diag));
}

static void start_over(struct strbuf *text)
{
	static const char *const files[] = {"ledger.db", "ledger.db.head",
					    "ledger.db-wal", "ledger.db-shm"};

	if (ledger != NULL) {
		for (int end = PAST; end <= DAYS; end += 2)
			pay_out(text, end);
		compare_states();
		count_money();
		verify_all();
		assert_true(ledger_close(ledger, &diag));
	}
	if (place.head != NULL)
		clear_server();
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(files[i]);
	memset(&model, 0, sizeof model);
	ledger = ledger_open(&place, LEDGER_CREATE, &diag);
	assert_non_null(ledger);
}

/* A ledger is begun anew before its numbers outgrow the model's tables. */
static bool is_full(void)
{
	if (model.transfer_count + 20 * PEOPLE >= TRANSFERS ||
	    model.batch_count + 40 >= BATCHES)
		return true;
	for (int i = 1; i <= model.transfer_count; i++)
		if (model.transfers[i].attempts + 5 >= ATTEMPTS)
			return true;
	return false;
}

static void random_commands_agree_with_the_model(void **state)
{
	const char *start = getenv("FAULT_SEED");
	long commands = getenv("VK_FAULT_FULL") == NULL ? 1500 : 100000;
	int lives = place.head == NULL ? 100 : 500; /* a new server is slow */
	struct strbuf text;
	struct arena arena;

	(void)state;
	seed = start == NULL ? 1 : strtoul(start, NULL, 10);
	settings.office = SLICE("DPS");
	settings.components[0].code = SLICE("saku");
	settings.component_count = 1;
	arena_init(&arena, 1000000);
	assert_true(layout_parse("m", slice_of(layout_text), &arena, &layout,
				 &diag));
	for (int i = 0; i < DAYS; i++) {
		struct date day;

		assert_true(date_from_civil(2020, 9, 7 + i, &day));
		rates_table[(uint32_t)day.days % PAY_DAYS_CACHED] =
			(struct pay_day){
				.day = day, .known = true, .gross = {RATE}};
	}
	strbuf_init(&text, MANIFEST_MAX);
	start_over(&text);
	for (long i = 0; i < commands; i++) {
		/* Once all days are paid little more happens. */
		if (is_full() || roll(lives) == 0)
			start_over(&text);
		one_command(&text);
		compare_states();
		count_money();
	}
	start_over(&text);
	assert_true(ledger_close(ledger, &diag));
	print_message("model: %ld commands tried\n", commands);
	print_message("paid out: %d people, %d with nothing left; %d transfers "
		      "gave back\n",
		      settled, evened, given_back);
	assert_true(given_back > 0);
	assert_true(evened > settled / 5 && evened < settled);
	strbuf_release(&text);
	arena_release(&arena);
}

static int make_folder(void **state)
{
	const char *url = getenv("VK_TEST_POSTGRES");

	(void)state;
	if (url != NULL)
		place = (struct ledger_place){url, "ledger.db.head"};
	folder = scratch_folder();
	return chdir(folder);
}

static int remove_folder(void **state)
{
	(void)state;
	unlink("ledger.db");
	unlink("ledger.db.head");
	if (chdir("/") != 0 || rmdir(folder) != 0)
		return -1;
	free(folder);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_commands_agree_with_the_model),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
