/*
 * Whole rupiah.
 */
#ifndef VALUE_MONEY_H
#define VALUE_MONEY_H

#include "base/strbuf.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct money {
	int64_t rupiah;
};

/* Reads plain digits with an optional '-': the machine form, nothing else. */
bool money_parse(struct slice text, struct money *money);

/*
 * Reads an amount as offices write it: 1500000, 1.500.000, "Rp 1.500.000,-",
 * "Rp. 1.500.000,00", with the dot for thousands and the comma for decimals
 * (PUEBI). Sen are dropped only where they are 00; other sen round half up.
 * Mixed forms such as 1,500.00 are refused, and so is what does not group by
 * three.
 */
bool money_parse_office(struct slice text, struct money *money);

/* "Rp1.500.000", "-Rp500". */
bool money_format(struct money money, struct strbuf *out);

/* *sum = left + right; false, and *sum unchanged, if it would wrap. */
bool money_add(struct money left, struct money right, struct money *sum);

/* *product = money * count; false if it would wrap. */
bool money_multiply(struct money money, int64_t count, struct money *product);

/*
 * *part = money * numerator / denominator, rounded down; false if it would
 * wrap or the denominator is not positive.
 */
bool money_share(struct money money, int64_t numerator, int64_t denominator,
		 struct money *part);

/*
 * The amount in Indonesian words, without "rupiah": "satu juta lima ratus
 * ribu". From 0 to 999.999.999.999.999; false beyond.
 */
bool money_words(struct money money, struct strbuf *out);

#endif
