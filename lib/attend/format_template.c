/*
 * Fingerprints and faces, which no file may hold.
 */
#include "attend/format.h"

enum { TEMPLATE_CELL_MIN = 200 };

/* A long cell of base64 or hexadecimal: a fingerprint, a face. */
static bool is_template(struct slice cell)
{
	if (cell.length < TEMPLATE_CELL_MIN)
		return false;
	for (size_t i = 0; i < cell.length; i++) {
		char byte = cell.data[i];
		bool letter =
			text_lower(byte) >= 'a' && text_lower(byte) <= 'z';

		if (!letter && !text_is_digit(byte) &&
		    memchr("+/=-_", byte, 5) == NULL)
			return false;
	}
	return true;
}

bool format_has_templates(const struct sample *sample)
{
	struct columns columns;

	for (size_t i = 0; i < sample->count; i++) {
		label_columns(sample->rows + i, &columns);
		if (columns_has(&columns, ROLE_TEMPLATE) && columns.known > 1)
			return true;
		for (size_t j = 0; j < sample->rows[i].count; j++) {
			struct slice cell = sample->rows[i].cells[j];

			if (is_template(cell) ||
			    slice_starts(cell, "FP PIN=") ||
			    slice_starts(cell, "TMP="))
				return true;
		}
	}
	return false;
}
