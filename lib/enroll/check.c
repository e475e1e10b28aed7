#include "enroll/check.h"

#include "value/name.h"

#include <stdio.h>

enum {
	NAME_LENGTH_MAX = 60,	 /* letters; Permendagri 73/2022 */
	BIRTH_DAYS_MIN = -25202, /* 1901-01-01; 1900 is a sheet's zero */
	ACCOUNT_MIN = 5,
	ACCOUNT_MAX = 16
};

static struct check_fault *add(struct check_faults *faults, const char *code,
			       enum check_weight weight,
			       enum application_field field,
			       const char *message)
{
	struct check_fault *fault = &faults->faults[faults->count];

	if (faults->count < CHECK_FAULTS_MAX)
		faults->count++;
	else
		fault--;
	fault->code = code;
	fault->weight = weight;
	fault->field = field;
	fault->message = message;
	fault->detail[0] = '\0';
	return fault;
}

static const char *nik_message(enum nik_fault fault)
{
	switch (fault) {
	case NIK_VALID:
		return "";
	case NIK_EMPTY:
		return "there is no NIK";
	case NIK_EXPONENT:
		return "a spreadsheet took the NIK for a number; ask for the "
		       "sheet with the column as text";
	case NIK_CHARACTERS:
		return "a NIK has digits only";
	case NIK_TOO_SHORT:
		return "a NIK has 16 digits; this has fewer";
	case NIK_TOO_LONG:
		return "a NIK has 16 digits; this has more";
	case NIK_DATE:
		return "digits 7 to 12 of the NIK are no date";
	case NIK_SERIAL:
		return "the NIK's serial is 0000";
	case NIK_REGION:
		return "no province ever had the NIK's first two digits";
	case NIK_ROUNDED:
		return "so many NIKs of this file end in 0 that a spreadsheet "
		       "kept only 15 digits";
	}
	return "";
}

static void check_nik(const struct application *application,
		      struct check_faults *faults)
{
	enum nik_fault fault = application->nik_fault;

	bool ask = fault == NIK_EMPTY || fault == NIK_ROUNDED;
	bool npwp = fault >= NIK_DATE && application->nik.digits[0] == '0';

	if (fault != NIK_VALID)
		add(faults, nik_fault_code(fault),
		    ask ? CHECK_ASK : CHECK_INVALID, APPLICATION_NIK,
		    npwp ? "16 digits with a 0 in front are an NPWP, no NIK"
			 : nik_message(fault));
}

static void check_date(enum application_date is, enum application_field field,
		       struct check_faults *faults)
{
	if (is == DATE_UNREADABLE)
		add(faults, "V-DATE", CHECK_INVALID, field,
		    "this is no date (YYYY-MM-DD)");
}

static void check_birth(const struct application *application,
			struct check_faults *faults)
{
	if (application->birth_is != DATE_KNOWN)
		return;
	if (application->birth.days < BIRTH_DAYS_MIN ||
	    (application->applied_is == DATE_KNOWN &&
	     date_compare(application->birth, application->applied) >= 0) ||
	    (application->layoff_is == DATE_KNOWN &&
	     date_compare(application->birth, application->layoff) >= 0))
		add(faults, "V-BIRTH", CHECK_ASK, APPLICATION_BIRTH_DATE,
		    "nobody who applies was born on this day");
}

/* Whether a field is empty or a number that is not negative. */
static bool is_amount(const struct application *application,
		      enum application_field field)
{
	return application->fields[field].length == 0 ||
	       ((application->numbers_known >> field & 1) != 0 &&
		application->numbers[field] >= 0);
}

static void check_numbers(const struct application *application,
			  struct check_faults *faults)
{
	if (!is_amount(application, APPLICATION_WAGE))
		add(faults, "V-MONEY", CHECK_INVALID, APPLICATION_WAGE,
		    "this is no amount in rupiah");
	if (!is_amount(application, APPLICATION_MEMBERSHIP_MONTHS))
		add(faults, "V-NUMBER", CHECK_INVALID,
		    APPLICATION_MEMBERSHIP_MONTHS,
		    "this is no number of months");
}

static void tell_word(struct check_faults *faults, enum application_field field)
{
	struct check_fault *fault = add(faults, "V-WORD", CHECK_ASK, field,
					"this is none of the known words");

	snprintf(fault->detail, sizeof fault->detail, ":%s",
		 application_field_name(field));
}

static void check_words(const struct application *application,
			struct check_faults *faults)
{
	uint32_t bits = application->unknown_words;

