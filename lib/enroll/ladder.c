#include "enroll/ladder.h"

#include "value/identity.h"
#include "value/name.h"

enum {
	SERIALS_OF_TWINS = 10,	  /* apart at most ... */
	SERIALS_OF_STAND_INS = 1, /* ... and on a day that many are given */
	RARE_NAME_BITS = 8000	  /* one of some 250 people has it */
};

/* The values that the ladder looks at, and how they agree. */
struct rungs {
	const struct linker *linker;
	const struct linkage_value *left, *right;
	const struct linkage_value *niks[2]; /* where both are whole */
	bool same_nik, near_nik, other_nik;
	bool same_birth, other_birth;
};

const char *ladder_step_word(enum ladder_step step)
{
	static const char *const words[] = {"nik+birth", "nik",
					    "nik-near",	 "name+birth+sex",
					    "twins",	 "weights"};

	return words[step];
}

const char *ladder_band_word(enum ladder_band band)
{
	static const char *const words[] = {"none", "review", "certain"};

	return words[band];
}

/* Both values of a role; false where one is not known. */
static bool both(const struct rungs *rungs, enum linkage_role role,
		 const struct linkage_value **left,
		 const struct linkage_value **right)
{
	size_t field = rungs->linker->linkage->by_role[role];

	if (field == SIZE_MAX)
		return false;
	*left = &rungs->left[field];
	*right = &rungs->right[field];
	return (*left)->length > 0 && (*right)->length > 0;
}

static bool is_nik(const struct linkage_value *value)
{
	return value->length == NIK_LENGTH && value->has_digits;
}

static void look(struct rungs *rungs)
{
	const struct linkage_value *left, *right;

	if (both(rungs, ROLE_NIK, &left, &right) && is_nik(left) &&
	    is_nik(right)) {
		rungs->niks[0] = left;
		rungs->niks[1] = right;
		rungs->same_nik = left->key == right->key;
		rungs->near_nik =
			!rungs->same_nik && comparison_is_one_slip(left, right);
		rungs->other_nik = !rungs->same_nik && !rungs->near_nik;
	}
	if (both(rungs, ROLE_BIRTH, &left, &right)) {
		rungs->same_birth = left->key == right->key;
		rungs->other_birth = !rungs->same_birth;
	}
}

static void take_name(const struct linkage_value *value, struct name *name)
{
	name->count = value->words->count;
	name->characters = value->words->characters;
	memcpy(name->tokens, value->words->tokens,
	       name->count * sizeof name->tokens[0]);
}

static bool names_alike(const struct rungs *rungs)
{
	const struct linkage_value *left, *right;
	struct name one, other;

	if (!both(rungs, ROLE_NAME, &left, &right))
		return false;
	take_name(left, &one);
	take_name(right, &other);
	return name_likeness(&one, &other) >= NAME_ALIKE;
}

static bool same_name_key(const struct rungs *rungs)
{
	const struct linkage_value *left, *right;

	return both(rungs, ROLE_NAME, &left, &right) && left->key == right->key;
}

static bool same_sex(const struct rungs *rungs)
{
	const struct linkage_value *left, *right;

	return both(rungs, ROLE_SEX, &left, &right) && left->key == right->key;
}

static int serial_of(const struct linkage_value *value)
{
	int serial = 0;

	for (int shift = 12; shift >= 0; shift -= 4)
		serial = serial * 10 + (int)(value->key >> shift & 0xf);
	return serial;
}

/* Region and birth date of a NIK: twelve digits, the day without its +40. */
static uint64_t origin_of(const struct linkage_value *value)
{
	uint64_t origin = value->key >> 16;
	uint64_t tens = origin >> 20 & 0xf;

	return tens < 4 ? origin : origin - (UINT64_C(4) << 20);
}

/*
 * 1 July, 31 December and 1 January stand in where no birth date is known
 * (share/weights): their serials go to strangers of one district.
 */
static bool is_stand_in(uint64_t origin)
{
	uint64_t day_month = origin >> 8 & 0xffff;

	return day_month == 0x0107 || day_month == 0x3112 ||
	       day_month == 0x0101;
}

static bool may_be_twins(const struct rungs *rungs)
{
	int apart, most;

	if (!(rungs->near_nik || rungs->other_nik) || rungs->other_birth ||
	    origin_of(rungs->niks[0]) != origin_of(rungs->niks[1]))
		return false;
	apart = serial_of(rungs->niks[0]) - serial_of(rungs->niks[1]);
	most = is_stand_in(origin_of(rungs->niks[0])) ? SERIALS_OF_STAND_INS
						      : SERIALS_OF_TWINS;
	return apart >= -most && apart <= most;
}

