#include "enroll/repeats_parts.h"

#include "base/number.h"
#include "base/set.h"
#include "system/memory.h"
#include "value/identity.h"

#include <stdlib.h>

enum {
	SCRATCH_MAX = 64 * 1024,
	FILES_MAX = 4096,
	DAY_BIAS = 1 << 20 /* makes every civil date's days positive */
};

void repeats_init(struct repeats *repeats, bool households, bool is_asked)
{
	*repeats = (struct repeats){.households = households,
				    .is_asked = is_asked};
	strbuf_init(&repeats->scratch, SCRATCH_MAX);
}

void repeats_release(struct repeats *repeats)
{
	column_release(&repeats->niks);
	column_release(&repeats->days);
	column_release(&repeats->versions);
	column_release(&repeats->files);
	column_release(&repeats->number_keys);
	for (size_t i = 0; i < REPEATS_KEYS; i++)
		column_release(&repeats->keys[i]);
	texts_release(&repeats->numbers);
	table_index_release(&repeats->by_nik);
	table_index_release(&repeats->by_number);
	for (size_t i = 0; i < NOTES_KINDS; i++)
		free(repeats->notes[i].notes);
	free(repeats->file_names);
	strbuf_release(&repeats->scratch);
}

bool repeats_note(struct repeats *repeats, enum repeats_notes kind,
		  size_t record, size_t value)
{
	struct repeats_notes_list *list = &repeats->notes[kind];

	if (!memory_reserve(&list->notes, &list->room, list->count + 1,
			    sizeof *list->notes))
		return false;
	list->notes[list->count++] =
		(struct repeats_note){(uint32_t)record, (uint32_t)value};
	return true;
}

static int compare_notes(const void *left, const void *right)
{
	const struct repeats_note *a = left, *b = right;

	return (a->record > b->record) - (a->record < b->record);
}

void repeats_sort_notes(struct repeats_notes_list *list)
{
	if (list->count > 0)
		qsort(list->notes, list->count, sizeof *list->notes,
		      compare_notes);
	list->cursor = 0;
}

size_t repeats_noted(const struct repeats_notes_list *list, size_t record)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->notes[middle].record < record)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->count && list->notes[low].record == record
		       ? list->notes[low].value
		       : SIZE_MAX;
}

static uint32_t day_key(struct date date, enum application_date is)
{
	return is == DATE_KNOWN ? (uint32_t)(date.days + DAY_BIAS) : 0;
}

/* Letters in lower case and digits; what is between them doesn't count. */
static void append_folded(struct strbuf *out, struct slice text)
{
	char folded[64];
	size_t length = 0;

	for (size_t i = 0; i < text.length && length < sizeof folded; i++) {
		char byte = text_lower(text.data[i]);

		if ((byte >= 'a' && byte <= 'z') || text_is_digit(byte))
			folded[length++] = byte;
	}
	strbuf_append(out, (struct slice){folded, length});
}

static uint64_t key_of(const struct strbuf *text)
{
	return text->length == 0 ? 0 : set_hash(strbuf_slice(text)) | 1;
}

/* The same number at two banks is two accounts. */
static uint64_t account_key(struct repeats *repeats,
			    const struct application *application)
{
	struct slice account = application->fields[APPLICATION_ACCOUNT];

	if (account.length == 0)
		return 0;
	if (!application_is_digits(application, APPLICATION_ACCOUNT)) {
		strbuf_reset(&repeats->scratch);
		append_folded(&repeats->scratch, account);
		account = strbuf_slice(&repeats->scratch);
	}
	return (set_hash(account) * 31 + application->bank_key) | 1;
}

