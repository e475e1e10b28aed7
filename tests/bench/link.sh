#!/bin/sh
# vk-enroll --link: tests/bench/link.sh BUILD
#
# CPU seconds, peak memory and pairs compared: 4,000 and 100,000 people, taken
# from LINK_ROWS rows (2,000,000 unless told; 10,000,000 is the target's) of a
# generated registry, against the whole of it, with the shipped weights; and
# an ordinary run of 4,000 applications against it, without and with the policy's
# section "linkage".
set -u
build=$(cd "${1:?usage: tests/bench/link.sh BUILD}" && pwd) || exit 2
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 2
rows=${LINK_ROWS:-2000000}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
PATH=$build:$build/bench:$PATH
export VK_RUN_LOG="$work/run.log" LC_ALL=C
export VK_WEIGHTS="$root/share/weights/indonesia.tsv"
unset VK_SEAL

generate --records "$rows" --seed 1 --format stream | cut -f 1,2,5-8 >registry

# row PEOPLE
row() {
	awk -v every=$((rows / $1)) 'NR == 1 || NR % every == 7 % every' \
		registry >people
	/usr/bin/time -f '%U %S %M' -o times vk-enroll --link --alarm-on none \
		--weights "$VK_WEIGHTS" -o pairs \
		-p "$root/examples/linkage/applications.yaml" \
		people registry 2>told
	compared=$(sed -n 's/.* of \([0-9]*\) compared.*/\1/p' told)
	tail -n 1 times | awk -v people="$1" -v rows="$rows" \
		-v compared="$compared" '{
		cpu = $1 + $2
		printf "%7d against %8d rows %8.2f s %7.1f MB %10d pairs %6.2f M/s\n",
			people, rows, cpu, $3 / 1000, compared, compared / cpu / 1e6 }'
}

# run NAME [OPTION ...]
run() {
	name=$1
	shift
	/usr/bin/time -f '%U %S %M' -o times vk-enroll -q --key key \
		--as-of 2020-09-21 --alarm-on none -i identities.tsv \
		-p policy.yaml "$@" --registry registry -o enrolled.tsv people
	tail -n 1 times | awk -v name="$name" -v rows="$rows" '{
		printf "%-20s against %8d rows %8.2f s %7.1f MB\n",
			name, rows, $1 + $2, $3 / 1000 }'
}

printf '\n%s\n' 'vk-enroll --link'
row 4000
row 100000

printf '\n%s\n' 'vk-enroll, 4000 applications'
(umask 077 && printf 'vk-key-1 %064d\n' 0 >key)
printf 'office: {code: DPS}\nrules: []\n' >policy.yaml
awk -v every=$((rows / 4000)) 'NR == 1 || NR % every == 7 % every' registry |
	sed 's/^DPS/GIA/' >people
awk -F '\t' -v OFS='\t' 'NR == 1 {
	print $0, "person", "enroll_status", "office"; next }
{ printf "%s\t%032x\taccepted\tUBD\n", $0, NR }' registry >entries
mv entries registry
run 'by NIK'
run 'near duplicates' -p "$root/examples/linkage/applications.yaml"
