#include "payout/journal.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/set.h"
#include "payout/chain.h"
#include "payout/detail.h"
#include "payout/merkle.h"
#include "stream/escape.h"

/* The fields that are looked at; their order is that of rows.h. */
enum {
	EVENT_SEQUENCE = 0,
	EVENT_KIND = 2,
	EVENT_BATCH = 3,
	EVENT_TRANSFER = 4,
	EVENT_DETAIL = 10,
	EVENT_FIELDS = 11,
	TRANSFER_NUMBER = 0,
	TRANSFER_ATTEMPT = 1,
	TRANSFER_BATCH = 2,
	TRANSFER_FIELDS = 16,
	ACCRUAL_TRANSFER = 6,
	ACCRUAL_FIELDS = 7,
	DOCUMENT_SHA256 = 0,
	DOCUMENT_CONTENT = 1,
	DOCUMENT_FIELDS = 2,
	FIELDS_MAX = TRANSFER_FIELDS,
	DOCUMENTS_MAX = 1 << 28 /* bytes of digests */
};

/* A batch as its event tells it and as its lines are. */
struct told_batch {
	struct slice detail; /* of "proposed"; empty: not proposed */
	struct merkle transfers, accruals;
};

struct checking {
	struct journal_proof *proof;
	struct diag *diag;
	struct arena arena;
	struct told_batch *batches; /* by number, from 1 */
	uint32_t *batch_of;	    /* by transfer, from 1: of attempt 1 */
	struct set documents;	    /* the digests that approvals name */
	struct set met;		    /* and those of lines */
	size_t batch_count, transfer_count, lines;
	uint8_t hash[DIGEST_SIZE];
};

static bool broken(struct checking *checking, const char *what)
{
	return diag_set(checking->diag, "line %zu: %s", checking->lines, what);
}

/* Splits a row, whose fields may be empty; false where it has not so many. */
static bool split(struct slice row, size_t count,
		  struct slice fields[FIELDS_MAX])
{
	for (size_t i = 0; i < count; i++) {
		size_t length = slice_find(row, '\t');

		fields[i] = slice_part(row, 0, length);
		if ((length < row.length) != (i + 1 < count))
			return false;
		row = slice_part(row, length + 1, row.length);
	}
	return true;
}

/* A number from 1 to a maximum, or 0. */
static size_t number_of(struct slice text, size_t maximum)
{
	int64_t number;

	if (!number_parse(text, &number) || number < 1 ||
	    (uint64_t)number > maximum)
		return 0;
	return (size_t)number;
}

/* The manifest and signatures that an approval's detail names. */
static bool name_documents(struct checking *checking, struct slice detail)
{
	static const char *const names[] = {"manifest", "maker_signature",
					    "approver_signature"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct slice sha256 = detail_get(detail, names[i]);
		uint32_t index;

		if (!slice_is_empty(sha256) &&
		    !set_add(&checking->documents, sha256, &index, NULL))
			return diag_memory(checking->diag);
	}
	return true;
}

/* A batch's first event, or one that approves it. */
static bool take_event(struct checking *checking,
		       const struct slice fields[FIELDS_MAX])
{
	size_t batch;

	if (slice_is(fields[EVENT_KIND], "approved"))
		return name_documents(checking, fields[EVENT_DETAIL]);
	if (!slice_is(fields[EVENT_KIND], "proposed") ||
	    !slice_is(fields[EVENT_TRANSFER], "0"))
		return true;
	batch = number_of(fields[EVENT_BATCH], checking->batch_count);
	if (batch == 0 || checking->batches[batch].detail.length > 0)
		return broken(checking, "a batch out of order");
	checking->batches[batch].detail = fields[EVENT_DETAIL];
	return true;
}

