#include "enroll/application.h"

#include "base/number.h"
#include "base/set.h"

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
	{"wants_business", WORDS_FLAG},
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
	*layout = (struct application_layout){0};
	for (size_t i = 0; i < APPLICATION_FIELDS; i++) {
		size_t column = header_find(header, slice_of(fields[i].name));

		layout->columns[i] = column;
		if (column == COLUMN_NONE) {
			layout->absent[layout->absent_count++] =
				(unsigned char)i;
			continue;
		}
		if (fields[i].words != WORDS_NONE)
			layout->words[layout->words_count++] =
				(struct application_place){(uint32_t)i,
							   (uint32_t)column};
		else
			layout->texts[layout->texts_count++] =
				(struct application_place){(uint32_t)i,
							   (uint32_t)column};
	}
}

enum words_kind application_field_words(enum application_field field)
{
	return fields[field].words;
}

/* A byte that slice_trim may take away: a blank, or of no ASCII character. */
static bool is_edge(char byte)
{
	return (unsigned char)((unsigned char)byte - 0x21) > 0x7f - 0x21;
}

bool application_field_is_number(enum application_field field)
{
	return field == APPLICATION_BIRTH_DATE ||
	       field == APPLICATION_LAYOFF_DATE ||
	       field == APPLICATION_APPLIED_AT ||
	       field == APPLICATION_MEMBERSHIP_MONTHS ||
	       field == APPLICATION_WAGE;
}

static enum application_date read_date(struct application *application,
				       enum application_field field,
				       struct date *date)
{
	struct slice text = application->fields[field];

	if (text.length == 0)
		return DATE_ABSENT;
	if (!date_parse(text, date))
		return DATE_UNREADABLE;
	application->numbers[field] = date->days;
	application->numbers_known |= UINT32_C(1) << field;
	return DATE_KNOWN;
}

static void read_number(struct application *application,
			enum application_field field)
{
	if (number_parse(application->fields[field],
			 &application->numbers[field]))
		application->numbers_known |= UINT32_C(1) << field;
}

static void read_numbers(struct application *application)
{
	application->numbers_known = 0;
	application->birth_is = read_date(application, APPLICATION_BIRTH_DATE,
					  &application->birth);
	application->layoff_is = read_date(application, APPLICATION_LAYOFF_DATE,
					   &application->layoff);
	application->applied_is = read_date(application, APPLICATION_APPLIED_AT,
					    &application->applied);
	read_number(application, APPLICATION_MEMBERSHIP_MONTHS);
	read_number(application, APPLICATION_WAGE);
}

static void read_digits(struct application *application)
{
	const enum application_field both[] = {APPLICATION_ACCOUNT,
					       APPLICATION_PHONE};

	application->digits_only = 0;
	for (size_t i = 0; i < 2; i++)
		if (text_is_digits(application->fields[both[i]]))
			application->digits_only |= UINT32_C(1) << both[i];
}

/* Looks for the word that a text stands for; its code. */
static unsigned look_up_word(enum words_kind kind, struct slice text,
			     struct memo_entry *entry, struct slice *word)
{
	struct slice trimmed = slice_trim(text);
	unsigned code = WORDS_EMPTY;

	*word = trimmed;
	if (trimmed.length > 0)
		code = words_normalise(kind, trimmed, word);
	if (entry == NULL)
		return code;
	entry->value = code;
	entry->word = *word;
	if (word->data == trimmed.data) { /* goes with the record */
		entry->word.data = NULL;
		if (word->length != text.length)
			entry->begin = 0;
	}
	return code;
}

/* Words are trimmed and respelt once for all the records that have them so. */
static void read_word(struct application_layout *layout,
		      const struct application_place *place,
		      const struct record *record,
		      struct application *application)
{
	enum words_kind kind = fields[place->field].words;
	struct slice text = record->fields[place->column];
	struct slice *word = &application->fields[place->field];
	unsigned code = WORDS_EMPTY;
	struct memo_entry *entry;

