#!/bin/sh
# vk-payout on a ledger in a file: tests/bench/payout.sh BUILD
#
# CPU seconds and peak memory, best of PAYOUT_ROUNDS (3) runs, each beside its
# target: 50,000 people of 20 days are proposed, once and again, and verified;
# 100,000 transfers are exported as pain.001, and their answers taken in. The
# numbers that must come out are checked; status 1 where they are others.
set -u
build=$(cd "${1:?usage: tests/bench/payout.sh BUILD}" && pwd) || exit 2
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
rounds=${PAYOUT_ROUNDS:-3}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
PATH=$build:$build/bench:$PATH
export VK_RUN_LOG="$work/run.log" LC_ALL=C VK_POLICY="$work/policy.yaml"
export VK_BANKS="$root/share/banks" VK_AS_OF=2020-09-21
unset VK_SEAL VK_LEDGER
cat >policy.yaml <<'POLICY'
office: {code: DPS}
values:
  saku: [{from: 2020-01-01, value: 50000, source: "example"}]
payout:
  ledger: ledger.db
  outbox: outbox
  layout: pain-001-09
  tax: none
  debit_account: "1450000000000"
  debit_name: "Kantor Contoh"
  debit_bank: BRI
  components: [{code: saku, name: "Uang saku", rate: $saku}]
POLICY
mkdir outbox
echo nota >nota
failed=0

# generate PEOPLE DAYS NAME
generate() {
	mawk -v people="$1" -v count="$2" -v ids="$3.ids" 'BEGIN {
		srand(1); OFS = "\t"
		for (d = 1; d <= count; d++)
			days = days (d > 1 ? "," : "") sprintf("2020-09-%02d", d)
		print "person", "course", "payable_days"
		print "person", "name", "bank", "account" >ids
		for (i = 0; i < people; i++) {
			person = sprintf("%08x%08x%08x%08x", rand() * 2147483647,
				rand() * 2147483647, i, rand() * 2147483647)
			print person, "c" i % 500, days
			print person, "Warga " i, "BCA", sprintf("%010d", i) >ids
		}
	}' >"$3.in"
	chmod 600 "$3.ids"
}

fresh() {
	rm -f ledger.db*
}

# row LABEL TARGET COMMAND
row() {
	label=$1
	target=$2
	shift 2
	figures=$(measure "$rounds" "$@" 2>errors) || {
		figures='0 0'
		failed=1
		tail -n 2 errors
	}
	echo "$figures" | awk -v label="$label" -v target="$target" '{
		printf "%-48s %7.2f s %8.1f MB  %s\n", label, $1, $2 / 1000, target }'
}

# must WHAT WANTED FOUND
must() {
	[ "$2" = "$3" ] && return
	echo "$1: $3 instead of $2"
	failed=1
}

rows() {
	sqlite3 ledger.db "SELECT count(*) FROM $1"
}

generate 50000 20 days
row 'propose, 1,000,000 accruals' '6 s' sh -c 'rm -f ledger.db*
	vk-payout propose -q --by Ayu -i days.ids -o out days.in'
must 'accruals' 1000000 "$(rows accrual)"
row 'the same again' '2.5 s' \
	vk-payout propose -q --by Ayu -i days.ids -o out days.in
must 'accruals' 1000000 "$(rows accrual)"
must 'events' 1 "$(rows event)"
row 'verify' '3 s' vk-payout verify -q -o verified
grep -q ' 0 findings' verified || must 'verify' '0 findings' "$(cat verified)"
stat -c %s ledger.db | awk '{
	printf "%-48s %7.1f bytes          %s\n", "an accrual at rest", $1 / 1e6, "280" }'

fresh
generate 100000 1 people
vk-payout propose -q --by Ayu -i people.ids -o out people.in
vk-payout manifest -q -o manifest 1
vk-payout approve -q --by Made --manifest manifest --evidence nota 1
# keep: a copy of the ledger for each round; restore takes the next one's place.
cat >restore <<'END'
for copy in kept.*; do
	break
done
mv "$copy/ledger.db" "$copy/ledger.db.head" .
rmdir "$copy"
END
keep() {
	round=0
	while [ $round -lt "$rounds" ]; do
		round=$((round + 1))
		mkdir kept.$round
		cp ledger.db ledger.db.head kept.$round
	done
}
keep
row 'pain.001, 100,000 transfers' '0.3 s, 8 MB' sh -c '
	. ./restore
	rm -f outbox/*
	exec vk-payout export -q --by Made 1'
mv outbox/*.xml file.xml
row 'the same again, which writes nothing new' '0.3 s, 8 MB' \
	vk-payout export -q --by Made 1
must 'the file' "$(sha256sum <file.xml)" "$(cat outbox/*.xml | sha256sum)"
must 'NbOfTxs' 100000 "$(sed -n 's/.*<NbOfTxs>\([0-9]*\)<.*/\1/p' file.xml |
	head -n 1)"

vk-payout list -q | mawk -F '\t' -v OFS='\t' 'NR == 1 {
	print "reference", "status", "amount"; next } {
	print $1, "paid", $8 }' >answers.tsv
keep
row 'ingest, 100,000 answers' '1.5 s, 16 MB' sh -c '
	. ./restore
	exec vk-payout ingest -q --by Ayu answers.tsv'
must 'paid' 100000 "$(sqlite3 ledger.db \
	"SELECT count(*) FROM event WHERE kind = 'paid'")"
exit $failed
