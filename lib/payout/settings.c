#include "payout/settings.h"

#include "stream/schema.h"

#include <stdlib.h>

static const char *const keys[] = {
	"components",
	"tax",
	"fee",
	"inactive",
	"person_day_max",
	"batch_max",
	"account_length",
	"approval",
	"ledger",
	"head",
	"outbox",
	"layout",
	"allowed_signers",
	"revoked",
	"debit_account",
	"debit_name",
	"debit_bank",
	"year_end",
	"keep_years",
	NULL,
};

static const char *const component_keys[] = {"code", "name", "rate", "modes",
					     NULL};

static bool read_component(const struct policy_node *node,
			   struct pay_component *component, struct diag *diag)
{
	const struct policy_node *code, *name;

	if (!policy_check_keys(node, component_keys, diag))
		return false;
	code = policy_require(node, "code", diag);
	name = code == NULL ? NULL : policy_require(node, "name", diag);
	component->rate =
		name == NULL ? NULL : policy_require(node, "rate", diag);
	if (component->rate == NULL)
		return false;
	component->modes = policy_get(node, "modes");
	if (!policy_text(code, &component->code, diag) ||
	    !policy_text(name, &component->name, diag))
		return false;
	if (!schema_is_name(component->code))
		return policy_fail(code, diag,
				   "a component's code is [a-z][a-z0-9_]*");
	if (component->modes != NULL && component->modes->kind != POLICY_LIST)
		return policy_fail(component->modes, diag,
				   "modes is a list such as [in_person]");
	return true;
}

static void rank_components(struct pay_settings *settings)
{
	for (size_t i = 0; i < settings->component_count; i++)
		for (size_t j = 0; j < settings->component_count; j++)
			if (slice_compare(settings->components[j].code,
					  settings->components[i].code) < 0)
				settings->components[i].rank++;
}

static bool read_components(const struct policy_node *section,
			    struct pay_settings *settings, struct diag *diag)
{
	const struct policy_node *list =
		policy_require(section, "components", diag);

	if (list == NULL)
		return false;
	if (list->kind != POLICY_LIST || list->count == 0 ||
	    list->count > PAY_COMPONENTS_MAX)
		return policy_fail(list, diag,
				   "components is a list of 1 to %d entries",
				   PAY_COMPONENTS_MAX);
	for (size_t i = 0; i < list->count; i++) {
		struct pay_component *component = &settings->components[i];

		if (!read_component(list->items[i], component, diag))
			return false;
		for (size_t j = 0; j < i; j++)
			if (slice_equal(settings->components[j].code,
					component->code))
				return policy_fail(
					list->items[i], diag,
					"the code \"%.*s\" stands "
					"twice",
					SLICE_PRINT(component->code));
	}
	settings->component_count = list->count;
	rank_components(settings);
	return true;
}

/* "none", or {percent: 5} with a number or a $name. */
static bool read_tax(const struct policy_node *section,
		     struct pay_settings *settings, struct diag *diag)
{
	static const char *const known[] = {"percent", NULL};
	const struct policy_node *tax = policy_require(section, "tax", diag);

	if (tax == NULL)
		return false;
	if (tax->kind == POLICY_SCALAR) {
		if (slice_is(tax->scalar, "none"))
			return true;
		return policy_fail(tax, diag,
				   "tax is \"none\" or {percent: ...}");
	}
	if (!policy_check_keys(tax, known, diag))
		return false;
	settings->tax = policy_require(tax, "percent", diag);
	return settings->tax != NULL;
}

/* "office", or {participant: 2900} with an amount or a $name. */
static bool read_fee(const struct policy_node *section,
		     struct pay_settings *settings, struct diag *diag)
{
	static const char *const known[] = {"participant", NULL};
	const struct policy_node *fee = policy_get(section, "fee");

	if (fee == NULL)
		return true;
	if (fee->kind == POLICY_SCALAR) {
		if (slice_is(fee->scalar, "office"))
			return true;
		return policy_fail(fee, diag,
				   "fee is \"office\" or {participant: ...}");
	}
	if (!policy_check_keys(fee, known, diag))
		return false;
	settings->fee = policy_require(fee, "participant", diag);
	return settings->fee != NULL;
}

static bool read_string(const struct policy_node *section, const char *key,
			struct arena *arena, const char **string,
			struct diag *diag)
{
	const struct policy_node *node = policy_get(section, key);
	struct slice text;

	if (node == NULL)
		return true;
	if (!policy_text(node, &text, diag))
		return false;
	if (slice_is_empty(text))
		return policy_fail(node, diag, "%s is empty", key);
	*string = arena_string(arena, text);
	return *string != NULL || diag_memory(diag);
}

static bool read_text(const struct policy_node *section, const char *key,
		      struct slice *text, struct diag *diag)
{
	const struct policy_node *node = policy_get(section, key);

