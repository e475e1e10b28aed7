# Each trouble gives one clear line and its exit status.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

# expect STATUS WORDS command: one line on stderr that holds the words.
expect() {
	wanted=$1
	words=$2
	shift 2
	"$@" >out 2>err </dev/null
	status=$?
	[ "$status" -eq "$wanted" ] ||
		fail "$*: status $status, not $wanted: $(head -n 2 err)"
	[ "$(wc -l <err)" -eq 1 ] ||
		fail "$*: $(wc -l <err) lines: $(head -n 3 err)"
	grep -q -- "$words" err || fail "$*: \"$words\" is not in: $(cat err)"
}

count() {
	vk-report --by enroll_status --count "$@"
}

policy() {
	vk-enroll -p "$1" --check-policy
}

{ printf 'person\tenroll_status\n' && printf 'p%d\taccepted\n' 1 2 3; } >good

# The policy.
sed '/^    source: .*idntimes/d; s/^    field: birth_date/    feild: birth_date/' \
	"$EXAMPLE/policy.yaml" >misspelt.yaml
expect 2 'misspelt.yaml:[0-9]*:[0-9]*: .*feild.*field' policy misspelt.yaml
awk '/^    test: / && !done { done = 1; next } { print }' \
	"$EXAMPLE/policy.yaml" >missing.yaml
expect 2 'missing.yaml:[0-9]*:[0-9]*: .*test' policy missing.yaml
printf 'values: {a: 1}\nvalues: {b: 2}\n' >twice.yaml
expect 2 'twice.yaml:2:1: .*values' policy twice.yaml

# A rate that nobody set.
printf 'person\tpayable_days\tapplication\np1\t2020-09-07\ta1\n' >days
printf 'person\tapplication\tname\tbank\taccount\taccount_name\n' >people
printf 'p1\ta1\tContoh\tbri\t123456789012345\tContoh\n' >>people
chmod 600 people
expect 2 'allowance_per_day' vk-payout -i people days

# Broken streams.
printf 'person\tenroll_status\np1\taccepted' >cutoff
expect 2 'cutoff:2: .*newline' count cutoff
printf 'person\tenroll_status\np1\n' >short
expect 2 'short:2: .*1 fields where the header has 2' count short
{ cat good && printf '#end\t3\t0123456789abcdef\n'; } >wrong
expect 2 'wrong:5: .*#end' count wrong
expect 2 'good:5: .*VK_SEAL' env VK_SEAL=1 vk-report --by enroll_status \
	--count good
printf 'person\tenroll_status\np\0001\tx\n' >nulbyte
expect 2 'nulbyte:.*NUL' count nulbyte
printf 'person\tenroll_status\np\377\tx and more\n' >latin
expect 2 'latin:.*UTF-8' count latin
: >empty
expect 2 'empty: no bytes' count empty
mkdir folder
expect 2 'folder" is a folder' count folder
expect 2 'nowhere.*No such file' count nowhere
if [ "$(id -u)" -ne 0 ]; then
	cp good unreadable
	chmod 000 unreadable
	expect 2 'unreadable.*Permission' count unreadable
fi
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "c%d\t", i; print "person" }' \
	>wide
expect 2 'wide:.*\(column\|long\|MiB\)' count wide
head -c 1000000000 /dev/zero | tr '\0' a |
	vk-report --by enroll_status --count >out 2>err
status=$?
[ "$status" -eq 2 ] || fail "a line of 1 GB: status $status"
grep -q 'MiB\|long' err || fail "a line of 1 GB: $(cat err)"

