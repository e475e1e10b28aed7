#!/bin/sh
# One page of the totals in FOLDER/new: page.html, page.json and, printed,
# page.txt. A region's own targets stand in the policy of $VK_POLICY.
#
#   merge.sh FOLDER
set -u
umask 077
cd "${1:?usage: merge.sh FOLDER}" || exit 2
export VK_SEAL=1

set --
[ ! -e page.json ] || set -- --previous previous.json
[ ! -e page.json ] || cp page.json previous.json || exit 2
for format in json html txt; do
	vk-report -q --merge "$@" -o "page.$format" new/*.tsv
	[ $? -le 1 ] || exit 2
done
cat page.txt
