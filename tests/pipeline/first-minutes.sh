# An office's first ten minutes with vk: a folder, the clerks' files, a night
# that goes as far as its files allow, and what to do next at each step.
# shellcheck shell=sh disable=SC2016
fail() {
	echo "$*"
	exit 1
}

# run STATUS WORDS command: its output holds the words.
run() {
	wanted=$1
	words=$2
	shift 2
	"$@" >out 2>&1
	status=$?
	[ "$status" -eq "$wanted" ] ||
		fail "$*: status $status, not $wanted: $(tail -n 3 out)"
	grep -q -- "$words" out || fail "$*: \"$words\" is not in: $(tail out)"
}

export VK_AS_OF=2020-09-20
run 2 'usage: vk init' vk
run 2 'there are: denpasar' vk init nowhere
run 2 'begin with vk init' vk night
run 0 'Next: copy the files into office/masuk' vk init denpasar office
grep -q '^  allowance_per_day$' out || fail "init doesn't say what is unset"
run 2 'has a policy.yaml already' vk init denpasar office
cd office || exit 2
[ "$(stat -c %a programme.key)" = 600 ] || fail "the key is not 0600"
! grep -q '^  seed:' policy.yaml || fail "a lottery's seed was shipped"
run 2 'masuk/ is empty' vk check
run 2 'masuk/ is empty' vk night
run 0 'no good night yet' vk status

# What vk check says of each file.
cp "$EXAMPLE"/masuk/* masuk
printf '\005contoh' >'masuk/~$renon.xlsx'
run 0 'Next: vk night' vk check
grep -q '^    No. Pendaftaran -> application, NIK -> nik,' out ||
	fail "headers are not told"
grep -q '^  CSV, UTF-16LE, "tab", header in line 4$' out ||
	fail "the kind of a file is not told"
grep -q '^  XLSX, sheet "' out || fail "the sheet is not told"
grep -q '^  rows: [1-9]' out || fail "the rows are not counted"
grep -q '^ *6 V-NIK-EXP$' out || fail "damage is not counted"
[ "$(grep -c accepted out)" -eq 4 ] || fail "not all files are counted"
[ ! -e malam/periksa ] || fail "vk check leaves its files behind"
printf '\037\213\010\000' >masuk/a.csv
run 1 'masuk/a.csv: is compressed with gzip' vk check
run 2 'blocked at enroll: .*gzip' vk night
run 0 'blocked: enroll: .*gzip' vk status
rm masuk/a.csv

# Enrolment alone; then seats without a seed, with one, days, and amounts.
run 1 'mend malam/perbaiki.xlsx' vk night
for file in page.txt page.html page.json putuskan.xlsx perbaiki.xlsx; do
	[ -s malam/$file ] || fail "no $file"
done
run 0 'last good night: 2020-09-20 malam/enroll.tsv' vk status
cp "$EXAMPLE/courses.csv" "$EXAMPLE/sources.csv" "$EXAMPLE/sessions.csv" \
	"$EXAMPLE/clock-map.csv" .
cp "$EXAMPLE/disnaker-2020.csv" disnaker.csv
run 1 'blocked at match: .*seed' vk night
sed 's/^match:$/&\n  seed: contoh-denpasar-2020/' policy.yaml >with-seed
mv with-seed policy.yaml
run 1 'Placed' vk night
run 0 'malam/match.tsv' vk status
cp -R "$EXAMPLE"/kehadiran/* kehadiran
run 1 'blocked at pay: .*allowance_per_day' vk night
run 0 'malam/attend.tsv' vk status
cp "$EXAMPLE/amounts.yaml" .
run 1 '^vk-payout list --ledger malam/ledger.db' vk night
run 0 'malam/pay.tsv' vk status
cp malam/pay.tsv first.tsv
run 1 '^vk-payout list' vk night
cmp malam/pay.tsv first.tsv || fail "a second night pays otherwise"
[ -s malam/hubungi.xlsx ] || fail "nobody to call"

# Another ledger, of the environment or the policy, is the only one: the same
# days in two would be paid twice.
rows() { sqlite3 "$1" 'SELECT count(*) FROM accrual'; }
mv malam/ledger.db before.db
mv malam/ledger.db.head before.db.head
VK_LEDGER=shared.db run 1 '^vk-payout list$' vk night
[ "$(rows shared.db)" = "$(rows before.db)" ] || fail "VK_LEDGER isn't used"
mv shared.db policys.db
mv shared.db.head policys.db.head
cp policy.yaml own.yaml
for key in ledger '"ledger" '; do
	sed "s/^payout:\$/&\n  $key: policys.db/" own.yaml >policy.yaml
	run 1 '^vk-payout list$' vk night
	[ "$(rows policys.db)" = "$(rows before.db)" ] || fail "paid again"
	[ ! -e malam/ledger.db ] || fail "a second ledger"
done
mv own.yaml policy.yaml
mv before.db malam/ledger.db
mv before.db.head malam/ledger.db.head

# What was corrected is not paid, nor what lies behind somebody's end.
column() {
	awk -F '\t' -v name="$1" 'NR == 1 {
		for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
		!/^#/ { print $at }' malam/pay.tsv
}
awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	$at["payable_days"] != "" && !done++ {
		print $at["course"] "/" substr($at["payable_days"], 1, 10) "/" \
			substr($at["course_times"], 1, 5) "/" $at["person"] }' \
	malam/pay.tsv >one
read -r key <one
person=${key##*/}
{
	echo "key,field,old,new,reason,by,at"
	echo "$key,status,present,absent,salah baris,Ayu,2020-09-19"
} >koreksi.csv
days=$(column days_due | awk '{ sum += $1 } END { print sum }')
run 1 '^vk-payout list' vk night
[ "$(column days_due | awk '{ sum += $1 } END { print sum }')" -eq $((days - 1)) ] ||
	fail "a correction is not heard"
rm koreksi.csv
printf 'person,kind,date\n%s,withdrawn,2020-01-01\n' "$person" >berhenti.csv
run 1 '^vk-payout list' vk night
column pay_reason | grep -q withdrawn || fail "a stop is not heard"
rm berhenti.csv
run 1 '^vk-payout list' vk night
cmp malam/pay.tsv first.tsv || fail "the first night doesn't come back"

# One night at a time, and who holds the lock.
mkdir malam/lock
echo 99999999 >malam/lock/process
run 2 'another night runs' vk night
run 0 'killed: process 99999999 is gone' vk status
echo $$ >malam/lock/process
run 0 "running: process $$" vk status
rm -r malam/lock
LC_ALL=id_ID.UTF-8
export LC_ALL
run 0 'terakhir selesai: 2020-09-20' vk status
