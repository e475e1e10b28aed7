/*
 * What a payable day is worth, and which days must not be paid after all.
 */
#ifndef PAYOUT_ACCRUAL_H
#define PAYOUT_ACCRUAL_H

#include "base/arena.h"
#include "payout/settings.h"
#include "value/date.h"

#include <stdbool.h>
#include <stdint.h>

/* The rates of one day, in rupiah, by component. */
struct pay_day {
	struct date day;
	bool known; /* the entry is filled */
	int64_t gross[PAY_COMPONENTS_MAX];
	int64_t tax[PAY_COMPONENTS_MAX];
};

enum { PAY_DAYS_CACHED = 1024 };

struct pay_rates {
	const struct pay_settings *settings;
	struct pay_day *days; /* PAY_DAYS_CACHED of them, by day modulo */
};

/* The table lives in the arena. */
bool pay_rates_init(struct pay_rates *rates,
		    const struct pay_settings *settings, struct arena *arena,
		    struct diag *diag);

/*
 * The rates that held on the payable day itself, tax rounded down to whole
 * rupiah (law 4: an unset rate or tax is an error that names the setting). A
 * day worth more than person_day_max is an error too. Borrowed until the next
 * call; NULL on failure.
 */
const struct pay_day *pay_rates_on(struct pay_rates *rates, struct date day,
				   struct diag *diag);

/* Whether a component is paid for a course held in this mode. */
bool pay_component_applies(const struct pay_component *component,
			   struct slice course_mode);

/* What is known of a person that ends the right to money. */
struct pay_stops {
	struct date death;	/* DATE_LATEST where there is none */
	struct date reemployed; /* first day at work again */
	struct date withdrawn;	/* last day in the course */
	struct slice elsewhere; /* days another programme paid, by commas */
};

/* Why a day is not paid; the first reason of this list that holds. */
enum pay_stop {
	PAY_GOES_ON,
	PAY_AFTER_DEATH,
	PAY_BACK_AT_WORK,
	PAY_WITHDRAWN,
	PAY_ELSEWHERE
};

/* "after-death", "back-at-work", "withdrawn", "paid-elsewhere". Static. */
const char *pay_stop_name(enum pay_stop stop);

/*
 * Whether a day may be paid. Re-employment counts only for a person whose
 * category must not work (inactive).
 */
enum pay_stop pay_stopped(const struct pay_stops *stops, struct slice day_text,
			  struct date day, bool inactive);

/* Whether a category stands in the settings' list "inactive". */
bool pay_must_be_inactive(const struct pay_settings *settings,
			  struct slice category);

/*
 * The part held back from a gross amount at a percentage, rounded down. False
 * where percent is not 0 to 100 or the product would wrap.
 */
bool pay_tax(int64_t gross, int64_t percent, int64_t *tax);

#endif
