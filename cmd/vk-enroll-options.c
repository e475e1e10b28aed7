/*
 * The options of vk-enroll, and where each goes.
 */
#include "vk-enroll.h"

enum {
	KEY,
	NEW_KEY,
	WHO,
	REGISTRY,
	REGISTRY_OUT,
	EXCLUDE,
	MEMBERS,
	LISTED,
	UNREACHED,
	DECISIONS,
	UNDECIDED,
	REPAIR,
	LETTERS,
	CRITERIA,
	HEADERS,
	SUBJECT,
	WEIGHTS,
	LINK,
	CLUSTERS,
	FIT,
	OPTIONS
};

const struct tool_option enroll_own[] = {
	[KEY] = {"key", 0, "FILE", "kunci program (lain: $VK_KEY)",
		 "the programme's key (else $VK_KEY)"},
	[NEW_KEY] = {"new-key", 0, "FILE", "membuat kunci program, sekali saja",
		     "make the programme's key, once"},
	[WHO] = {"who", 0, NULL,
		 "membaca NIK dari masukan; memberi nomor orang",
		 "read NIKs from input; give persons"},
	[REGISTRY] = {"registry", 0, "FILE", "pendaftaran terdahulu",
		      "earlier enrolments"},
	[REGISTRY_OUT] = {"registry-out", 0, "FILE",
			  "buku induk kantor ini, dibaca dan ditulis",
			  "this office's registry, read and written"},
	[EXCLUDE] = {"exclude", 0, "FILE:reject|review",
		     "daftar yang tidak boleh atau perlu diperiksa",
		     "people refused or to be looked at"},
	[MEMBERS] = {"members", 0, "FILE[:review]", "cuplikan data kepesertaan",
		     "an extract of the core system"},
	[LISTED] = {"listed", 0, "FILE", "daftar pekerja PHK dinas",
		    "the manpower office's list"},
	[UNREACHED] = {"unreached", 0, "FILE",
		       "yang terdaftar tetapi belum mendaftar",
		       "those on the list who have not applied"},
	[DECISIONS] = {"decisions", 0, "FILE", "keputusan petugas",
		       "what clerks decided"},
	[UNDECIDED] = {"undecided", 0, "FILE.xlsx|csv", "yang perlu diputuskan",
		       "what has to be decided"},
	[REPAIR] = {"repair", 0, "FILE.xlsx|csv", "baris yang perlu diperbaiki",
		    "the rows to mend"},
	[LETTERS] = {"letters", 0, "DIR", "surat kepada yang ditolak",
		     "letters to the refused"},
	[CRITERIA] = {"criteria", 0, NULL, "syarat dalam satu halaman",
		      "the rules as one page"},
	[HEADERS] = {"headers", 0, NULL, "arti setiap kolom berkas",
		     "how each column of the files is understood"},
	[SUBJECT] = {"subject", 0, NULL, "semua data tentang satu orang",
		     "all that files hold on one person"},
	[WEIGHTS] = {"weights", 0, "FILE", "bobot perbandingan",
		     "the weights of comparing"},
	[LINK] = {"link", 0, NULL, "mencari orang yang sama dalam berkas",
		  "find who is the same in one file or two"},
	[CLUSTERS] = {"clusters", 0, NULL, "dengan --link: kelompok",
		      "with --link: clusters"},
	[FIT] = {"fit", 0, "FILE", "dengan --link: bobot baru dari data",
		 "with --link: new weights from the data"},
};

const size_t enroll_own_count = OPTIONS;

/*
 * Where an option's argument goes: one text, the next of several (with their
 * count), or a flag.
 */
static const struct target {
	size_t text, several, count, flag;
} targets[OPTIONS] = {
	[KEY] = {.text = offsetof(struct enroll_options, key)},
	[NEW_KEY] = {.text = offsetof(struct enroll_options, new_key)},
	[WHO] = {.flag = offsetof(struct enroll_options, who)},
	[REGISTRY] = {.several = offsetof(struct enroll_options, registry),
		      .count = offsetof(struct enroll_options, registry_count)},
	[REGISTRY_OUT] = {.text = offsetof(struct enroll_options,
					   registry_out)},
	[EXCLUDE] = {.several = offsetof(struct enroll_options, excludes),
		     .count = offsetof(struct enroll_options, exclude_count)},
	[MEMBERS] = {.text = offsetof(struct enroll_options, members)},
	[LISTED] = {.text = offsetof(struct enroll_options, listed)},
	[UNREACHED] = {.text = offsetof(struct enroll_options, unreached)},
	[DECISIONS] = {.several = offsetof(struct enroll_options, decisions),
		       .count =
			       offsetof(struct enroll_options, decision_count)},
	[UNDECIDED] = {.text = offsetof(struct enroll_options, undecided)},
	[LETTERS] = {.text = offsetof(struct enroll_options, letters)},
	[CRITERIA] = {.flag = offsetof(struct enroll_options, criteria)},
	[HEADERS] = {.flag = offsetof(struct enroll_options, headers)},
	[SUBJECT] = {.flag = offsetof(struct enroll_options, subject)},
	[REPAIR] = {.text = offsetof(struct enroll_options, repair)},
	[WEIGHTS] = {.text = offsetof(struct enroll_options, weights)},
	[LINK] = {.flag = offsetof(struct enroll_options, link)},
	[CLUSTERS] = {.flag = offsetof(struct enroll_options, clusters)},
	[FIT] = {.text = offsetof(struct enroll_options, fit)},
};

static void add_path(struct tool *tool, const char **paths, size_t *count,
		     const char *path)
{
	if (*count == ENROLL_FILES_MAX)
		tool_die(tool, "over %d files of one kind", ENROLL_FILES_MAX);
	paths[(*count)++] = path;
}

void enroll_take_option(struct tool *tool, struct enroll_options *options,
			int option, const char *argument)
{
	const struct target *target = &targets[option];
	char *base = (char *)options;

	if (target->flag > 0)
		*(bool *)(void *)(base + target->flag) = true;
	else if (target->several > 0)
		add_path(tool, (const char **)(void *)(base + target->several),
			 (size_t *)(void *)(base + target->count), argument);
	else
		*(const char **)(void *)(base + target->text) = argument;
}
