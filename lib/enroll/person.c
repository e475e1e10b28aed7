#include "enroll/person.h"

#include "base/strbuf.h"
#include "system/file.h"
#include "value/identity.h"

#include <string.h>

static const char key_prefix[] = "vk-key-1 ";

enum { KEY_HEX_LENGTH = 2 * PERSON_KEY_BYTES, KEY_FILE_MAX = 4096 };

static int hex_value(char byte)
{
	if (text_is_digit(byte))
		return byte - '0';
	byte = text_lower(byte);
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool parse_key(struct slice text, uint8_t bytes[PERSON_KEY_BYTES])
{
	text = slice_trim(text);
	if (!slice_starts(text, key_prefix))
		return false;
	text = slice_part(text, strlen(key_prefix), SIZE_MAX);
	if (text.length != KEY_HEX_LENGTH)
		return false;
	for (size_t i = 0; i < PERSON_KEY_BYTES; i++) {
		int high = hex_value(text.data[2 * i]);
		int low = hex_value(text.data[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		bytes[i] = (uint8_t)(high * 16 + low);
	}
	return true;
}

/* Says which key was used without telling anything about it. */
static void set_fingerprint(struct person_key *key,
			    const uint8_t bytes[PERSON_KEY_BYTES])
{
	static const char purpose[] = "vk key fingerprint";
	uint8_t digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];
	struct digest_stream stream;

	digest_stream_begin(&stream);
	digest_stream_add(&stream, slice_of(purpose));
	digest_stream_add(
		&stream, (struct slice){(const char *)bytes, PERSON_KEY_BYTES});
	digest_stream_end(&stream, digest);
	digest_hex(digest, sizeof digest, hex);
	memcpy(key->fingerprint, hex, PERSON_FINGERPRINT_LENGTH);
	key->fingerprint[PERSON_FINGERPRINT_LENGTH] = '\0';
}

bool person_key_load(struct person_key *key, const char *path,
		     struct diag *diag)
{
	uint8_t bytes[PERSON_KEY_BYTES];
	struct strbuf content;
	bool good;

	if (!file_check_private(path, diag))
		return false;
	strbuf_init(&content, KEY_FILE_MAX);
	good = file_load(path, KEY_FILE_MAX, &content, diag);
	if (good && !parse_key(strbuf_slice(&content), bytes))
		good = diag_set(diag,
				"\"%s\" is no key file; it holds \"%s\" and "
				"%d hexadecimal digits",
				path, key_prefix, KEY_HEX_LENGTH);
	if (good) {
		digest_hmac_init(&key->hmac,
				 (struct slice){(char *)bytes, sizeof bytes});
		set_fingerprint(key, bytes);
	}
	if (content.data != NULL)
		explicit_bzero(content.data, content.capacity);
	explicit_bzero(bytes, sizeof bytes);
	strbuf_release(&content);
	return good;
}

void person_key_release(struct person_key *key)
{
	digest_hmac_release(&key->hmac);
}

bool person_key_create(const char *path, struct diag *diag)
{
	uint8_t bytes[PERSON_KEY_BYTES];
	char line[sizeof key_prefix + KEY_HEX_LENGTH + 1];
	size_t prefix = strlen(key_prefix);
	bool good;

	if (file_exists(path))
		return diag_set(diag,
				"\"%s\" is there already; a key is made "
				"once for the whole programme",
				path);
	if (!digest_random(bytes, sizeof bytes, diag))
		return false;
	memcpy(line, key_prefix, prefix);
	digest_hex(bytes, sizeof bytes, line + prefix);
	line[prefix + KEY_HEX_LENGTH] = '\n';
	good = file_save(path, 0600,
			 (struct slice){line, prefix + KEY_HEX_LENGTH + 1},
			 diag);
	explicit_bzero(bytes, sizeof bytes);
	explicit_bzero(line, sizeof line);
	return good;
}

void person_id(const struct person_key *key, const char *nik,
	       char out[PERSON_ID_LENGTH + 1])
{
	uint8_t digest[DIGEST_SIZE];

	digest_hmac(&key->hmac, (struct slice){nik, NIK_LENGTH}, digest);
	digest_hex(digest, PERSON_ID_LENGTH / 2, out);
}

bool person_id_is_valid(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (hex_value(text.data[i]) < 0 ||
		    text_lower(text.data[i]) != text.data[i])
			return false;
	return text.length == PERSON_ID_LENGTH;
}
