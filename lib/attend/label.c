#include "attend/label.h"

enum { FOLDED_MAX = 48 };

static const struct {
	const char *label; /* folded: lower case, blanks single, no marks */
	enum role role;
} labels[] = {
	{"person", ROLE_PERSON},
	{"nomor peserta", ROLE_NUMBER},
	{"no peserta", ROLE_NUMBER},
	{"no urut peserta", ROLE_NUMBER},
	{"kode peserta", ROLE_NUMBER},
	{"id peserta", ROLE_NUMBER},
	{"id participant", ROLE_NUMBER},
	{"participant number", ROLE_NUMBER},
	{"participant no", ROLE_NUMBER},
	{"participant id", ROLE_NUMBER},
	{"number", ROLE_NUMBER},
	{"nomor", ROLE_NUMBER},
	{"id", ROLE_NUMBER},
	{"id number", ROLE_NUMBER},
	{"nik", ROLE_NUMBER},
	{"no ktp", ROLE_NUMBER},
	{"nomor ktp", ROLE_NUMBER},
	{"kpj", ROLE_NUMBER},
	{"no kpj", ROLE_NUMBER},
	{"application", ROLE_NUMBER},
	{"no pendaftaran", ROLE_NUMBER},
	{"nomor pendaftaran", ROLE_NUMBER},
	{"nip", ROLE_NUMBER},
	{"pin", ROLE_NUMBER},
	{"user id", ROLE_NUMBER},
	{"ac no", ROLE_NUMBER},
	{"name", ROLE_NAME},
	{"nama", ROLE_NAME},
	{"nama lengkap", ROLE_NAME},
	{"nama peserta", ROLE_NAME},
	{"full name", ROLE_NAME},
	{"participant", ROLE_NAME},
	{"peserta", ROLE_NAME},
	{"participant name", ROLE_NAME},
	{"user name", ROLE_NAME},
	{"display name", ROLE_NAME},
	{"vollständiger name", ROLE_NAME},
	{"nombre", ROLE_NAME},
	{"nombre completo", ROLE_NAME},
	{"nom", ROLE_NAME},
	{"nom complet", ROLE_NAME},
	{"naam", ROLE_NAME},
	{"volledige naam", ROLE_NAME},
	{"first name", ROLE_FIRST_NAME},
	{"nama depan", ROLE_FIRST_NAME},
	{"last name", ROLE_LAST_NAME},
	{"surname", ROLE_LAST_NAME},
	{"nama belakang", ROLE_LAST_NAME},
	{"email", ROLE_EMAIL},
	{"e mail", ROLE_EMAIL},
	{"e-mail", ROLE_EMAIL},
	{"user email", ROLE_EMAIL},
	{"email address", ROLE_EMAIL},
	{"alamat email", ROLE_EMAIL},
	{"surel", ROLE_EMAIL},
	{"upn", ROLE_UPN},
	{"class", ROLE_CLASS},
	{"kelas", ROLE_CLASS},
	{"course", ROLE_CLASS},
	{"kursus", ROLE_CLASS},
	{"kode kelas", ROLE_CLASS},
	{"id kelas", ROLE_CLASS},
	{"kode pelatihan", ROLE_CLASS},
	{"date", ROLE_DATE},
	{"tanggal", ROLE_DATE},
	{"tgl", ROLE_DATE},
	{"hari tanggal", ROLE_DATE},
	{"hari/tanggal", ROLE_DATE},
	{"hari, tanggal", ROLE_DATE},
	{"hari tgl", ROLE_DATE},
	{"hari/tgl", ROLE_DATE},
	{"session", ROLE_SESSION},
	{"sesi", ROLE_SESSION},
	{"pertemuan", ROLE_SESSION},
	{"start", ROLE_SESSION},
	{"start time", ROLE_SESSION},
	{"jam mulai", ROLE_SESSION},
	{"mulai", ROLE_SESSION},
	{"session start", ROLE_SESSION},
	{"waktu", ROLE_SESSION},
	{"jam", ROLE_SESSION},
	{"end", ROLE_SESSION_END},
	{"end time", ROLE_SESSION_END},
	{"jam selesai", ROLE_SESSION_END},
	{"selesai", ROLE_SESSION_END},
	{"session end", ROLE_SESSION_END},
	{"join time", ROLE_JOIN},
	{"first join", ROLE_JOIN},
	{"first join time", ROLE_JOIN},
	{"time joined", ROLE_JOIN},
	{"joined", ROLE_JOIN},
	{"joined at", ROLE_JOIN},
	{"in", ROLE_JOIN},
	{"time in", ROLE_JOIN},
	{"time_in", ROLE_JOIN},
	{"check in", ROLE_JOIN},
	{"check-in", ROLE_JOIN},
	{"clock in", ROLE_JOIN},
	{"arrived", ROLE_JOIN},
	{"arrival", ROLE_JOIN},
	{"masuk", ROLE_JOIN},
	{"jam masuk", ROLE_JOIN},
	{"waktu masuk", ROLE_JOIN},
	{"jam datang", ROLE_JOIN},
	{"jam hadir", ROLE_JOIN},
	{"datang", ROLE_JOIN},
	{"waktu bergabung", ROLE_JOIN},
	{"waktu gabung", ROLE_JOIN},
	{"bergabung pertama", ROLE_JOIN},
	{"pertama bergabung", ROLE_JOIN},
	{"beitrittszeit", ROLE_JOIN},
	{"erster beitritt", ROLE_JOIN},
	{"leave time", ROLE_LEAVE},
	{"last leave", ROLE_LEAVE},
	{"last leave time", ROLE_LEAVE},
	{"time exited", ROLE_LEAVE},
	{"exited", ROLE_LEAVE},
	{"left", ROLE_LEAVE},
	{"left at", ROLE_LEAVE},
	{"out", ROLE_LEAVE},
	{"time out", ROLE_LEAVE},
	{"time_out", ROLE_LEAVE},
	{"check out", ROLE_LEAVE},
	{"check-out", ROLE_LEAVE},
	{"clock out", ROLE_LEAVE},
	{"departure", ROLE_LEAVE},
	{"keluar", ROLE_LEAVE},
	{"pulang", ROLE_LEAVE},
	{"jam keluar", ROLE_LEAVE},
	{"jam pulang", ROLE_LEAVE},
	{"waktu keluar", ROLE_LEAVE},
	{"waktu pulang", ROLE_LEAVE},
	{"waktu meninggalkan", ROLE_LEAVE},
	{"keluar terakhir", ROLE_LEAVE},
	{"terakhir keluar", ROLE_LEAVE},
	{"austrittszeit", ROLE_LEAVE},
	{"verlassenszeit", ROLE_LEAVE},
	{"letztes verlassen", ROLE_LEAVE},
	{"duration", ROLE_DURATION},
	{"total duration", ROLE_DURATION},
	{"in meeting duration", ROLE_DURATION},
	{"in-meeting duration", ROLE_DURATION},
	{"time in session", ROLE_DURATION},
	{"minutes", ROLE_DURATION},
	{"durasi", ROLE_DURATION},
	{"durasi dalam rapat", ROLE_DURATION},
	{"lama", ROLE_DURATION},
	{"menit", ROLE_DURATION},
	{"dauer", ROLE_DURATION},
	{"besprechungsdauer", ROLE_DURATION},
	{"status", ROLE_STATUS},
	{"kehadiran", ROLE_STATUS},
	{"status kehadiran", ROLE_STATUS},
	{"keterangan", ROLE_STATUS},
	{"ket", ROLE_STATUS},
	{"attendance", ROLE_STATUS},
	{"presensi", ROLE_STATUS},
	{"absensi", ROLE_STATUS},
	{"hadir", ROLE_STATUS},
	{"mark", ROLE_STATUS},
	{"tanda tangan", ROLE_SIGNATURE},
	{"ttd", ROLE_SIGNATURE},
	{"paraf", ROLE_SIGNATURE},
	{"signature", ROLE_SIGNATURE},
	{"attended", ROLE_ATTENDED},
	{"in waiting room", ROLE_WAITING},
	{"di ruang tunggu", ROLE_WAITING},
	{"user action", ROLE_ACTION},
	{"action", ROLE_ACTION},
	{"tindakan pengguna", ROLE_ACTION},
	{"aksi pengguna", ROLE_ACTION},
	{"benutzeraktion", ROLE_ACTION},
	{"timestamp", ROLE_TIMESTAMP},
	{"stempel waktu", ROLE_TIMESTAMP},
	{"cap waktu", ROLE_TIMESTAMP},
	{"zeitstempel", ROLE_TIMESTAMP},
	{"role", ROLE_DUTY},
	{"peran", ROLE_DUTY},
	{"rolle", ROLE_DUTY},
	{"template", ROLE_TEMPLATE},
	{"fingerprint", ROLE_TEMPLATE},
	{"finger template", ROLE_TEMPLATE},
	{"fp template", ROLE_TEMPLATE},
	{"fptemplate", ROLE_TEMPLATE},
	{"sidik jari", ROLE_TEMPLATE},
	{"face template", ROLE_TEMPLATE},
	{"biometric", ROLE_TEMPLATE},
	{"minutiae", ROLE_TEMPLATE},
};

