# The example's batch is approved, exported, answered by the bank and proven;
# what came back waits, and no later night pays a day again.
# shellcheck shell=sh
fail() {
	echo "$*"
	exit 1
}
export VK_NIGHT="$PWD/night"
"$EXAMPLE/night.sh" "$BUILD" >page 2>messages || fail "night: $(cat messages)"
"$EXAMPLE/bank.sh" "$BUILD" >proof 2>messages || fail "bank: $(cat messages)"
grep -q ', 0 findings$' proof || fail "the ledger is not proven: $(cat proof)"

answered=$(sed 1d "$EXAMPLE/bank/jawaban-DPS0001.csv" | wc -l)
back=$(grep -c retur "$EXAMPLE/bank/jawaban-DPS0001.csv")
list() {
	vk-payout list -q -p "$EXAMPLE/policy.yaml" -p "$EXAMPLE/amounts.yaml" \
		--ledger night/ledger.db
}
export VK_AS_OF=2020-09-21
list >before
[ "$(cut -f 5 before | grep -c -x paid)" -eq $((answered - back)) ] ||
	fail "not all that the bank paid is paid"
[ "$(cut -f 5 before | grep -c -x returned)" -eq "$back" ] ||
	fail "not all that came back is returned"

cp night/ledger.db ledger.before
unset VK_AS_OF
"$EXAMPLE/night.sh" "$BUILD" >page 2>messages || fail "night: $(cat messages)"
VK_AS_OF=2020-09-21
export VK_AS_OF
list | cmp - before || fail "a second night changed what is paid"
cmp night/ledger.db ledger.before || fail "a second night wrote in the ledger"

# Whatever was counted on the way may be an alarm; nothing else may.
log=${VK_RUN_LOG:-$HOME/.local/state/vk/run.log}
cat "$log" night/*.log 2>/dev/null |
	sed -n 's/.*	counts=\([^	]*\)	.*/\1/p' | tr , '\n' |
	sed 's/:[0-9]*$//; /^$/d' | sort -u >counted
[ "$(wc -l <counted)" -gt 10 ] || fail "few statuses were counted: $(cat counted)"
while read -r word; do
	vk-report -q --alarm-on "$word" --by pay_status --count before \
		>out 2>messages </dev/null
	[ $? -lt 2 ] || fail "no alarm for \"$word\": $(cat messages)"
done <counted
