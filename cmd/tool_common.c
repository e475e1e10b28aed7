/*
 * The options that all commands share: what each is called and does.
 */
#include "tool_common.h"
#include "tool_run.h"

#include "base/number.h"

static bool take_policy(struct tool *tool, const char *argument)
{
	if (tool->policy_count == TOOL_PATHS_MAX)
		return false;
	tool->policies[tool->policy_count++] = argument;
	return true;
}

static bool take_identities(struct tool *tool, const char *argument)
{
	tool->identities = argument;
	return true;
}

static bool take_as_of(struct tool *tool, const char *argument)
{
	tool->as_of_given = date_parse(slice_of(argument), &tool->as_of);
	return tool->as_of_given;
}

static bool take_output(struct tool *tool, const char *argument)
{
	tool->output = argument;
	return true;
}

/* The place of a word in a list that ends with NULL, or -1. */
static int place_of(const char *word, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return -1;
}

static bool take_language(struct tool *tool, const char *argument)
{
	static const char *const words[] = {"id", "en", NULL};
	int place = place_of(argument, words);

	tool->language = place == 0 ? LANGUAGE_ID : LANGUAGE_EN;
	return place >= 0;
}

static bool take_errors(struct tool *tool, const char *argument)
{
	static const char *const words[] = {"text", "csv", "json", NULL};
	int place = place_of(argument, words);

	if (place >= 0)
		tool->errors = (enum tool_errors)place;
	return place >= 0;
}

static bool take_input(struct tool *tool, const char *argument)
{
	static const char *const words[] = {"stream", "table", NULL};
	int place = place_of(argument, words);

	tool->input_kind = place == 0 ? INPUT_STREAM : INPUT_TABLE;
	return place >= 0;
}

static bool take_date_order(struct tool *tool, const char *argument)
{
	static const char *const words[] = {"day-first", "month-first", NULL};
	int place = place_of(argument, words);

	tool->date_order = place == 0 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
	return place >= 0;
}

static bool take_shard(struct tool *tool, const char *argument)
{
	struct slice text = slice_of(argument);
	size_t slash = slice_find(text, '/');
	int64_t part, parts;

	if (!number_parse(slice_part(text, 0, slash), &part) ||
	    !number_parse(slice_part(text, slash + 1, text.length), &parts) ||
	    part < 1 || part > parts || parts > TOOL_SHARDS_MAX)
		return false;
	tool->shard = (unsigned)part;
	tool->shards = (unsigned)parts;
	return true;
}

static bool take_alarm_on(struct tool *tool, const char *argument)
{
	tool->alarm_on = argument;
	tool_check_alarm(tool);
	return true;
}

static bool take_run_log(struct tool *tool, const char *argument)
{
	tool->run_log = argument;
	return true;
}

static bool take_purpose(struct tool *tool, const char *argument)
{
	tool->purpose = argument;
	return true;
}

static bool take_show_values(struct tool *tool, const char *argument)
{
	(void)argument;
	return tool->show_values = true;
}

static bool take_explain(struct tool *tool, const char *argument)
{
	(void)argument;
	return tool->explain = true;
}

static bool take_check_policy(struct tool *tool, const char *argument)
{
	(void)argument;
	return tool->check_policy = true;
}

static bool take_unsealed(struct tool *tool, const char *argument)
{
	(void)argument;
	return tool->unsealed = true;
}

static bool take_quiet(struct tool *tool, const char *argument)
{
	(void)argument;
	return tool->quiet = true;
}

const struct tool_common tool_common[TOOL_COMMON_COUNT] = {
	{{"policy", 'p', "FILE", "aturan bertanggal; boleh berulang",
	  "the dated rules; may be repeated"},
	 take_policy},
	{{"identities", 'i', "FILE", "berkas data pribadi (0600)",
	  "the file of personal data (0600)"},
	 take_identities},
	{{"as-of", 0, "YYYY-MM-DD", "hari keadaan",
	  "the day things are seen from"},
	 take_as_of},
	{{"output", 'o', "FILE", "hasil; utuh atau tidak ada",
	  "the output; whole or not at all"},
	 take_output},
	{{"lang", 0, "id|en", "bahasa", "the language"}, take_language},
	{{"errors", 0, "text|csv|json", "bentuk pesan kesalahan",
	  "the form of error messages"},
	 take_errors},
	{{"show-values", 0, NULL, "tampilkan nilai tanpa disamarkan",
	  "show values unmasked in messages"},
	 take_show_values},
	{{"explain", 0, NULL, "ceritakan satu orang (dibaca dari stdin)",
	  "tell one person's story (asked for on stdin)"},
	 take_explain},
	{{"check-policy", 0, NULL, "uji aturan saja", "test the policy only"},
	 take_check_policy},
	{{"input", 0, "stream|table", "jenis masukan", "the kind of input"},
	 take_input},
	{{"date-order", 0, "day-first|month-first",
	  "urutan tanggal dalam tabel", "the order of dates in tables"},
	 take_date_order},
	{{"unsealed", 0, NULL, "terima aliran tanpa segel",
	  "take a stream without a right seal"},
	 take_unsealed},
	{{"shard", 0, "I/N", "bagian ke-I dari N, menurut orang",
	  "part I of N, by person"},
	 take_shard},
	{{"alarm-on", 0, "LIST", "status yang membuat keluar 1",
	  "the statuses that make the exit status 1"},
	 take_alarm_on},
	{{"run-log", 0, "FILE", "catatan pemrosesan", "the run log"},
	 take_run_log},
	{{"purpose", 0, "TEXT", "tujuan pemrosesan, untuk catatan",
	  "the purpose, for the run log"},
	 take_purpose},
	{{"quiet", 'q', NULL, "tanpa catatan", "no notes"}, take_quiet},
	{{"help", 'h', NULL, "bantuan ini", "this help"}, NULL},
	{{"version", 'V', NULL, "versi", "the version"}, NULL},
};
