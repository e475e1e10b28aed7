#!/bin/sh
# The morning after the example's first night: the head approves the batch, the
# bank files go out, and the bank's answer comes in, with what it sent back.
#
#   examples/denpasar-2020/bank.sh [folder of the tools]
#
# Run night.sh first, with the same VK_NIGHT.
set -u
umask 077

here=$(cd "$(dirname "$0")" && pwd) || exit 2
if [ $# -gt 0 ]; then
	tools=$(cd "$1" && pwd) || exit 2
	PATH=$tools:$PATH
	export PATH
fi
night=${VK_NIGHT:-${tools:-.}/night}
export VK_AS_OF="${VK_AS_OF:-2020-09-21}"
export VK_LEDGER="$night/ledger.db"
export VK_IDENTITIES="$night/identities.tsv"
export VK_RUN_LOG="$night/run.log"
export VK_PURPOSE="${VK_PURPOSE:-pembayaran uang saku}"

stop() {
	echo "bank: $*" >&2
	exit 2
}

payout() {
	verb=$1
	shift
	vk-payout "$verb" -q -p "$here/policy.yaml" -p "$here/amounts.yaml" "$@"
	status=$?
	[ "$status" -le 1 ] || stop "vk-payout $verb ended with $status"
}

[ -e "$VK_LEDGER" ] || stop "no ledger yet: run night.sh first"
mkdir -p "$night/outbox"
batch=DPS0001

# Whoever approves looks at the manifest first; the note stands for the
# evidence of the bank portal's own approval.
payout manifest "$batch" >"$night/manifest-$batch.txt"
echo "Nota dinas contoh untuk $batch" >"$night/nota-$batch.txt"
payout approve --by kepala --manifest "$night/manifest-$batch.txt" \
	--evidence "$night/nota-$batch.txt" "$batch"
payout export --by kepala --outbox "$night/outbox" "$batch"
payout ingest --by bendahara "$here/bank/jawaban-$batch.csv"
vk-payout verify -p "$here/policy.yaml" -p "$here/amounts.yaml" ||
	stop "the ledger does not prove itself"
