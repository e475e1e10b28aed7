#include "match/words.h"

/* In both languages; %s are the person's own value and the limit. */
struct sentence {
	const char *reason;
	const char *indonesian, *english;
};

static const struct sentence sentences[] = {
	{"full-priority", "penuh; prioritas Anda %s, yang terakhir diterima %s",
	 "full; your priority is %s, that of the last admitted %s"},
	{"full-lottery",
	 "penuh; prioritas sama, nomor undian Anda %s, yang terakhir "
	 "diterima %s",
	 "full; equal priority, your number is %s, the last admitted has %s"},
	{"reserve",
	 "penuh; prioritas Anda %s, kursi terakhir dicadangkan untuk %s",
	 "full; your priority is %s, the last seat is kept for %s"},
	{"closed", "tidak dibuka; hanya %s peserta, paling sedikit %s",
	 "does not open; %s people only, at least %s"},
	{"cap", "penuh; prioritas Anda %s, batas %s tercapai",
	 "full; your priority is %s, the limit %s is reached"},
	{"not-eligible", "tidak dapat diikuti (%s %s)",
	 "not open to you (%s %s)"},
	{"mode", "cara belajar tidak cocok: Anda %s, kursus %s",
	 "does not fit how you can learn: you %s, course %s"},
	{"access", "tidak aksesibel (perlu: %s, kursus: %s)",
	 "not accessible (needed: %s, course: %s)"},
	{"unknown-course", "tidak ada kursus dengan nama ini%s%s",
	 "there is no such course%s%s"},
	{"declined", "Anda menolak%s%s", "you declined%s%s"},
	{"withdrawn", "Anda mengundurkan diri%s%s", "you withdrew%s%s"},
	{"no-answer", "tidak ada jawaban sampai batas waktu%s%s",
	 "no answer came in time%s%s"},
};

static const char *const outcomes[MATCH_STATUSES][2] = {
	[MATCH_PLACED] = {"mendapat kursi", "has a seat"},
	[MATCH_WAITLISTED] = {"daftar tunggu", "on the waiting list"},
	[MATCH_UNPLACED] = {"tidak mendapat kursi", "has no seat"},
	[MATCH_NOT_CONSIDERED] = {"tidak ikut pencocokan",
				  "was not part of the matching"},
	[MATCH_WITHDRAWN] = {"tidak ikut lagi", "takes no further part"},
};

/* Puts two texts where the sentence has its %s. */
static void fill_in(const char *sentence, const struct slice parts[2],
		    struct strbuf *out)
{
	size_t part = 0;

	for (; *sentence != '\0'; sentence++) {
		if (sentence[0] == '%' && sentence[1] == 's' && part < 2) {
			strbuf_append(out, parts[part++]);
			sentence++;
		} else {
			strbuf_append_byte(out, *sentence);
		}
	}
}

static void tell_reason(struct slice reason, enum language language,
			struct strbuf *out)
{
	struct slice parts[4] = {{0}};

	for (size_t i = 0; i < 4; i++) {
		size_t end = slice_find(reason, ':');

		parts[i] = slice_part(reason, 0, end);
		reason = slice_part(reason, end + 1, reason.length);
	}
	strbuf_append_string(out, "  - ");
	strbuf_append(out, parts[0]);
	strbuf_append_string(out, ": ");
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		if (slice_is(parts[1], sentences[i].reason))
			fill_in(language == LANGUAGE_ID
					? sentences[i].indonesian
					: sentences[i].english,
				parts + 2, out);
	}
	strbuf_append_byte(out, '\n');
}

static void tell_line(const char *indonesian, const char *english,
		      struct slice value, enum language language,
		      struct strbuf *out)
{
	if (value.length == 0)
		return;
	strbuf_append_string(out,
			     language == LANGUAGE_ID ? indonesian : english);
	strbuf_append_string(out, ": ");
	strbuf_append(out, value);
	strbuf_append_byte(out, '\n');
}

static void tell_outcome(const struct slice values[RESULT_COLUMNS],
			 enum language language, struct strbuf *out)
{
	strbuf_append_string(out,
			     language == LANGUAGE_ID ? "Hasil: " : "Outcome: ");
	for (size_t i = 0; i < MATCH_STATUSES; i++) {
		if (slice_is(values[RESULT_STATUS], match_statuses[i]))
			strbuf_append_string(
				out, outcomes[i][language != LANGUAGE_ID]);
	}
	strbuf_append_byte(out, '\n');
	tell_line("Kursus", "Course", values[RESULT_COURSE], language, out);
	tell_line("Penyelenggara", "Provider", values[RESULT_PROVIDER],
		  language, out);
	tell_line("Pilihan ke", "Choice", values[RESULT_CHOICE], language, out);
	tell_line("Mulai", "Start", values[RESULT_START], language, out);
	tell_line("Urutan daftar tunggu", "Place on the waiting list",
		  values[RESULT_WAITLIST_PLACE], language, out);
	tell_line("Prioritas", "Priority", values[RESULT_PRIORITY], language,
		  out);
	tell_line("Nomor undian", "Lottery number", values[RESULT_LOTTERY],
		  language, out);
	tell_line("Dari 1.000 pelamar, yang bernomor lebih besar",
		  "Of 1,000 applicants, those with a larger number",
		  values[RESULT_LOTTERY_SHARE], language, out);
}

bool words_tell(struct slice person, const struct slice values[RESULT_COLUMNS],
		enum language language, struct strbuf *out)
{
	struct slice rest = values[RESULT_REASONS], reason;

	tell_line("Peserta", "Participant", person, language, out);
	tell_outcome(values, language, out);
	if (rest.length > 0)
		strbuf_append_string(
			out, language == LANGUAGE_ID
				     ? "Mengapa bukan pilihan sebelumnya:\n"
				     : "Why none of the choices before:\n");
	while (slice_next(&rest, ',', &reason))
		tell_reason(reason, language, out);
	return !out->failed;
}
