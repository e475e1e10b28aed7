/*
 * --letters: a letter to each who was refused, one file each, named by the
 * application's number.
 */
#include "vk-enroll.h"

#include "enroll/code_words.h"
#include "enroll/label.h"

#include <errno.h>
#include <sys/stat.h>

enum {
	LETTER_MAX = 256 * 1024,
	PATH_BYTES = 4096,
	NAME_BYTES = 200 /* of 255, with what is put behind */
};

void enroll_begin_letters(struct enroll *enroll)
{
	const char *folder = enroll->options.letters;
	struct tool *tool = enroll->tool;

	if (folder == NULL)
		return;
	if (!letter_terms_read(&enroll->letter_terms, enroll->policy,
			       &tool->diag))
		tool_fail(tool);
	if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
		diag_set_errno(&tool->diag, errno, "%s", folder);
		tool_fail(tool);
	}
}

/*
 * Letters, digits and "-" stay; others become "_" and two digits. Of a very
 * long number the beginning.
 */
static void make_path(const char *folder, struct slice number,
		      struct strbuf *path)
{
	size_t most;

	strbuf_append_string(path, folder);
	strbuf_append_byte(path, '/');
	most = path->length + NAME_BYTES;
	for (size_t i = 0; i < number.length && path->length < most; i++) {
		char byte = number.data[i], low = text_lower(byte);

		if (text_is_digit(byte) || (low >= 'a' && low <= 'z') ||
		    byte == '-')
			strbuf_append_byte(path, byte);
		else
			strbuf_append_format(path, "_%02x",
					     (unsigned)(unsigned char)byte);
	}
}

/* A rule tells value, limit, day and source; another code has words. */
static void add_reason(const struct enroll *enroll,
		       const struct enrolled *enrolled, struct slice item,
		       unsigned number, struct strbuf *out)
{
	const char *words = code_words(item, LANGUAGE_ID);
	struct letter_reason reason = {.number = number,
				       .since = DATE_EARLIEST};
	struct rule_finding finding;
	struct strbuf sentence;

	strbuf_init(&sentence, LETTER_MAX);
	if (words != NULL) {
		strbuf_append_string(&sentence, words);
		reason.source =
			slice_is(item, "D-REGISTRY")
				? strbuf_slice(&enrolled->duplicate_of)
				: slice_part(item, slice_find(item, ':') + 1,
					     SIZE_MAX);
	} else if (enroll_find_rule(enroll, enrolled, item, &finding)) {
		rule_sentence(&finding, LANGUAGE_ID, &sentence);
		if (finding.result == RULE_MISSING)
			strbuf_append_format(
				&sentence, "%.*s tidak diisi",
				SLICE_PRINT(label_field(finding.missing,
							LANGUAGE_ID)));
		reason.source = rule_finding_source(&finding);
		if (finding.limit != NULL)
			reason.since = finding.limit->since;
	}
	if (sentence.length == 0)
		strbuf_append(&sentence, item);
	reason.sentence = strbuf_slice(&sentence);
	letter_add(&reason, out);
	strbuf_release(&sentence);
}

/* What refuses: a rule, a list, or an enrolment elsewhere. */
static bool refuses(const struct verdict *verdict,
		    const struct verdict_item *item)
{
	return item->status == ENROLL_REJECTED ||
	       slice_is(verdict_item_text(verdict, item), "D-REGISTRY");
}

static bool is_refused(const struct enrolled *enrolled)
{
	const struct verdict *verdict = &enrolled->verdict;

	return verdict->status == ENROLL_REJECTED ||
	       (verdict->status == ENROLL_DUPLICATE &&
		slice_list_has(strbuf_slice(&verdict->reasons),
			       SLICE("D-REGISTRY")));
}

static bool write_letter(const struct enroll *enroll,
			 const struct enrolled *enrolled, struct strbuf *out)
{
	const struct verdict *verdict = &enrolled->verdict;
	const struct letter letter = {
		.name = enrolled->application.fields[APPLICATION_NAME],
		.application = strbuf_slice(&enrolled->number),
		.day = enroll->tool->as_of,
		.applied = enrolled->application.applied,
		.applied_known = enrolled->application.applied_is == DATE_KNOWN,
	};
	unsigned number = 0;

	letter_begin(&enroll->letter_terms, &letter, out);
	for (size_t i = 0; i < verdict->item_count; i++)
		if (refuses(verdict, &verdict->items[i]))
			add_reason(
				enroll, enrolled,
				verdict_item_text(verdict, &verdict->items[i]),
				++number, out);
	return letter_end(&enroll->letter_terms, &letter, out);
}

void enroll_put_letter(struct enroll *enroll, const struct enrolled *enrolled)
{
	struct tool *tool = enroll->tool;
	struct strbuf path, text;

	if (!is_refused(enrolled))
		return;
	(void)tool_as_of(tool); /* a letter has its day */
	strbuf_init(&path, PATH_BYTES);
	strbuf_init(&text, LETTER_MAX);
	make_path(enroll->options.letters, strbuf_slice(&enrolled->number),
		  &path);
	if (!write_letter(enroll, enrolled, &text) || path.failed)
		tool_die(tool, "a letter or its path is too long");
	tool_paper_numbered(tool, strbuf_string(&path), ".txt", 0600,
			    strbuf_slice(&text));
	strbuf_release(&path);
	strbuf_release(&text);
}
