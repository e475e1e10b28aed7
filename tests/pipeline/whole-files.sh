# Files named with -o appear whole or not at all: at every kill and every
# failing call, the old file or the whole new one is there, and no success
# without the new one.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"
faults=$ROOT/tests/fault
if grep -q -a __asan_init "$BUILD/vk-match"; then
	echo "the shim can't be loaded before AddressSanitizer"
	exit 77
fi
export IO_FAULT_SHIM="$BUILD/fault/io-fault.so"

generate --records 300 --seed 5 --format stream >applications.tsv
stage vk-enroll --key key -i identities.tsv -o enrolled.tsv applications.tsv
match enrolled.tsv whole

cat >check <<'END'
if ! cmp -s placed whole; then
	[ "$(cat placed)" = old ] || { echo "half a file"; exit 1; }
	[ "$FAULT_STATUS" -gt 1 ] || { echo "a success without it"; exit 1; }
fi
# What failed is no success, even if the bytes are there: a failed fsync.
case $FAULT_CALL$FAULT_HARMED in
EIOyes | ENOSPCyes) [ "$FAULT_STATUS" -gt 1 ] || exit 1 ;;
esac
# A killed run may leave its temporary file, and so may a disk that is full
# of failures; a single failure may not.
case $FAULT_CALL in
EIO | ENOSPC | short) set -- placed.tmp-*; [ ! -e "$1" ] ;;
esac
END

points() {
	"$@" -s 'rm -f placed*; echo old >placed' -k 'sh ./check' \
		vk-match -c "$EXAMPLE/courses.csv" -o placed enrolled.tsv \
		>out 2>&1 || fail "$(cat out)"
}
export IO_FAULT_PATH=placed
points "$faults/io-points"
if command -v strace >/dev/null; then
	points "$faults/kill-points" -c write,fsync,rename
fi
