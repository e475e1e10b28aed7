/*
 * What comparing persons found about an application, as reasons and as
 * duplicate_of with its bits.
 */
#include "vk-enroll-near.h"

static void add_pair(struct known *known, const char *code, struct slice other,
		     enum enroll_status status)
{
	known->pairs[known->pair_count++] =
		(struct known_pair){code, other, status};
}

/* Who has the same NIK is decided on by that alone. */
static void add_finding(const struct enroll *enroll, struct known *known,
			size_t record, enum near_kind kind)
{
	const struct near_finding *finding =
		near_find(enroll->near, record, kind);
	enum ladder_step step;

	if (finding == NULL || finding->verdict.step <= STEP_NIK)
		return;
	step = finding->verdict.step;
	if (kind == NEAR_PERSON && finding->status == ENROLL_DUPLICATE &&
	    !finding->is_of_run)
		add_pair(known, "D-REGISTRY", (struct slice){0},
			 ENROLL_DUPLICATE);
	add_pair(known, near_code(kind, step), finding->other, finding->status);
}

void enroll_know_pairs(struct enroll *enroll, struct enrolled *enrolled)
{
	struct known *known = &enrolled->known;
	size_t record = enroll->repeats.next - 1;

	known->pair_count = 0;
	if (known->repeat.fate != ENROLL_ACCEPTED)
		return;
	strbuf_reset(&enrolled->same_nik);
	if (known->repeat.same_nik != SIZE_MAX) {
		repeats_application(&enroll->repeats, known->repeat.same_nik,
				    &enrolled->same_nik);
		add_pair(known, near_code(NEAR_PERSON, STEP_NIK),
			 strbuf_slice(&enrolled->same_nik), ENROLL_REVIEW);
	}
	if (enroll->near == NULL)
		return;
	add_finding(enroll, known, record, NEAR_PERSON);
	add_finding(enroll, known, record, NEAR_EXCLUDED);
}

/* The other one of the first reason that is about a pair. */
static struct slice other_of_reasons(const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->item_count; i++) {
		struct slice item =
			verdict_item_text(verdict, &verdict->items[i]);
		size_t colon = slice_find(item, ':');

		if (near_is_code(slice_part(item, 0, colon)))
			return slice_part(item, colon + 1, SIZE_MAX);
	}
	return (struct slice){0};
}

void enroll_set_duplicate(struct enroll *enroll, struct enrolled *enrolled)
{
	const struct repeat *repeat = &enrolled->known.repeat;
	const struct near_finding *finding = NULL;
	struct strbuf *other = &enrolled->duplicate_of;

	strbuf_reset(other);
	strbuf_reset(&enrolled->duplicate_bits);
	if (repeat->fate != ENROLL_ACCEPTED)
		repeats_application(&enroll->repeats, repeat->other, other);
	else if (enrolled->known.was_enrolled)
		strbuf_append(other, enrolled->known.hit->entry);
	else
		strbuf_append(other, other_of_reasons(&enrolled->verdict));
	if (enroll->near != NULL && other->length > 0)
		finding = near_find(enroll->near, enroll->repeats.next - 1,
				    NEAR_PERSON);
	if (finding != NULL &&
	    !slice_equal(finding->other, strbuf_slice(other)))
		finding = NULL;
	enrolled->finding = finding;
	if (finding != NULL)
		weights_format(finding->bits.total, &enrolled->duplicate_bits);
}

void enroll_tell_bits(const struct enroll *enroll,
		      const struct enrolled *enrolled, struct strbuf *out)
{
	const struct tool *tool = enroll->tool;
	const struct near_finding *finding = enrolled->finding;

	if (finding == NULL)
		return;
	strbuf_append_format(out, "  %-16s %s\n    %-14s ",
			     ladder_step_word(finding->verdict.step),
			     ladder_band_word(finding->verdict.band),
			     tool_say(tool, "awal", "prior"));
	weights_format(enroll->near->linker.prior, out);
	for (size_t i = 0; i < enroll->near->linkage.field_count; i++) {
		if (!finding->bits.known[i])
			continue;
		strbuf_append_format(
			out, "\n    %-14.*s ",
			SLICE_PRINT(enroll->near->linkage.fields[i].name));
		weights_format(finding->bits.bits[i], out);
	}
	strbuf_append_format(out, "\n    %-14s %s\n",
			     tool_say(tool, "jumlah bit", "bits in all"),
			     strbuf_string(&enrolled->duplicate_bits));
}
