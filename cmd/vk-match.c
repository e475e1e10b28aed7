/*
 * vk-match: gives applicants seats in courses by deferred acceptance, says
 * why, and proves it (vk-match(1)).
 */
#include "vk-match.h"

#include "base/number.h"

enum option {
	COURSES,
	PRIORITIES,
	SEED,
	LOTTERY,
	KEY_ID,
	COMMIT,
	COMMITMENT,
	PREVIOUS,
	ANSWERS,
	REMATCH,
	COURSES_OUT,
	RECORD,
	SLIPS,
	CALL,
	DEMAND,
	WHAT_IF,
	COMPARE,
	ASSIGNMENTS,
	SIMULATE,
	VERIFY
};

static const struct tool_option own[] = {
	[COURSES] = {"courses", 'c', "FILE", "tabel kursus",
		     "the courses table"},
	[PRIORITIES] = {"priorities", 0, "FILE", "urutan wawancara per kursus",
			"interview lists: course, applicant, rank"},
	[SEED] = {"seed", 0, "TEXT", "benih undian", "the lottery's seed"},
	[LOTTERY] = {"lottery", 0, "KIND",
		     "satu nomor per orang (person) atau per kursus (course)",
		     "one number a person, or one a course and person"},
	[KEY_ID] = {"key-id", 0, "TEXT", "sidik kunci program",
		    "the programme key's fingerprint, for --commit"},
	[COMMIT] = {"commit", 0, NULL, "cetak komitmen sebelum undian",
		    "print the hash to publish before the draw"},
	[COMMITMENT] = {"commitment", 0, "HASH", "periksa komitmen",
			"refuse to run unless this was committed to"},
	[PREVIOUS] = {"previous", 0, "FILE", "hasil sebelumnya",
		      "the result to start from"},
	[ANSWERS] = {"answers", 0, "FILE", "jawaban peserta",
		     "answers: person, answer"},
	[REMATCH] = {"rematch", 0, "KIND", "improve atau freeze",
		     "improve (default) or freeze"},
	[COURSES_OUT] = {"courses-out", 0, "FILE", "hasil per kursus",
			 "write the result of each course"},
	[RECORD] = {"record", 0, "FILE", "catatan proses (JSON)",
		    "write the run record as JSON"},
	[SLIPS] = {"slips", 0, "DIR", "surat hasil per orang",
		   "write a result slip for each person"},
	[CALL] = {"call", 0, "FILE", "daftar yang harus dihubungi",
		  "write whom to call (.xlsx or .csv)"},
	[DEMAND] = {"demand", 0, NULL, "peminat dan kursi per kejuruan",
		    "print wishes and choices against seats"},
	[WHAT_IF] = {"what-if", 0, NULL, "nilai satu kursi tambahan",
		     "print what one more seat would change"},
	[COMPARE] = {"compare", 0, NULL, "bandingkan mekanisme",
		     "print other mechanisms side by side"},
	[ASSIGNMENTS] = {"assignments", 0, "FILE", "penempatan tiap mekanisme",
			 "with --compare: write each one's assignment"},
	[SIMULATE] = {"simulate", 0, "N", "peluang dari N undian",
		      "print each person's chance over N lotteries"},
	[VERIFY] = {"verify", 0, "RESULT", "buktikan hasil",
		    "prove a published result from its inputs"},
};

static void take_number(struct tool *tool, struct match_options *options,
			const char *argument)
{
	if (!number_parse(slice_of(argument), &options->draws) ||
	    options->draws < 1 || options->draws > 1000000)
		tool_die(tool, "'--simulate %s': a number from 1 to 1000000",
			 argument);
	options->report = REPORT_SIMULATE;
}

static void take_word(struct tool *tool, const char *const words[2],
		      const char *argument, const char **word)
{
	if (strcmp(argument, words[0]) != 0 && strcmp(argument, words[1]) != 0)
		tool_die(tool, "'%s' is neither '%s' nor '%s'", argument,
			 words[0], words[1]);
	*word = argument;
}

static const char **text_of(struct match_options *options, int option)
{
	const char **texts[] = {
		[COURSES] = &options->courses,
		[PRIORITIES] = &options->priorities,
		[SEED] = &options->seed,
		[KEY_ID] = &options->key_id,
		[COMMITMENT] = &options->commitment,
		[PREVIOUS] = &options->previous,
		[ANSWERS] = &options->answers,
		[COURSES_OUT] = &options->courses_out,
		[RECORD] = &options->record,
		[SLIPS] = &options->slips,
		[CALL] = &options->call,
		[ASSIGNMENTS] = &options->assignments,
		[VERIFY] = &options->verify,
	};

	return texts[option];
}

static void take_option(struct tool *tool, struct match_options *options,
			int option, const char *argument)
{
	static const char *const lotteries[] = {"person", "course"};
	static const char *const rematches[] = {"improve", "freeze"};

	switch (option) {
	case LOTTERY:
		take_word(tool, lotteries, argument, &options->lottery);
		break;
	case REMATCH:
		take_word(tool, rematches, argument, &options->rematch);
		break;
	case COMMIT:
		options->report = REPORT_COMMIT;
		break;
	case DEMAND:
		options->report = REPORT_DEMAND;
		break;
	case WHAT_IF:
		options->report = REPORT_WHAT_IF;
		break;
	case COMPARE:
		options->report = REPORT_COMPARE;
		break;
	case SIMULATE:
		take_number(tool, options, argument);
		break;
	default:
		*text_of(options, option) = argument;
	}
}

static int match(struct tool *tool, const struct match_options *options)
{
	struct match_run run = {.tool = tool, .options = options};

	match_load_rules(&run);
	match_load_applicants(&run);
	match_solve(&run);
	if (options->report != REPORT_NONE)
		match_report(&run);
	else
		match_write(&run);
	if (options->courses_out != NULL)
		match_write_courses(&run);
	if (options->call != NULL)
		match_write_calls(&run);
	if (options->record != NULL)
		match_write_record(&run);
	return tool_finish(tool);
}

static const struct tool_about about = {"vk-match",
					"-c courses [options] [file ...]", own,
					sizeof own / sizeof own[0]};

int main(int argc, char **argv)
{
	struct match_options options = {0};
	const char *argument;
	struct tool tool;
	int option;

	tool_begin(&tool, &about, argc, argv);
	while ((option = tool_option(&tool, &argument)) >= 0)
		take_option(&tool, &options, option, argument);
	if (tool.shards > 0)
		tool_die(&tool, "--shard would give each seat once a shard; "
				"match the applicants of a region together");
	if (options.courses == NULL && !tool.check_policy)
		tool_die(&tool, "no courses: give them with -c");
	if (options.verify != NULL)
		return match_verify(&tool, &options);
	return match(&tool, &options);
}
