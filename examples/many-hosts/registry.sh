#!/bin/sh
# The registry that branches share, in a PostgreSQL: who was enrolled where. It
# names people, so that the connection has to be encrypted.
#
#   registry.sh push URL OFFICE FILE	the office's registry, in place of its last
#   registry.sh pull URL OFFICE FILE	those of all others, for vk-enroll --registry
#
# OFFICE is the code of the policy's office. The first push makes the table.
set -u
umask 077
usage='usage: registry.sh push|pull URL OFFICE FILE'
verb=${1:?$usage} url=${2:?$usage} office=${3:?$usage} file=${4:?$usage}

sql() {
	psql -X -q -v ON_ERROR_STOP=1 -v office="$office" "$url" "$@"
}

case $verb in
push)
	columns=$(head -n 1 "$file" | sed 's/[^	]*/"&" text/g; s/	/, /g')
	trap 'rm -f "$file.rows"' EXIT
	sed '/^#end	/d' "$file" >"$file.rows" || exit 2
	# One transaction: others see the old rows, or the new ones.
	sql --single-transaction <<-END
		SET client_min_messages = warning;
		CREATE TABLE IF NOT EXISTS registry ($columns);
		DELETE FROM registry WHERE office = :'office';
		\\copy registry FROM '$file.rows' (FORMAT text, NULL '', HEADER MATCH)
	END
	;;
pull)
	sql >"$file.new" <<-'END' || exit 2
		COPY (SELECT * FROM registry WHERE office <> :'office'
			ORDER BY person, nik, office, application)
		TO STDOUT (FORMAT text, NULL '', HEADER);
	END
	# The seal of vk-records(5), since all of it came.
	printf '#end\t%d\t%s\n' "$(sed 1d "$file.new" | wc -l)" \
		"$(xxhsum -H3 "$file.new" 2>/dev/null | awk '{ print $NF }')" \
		>"$file.seal" && cat "$file.seal" >>"$file.new" &&
		rm "$file.seal" && mv "$file.new" "$file"
	;;
*)
	echo "$usage" >&2
	exit 2
	;;
esac