static uint64_t phone_key(struct repeats *repeats,
			  const struct application *application)
{
	struct slice phone = application->fields[APPLICATION_PHONE];

	if (phone.length == 0)
		return 0;
	if (phone.data[0] == '0' &&
	    application_is_digits(application, APPLICATION_PHONE))
		return set_hash(phone) | 1;
	strbuf_reset(&repeats->scratch);
	if (!phone_normalise(phone, &repeats->scratch)) {
		strbuf_reset(&repeats->scratch);
		append_folded(&repeats->scratch, phone);
	}
	return key_of(&repeats->scratch);
}

static uint64_t email_key(const struct application *application)
{
	struct slice email = application->fields[APPLICATION_EMAIL];
	char lower[128];
	size_t length =
		email.length < sizeof lower ? email.length : sizeof lower;

	if (length == 0)
		return 0;
	text_lower_copy(slice_part(email, 0, length), lower);
	return set_hash((struct slice){lower, length}) | 1;
}

static uint64_t household_key(struct repeats *repeats,
			      const struct application *application)
{
	strbuf_reset(&repeats->scratch);
	append_folded(&repeats->scratch, application->fields[APPLICATION_KK]);
	return key_of(&repeats->scratch);
}

/* How much of the application is filled in, and a hash of all of it. */
static uint64_t content_rank(const struct application *application)
{
	const struct record *record = application->record;
	uint64_t filled = 0, hash = 0;

	for (size_t i = 0; i < APPLICATION_FIELDS; i++)
		filled += application->fields[i].length > 0;
	if (record->text.data != NULL)
		hash = set_hash_long(record->text);
	else if (record->row.data != NULL)
		hash = set_hash_long(record->row);
	else
		for (size_t i = 0; i < record->count; i++)
			hash = hash * UINT64_C(0x9e3779b97f4a7c15) +
			       set_hash(record->fields[i]);
	return filled << 41 | hash >> 23;
}

static bool note_file(struct repeats *repeats, const char *file)
{
	const char **names = repeats->file_names;

	if (repeats->file_count > 0 && names[repeats->file_count - 1] == file)
		return true;
	if (repeats->file_count == FILES_MAX)
		return false;
	names = realloc(names, (repeats->file_count + 1) * sizeof *names);
	if (names == NULL)
		return false;
	names[repeats->file_count++] = file;
	repeats->file_names = names;
	return column_add(&repeats->files, repeats->count);
}

static bool add_number(struct repeats *repeats,
		       const struct application *application)
{
	char digits[NUMBER_SIZE];

	if (application->fields[APPLICATION_NUMBER].length > 0)
		return texts_add(&repeats->numbers,
				 application->fields[APPLICATION_NUMBER]);
	repeats->unnumbered = true;
	strbuf_reset(&repeats->scratch);
	strbuf_append_byte(&repeats->scratch, ':');
	strbuf_append(
		&repeats->scratch,
		number_format((int64_t)application->record->number, digits));
	return texts_add(&repeats->numbers, strbuf_slice(&repeats->scratch));
}

static bool add_keys(struct repeats *repeats,
		     const struct application *application)
{
	return column_add(&repeats->keys[REPEATS_ACCOUNT],
			  account_key(repeats, application)) &&
	       column_add(&repeats->keys[REPEATS_PHONE],
			  phone_key(repeats, application)) &&
	       column_add(&repeats->keys[REPEATS_EMAIL],
			  email_key(application)) &&
	       (!repeats->households ||
		column_add(&repeats->keys[REPEATS_HOUSEHOLD],
			   household_key(repeats, application)));
}

bool repeats_add(struct repeats *repeats, const struct application *application,
		 enum enroll_status status, unsigned kept, struct diag *diag)
{
	uint64_t days =
		(uint64_t)day_key(application->applied, application->applied_is)
			<< (DAY_BITS + KEPT_BITS) |
		(uint64_t)day_key(application->birth, application->birth_is)
			<< KEPT_BITS |
		kept;
	uint64_t version;

