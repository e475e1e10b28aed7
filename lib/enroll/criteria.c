#include "enroll/criteria.h"

#include "enroll/label.h"
#include "enroll/page_text.h"

enum { TEXT_MAX = 64 * 1024 };

/* What a test asks of a field, by enum rule_test and language. */
static const char *const demands[][2] = {
	[RULE_AT_LEAST] = {"paling sedikit ", "at least "},
	[RULE_AT_MOST] = {"paling banyak ", "at most "},
	[RULE_BETWEEN] = {"", ""},
	[RULE_EQUALS] = {"", ""},
	[RULE_ONE_OF] = {"salah satu dari ", "one of "},
	[RULE_NONE_OF] = {"bukan ", "none of "},
	[RULE_PRESENT] = {"harus diisi", "must be given"},
	[RULE_MATCHES] = {"berbentuk ", "of the form "},
	[RULE_AGE_AT_LEAST] = {"paling rendah ", "at least "},
	[RULE_AGE_AT_MOST] = {"paling tinggi ", "at most "},
	[RULE_AGE_BETWEEN] = {"antara ", "between "},
	[RULE_MONTHS_AT_LEAST] = {"paling sedikit ", "at least "},
	[RULE_MONTHS_AT_MOST] = {"paling lama ", "at most "},
	[RULE_MONTHS_BETWEEN] = {"antara ", "between "},
};

static const char *const day_demands[][2] = {
	[RULE_AT_LEAST] = {"paling awal ", "not before "},
	[RULE_AT_MOST] = {"paling lambat ", "not after "},
	[RULE_BETWEEN] = {"", ""},
};

static const char *in(enum language language, const char *indonesian,
		      const char *english)
{
	return language == LANGUAGE_ID ? indonesian : english;
}

static bool holds(const struct rule_set *set, const struct rule *rule,
		  struct date day)
{
	if (date_compare(day, rule->from) < 0 ||
	    date_compare(day, rule->to) > 0)
		return false;
	for (size_t i = 0; i < rule->offices.count; i++)
		if (slice_equal_ignoring_case(rule->offices.all[i],
					      set->office))
			return true;
	return rule->offices.count == 0;
}

static const struct rule_limit *limit_on(const struct rule *rule,
					 struct date day)
{
	for (size_t i = 0; i < rule->limit_count; i++)
		if (date_compare(day, rule->limits[i].until) <= 0)
			return &rule->limits[i];
	return NULL;
}

static void add_subject(const struct rule *rule, enum language language,
			struct strbuf *out)
{
	if (rule->test >= RULE_AGE_AT_LEAST && rule->test <= RULE_AGE_BETWEEN)
		strbuf_append_string(out, in(language, "Usia", "Age"));
	else
		strbuf_append(out, label_field(rule->source.name, language));
	strbuf_append_string(out, ": ");
}

static void add_limit(const struct rule *rule, const struct rule_limit *limit,
		      enum language language, struct strbuf *out)
{
	rule_say_limit(rule, limit, language, out);
	if (rule->test >= RULE_MONTHS_AT_LEAST)
		strbuf_append_string(
			out, in(language, " bulan yang lalu", " months ago"));
	else if (rule->test >= RULE_AGE_AT_LEAST)
		strbuf_append_string(out, in(language, " tahun", " years"));
}

static void add_condition(const struct rule_condition *condition,
			  enum language language, struct strbuf *out)
{
	strbuf_append(out, label_field(condition->source.name, language));
	strbuf_append_byte(out, ' ');
	for (size_t i = 0; i < condition->words.count; i++) {
		if (i > 0)
			strbuf_append_string(out, ", ");
		strbuf_append(out,
			      label_word(condition->source.name,
					 condition->words.all[i], language));
	}
}

static void add_conditions(const struct rule *rule, enum language language,
			   struct strbuf *out)
{
	for (size_t i = 0; i < rule->condition_count; i++) {
		strbuf_append_string(out,
				     i == 0 ? in(language, " (untuk ", " (for ")
					    : "; ");
		add_condition(&rule->conditions[i], language, out);
	}
	if (rule->condition_count > 0)
		strbuf_append_byte(out, ')');
}

static void add_origin(const struct rule *rule, const struct rule_limit *limit,
		       enum language language, struct strbuf *out)
{
	bool own = limit != NULL && limit->source.length > 0;
	struct slice source = own ? limit->source : rule->source_text;

	strbuf_append_byte(out, '.');
	if (rule->on_fail == RULE_REVIEW)
		strbuf_append_string(out,
				     in(language, " Selain itu diperiksa dulu.",
					" Else it is looked at first."));
	if (rule->on_fail == RULE_WARN)
		strbuf_append_string(out,
				     in(language, " Diutamakan, bukan syarat.",
					" Preferred, not a condition."));
	if (limit != NULL && limit->since.days != DATE_EARLIEST.days) {
		strbuf_append_string(out, in(language, " Sejak ", " Since "));
		date_format_long(limit->since, language, out);
		strbuf_append_byte(out, '.');
	}
	if (source.length > 0)
		strbuf_append_format(out, " [%.*s]", SLICE_PRINT(source));
}

static void add_rule(const struct rule *rule, struct date day,
		     enum language language, struct strbuf *out)
{
	const struct rule_limit *limit = limit_on(rule, day);
	struct strbuf text;

	strbuf_init(&text, TEXT_MAX);
	add_subject(rule, language, &text);
	if (rule->test != RULE_PRESENT && (limit == NULL || !limit->known)) {
		strbuf_append_string(&text,
				     in(language, "batasnya belum ditetapkan",
					"the limit is not set yet"));
	} else {
		strbuf_append_string(&text,
				     (rule_is_of_days(rule)
					      ? day_demands
					      : demands)[rule->test][language]);
		if (rule->test != RULE_PRESENT)
			add_limit(rule, limit, language, &text);
	}
	add_conditions(rule, language, &text);
	add_origin(rule, limit, language, &text);
	page_paragraph(out, "- ", strbuf_slice(&text));
	strbuf_release(&text);
}

static void add_closing(enum language language, struct strbuf *out)
{
	strbuf_append_byte(out, '\n');
	page_paragraph(
		out, "",
		slice_of(in(language,
			    "Isian yang belum ada diminta lagi, tidak langsung "
			    "ditolak. NIK berlaku seumur hidup: bila tanggal "
			    "lahir atau jenis kelaminnya berbeda, yang diminta "
			    "adalah bukti, bukan penolakan. Satu orang "
			    "terdaftar satu kali.",
			    "What is missing is asked for, and nobody is "
			    "refused for it at once. A NIK is for life: where "
			    "its birth date or sex differ, evidence is asked "
			    "for. A person is enrolled once.")));
}

bool criteria_write(const struct rule_set *set, struct slice office,
		    struct date day, enum language language, struct strbuf *out)
{
	page_paragraph(out, "",
		       slice_of(in(language, "SYARAT PESERTA PELATIHAN VOKASI",
				   "WHO CAN TAKE PART IN THE TRAINING")));
	if (office.length > 0)
		page_paragraph(out, "", office);
	strbuf_append_string(out, in(language, "Keadaan ", "As of "));
	date_format_long(day, language, out);
	strbuf_append_string(out, "\n\n");
	for (size_t i = 0; i < set->count; i++)
		if (holds(set, &set->rules[i], day))
			add_rule(&set->rules[i], day, language, out);
	add_closing(language, out);
	return !out->failed;
}
