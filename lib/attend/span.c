#include "attend/span.h"

#include <stdlib.h>

static int by_start(const void *left, const void *right)
{
	const struct span *one = left, *other = right;

	if (one->from != other->from)
		return one->from < other->from ? -1 : 1;
	return (one->to > other->to) - (one->to < other->to);
}

size_t span_unite(struct span *spans, size_t count)
{
	size_t united = 0;

	qsort(spans, count, sizeof *spans, by_start);
	for (size_t i = 0; i < count; i++) {
		if (spans[i].from >= spans[i].to)
			continue;
		if (united > 0 && spans[i].from <= spans[united - 1].to) {
			if (spans[i].to > spans[united - 1].to)
				spans[united - 1].to = spans[i].to;
			continue;
		}
		spans[united++] = spans[i];
	}
	return united;
}

struct span span_clip(struct span span, struct span limits)
{
	if (span.from < limits.from)
		span.from = limits.from;
	if (span.to > limits.to)
		span.to = limits.to;
	if (span.from > span.to)
		span.to = span.from;
	return span;
}

int64_t span_seconds(struct span_list list, struct span limits)
{
	int64_t seconds = 0;

	for (size_t i = 0; i < list.count; i++) {
		struct span part = span_clip(list.spans[i], limits);

		seconds += part.to - part.from;
	}
	return seconds;
}