/* Something besides name, birth date, sex and NIK that agrees wholly. */
static bool has_more(const struct rungs *rungs, const struct pair_bits *pair)
{
	const struct linkage *linkage = rungs->linker->linkage;

	for (size_t i = 0; i < linkage->field_count; i++)
		if (linkage->fields[i].role == ROLE_NONE && pair->known[i] &&
		    pair->levels[i][LEVEL_EQUAL] > 0 && pair->bits[i] > 0)
			return true;
	return false;
}

/*
 * Whether the names speak against each other, or each has a word that the other
 * lacks: twins share birth date, telephone and a word or two.
 */
static bool names_differ(const struct rungs *rungs,
			 const struct pair_bits *pair)
{
	size_t field = rungs->linker->linkage->by_role[ROLE_NAME];

	return pair->known[field] && (pair->bits[field] <= 0 ||
				      pair->levels[field][LEVEL_DIFFERENT] > 0);
}

/* Whether the names are the same but for spelling, or rare in what agrees. */
static bool names_tell(const struct rungs *rungs, const struct pair_bits *pair)
{
	size_t field = rungs->linker->linkage->by_role[ROLE_NAME];

	return !pair->known[field] || same_name_key(rungs) ||
	       pair->bits[field] >= RARE_NAME_BITS;
}

/* Whether the evidence is of a kind that may be certain at all. */
static bool may_be_certain(const struct rungs *rungs,
			   const struct pair_bits *pair)
{
	if (rungs->linker->linkage->by_role[ROLE_NAME] == SIZE_MAX ||
	    rungs->linker->linkage->by_role[ROLE_BIRTH] == SIZE_MAX)
		return true;
	if (rungs->other_nik || may_be_twins(rungs) ||
	    names_differ(rungs, pair))
		return false;
	if (rungs->same_nik || (rungs->near_nik && names_alike(rungs)))
		return true;
	return rungs->same_birth && has_more(rungs, pair) &&
	       names_tell(rungs, pair);
}

/* A number, a date or an e-mail address that agrees, or is a slip apart. */
static bool is_borne_out(const struct rungs *rungs,
			 const struct pair_bits *pair)
{
	const struct linkage *linkage = rungs->linker->linkage;

	for (size_t i = 0; i < linkage->field_count; i++) {
		enum comparator comparator = linkage->fields[i].compare;

		if ((comparator == COMPARE_DIGITS ||
		     comparator == COMPARE_DATE ||
		     comparator == COMPARE_EMAIL) &&
		    pair->known[i] &&
		    (pair->levels[i][LEVEL_EQUAL] > 0 ||
		     pair->levels[i][LEVEL_NEAR] > 0))
			return true;
	}
	return false;
}

static enum ladder_band band_of(const struct rungs *rungs,
				const struct pair_bits *pair, bool scored)
{
	const struct linker *linker = rungs->linker;

	if (!scored || pair->total < linker->review)
		return BAND_NONE;
	if ((rungs->other_nik || rungs->other_birth) &&
	    !is_borne_out(rungs, pair))
		return BAND_NONE;
	if (pair->total < linker->certain || !may_be_certain(rungs, pair))
		return BAND_REVIEW;
	return BAND_CERTAIN;
}

struct ladder_verdict ladder_decide(const struct linker *linker,
				    const struct linkage_value *left,
				    const struct linkage_value *right,
				    const struct pair_bits *pair, bool scored)
{
	struct rungs rungs = {.linker = linker, .left = left, .right = right};
	struct ladder_verdict verdict = {STEP_WEIGHTS, BAND_NONE};

	look(&rungs);
	if (rungs.same_nik) {
		verdict.step = rungs.same_birth ? STEP_NIK_BIRTH : STEP_NIK;
		verdict.band = rungs.same_birth ? BAND_CERTAIN : BAND_REVIEW;
		return verdict;
	}
	verdict.band = band_of(&rungs, pair, scored);
	if (rungs.near_nik && names_alike(&rungs))
		verdict.step = STEP_NIK_NEAR;
	else if (rungs.same_birth && same_sex(&rungs) && same_name_key(&rungs))
		verdict.step = STEP_NAME_BIRTH_SEX;
	else if (may_be_twins(&rungs))
		verdict.step = STEP_TWINS;
	if (verdict.step != STEP_WEIGHTS && verdict.band == BAND_NONE)
		verdict.band = BAND_REVIEW;
	return verdict;
}
