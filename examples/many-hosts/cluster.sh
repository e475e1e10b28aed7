#!/bin/sh
# The same where a cluster has the branches' folders: a Slurm job array, a task
# a branch.
#
#   cluster.sh BRANCHES FOLDER
#
# BRANCHES has a line for each: a name and the office's folder, separated by a
# TAB. Both folders are seen by every node, and vk is on PATH there. The ledger
# of an office in such a place is a PostgreSQL: SQLite isn't safe on a network
# file system, and vk-payout refuses it there.
set -u
umask 077
here=$(cd "$(dirname "$0")" && pwd) || exit 2
branches=$(realpath "${1:?usage: cluster.sh BRANCHES FOLDER}") || exit 2
folder=${2:?usage: cluster.sh BRANCHES FOLDER}
export VK_AS_OF="${VK_AS_OF:-$(date +%Y-%m-%d)}"

rm -rf "$folder/new"
mkdir -p "$folder/new" && folder=$(realpath "$folder") || exit 2
cat >"$folder/task.sh" <<END
#!/bin/sh
sed -n "\${SLURM_ARRAY_TASK_ID}p" '$branches' | {
	read -r name office
	'$here/branch.sh' "\$office" >'$folder/new/'"\$name.tsv"
	[ \$? -le 1 ]
}
END
sbatch --wait --quiet --array="1-$(grep -c '' "$branches")" --export=ALL \
	--output="$folder/new/task-%a.log" "$folder/task.sh" || {
	echo "cluster: a task failed; the last page stays:" >&2
	tail -n 1 "$folder"/new/task-*.log >&2
	exit 2
}
"$here/merge.sh" "$folder"
