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

/*
 * Whether a text can be what vk-enroll made of a NIK: one word, and no number.
 * What is recorded of a person can't be erased from the chain, so a NIK or a
 * name that is typed in its place must not get there.
 */
static bool may_be_person(struct slice text)
{
	enum { MINTED = 32 /* hexadecimal digits, which may all be decimal */ };
	bool letter = false;

	if (!text_is_valid(text))
		return false;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text_lower(text.data[i]);

		if (byte == ' ' || byte == '\t')
			return false;
		letter = letter || (byte >= 'a' && byte <= 'z');
	}
	return letter || text.length == MINTED;
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
		if (!may_be_person(person))
			payout_die(payout,
				   "persons come one a line, as vk-enroll made "
				   "them; \"vk-enroll --who\" tells them by "
				   "their NIK");
		each(context, person);
		count++;
	}
	if (count == 0)
		payout_die(payout, "give the persons on standard input, one a "
				   "line");
	return count;
}
