#include "report/previous.h"

#include "system/json.h"

#include <stdlib.h>

struct previous {
	struct json *json; /* owned */
	const struct json *exhibits;
	struct date as_of;
	bool is_public;
};

static bool take(struct previous *previous, struct diag *diag)
{
	struct slice kind = {0}, as_of = {0}, audience = {0};

	json_get_text(json_member(previous->json, "report"), &kind);
	json_get_text(json_member(previous->json, "as_of"), &as_of);
	json_get_text(json_member(previous->json, "audience"), &audience);
	previous->exhibits = json_member(previous->json, "exhibits");
	previous->is_public = slice_is(audience, "public");
	if (!slice_is(kind, "vk-page") || previous->exhibits == NULL ||
	    !date_parse(as_of, &previous->as_of))
		return diag_set(diag, "no page of vk-report --format json");
	return true;
}

struct previous *previous_parse(struct slice text, struct diag *diag)
{
	struct previous *previous = calloc(1, sizeof *previous);

	if (previous == NULL) {
		diag_memory(diag);
		return NULL;
	}
	previous->json = json_parse(text, diag);
	if (previous->json != NULL && take(previous, diag))
		return previous;
	previous_free(previous);
	return NULL;
}

void previous_free(struct previous *previous)
{
	if (previous == NULL)
		return;
	json_free(previous->json);
	free(previous);
}

struct date previous_as_of(const struct previous *previous)
{
	return previous->as_of;
}

bool previous_is_public(const struct previous *previous)
{
	return previous->is_public;
}

/* A member by a name that is no C string; ids are short. */
static const struct json *member(const struct json *json, struct slice name)
{
	char key[160];

	if (json == NULL || name.length >= sizeof key)
		return NULL;
	memcpy(key, name.data, name.length);
	key[name.length] = '\0';
	return json_member(json, key);
}

/* The first member of a row is its id. */
static bool has_id(const struct json *row, struct slice id)
{
	struct slice text = {0};

	json_get_text(member(row, json_member_key(row, 0)), &text);
	return slice_equal(text, id);
}

bool previous_figure(const struct previous *previous, struct slice exhibit,
		     struct slice row, struct slice column, int64_t *number)
{
	const struct json *rows;

	if (previous == NULL)
		return false;
	rows = member(previous->exhibits, exhibit);
	for (size_t i = 0; rows != NULL && i < json_count(rows); i++) {
		const struct json *found = json_element(rows, i);
		const struct json *value;

		if (found == NULL || !has_id(found, row))
			continue;
		value = member(found, column);
		return value != NULL && json_get_integer(value, number);
	}
	return false;
}
