/*
 * Identity numbers of any bytes: what is accepted has to be what it claims.
 */
#include "value/identity.h"
#include "value/region.h"

#include <stdlib.h>

enum { TEXT_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

static void check_nik(struct slice text)
{
	struct nik nik, again;
	enum nik_fault fault = nik_parse(text, &nik);

	require((fault == NIK_VALID) == (nik_fault_code(fault)[0] == '\0'));
	if (fault != NIK_VALID) {
		require(!nik.region_known);
		return;
	}
	require(text_is_digits(slice_of(nik.digits)));
	require(strlen(nik.digits) == NIK_LENGTH);
	require(nik.day >= 1 && nik.day <= 31);
	require(nik.month >= 1 && nik.month <= 12);
	require(nik.year >= 0 && nik.year <= 99);
	require(nik.sex == 'm' || nik.sex == 'f');
	require(nik.serial >= 1 && nik.serial <= 9999);
	require(region_is_known(slice_part(slice_of(nik.digits), 0, 2)));
	require(nik_parse(slice_of(nik.digits), &again) == NIK_VALID);
	require(npwp_is_valid(slice_of(nik.digits)) == (nik.digits[0] != '0'));
	require(nik_may_be_rounded(text) == (nik.digits[15] == '0'));
}

static void check_phone(struct slice text)
{
	struct strbuf out, again;

	strbuf_init(&out, TEXT_MAX);
	strbuf_init(&again, TEXT_MAX);
	if (phone_normalise(text, &out)) {
		require(slice_starts(strbuf_slice(&out), "08"));
		require(text_is_digits(strbuf_slice(&out)));
		require(out.length >= 10 && out.length <= 13);
		require(phone_normalise(strbuf_slice(&out), &again));
		require(slice_equal(strbuf_slice(&out), strbuf_slice(&again)));
	} else {
		require(out.length == 0);
	}
	strbuf_release(&out);
	strbuf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};
	struct strbuf out;

	check_nik(text);
	check_phone(text);
	if (kpj_is_valid(text))
		require(size == KPJ_LENGTH);
	if (kk_is_valid(text))
		require(size == 16);
	npwp_is_valid(text);
	bank_account_length(text);
	require(region_is_known(text) || region_name(text).length == 0);
	require(region_code(text).length % 4 == 0);
	strbuf_init(&out, TEXT_MAX);
	if (identity_mask(text, &out) && text_count(text) < 8)
		for (size_t i = 0; i < out.length; i++)
			require(out.data[i] == '*');
	strbuf_release(&out);
	return 0;
}
