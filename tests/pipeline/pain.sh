# pain.001.001.03 and .09 of 1, 1,000 and 100,000 payments with names that are
# hard to write: number, sum and every amount are exact, and the files validate
# against the official schemas where these are beside the project.
# shellcheck shell=sh
fail() {
	echo "$*"
	exit 1
}

xsd=${VK_SHARED:-$ROOT/../shared}/data/iso20022/xsd
export VK_BANKS="$ROOT/share/banks" VK_AS_OF=2020-09-21
command -v xmllint >/dev/null || xsd=
cat >policy.yaml <<'POLICY'
office: {code: DPS}
values:
  saku: [{from: 2020-01-01, value: 50001, source: "contoh"}]
payout:
  ledger: ledger.db
  outbox: outbox
  tax: none
  debit_account: "1450000000000"
  debit_name: "Cabang <Contoh> & Co"
  debit_bank: BRI
  components: [{code: saku, name: "Uang saku", rate: $saku}]
POLICY
echo nota >nota

# people COUNT: in.tsv and ids.tsv; the names take turns.
people() {
	awk -v count="$1" 'BEGIN {
		OFS = "\t"
		for (i = 1; i <= 140; i++) long = long "x"
		n = split("O\047Brien;Ni Luh Putu Ayu & Co;" long \
			";]]> <b>;Ida Ayu \"Dayu\" Made;\303\221o\303\261o;I", names, ";")
		for (d = 1; d <= 20; d++)
			days[d] = days[d - 1] (d > 1 ? "," : "") sprintf("2020-09-%02d", d)
		print "person", "course", "payable_days" >"in.tsv"
		print "person", "name", "bank", "account" >"ids.tsv"
		for (i = 1; i <= count; i++) {
			person = sprintf("q%07d", i)
			print person, "c1", days[i % 20 + 1] >"in.tsv"
			print person, names[i % n + 1], "BCA", sprintf("%010d", i) >"ids.tsv"
		}
	}'
	chmod 600 ids.tsv
}

# check FILE COUNT: what is in the file against the ledger.
check() {
	grep -o '"IDR">[0-9]*' "$1" | cut -d '>' -f 2 >amounts
	grep -o '<InstrId>[^<]*' "$1" | cut -d '>' -f 2 >references
	paste references amounts >inside
	cmp -s inside due || fail "$1: its amounts are not the ledger's"
	awk '$1 != "" { n++; sum += $2 } END {
		printf "<NbOfTxs>%d\n<CtrlSum>%.0f\n", n, sum }' due >wanted
	for tag in NbOfTxs CtrlSum; do
		grep -o "<$tag>[0-9]*" "$1" >told
		# Of the file and of its one payment.
		grep "$tag" wanted | sed p >twice
		cmp -s told twice ||
			fail "$1: $(cat told), not $(grep "$tag" wanted)"
	done
	[ "$(wc -l <amounts)" -eq "$2" ] || fail "$1: not $2 payments"
	[ -e "$xsd" ] || return 0
	xmllint --stream --noout --schema \
		"$xsd/pain.001.001.$version.xsd" "$1" 2>said ||
		fail "$1: $(cat said)"
	validated=$((validated + 1))
}

validated=0
for count in 1 1000 100000; do
	rm -rf ledger.db* outbox
	mkdir outbox
	people $count
	vk-payout propose -q --by Ayu -i ids.tsv in.tsv >/dev/null || fail propose
	vk-payout list -q | sed 1d | cut -f 1,8 >due
	awk -F '\t' 'NR > 1 { sum += 50001 * split($3, days, ",") }
		END { printf "%.0f\n", sum }' in.tsv >all
	[ "$(awk '{ sum += $2 } END { printf "%.0f", sum }' due)" = "$(cat all)" ] ||
		fail "$count: the ledger has another sum"
	for version in 03 09; do
		cp ledger.db kept
		cp ledger.db.head kept.head
		vk-payout manifest -q --layout "pain-001-$version" 1 >manifest &&
			vk-payout approve -q --by Made --manifest manifest \
				--evidence nota 1 &&
			vk-payout export -q --by Made 1 || fail "$count: export"
		check "outbox/DPS0001-pain-001-$version.xml" $count
		cp kept ledger.db
		cp kept.head ledger.db.head
	done
done
grep -q "<Nm>O'Brien</Nm>\|<Nm>O&apos;Brien</Nm>" outbox/*.xml || fail "O'Brien"
grep -q '<Nm>x\{140\}</Nm>' outbox/*.xml || fail "a name of 140 characters"
[ -e "$xsd" ] || {
	echo "pain: no schemas, nothing validated"
	exit 0
}
[ $validated -eq 6 ] || fail "$validated files were validated"
