/*
 * One batch: its layout and its manifest.
 */
#include "vk-payout-batch.h"

#include <stdlib.h>

enum { LAYOUT_PATH_MAX = 64 * 1024 };

/* The path of a layout: a path, or a name in $VK_BANKS or beside the tool. */
static const char *layout_path(struct payout *payout, const char *name)
{
	const char *folder = getenv("VK_BANKS"), *path;
	struct strbuf file;

	if (strchr(name, '/') != NULL)
		return name;
	strbuf_init(&file, LAYOUT_PATH_MAX);
	strbuf_append_format(&file, "%s/%s.layout",
			     folder != NULL ? folder : "banks", name);
	path = folder != NULL
		       ? arena_string(&payout->arena, strbuf_slice(&file))
		       : tool_shipped(&payout->tool, strbuf_string(&file));
	if (path == NULL || file.failed)
		payout_die(payout, "out of memory");
	strbuf_release(&file);
	return path;
}

const char *batch_layout(struct payout *payout, const char *name)
{
	const char *own = payout->settings.layout;
	char digest[DIGEST_HEX_SIZE];
	struct bank_layout layout;

	if (payout->given[OPTION_LAYOUT] != NULL)
		return payout->given[OPTION_LAYOUT];
	if (own == NULL || strchr(own, '/') == NULL)
		return name;
	if (!layout_load(own, &payout->arena, &layout, digest,
			 &payout->tool.diag))
		payout_fail(payout);
	return slice_is(layout.name, name) ? own : name;
}

void batch_manifest(struct payout *payout, struct batch_run *run,
		    const char *layout, int64_t batch, struct date value_date)
{
	struct manifest *manifest = &run->manifest;
	struct diag *diag = &payout->tool.diag;

	if (layout == NULL)
		layout = payout->settings.layout;
	if (layout == NULL)
		payout_die(payout, "no layout; give --layout NAME or have "
				   "payout: layout: in the policy");
	if (!layout_load(layout_path(payout, layout), &payout->arena,
			 &run->layout, run->layout_sha256, diag))
		payout_fail(payout);
	*manifest = (struct manifest){
		.job = {.layout = &run->layout,
			.settings = &payout->settings,
			.ledger = payout->ledger,
			.batch = batch,
			.batch_name = payout_batch_name(payout, batch),
			.value_date = value_date},
		.approved = run->approved};
	strbuf_reset(&run->text);
	if (!manifest_make(manifest, run->layout_sha256, &run->text, diag))
		payout_fail(payout);
}

void batch_init(struct batch_run *run)
{
	run->approved = (struct slice){0};
	strbuf_init(&run->text, MANIFEST_MAX);
}

int64_t batch_operand(struct payout *payout)
{
	if (payout->tool.path_count != 1)
		payout_die(payout, "name one batch, such as %s",
			   payout_batch_name(payout, 1));
	return payout_batch(payout, payout->tool.paths[0]);
}