	for (size_t i = 0; bits != 0; i++, bits >>= 1)
		if ((bits & 1) != 0)
			tell_word(faults, (enum application_field)i);
}

static bool is_exponent(struct slice text)
{
	return slice_find(text, '+') < text.length &&
	       (slice_find(text, 'E') < text.length ||
		slice_find(text, 'e') < text.length);
}

static void check_numerals(const struct application *application,
			   struct check_faults *faults)
{
	struct slice kpj = application->fields[APPLICATION_KPJ];
	struct slice account = application->fields[APPLICATION_ACCOUNT];

	if (kpj.length > 0 && !kpj_is_valid(kpj))
		add(faults, "V-KPJ", CHECK_ASK, APPLICATION_KPJ,
		    "a KPJ has 11 digits (13 are a health card's)");
	if (!application_is_digits(application, APPLICATION_ACCOUNT) &&
	    is_exponent(account))
		add(faults, "V-ACCOUNT-EXP", CHECK_ASK, APPLICATION_ACCOUNT,
		    "a spreadsheet took the account for a number");
}

bool check_are_flags(const struct check_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->faults[i].weight != CHECK_FLAG)
			return false;
	return true;
}

void check_values(const struct application *application,
		  struct check_faults *faults)
{
	check_nik(application, faults);
	check_date(application->birth_is, APPLICATION_BIRTH_DATE, faults);
	check_date(application->layoff_is, APPLICATION_LAYOFF_DATE, faults);
	check_date(application->applied_is, APPLICATION_APPLIED_AT, faults);
	check_birth(application, faults);
	check_numbers(application, faults);
	check_words(application, faults);
	check_numerals(application, faults);
}

/* nik_agrees_with_birth on the text of the date, YYYY-MM-DD, itself. */
static bool agrees_with_birth(const struct application *application)
{
	const char *birth = application->fields[APPLICATION_BIRTH_DATE].data;
	const char *nik = application->nik.digits + 6; /* ddmmyy */
	int day = (birth[8] - '0') * 10 + birth[9] - '0';

	return application->nik.day == day && nik[2] == birth[5] &&
	       nik[3] == birth[6] && nik[4] == birth[2] && nik[5] == birth[3];
}

static void flag_nik(const struct application *application,
		     struct check_faults *faults)
{
	static const char sexes[] = {'\0', 'm', 'f'}; /* by their codes */
	unsigned sex = application->codes[APPLICATION_SEX];

	if (application->nik_fault != NIK_VALID)
		return;
	if (application->birth_is == DATE_KNOWN &&
	    !agrees_with_birth(application))
		add(faults, "V-NIK-BIRTH", CHECK_FLAG, APPLICATION_NIK,
		    "the NIK has another birth date; ask for evidence");
	if (sex > 0 && sex < sizeof sexes && sexes[sex] != application->nik.sex)
		add(faults, "V-NIK-SEX", CHECK_FLAG, APPLICATION_NIK,
		    "the NIK has the other sex; ask for evidence");
	if (!application->nik.region_known)
		add(faults, "V-NIK-DISTRICT", CHECK_FLAG, APPLICATION_NIK,
		    "the NIK's district is in no edition of the table");
}

/* 08 and 8 to 11 digits, without the general way through phone_normalise. */
static bool is_plain_phone(const struct application *application)
{
	struct slice phone = application->fields[APPLICATION_PHONE];

	return phone.length >= 10 && phone.length <= 13 &&
	       phone.data[0] == '0' && phone.data[1] == '8' &&
	       application_is_digits(application, APPLICATION_PHONE);
}

static void flag_contact(const struct application *application,
			 struct check_faults *faults)
{
	struct slice phone = application->fields[APPLICATION_PHONE];
	struct slice email = application->fields[APPLICATION_EMAIL];
	struct slice kk = application->fields[APPLICATION_KK];
	struct strbuf normal;

	if (phone.length > 0 && !is_plain_phone(application)) {
		strbuf_init(&normal, 64);
		if (!phone_normalise(phone, &normal))
			add(faults, "V-PHONE", CHECK_FLAG, APPLICATION_PHONE,
			    "a mobile number is 08 and 8 to 11 more digits");
		strbuf_release(&normal);
	}
	if (email.length > 0 && slice_find(email, '@') == email.length)
		add(faults, "V-EMAIL", CHECK_FLAG, APPLICATION_EMAIL,
		    "there is no @ in the address");
	if (kk.length > 0 && !kk_is_valid(kk))
		add(faults, "V-KK", CHECK_FLAG, APPLICATION_KK,
		    "a KK has 16 digits with a date in the middle");
}

