#include "attend/mark.h"

struct mark_word {
	const char *word;
	enum trace_mark mark;
};

static const struct mark_word sheet_words[] = {
	{"h", MARK_PRESENT},
	{"hadir", MARK_PRESENT},
	{"present", MARK_PRESENT},
	{"p", MARK_PRESENT},
	{"masuk", MARK_PRESENT},
	{"ada", MARK_PRESENT},
	{"ya", MARK_PRESENT},
	{"yes", MARK_PRESENT},
	{"1", MARK_PRESENT},
	{"v", MARK_PRESENT},
	{"\xe2\x9c\x93", MARK_PRESENT},
	{"\xe2\x9c\x94", MARK_PRESENT},
	{"\xe2\x88\x9a", MARK_PRESENT},
	{"ttd", MARK_PRESENT},
	{"t", MARK_LATE},
	{"tl", MARK_LATE},
	{"terlambat", MARK_LATE},
	{"telat", MARK_LATE},
	{"late", MARK_LATE},
	{"\xc2\xbd", MARK_HALF},
	{"1/2", MARK_HALF},
	{"0,5", MARK_HALF},
	{"0.5", MARK_HALF},
	{"half", MARK_HALF},
	{"half day", MARK_HALF},
	{"setengah hari", MARK_HALF},
	{"i", MARK_EXCUSED},
	{"izin", MARK_EXCUSED},
	{"ijin", MARK_EXCUSED},
	{"excused", MARK_EXCUSED},
	{"e", MARK_EXCUSED},
	{"cuti", MARK_EXCUSED},
	{"s", MARK_SICK},
	{"sakit", MARK_SICK},
	{"sick", MARK_SICK},
	{"a", MARK_ABSENT},
	{"alpa", MARK_ABSENT},
	{"alpha", MARK_ABSENT},
	{"absent", MARK_ABSENT},
	{"tk", MARK_ABSENT},
	{"tanpa keterangan", MARK_ABSENT},
	{"tidak hadir", MARK_ABSENT},
	{"mangkir", MARK_ABSENT},
	{"no", MARK_ABSENT},
	{"tidak", MARK_ABSENT},
	{"0", MARK_ABSENT},
	{"b", MARK_CANCELLED},
	{"batal", MARK_CANCELLED},
	{"dibatalkan", MARK_CANCELLED},
	{"cancelled", MARK_CANCELLED},
	{"canceled", MARK_CANCELLED},
	{"l", MARK_HOLIDAY},
	{"libur", MARK_HOLIDAY},
	{"holiday", MARK_HOLIDAY},
};

static const struct mark_word moodle_words[] = {
	{"p", MARK_PRESENT}, {"h", MARK_PRESENT}, {"l", MARK_LATE},
	{"t", MARK_LATE},    {"e", MARK_EXCUSED}, {"i", MARK_EXCUSED},
	{"s", MARK_SICK},    {"a", MARK_ABSENT},
};

static bool find(struct slice text, const struct mark_word *words, size_t count,
		 enum trace_mark *mark)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_equal_ignoring_case(text, slice_of(words[i].word))) {
			*mark = words[i].mark;
			return true;
		}
	}
	return false;
}

static bool is_blank_mark(struct slice text)
{
	return text.length == 0 || slice_is(text, "-") ||
	       slice_is(text, "--") || slice_is(text, ".") ||
	       slice_is(text, "?") || slice_is(text, "\xe2\x80\x93");
}

bool mark_parse(struct slice text, enum trace_mark *mark)
{
	text = slice_trim(text);
	*mark = MARK_NONE;
	if (is_blank_mark(text))
		return true;
	/* "I - acara keluarga", "S (demam)": the first word is the mark. */
	if (find(text, sheet_words, sizeof sheet_words / sizeof *sheet_words,
		 mark))
		return true;
	for (size_t i = 1; i < text.length; i++) {
		if (strchr(" (:,-", text.data[i]) == NULL)
			continue;
		return find(slice_part(text, 0, i), sheet_words,
			    sizeof sheet_words / sizeof *sheet_words, mark);
	}
	return false;
}

bool mark_parse_moodle(struct slice text, enum trace_mark *mark)
{
	text = slice_trim(slice_part(text, 0, slice_find(text, '(')));
	*mark = MARK_NONE;
	if (is_blank_mark(text))
		return true;
	return find(text, moodle_words,
		    sizeof moodle_words / sizeof *moodle_words, mark) ||
	       mark_parse(text, mark);
}
