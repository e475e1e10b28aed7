/*
 * The policy's section "payout", as vk-payout(1) describes it.
 */
#ifndef PAYOUT_SETTINGS_H
#define PAYOUT_SETTINGS_H

#include "base/arena.h"
#include "stream/policy.h"

enum {
	PAY_COMPONENTS_MAX = 16,
	PAY_OFFICE_MAX = 5 /* a reference has 19 characters */
};

/* Something that is paid for each payable day. */
struct pay_component {
	struct slice code; /* [a-z][a-z0-9_]*, part of the ledger's keys */
	struct slice name;
	const struct policy_node *rate;	 /* rupiah a day, or $name */
	const struct policy_node *modes; /* list of course modes, or NULL */
	uint8_t rank; /* its place among the codes, which order the keys */
};

enum pay_approval {
	PAY_APPROVAL_PORTAL, /* who approved in the bank's portal, with proof */
	PAY_APPROVAL_SSH     /* signatures of ssh-keygen -Y */
};

struct pay_settings {
	const struct policy *policy;
	struct slice office;
	struct pay_component components[PAY_COMPONENTS_MAX];
	size_t component_count;
	const struct policy_node *tax; /* NULL: none; else percent or $name */
	const struct policy_node *fee; /* NULL: the office bears it */
	/* Categories that must not work: re-employment ends their pay. */
	const struct policy_node *inactive;
	const struct policy_node *person_day_max, *batch_max; /* or NULL */
	bool strict_account_length;
	enum pay_approval approval;
	/* C strings in the arena, or NULL where the policy has none. */
	const char *ledger, *head, *outbox, *layout, *allowed_signers, *revoked;
	struct slice debit_account, debit_name, debit_bank; /* may be empty */
	int year_end_month, year_end_day; /* 0: no cut-off is known */
	/* Full years that a payment's payee is kept; -1: not known. */
	int64_t keep_years;
};

/*
 * Reads and checks the section; strings live in the arena, slices and nodes
 * in the policy. A policy without the section gives no components. Rates are
 * not resolved here: an unset one matters only when there are days to pay.
 */
bool pay_settings_load(const struct policy *policy, struct arena *arena,
		       struct pay_settings *settings, struct diag *diag);

#endif
