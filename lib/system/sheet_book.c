#include "system/sheet_book.h"

#include "base/strbuf.h"

#include <string.h>

enum { PART_NAME_MAX = 1024, MIMETYPE_SIZE = 64 };

/* One line of a .rels part: what a part of the package refers to. */
struct relation {
	const char *id;
	const char *type; /* the last word of its URI */
	const char *part;
	struct relation *next;
};

/* A .rels part while it is read. */
struct relations {
	struct arena *arena;
	const char *folder; /* "xl/", what its targets are relative to */
	struct relation *first;
	struct diag *diag;
};

/* The workbook part while it is read. */
struct reading {
	struct arena *arena;
	const struct relation *relations;
	struct book *book;
	struct book_sheet **last;
	struct diag *diag;
};

static bool ignore_end(void *context, const char *name)
{
	(void)context;
	(void)name;
	return true;
}

static bool ignore_text(void *context, struct slice text)
{
	(void)context;
	(void)text;
	return true;
}

static const char *string_of(struct arena *arena, const char *text)
{
	return arena_string(arena, slice_of(text == NULL ? "" : text));
}

/* Takes the last folder off "xl/worksheets/". */
static void go_up(struct strbuf *name)
{
	size_t length = name->length;

	if (length == 0)
		return;
	length--;
	while (length > 0 && name->data[length - 1] != '/')
		length--;
	name->length = length;
	name->data[length] = '\0';
}

/* The part that a target, "../media/a.xml" or "/xl/b.xml", names. */
static const char *resolve(struct arena *arena, const char *folder,
			   const char *target)
{
	struct slice rest = slice_of(target), step;
	const char *part = NULL;
	struct strbuf name;

	strbuf_init(&name, PART_NAME_MAX);
	if (!slice_starts(rest, "/"))
		strbuf_append_string(&name, folder);
	while (slice_next(&rest, '/', &step)) {
		if (slice_is(step, "..")) {
			go_up(&name);
		} else if (step.length > 0 && !slice_is(step, ".")) {
			strbuf_append(&name, step);
			strbuf_append_byte(&name, '/');
		}
	}
	if (!name.failed && name.length > 0)
		part = arena_string(arena, slice_part(strbuf_slice(&name), 0,
						      name.length - 1));
	strbuf_release(&name);
	return part;
}

