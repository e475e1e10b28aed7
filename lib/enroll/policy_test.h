/*
 * The policy proves itself: its "tests" section gives applications and what
 * the rules have to find in them (vk-policy(5), "tests").
 */
#ifndef ENROLL_POLICY_TEST_H
#define ENROLL_POLICY_TEST_H

#include "base/diag.h"
#include "base/strbuf.h"
#include "stream/policy.h"

#include <stdbool.h>

struct policy_test_report {
	size_t tests, failures;
	struct strbuf text; /* one line a failed expectation, with its place */
	struct strbuf untested; /* comma list of the rules no test names */
};

/*
 * Runs the tests. False for a test that is not well-formed (unknown key, rule
 * code, field or result word); failed expectations are in the report, which
 * the caller inits the texts of and releases.
 */
bool policy_test_run(const struct policy *policy,
		     struct policy_test_report *report, struct diag *diag);

#endif
