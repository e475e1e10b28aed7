#include "stream/policy_parts.h"

#include <yaml.h>

struct child {
	struct child *next;
	struct policy_node *node;
	struct slice key;
	struct policy_place place; /* of the key */
};

/* A map or list whose end has not come yet. */
struct open_node {
	struct policy_node *node;
	struct child *first, *last;
	bool key_waits; /* a map's key has come, its value has not */
	struct slice key;
	struct policy_place key_place;
};

struct parse {
	yaml_parser_t parser;
	struct arena *arena;
	const char *file;
	struct open_node stack[POLICY_DEPTH_MAX];
	size_t depth;
	const struct policy_node *root;
	size_t documents;
	struct diag *diag;
};

static struct policy_place place_of(yaml_mark_t mark)
{
	return (struct policy_place){(unsigned)mark.line + 1,
				     (unsigned)mark.column + 1};
}

static bool fail_at(struct parse *parse, struct policy_place place,
		    const char *message)
{
	return diag_set(parse->diag, "%s:%u:%u: %s", parse->file, place.line,
			place.column, message);
}

static bool is_clean(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((unsigned char)text.data[i] < ' ' && text.data[i] != '\n' &&
		    text.data[i] != '\t')
			return false;
	return text_is_valid(text);
}

static struct policy_node *new_node(struct parse *parse, enum policy_kind kind,
				    struct policy_place place)
{
	struct policy_node *node = arena_alloc(parse->arena, sizeof *node);

	if (node == NULL) {
		diag_memory(parse->diag);
		return NULL;
	}
	node->kind = kind;
	node->file = parse->file;
	node->place = place;
	return node;
}

/* Hangs a finished or just opened node into the map or list around it. */
static bool attach(struct parse *parse, struct policy_node *node)
{
	struct open_node *around;
	struct child *child;

	if (parse->depth == 0) {
		node->name = SLICE("policy");
		parse->root = node;
		return true;
	}
	around = &parse->stack[parse->depth - 1];
	if (around->node->count == POLICY_ENTRIES_MAX)
		return fail_at(parse, node->place, "too many entries");
	child = arena_alloc(parse->arena, sizeof *child);
	if (child == NULL)
		return diag_memory(parse->diag);
	child->node = node;
	child->key = around->key;
	child->place = around->key_place;
	node->name = around->node->kind == POLICY_MAP ? around->key
						      : around->node->name;
	if (around->last == NULL)
		around->first = child;
	else
		around->last->next = child;
	around->last = child;
	around->node->count++;
	around->key_waits = false;
	return true;
}

static bool take_key(struct parse *parse, struct slice text,
		     struct policy_place place)
{
	struct open_node *map = &parse->stack[parse->depth - 1];

	if (text.length == 0)
		return fail_at(parse, place, "a key is empty");
	for (struct child *child = map->first; child; child = child->next)
		if (slice_equal(child->key, text))
			return diag_set(parse->diag,
					"%s:%u:%u: the key \"%.*s\" stands "
					"here again; it was first given in "
					"line %u",
					parse->file, place.line, place.column,
					SLICE_PRINT(text), child->place.line);
	map->key = text;
	map->key_place = place;
	map->key_waits = true;
	return true;
}

static bool wants_key(const struct parse *parse)
{
	const struct open_node *top;

	if (parse->depth == 0)
		return false;
	top = &parse->stack[parse->depth - 1];
	return top->node->kind == POLICY_MAP && !top->key_waits;
}

static bool take_scalar(struct parse *parse, const yaml_event_t *event)
{
	struct policy_place place = place_of(event->start_mark);
	struct policy_node *node;
	struct slice text = arena_copy(
		parse->arena,
		(struct slice){(const char *)event->data.scalar.value,
			       event->data.scalar.length});

	if (text.data == NULL)
		return diag_memory(parse->diag);
	if (!is_clean(text))
		return fail_at(parse, place, "a control character");
	if (wants_key(parse))
		return take_key(parse, text, place);
	node = new_node(parse, POLICY_SCALAR, place);
	if (node == NULL)
		return false;
	node->scalar = text;
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	return attach(parse, node);
}

