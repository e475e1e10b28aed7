#include "hard_names.h"

#include <stdio.h>
#include <string.h>

int hard_below(struct hard_dice *dice, int limit)
{
	uint64_t mixed = dice->state += UINT64_C(0x9e3779b97f4a7c15);

	mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
	mixed ^= mixed >> 31;
	return (int)(mixed % (uint64_t)limit);
}

bool hard_chance(struct hard_dice *dice, int per_mille)
{
	return hard_below(dice, 1000) < per_mille;
}

/* Some words are met often: the place is pulled towards the first. */
static const char *pick(struct hard_dice *dice, const char *const *words,
			int count)
{
	int a = hard_below(dice, count), b = hard_below(dice, count);

	return words[a * b / count];
}

#define PICK(dice, words)                                                      \
	pick(dice, words, (int)(sizeof(words) / sizeof *(words)))

/* Half of all words are put together of syllables, and so are rare. */
static void make_word(struct hard_dice *dice, bool is_woman, char *out)
{
	static const char *const starts[] = {
		"su", "wi", "ha",  "ra",  "bu",	 "dar", "kar", "har", "pur",
		"mu", "sa", "ja",  "yu",  "ro",	 "sar", "par", "tri", "gu",
		"de", "ci", "sya", "kho", "nya", "luk", "mar", "bas"};
	static const char *const middles[] = {
		"ma", "di", "wi", "ya", "ri", "ti", "na", "to", "ni", "ka",
		"mi", "la", "da", "li", "bi", "gi", "ju", "cu", "su"};
	static const char *const men[] = {"na", "ta",	"wan", "yanto", "di",
					  "no", "jaya", "sa",  "dana",	"man"};
	static const char *const women[] = {"ti",   "ni",   "wati", "ningsih",
					    "yani", "sari", "ri",   "tini"};

	snprintf(out, HARD_WORD_SIZE, "%s%s%s%s", PICK(dice, starts),
		 PICK(dice, middles),
		 hard_chance(dice, 300) ? PICK(dice, middles) : "",
		 is_woman ? PICK(dice, women) : PICK(dice, men));
}

static void add(struct hard_name *name, const char *text, bool is_front)
{
	struct hard_word *word = &name->words[name->count];

	if (name->count == HARD_WORDS_MAX)
		return;
	snprintf(word->text, sizeof word->text, "%s", text);
	word->is_front = is_front;
	name->count++;
}

static void add_own(struct hard_dice *dice, struct hard_name *name)
{
	static const char *const men[] = {
		"budi",	   "agus",    "eka",	 "putra", "setiawan",
		"saputra", "hidayat", "ari",	 "yusuf", "joko",
		"sudana",  "suparta", "rahmat",	 "rizki", "fauzi",
		"susilo",  "cahyono", "sudiana", "umar",  "santoso",
		"wijaya",  "gunawan", "sudarta", "jaya"};
	static const char *const women[] = {
		"sri",	     "dewi",	"wahyuni",  "lestari", "ayu",
		"nur",	     "rahayu",	"suryani",  "yanti",   "puspita",
		"ratna",     "indah",	"sulastri", "haliza",  "fitri",
		"handayani", "kartini", "sari",	    "susanti", "utami"};
	char word[HARD_WORD_SIZE];

	if (hard_chance(dice, 500)) {
		make_word(dice, name->is_woman, word);
		add(name, word, false);
	} else {
		add(name, name->is_woman ? PICK(dice, women) : PICK(dice, men),
		    false);
	}
}

static void add_front(struct hard_dice *dice, struct hard_name *name)
{
	static const char *const orders[] = {"wayan",  "made", "nyoman",
					     "ketut",  "putu", "kadek",
					     "komang", "gede", "nengah"};
	int kind = hard_below(dice, 1000);

	if (kind < 450) {
		add(name, name->is_woman ? "ni" : "i", true);
		if (name->is_woman && hard_chance(dice, 300))
			add(name, "luh", true);
		add(name, PICK(dice, orders), true);
	} else if (kind < 520) {
		add(name, "ida", true);
		add(name, name->is_woman ? "ayu" : "bagus", true);
	} else if (kind < 560) {
		add(name, name->is_woman ? "ni" : "i", true);
		add(name, "gusti", true);
	} else if (kind < 680 && !name->is_woman) {
		add(name, "muhammad", false);
	} else if (kind < 740 && name->is_woman) {
		add(name, "siti", false);
	}
}

void hard_name_make(struct hard_dice *dice, struct hard_name *name)
{
	*name = (struct hard_name){.is_woman = hard_chance(dice, 450)};
	add_front(dice, name);
	add_own(dice, name);
	if (hard_chance(dice, 650))
		add_own(dice, name);
	if (hard_chance(dice, 150))
		add_own(dice, name);
}

/* Replaces what stands at a place. */
static void replace(char *word, size_t at, size_t length, const char *with)
{
	char made[3 * HARD_WORD_SIZE];

	snprintf(made, sizeof made, "%.*s%s%s", (int)at, word, with,
		 word + at + length);
	snprintf(word, HARD_WORD_SIZE, "%.39s", made);
}

