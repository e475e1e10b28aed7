#include "match/words.h"

/* In both languages; %s are the person's own value and the limit. */
struct sentence {
	const char *reason;
	const char *indonesian, *english;
};

static const struct sentence sentences[] = {
	{"full-priority", "penuh; prioritas Anda %s, yang terakhir diterima %s",
	 "full; your priority is %s, that of the last admitted %s"},
	{"full-kept",
	 "penuh; prioritas Anda %s, kursinya tetap pada yang sudah mendapatnya",
	 "full; your priority is %s, who has a seat keeps it"},
	{"no-seats", "tidak punya kursi; prioritas Anda %s",
	 "has no seats; your priority is %s"},
	{"full-lottery",
	 "penuh; prioritas sama, nomor undian Anda %s, yang terakhir "
	 "diterima %s",
	 "full; equal priority, your number is %s, the last admitted has %s"},
	{"reserve",
	 "penuh; prioritas Anda %s, kursi terakhir dicadangkan untuk %s",
	 "full; your priority is %s, the last seat is kept for %s"},
	{"closed", "tidak dibuka; hanya %s peserta, paling sedikit %s",
	 "does not open; %s of at least %s people"},
	{"cap", "penuh; prioritas Anda %s, batas %s tercapai",
	 "full; your priority is %s, the limit %s is reached"},
	{"not-eligible",
	 "tidak dapat diikuti pada %s; kerja sama atau akreditasinya berlaku "
	 "mulai atau sampai %s",
	 "not open on %s; its agreement or accreditation holds from or until "
	 "%s"},
	{"not-told", "tidak dapat diikuti pada %s; %s belum diisi",
	 "not open on %s; %s is not filled in"},
	{"not-listed", "Anda tidak ada dalam daftar wawancaranya",
	 "you are not on its interview list"},
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

/* Words of the stream that a sentence's %s may be. */
static const struct sentence words[] = {
	{"in_person", "tatap muka", "in person"},
	{"online", "daring", "online"},
	{"both", "keduanya", "both"},
	{"blended", "campuran", "blended"},
	{"yes", "ya", "yes"},
	{"no", "tidak", "no"},
	{"agreement_from", "awal kerja sama", "the agreement's first day"},
	{"agreement_to", "akhir kerja sama", "the agreement's last day"},
	{"accredited_from", "awal akreditasi", "the accreditation's first day"},
	{"accredited_to", "akhir akreditasi", "the accreditation's last day"},
};

static const char *const outcomes[MATCH_STATUSES][2] = {
	[MATCH_PLACED] = {"mendapat kursi", "has a seat"},
	[MATCH_WAITLISTED] = {"daftar tunggu", "on the waiting list"},
	[MATCH_UNPLACED] = {"tidak mendapat kursi", "has no seat"},
	[MATCH_NOT_CONSIDERED] = {"tidak ikut pencocokan",
				  "was not part of the matching"},
	[MATCH_WITHDRAWN] = {"tidak ikut lagi", "takes no further part"},
};

static const char *in(const struct sentence *sentence, enum language language)
{
	return language == LANGUAGE_ID ? sentence->indonesian
				       : sentence->english;
}

static const struct sentence *find(const struct sentence *list, size_t count,
				   struct slice name)
{
	for (size_t i = 0; i < count; i++)
		if (slice_is(name, list[i].reason))
			return &list[i];
	return NULL;
}

/* A text from outside; a line of a slip stays one line. */
static void add_text(struct slice text, struct strbuf *out)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.data[i];

		strbuf_append_byte(
			out, byte < ' ' || byte == 0x7f ? ' ' : text.data[i]);
	}
}

/* A value as people write it. */
static void add_value(struct slice value, enum language language,
		      struct strbuf *out)
{
	const struct sentence *word =
		find(words, sizeof words / sizeof *words, value);
	struct date date;

	if (word != NULL)
		strbuf_append_string(out, in(word, language));
	else if (date_parse(value, &date))
		date_format_long(date, language, out);
	else
		add_text(value, out);
}

/* Puts two values where the sentence has its %s. */
static void fill_in(const char *sentence, const struct slice parts[2],
		    enum language language, struct strbuf *out)
{
	size_t part = 0;

	for (; *sentence != '\0'; sentence++) {
		if (sentence[0] == '%' && sentence[1] == 's' && part < 2) {
			add_value(parts[part++], language, out);
			sentence++;
		} else {
			strbuf_append_byte(out, *sentence);
		}
	}
}

/* What a reason is called where its yours or limit make it another one. */
static const struct sentence *find_sentence(const struct slice parts[4])
{
	struct slice name = parts[1], limit = parts[3];

	if (slice_is(name, "full-priority") && slice_is(limit, "kept"))
		name = SLICE("full-kept");
	if (slice_is(name, "full-priority") && slice_is(limit, "0"))
		name = SLICE("no-seats");
	if (slice_is(name, "not-eligible") && slice_is(parts[2], "not-listed"))
		name = SLICE("not-listed");
	if (slice_is(name, "not-eligible") &&
	    find(words, sizeof words / sizeof *words, limit) != NULL)
		name = SLICE("not-told");
	return find(sentences, sizeof sentences / sizeof *sentences, name);
}

static void tell_reason(struct slice reason, enum language language,
			struct strbuf *out)
{
	struct slice parts[4] = {{0}};
	const struct sentence *sentence;

	for (size_t i = 0; i < 4; i++) {
		size_t end = slice_find(reason, ':');

		parts[i] = slice_part(reason, 0, end);
		reason = slice_part(reason, end + 1, reason.length);
	}
	strbuf_append_string(out, "  - ");
	add_text(parts[0], out);
	strbuf_append_string(out, ": ");
	sentence = find_sentence(parts);
	if (sentence != NULL)
		fill_in(in(sentence, language), parts + 2, language, out);
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
	add_text(value, out);
	strbuf_append_byte(out, '\n');
}

static void tell_start(struct slice day, enum language language,
		       struct strbuf *out)
{
	struct strbuf words_of_day;

	strbuf_init(&words_of_day, 1024);
	add_value(day, language, &words_of_day);
	tell_line("Mulai", "Start", strbuf_slice(&words_of_day), language, out);
	strbuf_release(&words_of_day);
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
	tell_start(values[RESULT_START], language, out);
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
