#!/bin/sh
# vk-match: tests/bench/match.sh BUILD
#
# CPU seconds and peak memory, best of several runs, each beside its target, on
# applicants made from a seed: 32-digit persons, four categories, five choices,
# popular courses. Beside vk-match the same matching by sort and mawk, and by a
# plain heap script in Python, which both write who has which course and nothing
# more, where vk-match writes every record with what was decided and why. So the
# script is there twice: the second time it writes the same records as vk-match,
# to the byte, still as plainly as somebody would who needs them once. The
# results of all of them are compared with ours. Without
# MATCH_LARGE=0 it takes four million people, too. Where there is no Python or
# no valgrind, what needs it says so. The status is 1 where a result differs or
# opening again places fewer.
set -u
build=$(cd "${1:?usage: tests/bench/match.sh BUILD}" && pwd) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
PATH=$build:$build/bench:$PATH
export VK_RUN_LOG="$work/run.log" LC_ALL=C VK_POLICY="$work/policy.yaml"
cat >policy.yaml <<'END'
priority:
  tiers:
    - {name: "PU-PHK", when: {category: [pu_phk]}}
    - {name: "PU aktif", when: {category: [pu_active]}}
    - {name: "BPU", when: {category: [bpu]}}
    - {name: "PMI", when: {category: [pmi]}}
END

# generate PEOPLE COURSES SEATS MINIMUM_PERCENT SEED NAME [zipf]
# With zipf, the course in place n is chosen in proportion to 1/n.
generate() {
	mawk -v people="$1" -v courses="$2" -v seats="$3" -v percent="$4" \
		-v seed="$5" -v table="$6.courses" -v zipf="${7:-}" '
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
				c = zipf ? int(exp(rand() * log(courses + 1))) : \
					1 + int(courses * rand() ^ 1.7)
				if (c in seen) continue
				seen[c] = 1; k++
				line = line OFS sprintf("c%05d", c)
			}
			print line
		}
	}' >"$6.people"
}

# Priority, then the lottery number: best first, each takes the first choice
# that has a seat. The numbers are ready in the last field, since mawk has no
# SHA-256.
cat >sorted.sh <<'END'
mawk -F '\t' -v OFS='\t' 'NR > 1 {
	t = $2 == "pu_phk" ? 1 : $2 == "pu_active" ? 2 : $2 == "bpu" ? 3 : 4
	print t, $8, $1, $3, $4, $5, $6, $7 }' "$1.numbered" |
	sort -t "$(printf '\t')" -k 1,1 -k 2,2 |
	mawk -F '\t' -v OFS='\t' -v table="$1.courses" '
	BEGIN { while ((getline <table) > 0) seats[$1] = $3 }
	{ for (i = 4; i <= NF; i++) if (seats[$i] > 0) {
		seats[$i]--; print $3, $i; break } }'
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
END
cp heap.py records.py

cat >>heap.py <<'END'
for course, heap in held.items():
    for key, at in heap:
        print(key[2], course, sep='\t')
END

# The records: courses' cutoffs, shares of larger numbers, places on the waiting
# lists, and a reason for each better choice.
cat >>records.py <<'END'
import bisect
provider = {}
for line in open(sys.argv[1] + '.courses').read().splitlines()[1:]:
    field = line.split('\t')
    provider[field[0]] = field[1]
place = {key[2]: at for heap in held.values() for key, at in heap}
cutoff = {course: (-heap[0][0][0], '%016x' % -heap[0][0][1])
          for course, heap in held.items() if heap}
people = []
for line in open(sys.argv[1] + '.people').read().splitlines()[1:]:
    person, category, *wishes = line.split('\t')
    number = hashlib.sha256(('benih|' + person).encode()).hexdigest()[:16]
    people.append((tier[category], number, person, wishes, line))
numbers = sorted(number for _, number, _, _, _ in people)
waiting = {course: 0 for course in seats}
waits = {}
for order, number, person, wishes, line in sorted(people):
    for course in wishes[:place.get(person)]:
        waiting[course] += 1
        if person not in place and person not in waits:
            waits[person] = waiting[course]
