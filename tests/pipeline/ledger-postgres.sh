# The ledger in a PostgreSQL: the cases of the ledger in a file come out the
# same, and a lost connection, another host, a server that can't be trusted and
# several writers are dealt with.
# shellcheck shell=sh
[ -n "${VK_TEST_SERVER:-}" ] ||
	exec "$ROOT/tests/with-postgres" sh "$ROOT/tests/pipeline/ledger-postgres.sh"

fail() {
	echo "$*"
	exit 1
}

server() {
	"$ROOT/tests/postgres-server" "$@"
}

# sql QUERY: its answer, columns by blanks.
sql() {
	server sql -A -t -F ' ' -c "$1"
}

# refused TEXT COMMAND ...: the command ends with 2 and says the text.
refused() {
	wanted=$1
	shift
	"$@" >out 2>said
	[ $? -eq 2 ] || fail "$*: not refused"
	grep -q "$wanted" said || fail "$* says: $(cat said)"
}

ldd "$BUILD/vk-payout" | grep -q libpq && fail "libpq is linked, not loaded"

# The cases that don't touch the file themselves.
mkdir cases
same=0
for case in "$ROOT"/tests/cases/payout-*/; do
	name=$(basename "$case")
	if [ ! -e "$case/policy.yaml" ] ||
		grep -q 'ledger\.db\|sqlite3' "$case/cmd"; then
		continue
	fi
	cp -R "$case" "cases/$name"
	sed "s|ledger: ledger.db|ledger: \"$VK_TEST_POSTGRES\"|" \
		"$case/policy.yaml" >"cases/$name/policy.yaml"
	find "cases/$name" -name 'expected*' -type f -exec \
		sed -i "s|\"ledger.db\"|\"$VK_TEST_POSTGRES\"|" {} +
	server fresh
	"$ROOT/tests/run-cases" "$BUILD" "$PWD/cases/$name" >log 2>&1 ||
		fail "$name: $(cat log)"
	same=$((same + 1))
done
[ $same -ge 5 ] || fail "only $same cases were run"

cat >policy.yaml <<'POLICY'
office: {code: DPS}
values:
  saku: [{from: 2020-01-01, value: 50000, source: "contoh"}]
payout:
  head: ledger.head
  outbox: outbox
  layout: generic-csv
  tax: none
  components: [{code: saku, name: "Uang saku", rate: $saku}]
POLICY
mkdir outbox
awk 'BEGIN {
	OFS = "\t"
	print "person", "course", "payable_days" >"in.tsv"
	print "person", "name", "bank", "account" >"ids.tsv"
	for (i = 1; i <= 40; i++) {
		print "p" i, "c1", "2020-09-07,2020-09-08,2020-09-09" >"in.tsv"
		printf "p%d\tWarga %d\tBCA\t%010d\n", i, i, 700 + i >"ids.tsv"
	}
}'
chmod 600 ids.tsv
echo bukti >bukti.txt
export VK_AS_OF=2020-09-21 VK_BANKS="$ROOT/share/banks"
export VK_LEDGER="$VK_TEST_POSTGRES"
propose="vk-payout propose -q -i ids.tsv -o out.tsv"

# Writers at once, each in an order of its own.
server fresh
for i in 1 2 3 4; do
	{
		head -n 1 in.tsv
		sed 1d in.tsv | awk -v s="$i" 'BEGIN { srand(s) }
			{ print rand() "\t" $0 }' | sort | cut -f 2-
	} >"in-$i.tsv"
	(
		vk-payout propose -q --by "Ayu$i" -i ids.tsv -o "out-$i.tsv" \
			"in-$i.tsv" 2>"err-$i"
		echo $? >"status-$i"
	) &
done
wait
[ "$(cat status-*)" = "$(printf '0\n0\n0\n0')" ] || fail "$(cat err-*)"
[ "$(sql 'SELECT count(*), sum(gross) FROM accrual')" = "120 6000000" ] ||
	fail "four writers: $(sql 'SELECT count(*), sum(gross) FROM accrual')"
[ "$(sql 'SELECT count(*) FROM event')" = 1 ] || fail "more than one batch"
vk-payout verify -q | grep -q ' 0 findings' || fail "verify after four writers"

# The answer to the commit is lost: it was done, and the run goes on.
relayed() {
	mkdir -p relay
	: >relay.out # here: the relay's own shell may come to it later
	"$BUILD/fault/relay" relay "$VK_TEST_SERVER" "$@" >>relay.out &
	relay=$!
	while ! grep -q ready relay.out; do sleep 0.01; done
	VK_LEDGER="postgresql://vk@/vk?host=$PWD/relay"
}
direct() {
	kill "$relay"
	wait "$relay" 2>/dev/null
	VK_LEDGER=$VK_TEST_POSTGRES
	grep -q broken relay.out || fail "the relay broke nothing"
}

server fresh
rm -f ledger.head
relayed reply:COMMIT 2
$propose --by Ayu in.tsv 2>said || fail "a commit that was done: $(cat said)"
direct
[ "$(sql 'SELECT count(*) FROM accrual')" = 120 ] || fail "not 120 accruals"
vk-payout verify -q | grep -q ' 0 findings' || fail "verify after a lost answer"

