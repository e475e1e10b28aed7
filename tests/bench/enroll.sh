#!/bin/sh
# vk-enroll beside what would be used instead: tests/bench/enroll.sh BUILD
#
# CPU seconds and peak memory, best of three, for BENCH_RECORDS (5,000,000)
# applications with all rules and exact duplicates: ours from a stream, DuckDB's
# nearest query where npm's @duckdb/node-api is found (BENCH_NODE_MODULES, else
# here), and Miller with four of the rules on a twentieth, reckoned up. The
# statuses of DuckDB have to be ours; status 1 where they aren't.
# shellcheck disable=SC2016,SC2094 # Miller's program; one name twice
set -u
build=$(cd "${1:?usage: tests/bench/enroll.sh BUILD}" && pwd) || exit 2
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
records=${BENCH_RECORDS:-5000000}
modules=${BENCH_NODE_MODULES:-$PWD}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
PATH=$build:$build/bench:$PATH
export VK_RUN_LOG="$work/run.log" LC_ALL=C VK_AS_OF=2020-09-21
unset VK_SEAL VK_POLICY

# row NAME TIMES COMMAND: figures of the command, times so many for a sample.
ours=
row() {
	name=$1 times=$2
	shift 2
	figures=$(measure 3 "$@" 2>"$work/errors") || {
		printf '%-32s failed: %s\n' "$name" "$(tail -n 1 "$work/errors")"
		return 1
	}
	seconds=$(echo "$figures" | awk -v n="$times" '{ printf "%.2f", $1 * n }')
	: "${ours:=$seconds}"
	echo "$figures" | awk -v name="$name" -v s="$seconds" -v ours="$ours" '{
		printf "%-32s %8.2f s %6.1fx %8.1f MB\n", name, s, s / ours, $2 / 1024 }'
}

generate --records "$records" --seed 1 --format stream >stream
generate --records $((records / 20)) --seed 1 --format stream >sample
vk-enroll --new-key key -q >/dev/null 2>&1
printf '\nvk-enroll, %d applications, all rules and exact duplicates\n' "$records"
row 'vk-enroll' 1 vk-enroll -q -p "$root/examples/denpasar-2020/policy.yaml" \
	--key key -i identities --alarm-on none -o enrolled stream || exit 2
row 'the applicants thrown away' 1 sh -c 'exec vk-enroll "$@" >/dev/null' sh \
	-q -p "$root/examples/denpasar-2020/policy.yaml" --key key \
	-i identities --alarm-on none stream || exit 2
row 'Miller, four rules' 20 mlr --tsv put '
	$status = "accepted";
	if ($category == "pu_phk" && $employment == "resigned") {
		$status = "rejected"
	}
	if (strptime($applied_at, "%Y-%m-%d") - strptime($birth_date, "%Y-%m-%d")
		> 51 * 365.25 * 86400) {
		$status = "rejected"
	}
	if ($membership_months < 12) { $status = "rejected" }
	if ($wage < 1705000) { $status = "review" }
	@seen[$nik] += 1;
	if (@seen[$nik] > 1) { $status = "duplicate" }
	$person = sha256("key" . $nik);
' sample
cd "$modules" || exit 2
if ! node -e 'require("@duckdb/node-api")' 2>/dev/null; then
	printf '%-32s not here\n' 'DuckDB, nearest query'
	exit 0
fi
row "DuckDB, nearest query" 1 node "$root/tests/bench/enroll_duckdb.mjs" \
	"$work/stream" "$work/duckdb" || exit 1
node "$root/tests/bench/enroll_duckdb.mjs" "$work/stream" "$work/duckdb" \
	>"$work/theirs"
vk-report -q --by enroll_status --count --format tsv "$work/enrolled" |
	sed 1d | sort >"$work/ours"
cmp "$work/ours" "$work/theirs" || exit 1
