#include "attend/flag.h"

static bool is_own(struct slice flag)
{
	for (unsigned bit = 0; bit < FLAGS; bit++)
		if (slice_is(flag, day_flag_name(bit)))
			return true;
	return false;
}

bool flag_list(struct slice before, unsigned flags, struct strbuf *out)
{
	struct slice flag;

	strbuf_reset(out);
	while (slice_next(&before, ',', &flag))
		if (flag.length > 0 && !is_own(flag))
			strbuf_append_item(out, flag);
	for (unsigned bit = 0; bit < FLAGS; bit++)
		if ((flags >> bit & 1) != 0)
			strbuf_append_item(out, slice_of(day_flag_name(bit)));
	return !out->failed;
}
