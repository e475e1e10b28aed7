/*
 * Persons on standard input, one a line, so that nobody's id stands in a
 * command line.
 */
#include "vk-payout.h"

#include "system/file.h"

enum { PERSONS_MAX = 16 * 1024 * 1024 };

void payout_read_persons(struct payout *payout, struct strbuf *persons)
{
	strbuf_init(persons, PERSONS_MAX);
	if (!file_load("-", PERSONS_MAX, persons, &payout->tool.diag))
		payout_fail(payout);
}

int64_t payout_each_person(struct payout *payout, struct slice persons,
			   void (*each)(void *context, struct slice person),
			   void *context)
{
	struct slice line;
	int64_t count = 0;

	while (slice_next(&persons, '\n', &line)) {
		struct slice person = slice_trim(line);

		if (slice_is_empty(person))
			continue;
		if (!text_is_valid(person))
			payout_die(payout, "persons come one a line");
		each(context, person);
		count++;
	}
	if (count == 0)
		payout_die(payout, "give the persons on standard input, one a "
				   "line");
	return count;
}