print(open(sys.argv[1] + '.people').readline().rstrip(), 'match_status',
      'course', 'provider', 'choice', 'priority', 'lottery', 'lottery_share',
      'waitlist_place', 'match_reasons', 'course_start', 'course_end',
      'course_days', 'course_times', 'course_mode', sep='\t')
for order, number, person, wishes, line in people:
    reasons = []
    for course in wishes[:place.get(person)]:
        last, last_number = cutoff[course]
        if last == order:
            reasons.append(f'{course}:full-lottery:{number}:{last_number}')
        else:
            reasons.append(f'{course}:full-priority:{order}:{last}')
    above = len(numbers) - bisect.bisect_right(numbers, number)
    status, course, chosen, wait = 'waitlisted', '', '', waits.get(person, '')
    if person in place:
        course = wishes[place[person]]
        status, chosen = 'placed', place[person] + 1
    print(line, status, course, provider.get(course, ''), chosen, order, number,
          above * 1000 // len(numbers), wait, ','.join(reasons), '', '', '', '',
          '', sep='\t')
END

divide() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.4f\n", a / b }'
}

# line LABEL FIGURE UNIT TARGET
line() {
	printf '%-44s %9.4f %-2s %9s  %s\n' "$1" "$2" "$3" '' "$4"
}