static bool on_relation(void *context, const char *name,
			const char *const *attributes)
{
	struct relations *relations = context;
	const char *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");
	const char *mode = xml_attribute(attributes, "TargetMode");
	struct relation *relation;
	const char *slash;

	if (strcmp(name, "Relationship") != 0 || type == NULL ||
	    target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
		return true;
	slash = strrchr(type, '/');
	relation = arena_alloc(relations->arena, sizeof *relation);
	if (relation == NULL)
		return diag_memory(relations->diag);
	relation->id =
		string_of(relations->arena, xml_attribute(attributes, "Id"));
	relation->type =
		string_of(relations->arena, slash == NULL ? type : slash + 1);
	relation->part = resolve(relations->arena, relations->folder, target);
	if (relation->id == NULL || relation->type == NULL ||
	    relation->part == NULL)
		return diag_memory(relations->diag);
	relation->next = relations->first;
	relations->first = relation;
	return true;
}

static bool load_relations(struct package *package, const char *part,
			   struct relations *relations)
{
	const struct xml_handler handler = {
		.context = relations,
		.begin = on_relation,
		.end = ignore_end,
		.text = ignore_text,
	};

	return package_parse(package, part, &handler, relations->diag);
}

/* The part of the first relation of a type, or NULL. */
static const char *part_of_type(const struct relation *relation,
				const char *type)
{
	const char *part = NULL;

	for (; relation != NULL; relation = relation->next)
		if (strcmp(relation->type, type) == 0)
			part = relation->part;
	return part;
}

/* The worksheet with this id; NULL for charts and the like. */
static const char *worksheet_of_id(const struct relation *relation,
				   const char *id)
{
	for (; id != NULL && relation != NULL; relation = relation->next)
		if (strcmp(relation->id, id) == 0 &&
		    strcmp(relation->type, "worksheet") == 0)
			return relation->part;
	return NULL;
}

static bool add_sheet(struct reading *reading, const char *const *attributes)
{
	const char *state = xml_attribute(attributes, "state");
	const char *part = worksheet_of_id(reading->relations,
					   xml_attribute(attributes, "id"));
	struct book_sheet *sheet;

	if (part == NULL)
		return true;
	sheet = arena_alloc(reading->arena, sizeof *sheet);
	if (sheet == NULL)
		return diag_memory(reading->diag);
	sheet->name =
		string_of(reading->arena, xml_attribute(attributes, "name"));
	if (sheet->name == NULL)
		return diag_memory(reading->diag);
	sheet->part = part;
	sheet->hidden = state != NULL && strcmp(state, "visible") != 0;
	*reading->last = sheet;
	reading->last = &sheet->next;
	return true;
}

static bool on_workbook(void *context, const char *name,
			const char *const *attributes)
{
	struct reading *reading = context;
	const char *from_1904;

	if (strcmp(name, "sheet") == 0)
		return add_sheet(reading, attributes);
	if (strcmp(name, "workbookPr") != 0)
		return true;
	from_1904 = xml_attribute(attributes, "date1904");
	reading->book->from_1904 =
		from_1904 != NULL &&
		(strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
	return true;
}

/* A zip archive, but no workbook: an OpenDocument file, or another. */
static bool tell_foreign(struct package *package, struct diag *diag)
{
	char type[MIMETYPE_SIZE];
	struct diag ignored;
	struct part *part = part_open(package, "mimetype", &ignored);
	ssize_t got = 0;

	if (part != NULL)
		got = part_read(part, type, sizeof type, &ignored);
	part_close(part);
	if (got > 0 && slice_starts((struct slice){type, (size_t)got},
				    "application/vnd.oasis.opendocument"))
		return diag_set(diag,
				"\"%s\" is an OpenDocument file (.ods); save "
				"it as .xlsx",
				package_path(package));
	return diag_set(diag, "\"%s\" is a zip archive, not a workbook (.xlsx)",
			package_path(package));
}

/* Finds the workbook part: "xl/workbook.xml", by whatever name. */
static const char *find_workbook(struct package *package, struct arena *arena,
				 struct diag *diag)
{
	struct relations relations = {arena, "", NULL, diag};
	const char *workbook;

	if (!package_has(package, "_rels/.rels")) {
		tell_foreign(package, diag);
		return NULL;
	}
	if (!load_relations(package, "_rels/.rels", &relations))
		return NULL;
	workbook = part_of_type(relations.first, "officeDocument");
	if (workbook == NULL) {
		tell_foreign(package, diag);
		return NULL;
	}
	if (!slice_ends(slice_of(workbook), ".bin"))
		return workbook;
	diag_set(diag, "\"%s\" is a binary workbook (.xlsb); save it as .xlsx",
		 package_path(package));
	return NULL;
}

/* Loads "xl/_rels/workbook.xml.rels" for "xl/workbook.xml". */
static bool load_workbook_relations(struct package *package,
				    const char *workbook,
				    struct relations *relations)
{
	const char *slash = strrchr(workbook, '/');
	const char *base = slash == NULL ? workbook : slash + 1;
	size_t folder_length = (size_t)(base - workbook);
	struct strbuf name;
	bool loaded;

	relations->folder = arena_string(
		relations->arena, (struct slice){workbook, folder_length});
	strbuf_init(&name, 2 * PART_NAME_MAX);
	strbuf_append(&name, (struct slice){workbook, folder_length});
	strbuf_append_format(&name, "_rels/%s.rels", base);
	if (name.failed || relations->folder == NULL)
		loaded = diag_memory(relations->diag);
	else
		loaded = load_relations(package, strbuf_string(&name),
					relations);
	strbuf_release(&name);
	return loaded;
}

bool book_load(struct package *package, struct arena *arena, struct book *book,
	       struct diag *diag)
{
	struct relations relations = {.arena = arena, .diag = diag};
	struct reading reading = {.arena = arena, .book = book, .diag = diag};
	const struct xml_handler handler = {
		.context = &reading,
		.begin = on_workbook,
		.end = ignore_end,
		.text = ignore_text,
	};
	const char *workbook = find_workbook(package, arena, diag);

	*book = (struct book){0};
	reading.last = &book->sheets;
	if (workbook == NULL ||
	    !load_workbook_relations(package, workbook, &relations))
		return false;
	reading.relations = relations.first;
	if (!package_parse(package, workbook, &handler, diag))
		return false;
	if (book->sheets == NULL)
		return diag_set(diag, "\"%s\" has no sheets; it is no workbook",
				package_path(package));
	book->strings = part_of_type(relations.first, "sharedStrings");
	book->styles = part_of_type(relations.first, "styles");
	return true;
}
