#include "payout/bank_parts.h"

#include "base/number.h"
#include "payout/detail.h"
#include "payout/payee.h"

#include <stdio.h>
#include <stdlib.h>

static bool same_bank(struct slice left, struct slice right)
{
	const struct bank *a = bank_find(left), *b = bank_find(right);

	return a != NULL && a == b;
}

/* The first rail that can take the transfer, or NULL. */
static const struct layout_rail *choose_rail(const struct bank_job *job,
					     const struct bank_line *line)
{
	for (size_t i = 0; i < job->layout->rail_count; i++) {
		const struct layout_rail *rail = &job->layout->rails[i];

		if (slice_is(rail->name, "inhouse") &&
		    !same_bank(line->payee.bank, job->settings->debit_bank))
			continue;
		if (date_compare(job->value_date, rail->from) < 0 ||
		    (rail->most.rupiah > 0 &&
		     line->row.net > rail->most.rupiah))
			continue;
		return rail;
	}
	return NULL;
}

/* A bank's or rail's name as part of a file name. */
static void group_name(const struct bank_job *job, const struct bank_line *line,
		       char out[BANK_GROUP_SIZE])
{
	struct slice name = {0};
	size_t length = 0;

	if (job->layout->split == SPLIT_BANK)
		name = line->payee.bank;
	else if (job->layout->split == SPLIT_RAIL && line->rail != NULL)
		name = line->rail->code;
	for (size_t i = 0; i < name.length && length < BANK_GROUP_SIZE - 1;
	     i++) {
		char byte = text_lower(name.data[i]);

		if ((byte >= 'a' && byte <= 'z') || text_is_digit(byte))
			out[length++] = byte;
		else if (length > 0 && out[length - 1] != '-')
			out[length++] = '-';
	}
	out[length] = '\0';
}

/* Reads the next transfer of the batch: 1, 0 at the end, -1 on failure. */
static int next_line(const struct bank_job *job, bool first,
		     struct bank_line *line, struct diag *diag)
{
	struct ledger_line next;
	int found =
		ledger_batch_lines(job->ledger, first, job->batch, &next, diag);

	if (found != 1)
		return found;
	line->row = next.row;
	line->payee = next.payee;
	if (next.erased) {
		diag_set(diag, "transfer %.*s: its payee was erased",
			 SLICE_PRINT(line->row.reference));
		return -1;
	}
	line->rail = choose_rail(job, line);
	if (line->rail == NULL && job->layout->rail_count > 0) {
		diag_set(diag,
			 "transfer %.*s: no rail of layout \"%.*s\" takes it",
			 SLICE_PRINT(line->row.reference),
			 SLICE_PRINT(job->layout->name));
		return -1;
	}
	return 1;
}

/* The open part of a group, or a new one. */
static struct bank_part *part_of(struct bank_job *job,
				 const char group[BANK_GROUP_SIZE],
				 struct diag *diag)
{
	struct bank_part *last = NULL, *part;

	for (size_t i = 0; i < job->part_count; i++)
		if (strcmp(job->parts[i].group, group) == 0)
			last = &job->parts[i];
	if (last != NULL &&
	    (job->layout->rows_max == 0 || last->count < job->layout->rows_max))
		return last;
	if (job->part_count == BANK_PARTS_MAX) {
		diag_set(diag, "more than %d bank files in one batch",
			 BANK_PARTS_MAX);
		return NULL;
	}
	part = &job->parts[job->part_count++];
	*part = (struct bank_part){.number =
					   last == NULL ? 1 : last->number + 1};
	memcpy(part->group, group, BANK_GROUP_SIZE);
	return part;
}

static int compare_parts(const void *left, const void *right)
{
	const struct bank_part *a = left, *b = right;
	int order = strcmp(a->group, b->group);

	return order != 0 ? order
			  : (a->number > b->number) - (a->number < b->number);
}

static void name_files(struct bank_job *job)
{
	for (size_t i = 0; i < job->part_count; i++) {
		struct bank_part *part = &job->parts[i];
		bool alone =
			part->number == 1 &&
			(i + 1 == job->part_count ||
			 strcmp(part->group, job->parts[i + 1].group) != 0);
		char number[12] = "";

		if (!alone)
			snprintf(number, sizeof number, "-%u", part->number);
		snprintf(part->file, sizeof part->file, "%s-%.*s%s%s%s.%.*s",
			 job->batch_name, SLICE_PRINT(job->layout->name),
			 part->group[0] == '\0' ? "" : "-", part->group, number,
			 SLICE_PRINT(job->layout->extension));
	}
}

/* When the batch was proposed, and what its event tells of its lines. */
static bool read_event(struct bank_job *job, struct bank_part *told,
		       struct diag *diag)
{
	struct event_row event;
	int found = ledger_batch_events(job->ledger, true, job->batch, &event,
					diag);

	if (found < 0)
		return false;
	if (found == 0 || event.at.length >= sizeof job->created)
		return diag_set(diag, "there is no batch %s", job->batch_name);
	memcpy(job->created, event.at.data, event.at.length);
	job->created[event.at.length] = '\0';
	told->count = detail_number(event.detail, "transfers");
	told->sum = event.amount;
	return true;
}

static bool plan_parts(struct bank_job *job, const struct bank_look *look,
		       struct diag *diag)
{
	struct bank_line line;
	bool first = true;
	int found;