# The commit itself is lost: nothing was done, and the same again does it.
relayed COMMIT 1
sed 's/c1/c2/; s/2020-09-0/2020-10-0/g' in.tsv >october.tsv
refused 'nothing was recorded' $propose --by Ayu october.tsv
direct
[ "$(sql 'SELECT count(*) FROM accrual')" = 120 ] || fail "half a proposal"
$propose --by Ayu october.tsv || fail "october is refused"
[ "$(sql 'SELECT count(*) FROM accrual')" = 240 ] || fail "october is missing"
$propose --by Ayu october.tsv || fail "october again is refused"
[ "$(sql 'SELECT count(*) FROM accrual')" = 240 ] || fail "october is there twice"

# No file leaves before the ledger is known to say so.
vk-payout manifest -q -o manifest.txt DPS0001 &&
	vk-payout approve -q --by Made --manifest manifest.txt \
		--evidence bukti.txt DPS0001 || fail "no approval"
relayed COMMIT 1
refused 'nothing was recorded' vk-payout export -q --by Made DPS0001
direct
[ -z "$(ls outbox)" ] || fail "a file is out that the ledger doesn't know"
relayed reply:COMMIT 1
vk-payout export -q --by Made DPS0001 || fail "an export that was recorded"
direct
[ -n "$(ls outbox)" ] || fail "a recorded export has no file"

# The server is stopped and starts again, which is noticed as a lost commit is.
relayed any 6 "$ROOT/tests/postgres-server stop"
sed 's/c1/c3/; s/2020-09-0/2020-11-0/g' in.tsv >november.tsv
refused 'database "vk at\|no connection' $propose --by Ayu november.tsv
direct
refused 'no connection to the ledger' $propose --by Ayu november.tsv
server start
$propose --by Ayu november.tsv || fail "november is refused"
[ "$(sql 'SELECT count(*) FROM accrual')" = 360 ] || fail "november is missing"

# A host that comes anew needs a head from one that pays already.
mkdir other
sed 's/head: .*/head: other\/ledger.head/' policy.yaml >other.yaml
refused 'other/ledger.head" is missing on this host' vk-payout list -p other.yaml
cp ledger.head other/
vk-payout list -q -p other.yaml >list || fail "a copied head is refused"

# A server that was put back to an earlier day is behind this host's head.
cp ledger.head newest.head
server fresh
rm ledger.head
$propose --by Ayu in.tsv || fail "a new ledger"
mv newest.head ledger.head
refused 'was acknowledged: it was cut' $propose --by Ayu october.tsv

# A role that owns nothing pays, and can change nothing.
server fresh
rm ledger.head
$propose --by Ayu in.tsv
sql "CREATE ROLE teller LOGIN;
	GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO teller;
	GRANT DELETE ON payee TO teller" || fail "no role"
VK_LEDGER="postgresql://teller@/vk?host=$VK_TEST_SERVER"
$propose --by Ayu october.tsv || fail "the teller can't propose"
vk-payout verify -q | grep -q ' 0 findings' || fail "the teller can't verify"
server sql -U teller -c 'ALTER TABLE event DISABLE TRIGGER ALL' 2>/dev/null &&
	fail "the teller can change the ledger"
VK_LEDGER=$VK_TEST_POSTGRES

# A night of vk pays from there, once, and makes no ledger of its own.
server fresh
rm ledger.head
export VK_AS_OF=2020-09-20 XDG_STATE_HOME="$PWD/state"
(
	unset VK_POLICY
	vk init denpasar office >/dev/null && cd office || exit 2
	cp "$EXAMPLE"/masuk/* masuk
	cp -R "$EXAMPLE"/kehadiran/* kehadiran
	cp "$EXAMPLE"/*.csv "$EXAMPLE/amounts.yaml" .
	sed -i 's/^match:$/&\n  seed: contoh-denpasar-2020/' policy.yaml
	vk night >page && exit 2
	tail -n 1 page | grep -q '^vk-payout list$' || exit 2
	[ ! -e malam/ledger.db ] || exit 2
	vk night >page
	vk-payout verify -q | grep -q ' 0 findings'
) || fail "vk night with a PostgreSQL"
[ "$(sql "SELECT count(*) > 0, count(*) = count(DISTINCT (day, person, component))
	FROM accrual")" = "t t" ] || fail "vk night paid nothing, or twice"
[ "$(sql 'SELECT count(DISTINCT batch) FROM transfer')" = 1 ] ||
	fail "a second night proposed again"

# Others' tables, and a server that may lose what it confirmed.
server fresh
sql 'CREATE TABLE event (concert text)'
refused "not a ledger's" $propose --by Ayu in.tsv
server fresh
echo 'fsync = off' >>"$VK_TEST_SERVER/data/postgresql.conf"
server stop
server start
refused 'runs with fsync off' $propose --by Ayu in.tsv
exit 0
