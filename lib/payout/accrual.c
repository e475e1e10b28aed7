#include "payout/accrual.h"

#include "base/number.h"

bool pay_rates_init(struct pay_rates *rates,
		    const struct pay_settings *settings, struct arena *arena,
		    struct diag *diag)
{
	rates->settings = settings;
	rates->days = arena_array(arena, PAY_DAYS_CACHED, sizeof *rates->days);
	return rates->days != NULL || diag_memory(diag);
}

/* An amount of the policy as it is on a day, which must not be negative. */
static bool amount_on(const struct policy *policy,
		      const struct policy_node *node, struct date day,
		      int64_t *rupiah, struct diag *diag)
{
	struct policy_value value;
	struct money money;

	if (!policy_resolve(policy, node, day, &value, diag) ||
	    !policy_money(value.node, &money, diag))
		return false;
	if (money.rupiah < 0)
		return policy_fail(value.node, diag,
				   "an amount paid is not negative");
	*rupiah = money.rupiah;
	return true;
}

bool pay_tax(int64_t gross, int64_t percent, int64_t *tax)
{
	struct money part;

	if (percent < 0 || percent > 100 ||
	    !money_share((struct money){gross}, percent, 100, &part))
		return false;
	*tax = part.rupiah;
	return true;
}

static bool tax_percent_on(const struct pay_settings *settings, struct date day,
			   int64_t *percent, struct diag *diag)
{
	struct policy_value value;

	*percent = 0;
	if (settings->tax == NULL)
		return true;
	if (!policy_resolve(settings->policy, settings->tax, day, &value,
			    diag) ||
	    !policy_integer(value.node, percent, diag))
		return false;
	if (*percent < 0 || *percent > 100)
		return policy_fail(value.node, diag,
				   "a percentage is 0 to 100");
	return true;
}

static bool within_cap(const struct pay_settings *settings,
		       const struct pay_day *rates, struct diag *diag)
{
	char text[DATE_SIZE];
	int64_t cap = 0, sum = 0;

	if (settings->person_day_max == NULL)
		return true;
	for (size_t i = 0; i < settings->component_count; i++)
		if (!number_add(sum, rates->gross[i], &sum))
			return diag_set(diag, "the rates of a day are beyond "
					      "counting");
	if (!amount_on(settings->policy, settings->person_day_max, rates->day,
		       &cap, diag))
		return false;
	if (sum <= cap)
		return true;
	date_format(rates->day, text);
	return policy_fail(settings->person_day_max, diag,
			   "the rates of %s are %lld rupiah together, more "
			   "than person_day_max %lld",
			   text, (long long)sum, (long long)cap);
}

const struct pay_day *pay_rates_on(struct pay_rates *rates, struct date day,
				   struct diag *diag)
{
	const struct pay_settings *settings = rates->settings;
	struct pay_day *entry =
		&rates->days[(uint32_t)day.days % PAY_DAYS_CACHED];
	int64_t percent;

	if (entry->known && date_compare(entry->day, day) == 0)
		return entry;
	entry->known = false;
	entry->day = day;
	if (!tax_percent_on(settings, day, &percent, diag))
		return NULL;
	for (size_t i = 0; i < settings->component_count; i++) {
		if (!amount_on(settings->policy, settings->components[i].rate,
			       day, &entry->gross[i], diag))
			return NULL;
		if (!pay_tax(entry->gross[i], percent, &entry->tax[i])) {
			policy_fail(settings->components[i].rate, diag,
				    "the amount is beyond counting");
			return NULL;
		}
	}
	if (!within_cap(settings, entry, diag))
		return NULL;
	entry->known = true;
	return entry;
}

/* Whether a list of scalars holds this text. */
static bool list_has(const struct policy_node *list, struct slice text)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i]->kind == POLICY_SCALAR &&
		    slice_equal(list->items[i]->scalar, text))
			return true;
	return false;
}

bool pay_component_applies(const struct pay_component *component,
			   struct slice course_mode)
{
	return component->modes == NULL ||
	       list_has(component->modes, course_mode);
}

bool pay_must_be_inactive(const struct pay_settings *settings,
			  struct slice category)
{
	return settings->inactive != NULL &&
	       list_has(settings->inactive, category);
}

const char *pay_stop_name(enum pay_stop stop)
{
	static const char *const names[] = {
		[PAY_GOES_ON] = "",
		[PAY_AFTER_DEATH] = "after-death",
		[PAY_BACK_AT_WORK] = "back-at-work",
		[PAY_WITHDRAWN] = "withdrawn",
		[PAY_ELSEWHERE] = "paid-elsewhere",
	};

	return names[stop];
}

enum pay_stop pay_stopped(const struct pay_stops *stops, struct slice day_text,
			  struct date day, bool inactive)
{
	if (date_compare(day, stops->death) > 0)
		return PAY_AFTER_DEATH;
	if (inactive && date_compare(day, stops->reemployed) >= 0)
		return PAY_BACK_AT_WORK;
	if (date_compare(day, stops->withdrawn) > 0)
		return PAY_WITHDRAWN;
	if (slice_list_has(stops->elsewhere, day_text))
		return PAY_ELSEWHERE;
	return PAY_GOES_ON;
}
