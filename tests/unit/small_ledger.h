/*
 * A small ledger, for tests that damage one.
 */
#ifndef TESTS_UNIT_SMALL_LEDGER_H
#define TESTS_UNIT_SMALL_LEDGER_H

#include "payout/payee.h"
#include "payout/propose.h"
#include "payout/settle.h"
#include "payout/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void small_ledger_no_tell(void *context, const char *finding)
{
	(void)context;
	(void)finding;
}

/* What is taken off the first one's transfer, or below 0 given back with it. */
struct small_deduction {
	int64_t set_off;
	int64_t decided, paid_back; /* before; 0: no such event */
};

static inline void small_ledger_decide(struct ledger *ledger,
				       const struct small_deduction *deduction,
				       struct diag *diag)
{
	const struct event_row decided = {.kind = SLICE("set-off"),
					  .person = SLICE("p1"),
					  .amount = deduction->decided,
					  .detail = SLICE("was=0")};
	const struct event_row paid_back = {.kind = SLICE("recovered"),
					    .person = SLICE("p1"),
					    .amount = deduction->paid_back};

	assert_true(deduction->decided == 0 ||
		    ledger_add_event(ledger, &decided, diag));
	assert_true(deduction->paid_back == 0 ||
		    ledger_add_event(ledger, &paid_back, diag));
}

/*
 * A new ledger as propose makes it, two people and three days, with the
 * transaction still open, and a deduction that propose would not have made.
 */
static inline struct ledger *
small_ledger_less(const struct ledger_place *place,
		  const struct small_deduction *deduction, struct diag *diag)
{
	static struct pay_day days[PAY_DAYS_CACHED];
	static const struct {
		const char *person, *days, *account;
	} people[] = {
		{"p1", "2020-09-07,2020-09-08", "0123456789"},
		{"p2", "2020-09-07", "9876543210"},
	};
	struct pay_settings settings = {.office = SLICE("DPS"),
					.components = {{.code = SLICE("saku")}},
					.component_count = 1};
	struct proposal proposal = {.actor = SLICE("Ayu")};
	struct pay_rates rates = {&settings, days};
	struct ledger *ledger;
	struct due due;

	for (int i = 0; i < 3; i++) {
		struct date day;

		assert_true(date_from_civil(2020, 9, 7 + i, &day));
		days[(uint32_t)day.days % PAY_DAYS_CACHED] = (struct pay_day){
			.day = day, .known = true, .gross = {50000}};
	}
	due_init(&due, 10000000);
	for (size_t i = 0; i < 2; i++) {
		struct due_record record = {
			.person = slice_of(people[i].person),
			.days = slice_of(people[i].days),
			.source = SLICE("in:2"),
			.number = i,
			.stops = {DATE_LATEST, DATE_LATEST, DATE_LATEST, {0}}};

		assert_true(due_add(&due, &settings, &record, diag));
	}
	assert_true(due_finish(&due, &rates, diag));
	for (size_t i = 0; i < 2; i++) {
		struct payee_record payee = {
			.person = slice_of(people[i].person),
			.name = SLICE("Warga"),
			.bank = SLICE("BCA"),
			.account = slice_of(people[i].account)};

		assert_true(payee_add(&due, &payee, diag));
	}
	assert_true(payee_check(&due, &settings, diag));
	ledger = ledger_open(place, LEDGER_CREATE, diag);
	assert_non_null(ledger);
	assert_true(ledger_begin(ledger, diag));
	assert_true(settle(&due, ledger, &settings, 0, diag));
	small_ledger_decide(ledger, deduction, diag);
	due.people[0].set_off = deduction->set_off;
	assert_true(propose(&due, ledger, &settings, &proposal, diag));
	assert_int_equal(proposal.transfers, 2);
	assert_int_equal(proposal.net, 150000 - deduction->set_off);
	due_release(&due);
	return ledger;
}

static inline struct ledger *small_ledger(const struct ledger_place *place,
					  struct diag *diag)
{
	return small_ledger_less(place, &(struct small_deduction){0}, diag);
}

/* Whether verify finds something, or can't even open the ledger. */
static inline bool small_ledger_is_caught(const struct ledger_place *place,
					  struct diag *diag)
{
	const struct verify_places places = {NULL, NULL, false};
	const struct verify_sink sink = {NULL, small_ledger_no_tell};
	struct ledger *ledger = ledger_open_unchecked(place, diag);
	struct verification result = {0};
	bool caught;

	if (ledger == NULL)
		return true;
	caught = !verify_ledger(ledger, &places, &sink, &result, diag) ||
		 result.findings > 0;
	ledger_close(ledger, NULL);
	return caught;
}

#endif
