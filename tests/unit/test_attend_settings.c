#include "attend/calendar.h"
#include "attend/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scratch.h"

static struct settings settings;
static struct policy *policy;
static struct diag diag;

static bool load(const char *content)
{
	const char *const path = "p.yaml";

	scratch_write(path, content);
	policy_free(policy);
	diag.message[0] = '\0';
	policy = policy_load(&path, 1, &diag);
	assert_non_null(policy);
	return settings_load(&settings, policy, &diag);
}

static int leave(void **state)
{
	policy_free(policy);
	policy = NULL;
	return scratch_leave(state);
}

#define test(function)                                                         \
	cmocka_unit_test_setup_teardown(function, scratch_enter, leave)

static void refuses(const char *content, const char *message)
{
	assert_false(load(content));
	assert_string_equal(diag.message, message);
}

static struct date on(int year, int month, int day)
{
	struct date date;

	assert_true(date_from_civil(year, month, day, &date));
	return date;
}

static void without_a_policy_nothing_is_set(void **state)
{
	struct terms terms;

	(void)state;
	assert_true(settings_load(&settings, NULL, &diag));
	assert_true(settings_terms(&settings, on(2020, 9, 7), &terms, &diag));
	assert_int_equal(terms.completion_percent, SETTING_UNSET);
	assert_int_equal(terms.payable_percent, SETTING_UNSET);
	assert_int_equal(terms.present_percent, SETTING_UNSET);
	assert_int_equal(terms.late_after_minutes, SETTING_UNSET);
	assert_int_equal(terms.early_before_minutes, SETTING_UNSET);
	assert_int_equal(terms.grace_minutes, 0);
	assert_int_equal(settings.late_sheet_days, SETTING_UNSET);
	assert_false(settings.excused_payable);
	assert_int_equal(settings.excused_weight, LEAVE_AGAINST);
	assert_null(settings_regional(&settings, on(2020, 9, 7)));
}

static void a_dated_threshold_is_that_of_its_day(void **state)
{
	struct terms terms;

	(void)state;
	assert_true(load("values:\n"
			 "  pass: [{from: 2020-01-01, value: 75},"
			 " {from: 2020-09-08, value: 80}]\n"
			 "attendance: {completion_percent: $pass,"
			 " payable_percent: 50, grace_minutes: 5}\n"));
	assert_true(settings_terms(&settings, on(2020, 9, 7), &terms, &diag));
	assert_int_equal(terms.completion_percent, 75);
	assert_int_equal(terms.payable_percent, 50);
	assert_int_equal(terms.grace_minutes, 5);
	assert_true(settings_terms(&settings, on(2020, 9, 8), &terms, &diag));
	assert_int_equal(terms.completion_percent, 80);
	assert_true(settings_terms(&settings, on(2019, 12, 31), &terms, &diag));
	assert_int_equal(terms.completion_percent, SETTING_UNSET);
	/* From the days that are kept ready, the same. */
	assert_true(settings_terms(&settings, on(2020, 9, 7), &terms, &diag));
	assert_int_equal(terms.completion_percent, 75);
}

static void a_list_without_entries_is_not_set(void **state)
{
	struct terms terms;

	(void)state;
	assert_true(load("attendance: {completion_percent: []}\n"));
	assert_true(settings_terms(&settings, on(2020, 9, 7), &terms, &diag));
	assert_int_equal(terms.completion_percent, SETTING_UNSET);
}

static void a_number_out_of_range_is_refused(void **state)
{
	(void)state;
	refuses("attendance: {completion_percent: 101}\n",
		"p.yaml:1:34: \"completion_percent\" is a percentage: at most "
		"100");
	refuses("attendance: {payable_percent: 101}\n",
		"p.yaml:1:31: \"payable_percent\" is a percentage: at most "
		"100");
	refuses("attendance: {present_percent: 101}\n",
		"p.yaml:1:31: \"present_percent\" is a percentage: at most "
		"100");
	refuses("attendance: {grace_minutes: -1}\n",
		"p.yaml:1:29: \"grace_minutes\" must be between 0 and 1440");
	refuses("attendance: {late_sheet_days: 1441}\n",
		"p.yaml:1:31: \"late_sheet_days\" must be between 0 and 1440");
	refuses("attendance: {payable_percent: $none}\n",
		"p.yaml:1:31: \"payable_percent\": no value is named "
		"\"none\" under \"values\"");
}

static void leave_weighs_as_the_policy_says(void **state)
{
	(void)state;
	assert_true(load("attendance: {excused_payable: yes, sick_payable: no,"
			 " excused_counts: neutral, sick_counts: present,"
			 " missing_punch: schedule}\n"));
	assert_true(settings.excused_payable);
	assert_false(settings.sick_payable);
	assert_int_equal(settings.excused_weight, LEAVE_NEUTRAL);
	assert_int_equal(settings.sick_weight, LEAVE_PRESENT);
	assert_true(settings.schedule_ends_punch);
	assert_false(load("attendance: {sick_counts: half}\n"));
	assert_false(load("attendance: {sick_payable: perhaps}\n"));
	assert_false(load("attendance: {missing_punch: guess}\n"));
}

