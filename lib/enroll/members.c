#include "enroll/members.h"

#include "base/number.h"
#include "system/memory.h"
#include "value/money.h"

#include <stdio.h>
#include <stdlib.h>

enum { MEMBERS_MEMORY_MAX = 1 << 30, NUMBER_MAX = 32 };

static const char *const names[MEMBERS_FIELDS] = {
	"nik",	"kpj",	      "birth_date", "active", "membership_months",
	"wage", "jht_claimed"};

void members_init(struct members *members)
{
	*members = (struct members){0};
	set_init(&members->numbers, MEMBERS_MEMORY_MAX);
}

void members_release(struct members *members)
{
	set_release(&members->numbers);
	free(members->all);
}

/* A number with its kind in front, so that no NIK is taken for a KPJ. */
static struct slice number_key(char kind, struct slice digits,
			       char out[NUMBER_MAX])
{
	if (digits.length == 0 || digits.length >= NUMBER_MAX)
		return (struct slice){0};
	out[0] = kind;
	memcpy(out + 1, digits.data, digits.length);
	return (struct slice){out, digits.length + 1};
}

static struct slice nik_key(const struct application *application,
			    char out[NUMBER_MAX])
{
	if (application->nik_fault != NIK_VALID)
		return (struct slice){0};
	return number_key(
		'n', (struct slice){application->nik.digits, NIK_LENGTH}, out);
}

static struct slice kpj_key(struct slice kpj, char out[NUMBER_MAX])
{
	return kpj_is_valid(kpj) ? number_key('k', kpj, out)
				 : (struct slice){0};
}

static bool expect(struct members *members, struct slice key)
{
	uint32_t index;
	bool added;

	if (key.length == 0)
		return true;
	if (!set_add(&members->numbers, key, &index, &added) ||
	    !memory_reserve(&members->all, &members->room, index + 1U,
			    sizeof *members->all))
		return false;
	if (added)
		members->all[index] = (struct member){0};
	return true;
}

bool members_expect(struct members *members,
		    const struct application *application)
{
	char nik[NUMBER_MAX], kpj[NUMBER_MAX];

	return expect(members, nik_key(application, nik)) &&
	       expect(members,
		      kpj_key(application->fields[APPLICATION_KPJ], kpj));
}

bool members_layout_init(struct members_layout *layout,
			 const struct header *header, struct diag *diag)
{
	for (size_t i = 0; i < MEMBERS_FIELDS; i++)
		layout->columns[i] = header_find(header, slice_of(names[i]));
	return layout->columns[MEMBERS_KPJ] != COLUMN_NONE ||
	       header_require(header, "nik", &layout->columns[MEMBERS_NIK],
			      diag);
}

static struct slice field(const struct members_layout *layout,
			  const struct record *record, enum members_field which)
{
	return slice_trim(record_field(record, layout->columns[which]));
}

static bool is_word(struct slice text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (slice_equal_ignoring_case(text, slice_of(*words)))
			return true;
	return false;
}

static void take_activity(struct member *member, struct slice text)
{
	static const char *const active[] = {"yes", "ya",   "aktif", "active",
					     "1",   "true", NULL};

	if (is_word(text, active))
		member->active = true;
	else if (text.length > 0)
		member->inactive = true;
}

static void take_jht(struct member *member, struct slice text)
{
	struct slice word;
	unsigned code = words_normalise(WORDS_FLAG, text, &word);

	member->jht_claimed = member->jht_claimed || slice_is(word, "yes");
	member->jht_kept = member->jht_kept ||
			   (code != WORDS_EMPTY && slice_is(word, "no"));
}

static void take_months(struct member *member, struct slice text)
{
	int64_t months;

	if (!number_parse(text, &months) || months < 0)
		return;
	if (!member->months_known || months > member->months_most)
		member->months_most = months;
	if (!number_add(member->months_sum, months, &member->months_sum))
		member->months_sum = INT64_MAX;
	member->months_known = true;
}

static void take_wage(struct member *member, struct slice text)
{
	struct money wage;

	if (!money_parse(text, &wage))
		return;
	if (!member->wage_known || wage.rupiah < member->wage_least)
		member->wage_least = wage.rupiah;
	if (!member->wage_known || wage.rupiah > member->wage_most)
		member->wage_most = wage.rupiah;
	member->wage_known = true;
}

static void take_birth(struct member *member, struct slice text)
{
	struct date birth;

	if (!date_parse(text, &birth))
		return;
	if (!member->birth_known ||
	    date_compare(birth, member->birth_first) < 0)
		member->birth_first = birth;
	if (!member->birth_known || date_compare(birth, member->birth_last) > 0)
		member->birth_last = birth;
	member->birth_known = true;
}

static void take_row(struct members *members, struct slice key,
		     const struct members_layout *layout,
		     const struct record *record)
{
	uint32_t index =
		key.length == 0 ? SET_NONE : set_find(&members->numbers, key);
	struct member *member;

	if (index == SET_NONE)
		return;
	member = &members->all[index];
	member->rows++;
	take_activity(member, field(layout, record, MEMBERS_ACTIVE));
	take_jht(member, field(layout, record, MEMBERS_JHT));
	take_months(member, field(layout, record, MEMBERS_MONTHS));
	take_wage(member, field(layout, record, MEMBERS_WAGE));
	take_birth(member, field(layout, record, MEMBERS_BIRTH_DATE));
}

