#include "enroll/label.h"

#include "enroll/application.h"
#include "value/region.h"

/* By enum language. */
struct label {
	const char *name, *text[2];
};

static const struct label fields[] = {
	{"application", {"Nomor pendaftaran", "Application number"}},
	{"nik", {"NIK", "NIK"}},
	{"kpj", {"KPJ", "KPJ"}},
	{"kk", {"Nomor KK", "KK number"}},
	{"name", {"Nama", "Name"}},
	{"birth_date", {"Tanggal lahir", "Date of birth"}},
	{"sex", {"Jenis kelamin", "Sex"}},
	{"district", {"Kabupaten/kota", "District"}},
	{"phone", {"Nomor telepon", "Telephone"}},
	{"email", {"Surel", "E-mail"}},
	{"address", {"Alamat", "Address"}},
	{"category", {"Kategori peserta", "Category"}},
	{"employment", {"Status pekerjaan", "Employment"}},
	{"track", {"Jalur", "Track"}},
	{"membership_months", {"Masa iur (bulan)", "Months of membership"}},
	{"wage", {"Upah", "Wage"}},
	{"last_employer", {"Perusahaan terakhir", "Last employer"}},
	{"layoff_date", {"Tanggal berhenti bekerja", "Day of the layoff"}},
	{"jht_claimed", {"JHT sudah diambil", "Old-age benefit claimed"}},
	{"disability", {"Disabilitas", "Disability"}},
	{"needs_access", {"Perlu akses", "Needs access"}},
	{"education", {"Pendidikan", "Education"}},
	{"mode_ok", {"Cara belajar", "Mode of learning"}},
	{"bank", {"Bank", "Bank"}},
	{"account", {"Nomor rekening", "Account"}},
	{"account_name", {"Nama pemilik rekening", "Holder of the account"}},
	{"consent", {"Surat pernyataan", "Statement"}},
	{"wants_business", {"Ingin usaha sendiri", "Wants own business"}},
	{"applied_at", {"Tanggal mendaftar", "Day of the application"}},
	{"age", {"Usia", "Age"}},
	{"referred_by", {"Dirujuk oleh", "Referred by"}},
	{"listed",
	 {"Tercantum di daftar Dinas Tenaga Kerja",
	  "On the manpower office's list"}},
	{"wish", {"Kejuruan lain yang diinginkan", "Other vocation wished"}},
	{"months_since_layoff",
	 {"Bulan sejak berhenti", "Months since layoff"}},
	{"household_count", {"Urutan dalam satu KK", "Place in the household"}},
};

static const struct label words[] = {
	{"pu_phk", {"PU terkena PHK", "laid-off wage earner"}},
	{"pu_active", {"PU aktif", "active wage earner"}},
	{"bpu", {"BPU", "non-wage earner"}},
	{"pmi", {"PMI", "migrant worker"}},
	{"laid_off", {"terkena PHK", "laid off"}},
	{"furloughed", {"dirumahkan", "furloughed"}},
	{"contract_ended", {"kontrak berakhir", "contract ended"}},
	{"resigned", {"mengundurkan diri", "resigned"}},
	{"active", {"aktif bekerja", "at work"}},
	{"regular", {"reguler", "regular"}},
	{"return_to_work", {"kembali bekerja", "return to work"}},
	{"in_person", {"tatap muka", "in person"}},
	{"online", {"daring", "online"}},
	{"both", {"keduanya", "both"}},
	{"yes", {"ya", "yes"}},
	{"no", {"tidak", "no"}},
	{"m", {"laki-laki", "male"}},
	{"f", {"perempuan", "female"}},
	{"sd", {"SD", "SD"}},
	{"smp", {"SMP", "SMP"}},
	{"sma", {"SMA", "SMA"}},
	{"smk", {"SMK", "SMK"}},
	{"d1", {"D1", "D1"}},
	{"d2", {"D2", "D2"}},
	{"d3", {"D3", "D3"}},
	{"d4", {"D4", "D4"}},
	{"s1", {"S1", "S1"}},
	{"s2", {"S2", "S2"}},
	{"s3", {"S3", "S3"}},
};

static struct slice find(const struct label *labels, size_t count,
			 struct slice name, enum language language)
{
	for (size_t i = 0; i < count; i++)
		if (slice_is(name, labels[i].name))
			return slice_of(labels[i].text[language]);
	return name;
}

struct slice label_field(struct slice name, enum language language)
{
	return find(fields, sizeof fields / sizeof *fields, name, language);
}

struct slice label_word(struct slice field, struct slice word,
			enum language language)
{
	enum application_field of = application_field_find(field);
	struct slice region = {0};

	if (word.length == 0)
		return slice_of(language == LANGUAGE_ID ? "tidak diisi"
							: "not given");
	if (of == APPLICATION_DISTRICT)
		region = region_name(word);
	if (region.length > 0)
		return region;
	if (of == APPLICATION_FIELDS ||
	    application_field_words(of) == WORDS_NONE)
		return word;
	return find(words, sizeof words / sizeof *words, word, language);
}

bool label_words(struct slice field, struct slice all, enum language language,
		 struct strbuf *out)
{
	struct slice word;
	bool first = true;

	while (slice_next(&all, '|', &word)) {
		if (!first)
			strbuf_append_string(out, ", ");
		first = false;
		strbuf_append(out, label_word(field, word, language));
	}
	return !out->failed;
}
