#include "payout/chain.h"

#include "base/number.h"
#include "stream/escape.h"

#include <stdio.h>
#include <string.h>

static bool put_text(struct strbuf *out, struct slice text)
{
	if (!strbuf_reserve(out, escape_room(text)))
		return false;
	out->length += escape_write(text, false, out->data + out->length);
	out->data[out->length] = '\0';
	return true;
}

static bool tab_text(struct strbuf *out, struct slice text)
{
	return strbuf_append_byte(out, '\t') && put_text(out, text);
}

static bool tab_number(struct strbuf *out, int64_t number)
{
	char digits[NUMBER_SIZE];

	strbuf_append_byte(out, '\t');
	return strbuf_append(out, number_format(number, digits));
}

static bool put_number(struct strbuf *out, int64_t number)
{
	char digits[NUMBER_SIZE];

	return strbuf_append(out, number_format(number, digits));
}

bool chain_accrual(const struct accrual_row *row, struct strbuf *out)
{
	put_text(out, row->day);
	tab_text(out, row->person);
	tab_text(out, row->component);
	tab_number(out, row->round);
	tab_number(out, row->gross);
	tab_number(out, row->tax);
	return tab_number(out, row->transfer);
}

bool chain_transfer(const struct transfer_row *row, struct strbuf *out)
{
	char commitment[DIGEST_HEX_SIZE];

	digest_hex(row->commitment, DIGEST_SIZE, commitment);
	put_number(out, row->transfer);
	tab_number(out, row->attempt);
	tab_number(out, row->batch);
	tab_number(out, row->line);
	tab_text(out, row->reference);
	tab_text(out, row->end_to_end);
	tab_text(out, row->person);
	tab_number(out, row->gross);
	tab_number(out, row->tax);
	tab_number(out, row->fee);
	tab_number(out, row->set_off);
	tab_number(out, row->net);
	tab_text(out, row->days);
	tab_text(out, row->courses);
	tab_text(out, row->source);
	return tab_text(out, slice_of(commitment));
}

bool chain_event(const struct event_row *row, struct strbuf *out)
{
	put_number(out, row->sequence);
	tab_text(out, row->at);
	tab_text(out, row->kind);
	tab_number(out, row->batch);
	tab_number(out, row->transfer);
	tab_number(out, row->attempt);
	tab_text(out, row->person);
	tab_number(out, row->amount);
	tab_text(out, row->actor);
	tab_text(out, row->evidence);
	return tab_text(out, row->detail);
}

void chain_genesis(uint8_t hash[DIGEST_SIZE])
{
	digest_sha256(SLICE("vk-payout ledger 1\n"), hash);
}

void chain_next(const uint8_t previous[DIGEST_SIZE], struct slice row,
		uint8_t hash[DIGEST_SIZE])
{
	char hex[DIGEST_HEX_SIZE];
	struct digest_stream stream;

	digest_hex(previous, DIGEST_SIZE, hex);
	digest_stream_begin(&stream);
	digest_stream_add(&stream, slice_of(hex));
	digest_stream_add(&stream, SLICE("\t"));
	digest_stream_add(&stream, row);
	digest_stream_add(&stream, SLICE("\n"));
	digest_stream_end(&stream, hash);
}

bool chain_commit(const struct payee *payee, struct strbuf *scratch,
		  uint8_t out[DIGEST_SIZE])
{
	char salt[2 * SALT_SIZE + 1];

	digest_hex(payee->salt, SALT_SIZE, salt);
	strbuf_reset(scratch);
	strbuf_append_string(scratch, "vk-payout payee 1\n");
	strbuf_append_string(scratch, salt);
	tab_text(scratch, payee->bank);
	tab_text(scratch, payee->account);
	tab_text(scratch, payee->account_name);
	if (!tab_text(scratch, payee->name))
		return false;
	digest_sha256(strbuf_slice(scratch), out);
	return true;
}

bool chain_reference(struct slice office, int64_t batch, int64_t line,
		     char out[REFERENCE_SIZE])
{
	int length = snprintf(out, REFERENCE_SIZE, "%.*s%04lld-%05lld",
			      SLICE_PRINT(office), (long long)batch,
			      (long long)line);

	return length > 0 && length < REFERENCE_SIZE;
}

void chain_base32(const uint8_t digest[DIGEST_SIZE], char out[BASE32_SIZE])
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned window = 0, bits = 0;
	size_t length = 0;

	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		window = (window << 8 | digest[i]) & 0xffff;
		for (bits += 8; bits >= 5; bits -= 5)
			out[length++] = alphabet[window >> (bits - 5) & 31];
	}
	out[length++] = alphabet[window << (5 - bits) & 31];
	out[length] = '\0';
}

bool chain_end_to_end(const struct transfer_row *row, struct strbuf *scratch,
		      char out[END_TO_END_SIZE])
{
	uint8_t digest[DIGEST_SIZE];
	char text[BASE32_SIZE];

	strbuf_reset(scratch);
	strbuf_append_string(scratch, "vk-payout end-to-end 1\n");
	put_text(scratch, row->reference);
	tab_number(scratch, row->attempt);
	tab_text(scratch, row->person);
	tab_text(scratch, row->days);
	if (!tab_number(scratch, row->net))
		return false;
	digest_sha256(strbuf_slice(scratch), digest);
	chain_base32(digest, text);
	out[0] = 'V';
	out[1] = 'K';
	memcpy(out + 2, text, END_TO_END_SIZE - 3);
	out[END_TO_END_SIZE - 1] = '\0';
	return true;
}
