#!/usr/bin/env bash
# Walks through the real window on a screen that nobody sees, by keys and then by
# mouse, and holds what the file says afterwards against what was done.
# usage: make/walk.sh DEMARC
set -euo pipefail
demarc=$(realpath "$1")
. "$(dirname "$0")/screen.sh"
engagement=$folder/walk.demarc identity=$folder/assessor.p12 report=$folder/walk.pdf
export DEMARC_IDENTITY_PASSPHRASE=walk-through-the-window

say() { printf 'walk: %s\n' "$*"; }
fail() {
  printf 'walk: %s\n' "$*" >&2
  if [ -n "${WALK_PICTURES:-}" ] && command -v import >/dev/null; then import -window root "$WALK_PICTURES/failed.png"; fi
  exit 1
}
unowned() { "$demarc" findings "$engagement" --json | sed -n 's/^ *"unowned": \([0-9]*\),*$/\1/p' | head -n 1; }
commits() { "$demarc" log "$engagement" --json | grep -c '"id":' || true; }
key() { for k in "$@"; do xdotool key --clearmodifiers "$k"; sleep 0.4; done; }
write() { xdotool type --delay 40 -- "$1"; sleep 0.5; }
click() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click 1; sleep 0.5; }
drag() {
  xdotool mousemove "$1" "$2" mousedown 1
  sleep 0.2
  xdotool mousemove "$(($1 + 2))" "$(($2 + 4))" mousemove "$3" "$4"
  sleep 0.2
  xdotool mouseup 1
  sleep 0.5
}
is() { [ "$2" = "$3" ] || fail "$1: $2, and it should be $3"; }

window=
start() {
  "$demarc" "$engagement" >"$folder/window.log" 2>&1 &
  window=$!
  pids+=("$window")
  appear || fail "no window came up: $(cat "$folder/window.log")"
  sleep 3
  xdotool mousemove 720 895 # away from everything that a pointer marks
}
quit() {
  key ctrl+q
  for _ in $(seq 50); do kill -0 "$window" 2>/dev/null || break; sleep 0.1; done
  kill -0 "$window" 2>/dev/null && fail "the window did not close"
  ! grep -q 'panic\|fatal error\|Fyne error' "$folder/window.log" || fail "$(cat "$folder/window.log")"
}

"$demarc" new "$engagement" --client "Nordhaven Insurance" --title "AI estate 2026" --assessor "J. Weiss" --sample --quiet
"$demarc" identity new "$identity" --name "J. Weiss" --quiet
before=$(unowned)
made=$(commits)

say "by keys: an owner for the next unowned cell"
start
key ctrl+3 F8
write "application sec"
key Return
quit
is "unowned cells after one assignment" "$(unowned)" "$((before - 1))"
is "commits after one assignment" "$(commits)" "$((made + 1))"

say "by keys: a range, and undo"
start
key Home Down Down shift+Down shift+Down shift+Right
write "ai platform"
key Return ctrl+z
quit
is "commits after an assignment and its undo" "$(commits)" "$((made + 3))"
is "unowned cells after the undo" "$(unowned)" "$((before - 1))"

say "by keys: an asset through the palette, a new one, a signed report"
start
key ctrl+k
write "meeting notes"
key Return
key ctrl+shift+n
write "Walked assistant"
key Return
key Escape ctrl+k
write "choose an identity"
key Return ctrl+a
write "$identity"
key Return
write "$DEMARC_IDENTITY_PASSPHRASE"
key Return
sleep 4 # the key is made from the passphrase, slowly on purpose
key ctrl+e ctrl+a
write "$report"
key Return
for _ in $(seq 100); do [ -s "$report" ] && break; sleep 0.2; done
[ -s "$report" ] || fail "no report was written"
sleep 1
quit
"$demarc" asset show "$engagement" "Walked assistant" >/dev/null || fail "the new asset is not there"
pdfsig "$report" | grep -q 'Signature Validation: Signature is Valid' || fail "pdfsig does not accept the report"

say "by mouse: a screen, two cells, an owner from the list, undo"
made=$(commits)
start
click 88 154                    # Responsibilities
drag 465 284 465 307            # two tiles
click 1405 188                  # the list of owners
click 1280 245                  # a party in it
quit
is "commits after an assignment by mouse" "$(commits)" "$((made + 1))"
made=$(commits)
start
click 1261 22 # Undo
quit
is "commits after an undo by mouse" "$(commits)" "$((made + 1))"

say "by keys: a passphrase, a lock with a form half written, and on from there"
export DEMARC_PASSPHRASE=four-quiet-herons
start
key ctrl+k
write "set a passphrase"
key Return
write "$DEMARC_PASSPHRASE"
key Tab
write "$DEMARC_PASSPHRASE"
key Return
sleep 3 # the key is made, and the file written anew
key ctrl+shift+n
write "Locked assistant"
key ctrl+l
sleep 1
write "$DEMARC_PASSPHRASE"
key Return
sleep 3
key F6 Return
quit
[ "$(head -c 1000000 "$engagement" | grep -c Nordhaven)" = 0 ] || fail "the client can be read in the sealed file"
"$demarc" asset show "$engagement" "Locked assistant" >/dev/null || fail "what was typed before the lock is not there after it"

"$demarc" verify "$engagement" >/dev/null || fail "the engagement does not verify"
say "all is there"