# row LABEL TARGET COMMAND: sets seconds and kilobytes.
row() {
	label=$1
	target=$2
	shift 2
	figures=$(measure "$rounds" "$@" 2>errors) || {
		printf '%-44s failed\n' "$label"
		tail -n 2 errors
		figures='0 0'
		failed=1
	}
	seconds=${figures% *}
	kilobytes=${figures#* }
	printf '%-44s %9.4f s  %7.1f MB  %s\n' "$label" "$seconds" \
		"$(divide "$kilobytes" 1000)" "$target"
}

# our NAME OPTIONS: vk-match on the files of that name.
our() {
	name=$1
	shift
	vk-match -q -c "$name.courses" --seed benih "$@" "$name.people"
}

# our_row LABEL TARGET NAME OPTIONS
our_row() {
	label=$1
	target=$2
	name=$3
	shift 3
	row "$label" "$target" vk-match -q -c "$name.courses" --seed benih \
		"$@" "$name.people"
}

# same NAME COMMAND: whether the command places the same people in the same
# courses as NAME.result has it.
same() {
	awk -F '\t' '$8 == "placed" { print $1 "\t" $9 }' "$1.result" |
		sort >ours
	shift
	"$@" | sort >theirs
	if [ -s ours ] && cmp -s ours theirs; then
		printf '%-44s same places\n' '  result'
		return
	fi
	failed=1
	printf '%-44s OTHER PLACES\n' '  result'
}

# same_records NAME COMMAND: whether it writes the very bytes of NAME.result.
same_records() {
	result=$1.result
	shift
	if "$@" | cmp -s - "$result"; then
		printf '%-44s same bytes\n' '  result'
		return
	fi
	failed=1
	printf '%-44s OTHER BYTES\n' '  result'
}

# instructions FUNCTION COMMAND: executed in it and in what it calls.
instructions() {
	function=$1
	shift
	valgrind --tool=callgrind --callgrind-out-file=callgrind \
		--toggle-collect="$function" "$@" 2>&1 >/dev/null |
		awk '/Collected/ { print $NF }'
}

failed=0
printf '\n%-44s %11s %10s  %s\n' 'vk-match, reasons on' CPU peak target
rounds=11
generate 4000 50 300 0 7 small
our_row '4,000 x 50 x 300' '<= 0.010 s, 16 MB' small
our_row '  1,000 lotteries (--simulate)' '<= 1 s' small --simulate 1000
rounds=5
generate 400000 2000 25000 0 7 middle
our_row '400,000 x 2,000 x 25,000' '<= 0.15 s, 40 MB' middle
ours=$seconds
our middle -o middle.result
our_row '  its proof (--verify)' '' middle --verify middle.result
line '  proof : run' "$(divide "$seconds" "$ours")" '' '<= 1.2'
our_row '  one more seat in each course (--what-if)' '<= 1 s' middle --what-if
rounds=2
cut -f 13 middle.result | paste middle.people - >middle.numbered
row 'sort and mawk, no reasons' '' sh sorted.sh middle
line '  sort and mawk : run' "$(divide "$seconds" "$ours")" '' '>= 5'
same middle sh sorted.sh middle
if command -v python3 >/dev/null; then
	row 'a heap script in Python, no reasons' '' python3 heap.py middle
	line '  Python : run' "$(divide "$seconds" "$ours")" '' '>= 50'
	same middle python3 heap.py middle
	row 'the same, and the records with reasons' '' python3 records.py middle
	line '  Python : run, like for like' \
		"$(divide "$seconds" "$ours")" '' '>= 50'
	same_records middle python3 records.py middle
else
	printf '%-44s not here\n' 'a heap script in Python'
fi

printf '\n%s\n' '40,000 x 500 x 30,000, one placed in ten declines'
generate 40000 500 30000 0 7 again
our again -o again.result
awk -F '\t' 'BEGIN { print "person\tanswer" }
	$8 == "placed" && ++n % 10 == 0 { print $1 "\tdeclined" }' \
	again.result >answers.tsv
awk -F '\t' 'NR == FNR { left[$1] = FNR > 1; next } !left[$1]' \
	answers.tsv again.people >stay.people
cp again.courses stay.courses
our stay -o stay.result
our again --previous again.result --answers answers.tsv |
	awk -F '\t' '$8 == "placed" { print $1 "\t" $9 }' >part.result
if command -v valgrind >/dev/null; then
	full=$(instructions main vk-match -q -c stay.courses --seed benih \
		stay.people)
	part=$(instructions rematch_solve vk-match -q -c again.courses \
		--seed benih --previous again.result --answers answers.tsv \
		again.people)
	line 'solving again : a full run, instructions' \
		"$(divide "$part" "$full")" '' '<= 0.10'
else
	printf '%-44s no valgrind here\n' 'solving again : solving'
fi
same stay cat part.result

printf '\n%s\n' 'minimum 60 %, 4,000 x 400 x 4,800, Zipf, 20 seeds'
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	generate 4000 400 4800 60 "$seed" thin zipf
	our thin --record thin.json -o thin.result
	closed=$(grep -o '"placed_by_closing_alone":[0-9]*' thin.json)
	opened=$(grep -o '"counts":{"placed":[0-9]*' thin.json)
	findings=$(our thin --verify thin.result | sed 1d | wc -l)
	figures=$(measure 1 vk-match -q -c thin.courses --seed benih \
		thin.people)
	echo "${closed##*:} ${opened##*:} $findings $figures"
done >means
mean() {
	awk -v column="$1" '{ sum += $column } END { print sum / NR }' means
}
line 'placed, worst closed first' "$(mean 1)" '' ''
line 'placed, with opening again' "$(mean 2)" '' more
line 'seeds with fewer placed' "$(awk '$2 < $1' means | wc -l)" '' 0
line 'findings of --verify, blocking pairs too' "$(mean 3)" '' 0
line 'CPU' "$(mean 4)" s '<= 0.1 s'
awk '$2 < $1 || $3 > 0 { exit 1 }' means || failed=1

[ "${MATCH_LARGE:-1}" = 1 ] || exit "$failed"
printf '\n%s\n' 'four million'
rounds=3
generate 4000000 10000 400000 0 7 large
our_row '4,000,000 x 10,000 x 400,000' '<= 2.0 s' large
# Four bytes, the place on the waiting list, are there for the output only.
line '  bytes a person' "$(divide "$((kilobytes * 1024))" 4000000)" '' \
	'<= 60, and 4 for the output'
our_row '  read and matched, not written (--demand)' '<= 1.5 s' large --demand
exit "$failed"
