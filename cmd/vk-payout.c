/*
 * vk-payout: what is owed, and to whom it was paid. Without a verb a filter
 * that previews; with one a step of a payment, kept in the ledger.
 */
#include "vk-payout.h"

#include <string.h>

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} verbs[] = {
	{"propose", payout_propose},   {"manifest", payout_manifest},
	{"approve", payout_approve},   {"reject", payout_reject},
	{"withdraw", payout_withdraw}, {"export", payout_export},
	{"ingest", payout_ingest},     {"reissue", payout_reissue},
	{"hold", payout_hold},	       {"release", payout_release},
	{"void", payout_void},	       {"recover", payout_recover},
	{"verify", payout_verify},     {"trace", payout_trace},
	{"journal", payout_journal},   {"list", payout_list},
	{"receipt", payout_receipt},   {"statement", payout_statement},
	{"erase", payout_erase},       {"invoice", payout_invoice},
};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++) {
		if (strcmp(argv[1], verbs[i].name) != 0)
			continue;
		argv[1] = argv[0];
		return verbs[i].run(argc - 1, argv + 1);
	}
	return payout_preview(argc, argv);
}
