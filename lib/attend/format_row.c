/*
 * The rows of a file, and whom they name, for every reader.
 */
#include "attend/format.h"

#include "attend/heading.h"
#include "attend/moment.h"
#include "attend/zone.h"

bool format_copy_row(struct arena *arena, const struct log_row *row,
		     struct log_row *copy)
{
	copy->cells = arena_array(arena, row->count + 1, sizeof *copy->cells);
	copy->count = row->count;
	copy->line = row->line;
	if (copy->cells == NULL)
		return false;
	for (size_t i = 0; i < row->count; i++) {
		copy->cells[i] = arena_copy(arena, row->cells[i]);
		if (copy->cells[i].data == NULL)
			return false;
	}
	return true;
}

int format_next(struct reading *reading, struct log_row *row, struct diag *diag)
{
	int result;

	do {
		result = log_next(reading->log, row, diag);
	} while (result > 0 && row->line <= reading->found.first);
	if (result > 0 && row->line >= reading->found.last)
		return 0;
	if (result > 0)
		evidence_source(reading->evidence)->rows++;
	return result;
}

/* First and last name as one; a mononym's other half is "-" or empty. */
static struct slice join_names(struct reading *reading, struct slice first,
			       struct slice last)
{
	char *joined;

	if (slice_is(first, "-"))
		first.length = 0;
	if (slice_is(last, "-"))
		last.length = 0;
	if (first.length == 0 || last.length == 0)
		return first.length == 0 ? last : first;
	joined = arena_alloc(&reading->arena, first.length + last.length + 1);
	if (joined == NULL)
		return first;
	memcpy(joined, first.data, first.length);
	joined[first.length] = ' ';
	memcpy(joined + first.length + 1, last.data, last.length);
	return (struct slice){joined, first.length + last.length + 1};
}

bool format_who(struct reading *reading, const struct log_row *row,
		struct sighting_name *who)
{
	const struct columns *columns = &reading->found.columns;

	*who = (struct sighting_name){
		.person = columns_cell(columns, ROLE_PERSON, row),
		.number = columns_cell(columns, ROLE_NUMBER, row),
		.email = columns_cell(columns, ROLE_EMAIL, row),
		.name = columns_cell(columns, ROLE_NAME, row),
		.source = slice_of(source_kind_name(reading->found.source)),
	};
	if (who->email.length == 0)
		who->email = columns_cell(columns, ROLE_UPN, row);
	if (who->name.length == 0)
		who->name = join_names(
			reading, columns_cell(columns, ROLE_FIRST_NAME, row),
			columns_cell(columns, ROLE_LAST_NAME, row));
	return who->person.length + who->number.length + who->email.length +
		       who->name.length >
	       0;
}

int32_t format_shift(const struct reading *reading, struct slice cell)
{
	int zone = reading->zone == 0 ? 0 : zone_hours(cell);

	return zone == 0 ? 0 : (reading->zone - zone) * SECONDS_PER_HOUR;
}

bool format_is_session(struct slice text)
{
	struct heading heading;

	heading_parse(text, &heading);
	return heading.kind != HEADING_OTHER;
}
