#include "base/number.h"
#include "enroll/label.h"
#include "enroll/rule.h"
#include "value/identity.h"

enum { REASON_VALUE_MAX = 40 /* bytes of a text in a reason */ };

/* What a rule without "say" says: {value} and {limit} stand in it. */
static const char *const sentences[][2] = {
	[RULE_AT_LEAST] = {"{field}: {value}; paling sedikit {limit}",
			   "{field}: {value}; at least {limit}"},
	[RULE_AT_MOST] = {"{field}: {value}; paling banyak {limit}",
			  "{field}: {value}; at most {limit}"},
	[RULE_BETWEEN] = {"{field}: {value}; harus {limit}",
			  "{field}: {value}; must be {limit}"},
	[RULE_EQUALS] = {"{field}: {value}; harus {limit}",
			 "{field}: {value}; must be {limit}"},
	[RULE_ONE_OF] = {"{field}: {value}; harus salah satu dari {limit}",
			 "{field}: {value}; must be one of {limit}"},
	[RULE_NONE_OF] = {"{field}: {value}; tidak boleh {limit}",
			  "{field}: {value}; must be none of {limit}"},
	[RULE_PRESENT] = {"{field} harus diisi", "{field} must be given"},
	[RULE_MATCHES] = {"{field}: {value} tidak sesuai bentuk",
			  "{field}: {value} does not have the form"},
	[RULE_AGE_AT_LEAST] = {"Usia {value} tahun; paling rendah {limit}",
			       "Age {value}; at least {limit}"},
	[RULE_AGE_AT_MOST] = {"Usia {value} tahun; paling tinggi {limit}",
			      "Age {value}; at most {limit}"},
	[RULE_AGE_BETWEEN] = {"Usia {value} tahun; harus {limit}",
			      "Age {value}; must be {limit}"},
	[RULE_MONTHS_AT_LEAST] = {"{value} bulan; paling sedikit {limit}",
				  "{value} months; at least {limit}"},
	[RULE_MONTHS_AT_MOST] = {"{value} bulan; paling lama {limit}",
				 "{value} months; at most {limit}"},
	[RULE_MONTHS_BETWEEN] = {"{value} bulan; harus {limit}",
				 "{value} months; must be {limit}"},
};

/* Of days one is not at least another. */
static const char *const day_sentences[][2] = {
	[RULE_AT_LEAST] = {"{field}: {value}; paling awal {limit}",
			   "{field}: {value}; not before {limit}"},
	[RULE_AT_MOST] = {"{field}: {value}; paling lambat {limit}",
			  "{field}: {value}; not after {limit}"},
	[RULE_BETWEEN] = {"{field}: {value}; harus {limit}",
			  "{field}: {value}; must be {limit}"},
};

const char *rule_result_word(enum rule_result result)
{
	static const char *const words[] = {"off", "pass", "fail", "missing",
					    "unset"};

	return words[result];
}

bool rule_was_decided(const struct rule_finding *finding)
{
	return finding->result == RULE_PASSES || finding->result == RULE_FAILS;
}

/* Whether it is an identity, or text in another column that holds one. */
static bool is_personal(const struct rule_finding *finding)
{
	return finding->rule->is_personal ||
	       (!finding->is_number && !finding->is_date &&
		identity_is_inside(finding->text));
}

/* Commas part reasons, colons their parts, blanks the shell's words. */
static void append_clean(struct slice text, struct strbuf *out)
{
	struct slice cut = slice_part(text, 0, REASON_VALUE_MAX);
	char clean[REASON_VALUE_MAX];

	while (cut.length < text.length && cut.length > 0 &&
	       ((unsigned char)text.data[cut.length] & 0xc0) == 0x80)
		cut.length--;
	for (size_t i = 0; i < cut.length; i++) {
		char byte = cut.data[i];

		if (byte == ',' || byte == ':' || (unsigned char)byte <= ' ')
			byte = '_';
		clean[i] = byte;
	}
	strbuf_append(out, (struct slice){clean, cut.length});
}

bool rule_value_text(const struct rule_finding *finding, struct strbuf *out)
{
	char text[DATE_SIZE];

	if (!rule_was_decided(finding))
		return true;
	if (is_personal(finding))
		strbuf_append_byte(out, '*');
	else if (finding->is_date)
		strbuf_append(
			out,
			date_format((struct date){(int32_t)finding->number},
				    text));
	else if (finding->is_number)
		strbuf_append_number(out, finding->number);
	else
		append_clean(finding->text, out);
	return !out->failed;
}

bool rule_limit_text(const struct rule_finding *finding, struct strbuf *out)
{
	if (finding->limit != NULL)
		append_clean(finding->limit->text, out);
	return !out->failed;
}

