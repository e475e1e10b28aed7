#include "enroll/application.h"

struct field {
	const char *name;
	enum words_kind words;
};

static const struct field fields[APPLICATION_FIELDS] = {
	{"application", WORDS_NONE},
	{"nik", WORDS_NONE},
	{"kpj", WORDS_NONE},
	{"kk", WORDS_NONE},
	{"name", WORDS_NONE},
	{"birth_date", WORDS_NONE},
	{"sex", WORDS_SEX},
	{"district", WORDS_NONE},
	{"phone", WORDS_NONE},
	{"email", WORDS_NONE},
	{"address", WORDS_NONE},
	{"category", WORDS_CATEGORY},
	{"employment", WORDS_EMPLOYMENT},
	{"track", WORDS_TRACK},
	{"membership_months", WORDS_NONE},
	{"wage", WORDS_NONE},
	{"layoff_date", WORDS_NONE},
	{"jht_claimed", WORDS_FLAG},
	{"disability", WORDS_DISABILITY},
	{"needs_access", WORDS_FLAG},
	{"education", WORDS_EDUCATION},
	{"mode_ok", WORDS_MODE},
	{"bank", WORDS_NONE},
	{"account", WORDS_NONE},
	{"account_name", WORDS_NONE},
	{"consent", WORDS_FLAG},
	{"applied_at", WORDS_NONE},
};

_Static_assert(APPLICATION_FIELDS <= 32, "a field is a bit of unknown_words");

const char *application_field_name(enum application_field field)
{
	return fields[field].name;
}

enum application_field application_field_find(struct slice name)
{
	enum application_field field = APPLICATION_NUMBER;

	while (field < APPLICATION_FIELDS &&
	       !slice_is(name, fields[field].name))
		field++;
	return field;
}

void application_layout_init(struct application_layout *layout,
			     const struct header *header)
{
	layout->respelt = 0;
	for (size_t i = 0; i < APPLICATION_FIELDS; i++)
		layout->columns[i] =
			header_find(header, slice_of(fields[i].name));
}

enum words_kind application_field_words(enum application_field field)
{
	return fields[field].words;
}

static bool is_edge(char byte)
{
	return (unsigned char)byte <= ' ' || (unsigned char)byte >= 0x80;
}

/* slice_trim, where it can matter at all. */
static struct slice trimmed(struct slice text)
{
	if (text.length == 0 ||
	    (!is_edge(text.data[0]) && !is_edge(text.data[text.length - 1])))
		return text;
	return slice_trim(text);
}

static enum application_date read_date(struct slice text, struct date *date)
{
	if (text.length == 0)
		return DATE_ABSENT;
	return date_parse(text, date) ? DATE_KNOWN : DATE_UNREADABLE;
}

static void read_words(struct application_layout *layout, size_t field,
		       struct application *application)
{
	struct slice text = application->fields[field];
	struct slice *word = &application->fields[field];
	unsigned code = words_normalise(fields[field].words, text, word);

	application->codes[field] = (unsigned char)code;
	if (code == WORDS_OTHER && !words_are_open(fields[field].words))
		application->unknown_words |= UINT32_C(1) << field;
	if (word->data != text.data || word->length != text.length)
		layout->respelt |= UINT32_C(1) << field;
}

void application_read(struct application_layout *layout,
		      const struct record *record,
		      struct application *application)
{
	struct slice *out = application->fields;

	application->record = record;
	application->unknown_words = 0;
	for (size_t i = 0; i < APPLICATION_FIELDS; i++) {
		struct slice text = record_field(record, layout->columns[i]);

		out[i] = trimmed(text);
		if (out[i].length != text.length)
			layout->respelt |= UINT32_C(1) << i;
		if (fields[i].words != WORDS_NONE)
			read_words(layout, i, application);
	}
	application->birth_is =
		read_date(out[APPLICATION_BIRTH_DATE], &application->birth);
	application->layoff_is =
		read_date(out[APPLICATION_LAYOFF_DATE], &application->layoff);
	application->applied_is =
		read_date(out[APPLICATION_APPLIED_AT], &application->applied);
	application->nik_fault =
		nik_parse(out[APPLICATION_NIK], &application->nik);
	if (application->nik_fault == NIK_VALID) {
		if (out[APPLICATION_NIK].length != NIK_LENGTH)
			layout->respelt |= UINT32_C(1) << APPLICATION_NIK;
		out[APPLICATION_NIK] =
			(struct slice){application->nik.digits, NIK_LENGTH};
	}
}

void application_read_again(const struct application_layout *layout,
			    const struct record *record,
			    struct application *application)
{
	struct slice nik =
		record_field(record, layout->columns[APPLICATION_NIK]);

	application->record = record;
	application->fields[APPLICATION_NUMBER] =
		record_field(record, layout->columns[APPLICATION_NUMBER]);
	application->fields[APPLICATION_NIK] = nik;
	if (nik.length == NIK_LENGTH)
		memcpy(application->nik.digits, nik.data, NIK_LENGTH);
	application->nik_fault =
		nik.length == NIK_LENGTH ? NIK_VALID : NIK_TOO_SHORT;
}

uint64_t application_nik_key(const struct application *application)
{
	uint64_t key = 0;

	if (application->nik_fault != NIK_VALID)
		return 0;
	for (size_t i = 0; i < NIK_LENGTH; i++)
		key = key * 10 + (uint64_t)(application->nik.digits[i] - '0');
	return key;
}