static void breaks_are_united_and_bounded(void **state)
{
	(void)state;
	assert_true(load("attendance: {breaks: [\"12:00-13:00\","
			 " \"12:30-13:30\", \"10:00-10:15\"]}\n"));
	assert_int_equal(settings.break_count, 2);
	assert_int_equal(settings.breaks[0].from, 10 * 3600);
	assert_int_equal(settings.breaks[1].from, 12 * 3600);
	assert_int_equal(settings.breaks[1].to, 13 * 3600 + 1800);
	refuses("attendance: {breaks: noon}\n",
		"p.yaml:1:22: \"breaks\" must be a list such as "
		"[\"12:00-13:00\"]");
	refuses("attendance: {breaks: [noon]}\n",
		"p.yaml:1:23: \"noon\" is no time; write 12:00-13:00");
	assert_false(load("attendance: {breaks: [{a: b}]}\n"));
	refuses("attendance: {breaks: [\"01:00-01:10\", \"02:00-02:10\","
		" \"03:00-03:10\", \"04:00-04:10\", \"05:00-05:10\","
		" \"06:00-06:10\", \"07:00-07:10\", \"08:00-08:10\","
		" \"09:00-09:10\"]}\n",
		"p.yaml:1:22: at most 8 breaks");
}

static void a_regional_rule_holds_in_its_period(void **state)
{
	const struct regional_rule *rule;

	(void)state;
	assert_true(load("attendance:\n  regional:\n"
			 "    - {from: 2020-03-20, to: 2020-07-31, in_person:"
			 " forbidden, online: allowed, source: SE}\n"
			 "    - {from: 2020-08-01, online: forbidden}\n"));
	assert_null(settings_regional(&settings, on(2020, 3, 19)));
	rule = settings_regional(&settings, on(2020, 3, 20));
	assert_non_null(rule);
	assert_true(rule->in_person_forbidden);
	assert_false(rule->online_forbidden);
	assert_true(slice_is(rule->source, "SE"));
	assert_ptr_equal(settings_regional(&settings, on(2020, 7, 31)), rule);
	rule = settings_regional(&settings, on(2030, 1, 1));
	assert_non_null(rule);
	assert_false(rule->in_person_forbidden);
	assert_true(rule->online_forbidden);
	refuses("attendance: {regional: [{from: 2020-08-01, to: "
		"2020-07-31}]}\n",
		"p.yaml:1:48: \"to\" lies before \"from\"");
	assert_false(load("attendance: {regional: [{in_person: maybe}]}\n"));
	assert_false(load("attendance: {regional: [{form: 2020-08-01}]}\n"));
	assert_false(load("attendance: {regional: [word]}\n"));
	refuses("attendance: {regional: word}\n",
		"p.yaml:1:24: \"regional\" must be a list of at most 64 rules");
}

static void a_class_changes_its_mode_for_a_time(void **state)
{
	(void)state;
	assert_true(load("attendance:\n  modes:\n"
			 "    - {class: K-1, from: 2020-09-08, to: 2020-09-09,"
			 " mode: online, authorised_by: Kacab}\n"
			 "    - {from: 2020-10-01, mode: blended}\n"));
	assert_int_equal(
		settings_mode_on(&settings, SLICE("K-1"), on(2020, 9, 7)),
		MODE_ANY);
	assert_int_equal(
		settings_mode_on(&settings, SLICE("K-1"), on(2020, 9, 9)),
		MODE_ONLINE);
	assert_int_equal(
		settings_mode_on(&settings, SLICE("K-2"), on(2020, 9, 9)),
		MODE_ANY);
	assert_int_equal(
		settings_mode_on(&settings, SLICE("K-2"), on(2020, 10, 1)),
		MODE_BLENDED);
	refuses("attendance: {modes: [{mode: telepathy}]}\n",
		"p.yaml:1:29: \"mode\" must be in_person, online or blended");
	refuses("attendance: {modes: [{class: K-1}]}\n",
		"p.yaml:1:22: the key \"mode\" is missing in \"modes\"");
}

static void days_and_times_of_courses_that_tell_none(void **state)
{
	(void)state;
	assert_true(load("attendance: {days: mon-fri, times: \"08:00-12:00\"}"
			 "\n"));
	assert_int_equal(settings.weekly.count, 1);
	assert_int_equal(settings.weekly.times[0].start, 8 * 3600);
	assert_false(load("attendance: {days: funday}\n"));
	assert_true(strncmp(diag.message, "p.yaml:1:20: \"days\": ", 21) == 0);
	assert_false(load("attendance: {times: noon}\n"));
	assert_true(strncmp(diag.message, "p.yaml:1:21: \"times\": ", 22) == 0);
}

static void only_some_holidays_may_bind(void **state)
{
	(void)state;
	assert_true(load("holidays: {file: h.csv}\n"));
	assert_non_null(settings.holidays_file);
	assert_int_equal(settings.holidays_binding, ~0U);
	assert_true(load("holidays: {binding: [national, local]}\n"));
	assert_null(settings.holidays_file);
	assert_int_equal(settings.holidays_binding,
			 1U << HOLIDAY_NATIONAL | 1U << HOLIDAY_LOCAL);
	refuses("holidays: {binding: national}\n",
		"p.yaml:1:21: \"binding\" must be a list such as [national, "
		"local]");
	assert_false(load("holidays: {binding: [regional]}\n"));
	assert_false(load("holidays: {flie: h.csv}\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_policy_nothing_is_set),
		test(a_dated_threshold_is_that_of_its_day),
		test(a_list_without_entries_is_not_set),
		test(a_number_out_of_range_is_refused),
		test(leave_weighs_as_the_policy_says),
		test(breaks_are_united_and_bounded),
		test(a_regional_rule_holds_in_its_period),
		test(a_class_changes_its_mode_for_a_time),
		test(days_and_times_of_courses_that_tell_none),
		test(only_some_holidays_may_bind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
