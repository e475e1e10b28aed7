/*
 * Which columns the stream and the identities file have.
 */
#include "vk-enroll.h"

/* The columns that vk-enroll adds, in their documented order. */
static const char *const results[] = {
	"enroll_status",  "enroll_reasons", "enroll_missing", "duplicate_of",
	"duplicate_bits", "listed",	    "flags"};

enum { RESULTS = sizeof results / sizeof *results };

/*
 * Which of the two outputs has a field. An account means nothing without its
 * bank, so the bank is in both.
 */
static bool goes_to(struct slice name, bool identities)
{
	return schema_is_identity(name) == identities ||
	       (identities && slice_is(name, "bank"));
}

/*
 * The fields of one output that don't go out as they came in: those that some
 * record of this run needed trimmed or in another spelling.
 */
static void plan_fields(const struct enroll *enroll, bool identities,
			struct enroll_columns *columns)
{
	for (size_t i = APPLICATION_NIK; i < APPLICATION_FIELDS; i++) {
		enum application_field field = (enum application_field)i;

		if ((enroll->layout.respelt >> i & 1) == 0 ||
		    !goes_to(slice_of(application_field_name(field)),
			     identities))
			continue;
		columns->fields[columns->count] = field;
		columns->names[columns->count++] =
			application_field_name(field);
	}
	columns->field_count = columns->count;
}

/* Drops the input's columns that the output doesn't have. */
static void plan_dropped(struct enroll *enroll, bool identities,
			 struct enroll_columns *columns)
{
	const struct header *header = input_header(enroll->input);

	columns->dropped = arena_array(&enroll->arena, header->count,
				       sizeof *columns->dropped);
	for (size_t i = 0; i < header->count; i++) {
		const char *name =
			arena_string(&enroll->arena, header->names[i]);

		if (columns->dropped == NULL || name == NULL)
			tool_die(enroll->tool, "out of memory");
		if (enroll_is_stray(enroll, i)
			    ? !identities
			    : !goes_to(header->names[i], identities))
			columns->dropped[columns->dropped_count++] = name;
	}
}

struct writer_columns
enroll_writer_columns(const struct enroll_columns *columns)
{
	return (struct writer_columns){.own = columns->names,
				       .own_count = columns->count,
				       .dropped = columns->dropped,
				       .dropped_count = columns->dropped_count};
}

void enroll_plan_stream(struct enroll *enroll, struct enroll_columns *columns)
{
	plan_fields(enroll, false, columns);
	plan_dropped(enroll, false, columns);
	columns->names[columns->count++] = "person";
	for (size_t i = 0; i < RESULTS; i++)
		columns->names[columns->count++] = results[i];
	if (enroll->repeats.unnumbered)
		columns->names[columns->count++] = "application";
}

void enroll_plan_identities(struct enroll *enroll,
			    struct enroll_columns *columns)
{
	plan_fields(enroll, true, columns);
	plan_dropped(enroll, true, columns);
	columns->names[columns->count++] = "person";
	columns->names[columns->count++] = "application";
	columns->names[columns->count++] = "enroll_status";
	columns->names[columns->count++] = "key";
}
