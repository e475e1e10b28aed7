# A writer killed in the middle of a pipe makes the last tool end with 2.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"
export VK_SEAL=1

generate --records 6000 --seed 3 --format stream >applications.tsv
stage vk-enroll --unsealed --key key -i identities.tsv -o enrolled.tsv \
	applications.tsv
size=$(stat -c %s enrolled.tsv)
[ "$size" -gt 1000000 ] || fail "only $size bytes"

cut=0
while [ "$cut" -lt "$size" ]; do
	{ sh -c "head -c $cut enrolled.tsv; kill -9 \$\$"; } 2>/dev/null |
		vk-match -c "$EXAMPLE/courses.csv" --seed s 2>/dev/null |
		vk-report --by match_status --count >out 2>/dev/null
	status=$?
	[ "$status" -eq 2 ] ||
		fail "cut at $cut of $size: vk-report ended with $status"
	[ ! -s out ] || fail "cut at $cut: a report of a broken stream"
	cut=$((cut + 262144))
done
# And where only the seal, or a part of it, is missing.
for cut in $((size - 1)) $((size - 10)) $((size - 27)); do
	head -c "$cut" enrolled.tsv |
		vk-report --by enroll_status --count >out 2>/dev/null
	[ $? -eq 2 ] || fail "cut at $cut of $size: not noticed"
done
vk-report --by enroll_status --count enrolled.tsv >out 2>/dev/null ||
	fail "the whole stream is refused"

# A real writer, killed while it writes to a slow reader.
generate --records 60000 --seed 4 --format stream >applications.tsv
{
	vk-enroll --unsealed --key key -i identities.tsv applications.tsv \
		2>/dev/null &
	sleep 0.3
	kill -9 $!
	wait $! 2>/dev/null
} 2>/dev/null | {
	sleep 0.6
	vk-report --by enroll_status --count >out 2>/dev/null
	echo $? >status
}
[ "$(cat status)" -eq 2 ] || fail "a killed vk-enroll is not noticed"
