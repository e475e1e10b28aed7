#include "attend/identify_name.h"

enum {
	SHOWN_MAX = 256,
	VARIANTS_MAX = 6,
	CLEARLY_MORE = 100, /* of likeness, than the next one's */
	PART_MIN = 3,	    /* letters, for a part of a name to tell anything */
	WORDS_MIN = 3	    /* or so many words that tell little */
};

/* What variants borrow. */
struct rooms {
	char blanks[SHOWN_MAX], turned[SHOWN_MAX + 1];
};

/* The ways to read a shown name, the likeliest first. */
struct variants {
	struct slice texts[VARIANTS_MAX];
	size_t count;
};

static void add_variant(struct variants *variants, struct slice text)
{
	text = slice_trim(text);
	/* "03_I Wayan" and "12. Sulastri" carry a number in the list. */
	while (text.length > 0 && (text_is_digit(text.data[0]) ||
				   memchr("_-.#) ", text.data[0], 6) != NULL))
		text = slice_part(text, 1, text.length);
	if (text.length > 0 && variants->count < VARIANTS_MAX)
		variants->texts[variants->count++] = text;
}

/* Whether some word of a text is no title: "S.Pd." has none. */
static bool has_name(struct slice text)
{
	struct name name;

	name_parse(text, &name);
	for (size_t i = 0; i < name.count; i++)
		if (name.tokens[i].kind != NAME_TITLE)
			return true;
	return false;
}

/* "Santoso, Budi" is Budi Santoso; "Budi Santoso, S.Pd." stays. */
static struct slice turn_round(struct slice text, char room[SHOWN_MAX + 1])
{
	size_t comma = slice_find(text, ',');
	struct slice last = slice_trim(slice_part(text, 0, comma));
	struct slice first =
		slice_trim(slice_part(text, comma + 1, text.length));

	if (comma == text.length || slice_find(first, '.') < first.length ||
	    !has_name(last) || !has_name(first))
		return text;
	memcpy(room, first.data, first.length);
	room[first.length] = ' ';
	memcpy(room + first.length + 1, last.data, last.length);
	return (struct slice){room, first.length + 1 + last.length};
}

/* Adds text, and what stands left and right of " - ", "|" or "/". */
static void add_pieces(struct variants *variants, struct slice text)
{
	add_variant(variants, text);
	for (size_t i = 1; i + 1 < text.length; i++) {
		char byte = text.data[i];
		bool dash = byte == '-' && text.data[i - 1] == ' ' &&
			    text.data[i + 1] == ' ';

		if (!dash && byte != '|' && byte != '/')
			continue;
		add_variant(variants, slice_part(text, i + 1, text.length));
		add_variant(variants, slice_part(text, 0, i));
		return;
	}
}

/*
 * Zoom shows "Name (Original Name)"; Teams adds "(Guest)". Underscores become
 * blanks; the variants borrow the rooms.
 */
static void make_variants(struct slice shown, struct rooms *rooms,
			  struct variants *variants)
{
	char *room = rooms->blanks;
	struct slice text, inner;
	size_t open, close;

	variants->count = 0;
	shown = slice_part(slice_trim(shown), 0, SHOWN_MAX);
	for (size_t i = 0; i < shown.length; i++)
		room[i] = shown.data[i] == '_' ? ' ' : shown.data[i];
	text = (struct slice){room, shown.length};
	open = slice_find(text, '(');
	close = slice_find(text, ')');
	if (open == text.length || close < open) {
		add_pieces(variants, turn_round(text, rooms->turned));
		return;
	}
	inner = slice_part(text, open + 1, close - open - 1);
	add_pieces(variants,
		   turn_round(slice_part(text, 0, open), rooms->turned));
	add_variant(variants, inner);
}

/* Whether a word of a shown name stands in a member's name. */
static bool has_token(const struct name *member, const struct name_token *token)
{
	for (size_t i = 0; i < member->count; i++) {
		enum name_agreement agreement =
			name_token_agreement(member->tokens + i, token);

		if (agreement == NAME_EQUAL || agreement == NAME_VARIANT)
			return true;
	}
	return false;
}

/* Whether all words of a shown name stand in a member's, one that tells. */
static bool is_part_of(const struct name *part, const struct name *member)
{
	bool tells = false;
	size_t words = 0;

	for (size_t i = 0; i < part->count; i++) {
		const struct name_token *token = part->tokens + i;

		if (token->kind == NAME_TITLE)
			continue;
		if (!has_token(member, token))
			return false;
		words++;
		tells = tells || (token->kind == NAME_PERSONAL &&
				  token->folded_length >= PART_MIN);
	}
	/* "Ni Made Ayu" tells where "Ni Made" doesn't. */
	return tells || words >= WORDS_MIN;
}

/* The best and second best likeness of the members to a name. */
static enum shown_match find_alike(struct name_list members,
				   const struct name *name, uint32_t *member)
{
	int best = 0, second = 0;

	for (uint32_t i = 0; i < members.count; i++) {
		int likeness = members.names[i] == NULL
				       ? 0
				       : name_likeness(name, members.names[i]);

		if (likeness > best) {
			second = best;
			best = likeness;
			*member = i;
		} else if (likeness > second) {
			second = likeness;
		}
	}
	if (best < NAME_ALIKE)
		return SHOWN_NONE;
	return second >= NAME_ALIKE && best - second < CLEARLY_MORE
		       ? SHOWN_SEVERAL
		       : SHOWN_ONE;
}

static enum shown_match find_part(struct name_list members,
				  const struct name *name, uint32_t *member)
{
	uint32_t found = 0;

	for (uint32_t i = 0; i < members.count; i++) {
		if (members.names[i] == NULL ||
		    !is_part_of(name, members.names[i]))
			continue;
		if (found++ == 0)
			*member = i;
	}
	if (found == 0)
		return SHOWN_NONE;
	return found == 1 ? SHOWN_ONE : SHOWN_SEVERAL;
}

/* Whether a name is a member's whole one, every word of it. */
static bool is_whole(const struct name *name, const struct name *member)
{
	for (size_t i = 0; i < member->count; i++)
		if (member->tokens[i].kind != NAME_TITLE &&
		    !has_token(name, member->tokens + i))
			return false;
	return true;
}

/*
 * A name alike to one member may be a part of another's: "Suparta" is I Made
 * Suparta, or Ketut Suparta Yasa. Only a whole name tells them apart.
 */
static enum shown_match find_either(struct name_list members,
				    const struct name *name, uint32_t *member)
{
	enum shown_match match = find_alike(members, name, member);

	if (match != SHOWN_ONE || is_whole(name, members.names[*member]))
		return match;
	for (uint32_t i = 0; i < members.count; i++)
		if (i != *member && members.names[i] != NULL &&
		    is_part_of(name, members.names[i]))
			return SHOWN_SEVERAL;
	return SHOWN_ONE;
}

enum shown_match shown_name_find(struct name_list members, struct slice shown,
				 uint32_t *member)
{
	struct rooms rooms;
	struct variants variants;
	bool several = false;

	make_variants(shown, &rooms, &variants);
	for (size_t i = 0; i < 2 * variants.count; i++) {
		struct name name;
		enum shown_match match;

		name_parse(variants.texts[i % variants.count], &name);
		if (name.count == 0)
			continue;
		match = i < variants.count ? find_either(members, &name, member)
					   : find_part(members, &name, member);
		if (match == SHOWN_ONE)
			return match;
		several = several || match == SHOWN_SEVERAL;
	}
	return several ? SHOWN_SEVERAL : SHOWN_NONE;
}
