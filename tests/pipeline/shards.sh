# The shards of a run together are the run: nothing is lost, written twice or
# decided otherwise, also where a record of another shard decides.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

# The records of all files of the pattern, sorted; their headers are alike.
together() {
	for file in "$@"; do sed 1d "$file"; done | LC_ALL=C sort
}

# same WHOLE PART ...: whether the parts hold the records of the whole, and no
# part all of them.
same() {
	whole=$1
	shift
	together "$whole" >whole.sorted
	together "$@" | cmp - whole.sorted ||
		fail "the shards of $whole are not the whole"
	for part in "$@"; do
		[ "$(records "$part")" -lt "$(records "$whole")" ] ||
			fail "$part is all of $whole"
	done
}

linked() {
	stage vk-enroll -p "$EXAMPLE/policy.yaml" -p "$EXAMPLE/linkage.yaml" \
		--key key --listed "$EXAMPLE/disnaker-2020.csv" "$@"
}

linked -i identities.tsv --unreached unreached.tsv -o enrolled.tsv \
	--registry-out registry.tsv "$EXAMPLE"/masuk/*
for i in 1 2 3; do
	linked -i "identities-$i.tsv" --unreached "unreached-$i.tsv" \
		-o "enrolled-$i.tsv" --registry-out "registry-$i.tsv" \
		--shard "$i/3" "$EXAMPLE"/masuk/*
done
same enrolled.tsv enrolled-?.tsv
same identities.tsv identities-?.tsv
same registry.tsv registry-?.tsv
together unreached.tsv >whole.sorted
together unreached-?.tsv | cmp - whole.sorted ||
	fail "somebody unreached is lost or there twice"
grep -q '	duplicate	' enrolled.tsv || fail "no duplicate: nothing is tested"

# A seat is one seat, and a pair is no shard's.
match enrolled.tsv placed.tsv
vk-match --shard 1/2 -c "$EXAMPLE/courses.csv" enrolled.tsv >out 2>refused
[ $? -eq 2 ] && [ ! -s out ] || fail "vk-match took a shard"
grep -q 'match the applicants of a region together' refused ||
	fail "the refusal doesn't say what to do"

attend placed.tsv attended.tsv
for kind in days anomalies; do
	stage vk-attend --$kind -i identities.tsv \
		--sources "$EXAMPLE/sources.csv" \
		--sessions "$EXAMPLE/sessions.csv" \
		--identities-map "$EXAMPLE/clock-map.csv" \
		--placements placed.tsv -o "$kind.tsv" "$EXAMPLE/kehadiran"
done
for i in 1 2 3; do
	stage vk-attend -i identities.tsv --sources "$EXAMPLE/sources.csv" \
		--sessions "$EXAMPLE/sessions.csv" \
		--identities-map "$EXAMPLE/clock-map.csv" --shard "$i/3" \
		--days-out "days-$i.tsv" --anomalies-out "anomalies-$i.tsv" \
		--placements placed.tsv -o "attended-$i.tsv" \
		"$EXAMPLE/kehadiran"
done
same attended.tsv attended-?.tsv
same days.tsv days-?.tsv
together anomalies.tsv >whole.sorted
together anomalies-?.tsv | cmp - whole.sorted ||
	fail "a sign is lost or there twice"

payout attended.tsv due.tsv
for i in 1 2 3; do
	stage vk-payout -p "$EXAMPLE/policy.yaml" -p "$EXAMPLE/amounts.yaml" \
		-i identities.tsv --shard "$i/3" -o "due-$i.tsv" attended.tsv
done
same due.tsv due-?.tsv

# report OPTION ...: of the courses and the list.
report() {
	stage vk-report -c "$EXAMPLE/courses.csv" \
		--listed "$EXAMPLE/disnaker-2020.csv" "$@"
}
report --partial -o partial.tsv due.tsv
for i in 1 2 3; do
	report --partial --shard "$i/3" -o "partial-$i.tsv" due.tsv
done
stage vk-report --merge -o whole.json partial.tsv
stage vk-report --merge -o shards.json partial-?.tsv
sed 's/partial[-0-9]*\.tsv//g' whole.json >whole.page
sed 's/partial[-0-9]*\.tsv//g' shards.json | cmp - whole.page ||
	fail "the page of the shards differs"
