/*
 * vk-attend: turns sign-in sheets, clocks and meeting logs into days that
 * count and days that may be paid (vk-attend(1)).
 */
#include "vk-attend.h"

#include "attend/vector.h"

enum option {
	PLACEMENTS,
	COURSES,
	SOURCES,
	MAP,
	SESSIONS,
	CORRECTIONS,
	RESULTS,
	DAYS,
	DAYS_OUT,
	ANOMALIES,
	ANOMALIES_OUT,
	ROSTER,
	FEEDBACK
};

static const struct tool_option own[] = {
	[PLACEMENTS] = {"placements", 0, "FILE",
			"penempatan, jika bukan dari masukan standar",
			"the placements, if not on standard input"},
	[COURSES] = {"courses", 'c', "FILE",
		     "daftar pelatihan: berapa kursi tiap kelas",
		     "the courses: how many seats a class has"},
	[SOURCES] = {"sources", 0, "FILE",
		     "daftar berkas bukti: kelas, tanggal, lengkap sampai",
		     "the manifest: file, class, date, format, complete_to"},
	[MAP] = {"identities-map", 0, "FILE", "nomor atau nama untuk peserta",
		 "who is meant: class, source, id, person"},
	[SESSIONS] = {"sessions", 0, "FILE",
		      "sesi terlaksana, batal, ditunda, dipindah",
		      "sessions held, cancelled, suspended, moved"},
	[CORRECTIONS] = {"corrections", 0, "FILE", "koreksi, diterapkan akhir",
			 "corrections, applied last"},
	[RESULTS] = {"results", 0, "FILE", "hasil uji dan sertifikat",
		     "assessments and certificates"},
	[DAYS] = {"days", 0, NULL, "satu baris per orang dan sesi",
		  "write one record a person and session instead"},
	[DAYS_OUT] = {"days-out", 0, "FILE", "baris per sesi ke berkas",
		      "write those to a file as well"},
	[ANOMALIES] = {"anomalies", 0, NULL, "daftar yang perlu diperiksa",
		       "write the lists of evidence to check instead"},
	[ANOMALIES_OUT] = {"anomalies-out", 0, "FILE",
			   "daftar pemeriksaan ke berkas",
			   "write those to a file as well"},
	[ROSTER] = {"roster", 0, "CLASS", "buat daftar hadir kosong (.xlsx)",
		    "make a class's fillable sheet; FILE.xlsx follows"},
	[FEEDBACK] = {"feedback", 0, "DIR", "baris yang tak terpakai per LPK",
		      "list for each provider what can't be used"},
};

static void take_option(struct attend_options *options, int option,
			const char *argument)
{
	const char **const texts[] = {[PLACEMENTS] = &options->placements,
				      [COURSES] = &options->courses,
				      [SOURCES] = &options->sources,
				      [MAP] = &options->map,
				      [SESSIONS] = &options->sessions,
				      [CORRECTIONS] = &options->corrections,
				      [RESULTS] = &options->results,
				      [DAYS_OUT] = &options->days_out,
				      [ANOMALIES_OUT] = &options->anomalies_out,
				      [ROSTER] = &options->roster,
				      [FEEDBACK] = &options->feedback};

	if (option == DAYS)
		options->report = ATTEND_DAYS;
	else if (option == ANOMALIES)
		options->report = ATTEND_ANOMALIES;
	else
		*texts[option] = argument;
}

static void build_schedule(struct attend_run *run)
{
	struct tool *tool = run->tool;

	if (!schedule_build(&run->roll, &run->settings, &run->calendar,
			    run->as_of, &tool->diag))
		tool_fail(tool);
	attend_load_files(run);
	if (!schedule_amend(&run->roll, &run->settings, &run->calendar,
			    (struct amendment_list){
				    vector_items(&run->amendments),
				    vector_count(&run->amendments,
						 sizeof(struct amendment))},
			    &tool->diag))
		tool_fail(tool);
	attend_tell_schedules(run);
}

static int attend(struct tool *tool, const struct attend_options *options)
{
	static struct attend_run run;

	run = (struct attend_run){.tool = tool, .options = options};
	attend_load_policy(&run);
	if (tool->check_policy)
		return tool_finish(tool);
	run.as_of = tool_as_of(tool);
	attend_load_placements(&run);
	attend_load_courses(&run);
	build_schedule(&run);
	if (options->roster != NULL)
		return attend_roster(&run);
	attend_load_corrections(&run);
	attend_load_evidence(&run);
	attend_decide(&run);
	if (tool->explain)
		return attend_explain(&run);
	if (options->report == ATTEND_RECORDS)
		attend_write(&run);
	attend_write_anomalies(&run);
	attend_write_feedback(&run);
	return tool_finish(tool);
}

static const struct tool_about about = {"vk-attend", "[options] [evidence ...]",
					own, sizeof own / sizeof own[0]};

int main(int argc, char **argv)
{
	struct attend_options options = {0};
	const char *argument;
	struct tool tool;
	int option;

	tool_begin(&tool, &about, argc, argv);
	while ((option = tool_option(&tool, &argument)) >= 0)
		take_option(&options, option, argument);
	return attend(&tool, &options);
}
