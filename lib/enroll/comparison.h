/*
 * Values prepared for comparison, and the comparing of two records field by
 * field.
 */
#ifndef ENROLL_COMPARISON_H
#define ENROLL_COMPARISON_H

#include "base/arena.h"
#include "enroll/linkage.h"
#include "enroll/weights.h"
#include "stream/record.h"
#include "value/name.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Agreement is not weighed yet: it takes the share of the value. */
#define BITS_UNKNOWN INT32_MAX

/* What of a word tells most pairs apart. */
struct linkage_word {
	uint64_t hash;		/* of its loose form */
	unsigned letters : 26;	/* that are in it, as bits */
	unsigned is_silent : 1; /* a marker of sex, a title */
	unsigned is_order : 1;	/* of birth */
	unsigned length : 4;	/* LINKAGE_WORD_LONG: so many or more */
	int32_t bits;		/* of agreeing on it */
};

enum { LINKAGE_WORD_LONG = 15 };

/* The words of a name or an address. */
struct linkage_words {
	const char *text;
	const struct name_token *tokens;
	uint16_t count;
	uint16_t characters; /* as struct name has them */
	struct linkage_word words[];
};

/*
 * One field of one record. Small, since millions are looked at: what differs
 * is mostly told by the key alone.
 */
struct linkage_value {
	/*
	 * The digits, four bits each; up to 8 bytes; else a hash: of the text,
	 * of a name one that spellings of it share, as name_key_loose.
	 */
	uint64_t key;
	union {
		const char *text; /* folded for comparison */
		struct linkage_words *words;
	};
	uint16_t length; /* of the text; 0: not known */
	bool has_words, has_digits;
	int32_t equal; /* bits of agreeing on it, or all its words */
};

static inline struct slice linkage_text(const struct linkage_value *value)
{
	return (struct slice){value->has_words ? value->words->text
					       : value->text,
			      value->length};
}

/*
 * Prepares a field of a record, in the arena. False without memory.
 * What is kept: of text letters, digits and signs of e-mail addresses, lower
 * case; of digits letters and digits; of dates the digits.
 */
bool comparison_prepare(const struct linkage_field *field,
			const size_t columns[LINKAGE_COLUMNS_MAX],
			const struct record *record, struct arena *arena,
			struct linkage_value *value);

/* How the weights of a field are looked up while records are compared. */
struct comparison_field {
	const struct linkage_field *field;
	int32_t bits[LEVELS]; /* log2(m/u), EQUAL for a value not listed */
	int32_t equal_m;      /* log2(m) of EQUAL */
};

/*
 * Gives the bits of agreeing on a value or word of a field; BITS_UNKNOWN
 * where nothing is known of its share.
 */
struct comparison {
	struct comparison_field fields[LINKAGE_FIELDS_MAX];
	size_t field_count;
	size_t order[LINKAGE_FIELDS_MAX]; /* of comparing: cheap ones first */
	size_t cheap_count;		  /* compared whatever they come to */
	int32_t (*equal_bits)(const void *shares, size_t field,
			      struct slice value);
	const void *shares;
};

/* What a comparison of two records found. */
struct pair_bits {
	int32_t total; /* without the prior */
	int32_t bits[LINKAGE_FIELDS_MAX];
	/* How many words (of others: 1) agree at each level. */
	unsigned char levels[LINKAGE_FIELDS_MAX][LEVELS];
	bool known[LINKAGE_FIELDS_MAX]; /* both have a value */
};

/*
 * Compares two records. Stops where the total can't reach enough any more, and
 * returns false; the pair is then only partly filled. left's values carry
 * their equal bits; right's may not (BITS_UNKNOWN). The same for either side
 * where both do.
 */
bool comparison_score(const struct comparison *comparison,
		      const struct linkage_value *left,
		      const struct linkage_value *right, int32_t enough,
		      struct pair_bits *pair);

/* The letters of a word as bits; those that spellings mix up share one. */
uint32_t comparison_letters(struct slice word);

/* Whether a word of a name says nothing of who somebody is. */
static inline bool comparison_is_silent(const struct name_token *token)
{
	return token->kind == NAME_MARKER || token->kind == NAME_TITLE;
}

/*
 * How two e-mail addresses agree that are not equal: near with the mailbox a
 * slip apart or at another host. Numbers in it tell namesakes apart, so that
 * they have to be the same.
 */
enum level comparison_email_level(struct slice left, struct slice right);

/*
 * How two texts agree that are not equal: near with so many edits from one to
 * the other, alike with edits in 40 of a hundred characters of the longer one.
 */
enum level comparison_text_level(struct slice left, struct slice right,
				 size_t near_most);

/* How two words of an address agree that are not equal. */
enum level comparison_word_level(struct slice left, struct slice right);

/* Whether two values differ by one character or a swap of two neighbours. */
bool comparison_is_one_slip(const struct linkage_value *left,
			    const struct linkage_value *right);

/*
 * comparison_words.c, for comparison.c alone: names and words, and whether two
 * names can come to so many bits at all, at little cost.
 */
bool comparison_words_may_reach(const struct comparison_field *field,
				const struct linkage_value *left,
				const struct linkage_value *right,
				int32_t enough);
void comparison_words(const struct comparison *comparison, size_t field,
		      const struct linkage_value *left,
		      const struct linkage_value *right,
		      struct pair_bits *pair);

#endif
