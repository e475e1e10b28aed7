# The same files give the same bytes, and the order of rows decides nothing.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

enroll enrolled.tsv
match enrolled.tsv placed.tsv
mkdir again
enroll again/enrolled.tsv
match again/enrolled.tsv again/placed.tsv
cmp enrolled.tsv again/enrolled.tsv || fail "a second vk-enroll differs"
cmp placed.tsv again/placed.tsv || fail "a second vk-match differs"

# Shuffle the rows of one clerk's file; the others stay.
mkdir shuffled
cp "$EXAMPLE"/masuk/* shuffled
{
	head -n 1 "$EXAMPLE/masuk/renon.csv"
	sed 1d "$EXAMPLE/masuk/renon.csv" |
		awk 'BEGIN { srand(7) } { print rand() "\t" $0 }' |
		LC_ALL=C sort | cut -f 2-
} >shuffled/renon.csv
cmp -s shuffled/renon.csv "$EXAMPLE/masuk/renon.csv" && fail "not shuffled"
stage vk-enroll --key key -i identities.tsv \
	--listed "$EXAMPLE/disnaker-2020.csv" -o shuffled/enrolled.tsv \
	shuffled/*.csv shuffled/*.xlsx
match shuffled/enrolled.tsv shuffled/placed.tsv
LC_ALL=C sort enrolled.tsv >sorted
LC_ALL=C sort shuffled/enrolled.tsv | cmp - sorted ||
	fail "shuffled applications are decided otherwise"
LC_ALL=C sort placed.tsv >sorted
LC_ALL=C sort shuffled/placed.tsv | cmp - sorted ||
	fail "shuffled applicants are placed otherwise"

# The stream backwards, and through a pipe instead of a file.
{
	head -n 1 enrolled.tsv
	sed 1d enrolled.tsv | tac
} >backwards.tsv
sh -c 'cat backwards.tsv' | vk-match -c "$EXAMPLE/courses.csv" 2>>messages |
	LC_ALL=C sort | cmp - sorted || fail "a pipe is matched otherwise"

# With --errors every verdict is worked out anew in the second pass; without, it
# is taken from the first.
generate --records 3000 --seed 3 --format stream >applications
cat >household.yaml <<'END'
office: {code: DPS, name: {id: Denpasar, en: Denpasar}}
values: {}
rules:
  - {code: WAGE, field: wage, test: at_most, value: 4000000, on_fail: reject}
  - {code: JHT, field: jht_claimed, test: equals, value: no, on_fail: warn}
  - {code: ONE, field: household_count, test: at_most, value: 1, on_fail: review}
END
# The first thousand again, in the same households under other NIKs.
sed -n 2,1001p applications >first
awk -F '\t' -v OFS='\t' '{
	$1 = "B" $1; $2 = substr($2, 1, 12) sprintf("%04d", 9999 - substr($2, 13))
	print }' first >>applications
for policy in "$EXAMPLE/policy.yaml" household.yaml; do
	for errors in text csv; do
		stage vk-enroll -p "$policy" --key key -i identities.tsv \
			--errors "$errors" -o "errors-$errors" applications
	done
	cmp errors-text errors-csv || fail "a kept verdict differs"
done
grep -q 'ONE:2:1' errors-text || fail "no household was told"
