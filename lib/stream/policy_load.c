/*
 * Loading a policy from its files.
 */
#include "stream/policy_parts.h"

#include "base/strbuf.h"
#include "system/file.h"

#include <stdlib.h>

enum { POLICY_MEMORY_MAX = 64 * 1024 * 1024 };

static bool take_values(struct policy *policy, const struct policy_node *root,
			struct diag *diag)
{
	const struct policy_node *values = policy_get(root, "values");

	return values == NULL || policy_take_values(policy, values, diag);
}

/* No room has a setting of privacy yet: one would be silently without effect.
 */
static bool check_privacy(const struct policy *policy, struct diag *diag)
{
	static const char *const none[] = {NULL};
	const struct policy_node *privacy = policy_section(policy, "privacy");

	return privacy == NULL || policy_check_keys(privacy, none, diag);
}

static bool load_file(struct policy *policy, const char *path,
		      struct digest_stream *digest, struct diag *diag)
{
	const struct policy_node *root = NULL;
	struct strbuf content;
	const char *name = arena_string(&policy->arena, slice_of(path));

	if (name == NULL)
		return diag_memory(diag);
	strbuf_init(&content, POLICY_FILE_MAX);
	if (file_load(path, POLICY_FILE_MAX, &content, diag)) {
		digest_stream_add(digest, strbuf_slice(&content));
		root = policy_parse(&policy->arena, name,
				    strbuf_slice(&content), diag);
	}
	strbuf_release(&content);
	return root != NULL && policy_take_sections(policy, root, diag) &&
	       take_values(policy, root, diag);
}

struct policy *policy_load(const char *const *paths, size_t count,
			   struct diag *diag)
{
	struct policy *policy = calloc(1, sizeof *policy);
	uint8_t hash[DIGEST_SIZE];
	struct digest_stream digest;

	if (policy == NULL) {
		diag_memory(diag);
		return NULL;
	}
	arena_init(&policy->arena, POLICY_MEMORY_MAX);
	digest_stream_begin(&digest);
	for (size_t i = 0; i < count; i++) {
		if (!load_file(policy, paths[i], &digest, diag)) {
			policy_free(policy);
			return NULL;
		}
	}
	if (!check_privacy(policy, diag) ||
	    !policy_take_columns(policy, diag)) {
		policy_free(policy);
		return NULL;
	}
	digest_stream_end(&digest, hash);
	digest_hex(hash, sizeof hash, policy->digest);
	return policy;
}

void policy_free(struct policy *policy)
{
	if (policy == NULL)
		return;
	arena_release(&policy->arena);
	free(policy);
}
