#include "attendance.h"

#include "attendance_class.h"
#include "people.h"
#include "sheet_file.h"

#include <stdio.h>
#include <sys/stat.h>

enum { PATH_BYTES = 512 };

/* The classes that stand out. */
static const char clock_class[] = "DPS-007", cancelled_class[] = "DPS-003",
		  late_class[] = "DPS-012", sheet_class[] = "DPS-010";

static void write_sessions(const char *folder)
{
	struct sheet_file file;
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/sessions.csv", folder);
	sheet_file_open(&file, path, UTF8, ',', false);
	sheet_file_cell(&file, "class");
	sheet_file_cell(&file, "date");
	sheet_file_cell(&file, "start");
	sheet_file_cell(&file, "end");
	sheet_file_cell(&file, "state");
	sheet_file_cell(&file, "authorised_by");
	sheet_file_end_row(&file);
	sheet_file_cell(&file, cancelled_class);
	sheet_file_cell(&file, "2020-09-10");
	sheet_file_cell(&file, "");
	sheet_file_cell(&file, "");
	sheet_file_cell(&file, "cancelled");
	sheet_file_cell(&file, "Kepala Cabang");
	sheet_file_end_row(&file);
	sheet_file_close(&file);
}

static void write_sources(const char *folder)
{
	struct sheet_file file;
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/sources.csv", folder);
	sheet_file_open(&file, path, UTF8, ',', false);
	sheet_file_cell(&file, "file");
	sheet_file_cell(&file, "class");
	sheet_file_cell(&file, "received_at");
	sheet_file_cell(&file, "complete_to");
	sheet_file_end_row(&file);
	/* This provider has sent its first week only. */
	snprintf(path, sizeof path, "%s/daftar-hadir.csv", late_class);
	sheet_file_cell(&file, path);
	sheet_file_cell(&file, late_class);
	sheet_file_cell(&file, "2020-09-20");
	sheet_file_cell(&file, "2020-09-11");
	sheet_file_end_row(&file);
	sheet_file_close(&file);
}

static enum class_source source_of(const struct placed *placed, int number)
{
	if (slice_is(placed->course, clock_class))
		return CLASS_CLOCK;
	if (slice_is(placed->course, sheet_class))
		return CLASS_SHEET;
	if (slice_is(placed->mode, "online"))
		return CLASS_ZOOM;
	return number % 3 == 1 ? CLASS_GRID_WORKBOOK : CLASS_GRID;
}

void attendance_write(uint64_t seed, const struct placed *list, size_t count,
		      const char *folder)
{
	char path[PATH_BYTES];
	int number = 0;

	snprintf(path, sizeof path, "%s/kehadiran", folder);
	mkdir(path, 0755);
	write_sessions(folder);
	write_sources(folder);
	for (size_t first = 0, next; first < count; first = next, number++) {
		struct class_data data = {.seed = seed, .list = list + first};

		for (next = first + 1;
		     next < count &&
		     slice_equal(list[next].course, list[first].course);
		     next++)
			;
		data.count = next - first;
		data.weeks = slice_is(list[first].course, late_class) ? 1 : 2;
		data.cancelled = slice_is(list[first].course, cancelled_class);
		snprintf(path, sizeof path, "%s/kehadiran/%.*s", folder,
			 SLICE_PRINT(list[first].course));
		mkdir(path, 0755);
		class_write(&data, source_of(list + first, number), path,
			    folder);
	}
}
