#include "attend/roster.h"

#include "attend/moment.h"
#include "attend/roster_number.h"
#include "attend/schedule.h"
#include "system/sheet.h"

enum { FIXED = 3, HEADING_SIZE = DATE_SIZE + TIME_SIZE };

struct roster {
	const char *headings[FIXED + ROSTER_SESSIONS_MAX];
	size_t count;
	struct arena arena;
};

/* "2020-09-07", with the time where the day has more than one session. */
static bool add_heading(struct roster *roster, const struct session *session,
			bool timed)
{
	char *heading = arena_alloc(&roster->arena, HEADING_SIZE);
	char time[TIME_SIZE];
	struct slice text;

	if (heading == NULL)
		return false;
	date_format(session->date, heading);
	text = time_format(session->start, time);
	if (timed && text.length > 0) {
		heading[10] = ' ';
		memcpy(heading + 11, text.data, text.length);
		heading[11 + text.length] = '\0';
	}
	roster->headings[roster->count++] = heading;
	return true;
}

static bool same_day(const struct class_roll *class_roll, size_t one,
		     size_t other)
{
	return one < class_roll->session_count &&
	       other < class_roll->session_count &&
	       class_roll->sessions[one].date.days ==
		       class_roll->sessions[other].date.days;
}

static bool add_headings(struct roster *roster,
			 const struct class_roll *class_roll, struct diag *diag)
{
	roster->headings[roster->count++] = "Kelas";
	roster->headings[roster->count++] = "Nomor peserta";
	roster->headings[roster->count++] = "Nama";
	for (size_t i = 0; i < class_roll->session_count; i++) {
		if (!class_roll->sessions[i].planned)
			continue;
		if (roster->count == FIXED + ROSTER_SESSIONS_MAX)
			return diag_set(diag,
					"class \"%.*s\" has more than %d "
					"sessions",
					SLICE_PRINT(class_roll->id),
					ROSTER_SESSIONS_MAX);
		if (!add_heading(
			    roster, class_roll->sessions + i,
			    same_day(class_roll, i, i + 1) ||
				    (i > 0 && same_day(class_roll, i, i - 1))))
			return diag_memory(diag);
	}
	return true;
}

static bool put_rows(struct roster *roster, const struct roll *roll,
		     const struct class_roll *class_roll,
		     struct sheet_writer *writer, struct diag *diag)
{
	for (uint32_t i = 0; i < class_roll->count; i++) {
		uint32_t place = class_roll->first + i;
		uint32_t person = roll_places(roll)[place].person;
		struct slice number =
			roster_number(roll, place, &roster->arena);

		if (number.data == NULL)
			return diag_memory(diag);
		sheet_put_text(writer, class_roll->id);
		sheet_put_text(writer, number);
		sheet_put_text(writer, roll_identities(roll)[person].name);
		for (size_t j = FIXED; j < roster->count; j++)
			sheet_put_empty(writer);
		if (!sheet_end_row(writer, diag))
			return false;
	}
	return true;
}

bool roster_write(const struct roll *roll, uint32_t class_index,
		  const char *path, struct date created, struct diag *diag)
{
	const struct class_roll *class_roll = roll_classes(roll) + class_index;
	struct roster roster = {.count = 0};
	struct sheet_writer *writer;
	struct diag ignored;
	bool done;

	arena_init(&roster.arena, (size_t)64 << 20);
	writer = sheet_create(path, created, diag);
	done = writer != NULL && add_headings(&roster, class_roll, diag) &&
	       sheet_begin(writer, "Daftar hadir", roster.headings,
			   roster.count, diag) &&
	       put_rows(&roster, roll, class_roll, writer, diag);
	if (done)
		done = sheet_finish(writer, diag);
	else if (writer != NULL)
		sheet_finish(writer, &ignored);
	arena_release(&roster.arena);
	return done;
}
