/*
 * The programme's key (--new-key), and who somebody is (--who). A NIK is read
 * from standard input or the terminal, never from the command line.
 */
#include "vk-enroll.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXT_MAX = 64 * 1024, LINE_MAX_BYTES = 256 };

static const char *const key_advice[] = {
	[LANGUAGE_ID] =
		"Satu kunci untuk seluruh program: cabang dengan kunci lain "
		"tidak saling mengenal pesertanya.\n"
		"Simpan salinannya sekarang: satu pada media terpisah dalam "
		"lemari besi, satu di kantor wilayah.\n"
		"Tanpa kunci ini nomor orang tidak dapat dibuat lagi; siapa "
		"pun yang memilikinya dapat mencocokkan NIK.\n",
	[LANGUAGE_EN] =
		"One key for the whole programme: branches with another one "
		"don't see each other's people.\n"
		"Keep copies now: one on a separate medium in a safe, one at "
		"the regional office.\n"
		"Without it no person id can be made again; whoever has it "
		"can match NIKs.\n"};

void enroll_new_key(struct tool *tool, const char *path)
{
	struct person_key key;
	struct strbuf text;

	if (!person_key_create(path, &tool->diag) ||
	    !person_key_load(&key, path, &tool->diag))
		tool_fail(tool);
	strbuf_init(&text, TEXT_MAX);
	strbuf_append_format(&text, "%s %s (%s %s)\n",
			     tool_say(tool, "Kunci program tersimpan di",
				      "The programme's key is in"),
			     path, tool_say(tool, "sidik", "fingerprint"),
			     key.fingerprint);
	strbuf_append_string(&text, tool_say(tool, key_advice[LANGUAGE_ID],
					     key_advice[LANGUAGE_EN]));
	tool_print(tool, strbuf_slice(&text));
	strbuf_release(&text);
	person_key_release(&key);
}

void enroll_load_key(struct enroll *enroll)
{
	const char *path = enroll->options.key;

	if (path == NULL)
		path = getenv("VK_KEY");
	if (path == NULL || *path == '\0')
		tool_die(enroll->tool,
			 "no programme key; name its file with --key or "
			 "$VK_KEY, or make one, once, with --new-key FILE");
	if (!person_key_load(&enroll->key, path, &enroll->tool->diag))
		tool_fail(enroll->tool);
}

bool enroll_ask(struct tool *tool, const char *question, FILE *from,
		struct strbuf *answer)
{
	char line[LINE_MAX_BYTES];

	strbuf_reset(answer);
	if (isatty(fileno(from)))
		fprintf(stderr, "%s: ", question);
	if (fgets(line, sizeof line, from) == NULL)
		return false;
	if (strchr(line, '\n') == NULL && !feof(from))
		tool_die(tool, "a line of over %d bytes where a NIK is asked",
			 LINE_MAX_BYTES - 2);
	strbuf_append(answer, slice_trim(slice_of(line)));
	explicit_bzero(line, sizeof line);
	return true;
}

/* Knows the NIKs, so that registries can say whose they are. */
static void add_nik(struct enroll *enroll, struct slice nik, uint64_t number)
{
	struct record record = {.file = "-", .number = number};
	struct application application = {.record = &record};

	application.nik_fault = nik_parse(nik, &application.nik);
	if (!repeats_add(&enroll->repeats, &application, ENROLL_ACCEPTED,
			 KEPT_NONE, &enroll->tool->diag))
		tool_fail(enroll->tool);
}

static void print_person(struct enroll *enroll, size_t index,
			 struct strbuf *line)
{
	uint64_t nik = repeats_nik(&enroll->repeats, index);
	const struct registry_hit *hit = registry_find(&enroll->registry, nik);
	char digits[NIK_LENGTH + 1] = "", id[PERSON_ID_LENGTH + 1] = "";

	strbuf_reset(line);
	for (size_t i = NIK_LENGTH; i-- > 0 && nik != 0; nik /= 10)
		digits[i] = (char)('0' + nik % 10);
	if (digits[0] != '\0')
		person_id(&enroll->key, digits, id);
	strbuf_append_number(line, (int64_t)index + 1);
	strbuf_append_byte(line, '\t');
	if (hit != NULL && hit->person.length > 0)
		strbuf_append(line, hit->person);
	else
		strbuf_append_string(line, id);
	strbuf_append_byte(line, '\n');
	tool_print(enroll->tool, strbuf_slice(line));
	tool_count(enroll->tool, id[0] == '\0' ? SLICE("invalid") : SLICE("ok"),
		   id[0] == '\0');
}

void enroll_who(struct enroll *enroll)
{
	struct tool *tool = enroll->tool;
	uint64_t lines = 0;
	struct strbuf line;

	enroll_load_key(enroll);
	repeats_init(&enroll->repeats, false,
		     enroll->options.registry_count > 0);
	strbuf_init(&line, TEXT_MAX);
	while (enroll_ask(tool, "NIK", stdin, &line))
		add_nik(enroll, strbuf_slice(&line), ++lines);
	if (ferror(stdin))
		tool_die(tool, "standard input can't be read");
	if (!repeats_settle(&enroll->repeats, &tool->diag))
		tool_fail(tool);
	registry_init(&enroll->registry, &enroll->repeats, &enroll->key,
		      (struct slice){0});
	for (size_t i = 0; i < enroll->options.registry_count; i++)
		enroll_read_registry(enroll, enroll->options.registry[i]);
	tool_print(tool, SLICE("line\tperson\n"));
	for (size_t i = 0; i < lines; i++)
		print_person(enroll, i, &line);
	strbuf_release(&line);
	registry_release(&enroll->registry);
	repeats_release(&enroll->repeats);
	person_key_release(&enroll->key);
}
