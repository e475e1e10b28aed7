# The sessions of vk-runbook(7), in both languages, run on the example branch
# and give what they show. A comment '.\" test: NAME OFFICE' before a session
# names the trouble that is made first, and the state the office is in; "goes
# on" continues the session before it. Output is compared word by word, since
# long messages are broken on the page.
# shellcheck shell=sh disable=SC2016,SC2030,SC2031
fail() {
	echo "$*"
	exit 1
}
here=$PWD
salinan=$here/salinan

# The day of the page's sessions.
mkdir bin
printf '#!/bin/sh\necho 2020-09-21\n' >bin/date
chmod +x bin/date

prepare_office() {
	vk init denpasar >/dev/null || fail "vk init"
	cd denpasar || exit 2
	install -m 0600 "$EXAMPLE/demo.key" programme.key
	cp "$EXAMPLE"/masuk/* masuk
	cp "$EXAMPLE/courses.csv" "$EXAMPLE/sources.csv" "$EXAMPLE/sessions.csv" \
		"$EXAMPLE/clock-map.csv" "$EXAMPLE/amounts.yaml" .
	cp "$EXAMPLE/disnaker-2020.csv" disnaker.csv
	cp -R "$EXAMPLE"/kehadiran/* kehadiran
	sed 's/^match:$/&\n  seed: contoh-denpasar-2020/' policy.yaml >with-seed
	mv with-seed policy.yaml
	VK_AS_OF=2020-09-20 vk night >/dev/null
	[ -s malam/pay.tsv ] || fail "no night: $(cat malam/messages)"
	echo nota >nota.pdf
	echo surat >surat.pdf
	mkdir "$salinan"
	cp malam/ledger.db.head malam/ledger.db programme.key "$salinan"
}
prepare_sent() {
	pay manifest DPS0001 >manifest.txt
	pay approve --by Made --manifest manifest.txt --evidence nota.pdf DPS0001
	mkdir outbox
	pay export --by Made --outbox outbox DPS0001
}
prepare_answered() {
	pay ingest --by Ayu "$EXAMPLE/bank/jawaban-DPS0001.csv"
}
pay() {
	verb=$1
	shift
	VK_AS_OF=2020-09-21 VK_POLICY=policy.yaml VK_LEDGER=malam/ledger.db \
		vk-payout "$verb" -q "$@"
	[ $? -le 1 ] || fail "vk-payout $verb $*"
}

# The troubles, each in its office's folder.
make_environment() { :; }
make_backup() { :; }
make_stale() {
	cp "$salinan/ledger.db" malam/ledger.db
}
make_head() {
	rm malam/ledger.db.head
}
make_nokey() {
	rm programme.key
}
make_otherkey() {
	printf 'vk-key-1 %064d\n' 7 >programme.key
	chmod 600 programme.key
}
make_postgres() { :; }
make_lock() {
	mkdir malam/lock
	echo 4194305 >malam/lock/process
}
make_stage() {
	mkdir lama
	mv amounts.yaml lama
}
make_disk() {
	touch malam/perbaiki.xlsx.tmp-000001
	LD_PRELOAD="$BUILD/fault/io-fault.so" IO_FAULT_AT=1 IO_FAULT_FOR=0 \
		IO_FAULT_AS=ENOSPC IO_FAULT_CALLS=write,writev \
		IO_FAULT_PATH=identities VK_AS_OF=2020-09-21 \
		vk night
	[ $? -eq 2 ]
}
make_sheet() {
	printf '\037\213\010\000' >masuk/a.csv
}
make_unknown() {
	echo "reference;status;amount;reason
DPS0001-00001;unknown;735000;time_out
DPS0001-00002;paid;735000;" >hasil.csv
	echo "reference;status;amount;reason
DPS0001-00001;paid;735000;" >surat.csv
}
make_answer() {
	echo "reference;status;amount;reason
DPS0001-00001;paid;735000;
DPS0001-00005;paid;630000;" >jawaban.csv
}
make_whole() { :; }
make_withdraw() { :; }
make_void() { :; }
make_overpaid() {
	sed -i '2s/;H/;A/' kehadiran/DPS-001/daftar-hadir.csv
	VK_AS_OF=2020-09-21 vk night
	[ $? -eq 1 ]
}
# One more day of a class, and another account for one who is in it.
make_held() {
	sed -i -e 's/\r$//' -e '1s/$/;21\/09\/2020/' -e '2,$s/$/;H/' \
		kehadiran/DPS-001/daftar-hadir.csv
	sed -i 's/312280737757817/312280737757825/' masuk/*.csv
	echo halaman >buku-tabungan.pdf
	VK_AS_OF=2020-09-21 vk night
	[ $? -eq 1 ]
}
make_signer() {
	sed -i 's/approval: portal/approval: ssh/
		/approval: ssh/a\  allowed_signers: allowed_signers' policy.yaml
	for who in malam made wayan; do
		ssh-keygen -q -t ed25519 -N '' -C '' -f "$who-key"
		mv "$who-key" "$salinan/$who"
		mv "$who-key.pub" "$who.pub"
	done
	cp "$salinan/wayan" .
	{
		echo "malam namespaces=\"vk-payout-make\" $(cut -d ' ' -f 1,2 malam.pub)"
		# The line of another key than the one that signs.
		echo "Made namespaces=\"vk-payout-approve\" $(cut -d ' ' -f 1,2 wayan.pub)"
	} >allowed_signers
	pay manifest DPS0001 >manifest.txt
	sign malam vk-payout-make maker.sig
	sign made vk-payout-approve made.sig
}
sign() {
	ssh-keygen -q -Y sign -f "$salinan/$1" -n "$2" manifest.txt
	mv manifest.txt.sig "$3"
}
make_subject() {
	echo 5102066308762301 >nik.txt
	sed -i 's/^payout:$/&\n  keep_years: 10/' policy.yaml
}
make_yearend() { :; }

# sessions PAGE: NAME.commands and NAME.expected of each, in order of names.
sessions() {
	awk '
	/^\.\\" test: goes on$/ { next }
	/^\.\\" test: / { name = $3; if (!seen[name]++) print name, $4; next }
	/^\.Bd -literal/ && name != "" { inside = 1; next }
	/^\.Ed$/ { inside = 0; next }
	!inside { next }
	{ gsub(/\\e/, "\\") }
	/^\$ / { print "echo \"" (++n) " $\"" >name ".commands" }
	/^[$>] / { print substr($0, 3) >name ".commands"; shown = n }
	/^\$ / { print n " $" >name ".expected"; next }
	!/^> / { print >name ".expected" }
	' "$1"
}

words() {
	sed "s|$salinan|/tmp/salinan|g" "$1" | tr -s ' ' '\n' | sed '/^$/d'
}

# try PAGE NAME OFFICE: in a copy of that office.
try() {
	rm -rf run
	mkdir run
	cp -Rp "$here/state-${3:-office}/denpasar" run
	(
		cd run/denpasar || exit 2
		PATH=$here/bin:$PATH
		"make_$2"
	) >made 2>&1 || fail "$2: can't be made: $(cat made)"
	{
		sed '/^echo "/d; s/^cd denpasar$/cd run\/denpasar/' \
			environment.commands
		sed "s|/tmp/salinan|$salinan|g" "$2.commands"
	} >script
	PATH=$here/bin:$PATH sh ./script >shown 2>&1
	words shown >shown.words
	words "$2.expected" >expected.words
	cmp -s expected.words shown.words || {
		diff -u "$2.expected" shown
		echo "$1: the session \"$2\" shows something else"
		faults=$((faults + 1))
	}
}

# Each state grows out of the one before it.
(prepare_office) || exit 1
mkdir state-office && cp -Rp denpasar state-office
(cd denpasar && prepare_sent) || exit 1
mkdir state-sent && cp -Rp denpasar state-sent
(cd denpasar && prepare_answered) || exit 1
mkdir state-answered && mv denpasar state-answered

# The full disk is a shim's, which AddressSanitizer's own calls pass by.
sanitized=$(grep -l __asan_init "$BUILD/vk-enroll")

faults=0
for language in C id_ID.UTF-8; do
	LC_ALL=$language
	export LC_ALL
	page=$ROOT/man/vk-runbook.7
	[ $language = C ] || page=$ROOT/man/id/vk-runbook.7
	[ -e "$page" ] || continue
	rm -f ./*.commands ./*.expected
	sessions "$page" >list
	[ "$(wc -l <list)" -gt 15 ] || fail "$page: sessions are missing"
	while read -r name office; do
		case $name in
		environment) ;;
		disk) [ -n "$sanitized" ] || try "$page" disk "$office" </dev/null ;;
		*) try "$page" "$name" "$office" </dev/null ;;
		esac
	done <list
done
[ "$faults" -eq 0 ]
