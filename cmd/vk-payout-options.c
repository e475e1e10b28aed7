/*
 * The options of all verbs, as the usage and the manual list them.
 */
#include "vk-payout.h"

const struct tool_option payout_options[PAYOUT_OPTIONS] = {
	[OPTION_LEDGER] = {"ledger", 0, "FILE",
			   "buku besar pembayaran, atau URL postgresql://",
			   "the payment ledger, or its postgresql:// URL"},
	[OPTION_HEAD] = {"head", 0, "FILE", "kepala buku besar yang diakui",
			 "the acknowledged head of a ledger"},
	[OPTION_BY] = {"by", 0, "NAME", "siapa yang bertindak",
		       "who is acting"},
	[OPTION_STOPS] =
		{"stops", 0, "FILE",
		 "yang meninggal, bekerja lagi, mundur, dibayar lain",
		 "who died, works again, withdrew, was paid elsewhere"},
	[OPTION_LAYOUT] = {"layout", 0, "NAME", "format berkas bank",
			   "layout of the bank file"},
	[OPTION_VALUE_DATE] = {"value-date", 0, "DATE", "tanggal pembayaran",
			       "day on which the bank is to pay"},
	[OPTION_MANIFEST] = {"manifest", 0, "FILE", "manifes yang disetujui",
			     "the manifest that is approved"},
	[OPTION_EVIDENCE] = {"evidence", 0, "FILE", "berkas bukti", "proof"},
	[OPTION_SIGNATURE] = {"signature", 0, "FILE", "tanda tangan penyetuju",
			      "the approver's signature"},
	[OPTION_MAKER_SIGNATURE] = {"maker-signature", 0, "FILE",
				    "tanda tangan pembuat",
				    "the maker's signature"},
	[OPTION_OUTBOX] = {"outbox", 0, "DIR", "folder untuk berkas bank",
			   "folder of the bank files"},
	[OPTION_REASON] = {"reason", 0, "TEXT", "alasan", "why"},
	[OPTION_AMOUNT] = {"amount", 0, "RUPIAH", "jumlah yang dikembalikan",
			   "how much came back"},
	[OPTION_STATE] = {"state", 0, "LIST", "hanya keadaan ini",
			  "only transfers in these states"},
	[OPTION_HLEDGER] = {"hledger", 0, NULL, "sebagai jurnal hledger",
			    "as a journal for hledger"},
	[OPTION_NOMINATIF] = {"nominatif", 0, "BATCH",
			      "daftar nominatif satu batch",
			      "the list of a batch for signature"},
	[OPTION_JOURNAL] = {"journal", 0, "FILE", "jurnal yang diperiksa",
			    "check this journal instead of the ledger"},
};
