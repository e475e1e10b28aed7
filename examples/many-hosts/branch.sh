#!/bin/sh
# A branch's part of a region's night: its own night in its own folder, and its
# totals on standard output. They name nobody; everything else stays here.
#
#   branch.sh FOLDER	of the office, as vk init made it; VK_AS_OF is the day
#
# The status is that of the night: 0, 1 where something waits for a person, 2.
set -u
umask 077
cd "${1:?usage: branch.sh FOLDER}" || exit 2

vk night >&2
status=$?
[ "$status" -le 1 ] || exit 2
cat malam/totals.tsv || exit 2
exit "$status"
