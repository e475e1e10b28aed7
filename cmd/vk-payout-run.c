/*
 * What the verbs of vk-payout do alike, up to the end of the run.
 */
#include "vk-payout.h"

#include "base/number.h"
#include "system/file.h"
#include "value/identity.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct slice payout_actor(struct payout *payout)
{
	struct slice actor = {0};

	if (payout->given[OPTION_BY] != NULL)
		actor = slice_trim(slice_of(payout->given[OPTION_BY]));
	if (slice_is_empty(actor) || !text_is_valid(actor) ||
	    slice_find(actor, ';') < actor.length)
		payout_die(payout, "give --by NAME: the ledger records who "
				   "acted");
	return actor;
}

void payout_write(struct payout *payout)
{
	if (!ledger_begin(payout->ledger, &payout->tool.diag))
		payout_fail(payout);
}

int payout_done(struct payout *payout)
{
	struct ledger *ledger = payout->ledger;

	payout->ledger = NULL;
	if (!ledger_close(ledger, &payout->tool.diag))
		tool_fail(&payout->tool);
	arena_release(&payout->arena);
	policy_free(payout->policy);
	return tool_finish(&payout->tool);
}

void payout_fail(struct payout *payout)
{
	ledger_close(payout->ledger, NULL);
	tool_fail(&payout->tool);
}

void payout_die(struct payout *payout, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(payout->tool.diag.message, DIAG_SIZE, format, arguments);
	va_end(arguments);
	payout_fail(payout);
}

const char *payout_batch_name(struct payout *payout, int64_t batch)
{
	char text[NUMBER_SIZE + PAY_OFFICE_MAX + 1];
	char *name;

	snprintf(text, sizeof text, "%.*s%04lld",
		 SLICE_PRINT(payout->settings.office), (long long)batch);
	name = arena_string(&payout->arena, slice_of(text));
	if (name == NULL) {
		diag_memory(&payout->tool.diag);
		payout_fail(payout);
	}
	return name;
}

int64_t payout_batch(struct payout *payout, const char *argument)
{
	struct slice office = payout->settings.office;
	struct slice digits = slice_of(argument);
	int64_t batch;

	if (digits.length > office.length &&
	    slice_equal(slice_part(digits, 0, office.length), office))
		digits = slice_part(digits, office.length, digits.length);
	if (!number_parse(digits, &batch) || batch < 1)
		payout_die(payout, "a batch is named like %s, not \"%s\"",
			   payout_batch_name(payout, 1), argument);
	return batch;
}

struct slice payout_evidence(struct payout *payout, const char *path)
{
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	struct slice kept;

	if (!digest_file(path, digest, &payout->tool.diag))
		payout_fail(payout);
	digest_hex(digest, DIGEST_SIZE, hex);
	if (strcmp(hex, "e3b0c44298fc1c149afbf4c8996fb924"
			"27ae41e4649b934ca495991b7852b855") == 0)
		payout_die(payout,
			   "\"%s\" is empty; evidence is a file that "
			   "shows something",
			   path);
	tool_used(&payout->tool, path);
	kept = arena_copy(&payout->arena, slice_of(hex));
	if (kept.data == NULL) {
		diag_memory(&payout->tool.diag);
		payout_fail(payout);
	}
	return kept;
}

const char *payout_required(struct payout *payout, enum payout_option option)
{
	if (payout->given[option] == NULL)
		payout_die(payout, "give --%s %s", payout_options[option].name,
			   payout_options[option].argument);
	if (option == OPTION_REASON &&
	    identity_is_inside(slice_of(payout->given[option])))
		payout_die(payout, "--reason stays in the chain for ever: "
				   "leave out what may be somebody's number or "
				   "address");
	return payout->given[option];
}