static void spell_old(struct hard_dice *dice, char *word)
{
	static const char *const pairs[][2] = {
		{"kh", "ch"}, {"sy", "sj"}, {"ny", "nj"}, {"c", "tj"},
		{"j", "dj"},  {"y", "j"},   {"u", "oe"}};
	size_t at = 0;

	while (word[at] != '\0') {
		size_t step = 1;

		for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
			size_t length = strlen(pairs[i][0]);

			if (strncmp(word + at, pairs[i][0], length) != 0)
				continue;
			if (hard_chance(dice, 700)) {
				replace(word, at, length, pairs[i][1]);
				length = strlen(pairs[i][1]);
			}
			step = length;
			break;
		}
		at += step;
	}
}

static void slip(struct hard_dice *dice, char *word)
{
	int length = (int)strlen(word);
	size_t at = 1 + (size_t)hard_below(dice, length < 2 ? 1 : length - 1);
	char letter[] = {(char)('a' + hard_below(dice, 26)), '\0'};
	char doubled[] = {word[at], word[at], '\0'};
	char swapped[] = {word[at], word[at - 1], '\0'};

	if (length < 2)
		return; /* "M." */
	switch (hard_below(dice, 4)) {
	case 0:
		replace(word, at, 1, "");
		break;
	case 1:
		replace(word, at, 1, doubled);
		break;
	case 2:
		replace(word, at, 1, letter);
		break;
	default:
		replace(word, at - 1, 2, swapped);
	}
}

static void drop(struct hard_name *name, size_t at)
{
	for (size_t i = at + 1; i < name->count; i++)
		name->words[i - 1] = name->words[i];
	name->count--;
}

/* The word's place, or a later one; the last is always somebody's own. */
static size_t own_word(struct hard_dice *dice, const struct hard_name *name)
{
	size_t at = (size_t)hard_below(dice, (int)name->count);

	while (name->words[at].is_front)
		at++;
	return at;
}

static size_t own_count(const struct hard_name *name)
{
	size_t count = 0;

	for (size_t i = 0; i < name->count; i++)
		count += !name->words[i].is_front;
	return count;
}

static void key_front(struct hard_dice *dice, struct hard_name *name)
{
	static const char *const shorts[][2] = {
		{"wayan", "wyn"},  {"made", "md"}, {"nyoman", "nym"},
		{"ketut", "kt"},   {"putu", "pt"}, {"kadek", "kdk"},
		{"komang", "kmg"}, {"gede", "gd"}, {"gusti", "gst"}};

	if (hard_chance(dice, 200))
		for (size_t i = 0; i < name->count; i++)
			for (size_t j = 0; j < sizeof shorts / sizeof *shorts;
			     j++)
				if (name->words[i].is_front &&
				    strcmp(name->words[i].text, shorts[j][0]) ==
					    0)
					snprintf(name->words[i].text,
						 HARD_WORD_SIZE, "%s",
						 shorts[j][1]);
	if (hard_chance(dice, 50))
		while (name->words[0].is_front)
			drop(name, 0);
}

static void key_words(struct hard_dice *dice, struct hard_name *name)
{
	size_t at = own_word(dice, name);

	if (hard_chance(dice, 120))
		slip(dice, name->words[at].text);
	if (hard_chance(dice, 40) && own_count(name) > 1)
		drop(name, own_word(dice, name));
	if (hard_chance(dice, 50) && own_count(name) > 1)
		name->words[own_word(dice, name)].text[1] = '\0';
	at = own_word(dice, name);
	if (hard_chance(dice, 50) && at + 1 < name->count) {
		struct hard_word next = name->words[at + 1];

		replace(name->words[at].text, strlen(name->words[at].text), 0,
			next.text);
		drop(name, at + 1);
	}
	at = own_word(dice, name);
	if (hard_chance(dice, 40) && at + 1 < name->count) {
		struct hard_word word = name->words[at];

		name->words[at] = name->words[at + 1];
		name->words[at + 1] = word;
	}
}

void hard_name_key(struct hard_dice *dice, struct hard_name *name)
{
	static const char *const families[] = {"m",	  "moh",  "mohammad",
					       "muhamad", "moch", "mohamad"};
	static const char *const degrees[] = {", S.Pd", ", S.E.", ", A.Md.",
					      ", S.Kom"};
	static const char *const men[] = {"Drs. ", "H. ", "Ir. "};

	key_front(dice, name);
	for (size_t i = 0; i < name->count; i++)
		if (strcmp(name->words[i].text, "muhammad") == 0 &&
		    hard_chance(dice, 500))
			snprintf(name->words[i].text, HARD_WORD_SIZE, "%s",
				 PICK(dice, families));
	key_words(dice, name);
	if (hard_chance(dice, 150))
		for (size_t i = 0; i < name->count; i++)
			if (!name->words[i].is_front)
				spell_old(dice, name->words[i].text);
	if (hard_chance(dice, 50))
		name->title = name->is_woman ? "Hj. " : PICK(dice, men);
	else if (hard_chance(dice, 50))
		name->degree = PICK(dice, degrees);
}

void hard_name_write(const struct hard_name *name, char out[HARD_NAME_MAX])
{
	size_t length = 0;

	length += (size_t)snprintf(out, HARD_NAME_MAX, "%s",
				   name->title == NULL ? "" : name->title);
	for (size_t i = 0; i < name->count; i++) {
		const char *word = name->words[i].text;

		length += (size_t)snprintf(
			out + length, HARD_NAME_MAX - length, "%s%c%s%s",
			i == 0 ? "" : " ", word[0] - 'a' + 'A', word + 1,
			word[1] == '\0' && !name->words[i].is_front ? "." : "");
	}
	snprintf(out + length, HARD_NAME_MAX - length, "%s",
		 name->degree == NULL ? "" : name->degree);
}
