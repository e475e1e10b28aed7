# Streams load unchanged in PostgreSQL by COPY ... (FORMAT text, NULL '', HEADER
# MATCH): the twenty tricky values and the five streams of the example come
# back as they went in.
# shellcheck shell=sh disable=SC1091
[ -n "${VK_TEST_SERVER:-}" ] ||
	exec "$ROOT/tests/with-postgres" sh \
		"$ROOT/tests/pipeline/foreign-postgres.sh"
. "$ROOT/tests/pipeline/night.inc"

# load FILE: makes a table of text columns, as the header has them.
load() {
	columns=$(head -n 1 "$1" | sed 's/[^	]*/"&" text/g; s/	/, /g')
	"$ROOT/tests/postgres-server" sql -v ON_ERROR_STOP=1 -A -t \
		-c 'DROP TABLE IF EXISTS stream' \
		-c "CREATE UNLOGGED TABLE stream ($columns)" \
		-c "\\copy stream FROM '$1' (FORMAT text, NULL '', HEADER MATCH)" \
		-c 'SELECT count(*) FROM stream' >count 2>said ||
		fail "PostgreSQL can't load $1: $(head -n 3 said)"
	[ "$(tail -n 1 count)" -eq "$(records "$1")" ] ||
		fail "PostgreSQL sees $(cat count) of $(records "$1") in $1"
}

# back FILE: what is in the table, again as a stream.
back() {
	"$ROOT/tests/postgres-server" sql -v ON_ERROR_STOP=1 \
		-c "\\copy stream TO '$1' (FORMAT text, NULL '', HEADER)"
}

# round_trip FILE: the same comes back, but for the order, which a table does
# not have, and for "\#", which is "#".
round_trip() {
	load "$1"
	back back.tsv || fail "$1 doesn't come back"
	sed 's/\\#/#/g' "$1" | sort >wanted
	sed 's/\\#/#/g' back.tsv | sort | cmp - wanted || fail "PostgreSQL changes $1"
}

[ "$(records "$ROOT/tests/pipeline/tricky.tsv")" -ge 20 ] ||
	fail "too few tricky values"
round_trip "$ROOT/tests/pipeline/tricky.tsv"

enroll enrolled.tsv
match enrolled.tsv placed.tsv
attend placed.tsv attended.tsv
payout attended.tsv paid.tsv
vk-report --by enroll_status,match_status --count --format tsv paid.tsv \
	>report.tsv || fail "vk-report: $?"
for stream in enrolled placed attended paid report identities; do
	round_trip "$stream.tsv"
done

# Another order of columns is noticed, and what is counted there is right.
load placed.tsv
wanted=$(awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "match_status")
	c = i } $c == "placed"' placed.tsv | wc -l)
n=$("$ROOT/tests/postgres-server" sql -A -t \
	-c "SELECT count(*) FROM stream WHERE match_status = 'placed'")
[ "$n" -eq "$wanted" ] || fail "PostgreSQL sees $n of $wanted placed"
awk -F '\t' -v OFS='\t' '{ print $2, $1 }' "$ROOT/tests/pipeline/tricky.tsv" \
	>turned.tsv
load "$ROOT/tests/pipeline/tricky.tsv"
! "$ROOT/tests/postgres-server" sql -v ON_ERROR_STOP=1 \
	-c "\\copy stream FROM 'turned.tsv' (FORMAT text, NULL '', HEADER MATCH)" \
	2>/dev/null || fail "turned columns are not noticed"
exit 0