	if (!note_file(repeats, application->record->file))
		return diag_set(diag, "over %d files in one run", FILES_MAX);
	version = (uint64_t)(repeats->file_count - 1) << 49 |
		  content_rank(application);
	version = version << VERSION_STATUS_BITS | (uint64_t)status;
	if (!column_add(&repeats->niks, application_nik_key(application)) ||
	    !column_add(&repeats->days, days) ||
	    !column_add(&repeats->versions, version) ||
	    !add_number(repeats, application) ||
	    !add_keys(repeats, application))
		return diag_memory(diag);
	repeats->count++;
	return true;
}

/* The value noted for the next record; the lists are walked in step. */
static size_t take_note(struct repeats *repeats, enum repeats_notes kind,
			size_t record, size_t otherwise)
{
	struct repeats_notes_list *list = &repeats->notes[kind];

	if (list->cursor == list->count ||
	    list->notes[list->cursor].record != record)
		return otherwise;
	return list->notes[list->cursor++].value;
}

struct repeat repeats_next(struct repeats *repeats)
{
	size_t record = repeats->next++;
	size_t other = take_note(repeats, NOTES_DUPLICATE, record, SIZE_MAX);
	size_t newer = take_note(repeats, NOTES_SUPERSEDED, record, SIZE_MAX);
	struct repeat repeat = {
		.kept = days_kept(column_at(&repeats->days, record)),
		.fate = ENROLL_ACCEPTED,
		.same_nik = take_note(repeats, NOTES_NIK, record, SIZE_MAX),
		.numbers =
			(unsigned)take_note(repeats, NOTES_NUMBER, record, 0),
		.accounts = (unsigned)take_note(
			repeats, NOTES_SHARED + REPEATS_ACCOUNT, record, 0),
		.phones = (unsigned)take_note(
			repeats, NOTES_SHARED + REPEATS_PHONE, record, 0),
		.emails = (unsigned)take_note(
			repeats, NOTES_SHARED + REPEATS_EMAIL, record, 0),
		.household_place = (int64_t)take_note(
			repeats, NOTES_SHARED + REPEATS_HOUSEHOLD, record, 1),
	};

	repeats->numbers_walk.texts = &repeats->numbers;
	texts_next(&repeats->numbers_walk, &repeat.number);
	if (newer != SIZE_MAX) {
		repeat.fate = ENROLL_SUPERSEDED;
		repeat.other = newer;
	} else if (other != SIZE_MAX) {
		repeat.fate = ENROLL_DUPLICATE;
		repeat.other = other;
	}
	return repeat;
}

bool repeats_application(const struct repeats *repeats, size_t record,
			 struct strbuf *out)
{
	return repeats_name(repeats, record,
			    texts_at(&repeats->numbers, record), out);
}

bool repeats_name(const struct repeats *repeats, size_t record,
		  struct slice number, struct strbuf *out)
{
	size_t file = repeats->file_count - 1;
	const char *name, *slash;

	if (number.length > 0 && number.data[0] != ':')
		return strbuf_append(out, number);
	while (column_at(&repeats->files, file) > record)
		file--;
	name = repeats->file_names[file];
	slash = strrchr(name, '/');
	strbuf_append_string(out, slash == NULL ? name : slash + 1);
	return strbuf_append(out, number);
}

size_t repeats_find_nik(const struct repeats *repeats, uint64_t nik)
{
	return table_index_find(&repeats->by_nik, nik);
}

uint64_t repeats_nik(const struct repeats *repeats, size_t record)
{
	return column_at(&repeats->niks, record);
}

bool repeats_birth(const struct repeats *repeats, size_t record,
		   struct date *birth)
{
	uint32_t key = days_birth(column_at(&repeats->days, record));

	birth->days = (int32_t)(key - DAY_BIAS);
	return key != 0;
}

bool repeats_applied_on(const struct repeats *repeats, size_t record,
			struct slice day)
{
	uint32_t key = days_applied(column_at(&repeats->days, record));
	struct date date;

	return key != 0 && date_parse(day, &date) &&
	       date.days == (int32_t)(key - DAY_BIAS);
}