	return node == NULL || policy_text(node, text, diag);
}

/* "12-30": the last day on which the year's budget can still be paid. */
static bool read_year_end(const struct policy_node *section,
			  struct pay_settings *settings, struct diag *diag)
{
	const struct policy_node *node = policy_get(section, "year_end");
	char text[16] = "2000-";
	struct date date;
	struct slice day;
	int year;

	if (node == NULL)
		return true;
	if (!policy_text(node, &day, diag))
		return false;
	if (day.length != 5)
		return policy_fail(node, diag, "year_end is month-day: 12-30");
	memcpy(text + 5, day.data, 5);
	if (!date_parse((struct slice){text, 10}, &date))
		return policy_fail(node, diag, "year_end is month-day: 12-30");
	date_to_civil(date, &year, &settings->year_end_month,
		      &settings->year_end_day);
	return true;
}

/* What the law asks to be kept; nobody is erased before it is known. */
static bool read_keep_years(const struct policy_node *section,
			    struct pay_settings *settings, struct diag *diag)
{
	enum { YEARS_MAX = 100 };
	const struct policy_node *node = policy_get(section, "keep_years");

	settings->keep_years = -1;
	if (node == NULL)
		return true;
	if (!policy_integer(node, &settings->keep_years, diag))
		return false;
	if (settings->keep_years < 0 || settings->keep_years > YEARS_MAX)
		return policy_fail(node, diag, "keep_years is 0 to %d",
				   YEARS_MAX);
	return true;
}

static bool read_words(const struct policy_node *section,
		       struct pay_settings *settings, struct diag *diag)
{
	static const char *const approvals[] = {"portal", "ssh", NULL};
	static const char *const lengths[] = {"note", "hold", NULL};
	const struct policy_node *node = policy_get(section, "approval");
	size_t word = 0;

	if (node != NULL && !policy_word(node, approvals, &word, diag))
		return false;
	settings->approval = (enum pay_approval)word;
	node = policy_get(section, "account_length");
	word = 0;
	if (node != NULL && !policy_word(node, lengths, &word, diag))
		return false;
	settings->strict_account_length = word == 1;
	settings->inactive = policy_get(section, "inactive");
	if (settings->inactive != NULL &&
	    settings->inactive->kind != POLICY_LIST)
		return policy_fail(settings->inactive, diag,
				   "inactive is a list of categories");
	settings->person_day_max = policy_get(section, "person_day_max");
	settings->batch_max = policy_get(section, "batch_max");
	return true;
}

static bool read_office(struct pay_settings *settings, struct diag *diag)
{
	const struct policy_node *office =
		policy_section(settings->policy, "office");
	const struct policy_node *code =
		office == NULL ? NULL : policy_get(office, "code");

	if (code == NULL)
		return true;
	if (!policy_text(code, &settings->office, diag))
		return false;
	if (settings->office.length > PAY_OFFICE_MAX)
		return policy_fail(code, diag,
				   "an office code that stands in payment "
				   "references has at most %d characters",
				   PAY_OFFICE_MAX);
	return true;
}

static bool read_strings(const struct policy_node *section, struct arena *arena,
			 struct pay_settings *settings, struct diag *diag)
{
	return read_string(section, "ledger", arena, &settings->ledger, diag) &&
	       read_string(section, "head", arena, &settings->head, diag) &&
	       read_string(section, "outbox", arena, &settings->outbox, diag) &&
	       read_string(section, "layout", arena, &settings->layout, diag) &&
	       read_string(section, "allowed_signers", arena,
			   &settings->allowed_signers, diag) &&
	       read_string(section, "revoked", arena, &settings->revoked, diag);
}

static bool read_debit(const struct policy_node *section,
		       struct pay_settings *settings, struct diag *diag)
{
	return read_text(section, "debit_account", &settings->debit_account,
			 diag) &&
	       read_text(section, "debit_name", &settings->debit_name, diag) &&
	       read_text(section, "debit_bank", &settings->debit_bank, diag);
}

bool pay_settings_load(const struct policy *policy, struct arena *arena,
		       struct pay_settings *settings, struct diag *diag)
{
	const struct policy_node *section = policy_section(policy, "payout");

	*settings = (struct pay_settings){.policy = policy, .keep_years = -1};
	if (!read_office(settings, diag))
		return false;
	if (section == NULL)
		return true;
	if (!policy_check_keys(section, keys, diag))
		return false;
	return read_components(section, settings, diag) &&
	       read_tax(section, settings, diag) &&
	       read_fee(section, settings, diag) &&
	       read_words(section, settings, diag) &&
	       read_year_end(section, settings, diag) &&
	       read_keep_years(section, settings, diag) &&
	       read_strings(section, arena, settings, diag) &&
	       read_debit(section, settings, diag);
}
