#include "payout/detail.h"

#include "base/number.h"

struct slice detail_get(struct slice detail, const char *name)
{
	size_t length = strlen(name);
	struct slice part;

	while (slice_next(&detail, ';', &part))
		if (part.length > length && part.data[length] == '=' &&
		    slice_starts(part, name))
			return slice_part(part, length + 1, part.length);
	return (struct slice){0};
}

int64_t detail_number(struct slice detail, const char *name)
{
	int64_t number = 0;

	(void)number_parse(detail_get(detail, name), &number);
	return number;
}

bool detail_add(struct strbuf *detail, const char *name, struct slice value)
{
	if (detail->length > 0)
		strbuf_append_byte(detail, ';');
	strbuf_append_string(detail, name);
	strbuf_append_byte(detail, '=');
	for (size_t i = 0; i < value.length; i++) {
		char byte = value.data[i];

		if (byte == ';' || byte == '\n' || byte == '\r' || byte == '\t')
			byte = ',';
		strbuf_append_byte(detail, byte);
	}
	return !detail->failed;
}

bool detail_add_number(struct strbuf *detail, const char *name, int64_t number)
{
	char digits[NUMBER_SIZE];

	return detail_add(detail, name, number_format(number, digits));
}
