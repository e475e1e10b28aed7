#include "stream/schema.h"

static const struct schema_field fields[] = {
	/* an application */
	{"application", FIELD_IDENTIFIER},
	{"person", FIELD_IDENTIFIER},
	{"nik", FIELD_IDENTIFIER},
	{"kpj", FIELD_IDENTIFIER},
	{"kk", FIELD_IDENTIFIER},
	{"name", FIELD_TEXT},
	{"birth_date", FIELD_DATE},
	{"sex", FIELD_SEX},
	{"district", FIELD_TEXT},
	{"phone", FIELD_IDENTIFIER},
	{"email", FIELD_TEXT},
	{"address", FIELD_TEXT},
	{"category", FIELD_TEXT},
	{"employment", FIELD_TEXT},
	{"track", FIELD_TEXT},
	{"referred_by", FIELD_TEXT},
	{"membership_months", FIELD_NUMBER},
	{"wage", FIELD_MONEY},
	{"last_employer", FIELD_TEXT},
	{"layoff_date", FIELD_DATE},
	{"jht_claimed", FIELD_FLAG},
	{"disability", FIELD_TEXT},
	{"needs_access", FIELD_FLAG},
	{"education", FIELD_TEXT},
	{"wish", FIELD_TEXT},
	{"mode_ok", FIELD_TEXT},
	{"bank", FIELD_TEXT},
	{"account", FIELD_IDENTIFIER},
	{"account_name", FIELD_TEXT},
	{"consent", FIELD_FLAG},
	{"wants_business", FIELD_FLAG},
	{"applied_at", FIELD_DATE},
	/* vk-enroll */
	{"enroll_status", FIELD_TEXT},
	{"enroll_reasons", FIELD_LIST},
	{"enroll_missing", FIELD_LIST},
	{"duplicate_of", FIELD_IDENTIFIER},
	{"duplicate_bits", FIELD_TEXT},
	{"listed", FIELD_TEXT},
	{"flags", FIELD_LIST},
	/* vk-match */
	{"match_status", FIELD_TEXT},
	{"course", FIELD_TEXT},
	{"provider", FIELD_TEXT},
	{"choice", FIELD_NUMBER},
	{"priority", FIELD_TEXT},
	{"lottery", FIELD_TEXT},
	{"waitlist_place", FIELD_NUMBER},
	{"match_reasons", FIELD_LIST},
	{"course_start", FIELD_DATE},
	{"course_end", FIELD_DATE},
	{"course_days", FIELD_LIST},
	{"course_times", FIELD_LIST},
	{"course_mode", FIELD_TEXT},
	/* vk-attend */
	{"sessions_planned", FIELD_NUMBER},
	{"sessions_held", FIELD_NUMBER},
	{"present", FIELD_NUMBER},
	{"late", FIELD_NUMBER},
	{"excused", FIELD_NUMBER},
	{"sick", FIELD_NUMBER},
	{"absent", FIELD_NUMBER},
	{"pending", FIELD_NUMBER},
	{"minutes_planned", FIELD_NUMBER},
	{"minutes_present", FIELD_NUMBER},
	{"attendance", FIELD_NUMBER},
	{"completion", FIELD_TEXT},
	{"payable_days", FIELD_LIST},
	{"must_attend", FIELD_TEXT},
	{"assessment", FIELD_TEXT},
	{"certificate_no", FIELD_IDENTIFIER},
	/* vk-payout */
	{"days_due", FIELD_NUMBER},
	{"amount_due", FIELD_MONEY},
	{"paid_before", FIELD_MONEY},
	{"transfer", FIELD_IDENTIFIER},
	{"pay_status", FIELD_TEXT},
	{"pay_reason", FIELD_TEXT},
	/* courses */
	{"title", FIELD_TEXT},
	{"vocation", FIELD_TEXT},
	{"skkni", FIELD_TEXT},
	{"modules", FIELD_TEXT},
	{"mode", FIELD_TEXT},
	{"accessible", FIELD_FLAG},
	{"capacity", FIELD_NUMBER},
	{"minimum", FIELD_NUMBER},
	{"cost_rupiah", FIELD_MONEY},
	{"start_date", FIELD_DATE},
	{"end_date", FIELD_DATE},
	{"days", FIELD_LIST},
	{"times", FIELD_LIST},
	{"shifts", FIELD_LIST},
	{"agreement_from", FIELD_DATE},
	{"agreement_to", FIELD_DATE},
	{"accredited_from", FIELD_DATE},
	{"accredited_to", FIELD_DATE},
	/* evidence, corrections, calendars */
	{"class", FIELD_TEXT},
	{"date", FIELD_DATE},
	{"announced", FIELD_DATE},
	{"received_at", FIELD_TEXT},
	{"complete_to", FIELD_TEXT},
	{"issued", FIELD_DATE},
	{"expires", FIELD_DATE},
	/* what came after */
	{"observed_on", FIELD_DATE},
	{"wage_after", FIELD_MONEY},
	{"kur_amount", FIELD_MONEY},
	{NULL, FIELD_TEXT},
};

static const char *const identities[] = {
	"nik",	 "kpj",	    "kk",      "name",	       "phone",
	"email", "address", "account", "account_name",
};

const struct schema_field *schema_fields(void)
{
	return fields;
}

bool schema_is_field(struct slice name)
{
	for (size_t i = 0; fields[i].name != NULL; i++)
		if (slice_is(name, fields[i].name))
			return true;
	return false;
}

enum field_kind schema_kind(struct slice name)
{
	for (size_t i = 0; fields[i].name != NULL; i++)
		if (slice_is(name, fields[i].name))
			return fields[i].kind;
	return FIELD_TEXT;
}

size_t header_find(const struct header *header, struct slice name)
{
	for (size_t i = 0; i < header->count; i++)
		if (slice_equal(header->names[i], name))
			return i;
	return COLUMN_NONE;
}

bool header_require(const struct header *header, const char *name,
		    size_t *column, struct diag *diag)
{
	char names[DIAG_SIZE / 2];
	size_t length = 0;

	*column = header_find(header, slice_of(name));
	if (*column != COLUMN_NONE)
		return true;
	names[0] = '\0';
	for (size_t i = 0; i < header->count; i++) {
		struct slice each = header->names[i];

		if (length + each.length + 2 > sizeof names)
			break;
		if (i > 0)
			names[length++] = ' ';
		memcpy(names + length, each.data, each.length);
		length += each.length;
		names[length] = '\0';
	}
	return diag_set(diag, "no column \"%s\"; there are: %s", name, names);
}

bool schema_is_name(struct slice name)
{
	if (name.length == 0 || name.length > SCHEMA_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.length; i++) {
		char byte = name.data[i];
		bool letter = byte >= 'a' && byte <= 'z';

		if (!letter &&
		    (i == 0 || (!text_is_digit(byte) && byte != '_')))
			return false;
	}
	return true;
}

bool schema_is_identity(struct slice name)
{
	for (size_t i = 0; i < sizeof identities / sizeof *identities; i++)
		if (slice_is(name, identities[i]))
			return true;
	return false;
}
