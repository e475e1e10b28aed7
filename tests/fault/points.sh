# What kill-points and io-points share. Sourced by them; see there.
#
# They set: tool, calls, setup, check, step, maximum, work. Each try is
# numbered within its call (kill-points) or its kind of failure (io-points).

export LC_ALL=C

usage() {
	sed -n '/^#	tests/,/^#$/s/^#	//p' "$0" | head -n 2 >&2
	exit 2
}

# Sets the options; what is left is the command. "$@" must be shifted by
# $((OPTIND - 1)) afterwards.
take_options() {
	kinds=${kinds:-}
	setup=:
	check=
	step=1
	maximum=2000
	while getopts a:c:i:k:n:s: option; do
		case $option in
		a) kinds=$OPTARG ;;
		c) calls=$OPTARG ;;
		i) step=$OPTARG ;;
		k) check=$OPTARG ;;
		n) maximum=$OPTARG ;;
		s) setup=$OPTARG ;;
		*) usage ;;
		esac
	done
	[ -n "$check" ] || usage
}

fail() {
	echo "$tool: $*" >&2
	exit "${fault_exit:-2}"
}

prepare() {
	sh -c "$setup" >"$work/out" 2>&1 || {
		cat "$work/out" >&2
		fail "the setup failed: $setup"
	}
}

# run_check STATUS HARMED: the judgement after one try.
run_check() {
	FAULT_POINT=$point FAULT_STATUS=$1 FAULT_HARMED=$2
	export FAULT_POINT FAULT_STATUS FAULT_HARMED
	sh -c "$check" >"$work/out" 2>&1 && return
	cat "$work/out" "$work/command" >&2
	fault_exit=1
	fail "$FAULT_CALL $point: status $1, and the check failed: $check"
}

# Calls try_point with the command, which sets status and harmed, for each point
# of one kind until the command goes through unharmed.
try_all_points() {
	point=1
	tried=0
	while :; do
		prepare
		try_point "$@"
		run_check "$status" "$harmed"
		[ "$harmed" = yes ] || break
		tried=$((tried + 1))
		[ "$tried" -lt "$maximum" ] ||
			fail "$FAULT_CALL: no end after $maximum points"
		point=$((point + step))
	done
	[ "$status" -lt 2 ] || {
		cat "$work/command" >&2
		fail "the command fails unharmed, with status $status"
	}
	echo "$tool: $FAULT_CALL: $tried points hold"
}