	*word = text;
	if (text.length > 0) {
		if (!memo_find(&layout->memos[place->field], text,
			       record->has_slack, &entry)) {
			code = look_up_word(kind, text, entry, word);
		} else {
			code = (unsigned)entry->value;
			if (entry->word.data != NULL)
				*word = entry->word;
		}
	}
	application->codes[place->field] = (unsigned char)code;
	if (code == WORDS_OTHER && !words_are_open(kind))
		application->unknown_words |= UINT32_C(1) << place->field;
	if (word->data != text.data || word->length != text.length)
		layout->respelt |= UINT32_C(1) << place->field;
}

/* The same bank, whether with or without "Bank" before its name. */
static uint64_t fold_bank(struct slice bank)
{
	char folded[64];
	size_t length = 0;

	if (slice_equal_ignoring_case(slice_part(bank, 0, 5), SLICE("bank ")))
		bank = slice_part(bank, 5, SIZE_MAX);
	for (size_t i = 0; i < bank.length && length < sizeof folded; i++) {
		char byte = text_lower(bank.data[i]);

		if ((byte >= 'a' && byte <= 'z') || text_is_digit(byte))
			folded[length++] = byte;
	}
	return set_hash((struct slice){folded, length});
}

static void read_bank(struct application_layout *layout, bool slack,
		      struct application *application)
{
	struct slice bank = application->fields[APPLICATION_BANK];
	struct memo_entry *entry;

	application->bank_key = 0;
	application->account_length = 0;
	if (bank.length == 0)
		return;
	if (memo_find(&layout->memos[APPLICATION_BANK], bank, slack, &entry)) {
		application->bank_key = entry->value;
		application->account_length = (int)entry->word.length;
		return;
	}
	application->bank_key = fold_bank(bank);
	application->account_length = bank_account_length(bank);
	if (entry != NULL) {
		entry->value = application->bank_key;
		entry->word.length = (size_t)application->account_length;
	}
}

static void read_nik(struct application_layout *layout,
		     struct application *application)
{
	struct slice *text = &application->fields[APPLICATION_NIK];

	application->nik_fault = nik_parse(*text, &application->nik);
	if (application->nik_fault != NIK_VALID)
		return;
	if (text->length != NIK_LENGTH)
		layout->respelt |= UINT32_C(1) << APPLICATION_NIK;
	*text = (struct slice){application->nik.digits, NIK_LENGTH};
}

/* Takes the fields as they stand, but for blanks at their ends. */
static void read_texts(struct application_layout *layout,
		       const struct record *record, struct slice *out)
{
	for (size_t i = 0; i < layout->texts_count; i++) {
		size_t field = layout->texts[i].field;
		struct slice text = record->fields[layout->texts[i].column];

		out[field] = text;
		if (text.length == 0 || (!is_edge(text.data[0]) &&
					 !is_edge(text.data[text.length - 1])))
			continue;
		out[field] = slice_trim(text);
		if (out[field].length != text.length)
			layout->respelt |= UINT32_C(1) << field;
	}
}

void application_read(struct application_layout *layout,
		      const struct record *record,
		      struct application *application)
{
	const bool slack = record->has_slack;

	application->record = record;
	application->unknown_words = 0;
	for (size_t i = 0; i < layout->absent_count; i++) {
		application->fields[layout->absent[i]] = (struct slice){0};
		application->codes[layout->absent[i]] = WORDS_EMPTY;
	}
	read_texts(layout, record, application->fields);
	for (size_t i = 0; i < layout->words_count; i++)
		read_word(layout, &layout->words[i], record, application);
	read_numbers(application);
	read_digits(application);
	read_nik(layout, application);
	read_bank(layout, slack, application);
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
	application->fields[APPLICATION_APPLIED_AT] =
		record_field(record, layout->columns[APPLICATION_APPLIED_AT]);
	application->fields[APPLICATION_BIRTH_DATE] =
		record_field(record, layout->columns[APPLICATION_BIRTH_DATE]);
	if (nik.length == NIK_LENGTH)
		memcpy(application->nik.digits, nik.data, NIK_LENGTH);
	application->nik_fault =
		nik.length == NIK_LENGTH ? NIK_VALID : NIK_TOO_SHORT;
}

uint64_t application_nik_key(const struct application *application)
{
	const char *digits = application->nik.digits;

	if (application->nik_fault != NIK_VALID)
		return 0;
	return (uint64_t)number_of_word(text_word(digits)) * 100000000 +
	       number_of_word(text_word(digits + 8));
}
