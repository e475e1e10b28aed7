#!/bin/sh
# Writers at once on a ledger in PostgreSQL: tests/bench/ledger-postgres.sh BUILD
#
# BENCH_WRITERS=4 offices propose BENCH_ACCRUALS=250000 accruals each, 20 days
# and two components a person, to one ledger that they share; then the same
# again, which must add nothing; then verify. CPU seconds of the programs and,
# beside them, of the server with all its processes; wall-clock seconds for how
# long the offices wait. The numbers are the same whatever order they come in.
set -u
build=$(cd "${1:?usage: tests/bench/ledger-postgres.sh BUILD}" && pwd) || exit 2
tests=$(cd "$(dirname "$0")/.." && pwd)
[ -n "${VK_TEST_SERVER:-}" ] ||
	exec "$tests/with-postgres" sh "$tests/bench/ledger-postgres.sh" "$build"
writers=${BENCH_WRITERS:-4}
accruals=${BENCH_ACCRUALS:-250000}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
PATH=$build:$PATH
export VK_RUN_LOG="$work/run.log" LC_ALL=C VK_POLICY="$work/policy.yaml"
export VK_LEDGER="$VK_TEST_POSTGRES" VK_AS_OF=2020-10-21
cat >policy.yaml <<'POLICY'
office: {code: DPS}
values:
  saku: [{from: 2020-01-01, value: 50000, source: "example"}]
  angkut: [{from: 2020-01-01, value: 25000, source: "example"}]
payout:
  head: ledger.head
  tax: none
  components:
    - {code: angkut, name: "Transportasi", rate: $angkut}
    - {code: saku, name: "Uang saku", rate: $saku}
POLICY

# generate WRITER: its people, none of whom is another writer's.
generate() {
	mawk -v people=$((accruals / 40)) -v writer="$1" '
	BEGIN {
		srand(writer); OFS = "\t"
		for (d = 1; d <= 20; d++)
			days = days (d > 1 ? "," : "") sprintf("2020-09-%02d", d)
		ids = "ids-" writer
		print "person", "course", "payable_days"
		print "person", "name", "bank", "account" >ids
		for (i = 0; i < people; i++) {
			person = ""
			for (j = 0; j < 4; j++)
				person = person sprintf("%07x%d", rand() * 268435456, writer)
			print person, "c1", days
			print person, "Warga " i, "BCA",
				sprintf("%02d%08d", writer, i) >ids
		}
	}' >"in-$1"
	chmod 600 "ids-$1"
}

# CPU seconds of the server so far: of its processes and of those that ended.
server_seconds() {
	read -r postmaster <"$VK_TEST_SERVER/data/postmaster.pid"
	for process in $postmaster $(pgrep -P "$postmaster"); do
		awk -v all=$((process == postmaster)) '{
			sub(/.*\) /, "")
			print ($12 + $13 + (all ? $14 + $15 : 0)) / 100
		}' "/proc/$process/stat" 2>/dev/null
	done | awk '{ s += $1 } END { print s }'
}

# Marks where the measured part begins.
start() {
	server_before=$(server_seconds)
	wall_before=$(date +%s.%N)
}

# tell NAME: CPU seconds since start, of the children that "times" told of in
# the file spent, and of the server.
tell() {
	{
		tail -n 1 spent | sed 's/s//g; s/m/ /g'
		echo "$server_before $(server_seconds) $wall_before $(date +%s.%N)"
	} | awk -v name="$1" '
		NR == 1 { ours = $1 * 60 + $2 + $3 * 60 + $4 }
		NR == 2 { printf "%-20s %9.2f %9.2f %9.2f %9.2f\n", name, ours,
			$2 - $1, ours + $2 - $1, $4 - $3 }'
}

# propose NAME: all writers at once; none may fail.
propose() {
	start
	sh -c 'i=0
		while [ $i -lt "$1" ]; do
			i=$((i + 1))
			(vk-payout propose -q --by Ayu -i "ids-$i" -o "out-$i" \
				"in-$i" 2>"err-$i"; echo $? >"status-$i") &
		done
		wait
		times' sh "$writers" >spent
	tell "$1"
	! grep -qv '^0$' status-* || {
		cat err-*
		exit 1
	}
}

rows() {
	"$tests/postgres-server" sql -A -t -c "SELECT count(*) FROM $1"
}

echo "$writers writers of $accruals accruals each"
i=0
while [ $i -lt "$writers" ]; do
	i=$((i + 1))
	generate $i
done
printf '%-20s %9s %9s %9s %9s\n' 'CPU seconds' programs server both 'wall'
propose 'propose, all new'
all=$(rows accrual)
[ "$all" -eq $((accruals / 40 * 40 * writers)) ] || {
	echo "$all accruals are there"
	exit 1
}
propose 'the same again'
if [ "$(rows accrual)" -ne "$all" ] || [ "$(rows event)" -ne "$writers" ]; then
	echo "the same again added something"
	exit 1
fi
start
sh -c 'vk-payout verify -q >verified; times' >spent
tell verify
grep -q ' 0 findings' verified || {
	cat verified
	exit 1
}
"$tests/postgres-server" sql -A -t -c "SELECT 'bytes an accrual at rest: ' ||
	pg_total_relation_size('accrual') / count(*) FROM accrual"
