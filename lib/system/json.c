#include "system/json.h"

#include <jansson.h>

/*
 * struct json is never defined: a pointer to one is a pointer to jansson's
 * value, which jansson itself keeps to a depth of 2048.
 */

static const json_t *value_of(const struct json *json)
{
	return (const json_t *)(const void *)json;
}

static const struct json *wrapped(const json_t *value)
{
	return (const struct json *)(const void *)value;
}

struct json *json_parse(struct slice text, struct diag *diag)
{
	json_error_t error;
	json_t *value =
		json_loadb(text.data == NULL ? "" : text.data, text.length,
			   JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

	if (value == NULL)
		diag_set(diag, "line %d, column %d: %s", error.line,
			 error.column, error.text);
	return (struct json *)(void *)value;
}

void json_free(struct json *json)
{
	json_decref((json_t *)(void *)json);
}

const struct json *json_member(const struct json *json, const char *key)
{
	return wrapped(json_object_get(value_of(json), key));
}

const struct json *json_element(const struct json *json, size_t index)
{
	return wrapped(json_array_get(value_of(json), index));
}

size_t json_count(const struct json *json)
{
	const json_t *value = value_of(json);

	return json_is_array(value) ? json_array_size(value)
				    : json_object_size(value);
}

struct slice json_member_key(const struct json *json, size_t index)
{
	json_t *object = (json_t *)(uintptr_t)json;
	void *member = json_object_iter(object);

	for (size_t i = 0; i < index && member != NULL; i++)
		member = json_object_iter_next(object, member);
	if (member == NULL)
		return (struct slice){0};
	return (struct slice){json_object_iter_key(member),
			      json_object_iter_key_len(member)};
}

bool json_get_text(const struct json *json, struct slice *text)
{
	const json_t *value = value_of(json);

	if (!json_is_string(value))
		return false;
	*text = (struct slice){json_string_value(value),
			       json_string_length(value)};
	return true;
}

bool json_get_integer(const struct json *json, int64_t *number)
{
	const json_t *value = value_of(json);

	if (!json_is_integer(value))
		return false;
	*number = json_integer_value(value);
	return true;
}
