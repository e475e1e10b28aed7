/*
 * Applications of one NIK with several birth dates, each for a clerk to decide.
 * Accepted twice they would be one person with two seats, which vk-match
 * refuses; so no more than one acceptance holds.
 */
#include "vk-enroll.h"

#include <stdlib.h>

enum { TEXT_MAX = 64 * 1024 };

struct acceptance {
	uint64_t nik;
	size_t record;
};

static const struct slice code = {"D-NIK-BIRTH", 11};

static int compare_niks(const void *left, const void *right)
{
	const struct acceptance *a = left, *b = right;

	if (a->nik != b->nik)
		return a->nik < b->nik ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

/* The application's id in number, borrowed until the next one. */
static struct slice name(const struct enroll *enroll, size_t record,
			 struct strbuf *number)
{
	strbuf_reset(number);
	repeats_application(&enroll->repeats, record, number);
	return strbuf_slice(number);
}

/* Whether a clerk accepted it as it stands now, beside this other one. */
static bool is_accepted(const struct enroll *enroll,
			const struct repeats_note *note, struct strbuf *number)
{
	struct strbuf other;
	bool accepted;

	strbuf_init(&other, TEXT_MAX);
	accepted = decisions_find(&enroll->decisions,
				  name(enroll, note->record, number), code,
				  name(enroll, note->value, &other)) ==
		   DECISION_ACCEPT;
	strbuf_release(&other);
	return accepted;
}

static size_t find_accepted(const struct enroll *enroll,
			    struct acceptance *accepted, struct strbuf *number)
{
	const struct repeats_notes_list *notes =
		&enroll->repeats.notes[NOTES_NIK];
	size_t count = 0;

	for (size_t i = 0; i < notes->count; i++) {
		size_t record = notes->notes[i].record;

		if (is_accepted(enroll, &notes->notes[i], number))
			accepted[count++] = (struct acceptance){
				repeats_nik(&enroll->repeats, record), record};
	}
	return count;
}

static void lapse(struct enroll *enroll, size_t record, struct strbuf *number)
{
	struct slice application = name(enroll, record, number);

	decisions_lapse(&enroll->decisions, application, code);
	tool_note(enroll->tool,
		  "application %.*s and another of its NIK were both accepted "
		  "(D-NIK-BIRTH): neither holds; accept one, and reject the "
		  "other or have its NIK mended",
		  SLICE_PRINT(application));
}

void enroll_keep_niks_single(struct enroll *enroll)
{
	size_t count = enroll->repeats.notes[NOTES_NIK].count;
	struct acceptance *accepted;
	struct strbuf number;

	if (enroll->options.decision_count == 0 || count == 0)
		return;
	accepted = calloc(count, sizeof *accepted);
	if (accepted == NULL)
		tool_die(enroll->tool, "out of memory");
	strbuf_init(&number, TEXT_MAX);
	count = find_accepted(enroll, accepted, &number);
	qsort(accepted, count, sizeof *accepted, compare_niks);
	for (size_t i = 0; i < count; i++)
		if ((i > 0 && accepted[i - 1].nik == accepted[i].nik) ||
		    (i + 1 < count && accepted[i + 1].nik == accepted[i].nik))
			lapse(enroll, accepted[i].record, &number);
	strbuf_release(&number);
	free(accepted);
}
