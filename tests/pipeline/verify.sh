# A result is proven from its inputs, and each kind of tampering is found.
# shellcheck shell=sh disable=SC1091,SC2016
. "$ROOT/tests/pipeline/night.inc"

enroll enrolled.tsv
match enrolled.tsv placed.tsv
verify() {
	vk-match -q -c "$EXAMPLE/courses.csv" --verify "$1" enrolled.tsv \
		>findings 2>>messages
}
verify placed.tsv || fail "a true result is refused: $(head -n 3 findings)"
[ "$(records findings)" -eq 0 ] || fail "findings in a true result"

# tamper NAME AWK-PROGRAM: columns by name are in the array c.
tamper() {
	awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i }
		'"$2"' { print }' placed.tsv >tampered.tsv
	cmp -s placed.tsv tampered.tsv && fail "$1: nothing was tampered with"
	verify tampered.tsv
	status=$?
	[ "$status" -eq 1 ] || fail "$1: status $status, not found"
}
tamper 'another course' 'NR > 1 && !done && $c["choice"] == 2 {
	$c["course"] = $c["choice1"]; $c["choice"] = 1; done = 1 }'
tamper 'dropped' 'NR > 1 && !done && $c["match_status"] == "placed" {
	$c["match_status"] = "unplaced"; $c["course"] = ""; done = 1 }'
tamper 'lottery' 'NR > 1 && !done && $c["lottery"] != "" {
	$c["lottery"] = "0000000000000001"; done = 1 }'
tamper 'waiting list' 'NR > 1 && !done && $c["waitlist_place"] > 1 {
	$c["waitlist_place"] = 1; done = 1 }'
tamper 'reason' 'NR > 1 && !done && $c["match_reasons"] ~ /full-priority/ {
	sub(/full-priority/, "closed", $c["match_reasons"]); done = 1 }'
tamper 'a row left out' 'NR > 1 && !done && $c["match_status"] == "placed" {
	done = 1; next }'

# Seeds about the length from which "seed|person" takes SHA-256 two blocks.
seed=012345678901234567890
for more in 1 2 3 4567890123456789012345678901234567890; do
	seed=$seed$more
	vk-match -q -c "$EXAMPLE/courses.csv" --seed "$seed" -o long.tsv \
		enrolled.tsv 2>>messages || fail "seed of ${#seed} bytes"
	vk-match -q -c "$EXAMPLE/courses.csv" --seed "$seed" --verify long.tsv \
		enrolled.tsv >findings 2>>messages ||
		fail "a true result of a long seed: $(head -n 3 findings)"
done
