#include "payout/payee.h"

#include "value/identity.h"
#include "value/name.h"

#include <stdlib.h>

enum {
	ACCOUNT_MIN = 5,
	ACCOUNT_MAX = 20,
	/* A bank's cut form of the same name reaches this (value/name.h). */
	NAME_LIKENESS_MIN = 800
};

/* programme.md 3.5: codes, BICs and clearing codes agree in public lists. */
static const struct bank banks[] = {
	{"002", "BRI", "BRINIDJA", "0020307"},
	{"008", "MANDIRI", "BMRIIDJA", "0080017"},
	{"009", "BNI", "BNINIDJA", "0090010"},
	{"011", "DANAMON", "BDINIDJA", "0119920"},
	{"014", "BCA", "CENAIDJA", "0140397"},
	{"129", "BPD BALI", "ABALIDBS", "1290013"},
	{"200", "BTN", "BTANIDJA", "2009928"},
	{"451", "BSI", "BSMDIDJA", "4510017"},
};

const struct bank *bank_find(struct slice text)
{
	text = slice_trim(text);
	if (slice_equal_ignoring_case(slice_part(text, 0, 5), SLICE("bank ")))
		text = slice_trim(slice_part(text, 5, text.length));
	for (size_t i = 0; i < sizeof banks / sizeof *banks; i++)
		if (slice_is(text, banks[i].code) ||
		    slice_equal_ignoring_case(text, slice_of(banks[i].name)) ||
		    slice_equal_ignoring_case(text, slice_of(banks[i].bic)))
			return &banks[i];
	return NULL;
}

/* The account without blanks, dots and dashes, in the arena. */
static struct slice plain_account(struct arena *arena, struct slice text)
{
	char *out = arena_alloc(arena, text.length + 1);
	size_t length = 0;

	if (out == NULL)
		return (struct slice){0};
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] != ' ' && text.data[i] != '.' &&
		    text.data[i] != '-')
			out[length++] = text.data[i];
	return (struct slice){out, length};
}

/* A bank by its name where it is known, else as it is written. */
static struct slice plain_bank(struct arena *arena, struct slice text)
{
	const struct bank *bank = bank_find(text);

	if (bank != NULL)
		return slice_of(bank->name);
	return arena_copy(arena, slice_trim(text));
}

/* Whether all of a person's records were without days. */
static bool is_idle(const struct due *due, const struct due_person *person)
{
	for (size_t i = 0; i < person->claims; i++)
		if (!due->claims[due->order[person->claim_first + i]].idle)
			return false;
	return true;
}

/*
 * Whether a row tells where the claims are paid to. The accounts of
 * applications without days don't count beside others, and a newer version of
 * an application has the account that was mended.
 */
static bool is_of_claims(const struct due *due, const struct due_person *person,
			 const struct payee_record *record)
{
	struct slice application = record->application;
	bool idle = is_idle(due, person), named = false;

	if (slice_is(record->enroll_status, "superseded"))
		return false;
	for (size_t i = 0; i < person->claims; i++) {
		const struct claim *claim =
			&due->claims[due->order[person->claim_first + i]];

		if (claim->idle && !idle)
			continue;
		if (slice_equal(claim->application, application))
			return true;
		named = named || !slice_is_empty(claim->application);
	}
	return slice_is_empty(application) ||
	       (!named && !slice_is(record->enroll_status, "duplicate"));
}

bool payee_add(struct due *due, const struct payee_record *record,
	       struct diag *diag)
{
	struct due_person *person = due_find(due, record->person);
	struct payee payee = {0};

	if (person == NULL || !is_of_claims(due, person, record))
		return true;
	payee.bank = plain_bank(&due->arena, record->bank);
	payee.account = plain_account(&due->arena, record->account);
	payee.name = arena_copy(&due->arena, slice_trim(record->name));
	payee.account_name =
		arena_copy(&due->arena, slice_trim(record->account_name));
	if (payee.bank.data == NULL || payee.account.data == NULL ||
	    payee.name.data == NULL || payee.account_name.data == NULL)
		return diag_memory(diag);
	if (person->payee != NULL &&
	    (!slice_equal(person->payee->bank, payee.bank) ||
	     !slice_equal(person->payee->account, payee.account)))
		person->holds |= HOLD_TWO_ACCOUNTS;
	if (person->payee != NULL)
		return true;
	person->payee = arena_alloc(&due->arena, sizeof payee);
	if (person->payee == NULL)
		return diag_memory(diag);
	*person->payee = payee;
	return true;
}

static bool name_is_own(const struct payee *payee)
{
	struct name name, holder;

	if (slice_is_empty(payee->account_name) || slice_is_empty(payee->name))
		return true;
	name_parse(payee->name, &name);
	name_parse(payee->account_name, &holder);
	return name_likeness(&name, &holder) >= NAME_LIKENESS_MIN;
}

static void check_one(struct due_person *person,
		      const struct pay_settings *settings)
{
	const struct payee *payee = person->payee;
	int usual;

	if (payee == NULL || slice_is_empty(payee->account) ||
	    slice_is_empty(payee->bank)) {
		person->holds |= HOLD_NO_ACCOUNT;
		return;
	}
	if (!text_is_digits(payee->account) ||
	    payee->account.length < ACCOUNT_MIN ||
	    payee->account.length > ACCOUNT_MAX)
		person->holds |= HOLD_BAD_ACCOUNT;
	if (!name_is_own(payee))
		person->holds |= HOLD_ACCOUNT_NAME;
	usual = bank_account_length(payee->bank);
	if (usual > 0 && payee->account.length != (size_t)usual) {
		if (settings->strict_account_length)
			person->holds |= HOLD_ACCOUNT_LENGTH;
		else
			person->notes |= HOLD_ACCOUNT_LENGTH;
	}
}

static int compare_accounts(const void *left, const void *right)
{
	const struct due_person *a = *(struct due_person *const *)left;
	const struct due_person *b = *(struct due_person *const *)right;
	int order = slice_compare(a->payee->account, b->payee->account);

	return order != 0 ? order
			  : slice_compare(a->payee->bank, b->payee->bank);
}

bool payee_check(struct due *due, const struct pay_settings *settings,
		 struct diag *diag)
{
	struct due_person **list =
		arena_array(&due->arena, due->people_count + 1, sizeof *list);
	size_t count = 0;

	if (list == NULL)
		return diag_memory(diag);
	for (size_t i = 0; i < due->people_count; i++) {
		struct due_person *person = &due->people[i];

		check_one(person, settings);
		if (!(person->holds & HOLD_NO_ACCOUNT) && !is_idle(due, person))
			list[count++] = person;
	}
	qsort(list, count, sizeof(struct due_person *), compare_accounts);
	for (size_t i = 1; i < count; i++)
		if (compare_accounts(&list[i - 1], &list[i]) == 0) {
			list[i - 1]->holds |= HOLD_SHARED_ACCOUNT;
			list[i]->holds |= HOLD_SHARED_ACCOUNT;
		}
	return true;
}