# All five tools treat a stream alike.
enroll enrolled.tsv
match enrolled.tsv placed.tsv
attend placed.tsv attended.tsv
mkdir none
one() {
	tool=$1
	file=$2
	shift 2
	case $tool in
	enroll) vk-enroll --key key -i other.tsv "$@" "$file" ;;
	match) vk-match -q -c "$EXAMPLE/courses.csv" "$@" "$file" ;;
	attend) vk-attend -i identities.tsv --placements "$file" "$@" none ;;
	payout) vk-payout -p "$VK_POLICY" -p "$EXAMPLE/amounts.yaml" \
		-i identities.tsv "$@" "$file" ;;
	report) vk-report -q "$@" "$file" ;;
	esac
}
for tool in enroll match attend payout report; do
	case $tool in
	enroll | match) from=enrolled.tsv ;;
	attend) from=placed.tsv ;;
	*) from=attended.tsv ;;
	esac
	head -n 5 "$from" >five
	six=$(sed -n 6p "$from")
	head -c -1 five >cutoff
	{ cat five && echo "$six" | cut -f 1-3; } >short
	{ cat five && printf '#end\t4\t0123456789abcdef\n'; } >wrong
	{ cat five && printf '%s\0\n' "$six"; } >nulbyte
	{ cat five && printf '%s\377\n' "$six"; } >latin
	expect 2 'cutoff:5: .*newline' one "$tool" cutoff
	expect 2 'short:6: .*3 fields where' one "$tool" short
	expect 2 'wrong:6: .*#end' one "$tool" wrong
	expect 2 'nulbyte:6: .*NUL' one "$tool" nulbyte
	expect 2 'latin:6: .*UTF-8' one "$tool" latin
	expect 2 'five:6: .*VK_SEAL' env VK_SEAL=1 sh -c \
		"case $tool in enroll) vk-enroll --key key -i o.tsv five ;;
		match) vk-match -c $EXAMPLE/courses.csv five ;;
		attend) vk-attend --placements five none ;;
		payout) vk-payout -p $VK_POLICY -p $EXAMPLE/amounts.yaml \
			-i identities.tsv five ;;
		report) vk-report five ;; esac"
	expect 2 'empty: no bytes' one "$tool" empty
	expect 2 'folder" is a folder' one "$tool" folder
	expect 2 'nowhere.*No such file' one "$tool" nowhere
	expect 2 'wide:.*\(column\|long\|MiB\)' one "$tool" wide
	expect 2 'nothere/out.*No such' one "$tool" five -o nothere/out
	head -c 30000000 /dev/zero | tr '\0' a | one "$tool" - >out 2>err
	status=$?
	[ "$status" -eq 2 ] || fail "$tool, a line of 30 MB: status $status"
	grep -q 'MiB' err || fail "$tool, a line of 30 MB: $(cat err)"
	head -n 1 "$from" >header
	one "$tool" header >out 2>err || fail "$tool, header only: status $?"
	[ ! -s err ] || fail "$tool, header only: $(cat err)"
	one "$tool" five 2>err >/dev/full
	status=$?
	[ "$status" -eq 2 ] || fail "$tool, /dev/full: status $status"
	tail -n 1 err | grep -q 'No space left' || fail "$tool: $(cat err)"
	one "$tool" five 2>err >&-
	status=$?
	[ "$status" -eq 2 ] || fail "$tool, closed stdout: status $status"
	tail -n 1 err | grep -q 'Bad file descriptor' || fail "$tool: $(cat err)"
done

# Header only is fine, and no records.
head -n 1 good >header
count header >out 2>err || fail "header only: status $?"
[ ! -s err ] || fail "header only: $(cat err)"

# Outputs that fail.
vk-report --by enroll_status --count good 2>err >/dev/full
status=$?
[ "$status" -eq 2 ] || fail "/dev/full: status $status"
grep -q 'No space left' err || fail "/dev/full: $(cat err)"
# Nothing is left of a run whose output fails, of the office's papers neither.
mkdir papers
for kind in xlsx csv; do
	(cd papers && vk-enroll -q --key ../key -i identities.tsv \
		--repair mend.$kind --undecided decide.$kind \
		"$EXAMPLE"/masuk/* 2>../err >/dev/full)
	status=$?
	[ "$status" -eq 2 ] || fail "papers, $kind, /dev/full: status $status"
	[ -z "$(ls papers)" ] || fail "papers, $kind: left: $(ls papers)"
done
vk-report --by enroll_status --count good 2>err >&-
status=$?
[ "$status" -eq 2 ] || fail "closed stdout: status $status"
[ "$(wc -l <err)" -eq 1 ] || fail "closed stdout: $(cat err)"
generate --records 20000 --seed 5 --format stream | sed '1s/^application/person/' >many
sh -c 'vk-match -c "$1" --seed s many 2>err; echo $? >status' sh \
	"$EXAMPLE/courses.csv" | head -n 1 >/dev/null
[ "$(cat status)" -eq 141 ] || fail "closed pipe: status $(cat status)"
! grep -q -v 'serial dictatorship' err || fail "closed pipe: $(cat err)"

# A spreadsheet's damage is told with file, line, column and field.
printf 'NIK;Nama;Tgl Lahir\n5,17E+15;Contoh Satu;25/02/1990\n' >damaged.csv
vk-enroll --key key -i identities.tsv damaged.csv >out 2>err
status=$?
[ "$status" -eq 1 ] || fail "damaged NIK: status $status: $(cat err)"
grep -q 'damaged.csv:2:1: error: V-NIK-EXP.*field nik' err ||
	fail "damaged NIK: $(cat err)"
! grep -q 5,17E+15 err || fail "a NIK is shown whole: $(cat err)"