	while ((found = next_line(job, first, &line, diag)) == 1) {
		char group[BANK_GROUP_SIZE] = "";
		struct bank_part *part;

		first = false;
		group_name(job, &line, group);
		part = part_of(job, group, diag);
		if (part == NULL)
			return false;
		part->count++;
		if (!number_add(part->sum, line.row.net, &part->sum))
			return diag_set(diag, "a sum beyond counting");
		if (!look->see(look->context, &line.row, &line.payee, diag))
			return false;
	}
	if (found < 0)
		return false;
	if (job->part_count == 0)
		return diag_set(diag, "there is no batch %s", job->batch_name);
	qsort(job->parts, job->part_count, sizeof *job->parts, compare_parts);
	name_files(job);
	return true;
}

static bool flush(struct bank_writing *writing, size_t least)
{
	if (writing->out.length < least)
		return true;
	if (!writing->sink->write(writing->sink->context,
				  strbuf_slice(&writing->out), writing->diag))
		return false;
	strbuf_reset(&writing->out);
	return true;
}

static bool look_at(struct bank_writing *writing, const struct bank_line *line)
{
	const struct bank_look *look = writing->look;

	writing->count++;
	if (!number_add(writing->sum, line->row.net, &writing->sum))
		return diag_set(writing->diag, "a sum beyond counting");
	return look->see(look->context, &line->row, &line->payee,
			 writing->diag);
}

static bool write_lines(struct bank_writing *writing)
{
	const struct bank_job *job = writing->job;
	int64_t before = (writing->part->number - 1) * job->layout->rows_max;
	int64_t place = 0;
	struct bank_line line = {0};
	bool first = true;
	int found;

	while ((found = next_line(job, first, &line, writing->diag)) == 1) {
		char group[BANK_GROUP_SIZE] = "";

		first = false;
		if (writing->look != NULL && !look_at(writing, &line))
			return false;
		group_name(job, &line, group);
		if (strcmp(group, writing->part->group) != 0 ||
		    ++place <= before || line.number == writing->part->count)
			continue;
		line.number++;
		if (job->layout->format == LAYOUT_TEXT
			    ? !bank_put_record(writing, RECORD_DETAIL, &line)
			    : !bank_pain_line(writing, &line))
			return false;
		if (!flush(writing, BANK_FLUSH))
			return false;
	}
	return found == 0;
}

static bool write_part(struct bank_writing *writing)
{
	bool text = writing->job->layout->format == LAYOUT_TEXT;

	if (text ? !bank_put_record(writing, RECORD_HEADER, NULL)
		 : !bank_pain_begin(writing))
		return false;
	if (!write_lines(writing))
		return false;
	if (text ? !bank_put_record(writing, RECORD_FOOTER, NULL)
		 : !bank_pain_end(writing))
		return false;
	return flush(writing, 0);
}

static bool write_all(struct bank_writing *writing)
{
	bool fine;

	strbuf_init(&writing->out, BANK_FLUSH + BANK_LINE_MAX);
	strbuf_init(&writing->field, BANK_LINE_MAX);
	fine = write_part(writing);
	strbuf_release(&writing->out);
	strbuf_release(&writing->field);
	return fine;
}

bool bank_write(struct bank_job *job, size_t part, const struct bank_sink *sink,
		struct diag *diag)
{
	struct bank_writing writing = {.job = job,
				       .part = &job->parts[part],
				       .sink = sink,
				       .diag = diag};

	return write_all(&writing);
}

static bool add_to_digest(void *context, struct slice bytes, struct diag *diag)
{
	(void)diag;
	digest_stream_add(context, bytes);
	return true;
}

/*
 * A batch that makes one file is planned and digested in one reading: a header
 * takes count and sum from the batch's event. Where the lines come to others
 * the digest is left for a second reading.
 */
static bool plan_whole(struct bank_job *job, const struct bank_look *look,
		       const struct bank_part *told, struct diag *diag)
{
	struct digest_stream stream;
	const struct bank_sink sink = {&stream, add_to_digest};
	struct bank_part *part = &job->parts[0];
	struct bank_writing writing = {.job = job,
				       .part = part,
				       .sink = &sink,
				       .look = look,
				       .diag = diag};
	uint8_t digest[DIGEST_SIZE];

	*part = (struct bank_part){
		.number = 1, .count = told->count, .sum = told->sum};
	job->part_count = 1;
	name_files(job);
	digest_stream_begin(&stream);
	if (!write_all(&writing))
		return false;
	if (writing.count == 0)
		return diag_set(diag, "there is no batch %s", job->batch_name);
	digest_stream_end(&stream, digest);
	if (writing.count == part->count && writing.sum == part->sum)
		digest_hex(digest, DIGEST_SIZE, part->sha256);
	part->count = writing.count;
	part->sum = writing.sum;
	return true;
}

bool bank_plan(struct bank_job *job, const struct bank_look *look,
	       struct diag *diag)
{
	struct bank_part told = {0};

	job->part_count = 0;
	if (!read_event(job, &told, diag))
		return false;
	return job->layout->split == SPLIT_NONE && job->layout->rows_max == 0
		       ? plan_whole(job, look, &told, diag)
		       : plan_parts(job, look, diag);
}

bool bank_digest(struct bank_job *job, size_t part, char hex[DIGEST_HEX_SIZE],
		 struct diag *diag)
{
	struct digest_stream stream;
	struct bank_sink sink = {&stream, add_to_digest};
	char *known = job->parts[part].sha256;
	uint8_t digest[DIGEST_SIZE];

	if (*known == '\0') {
		digest_stream_begin(&stream);
		if (!bank_write(job, part, &sink, diag))
			return false;
		digest_stream_end(&stream, digest);
		digest_hex(digest, DIGEST_SIZE, known);
	}
	memcpy(hex, known, DIGEST_HEX_SIZE);
	return true;
}