static bool open_node(struct parse *parse, enum policy_kind kind,
		      const yaml_event_t *event)
{
	struct policy_place place = place_of(event->start_mark);
	struct policy_node *node;

	if (wants_key(parse))
		return fail_at(parse, place,
			       "a key must be one word, "
			       "not a list or map");
	if (parse->depth == POLICY_DEPTH_MAX)
		return fail_at(parse, place, "lists and maps go too deep");
	node = new_node(parse, kind, place);
	if (node == NULL || !attach(parse, node))
		return false;
	parse->stack[parse->depth++] = (struct open_node){.node = node};
	return true;
}

/* The children are known: lays them out as arrays. */
static bool close_node(struct parse *parse)
{
	struct open_node *open = &parse->stack[--parse->depth];
	size_t count = open->node->count, i = 0;
	const struct policy_node **items =
		arena_array(parse->arena, count, sizeof *items);
	struct slice *keys = arena_array(parse->arena, count, sizeof *keys);
	struct policy_place *places =
		arena_array(parse->arena, count, sizeof *places);

	if (items == NULL || keys == NULL || places == NULL)
		return diag_memory(parse->diag);
	for (struct child *child = open->first; child; child = child->next) {
		items[i] = child->node;
		keys[i] = child->key;
		places[i++] = child->place;
	}
	open->node->items = items;
	if (open->node->kind == POLICY_MAP) {
		open->node->keys = keys;
		open->node->key_places = places;
	}
	return true;
}

static bool check_plain(struct parse *parse, const yaml_event_t *event,
			const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct policy_place place = place_of(event->start_mark);

	if (anchor != NULL)
		return fail_at(parse, place,
			       "anchors (&name) are not used in a policy");
	if (tag != NULL)
		return fail_at(parse, place,
			       "tags (!name) are not used in a policy");
	return true;
}

static bool begin_document(struct parse *parse, const yaml_event_t *event)
{
	struct policy_place place = place_of(event->start_mark);

	if (parse->documents++ > 0)
		return fail_at(parse, place,
			       "a second document begins; a policy is one");
	if (event->data.document_start.version_directive != NULL ||
	    event->data.document_start.tag_directives.start !=
		    event->data.document_start.tag_directives.end)
		return fail_at(parse, place,
			       "directives (%) are not used in a policy");
	return true;
}

static bool take_event(struct parse *parse, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return begin_document(parse, event);
	case YAML_ALIAS_EVENT:
		return fail_at(parse, place_of(event->start_mark),
			       "aliases (*name) are not used in a policy");
	case YAML_SCALAR_EVENT:
		return check_plain(parse, event, event->data.scalar.anchor,
				   event->data.scalar.tag) &&
		       take_scalar(parse, event);
	case YAML_SEQUENCE_START_EVENT:
		return check_plain(parse, event,
				   event->data.sequence_start.anchor,
				   event->data.sequence_start.tag) &&
		       open_node(parse, POLICY_LIST, event);
	case YAML_MAPPING_START_EVENT:
		return check_plain(parse, event,
				   event->data.mapping_start.anchor,
				   event->data.mapping_start.tag) &&
		       open_node(parse, POLICY_MAP, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_node(parse);
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		return true;
	}
	return true;
}

static bool fail_yaml(struct parse *parse)
{
	const char *problem = parse->parser.problem;

	return fail_at(parse, place_of(parse->parser.problem_mark),
		       problem == NULL ? "not readable as YAML" : problem);
}

static bool take_all(struct parse *parse)
{
	bool ended = false;

	while (!ended) {
		yaml_event_t event;
		bool good;

		if (!yaml_parser_parse(&parse->parser, &event))
			return fail_yaml(parse);
		ended = event.type == YAML_STREAM_END_EVENT;
		good = take_event(parse, &event);
		yaml_event_delete(&event);
		if (!good)
			return false;
	}
	if (parse->root == NULL)
		return diag_set(parse->diag,
				"%s: no settings are in this file; a policy "
				"has sections such as \"values\" and \"rules\"",
				parse->file);
	return true;
}

const struct policy_node *policy_parse(struct arena *arena, const char *file,
				       struct slice content, struct diag *diag)
{
	struct parse parse = {.arena = arena, .file = file, .diag = diag};
	bool good;

	if (content.length == 0) /* libyaml asserts that there is a pointer */
		content = SLICE("");
	if (!yaml_parser_initialize(&parse.parser)) {
		diag_memory(diag);
		return NULL;
	}
	yaml_parser_set_encoding(&parse.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parse.parser,
				     (const unsigned char *)content.data,
				     content.length);
	good = take_all(&parse);
	yaml_parser_delete(&parse.parser);
	return good ? parse.root : NULL;
}
