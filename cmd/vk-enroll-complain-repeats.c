/*
 * What vk-enroll tells programs of duplicates, of what people share (the codes
 * D-) and of what the core system says otherwise (V-MEMBER-).
 */
#include "vk-enroll.h"

enum { MESSAGE_MAX = 64 * 1024 };

/* What the comparisons found, by their code. */
static const struct repeat_words {
	const char *code;
	enum application_field field;
	const char *message;
} repeat_words[] = {
	{"D-NIK", APPLICATION_NIK, "the same NIK under another application"},
	{"D-NIK-BIRTH", APPLICATION_BIRTH_DATE,
	 "the same NIK, another birth date"},
	{"D-NIK-NEAR", APPLICATION_NIK,
	 "the same name, NIK one digit or transposition away"},
	{"D-NAME", APPLICATION_NAME, "the same name, birth date and sex"},
	{"D-TWINS", APPLICATION_NIK,
	 "the same birth date, NIK serials close to each other"},
	{"D-NEAR", APPLICATION_NAME, "may be the same person"},
	{"D-EXCLUDE-NEAR", APPLICATION_NAME,
	 "may be on a list of people who can't take part"},
	{"D-REGISTRY", APPLICATION_NIK, "enrolled before"},
	{"D-EXCLUDE", APPLICATION_NIK,
	 "on a list of people who can't take part"},
	{"D-NUMBER", APPLICATION_NUMBER,
	 "several persons have this application number"},
	{"D-SUPERSEDED", APPLICATION_NUMBER, "there is a newer version"},
	{"D-ACCOUNT", APPLICATION_ACCOUNT, "several persons share the account"},
	{"D-PHONE", APPLICATION_PHONE, "several persons share the number"},
	{"D-EMAIL", APPLICATION_EMAIL, "several persons share the address"},
	{"D-CLUSTER", APPLICATION_PHONE,
	 "very many persons share an account, number or address"},
	{"V-MEMBER-NONE", APPLICATION_NIK, "not in the core system's extract"},
	{"V-MEMBER-MONTHS", APPLICATION_MEMBERSHIP_MONTHS,
	 "the core system has other months (claimed:known)"},
	{"V-MEMBER-WAGE", APPLICATION_WAGE,
	 "the core system has another wage (claimed:known)"},
	{"V-MEMBER-JHT", APPLICATION_JHT_CLAIMED,
	 "the core system says otherwise of the JHT (claimed:known)"},
	{"V-MEMBER-ACTIVE", APPLICATION_EMPLOYMENT,
	 "the core system has an active membership (claimed:known)"},
	{"V-MEMBER-INACTIVE", APPLICATION_EMPLOYMENT,
	 "the core system has no active membership (claimed:known)"},
	{"V-MEMBER-BIRTH", APPLICATION_BIRTH_DATE,
	 "the core system has another birth date"},
};

static const struct repeat_words *words_for(struct slice code)
{
	for (size_t i = 0; i < sizeof repeat_words / sizeof *repeat_words; i++)
		if (slice_is(code, repeat_words[i].code))
			return &repeat_words[i];
	return NULL;
}

/* An item of reasons or flags, where it comes from comparing. */
static void complain_of_repeat(struct enroll *enroll,
			       const struct enrolled *enrolled,
			       struct slice item, const char *severity)
{
	size_t colon = slice_find(item, ':');
	const struct repeat_words *words =
		words_for(slice_part(item, 0, colon));
	struct slice other = slice_part(item, colon + 1, SIZE_MAX);
	struct strbuf message;

	if (words == NULL)
		return;
	if (other.length == 0)
		other = strbuf_slice(&enrolled->duplicate_of);
	strbuf_init(&message, MESSAGE_MAX);
	strbuf_append_format(&message, "%s: %.*s", words->message,
			     SLICE_PRINT(other));
	tool_complain(
		enroll->tool, &enrolled->record,
		&(struct complaint){
			.code = words->code,
			.severity = severity,
			.field = application_field_name(words->field),
			.column = enroll->layout.columns[words->field],
			.value = enrolled->application.fields[words->field],
			.message = strbuf_string(&message)});
	strbuf_release(&message);
}

static void complain_of_list(struct enroll *enroll,
			     const struct enrolled *enrolled, struct slice list,
			     const char *severity)
{
	while (list.length > 0) {
		size_t comma = slice_find(list, ',');

		complain_of_repeat(enroll, enrolled, slice_part(list, 0, comma),
				   severity);
		list = slice_part(list, comma + 1, SIZE_MAX);
	}
}

void enroll_complain_of_repeats(struct enroll *enroll,
				const struct enrolled *enrolled)
{
	complain_of_list(enroll, enrolled,
			 strbuf_slice(&enrolled->verdict.reasons), "error");
	complain_of_list(enroll, enrolled,
			 strbuf_slice(&enrolled->verdict.flags), "warning");
}