bool rule_reason(const struct rule_finding *finding, struct strbuf *out)
{
	strbuf_append(out, finding->rule->code);
	switch (finding->result) {
	case RULE_FAILS:
		strbuf_append_byte(out, ':');
		rule_value_text(finding, out);
		strbuf_append_byte(out, ':');
		rule_limit_text(finding, out);
		break;
	case RULE_MISSING:
		strbuf_append_string(out, ":?");
		break;
	case RULE_UNSET:
		strbuf_append_string(out, ":unset");
		break;
	case RULE_OFF:
	case RULE_PASSES:
		break;
	}
	return !out->failed;
}

/* A number as people read it: rupiah with dots, days as dates. */
static void say_value(const struct rule_finding *finding,
		      enum language language, struct strbuf *out)
{
	bool money = schema_kind(finding->rule->source.name) == FIELD_MONEY;

	if (finding->is_number && money)
		money_format((struct money){finding->number}, out);
	else if (finding->is_date)
		date_format_long((struct date){(int32_t)finding->number},
				 language, out);
	else if (is_personal(finding))
		strbuf_append_byte(out, '*');
	else if (finding->is_number)
		strbuf_append_number(out, finding->number);
	else
		strbuf_append(out, label_word(finding->rule->source.name,
					      finding->text, language));
}

/* Of a list one has to be; a pattern or a range is one text. */
static bool is_list(const struct rule *rule)
{
	return rule->test >= RULE_EQUALS && rule->test <= RULE_NONE_OF;
}

bool rule_is_of_days(const struct rule *rule)
{
	return rule->test <= RULE_BETWEEN &&
	       schema_kind(rule->source.name) == FIELD_DATE;
}

static void say_bound(const struct rule *rule, int64_t bound,
		      enum language language, struct strbuf *out)
{
	if (rule_is_of_days(rule))
		date_format_long((struct date){(int32_t)bound}, language, out);
	else
		money_format((struct money){bound}, out);
}

void rule_say_limit(const struct rule *rule, const struct rule_limit *limit,
		    enum language language, struct strbuf *out)
{
	bool money = rule->test <= RULE_BETWEEN &&
		     schema_kind(rule->source.name) == FIELD_MONEY;

	if (is_list(rule)) {
		label_words(rule->source.name, limit->text, language, out);
	} else if (!money && !rule_is_of_days(rule)) {
		strbuf_append(out, limit->text);
	} else {
		if (rule->test != RULE_AT_MOST)
			say_bound(rule, limit->low, language, out);
		if (rule->test == RULE_BETWEEN)
			strbuf_append_string(out, language == LANGUAGE_ID
							  ? " sampai "
							  : " to ");
		if (rule->test != RULE_AT_LEAST)
			say_bound(rule, limit->high, language, out);
	}
}

static void say_limit_of(const struct rule_finding *finding,
			 enum language language, struct strbuf *out)
{
	if (finding->limit != NULL)
		rule_say_limit(finding->rule, finding->limit, language, out);
}

static void say_part(const struct rule_finding *finding, struct slice part,
		     enum language language, struct strbuf *out)
{
	bool dated = finding->limit != NULL &&
		     finding->limit->since.days != DATE_EARLIEST.days;

	if (slice_is(part, "value"))
		say_value(finding, language, out);
	else if (slice_is(part, "limit"))
		say_limit_of(finding, language, out);
	else if (slice_is(part, "field"))
		strbuf_append(
			out, label_field(finding->rule->source.name, language));
	else if (slice_is(part, "since") && dated)
		date_format_long(finding->limit->since, language, out);
	else if (slice_is(part, "as_of") && finding->day_known)
		date_format_long(finding->day, language, out);
	else if (slice_is(part, "source"))
		strbuf_append(out, rule_finding_source(finding));
}

struct slice rule_finding_source(const struct rule_finding *finding)
{
	if (finding->limit != NULL && finding->limit->source.length > 0)
		return finding->limit->source;
	return finding->rule->source_text;
}

/*
 * Whether a sentence holds for any result. One without the value, such as "has
 * not agreed", tells of a failure only.
 */
static bool tells_value(struct slice say)
{
	for (; say.length > 0; say = slice_part(say, 1, SIZE_MAX))
		if (slice_starts(say, "{value}"))
			return true;
	return false;
}

bool rule_sentence(const struct rule_finding *finding, enum language language,
		   struct strbuf *out)
{
	struct slice text = finding->rule->say[language];

	if (!rule_was_decided(finding))
		return true;
	if (text.length == 0 ||
	    (finding->result == RULE_PASSES && !tells_value(text)))
		text = slice_of(
			(rule_is_of_days(finding->rule)
				 ? day_sentences
				 : sentences)[finding->rule->test][language]);
	while (text.length > 0) {
		size_t open = slice_find(text, '{');
		struct slice rest = slice_part(text, open + 1, SIZE_MAX);
		size_t close = slice_find(rest, '}');

		strbuf_append(out, slice_part(text, 0, open));
		if (open == text.length)
			break;
		say_part(finding, slice_part(rest, 0, close), language, out);
		text = slice_part(rest, close + 1, SIZE_MAX);
	}
	return !out->failed;
}
