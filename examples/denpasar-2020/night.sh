#!/bin/sh
# The night of the example branch, as cron would run it: enrol, match, attend,
# pay, report. Every stage's status is checked; a stage that fails leaves what
# the last good night left.
#
#   examples/denpasar-2020/night.sh [folder of the tools]
#
# VK_NIGHT is the folder of the night's files (night/ beside the tools unless
# told), VK_AS_OF the day, VK_LANG the language of the page.
set -u
umask 077

here=$(cd "$(dirname "$0")" && pwd) || exit 2
if [ $# -gt 0 ]; then
	tools=$(cd "$1" && pwd) || exit 2
	PATH=$tools:$PATH
	export PATH
fi
night=${VK_NIGHT:-${tools:-.}/night}
export VK_SEAL=1
export VK_AS_OF="${VK_AS_OF:-2020-09-20}"
export VK_POLICY="$here/policy.yaml"
export VK_IDENTITIES="$night/identities.tsv"
export VK_RUN_LOG="$night/run.log"
export VK_PURPOSE="${VK_PURPOSE:-laporan malam}"
lang=${VK_LANG:-id}

stop() {
	echo "night: $*" >&2
	exit 2
}

mkdir -p "$night" || stop "can't make \"$night\""

# One night at a time. A folder is made by one process only.
lock=$night/lock
mkdir "$lock" 2>/dev/null ||
	stop "\"$lock\" is there: another night runs, or one was killed;" \
		"look, then remove it"
trap 'rmdir "$lock"' EXIT
trap 'exit 2' HUP INT PIPE TERM

# A real branch makes its key once with vk-enroll --new-key and keeps a copy
# outside. This one is public: it protects nobody.
[ -e "$night/programme.key" ] ||
	install -m 0600 "$here/demo.key" "$night/programme.key" ||
	stop "can't install the key"

: >"$night/waiting"
: >"$night/messages"

# stage NAME COMMAND: 0 goes on, 1 goes on and is told below, anything else
# ends the night.
stage() {
	name=$1
	shift
	"$@" 2>>"$night/messages"
	status=$?
	case $status in
	0) ;;
	1) echo "$name" >>"$night/waiting" ;;
	*)
		tail -n 3 "$night/messages" >&2
		stop "$name ended with status $status; nothing after it was run"
		;;
	esac
}

stage enrol vk-enroll -q -p "$VK_POLICY" -p "$here/linkage.yaml" \
	--key "$night/programme.key" \
	--listed "$here/disnaker-2020.csv" \
	--registry-out "$night/registry.tsv" \
	--repair "$night/perbaiki.xlsx" \
	-o "$night/enrolled.tsv" "$here"/masuk/*

stage match vk-match -q -c "$here/courses.csv" \
	--courses-out "$night/courses-result.tsv" \
	-o "$night/placed.tsv" "$night/enrolled.tsv"

stage attend vk-attend -q --placements "$night/placed.tsv" \
	--sources "$here/sources.csv" --sessions "$here/sessions.csv" \
	--identities-map "$here/clock-map.csv" \
	-o "$night/attended.tsv" "$here/kehadiran"

# The amounts of amounts.yaml are invented: see there.
stage pay vk-payout propose -q -p "$here/policy.yaml" -p "$here/amounts.yaml" \
	--ledger "$night/ledger.db" --by malam \
	-o "$night/paid.tsv" "$night/attended.tsv"

# The last page, for the change since then.
if [ -e "$night/page.json" ]; then
	cp "$night/page.json" "$night/previous.json" || stop "can't keep the page"
	set -- --previous "$night/previous.json"
else
	set --
fi
report() {
	stage report vk-report -q --lang "$lang" -c "$here/courses.csv" \
		--listed "$here/disnaker-2020.csv" "$@" \
		"$night/paid.tsv"
}
report "$@" --format json -o "$night/page.json"
report "$@" --format html -o "$night/page.html"
report "$@" --format text -o "$night/page.txt"

cat "$night/page.txt"
echo
echo "$night: page.html page.json paid.tsv ledger.db perbaiki.xlsx"
if [ -s "$night/waiting" ]; then
	echo "waiting for a person: $(sort -u "$night/waiting" | tr '\n' ' ')"
fi
