/*
 * What the office works with besides the stream: the rows to mend, what has to
 * be decided, letters.
 */
#include "vk-enroll.h"

void enroll_begin_papers(struct enroll *enroll)
{
	enroll_begin_repair(enroll);
	enroll_begin_undecided(enroll);
	enroll_begin_letters(enroll);
}

void enroll_put_papers(struct enroll *enroll, const struct enrolled *enrolled)
{
	const struct enroll_options *options = &enroll->options;

	if (options->repair != NULL)
		enroll_put_repair(enroll, enrolled);
	if (options->undecided != NULL)
		enroll_put_undecided(enroll, enrolled);
	if (options->letters != NULL)
		enroll_put_letter(enroll, enrolled);
}

void enroll_end_papers(struct enroll *enroll)
{
	enroll_end_repair(enroll);
	enroll_end_undecided(enroll);
}
