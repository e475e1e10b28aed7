/*
 * Why rows of evidence can't be used, in words.
 */
#include "attend/evidence.h"

static const struct {
	const char *code;
	const char *indonesian, *english;
} reasons[REJECT_REASONS] = {
	[REJECT_NO_CLASS] =
		{"A-CLASS",
		 "kelas yang punya peserta tidak diketahui; taruh berkas di "
		 "folder bernama kelas itu atau sebutkan di --sources",
		 "nothing tells a class that has participants; put the file "
		 "into a folder of its name or name it in --sources"},
	[REJECT_UNKNOWN] =
		{"A-PERSON",
		 "tidak ada peserta di kelas itu dengan nomor, surel atau nama "
		 "ini; tambahkan di --identities-map",
		 "nobody in the class by that number, e-mail or name; add it "
		 "to --identities-map"},
	[REJECT_AMBIGUOUS] =
		{"A-AMBIGUOUS",
		 "cocok dengan lebih dari satu peserta; tulis nomor peserta "
		 "atau surel",
		 "fits more than one person in the class; give a number or "
		 "e-mail"},
	[REJECT_NO_DATE] =
		{"A-DATE",
		 "tanggal tidak ada atau tidak terbaca; tulis 07-09-2020, atau "
		 "sebutkan di nama berkas atau --sources",
		 "no date that can be read; name the file after its day or "
		 "tell it in --sources"},
	[REJECT_NO_TIME] =
		{"A-TIME",
		 "waktu tidak terbaca, atau jam pulang sebelum jam masuk; "
		 "tulis 08:00",
		 "a time can't be read, or the end is before the begin; write "
		 "08:00"},
	[REJECT_NO_SESSION] =
		{"A-SESSION",
		 "tidak ada sesi kelas itu pada jam ini; tulis jam mulainya, "
		 "atau sebutkan sesinya di --sessions",
		 "the class has no session at that time; write when it starts, "
		 "or tell it in --sessions"},
	[REJECT_MARK] =
		{"A-MARK",
		 "tanda kehadiran tidak dikenal; tulis H, I, S, A, B atau L",
		 "a mark that isn't known; write H, I, S, A, B or L"},
	[REJECT_DEVICE_DATE] =
		{"A-DEVICE",
		 "tanggal mesin hilang; setel mesin dan ajukan koreksi",
		 "the clock had lost its date; set it and tell the day by a "
		 "correction"},
	[REJECT_OUTSIDE] =
		{"A-OUTSIDE",
		 "tanggal di luar masa pelatihan; perbaiki, atau tulis sesi "
		 "itu di --sessions",
		 "the day lies outside the course; mend it, or tell the "
		 "session in --sessions"},
	[REJECT_NOISE] = {"A-ROW", "baris tidak sesuai format",
			  "no row of this format"},
};

const char *reject_reason_code(enum reject_reason reason)
{
	return reasons[reason].code;
}

const char *reject_reason_message(enum reject_reason reason,
				  enum language language)
{
	return language == LANGUAGE_ID ? reasons[reason].indonesian
				       : reasons[reason].english;
}
