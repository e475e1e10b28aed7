#include "system/sheet_strings.h"

#include "system/sheet.h"
#include "system/sheet_text.h"

#include <string.h>

struct reading {
	struct sheet_strings *strings;
	struct sheet_text text;
	bool within; /* an <si> */
	struct diag *diag;
};

void sheet_strings_init(struct sheet_strings *strings)
{
	*strings = (struct sheet_strings){0};
	strbuf_init(&strings->bytes, SHEET_STRINGS_MAX);
	strbuf_init(&strings->ends, SHEET_STRINGS_MAX);
}

void sheet_strings_release(struct sheet_strings *strings)
{
	strbuf_release(&strings->bytes);
	strbuf_release(&strings->ends);
	strings->count = 0;
}

static bool on_begin(void *context, const char *name,
		     const char *const *attributes)
{
	struct reading *reading = context;

	if (strcmp(name, "si") == 0)
		reading->within = true;
	else if (reading->within)
		sheet_text_begin(&reading->text, name, attributes);
	return true;
}

static bool on_text(void *context, struct slice text)
{
	struct reading *reading = context;

	sheet_text_add(&reading->text, text);
	return true;
}

static bool add_string(struct reading *reading)
{
	struct sheet_strings *strings = reading->strings;
	uint32_t end = (uint32_t)strings->bytes.length;
	struct slice bytes = {(const char *)&end, sizeof end};

	if (strings->bytes.failed || !strbuf_append(&strings->ends, bytes))
		return diag_memory(reading->diag);
	strings->count++;
	return true;
}

static bool on_end(void *context, const char *name)
{
	struct reading *reading = context;

	if (strcmp(name, "si") != 0) {
		sheet_text_end(&reading->text, name);
		return true;
	}
	reading->within = false;
	return add_string(reading);
}

bool sheet_strings_load(struct sheet_strings *strings, struct package *package,
			const char *part, struct diag *diag)
{
	struct reading reading = {
		.strings = strings,
		.text = {.out = &strings->bytes},
		.diag = diag,
	};
	const struct xml_handler handler = {
		.context = &reading,
		.begin = on_begin,
		.end = on_end,
		.text = on_text,
	};

	return package_parse(package, part, &handler, diag);
}

static uint32_t end_of(const struct sheet_strings *strings, size_t index)
{
	uint32_t end;

	memcpy(&end, strings->ends.data + index * sizeof end, sizeof end);
	return end;
}

bool sheet_strings_get(const struct sheet_strings *strings, size_t index,
		       struct slice *string)
{
	uint32_t start, end;

	if (index >= strings->count)
		return false;
	start = index == 0 ? 0 : end_of(strings, index - 1);
	end = end_of(strings, index);
	*string = slice_part(strbuf_slice(&strings->bytes), start, end - start);
	return true;
}