static bool check_event(struct checking *checking, struct slice line)
{
	struct slice fields[FIELDS_MAX], row = line, told;
	char hex[DIGEST_HEX_SIZE];

	if (line.length < DIGEST_HEX_SIZE)
		return broken(checking, "an event without its hash");
	row.length -= DIGEST_HEX_SIZE; /* a TAB and 64 digits */
	told = slice_part(line, row.length + 1, line.length);
	if (line.data[row.length] != '\t' || !split(row, EVENT_FIELDS, fields))
		return broken(checking, "an event has 11 fields and a hash");
	checking->proof->events++;
	if (number_of(fields[EVENT_SEQUENCE], INT64_MAX) !=
	    (size_t)checking->proof->events)
		return broken(checking, "an event is missing before this one");
	chain_next(checking->hash, row, checking->hash);
	digest_hex(checking->hash, DIGEST_SIZE, hex);
	if (!slice_is(told, hex))
		return broken(checking, "its hash is not that of its row and "
					"the one before");
	return take_event(checking, fields);
}

static bool check_transfer(struct checking *checking, struct slice row)
{
	struct slice fields[FIELDS_MAX];
	size_t batch, transfer;

	if (!split(row, TRANSFER_FIELDS, fields))
		return broken(checking, "a transfer has 16 fields");
	batch = number_of(fields[TRANSFER_BATCH], checking->batch_count);
	transfer = number_of(fields[TRANSFER_NUMBER], checking->transfer_count);
	if (batch == 0 || transfer == 0)
		return broken(checking, "a transfer of no batch");
	if (slice_is(fields[TRANSFER_ATTEMPT], "1"))
		checking->batch_of[transfer] = (uint32_t)batch;
	merkle_add(&checking->batches[batch].transfers, row);
	checking->proof->transfers++;
	return true;
}

static bool check_accrual(struct checking *checking, struct slice row)
{
	struct slice fields[FIELDS_MAX];
	size_t transfer;

	if (!split(row, ACCRUAL_FIELDS, fields))
		return broken(checking, "an accrual has 7 fields");
	transfer =
		number_of(fields[ACCRUAL_TRANSFER], checking->transfer_count);
	if (transfer == 0 || checking->batch_of[transfer] == 0)
		return broken(checking, "an accrual of no transfer");
	merkle_add(&checking->batches[checking->batch_of[transfer]].accruals,
		   row);
	checking->proof->accruals++;
	return true;
}

/* Whether a text is the one way to write these bytes. */
static bool is_written_so(struct slice content, struct slice text,
			  struct strbuf *scratch)
{
	strbuf_reset(scratch);
	if (!strbuf_reserve(scratch, escape_room(content)))
		return false;
	scratch->length = escape_write(content, false, scratch->data);
	return slice_equal(strbuf_slice(scratch), text);
}

static bool check_content(struct checking *checking, struct slice sha256,
			  struct slice text)
{
	struct strbuf raw, scratch;
	struct slice content;
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	bool fine;

	strbuf_init(&raw, text.length + 1);
	strbuf_init(&scratch, 2 * escape_room(text));
	fine = strbuf_reserve(&raw, text.length) &&
	       escape_undo(text, &raw, &content) &&
	       is_written_so(content, text, &scratch);
	if (fine) {
		digest_sha256(content, digest);
		digest_hex(digest, DIGEST_SIZE, hex);
		fine = slice_is(sha256, hex);
	}
	strbuf_release(&raw);
	strbuf_release(&scratch);
	return fine ||
	       broken(checking, "a document's bytes have another digest");
}

static bool check_document(struct checking *checking, struct slice row)
{
	struct slice fields[FIELDS_MAX];
	uint32_t index;
	bool added;

	if (!split(row, DOCUMENT_FIELDS, fields))
		return broken(checking, "a document has 2 fields");
	if (set_find(&checking->documents, fields[DOCUMENT_SHA256]) == SET_NONE)
		return broken(checking, "a document that no approval names");
	if (!set_add(&checking->met, fields[DOCUMENT_SHA256], &index, &added))
		return diag_memory(checking->diag);
	if (!added)
		return broken(checking, "a document that was there before");
	return check_content(checking, fields[DOCUMENT_SHA256],
			     fields[DOCUMENT_CONTENT]);
}

