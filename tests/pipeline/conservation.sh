# No record is lost between any two tools, and statuses add up at each stage.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

enroll enrolled.tsv
match enrolled.tsv placed.tsv
attend placed.tsv attended.tsv
payout attended.tsv paid.tsv

wanted=$(records enrolled.tsv)
[ "$wanted" -gt 1000 ] || fail "only $wanted applications"
for stream in placed attended paid; do
	n=$(records "$stream.tsv")
	[ "$n" -eq "$wanted" ] || fail "$stream.tsv has $n records of $wanted"
done

# The applications are the same ones, each once, in the order they came.
applications() {
	vk-report --by application --count --format tsv "$1"
}
applications enrolled.tsv >wanted
for stream in placed attended paid; do
	applications "$stream.tsv" >found
	cmp -s wanted found || fail "$stream.tsv has other applications"
done

# Each record has one status of the stage, and these add up.
for pair in enrolled:enroll_status placed:match_status \
	attended:completion paid:pay_status; do
	stream=${pair%%:*}
	field=${pair#*:}
	sum=$(vk-report --by "$field" --count --format tsv "$stream.tsv" |
		awk -F '\t' 'NR > 1 { n += $2 } END { print n }')
	[ "$sum" -eq "$wanted" ] || fail "$field adds up to $sum of $wanted"
done
for pair in enrolled:enroll_status placed:match_status paid:pay_status; do
	vk-report --by "${pair#*:}" --count --format tsv "${pair%%:*}.tsv" |
		awk -F '\t' '$1 == "" { exit 1 }' ||
		fail "records without ${pair#*:}"
done
