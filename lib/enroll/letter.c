#include "enroll/letter.h"

#include "enroll/page_text.h"

#include <stdio.h>

enum { TEXT_MAX = 64 * 1024, DAYS_MAX = 365 };

static bool read_text(const struct policy_node *map, const char *key,
		      struct slice *text, struct diag *diag)
{
	const struct policy_node *node = policy_get(map, key);

	return node == NULL || policy_text(node, text, diag);
}

static bool read_section(struct letter_terms *terms,
			 const struct policy_node *section, struct diag *diag)
{
	static const char *const keys[] = {"objection_days", "contact",
					   "address", "signer", NULL};
	const struct policy_node *days;

	if (!policy_check_keys(section, keys, diag))
		return false;
	days = policy_require(section, "objection_days", diag);
	if (days == NULL || policy_require(section, "contact", diag) == NULL ||
	    !policy_integer(days, &terms->objection_days, diag))
		return false;
	if (terms->objection_days < 1 || terms->objection_days > DAYS_MAX)
		return policy_fail(days, diag,
				   "\"objection_days\" must be 1 to %d",
				   DAYS_MAX);
	return read_text(section, "contact", &terms->contact, diag) &&
	       read_text(section, "address", &terms->address, diag) &&
	       read_text(section, "signer", &terms->signer, diag);
}

bool letter_terms_read(struct letter_terms *terms, const struct policy *policy,
		       struct diag *diag)
{
	const struct policy_node *section = policy_section(policy, "letters");

	*terms = (struct letter_terms){0};
	if (section == NULL)
		return diag_set(diag,
				"letters need the policy's section \"letters\" "
				"with \"objection_days\" and \"contact\"");
	return read_section(terms, section, diag) &&
	       read_text(policy_section(policy, "office"), "name",
			 &terms->office, diag);
}

static void add_day(struct strbuf *out, struct date day)
{
	date_format_long(day, LANGUAGE_ID, out);
}

/* A full stop, where what is written doesn't end a sentence already. */
static void add_stop(struct strbuf *out)
{
	if (out->length == 0 ||
	    strchr(".!?", out->data[out->length - 1]) == NULL)
		strbuf_append_byte(out, '.');
}

bool letter_begin(const struct letter_terms *terms, const struct letter *letter,
		  struct strbuf *out)
{
	if (terms->office.length > 0)
		page_paragraph(out, "", terms->office);
	if (terms->address.length > 0)
		page_paragraph(out, "", terms->address);
	strbuf_append_string(out, "\nTanggal           : ");
	add_day(out, letter->day);
	strbuf_append_byte(out, '\n');
	page_paragraph(out, "Nomor pendaftaran : ", letter->application);
	strbuf_append_string(out, "Perihal           : hasil pemeriksaan "
				  "pendaftaran pelatihan vokasi\n\n");
	page_paragraph(out, "Kepada Yth. ", letter->name);
	strbuf_append_string(out, "\nDengan hormat,\n\n");
	strbuf_append_string(out, "pendaftaran Anda");
	if (letter->applied_known) {
		strbuf_append_string(out, " tanggal ");
		add_day(out, letter->applied);
	}
	return strbuf_append_string(out, " sudah kami periksa. Pendaftaran "
					 "itu\nbelum dapat kami terima, "
					 "karena:\n\n");
}

bool letter_add(const struct letter_reason *reason, struct strbuf *out)
{
	struct strbuf text;
	char mark[16];

	strbuf_init(&text, TEXT_MAX);
	strbuf_append(&text, reason->sentence);
	add_stop(&text);
	if (reason->since.days != DATE_EARLIEST.days) {
		strbuf_append_string(&text, " Berlaku sejak ");
		add_day(&text, reason->since);
		strbuf_append_byte(&text, '.');
	}
	if (reason->source.length > 0) {
		strbuf_append_string(&text, " Dasar: ");
		strbuf_append(&text, slice_trim(reason->source));
		add_stop(&text);
	}
	snprintf(mark, sizeof mark, "%2u. ", reason->number);
	page_paragraph(out, mark, strbuf_slice(&text));
	strbuf_release(&text);
	return !out->failed;
}

bool letter_end(const struct letter_terms *terms, const struct letter *letter,
		struct strbuf *out)
{
	struct date until = {letter->day.days + (int32_t)terms->objection_days};
	struct strbuf text;

	strbuf_init(&text, TEXT_MAX);
	strbuf_append_string(&text, "Bila data itu keliru, atau Anda keberatan "
				    "atas hasil ini, sampaikan paling lambat ");
	add_day(&text, until);
	strbuf_append_string(&text, " kepada: ");
	strbuf_append(&text, slice_trim(terms->contact));
	add_stop(&text);
	strbuf_append_string(&text,
			     " Sebutkan nomor pendaftaran di atas dan sertakan "
			     "buktinya. Pendaftaran diperiksa lagi dengan "
			     "bukti itu.");
	strbuf_append_byte(out, '\n');
	page_paragraph(out, "", strbuf_slice(&text));
	strbuf_append_byte(out, '\n');
	page_paragraph(out, "",
		       SLICE("Anda juga berhak melihat data pribadi Anda yang "
			     "kami simpan dan meminta perbaikannya (UU 27 "
			     "Tahun 2022)."));
	strbuf_append_string(out, "\nHormat kami,\n\n\n\n");
	page_paragraph(out, "",
		       terms->signer.length > 0 ? terms->signer
						: terms->office);
	strbuf_release(&text);
	return !out->failed;
}
