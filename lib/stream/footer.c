#include "stream/footer.h"

static bool is_letter(char byte)
{
	return (text_lower(byte) >= 'a' && text_lower(byte) <= 'z') ||
	       (byte & 0x80) != 0;
}

/* Words that totals, notes and signatures begin with. */
static bool begins_footer(struct slice cell)
{
	static const char *const words[] = {
		"jumlah",     "total",	     "rekap",	      "rekapitulasi",
		"instruktur", "pengajar",    "pelatih",	      "narasumber",
		"mengetahui", "menyetujui",  "diketahui",     "disetujui",
		"dibuat",     "diperiksa",   "keterangan",    "ket",
		"catatan",    "note",	     "paraf",	      "hadir",
		"tidak",      "tanda",	     "ttd",	      "nip",
		"kepala",     "ketua",	     "pimpinan",      "direktur",
		"penanggung", "koordinator", "penyelenggara", "petugas",
		"panitia",    "halaman",     "lembar",	      "daftar"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct slice word = slice_of(words[i]);

		if (slice_equal_ignoring_case(slice_part(cell, 0, word.length),
					      word) &&
		    (cell.length == word.length ||
		     !is_letter(cell.data[word.length])))
			return true;
	}
	return false;
}

/* "Denpasar, 7 September 2020", "Gianyar, ...... 2020". */
static bool is_place_and_date(struct slice cell)
{
	struct slice year;

	if (cell.length < 8)
		return false;
	year = slice_part(cell, cell.length - 4, cell.length);
	return slice_find(cell, ',') < cell.length - 4 &&
	       text_is_digits(year) && slice_starts(year, "20");
}

/* "(Made Sudana, S.Pd)", "________", "H = Hadir". */
static bool is_signature(struct slice cell)
{
	if (cell.length > 2 && cell.data[0] == '(' && slice_ends(cell, ")"))
		return true;
	if (slice_find(cell, '=') < cell.length)
		return true;
	for (size_t i = 0; i < cell.length; i++)
		if (is_letter(cell.data[i]) || text_is_digit(cell.data[i]))
			return false;
	return cell.length > 2;
}

bool footer_is(struct slice cell)
{
	return begins_footer(cell) || is_place_and_date(cell) ||
	       is_signature(cell);
}
