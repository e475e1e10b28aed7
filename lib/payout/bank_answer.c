#include "payout/bank_answer.h"

static const char *const reasons[RETURN_REASONS] = {
	[REASON_NONE] = "",
	[REASON_DUPLICATE_ACCOUNT] = "duplicate_account",
	[REASON_INVALID_ACCOUNT] = "invalid_account",
	[REASON_CLOSED_ACCOUNT] = "closed_account",
	[REASON_NOT_IN_CLEARING] = "not_in_clearing",
	[REASON_DORMANT_ACCOUNT] = "dormant_account",
	[REASON_NIK_DIFFERS] = "nik_differs",
	[REASON_FROZEN_ACCOUNT] = "frozen_account",
	[REASON_YEAR_END] = "year_end",
	[REASON_DUPLICATE_PAYMENT] = "duplicate_payment",
	[REASON_TIME_OUT] = "time_out",
	[REASON_OUR_FILE] = "our_file",
	[REASON_NO_FUNDS] = "no_funds",
	[REASON_DECEASED] = "deceased",
	[REASON_OTHER] = "other",
};

static const char *const actions[RETURN_ACTIONS] = {
	[ACTION_NONE] = "",
	[ACTION_REPAIR_ACCOUNT] = "repair_account",
	[ACTION_REPAIR_NAME] = "repair_name",
	[ACTION_RETRY_LATER] = "retry_later",
	[ACTION_OUR_FAULT] = "our_fault",
	[ACTION_LOOK_UP_FIRST] = "look_up_first",
	[ACTION_ASK_BANK] = "ask_bank",
	[ACTION_ASK_HEIRS] = "ask_heirs",
};

/* ISO 20022 external code sets, status and return reasons. */
static const struct {
	const char *codes; /* comma-separated */
	enum return_reason reason;
} iso_codes[] = {
	{"AC01,AC02,AC03,AC08,AC12,AC13,AC14,BE01,BE06,BE21,BE22",
	 REASON_INVALID_ACCOUNT},
	{"AC04,AC05,AC07", REASON_CLOSED_ACCOUNT},
	{"AC06,AG01", REASON_FROZEN_ACCOUNT},
	{"AGNT,RC01,RC03,RC04,RC10,RC11", REASON_NOT_IN_CLEARING},
	{"AM05,DU01,DU02,DU03,DU04,DU05,DUPL", REASON_DUPLICATE_PAYMENT},
	{"AB01,AB03,AB05,AB06,AB11,ED06", REASON_TIME_OUT},
	{"AM01,AM02,AM03,AM09,AM10,AM12,AM16,AM17,AM18,AM19,AM20,CH03,CH16,"
	 "CH20,CH21,DT01,FF01,RF01",
	 REASON_OUR_FILE},
	{"AG07,AM04,AM23", REASON_NO_FUNDS},
	{"MD07", REASON_DECEASED},
};

/* Words as banks and clerks write them; the first that is found holds. */
static const struct {
	const char *word;
	enum return_reason reason;
} words[] = {
	{"ganda", REASON_DUPLICATE_ACCOUNT},
	{"duplicate_account", REASON_DUPLICATE_ACCOUNT},
	{"duplikat", REASON_DUPLICATE_ACCOUNT},
	{"tutup", REASON_CLOSED_ACCOUNT},
	{"closed", REASON_CLOSED_ACCOUNT},
	{"kliring", REASON_NOT_IN_CLEARING},
	{"clearing", REASON_NOT_IN_CLEARING},
	{"pasif", REASON_DORMANT_ACCOUNT},
	{"dormant", REASON_DORMANT_ACCOUNT},
	{"tidak aktif", REASON_DORMANT_ACCOUNT},
	{"nik", REASON_NIK_DIFFERS},
	{"beku", REASON_FROZEN_ACCOUNT},
	{"blokir", REASON_FROZEN_ACCOUNT},
	{"frozen", REASON_FROZEN_ACCOUNT},
	{"blocked", REASON_FROZEN_ACCOUNT},
	{"akhir tahun", REASON_YEAR_END},
	{"year_end", REASON_YEAR_END},
	{"time_out", REASON_TIME_OUT},
	{"timeout", REASON_TIME_OUT},
	{"time out", REASON_TIME_OUT},
	{"already", REASON_DUPLICATE_PAYMENT},
	{"duplicate", REASON_DUPLICATE_PAYMENT},
	{"saldo", REASON_NO_FUNDS},
	{"funds", REASON_NO_FUNDS},
	{"meninggal", REASON_DECEASED},
	{"deceased", REASON_DECEASED},
	{"our_file", REASON_OUR_FILE},
	{"nama", REASON_INVALID_ACCOUNT},
	{"name", REASON_INVALID_ACCOUNT},
	{"invalid", REASON_INVALID_ACCOUNT},
	{"tidak ditemukan", REASON_INVALID_ACCOUNT},
	{"tidak valid", REASON_INVALID_ACCOUNT},
	{"salah", REASON_INVALID_ACCOUNT},
};