static bool check_line(struct checking *checking, struct slice line)
{
	static const struct {
		const char *kind;
		bool (*check)(struct checking *checking, struct slice row);
	} kinds[] = {
		{"event\t", check_event},
		{"transfer\t", check_transfer},
		{"accrual\t", check_accrual},
		{"document\t", check_document},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_starts(line, kinds[i].kind))
			return kinds[i].check(checking,
					      slice_part(line,
							 strlen(kinds[i].kind),
							 line.length));
	return broken(checking, "begins with none of event, transfer, accrual, "
				"document");
}

static bool is_root(struct slice detail, const char *name,
		    const struct merkle *tree)
{
	uint8_t root[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	merkle_root(tree, root);
	digest_hex(root, DIGEST_SIZE, hex);
	return slice_is(detail_get(detail, name), hex);
}

/* Every batch that has an event has the lines it tells, and no other has. */
static bool check_batches(struct checking *checking)
{
	for (size_t i = 1; i <= checking->batch_count; i++) {
		const struct told_batch *batch = &checking->batches[i];

		if (batch->detail.length == 0) {
			if (batch->transfers.count > 0)
				return diag_set(checking->diag,
						"batch %zu: no event proposed "
						"it",
						i);
			continue;
		}
		if (!is_root(batch->detail, "transfer_root", &batch->transfers))
			return diag_set(checking->diag,
					"batch %zu: its transfers are not "
					"those that were proposed",
					i);
		if (!is_root(batch->detail, "accrual_root", &batch->accruals))
			return diag_set(checking->diag,
					"batch %zu: its accruals are not "
					"those that were proposed",
					i);
	}
	return true;
}

/* There are no more batches or transfers than lines. */
static bool make_room(struct checking *checking, struct slice text)
{
	for (size_t at = 0; at < text.length; at++) {
		struct slice rest = slice_part(text, at, text.length);

		checking->transfer_count += slice_starts(rest, "transfer\t");
		at += slice_find(rest, '\n');
	}
	checking->batch_count = checking->transfer_count;
	checking->batches =
		arena_array(&checking->arena, checking->batch_count + 1,
			    sizeof *checking->batches);
	checking->batch_of =
		arena_array(&checking->arena, checking->transfer_count + 1,
			    sizeof *checking->batch_of);
	return (checking->batches != NULL && checking->batch_of != NULL) ||
	       diag_memory(checking->diag);
}

static bool check_all(struct checking *checking, struct slice text)
{
	struct slice line;

	if (text.length == 0 || text.data[text.length - 1] != '\n')
		return diag_set(checking->diag,
				"it doesn't end with a whole line: it was cut");
	text.length--;
	if (!make_room(checking, text))
		return false;
	chain_genesis(checking->hash);
	while (slice_next(&text, '\n', &line)) {
		checking->lines++;
		if (!check_line(checking, line))
			return false;
	}
	if (set_count(&checking->met) < set_count(&checking->documents))
		return diag_set(checking->diag, "a manifest or signature that "
						"an approval names is missing");
	return check_batches(checking);
}

bool journal_check(struct slice text, struct journal_proof *proof,
		   struct diag *diag)
{
	struct checking checking = {.proof = proof, .diag = diag};
	bool fine;

	*proof = (struct journal_proof){0};
	arena_init(&checking.arena, (size_t)4 << 30);
	set_init(&checking.documents, DOCUMENTS_MAX);
	set_init(&checking.met, DOCUMENTS_MAX);
	fine = check_all(&checking, text);
	proof->head.sequence = proof->events;
	memcpy(proof->head.hash, checking.hash, DIGEST_SIZE);
	arena_release(&checking.arena);
	set_release(&checking.documents);
	set_release(&checking.met);
	return fine;
}
