/*
 * For the provider: which rows couldn't be used and why (--feedback).
 */
#include "vk-attend.h"

#include "attend/vector.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
	PAGE_MAX = 64 * 1024 * 1024,
	NAME_BYTES = 200 /* of 255, with what is put behind */
};

/* A row or file that can't be used, and whom to tell. */
struct remark {
	struct slice provider, class_id;
	const struct source *source;
	uint32_t line;
	const char *code, *message;
};

static int by_provider(const void *left, const void *right)
{
	const struct remark *one = left, *other = right;
	int order = slice_compare(one->provider, other->provider);

	if (order == 0)
		order = strcmp(one->source->path, other->source->path);
	if (order == 0)
		order = (one->line > other->line) - (one->line < other->line);
	return order != 0 ? order : strcmp(one->code, other->code);
}

static void add_remark(struct attend_run *run, struct strbuf *remarks,
		       struct remark remark, uint32_t class_index)
{
	if (class_index != ROLL_NONE) {
		remark.provider =
			roll_classes(&run->roll)[class_index].provider;
		remark.class_id = roll_classes(&run->roll)[class_index].id;
	}
	if (!vector_add(remarks, &remark, sizeof remark))
		tool_die(run->tool, "too many rows can't be used");
}

static void collect(struct attend_run *run, struct strbuf *remarks)
{
	const struct evidence *evidence = &run->evidence;
	const struct source *sources = evidence_sources(evidence);
	const struct reject *rejects = evidence_rejects(evidence);

	for (size_t i = 0; i < evidence_reject_count(evidence); i++)
		add_remark(
			run, remarks,
			(struct remark){
				.source = sources + rejects[i].source,
				.line = rejects[i].line,
				.code = reject_reason_code(rejects[i].reason),
				.message = reject_reason_message(
					rejects[i].reason,
					run->tool->language)},
			rejects[i].class_index);
	for (size_t i = 0; i < evidence_source_count(evidence); i++)
		if (sources[i].problem != NULL)
			add_remark(
				run, remarks,
				(struct remark){.source = sources + i,
						.code = "A-FILE",
						.message = sources[i].problem},
				sources[i].class_index);
}

/* A cell of CSV; what holds quotes, commas or lines is quoted. */
static void put_cell(struct strbuf *page, struct slice cell)
{
	bool plain = true;

	for (size_t i = 0; i < cell.length; i++)
		plain = plain && strchr("\",;\r\n", cell.data[i]) == NULL;
	if (plain) {
		strbuf_append(page, cell);
		return;
	}
	strbuf_append_byte(page, '"');
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.data[i] == '"')
			strbuf_append_byte(page, '"');
		strbuf_append_byte(page, cell.data[i]);
	}
	strbuf_append_byte(page, '"');
}

static void put_remark(struct strbuf *page, const struct remark *remark)
{
	put_cell(page, remark->class_id);
	strbuf_append_byte(page, ',');
	put_cell(page, slice_of(remark->source->path));
	strbuf_append_byte(page, ',');
	if (remark->line > 0)
		strbuf_append_number(page, remark->line);
	strbuf_append_byte(page, ',');
	strbuf_append_string(page, remark->code);
	strbuf_append_byte(page, ',');
	put_cell(page, slice_of(remark->message));
	strbuf_append_string(page, "\r\n");
}

/* The provider's file; letters that folders don't like become "_". */
static void name_file(const char *folder, struct slice provider,
		      struct strbuf *path)
{
	strbuf_reset(path);
	strbuf_append_string(path, folder);
	strbuf_append_byte(path, '/');
	if (provider.length == 0)
		strbuf_append_string(path, "unknown");
	for (size_t i = 0; i < provider.length && i < NAME_BYTES; i++) {
		char byte = provider.data[i];
		bool good =
			text_is_digit(byte) || (byte & 0x80) != 0 ||
			(text_lower(byte) >= 'a' && text_lower(byte) <= 'z') ||
			(i > 0 && (byte == '-' || byte == '.'));

		strbuf_append_byte(path, good ? byte : '_');
	}
}

static size_t write_page(struct attend_run *run, const struct remark *remarks,
			 size_t count)
{
	struct strbuf page, path;
	size_t end = 0;

	strbuf_init(&page, PAGE_MAX);
	strbuf_init(&path, 4096);
	strbuf_append_string(&page,
			     tool_say(run->tool,
				      "Kelas,Berkas,Baris,Kode,Keterangan\r\n",
				      "Class,File,Line,Code,Reason\r\n"));
	for (; end < count &&
	       slice_equal(remarks[end].provider, remarks[0].provider);
	     end++)
		put_remark(&page, remarks + end);
	name_file(run->options->feedback, remarks[0].provider, &path);
	if (page.failed || path.failed)
		tool_die(run->tool, "a provider's list is too long");
	tool_paper_numbered(run->tool, strbuf_string(&path), ".csv", 0644,
			    strbuf_slice(&page));
	strbuf_release(&page);
	strbuf_release(&path);
	return end;
}

void attend_write_feedback(struct attend_run *run)
{
	const char *folder = run->options->feedback;
	struct strbuf remarks;
	size_t count, at = 0;

	if (folder == NULL || !tool_is_first(run->tool))
		return;
	if (mkdir(folder, 0755) < 0 && errno != EEXIST)
		tool_die(run->tool, "can't make the folder \"%s\"", folder);
	strbuf_init(&remarks, (size_t)1 << 30);
	collect(run, &remarks);
	count = vector_count(&remarks, sizeof(struct remark));
	if (count > 0)
		qsort(vector_items(&remarks), count, sizeof(struct remark),
		      by_provider);
	while (at < count)
		at += write_page(run,
				 (struct remark *)vector_items(&remarks) + at,
				 count - at);
	strbuf_release(&remarks);
}
