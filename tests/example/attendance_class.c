#include "attendance_class.h"

#include "base/set.h"
#include "people.h"
#include "sheet_file.h"

#include <stdio.h>

enum { PATH_BYTES = 512, WEEK_ONE_DAYS = 5, CANCELLED_DAY = 3 };

/* 15 to 17 September were Galungan and the days about it. */
struct date class_day(int number)
{
	static const int days[CLASS_DAYS] = {7, 8, 9, 10, 11, 14, 18};
	struct date date;

	date_from_civil(2020, 9, days[number], &date);
	return date;
}

enum mark class_mark(const struct class_data *data, size_t place,
		     struct date day)
{
	uint64_t who = set_hash(data->list[place].person);
	struct random habit = random_of(data->seed + 5, who);
	struct random random =
		random_of(data->seed + 6, who ^ (uint64_t)day.days);
	int diligence = 88 + random_below(&habit, 12);
	bool gave_up = random_chance(&habit, 3);

	if (gave_up && date_compare(day, class_day(1)) > 0)
		return ABSENT;
	if (random_chance(&random, diligence))
		return random_chance(&random, 6) ? LATE : PRESENT;
	if (random_chance(&random, 30))
		return SICK;
	return random_chance(&random, 50) ? EXCUSED : ABSENT;
}

static int last_day(const struct class_data *data)
{
	return data->weeks == 1 ? WEEK_ONE_DAYS : CLASS_DAYS;
}

static void put_slice(struct sheet_file *file, struct slice text)
{
	char copy[128];

	snprintf(copy, sizeof copy, "%.*s", SLICE_PRINT(text));
	sheet_file_cell(file, copy);
}

/* A list with a column a day, and H, I, S, A, B where they cross. */
static void write_grid(const struct class_data *data, const char *folder,
		       bool workbook)
{
	static const char *const marks[] = {"H", "H", "I", "S", "A"};
	char headings[CLASS_DAYS + 2][16] = {"No", "Nama Peserta"};
	const char *names[CLASS_DAYS + 2];
	struct sheet_file file;
	char path[PATH_BYTES];
	int days = last_day(data);

	for (int i = 0; i < days; i++) {
		int year, month, day;

		date_to_civil(class_day(i), &year, &month, &day);
		snprintf(headings[i + 2], sizeof headings[0], "%02d/%02d/%04d",
			 day % 100, month % 100, year % 10000);
	}
	for (int i = 0; i < days + 2; i++)
		names[i] = headings[i];
	snprintf(path, sizeof path, "%s/daftar-hadir.%s", folder,
		 workbook ? "xlsx" : "csv");
	if (workbook) {
		sheet_file_open_workbook(&file, path, names, (size_t)days + 2);
	} else {
		sheet_file_open(&file, path, UTF8_BOM, ';', true);
		for (int i = 0; i < days + 2; i++)
			sheet_file_cell(&file, names[i]);
		sheet_file_end_row(&file);
	}
	for (size_t place = 0; place < data->count; place++) {
		sheet_file_number(&file, (long long)place + 1);
		put_slice(&file, data->list[place].name);
		for (int i = 0; i < days; i++)
			sheet_file_cell(
				&file,
				data->cancelled && i == CANCELLED_DAY
					? "B"
					: marks[class_mark(data, place,
							   class_day(i))]);
		sheet_file_end_row(&file);
	}
	sheet_file_close(&file);
}

/* A row a person and day, with the hours as they signed them. */
static void write_sheet(const struct class_data *data, const char *folder)
{
	static const char *const remarks[] = {"", "terlambat", "izin", "sakit",
					      "alpa"};
	static const char *const headings[] = {"Nama", "Tanggal", "Jam Masuk",
					       "Jam Pulang", "Keterangan"};
	struct sheet_file file;
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/absensi.csv", folder);
	sheet_file_open(&file, path, UTF8, ';', true);
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
		sheet_file_cell(&file, headings[i]);
	sheet_file_end_row(&file);
	for (int i = 0; i < last_day(data); i++)
		for (size_t place = 0; place < data->count; place++) {
			enum mark mark = class_mark(data, place, class_day(i));
			bool there = mark == PRESENT || mark == LATE;

			put_slice(&file, data->list[place].name);
			sheet_file_date(&file, class_day(i));
			sheet_file_cell(&file, mark == LATE ? "08.40"
					       : there	    ? "07.55"
							    : "");
			sheet_file_cell(&file, there ? "16.00" : "");
			sheet_file_cell(&file, remarks[mark]);
			sheet_file_end_row(&file);
		}
	sheet_file_close(&file);
}

static int start_hour(const struct class_data *data)
{
	return slice_starts(data->list[0].times, "13") ? 13 : 8;
}

