/*
 * What stays out of the stream because it may be somebody's name or number: a
 * value that is not of its field's kind, the cells of a row that stand beside
 * their columns, and columns nobody knows that hold such numbers.
 */
#include "vk-enroll.h"

/* Whether the values of a record stand in columns that are not theirs. */
static bool is_displaced(const struct known *known)
{
	return known->damage != NULL &&
	       (strcmp(known->damage, "extra-cell") == 0 ||
		strcmp(known->damage, "missing-cell") == 0 ||
		strcmp(known->damage, "V-SHIFT") == 0);
}

/* Whether a value is not what its field holds, so that it may be anything. */
static bool is_of_other_kind(const struct check_fault *fault)
{
	static const char *const codes[] = {"V-DATE", "V-MONEY", "V-NUMBER",
					    "V-WORD"};

	if (fault->weight == CHECK_FLAG)
		return false;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (strcmp(fault->code, codes[i]) == 0)
			return true;
	return false;
}

static bool has_strays(const struct enrolled *enrolled)
{
	bool has = enrolled->known.damage != NULL;

	for (size_t i = 0; !has && i < enrolled->faults.count; i++)
		has = is_of_other_kind(&enrolled->faults.faults[i]);
	return has;
}

static void hide_all(struct slice *fields, const struct header *header)
{
	for (size_t i = 0; i < header->count; i++)
		if (!slice_is(header->names[i], "application") ||
		    identity_is_inside(fields[i]))
			fields[i] = (struct slice){0};
}

/* The fields with such values, as bits; their columns are emptied. */
static uint32_t hide_faults(const struct enroll *enroll,
			    const struct check_faults *faults)
{
	uint32_t hidden = 0;

	for (size_t i = 0; i < faults->count; i++) {
		enum application_field field = faults->faults[i].field;
		size_t column = enroll->layout.columns[field];

		if (!is_of_other_kind(&faults->faults[i]))
			continue;
		hidden |= (uint32_t)1 << field;
		if (column != COLUMN_NONE)
			enroll->shown[column] = (struct slice){0};
	}
	return hidden;
}

/* The fields whose values may not be shown, as bits; empties their columns. */
static uint32_t hide(const struct enroll *enroll,
		     const struct enrolled *enrolled)
{
	const struct header *header = input_header(enroll->input);
	size_t column = enrolled->record.problem_column;
	uint32_t hidden = hide_faults(enroll, &enrolled->faults);

	if (is_displaced(&enrolled->known)) {
		hide_all(enroll->shown, header);
		return UINT32_MAX;
	}
	if (enrolled->known.damage == NULL || column >= header->count)
		return hidden;
	enroll->shown[column] = (struct slice){0};
	for (size_t i = 0; i < APPLICATION_FIELDS; i++)
		if (enroll->layout.columns[i] == column)
			hidden |= (uint32_t)1 << i;
	return hidden;
}

const struct record *enroll_hide_strays(const struct enroll *enroll,
					const struct enrolled *enrolled,
					struct record *copy, uint32_t *hidden)
{
	const struct record *record = &enrolled->record;

	*hidden = 0;
	if (!has_strays(enrolled))
		return record;
	memcpy(enroll->shown, record->fields,
	       record->count * sizeof *enroll->shown);
	*hidden = hide(enroll, enrolled);
	*copy = *record;
	copy->fields = enroll->shown;
	copy->raw = NULL;
	copy->text = copy->row = (struct slice){0};
	copy->is_whole = copy->has_slack = false;
	return copy;
}

void enroll_watch_strays(struct enroll *enroll)
{
	const struct header *header = input_header(enroll->input);

	enroll->strays = arena_array(&enroll->arena, header->count + 1,
				     sizeof *enroll->strays);
	enroll->shown = arena_array(&enroll->arena, header->count + 1,
				    sizeof *enroll->shown);
	if (enroll->strays == NULL || enroll->shown == NULL)
		tool_die(enroll->tool, "out of memory");
	for (size_t i = 0; i < header->count; i++)
		if (!schema_is_field(header->names[i]))
			enroll->strays[enroll->stray_count++] =
				(struct stray){.column = i};
}

/* An office's own number stands in every stream and file from here on. */
static void refuse_nik_as_number(struct enroll *enroll,
				 const struct record *record)
{
	size_t column = enroll->layout.columns[APPLICATION_NUMBER];
	struct slice number = record_field(record, column);
	struct nik nik;

	if (number.length >= NIK_LENGTH && nik_parse(number, &nik) == NIK_VALID)
		tool_die(enroll->tool,
			 "%s:%llu:%zu: the application's number is a NIK, "
			 "which every stream would show; take that column out: "
			 "file and row then number the applications",
			 record->file, (unsigned long long)record->line,
			 column + 1);
}

void enroll_look_for_strays(struct enroll *enroll, enum read_result result,
			    const struct record *record)
{
	const struct header *header = input_header(enroll->input);

	if (record->raw != NULL)
		return; /* what is in a stream was let into it */
	if (result == READ_RECORD)
		refuse_nik_as_number(enroll, record);
	for (size_t i = 0; i < enroll->stray_count; i++) {
		struct stray *stray = enroll->strays + i;
		struct slice name = header->names[stray->column];

		if (stray->personal ||
		    !identity_is_inside(record_field(record, stray->column)))
			continue;
		stray->personal = true;
		tool_note(enroll->tool,
			  "column \"%.*s\" is not known and holds numbers or "
			  "addresses of persons: it goes to the identities",
			  SLICE_PRINT(name));
	}
}

bool enroll_is_stray(const struct enroll *enroll, size_t column)
{
	for (size_t i = 0; i < enroll->stray_count; i++)
		if (enroll->strays[i].column == column)
			return enroll->strays[i].personal;
	return false;
}