/*
 * Lower case; dots, colons and asterisks go, underscores and blanks become one
 * blank, and what stands in brackets is left out.
 */
static struct slice fold(struct slice text, char out[FOLDED_MAX])
{
	size_t length = 0;

	text = slice_part(text, 0, slice_find(text, '('));
	text = slice_trim(text);
	for (size_t i = 0; i < text.length && length < FOLDED_MAX; i++) {
		char byte = text_lower(text.data[i]);

		if (strchr(".:*", byte) != NULL)
			continue;
		if (byte == '_' || byte == '\n' || byte == '\r')
			byte = ' ';
		if (byte == ' ' && (length == 0 || out[length - 1] == ' '))
			continue;
		out[length++] = byte;
	}
	return slice_trim((struct slice){out, length});
}

enum role label_role(struct slice heading)
{
	char room[FOLDED_MAX];
	struct slice label = fold(heading, room);
	struct slice bracket =
		slice_part(heading, slice_find(heading, '('), heading.length);

	if (label.length == 0 || label.length > FOLDED_MAX - 1 ||
	    text_is_digit(label.data[0]))
		return ROLES;
	if (slice_equal_ignoring_case(bracket, SLICE("(UPN)")))
		return ROLE_UPN;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (label.data[0] == labels[i].label[0] &&
		    slice_is(label, labels[i].label))
			return labels[i].role;
	return ROLES;
}

void label_columns(const struct log_row *row, struct columns *columns)
{
	columns->known = 0;
	for (size_t i = 0; i < ROLES; i++)
		columns->at[i] = SIZE_MAX;
	for (size_t i = 0; i < row->count; i++) {
		enum role role = label_role(row->cells[i]);

		if (role == ROLES)
			continue;
		columns->known++;
		if (columns->at[role] == SIZE_MAX)
			columns->at[role] = i;
	}
}

bool columns_name_people(const struct columns *columns)
{
	return columns_has(columns, ROLE_NAME) ||
	       columns_has(columns, ROLE_NUMBER) ||
	       columns_has(columns, ROLE_PERSON);
}

bool columns_are_header(const struct columns *columns)
{
	bool names = columns_name_people(columns) ||
		     columns_has(columns, ROLE_FIRST_NAME) ||
		     columns_has(columns, ROLE_EMAIL);

	return names && columns->known >= 2;
}
