/*
 * A bank file's layout of any bytes: read, or refused with its line.
 */
#include "payout/bank_layout.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};
	struct diag diag = {{0}};
	struct bank_layout layout;
	struct arena arena;

	arena_init(&arena, 1 << 24);
	if (layout_parse("layout", text, &arena, &layout, &diag))
		require(layout.name.length > 0 && layout.extension.length > 0 &&
			layout.field_count <= LAYOUT_FIELDS_MAX &&
			layout.rail_count <= LAYOUT_RAILS_MAX);
	else
		require(diag.message[0] != '\0');
	arena_release(&arena);
	return 0;
}
