#include "match/calls.h"

#include "system/memory.h"
#include "system/sheet.h"

#include <stdlib.h>

#define CALLS_MAX ((size_t)1 << 30)

enum { CALL_COLUMNS = 7 };

static const char *const headings[2][CALL_COLUMNS] = {
	{"Peserta", "Nama", "Telepon", "Kursus", "Urutan tunggu", "Alasan",
	 "Jawaban sampai"},
	{"person", "name", "phone", "course", "waitlist_place", "why", "until"},
};

static const char *const reasons[][2] = {
	[CALL_NEW_SEAT] = {"mendapat kursi", "has a seat"},
	[CALL_MOVED_UP] = {"pindah ke pilihan yang lebih baik",
			   "moved to a better choice"},
	[CALL_STAND_BY] = {"cadangan berikutnya", "next on the waiting list"},
};

void calls_init(struct calls *calls, bool indonesian)
{
	*calls = (struct calls){.indonesian = indonesian};
	arena_init(&calls->arena, CALLS_MAX);
	set_init(&calls->persons, CALLS_MAX);
}

void calls_release(struct calls *calls)
{
	arena_release(&calls->arena);
	set_release(&calls->persons);
	free(calls->list);
}

bool calls_add(struct calls *calls, const struct call *call, struct diag *diag)
{
	struct call copy = *call;
	uint32_t index;
	bool added;

	if (!set_add(&calls->persons, call->person, &index, &added))
		return diag_memory(diag);
	if (!added)
		return true;
	if (!memory_reserve(&calls->list, &calls->room, index + 1U,
			    sizeof *calls->list))
		return diag_memory(diag);
	copy.person = set_string(&calls->persons, index);
	copy.course = arena_copy(&calls->arena, call->course);
	copy.place = arena_copy(&calls->arena, call->place);
	if (copy.course.data == NULL || copy.place.data == NULL)
		return diag_memory(diag);
	calls->list[index] = copy;
	calls->count = index + 1;
	return true;
}

bool calls_identify(struct calls *calls, const struct call_identity *identity,
		    struct diag *diag)
{
	uint32_t index = set_find(&calls->persons, identity->person);
	struct call *call;

	if (index == SET_NONE)
		return true;
	call = &calls->list[index];
	if (!identity_row_take(&call->known, identity->status,
			       identity->application))
		return true;
	call->name = arena_copy(&calls->arena, identity->name);
	call->phone = arena_copy(&calls->arena, identity->phone);
	return (call->name.data != NULL && call->phone.data != NULL) ||
	       diag_memory(diag);
}

static int compare_calls(const void *left, const void *right)
{
	const struct call *l = left, *r = right;
	int order;

	if (l->reason != r->reason)
		return l->reason < r->reason ? -1 : 1;
	order = slice_compare(l->course, r->course);
	return order != 0 ? order : slice_compare(l->person, r->person);
}

/* The cells of a row; until borrows the buffer. */
static void fill_row(const struct calls *calls, const struct call *call,
		     struct slice until, struct slice row[CALL_COLUMNS])
{
	row[0] = call->person;
	row[1] = call->name;
	row[2] = call->phone;
	row[3] = call->course;
	row[4] = call->place;
	row[5] = slice_of(reasons[call->reason][!calls->indonesian]);
	row[6] = until;
}

static struct slice format_until(struct date until, char out[DATE_SIZE])
{
	return until.days == DATE_EARLIEST.days ? (struct slice){0}
						: date_format(until, out);
}

static void append_csv(struct strbuf *out, struct slice cell, bool last)
{
	strbuf_append_byte(out, '"');
	if (text_is_formula(cell))
		strbuf_append_byte(out, '\'');
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.data[i] == '"')
			strbuf_append_byte(out, '"');
		strbuf_append_byte(out, cell.data[i]);
	}
	strbuf_append_string(out, last ? "\"\r\n" : "\",");
}

static void sort_calls(struct calls *calls)
{
	if (calls->count > 1)
		qsort(calls->list, calls->count, sizeof *calls->list,
		      compare_calls);
}

bool calls_write_csv(struct calls *calls, struct date until, struct strbuf *out)
{
	char text[DATE_SIZE];
	struct slice row[CALL_COLUMNS], day = format_until(until, text);

	sort_calls(calls);
	for (size_t i = 0; i < CALL_COLUMNS; i++)
		append_csv(out, slice_of(headings[!calls->indonesian][i]),
			   i + 1 == CALL_COLUMNS);
	for (size_t i = 0; i < calls->count; i++) {
		fill_row(calls, &calls->list[i], day, row);
		for (size_t j = 0; j < CALL_COLUMNS; j++)
			append_csv(out, row[j], j + 1 == CALL_COLUMNS);
	}
	return !out->failed;
}

bool calls_write_sheet(struct calls *calls, struct date until, const char *path,
		       struct date day, struct diag *diag)
{
	char text[DATE_SIZE];
	struct slice row[CALL_COLUMNS], last = format_until(until, text);
	struct sheet_writer *writer = sheet_create(path, day, diag);
	struct diag ignored;
	bool good;

	if (writer == NULL)
		return false;
	sort_calls(calls);
	good = sheet_begin(writer, calls->indonesian ? "hubungi" : "call",
			   headings[!calls->indonesian], CALL_COLUMNS, diag);
	for (size_t i = 0; good && i < calls->count; i++) {
		fill_row(calls, &calls->list[i], last, row);
		for (size_t j = 0; j < CALL_COLUMNS; j++)
			sheet_put_text(writer, row[j]);
		good = sheet_end_row(writer, diag);
	}
	return sheet_finish(writer, good ? diag : &ignored) && good;
}
