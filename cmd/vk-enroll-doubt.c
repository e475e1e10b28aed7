/*
 * NIKs that can't be trusted although they look like one: of rows whose cells
 * may stand in another column, and of files whose spreadsheet kept 15 of 16
 * digits. They find nobody, and make no person.
 */
#include "vk-enroll.h"

enum {
	ROUNDED_SHARE = 250 /* per mille of NIKs that end in 0; 100 by chance */
};

static bool is_rounded(const struct enroll *enroll, const char *file)
{
	return input_rounded_nik_share(enroll->input, file) > ROUNDED_SHARE;
}

void enroll_doubt_damaged(const struct enroll *enroll,
			  const struct record *record,
			  struct application *application)
{
	size_t column = record->problem_column;

	if (column == COLUMN_NONE ||
	    column == enroll->layout.columns[APPLICATION_NIK] ||
	    strcmp(record->problem_code, "V-SHIFT") == 0)
		application->nik_fault = NIK_ROUNDED;
}

void enroll_doubt(const struct enroll *enroll, enum read_result result,
		  const struct record *record, struct application *application)
{
	if (result == READ_BAD)
		enroll_doubt_damaged(enroll, record, application);
	else if (is_rounded(enroll, record->file) &&
		 nik_may_be_rounded(application->fields[APPLICATION_NIK]))
		application->nik_fault = NIK_ROUNDED;
}

void enroll_doubt_files(struct enroll *enroll)
{
	struct repeats *repeats = &enroll->repeats;

	for (size_t i = 0; i < repeats->file_count; i++)
		if (is_rounded(enroll, repeats->file_names[i]))
			repeats_forget_rounded(repeats, i);
}
