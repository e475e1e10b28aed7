/*
 * Invented people of a branch's year. Everything follows from a seed and a
 * number, so the same person comes out wherever they appear again. Nobody in
 * here exists; the names are put together from common ones.
 */
#ifndef EXAMPLE_PEOPLE_H
#define EXAMPLE_PEOPLE_H

#include "value/date.h"

#include <stdbool.h>
#include <stdint.h>

/* Random numbers (SplitMix64): small, and the same on every machine. */
struct random {
	uint64_t state;
};

struct random random_of(uint64_t seed, uint64_t number);
uint64_t random_next(struct random *random);

/* 0 to limit - 1. */
int random_below(struct random *random, int limit);

/* True in percent cases of a hundred. */
bool random_chance(struct random *random, int percent);

struct person {
	int number;
	bool woman, balinese;
	char name[96], nik[64], kpj[64], kk[64], phone[64], email[64];
	char address[96], employer[64], bank[32], account[64];
	const char *district, *education;
	struct date birth, layoff;
	int membership_months, wage;
	const char *category, *employment;
	bool jht_claimed, disabled;
};

/* Person "number" of the branch under a seed. */
void person_make(uint64_t seed, int number, struct person *person);

#endif
