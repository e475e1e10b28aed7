#include "attend/preamble.h"

#include "attend/moment.h"

bool preamble_month(struct slice text, int *year, int *month)
{
	char room[64];
	struct date date;
	int day;

	text = slice_trim(text);
	if (text.length < 7 || text.length > 40)
		return false;
	memcpy(room, "1 ", 2);
	memcpy(room + 2, text.data, text.length);
	if (text_is_digit(text.data[0]) ||
	    !date_parse_office((struct slice){room, text.length + 2},
			       DATE_DAY_FIRST, &date))
		return false;
	date_to_civil(date, year, month, &day);
	return true;
}

/* "label: value" in one cell, or a label and the next cell that is filled. */
static bool split_pair(const struct log_row *row, size_t index,
		       struct slice *label, struct slice *value)
{
	struct slice cell = row->cells[index];
	size_t colon = slice_find(cell, ':');

	*label = slice_trim(slice_part(cell, 0, colon));
	*value = slice_trim(slice_part(cell, colon + 1, cell.length));
	for (size_t i = index + 1; value->length == 0 && i < row->count; i++) {
		*value = row->cells[i];
		if (slice_starts(*value, ":"))
			*value = slice_trim(
				slice_part(*value, 1, value->length));
	}
	return label->length > 0 && value->length > 0;
}

static void take_pair(struct slice label, struct slice value,
		      struct preamble *preamble)
{
	enum role role = label_role(label);

	if (role == ROLE_CLASS && preamble->class_id.length == 0)
		preamble->class_id = value;
	else if (role == ROLE_DATE && preamble->date.length == 0)
		preamble->date = value;
	else if (role == ROLE_SESSION && preamble->time.length == 0)
		preamble->time = value;
	if (preamble->month == 0)
		preamble_month(value, &preamble->year, &preamble->month);
}

void preamble_take(const struct log_row *row, struct preamble *preamble)
{
	for (size_t i = 0; i < row->count; i++) {
		struct slice label, value;

		if (split_pair(row, i, &label, &value))
			take_pair(label, value, preamble);
		if (preamble->month == 0)
			preamble_month(row->cells[i], &preamble->year,
				       &preamble->month);
	}
}

void preamble_read(const struct sample *sample, size_t header,
		   struct preamble *preamble)
{
	*preamble = (struct preamble){0};
	for (size_t i = 0; i < header && i < sample->count; i++)
		preamble_take(sample->rows + i, preamble);
}

void preamble_renew(struct preamble *preamble, struct preamble *next)
{
	if (next->class_id.length > 0)
		preamble->class_id = next->class_id;
	if (next->date.length > 0)
		preamble->date = next->date;
	if (next->time.length > 0)
		preamble->time = next->time;
	if (next->month > 0) {
		preamble->year = next->year;
		preamble->month = next->month;
	}
	*next = (struct preamble){0};
}