/* One time as Zoom prints it, with the month first. */
static void put_zoom_time(struct sheet_file *file, struct date date,
			  int minutes)
{
	int year, month, day, hour = minutes / 60;
	char text[64];

	date_to_civil(date, &year, &month, &day);
	snprintf(text, sizeof text, "%02d/%02d/%04d %02d:%02d:00 %s", month,
		 day, year, hour % 12 == 0 ? 12 : hour % 12, minutes % 60,
		 hour < 12 ? "AM" : "PM");
	sheet_file_cell(file, text);
}

static void put_zoom_stay(struct sheet_file *file, const struct placed *placed,
			  struct date day, int from, int to)
{
	put_slice(file, placed->name);
	put_slice(file, placed->email);
	put_zoom_time(file, day, from);
	put_zoom_time(file, day, to);
	sheet_file_number(file, to - from);
	sheet_file_cell(file, placed->email.length > 0 ? "No" : "Yes");
	sheet_file_end_row(file);
}

static void write_zoom_day(const struct class_data *data, const char *folder,
			   struct date day)
{
	int start = 60 * start_hour(data),
	    end = start + (start_hour(data) == 8 ? 480 : 420);
	struct sheet_file file;
	char path[PATH_BYTES], iso[DATE_SIZE];

	snprintf(path, sizeof path, "%s/zoom-%s.csv", folder,
		 date_format(day, iso).data);
	sheet_file_open(&file, path, UTF8_BOM, ',', false);
	fputs("Meeting ID,Topic,Start Time,End Time,User Email,"
	      "Duration (Minutes),Participants\n",
	      file.text);
	sheet_file_cell(&file, "812 0000 0000");
	put_slice(&file, data->list[0].course);
	put_zoom_time(&file, day, start - 5);
	put_zoom_time(&file, day, end + 2);
	sheet_file_cell(&file, "panitia@contoh.example");
	sheet_file_number(&file, end - start + 7);
	sheet_file_number(&file, (long long)data->count);
	sheet_file_end_row(&file);
	fputs("\nName (Original Name),User Email,Join Time,Leave Time,"
	      "Duration (Minutes),Guest\n",
	      file.text);
	for (size_t place = 0; place < data->count; place++) {
		enum mark mark = class_mark(data, place, day);
		int late = mark == LATE ? 40 : 0;

		if (mark != PRESENT && mark != LATE)
			continue;
		/* Some lose the line at noon and come back. */
		put_zoom_stay(&file, data->list + place, day, start + late,
			      place % 5 == 2 ? start + 200 : end);
		if (place % 5 == 2)
			put_zoom_stay(&file, data->list + place, day,
				      start + 215, end);
	}
	sheet_file_close(&file);
}

static void write_clock(const struct class_data *data, const char *class_folder,
			const char *folder)
{
	char path[PATH_BYTES], iso[DATE_SIZE];
	int start = start_hour(data);
	struct sheet_file map;
	FILE *clock;

	snprintf(path, sizeof path, "%s/clock-map.csv", folder);
	sheet_file_open(&map, path, UTF8, ',', false);
	fputs("class,source,id,person\n", map.text);
	snprintf(path, sizeof path, "%s/1_attlog.dat", class_folder);
	clock = fopen(path, "wb");
	for (size_t place = 0; place < data->count; place++)
		fprintf(map.text, "%.*s,zkteco,%zu,%.*s\n",
			SLICE_PRINT(data->list[0].course), place + 1,
			SLICE_PRINT(data->list[place].person));
	for (int i = 0; clock != NULL && i < last_day(data); i++) {
		struct slice day = date_format(class_day(i), iso);

		for (int leaving = 0; leaving < 2; leaving++)
			for (size_t place = 0; place < data->count; place++) {
				enum mark mark =
					class_mark(data, place, class_day(i));
				int late = mark == LATE ? 40 : 0;

				if (mark != PRESENT && mark != LATE)
					continue;
				fprintf(clock,
					"%9zu\t%.*s %02d:%02d:%02d\t1\t%d\t1"
					"\t0\r\n",
					place + 1, SLICE_PRINT(day),
					leaving ? start + 8 : start,
					leaving ? 2 : late + (int)place % 5,
					(int)place * 7 % 60, leaving);
			}
	}
	if (clock != NULL)
		fclose(clock);
	sheet_file_close(&map);
}

void class_write(const struct class_data *data, enum class_source source,
		 const char *class_folder, const char *folder)
{
	switch (source) {
	case CLASS_GRID:
	case CLASS_GRID_WORKBOOK:
		write_grid(data, class_folder, source == CLASS_GRID_WORKBOOK);
		break;
	case CLASS_SHEET:
		write_sheet(data, class_folder);
		break;
	case CLASS_ZOOM:
		for (int i = 0; i < last_day(data); i++)
			write_zoom_day(data, class_folder, class_day(i));
		break;
	case CLASS_CLOCK:
		write_clock(data, class_folder, folder);
		break;
	}
}
