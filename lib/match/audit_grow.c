/*
 * Arrays of the audit that grow as it reads.
 */
#include "match/audit_parts.h"

#include "system/memory.h"

bool audit_grow(void *pointer, size_t *room, size_t count, size_t size)
{
	size_t wanted = *room == 0 ? 64 : *room;

	if (count <= *room)
		return true;
	wanted = count > 2 * wanted ? count : 2 * wanted;
	if (!memory_grow(pointer, wanted, size))
		return false;
	*room = wanted;
	return true;
}
