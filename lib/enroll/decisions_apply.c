#include "enroll/decisions.h"

enum { TEXT_MAX = 64 * 1024, GROUNDS_HEX = 12 };

static struct slice code_of(struct slice item)
{
	return slice_part(item, 0, slice_find(item, ':'));
}

static void add_value_hash(struct slice value, const struct person_key *key,
			   struct strbuf *out)
{
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	digest_hmac(&key->hmac, value, digest);
	digest_hex(digest, sizeof digest, hex);
	strbuf_append_byte(out, '#');
	strbuf_append(out, (struct slice){hex, GROUNDS_HEX});
}

bool decisions_grounds(const struct verdict *verdict,
		       const struct verdict_item *item,
		       const struct application *application,
		       const struct person_key *key, struct strbuf *out)
{
	struct slice text = verdict_item_text(verdict, item);
	struct slice rest =
		slice_part(text, code_of(text).length + 1, SIZE_MAX);
	enum application_field field = application_field_find(item->field);

	strbuf_append(out, rest);
	if (field != APPLICATION_FIELDS &&
	    (rest.length == 0 || rest.data[0] == '*'))
		add_value_hash(application->fields[field], key, out);
	else if (rest.length == 0)
		strbuf_append_byte(out, '?');
	return !out->failed;
}

/* A verdict's lists while they are made anew. */
struct settling {
	const struct decisions *decisions;
	const struct application *application;
	struct slice number;
	const struct person_key *key;
	struct strbuf reasons, grounds;
};

static enum decision decide_item(struct settling *settling,
				 const struct verdict *verdict,
				 const struct verdict_item *item)
{
	if (item->status != ENROLL_REVIEW && item->status != ENROLL_INCOMPLETE)
		return DECISION_NONE;
	strbuf_reset(&settling->grounds);
	decisions_grounds(verdict, item, settling->application, settling->key,
			  &settling->grounds);
	return decisions_find(settling->decisions, settling->number,
			      code_of(verdict_item_text(verdict, item)),
			      strbuf_slice(&settling->grounds));
}

static void flag(struct verdict *verdict, const char *word, struct slice code)
{
	strbuf_append_item(&verdict->flags, slice_of(word));
	strbuf_append(&verdict->flags, code);
}

/* Puts the items that still count one after the other. */
static void settle_item(struct settling *settling, struct verdict *verdict,
			struct verdict_item item)
{
	struct slice text = verdict_item_text(verdict, &item);
	enum decision decision = decide_item(settling, verdict, &item);

	if (decision == DECISION_LAPSED)
		flag(verdict, "LAPSED:", code_of(text));
	else if (decision != DECISION_NONE)
		flag(verdict, "DECIDED:", code_of(text));
	if (decision == DECISION_ACCEPT)
		return;
	if (decision == DECISION_REJECT) {
		item.status = ENROLL_REJECTED;
		item.asks = false;
	}
	strbuf_append_item(&settling->reasons, text);
	item.start = settling->reasons.length - text.length;
	verdict->items[verdict->item_count++] = item;
}

bool decisions_apply(const struct decisions *decisions,
		     const struct application *application, struct slice number,
		     const struct person_key *key, struct verdict *verdict)
{
	struct settling settling = {.decisions = decisions,
				    .application = application,
				    .number = number,
				    .key = key};
	size_t count = verdict->item_count;
	bool good;

	strbuf_init(&settling.reasons, TEXT_MAX);
	strbuf_init(&settling.grounds, TEXT_MAX);
	verdict->item_count = 0;
	for (size_t i = 0; i < count; i++)
		settle_item(&settling, verdict, verdict->items[i]);
	strbuf_reset(&verdict->reasons);
	strbuf_append(&verdict->reasons, strbuf_slice(&settling.reasons));
	verdict_sum_up(verdict);
	good = !verdict->reasons.failed && !settling.reasons.failed &&
	       !settling.grounds.failed && !verdict->flags.failed;
	strbuf_release(&settling.reasons);
	strbuf_release(&settling.grounds);
	return good;
}