const char *return_reason_name(enum return_reason reason)
{
	return reasons[reason];
}

const char *return_action_name(enum return_action action)
{
	return actions[action];
}

/* Whether text holds a lower-case word, whatever its own case. */
static bool holds(struct slice text, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= text.length; i++)
		if (slice_equal_ignoring_case(slice_part(text, i, length),
					      slice_of(word)))
			return true;
	return false;
}

enum return_reason return_reason_of(struct slice text)
{
	text = slice_trim(text);
	if (slice_is_empty(text))
		return REASON_NONE;
	for (size_t i = 0; i < sizeof iso_codes / sizeof *iso_codes; i++)
		if (slice_list_has(slice_of(iso_codes[i].codes), text))
			return iso_codes[i].reason;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds(text, words[i].word))
			return words[i].reason;
	return REASON_OTHER;
}

bool answer_speaks_of_duplicate(struct slice text)
{
	return holds(text, "already exist") || holds(text, "duplicate") ||
	       holds(text, "duplikat") || holds(text, "sudah pernah");
}

enum return_action return_reason_action(enum return_reason reason,
					struct slice code)
{
	static const enum return_action table[RETURN_REASONS] = {
		[REASON_DUPLICATE_ACCOUNT] = ACTION_REPAIR_ACCOUNT,
		[REASON_INVALID_ACCOUNT] = ACTION_REPAIR_ACCOUNT,
		[REASON_CLOSED_ACCOUNT] = ACTION_REPAIR_ACCOUNT,
		[REASON_NOT_IN_CLEARING] = ACTION_REPAIR_ACCOUNT,
		[REASON_DORMANT_ACCOUNT] = ACTION_REPAIR_ACCOUNT,
		[REASON_NIK_DIFFERS] = ACTION_REPAIR_NAME,
		[REASON_FROZEN_ACCOUNT] = ACTION_REPAIR_ACCOUNT,
		[REASON_YEAR_END] = ACTION_RETRY_LATER,
		[REASON_DUPLICATE_PAYMENT] = ACTION_LOOK_UP_FIRST,
		[REASON_TIME_OUT] = ACTION_ASK_BANK,
		[REASON_OUR_FILE] = ACTION_OUR_FAULT,
		[REASON_NO_FUNDS] = ACTION_RETRY_LATER,
		[REASON_DECEASED] = ACTION_ASK_HEIRS,
		[REASON_OTHER] = ACTION_ASK_BANK,
	};

	if (reason == REASON_INVALID_ACCOUNT &&
	    (slice_starts(code, "BE") || holds(code, "nam")))
		return ACTION_REPAIR_NAME;
	return table[reason];
}

enum transfer_state answer_state(enum transfer_state said,
				 enum return_reason reason)
{
	if (said == TRANSFER_REJECTED &&
	    (reason == REASON_DUPLICATE_PAYMENT || reason == REASON_TIME_OUT))
		return TRANSFER_UNKNOWN;
	return said;
}

enum transfer_state answer_state_of(struct slice word)
{
	static const struct {
		const char *start;
		enum transfer_state state;
	} states[] = {
		{"paid", TRANSFER_PAID},
		{"success", TRANSFER_PAID},
		{"sukses", TRANSFER_PAID},
		{"berhasil", TRANSFER_PAID},
		{"dibayar", TRANSFER_PAID},
		{"reject", TRANSFER_REJECTED},
		{"ditolak", TRANSFER_REJECTED},
		{"gagal", TRANSFER_REJECTED},
		{"failed", TRANSFER_REJECTED},
		{"return", TRANSFER_RETURNED},
		{"retur", TRANSFER_RETURNED},
		{"sent", TRANSFER_SENT},
		{"dikirim", TRANSFER_SENT},
		{"diproses", TRANSFER_SENT},
		{"pending", TRANSFER_SENT},
		{"process", TRANSFER_SENT},
		{"unknown", TRANSFER_UNKNOWN},
		{"timeout", TRANSFER_UNKNOWN},
		{"tidak diketahui", TRANSFER_UNKNOWN},
	};

	word = slice_trim(word);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct slice start = slice_of(states[i].start);

		if (word.length >= start.length &&
		    slice_equal_ignoring_case(slice_part(word, 0, start.length),
					      start))
			return states[i].state;
	}
	return TRANSFER_NONE;
}
