#!/bin/sh
# The night of a region: its branches' nights side by side, each on the branch's
# own host, and one page of them all. What comes here are sealed totals, which
# name nobody; a cut connection is noticed.
#
#   region.sh HOSTS FOLDER
#
# HOSTS has a line for each branch: a name, where ssh finds its host, and the
# office's folder there, separated by TABs. FOLDER keeps totals and page. ssh
# needs keys that ask nothing, vk on the other side's PATH, and GNU parallel
# here. VK_AS_OF is the day; today where it isn't set.
set -u
umask 077
here=$(cd "$(dirname "$0")" && pwd) || exit 2
hosts=${1:?usage: region.sh HOSTS FOLDER}
folder=${2:?usage: region.sh HOSTS FOLDER}
export VK_AS_OF="${VK_AS_OF:-$(date +%Y-%m-%d)}"

stop() {
	echo "region: $*" >&2
	exit 2
}

# What stands in HOSTS becomes words of a shell on the other side.
if grep -n -v -E '^[A-Za-z0-9_-]+	[A-Za-z0-9_.@:-]+	[A-Za-z0-9_./-]+$' "$hosts" >&2; then
	stop "\"$hosts\": a line is NAME, HOST and FOLDER, separated by TABs"
fi
rm -rf "$folder/new"
mkdir -p "$folder/new" || stop "can't make \"$folder/new\""

# A night ends with 1 where something waits for a person: that is no failure.
parallel --will-cite --colsep '\t' --joblog "$folder/jobs" \
	"ssh -o BatchMode=yes {2} VK_AS_OF=$VK_AS_OF sh -s {3} \
		<'$here/branch.sh' >'$folder/new/{1}.tsv' 2>'$folder/new/{1}.log'
	[ \$? -le 1 ]" :::: "$hosts" </dev/null ||
	stop "without a night: $(
		cut -f 1 "$hosts" | while read -r name; do
			[ -s "$folder/new/$name.tsv" ] ||
				echo "$name ($(tail -n 1 "$folder/new/$name.log"))"
		done
	); the last page stays"
"$here/merge.sh" "$folder"
