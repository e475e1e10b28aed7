/*
 * A policy of any bytes: loads or is refused with a message; what loads can be
 * walked, its rules compiled and its tests run.
 */
#include "enroll/policy_test.h"
#include "stream/policy.h"
#include "stream/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

/* Every dated value on a few days, inside and outside its periods. */
static void walk_values(const struct policy *policy)
{
	static const int32_t days[] = {-100000, 0, 18500, 100000};
	struct policy_value value;
	struct diag diag;
	struct slice name;

	for (size_t i = 0; (name = policy_value_name(policy, i)).length > 0;
	     i++) {
		for (size_t k = 0; k < sizeof days / sizeof *days; k++)
			require(policy_value(policy, name,
					     (struct date){days[k]}, &value,
					     &diag) != POLICY_UNKNOWN);
		for (size_t k = 0; k < policy_value_count(policy, name); k++)
			require(policy_value_at(policy, name, k, &value));
	}
}

static void use(struct policy *policy)
{
	struct policy_test_report report = {0};
	struct diag diag = {{0}};
	size_t count;

	walk_values(policy);
	require(policy_aliases(policy, &count) != NULL || count == 0);
	strbuf_init(&report.text, POLICY_FILE_MAX);
	diag.message[0] = '\0';
	require(policy_test_run(policy, &report, &diag) ||
		diag.message[0] != '\0');
	strbuf_release(&report.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int file = memfd_create("policy", MFD_CLOEXEC);
	struct diag diag = {{0}};
	struct policy *policy;
	const char *paths[1];
	char path[64];

	require(file >= 0 && write(file, data, size) == (ssize_t)size);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	paths[0] = path;
	policy = policy_load(paths, 1, &diag);
	close(file);
	require(policy != NULL || diag.message[0] != '\0');
	if (policy != NULL)
		use(policy);
	policy_free(policy);
	return 0;
}
