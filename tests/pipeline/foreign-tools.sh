# Streams load unchanged in the tools an analyst has; twenty tricky values
# come through each as they were.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

enroll enrolled.tsv
match enrolled.tsv placed.tsv
wanted=$(records placed.tsv)
column=$(head -n 1 placed.tsv | tr '\t' '\n' | grep -n -x match_status |
	cut -d: -f1)
placed=$(sed 1d placed.tsv | cut -f "$column" | grep -c -x placed)
[ "$placed" -gt 100 ] || fail "cut sees $placed placed"

n=$(mawk -F '\t' -v c="$column" 'NR > 1 && $c == "placed"' placed.tsv | wc -l)
[ "$n" -eq "$placed" ] || fail "mawk sees $n of $placed"

sqlite3 :memory: >answer <<END || fail "sqlite3 can't load the stream"
.mode ascii
.separator "\t" "\n"
.import placed.tsv placed
.mode list
select count(*), sum(match_status = 'placed'), sum(person <> '') from placed;
END
[ "$(cut -d '|' -f 1,2 answer)" = "$wanted|$placed" ] ||
	fail "sqlite3 sees $(cat answer) of $wanted|$placed"

if command -v mlr >/dev/null; then
	n=$(mlr --tsv count-distinct -f match_status placed.tsv |
		awk '$1 == "placed" { print $2 }')
	[ "$n" -eq "$placed" ] || fail "Miller sees $n of $placed"
fi

# join by person, both sides sorted.
key=$(head -n 1 placed.tsv | tr '\t' '\n' | grep -n -x person | cut -d: -f1)
sed 1d placed.tsv | awk -F '\t' -v k="$key" '$k != "" { print $k }' |
	sort -u >left
key=$(head -n 1 identities.tsv | tr '\t' '\n' | grep -n -x person | cut -d: -f1)
sed 1d identities.tsv | cut -f "$key" | grep . | sort -u >right
n=$(join left right | wc -l)
[ "$n" -eq "$(wc -l <left)" ] || fail "join finds $n of $(wc -l <left)"

# Values that break other formats: each tool gives back what it was given.
tricky=$ROOT/tests/pipeline/tricky.tsv
[ "$(records "$tricky")" -ge 20 ] || fail "too few tricky values"
vk-report --by value --count --format tsv "$tricky" >answer ||
	fail "the tricky values are no stream"
[ "$(records answer)" -eq "$(records "$tricky")" ] ||
	fail "vk-report takes different values for the same"

sqlite3 :memory: >answer <<END || fail "sqlite3 can't load tricky values"
.mode ascii
.separator "\t" "\n"
.import $tricky tricky
.mode list
.separator "\t"
select person, value from tricky;
END
sed 1d "$tricky" | cmp - answer || fail "sqlite3 changes tricky values"
mawk -F '\t' -v OFS='\t' '{ $1 = $1; print }' "$tricky" | cmp - "$tricky" ||
	fail "mawk changes tricky values"
cut -f 1,2 "$tricky" | cmp - "$tricky" || fail "cut changes tricky values"
if command -v mlr >/dev/null; then
	mlr --tsv cat "$tricky" >answer || fail "Miller can't load them"
	vk-report --by value --count --format tsv answer >counted ||
		fail "what Miller writes is no stream"
	[ "$(records counted)" -eq "$(records "$tricky")" ] ||
		fail "Miller changes tricky values"
fi
