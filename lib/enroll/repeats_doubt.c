#include "enroll/repeats_parts.h"

static uint64_t *entry(struct column *column, size_t index)
{
	return &column->chunks[index >> COLUMN_CHUNK_BITS]
			      [index & (COLUMN_CHUNK - 1)];
}

void repeats_forget_rounded(struct repeats *repeats, size_t file)
{
	size_t record = column_at(&repeats->files, file);
	size_t end = file + 1 < repeats->file_count
			     ? column_at(&repeats->files, file + 1)
			     : repeats->count;

	for (; record < end; record++) {
		uint64_t *nik = entry(&repeats->niks, record);

		if (*nik % 10 != 0)
			continue;
		*nik = 0;
		*entry(&repeats->days, record) &= ~UINT64_C(0) << KEPT_BITS;
	}
}
