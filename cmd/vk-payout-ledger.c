/*
 * Which ledger a run uses, and where its acknowledged head is.
 */
#include "vk-payout.h"

#include "system/database.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { READABLE_MAX = 80, DIGITS = 12 };

/* Goes into a folder, which is made for this user alone if need be. */
static void add_folder(struct payout *payout, struct strbuf *path,
		       const char *name)
{
	strbuf_append_string(path, name);
	if (mkdir(strbuf_string(path), 0700) == 0 || errno == EEXIST)
		return;
	diag_set_errno(&payout->tool.diag, errno, "cannot make \"%s\"",
		       strbuf_string(path));
	payout_fail(payout);
}

/*
 * A name for the head of a server's ledger, by its URL: what can be read of
 * it, and some digits of its digest.
 */
static void name_head(const char *url, struct strbuf *out)
{
	struct slice rest = slice_of(strstr(url, "://") + 3);
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	digest_sha256(slice_of(url), digest);
	digest_hex(digest, DIGEST_SIZE, hex);
	rest = slice_part(rest, 0, slice_find(rest, '?'));
	rest = slice_part(rest, 0, READABLE_MAX);
	strbuf_append_string(out, "ledger");
	for (size_t i = 0; i < rest.length; i++)
		strbuf_append_byte(out, isalnum((unsigned char)rest.data[i])
						? rest.data[i]
						: '-');
	strbuf_append_format(out, "-%.*s.head", DIGITS, hex);
}

/*
 * Each host keeps the head of a server's ledger that it has seen itself: in
 * the folder for such things of the user that pays.
 */
static const char *state_file(struct payout *payout)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct strbuf path;
	char *kept;

	strbuf_init(&path, PATH_MAX);
	if (state != NULL && *state == '/') {
		add_folder(payout, &path, state);
	} else if (home != NULL && *home == '/') {
		strbuf_append_string(&path, home);
		add_folder(payout, &path, "/.local");
		add_folder(payout, &path, "/state");
	} else {
		payout_die(payout, "HOME is not set; give --head FILE or have "
				   "payout: head: in the policy");
	}
	add_folder(payout, &path, "/vk");
	strbuf_append_byte(&path, '/');
	name_head(payout->place.ledger, &path);
	kept = path.failed ? NULL
			   : arena_string(&payout->arena, strbuf_slice(&path));
	if (kept == NULL)
		payout_die(payout, "out of memory");
	strbuf_release(&path);
	return kept;
}

void payout_place(struct payout *payout)
{
	struct ledger_place *place = &payout->place;

	place->ledger = payout->given[OPTION_LEDGER];
	if (place->ledger == NULL)
		place->ledger = getenv("VK_LEDGER");
	if (place->ledger == NULL)
		place->ledger = payout->settings.ledger;
	place->head = payout->given[OPTION_HEAD];
	if (place->head == NULL)
		place->head = payout->settings.head;
}

/* A preview and a first proposal may do without; others may not. */
static void need_place(struct payout *payout)
{
	struct ledger_place *place = &payout->place;

	if (place->ledger == NULL)
		payout_die(payout, "no ledger; give --ledger FILE, set "
				   "VK_LEDGER, or have payout: ledger: in the "
				   "policy");
	if (place->head == NULL && database_is_server(place->ledger))
		place->head = state_file(payout);
}

void payout_open(struct payout *payout, enum ledger_mode mode)
{
	need_place(payout);
	payout->ledger = ledger_open(&payout->place, mode, &payout->tool.diag);
	if (payout->ledger == NULL)
		payout_fail(payout);
}

void payout_open_unchecked(struct payout *payout)
{
	need_place(payout);
	payout->ledger =
		ledger_open_unchecked(&payout->place, &payout->tool.diag);
	if (payout->ledger == NULL)
		payout_fail(payout);
}

void payout_open_preview(struct payout *payout)
{
	const char *ledger = payout->place.ledger;
	int there;

	if (ledger == NULL)
		return;
	there = ledger_is_there(&payout->place, &payout->tool.diag);
	if (there < 0)
		payout_fail(payout);
	if (there == 1)
		payout_open(payout, LEDGER_READ);
	else
		tool_note(&payout->tool,
			  "there is no ledger \"%s\" yet: nothing counts as "
			  "paid",
			  ledger);
}