void members_take(struct members *members, const struct members_layout *layout,
		  const struct record *record)
{
	char nik[NUMBER_MAX], kpj[NUMBER_MAX];
	struct application row = {0};

	row.nik_fault = nik_parse(field(layout, record, MEMBERS_NIK), &row.nik);
	take_row(members, nik_key(&row, nik), layout, record);
	take_row(members, kpj_key(field(layout, record, MEMBERS_KPJ), kpj),
		 layout, record);
}

/* By NIK; a KPJ is one job's, and typed wrong more often. */
static const struct member *find(const struct members *members,
				 const struct application *application)
{
	char room[NUMBER_MAX];
	struct slice key = nik_key(application, room);
	uint32_t index =
		key.length == 0 ? SET_NONE : set_find(&members->numbers, key);

	if (index != SET_NONE && members->all[index].rows > 0)
		return &members->all[index];
	key = kpj_key(application->fields[APPLICATION_KPJ], room);
	if (key.length > 0)
		index = set_find(&members->numbers, key);
	return index == SET_NONE ? NULL : &members->all[index];
}

static void add(struct members_conflicts *conflicts, const char *code,
		enum application_field field, struct slice claimed,
		const char *known)
{
	struct members_conflict *conflict = &conflicts->all[conflicts->count++];

	conflict->code = code;
	conflict->field = field;
	conflict->detail[0] = '\0';
	if (known != NULL)
		snprintf(conflict->detail, sizeof conflict->detail, ":%.*s:%s",
			 SLICE_PRINT(
				 slice_part(claimed, 0, MEMBERS_CLAIMED_MAX)),
			 known);
}

/* "8", or "8-14" where several rows make a range. */
static void range_text(int64_t low, int64_t high, char out[MEMBERS_KNOWN_SIZE])
{
	if (low == high)
		snprintf(out, MEMBERS_KNOWN_SIZE, "%lld", (long long)low);
	else
		snprintf(out, MEMBERS_KNOWN_SIZE, "%lld-%lld", (long long)low,
			 (long long)high);
}

static void compare_numbers(const struct member *member,
			    const struct application *application,
			    struct members_conflicts *conflicts)
{
	struct slice months =
		application->fields[APPLICATION_MEMBERSHIP_MONTHS];
	struct slice wage = application->fields[APPLICATION_WAGE];
	char known[MEMBERS_KNOWN_SIZE];
	struct money money;
	int64_t number;

	if (member->months_known && number_parse(months, &number) &&
	    (number < member->months_most || number > member->months_sum)) {
		range_text(member->months_most, member->months_sum, known);
		add(conflicts, "V-MEMBER-MONTHS", APPLICATION_MEMBERSHIP_MONTHS,
		    months, known);
	}
	if (member->wage_known && money_parse(wage, &money) &&
	    (money.rupiah < member->wage_least ||
	     money.rupiah > member->wage_most)) {
		range_text(member->wage_least, member->wage_most, known);
		add(conflicts, "V-MEMBER-WAGE", APPLICATION_WAGE, wage, known);
	}
}

/* Furloughed people are still employed, and usually members still. */
static void compare_activity(const struct member *member,
			     const struct application *application,
			     struct members_conflicts *conflicts)
{
	struct slice employment = application->fields[APPLICATION_EMPLOYMENT];
	static const char *const ended[] = {"laid_off", "contract_ended",
					    "resigned", NULL};
	bool says_ended = is_word(employment, ended);
	bool says_active = slice_is(employment, "active") ||
			   slice_is(application->fields[APPLICATION_CATEGORY],
				    "pu_active");

	if (member->active && says_ended)
		add(conflicts, "V-MEMBER-ACTIVE", APPLICATION_EMPLOYMENT,
		    employment, "active");
	if (!member->active && member->inactive && says_active)
		add(conflicts, "V-MEMBER-INACTIVE", APPLICATION_EMPLOYMENT,
		    employment, "inactive");
}

static void compare_rest(const struct member *member,
			 const struct application *application,
			 struct members_conflicts *conflicts)
{
	struct slice claimed = application->fields[APPLICATION_JHT_CLAIMED];
	struct date birth = application->birth;

	if (member->jht_claimed && slice_is(claimed, "no"))
		add(conflicts, "V-MEMBER-JHT", APPLICATION_JHT_CLAIMED, claimed,
		    "yes");
	if (!member->jht_claimed && member->jht_kept &&
	    slice_is(claimed, "yes"))
		add(conflicts, "V-MEMBER-JHT", APPLICATION_JHT_CLAIMED, claimed,
		    "no");
	if (member->birth_known && application->birth_is == DATE_KNOWN &&
	    (date_compare(birth, member->birth_first) < 0 ||
	     date_compare(birth, member->birth_last) > 0))
		add(conflicts, "V-MEMBER-BIRTH", APPLICATION_BIRTH_DATE,
		    (struct slice){0}, NULL);
}

void members_compare(const struct members *members,
		     const struct application *application,
		     struct members_conflicts *conflicts)
{
	const struct member *member = find(members, application);

	conflicts->count = 0;
	if (member == NULL)
		return;
	if (member->rows == 0) {
		add(conflicts, "V-MEMBER-NONE", APPLICATION_NIK,
		    (struct slice){0}, NULL);
		return;
	}
	compare_numbers(member, application, conflicts);
	compare_activity(member, application, conflicts);
	compare_rest(member, application, conflicts);
}