static void flag_name(const struct application *application,
		      struct check_faults *faults)
{
	struct slice name = application->fields[APPLICATION_NAME];

	if (text_has_digit(name))
		add(faults, "V-NAME-DIGIT", CHECK_FLAG, APPLICATION_NAME,
		    "there are digits in the name");
	if (name.length > NAME_LENGTH_MAX && text_count(name) > NAME_LENGTH_MAX)
		add(faults, "V-NAME-LONG", CHECK_FLAG, APPLICATION_NAME,
		    "a name has at most 60 letters");
}

static void flag_account(const struct application *application,
			 struct check_faults *faults)
{
	struct slice account = application->fields[APPLICATION_ACCOUNT];
	int usual = application->account_length;
	struct check_fault *fault;

	bool digits = application_is_digits(application, APPLICATION_ACCOUNT);

	if (account.length == 0 || (!digits && is_exponent(account)))
		return;
	if (!digits) {
		add(faults, "V-ACCOUNT", CHECK_FLAG, APPLICATION_ACCOUNT,
		    "an account number has digits only");
	} else if (usual > 0 && account.length != (size_t)usual) {
		fault = add(faults, "V-ACCOUNT-LEN", CHECK_FLAG,
			    APPLICATION_ACCOUNT,
			    "not the usual length of this bank's accounts; "
			    "a leading zero may be lost");
		snprintf(fault->detail, sizeof fault->detail, ":%zu:%d",
			 account.length, usual);
	} else if (account.length < ACCOUNT_MIN ||
		   account.length > ACCOUNT_MAX) {
		fault = add(faults, "V-ACCOUNT-LEN", CHECK_FLAG,
			    APPLICATION_ACCOUNT,
			    "accounts have 5 to 16 digits");
		snprintf(fault->detail, sizeof fault->detail, ":%zu:%d-%d",
			 account.length, ACCOUNT_MIN, ACCOUNT_MAX);
	}
}

/* Own account only: the holder has to be the person (programme.md 5.3). */
static void flag_account_name(const struct application *application,
			      struct check_faults *faults)
{
	struct slice holder = application->fields[APPLICATION_ACCOUNT_NAME];
	struct slice owner = application->fields[APPLICATION_NAME];
	struct name left, right;
	struct check_fault *fault;
	int likeness;

	if (holder.length == 0 || owner.length == 0 ||
	    slice_equal(holder, owner) ||
	    slice_equal_ignoring_case(holder, owner))
		return;
	name_parse(holder, &left);
	name_parse(owner, &right);
	likeness = name_likeness(&left, &right);
	if (likeness >= NAME_ALIKE)
		return;
	fault = add(faults, "V-ACCOUNT-NAME", CHECK_FLAG,
		    APPLICATION_ACCOUNT_NAME,
		    "the account's holder is named unlike the person");
	snprintf(fault->detail, sizeof fault->detail, ":%d:%d", likeness,
		 NAME_ALIKE);
}

static void flag_layoff(const struct application *application,
			struct check_faults *faults)
{
	if (application->layoff_is == DATE_KNOWN &&
	    application->applied_is == DATE_KNOWN &&
	    date_compare(application->layoff, application->applied) > 0)
		add(faults, "V-LAYOFF-LATER", CHECK_FLAG,
		    APPLICATION_LAYOFF_DATE,
		    "laid off after the day of the application");
}

/* An active wage earner who says that the work has ended. */
static void flag_category(const struct application *application,
			  struct check_faults *faults)
{
	struct slice employment = application->fields[APPLICATION_EMPLOYMENT];

	if (slice_is(application->fields[APPLICATION_CATEGORY], "pu_active") &&
	    (slice_is(employment, "laid_off") ||
	     slice_is(employment, "contract_ended") ||
	     slice_is(employment, "resigned")))
		add(faults, "V-CATEGORY", CHECK_FLAG, APPLICATION_CATEGORY,
		    "category says active, employment says that it ended");
}

void check_flags(const struct application *application,
		 struct check_faults *faults)
{
	flag_nik(application, faults);
	flag_contact(application, faults);
	flag_name(application, faults);
	flag_account(application, faults);
	flag_account_name(application, faults);
	flag_layoff(application, faults);
	flag_category(application, faults);
}
