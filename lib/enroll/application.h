/*
 * An application as it came in: the fields of SPEC 3 found by their columns,
 * words in the programme's own spelling, dates and NIK taken apart once.
 */
#ifndef ENROLL_APPLICATION_H
#define ENROLL_APPLICATION_H

#include "base/text.h"
#include "enroll/memo.h"
#include "enroll/words.h"
#include "stream/record.h"
#include "stream/schema.h"
#include "value/date.h"
#include "value/identity.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of application.c's names. */
enum application_field {
	APPLICATION_NUMBER, /* the column "application" */
	APPLICATION_NIK,
	APPLICATION_KPJ,
	APPLICATION_KK,
	APPLICATION_NAME,
	APPLICATION_BIRTH_DATE,
	APPLICATION_SEX,
	APPLICATION_DISTRICT,
	APPLICATION_PHONE,
	APPLICATION_EMAIL,
	APPLICATION_ADDRESS,
	APPLICATION_CATEGORY,
	APPLICATION_EMPLOYMENT,
	APPLICATION_TRACK,
	APPLICATION_MEMBERSHIP_MONTHS,
	APPLICATION_WAGE,
	APPLICATION_LAYOFF_DATE,
	APPLICATION_JHT_CLAIMED,
	APPLICATION_DISABILITY,
	APPLICATION_NEEDS_ACCESS,
	APPLICATION_EDUCATION,
	APPLICATION_MODE_OK,
	APPLICATION_BANK,
	APPLICATION_ACCOUNT,
	APPLICATION_ACCOUNT_NAME,
	APPLICATION_CONSENT,
	APPLICATION_WANTS_BUSINESS,
	APPLICATION_APPLIED_AT,
	APPLICATION_FIELDS
};

/* The name of a field as vk-records(5) has it. Static. */
const char *application_field_name(enum application_field field);

/* The field of that name, or APPLICATION_FIELDS. */
enum application_field application_field_find(struct slice name);

/* Where the fields stand in one input; COLUMN_NONE where they don't. */
struct application_layout {
	size_t columns[APPLICATION_FIELDS];
	/*
	 * What the records so far showed, a bit a field: values that were
	 * trimmed or put into another spelling. Where there were none a second
	 * pass can leave the column as it stands.
	 */
	uint32_t respelt;
	/* The fields that have a column, without and with words, and the rest.
	 */
	struct application_place {
		uint32_t field, column;
	} texts[APPLICATION_FIELDS], words[APPLICATION_FIELDS];
	unsigned char absent[APPLICATION_FIELDS];
	size_t texts_count, words_count, absent_count;
	struct memo memos[APPLICATION_FIELDS];
};

void application_layout_init(struct application_layout *layout,
			     const struct header *header);

/* A date field: known, not given, or text that is no date. */
enum application_date { DATE_ABSENT, DATE_KNOWN, DATE_UNREADABLE };

struct application {
	/* Trimmed and in canonical words; borrowed as long as the record. */
	struct slice fields[APPLICATION_FIELDS];
	const struct record *record;
	struct date birth, layoff, applied;
	enum application_date birth_is, layoff_is, applied_is;
	enum nik_fault nik_fault;
	struct nik nik;
	uint64_t bank_key;  /* of the bank's name; spellings share one */
	int account_length; /* usual at the bank; 0: not known */
	/*
	 * By field: those of application_field_is_number, dates as days since
	 * 1970. A bit of numbers_known says that the text is such a number.
	 */
	int64_t numbers[APPLICATION_FIELDS];
	uint32_t numbers_known;
	/* By field, for those with words: words_normalise's code. */
	unsigned char codes[APPLICATION_FIELDS];
	/* Account and phone, as bits, where they are digits only. */
	uint32_t digits_only;
	/* Fields with a word that is not one of the known ones, as bits. */
	uint32_t unknown_words;
};

/*
 * Takes a record apart. The application borrows the record, its slices and
 * itself (a valid NIK is given as its digits): it can't be copied.
 */
void application_read(struct application_layout *layout,
		      const struct record *record,
		      struct application *application);

/*
 * Only number, NIK, and the texts of birth date and day, of a record that an
 * earlier pass has judged; all else is to be left alone. A NIK of 16 characters
 * is taken as valid.
 */
void application_read_again(const struct application_layout *layout,
			    const struct record *record,
			    struct application *application);

/* Whether the account or the phone is there, and digits only. */
static inline bool application_is_digits(const struct application *application,
					 enum application_field field)
{
	return (application->digits_only >> field & 1) != 0;
}

/* Whether application_read makes a number of the field. */
bool application_field_is_number(enum application_field field);

/* The words of a field; WORDS_NONE for free text. */
enum words_kind application_field_words(enum application_field field);

/* The 16 digits as one number (under 2^54), for comparison; 0: no valid NIK. */
uint64_t application_nik_key(const struct application *application);

#endif
