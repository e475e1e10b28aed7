#include "report/words.h"

#include "base/strbuf.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXT_MAX = 4096 };

static const char domain[] = "vk";

struct slice words(const char *msgid)
{
	return slice_of(dgettext(domain, msgid));
}

struct slice words_fill(struct arena *arena, const char *msgid,
			const struct slice *values, size_t count)
{
	struct slice text = words(msgid), filled = {0};
	struct strbuf out;

	strbuf_init(&out, TEXT_MAX);
	for (size_t i = 0; i < text.length; i++) {
		char next = i + 1 < text.length ? text.data[i + 1] : ' ';
		size_t value = (size_t)(next - '1');

		if (text.data[i] == '$' && next >= '1' && value < count) {
			strbuf_append(&out, values[value]);
			i++;
		} else {
			strbuf_append_byte(&out, text.data[i]);
		}
	}
	if (!out.failed)
		filled = arena_copy(arena, strbuf_slice(&out));
	strbuf_release(&out);
	return filled.data == NULL ? (struct slice){0} : filled;
}

/* Whether folder/id/LC_MESSAGES/vk.mo is there. */
static bool has_catalogue(const char *folder)
{
	struct strbuf path;
	bool there;

	strbuf_init(&path, PATH_MAX);
	strbuf_append_format(&path, "%s/id/LC_MESSAGES/%s.mo", folder, domain);
	there = !path.failed && access(strbuf_string(&path), R_OK) == 0;
	strbuf_release(&path);
	return there;
}

/* The catalogues' folder, as seen from the program; or the standard one. */
static void find_folder(const char *standard, struct strbuf *folder)
{
	static const char *const places[] = {"locale", "../share/locale"};
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program);
	size_t end = length > 0 && (size_t)length < sizeof program
			     ? (size_t)length
			     : 0;

	while (end > 0 && program[end - 1] != '/')
		end--;
	for (size_t i = 0; end > 0 && i < 2; i++) {
		strbuf_reset(folder);
		strbuf_append(folder, (struct slice){program, end});
		strbuf_append_string(folder, places[i]);
		if (has_catalogue(strbuf_string(folder)))
			return;
	}
	strbuf_reset(folder);
	strbuf_append_string(folder, standard);
}

bool words_choose(enum language language, const char *standard)
{
	struct strbuf folder;
	bool chosen;

	if (language == LANGUAGE_EN)
		return true;
	strbuf_init(&folder, PATH_MAX);
	find_folder(standard, &folder);
	chosen = setlocale(LC_CTYPE, "C.UTF-8") != NULL &&
		 setlocale(LC_MESSAGES, "C.UTF-8") != NULL &&
		 setenv("LANGUAGE", "id", 1) == 0 &&
		 bindtextdomain(domain, strbuf_string(&folder)) != NULL;
	strbuf_release(&folder);
	return chosen;
}
