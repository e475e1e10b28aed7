#!/bin/sh
# vk-match: tests/bench/match.sh BUILD
#
# CPU seconds and peak memory, best of three, on applicants made from a seed:
# 32-digit persons, four categories, five choices, popular courses. Beside it
# the same serial dictatorship by sort and mawk, and by a plain heap script
# where there is Python. MATCH_LARGE=1 adds four million people.
set -u
build=$(cd "${1:?usage: tests/bench/match.sh BUILD}" && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
PATH=$build:$PATH
export VK_RUN_LOG="$work/run.log" LC_ALL=C VK_POLICY="$work/policy.yaml"
cat >policy.yaml <<'END'
priority:
  tiers:
    - {name: "PU-PHK", when: {category: [pu_phk]}}
    - {name: "PU aktif", when: {category: [pu_active]}}
    - {name: "BPU", when: {category: [bpu]}}
    - {name: "PMI", when: {category: [pmi]}}
END

# generate PEOPLE COURSES SEATS MINIMUM_PERCENT SEED NAME
generate() {
	mawk -v people="$1" -v courses="$2" -v seats="$3" -v percent="$4" \
		-v seed="$5" -v table="$6.courses" '
	BEGIN {
		srand(seed); OFS = "\t"
		print "course", "provider", "capacity", "minimum" >table
		for (i = 1; i <= courses; i++) {
			n = int(seats / courses) + (i <= seats % courses)
			print sprintf("c%05d", i), "LPK " i % 47, n,
				int((n * percent + 99) / 100) >table
		}
		split("pu_phk pu_phk pu_active bpu pmi", category, " ")
		print "person", "category", "choice1", "choice2", "choice3",
			"choice4", "choice5"
		for (i = 0; i < people; i++) {
			line = sprintf("%08x%08x%08x%08x", rand() * 2147483647,
				rand() * 2147483647, i, rand() * 2147483647)
			line = line OFS category[1 + int(rand() * 5)]
			for (k in seen) delete seen[k]
			for (k = 0; k < 5;) {
				c = 1 + int(courses * rand() ^ 1.7)
				if (c in seen) continue
				seen[c] = 1; k++
				line = line OFS sprintf("c%05d", c)
			}
			print line
		}
	}' >"$6.people"
}

# best COMMAND: "CPU-seconds KB wall-seconds" of the best of three runs.
best() {
	# shellcheck disable=SC2034 # three times, best counts
	for round in 1 2 3; do
		/usr/bin/time -f '%U %S %M %e' -o times "$@" >/dev/null 2>&1
		tail -n 1 times | awk '{ print $1 + $2, $3, $4 }'
	done | sort -n | head -n 1
}

row() {
	label=$1
	shift
	best "$@" | awk -v label="$label" \
		'{ printf "%-52s %7.3f s %7.1f MB\n", label, $1, $2 / 1000 }'
}

# Priority, then the person's code: best first, each takes the first choice
# that has a seat.
cat >sorted.sh <<'END'
mawk -F '\t' -v OFS='\t' 'NR > 1 {
	t = $2 == "pu_phk" ? 1 : $2 == "pu_active" ? 2 : $2 == "bpu" ? 3 : 4
	print t, $1, $3, $4, $5, $6, $7 }' "$1.people" |
	sort -t "$(printf '\t')" -k 1,1 -k 2,2 |
	mawk -F '\t' -v OFS='\t' -v table="$1.courses" '
	BEGIN { while ((getline <table) > 0) seats[$1] = $3 }
	{ c = ""
	for (i = 3; i <= NF; i++) if (seats[$i] > 0) {
		c = $i; seats[c]--; break }
	print $2, c }'
END

cat >heap.py <<'END'
import hashlib, heapq, sys
tier = {'pu_phk': 1, 'pu_active': 2, 'bpu': 3, 'pmi': 4}
seats = {}
for line in open(sys.argv[1] + '.courses').read().splitlines()[1:]:
    field = line.split('\t')
    seats[field[0]] = int(field[2])
held = {course: [] for course in seats}
choices = {}
for line in open(sys.argv[1] + '.people').read().splitlines()[1:]:
    person, category, *wishes = line.split('\t')
    choices[person] = wishes
    number = hashlib.sha256(('benih|' + person).encode()).hexdigest()[:16]
    # The heap's smallest is the worst.
    key, at = (-tier[category], -int(number, 16), person), 0
    while at < len(wishes):
        heap = held[wishes[at]]
        if len(heap) < seats[wishes[at]]:
            heapq.heappush(heap, (key, at))
            break
        if heap and heap[0][0] < key:
            (key, at) = heapq.heapreplace(heap, (key, at))
            wishes = choices[key[2]]
        at += 1
for course, heap in held.items():
    for key, at in heap:
        print(key[2], course, sep='\t')
END

printf '\n%-52s %9s %10s\n' 'vk-match, reasons on' 'CPU' 'peak'
generate 4000 50 300 0 7 small
generate 400000 2000 25000 0 7 middle
row '4,000 x 50 x 300' vk-match -q -c small.courses --seed benih small.people
row '400,000 x 2,000 x 25,000' \
	vk-match -q -c middle.courses --seed benih middle.people
vk-match -q -c middle.courses --seed benih -o middle.result middle.people
row '  its proof' vk-match -q -c middle.courses --seed benih \
	--verify middle.result middle.people
row '  one more seat in each course' \
	vk-match -q -c middle.courses --seed benih --what-if middle.people
row 'sort and mawk, no reasons' sh sorted.sh middle
if command -v python3 >/dev/null; then
	row 'a heap script in Python, no reasons' python3 heap.py middle
fi
row '1,000 lotteries at 4,000' \
	vk-match -q -c small.courses --seed benih --simulate 1000 small.people

printf '\n%s\n' 'minimum 60 %, 4,000 x 400 x 4,800, 20 seeds'
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	generate 4000 400 4800 60 "$seed" thin
	/usr/bin/time -f '%U %S' -o times vk-match -q -c thin.courses \
		--seed benih --record thin.json -o thin.result thin.people
	vk-match -q -c thin.courses --seed benih --verify thin.result \
		thin.people | sed 1d >findings
	grep -o '"placed_by_closing_alone":[0-9]*\|"counts":{"placed":[0-9]*' \
		thin.json | grep -o '[0-9]*$' | tr '\n' ' '
	tail -n 1 times | awk -v n="$(wc -l <findings)" '{ print $1 + $2, n }'
done | awk '{ closing += $1; reopened += $2; cpu += $3; findings += $4
	if ($2 < $1) fewer++ }
	END { printf "placed by closing %.1f, with re-opening %.1f, fewer in %d, findings %d, %.3f s\n",
		closing / NR, reopened / NR, fewer, findings, cpu / NR }'

[ "${MATCH_LARGE:-0}" = 1 ] || exit 0
generate 4000000 10000 400000 0 7 large
row '4,000,000 x 10,000 x 400,000' \
	vk-match -q -c large.courses --seed benih large.people
