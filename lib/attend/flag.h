/*
 * The list of flags a placement carries: vk-enroll's and our own.
 */
#ifndef ATTEND_FLAG_H
#define ATTEND_FLAG_H

#include "attend/presence.h"
#include "base/strbuf.h"

#include <stdbool.h>

/*
 * Puts the list into out: what stood there before, without the flags that are
 * ours from an earlier run, and then ours as they are now.
 */
bool flag_list(struct slice before, unsigned flags, struct strbuf *out);

#endif
