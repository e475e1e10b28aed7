# The session in README.md is real: its commands give its output.
# shellcheck shell=sh disable=SC1091
. "$ROOT/tests/pipeline/night.inc"

unset VK_POLICY VK_AS_OF
cp -R "$EXAMPLE"/* .
awk '/^```/ { block++; next } block == 3' "$ROOT/README.md" >session
sed -n 's/^[$>] //p' session >commands
sed '/^[$>] /d' session >expected
[ "$(wc -l <commands)" -gt 3 ] || fail "no commands in README.md"
sh ./commands >out 2>&1 || fail "a command of README.md fails: $(cat out)"
diff -u expected out || fail "README.md shows something else"
