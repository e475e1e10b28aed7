# After vk-enroll none of the nine identities is in a stream, a message or the
# run log.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

enroll enrolled.tsv
match enrolled.tsv placed.tsv
attend placed.tsv attended.tsv
payout attended.tsv paid.tsv

[ "$(stat -c %a identities.tsv)" = 600 ] || fail "identities.tsv is not 0600"
for field in nik phone account email kpj kk name address account_name; do
	column=$(head -n 1 identities.tsv | tr '\t' '\n' | grep -n -x "$field" |
		cut -d: -f1)
	[ -n "$column" ] || fail "identities.tsv has no $field"
	sed 1d identities.tsv | cut -f "$column" | grep -E '^.{8,}$' |
		sort -u >personal
	[ -s personal ] || fail "no $field to look for"
	for file in enrolled.tsv placed.tsv attended.tsv paid.tsv messages \
		run.log; do
		! grep -q -F -f personal "$file" ||
			fail "$file holds a $field of identities.tsv"
	done
done
