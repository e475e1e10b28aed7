# All five tools in one line, sealed and plain, give the page that the stages
# give one by one.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

enroll enrolled.tsv
match enrolled.tsv placed.tsv
attend placed.tsv attended.tsv
payout attended.tsv paid.tsv
vk-report --by enroll_status,match_status,completion,pay_status --count \
	--sum amount_due --format tsv paid.tsv >staged || fail "vk-report: $?"

for seal in 0 1; do
	rm -f identities.tsv
	VK_SEAL=$seal
	export VK_SEAL
	vk-enroll -q --key key -i identities.tsv \
		--listed "$EXAMPLE/disnaker-2020.csv" "$EXAMPLE"/masuk/* \
		2>>messages |
		vk-match -q -c "$EXAMPLE/courses.csv" 2>>messages |
		vk-attend -q -i identities.tsv \
			--sources "$EXAMPLE/sources.csv" \
			--sessions "$EXAMPLE/sessions.csv" \
			--identities-map "$EXAMPLE/clock-map.csv" \
			"$EXAMPLE/kehadiran" 2>>messages |
		vk-payout -q -p "$EXAMPLE/policy.yaml" \
			-p "$EXAMPLE/amounts.yaml" -i identities.tsv \
			2>>messages |
		vk-report --by enroll_status,match_status,completion,pay_status \
			--count --sum amount_due --format tsv >piped ||
		fail "the line ended with $?: $(tail -n 3 messages)"
	cmp staged piped || fail "VK_SEAL=$seal: the line gives something else"
done
