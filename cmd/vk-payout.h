/*
 * What the verbs of vk-payout share: the policy's section, the ledger, who is
 * acting, and how a run with a ledger begins and ends.
 */
#ifndef CMD_VK_PAYOUT_H
#define CMD_VK_PAYOUT_H

#include "payout/ledger.h"
#include "payout/person_key.h"
#include "payout/settings.h"
#include "tool.h"

/* The verbs; each reads its own options and returns the exit status. */
int payout_preview(int argc, char **argv);
int payout_propose(int argc, char **argv);
int payout_manifest(int argc, char **argv);
int payout_approve(int argc, char **argv);
int payout_reject(int argc, char **argv);
int payout_withdraw(int argc, char **argv);
int payout_export(int argc, char **argv);
int payout_ingest(int argc, char **argv);
int payout_reissue(int argc, char **argv);
int payout_hold(int argc, char **argv);
int payout_release(int argc, char **argv);
int payout_void(int argc, char **argv);
int payout_recover(int argc, char **argv);
int payout_verify(int argc, char **argv);
int payout_trace(int argc, char **argv);
int payout_journal(int argc, char **argv);
int payout_list(int argc, char **argv);
int payout_receipt(int argc, char **argv);
int payout_statement(int argc, char **argv);
int payout_erase(int argc, char **argv);
int payout_invoice(int argc, char **argv);

/* The options of all verbs; each verb takes some of them. */
enum payout_option {
	OPTION_LEDGER,
	OPTION_HEAD,
	OPTION_BY,
	OPTION_STOPS,
	OPTION_LAYOUT,
	OPTION_VALUE_DATE,
	OPTION_MANIFEST,
	OPTION_EVIDENCE,
	OPTION_SIGNATURE,
	OPTION_MAKER_SIGNATURE,
	OPTION_OUTBOX,
	OPTION_REASON,
	OPTION_AMOUNT,
	OPTION_SET_OFF,
	OPTION_STATE,
	OPTION_HLEDGER,
	OPTION_NOMINATIF,
	OPTION_JOURNAL,
	OPTION_COURSES,
	OPTION_INVOICE,
	OPTION_ANSWERS,
	PAYOUT_OPTIONS
};

extern const struct tool_option payout_options[PAYOUT_OPTIONS];

struct payout {
	struct tool tool;
	struct policy *policy;
	struct pay_settings settings;
	struct arena arena; /* for what lives as long as the run */
	struct ledger_place place;
	/* The arguments, NULL where an option wasn't given; "" for a flag. */
	const char *given[PAYOUT_OPTIONS];
	struct ledger *ledger;
	/* Of the persons in the identities; empty where they don't say. */
	char key[PERSON_KEY_SIZE];
};

struct payout_verb {
	const char *name, *synopsis;
	/* Bits 1 << OPTION_... besides --ledger, --head and --by. */
	unsigned takes;
};

/* Begins a verb, reads its options and loads the policy. */
void payout_begin(struct payout *payout, const struct payout_verb *verb,
		  int argc, char **argv);

/* Reads which ledger is meant; called by payout_begin. */
void payout_place(struct payout *payout);

/* Opens the ledger if there is one yet; or ends the run. */
void payout_open_preview(struct payout *payout);

/* Opens the ledger of --ledger, $VK_LEDGER or the policy; or ends the run. */
void payout_open(struct payout *payout, enum ledger_mode mode);

/* The same for verify, which tells itself what is wrong. */
void payout_open_unchecked(struct payout *payout);

/* The name of --by; without it the run ends, naming what must be given. */
struct slice payout_actor(struct payout *payout);

/* Begins the ledger's transaction, or ends the run. */
void payout_write(struct payout *payout);

/*
 * Ends the run where the identities' persons are not the ledger's. A ledger
 * must be open; identities that weren't given say nothing.
 */
void payout_check_key(struct payout *payout);

/* Commits, closes the ledger and finishes the tool. */
int payout_done(struct payout *payout);

/* Ends the run with diag's message; nothing is kept in the ledger. */
_Noreturn void payout_fail(struct payout *payout);
_Noreturn void payout_die(struct payout *payout, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The batch that an argument names ("DPS0003" or "3"); or ends the run. */
int64_t payout_batch(struct payout *payout, const char *argument);

/* The name of a batch, such as "DPS0003"; lives as long as the run. */
const char *payout_batch_name(struct payout *payout, int64_t batch);

/*
 * SHA-256 in hexadecimal of an evidence file, which must be there and not
 * empty; lives as long as the run.
 */
struct slice payout_evidence(struct payout *payout, const char *path);

/*
 * The argument of an option without which the verb can't go on. A reason that
 * may hold somebody's number or address ends the run.
 */
const char *payout_required(struct payout *payout, enum payout_option option);

/* Persons on standard input, one a line, in persons, which is initialised. */
void payout_read_persons(struct payout *payout, struct strbuf *persons);

/* Calls each for every one of them and gives their number; none ends the run.
 */
int64_t payout_each_person(struct payout *payout, struct slice persons,
			   void (*each)(void *context, struct slice person),
			   void *context);

/* --explain: prints the transfers of the person on standard input. */
void payout_explain(struct payout *payout);

/* --check-policy: prints each component's rate or what is unset; ends. */
_Noreturn void payout_check_policy(struct payout *payout);

#endif
