#!/usr/bin/env bash
# Lets a monkey at the real window for a while, on a screen that nobody sees:
# random keys, letters, presses, drags and turns of the wheel. Nothing may panic
# or hang, memory may not grow without bound, and the file has to verify.
# usage: make/monkey.sh DEMARC [SECONDS] [SEED]
set -euo pipefail
demarc=$(realpath "$1")
seconds=${2:-300} seed=${3:-$RANDOM}
RANDOM=$seed
. "$(dirname "$0")/screen.sh"
engagement=$folder/monkey.demarc
cd "$folder"

say() { printf 'monkey: %s\n' "$*"; }
fail() {
  printf 'monkey, seed %s: %s\n' "$seed" "$*" >&2
  [ ! -s "$folder/window.log" ] || tail -n 60 "$folder/window.log" >&2
  exit 1
}
resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$window/status"; }
alive() { kill -0 "$window" 2>/dev/null; }

start() {
  "$demarc" "$engagement" >>"$folder/window.log" 2>&1 &
  window=$!
  pids+=("$window")
  appear || fail "no window came up"
  sleep 2
}

keys=(Up Down Left Right Down Right Home End Prior Next Return Return Escape Delete BackSpace space Tab Tab F1 F6 F8 F9
  shift+Down shift+Right shift+F8 ctrl+1 ctrl+2 ctrl+3 ctrl+3 ctrl+4 ctrl+5 ctrl+6 ctrl+7 ctrl+k ctrl+f ctrl+z ctrl+shift+z
  ctrl+bracketright ctrl+i ctrl+shift+n ctrl+shift+s ctrl+shift+r ctrl+shift+e ctrl+shift+g ctrl+shift+a ctrl+e ctrl+a ctrl+equal ctrl+minus ctrl+0)
texts=(a s 'ai platform' 2027-01-31 / '>' 0 .. Otter 'no such thing' 'x,y;z')
anywhere() { x=$((RANDOM % 1440)) y=$((RANDOM % 900)); }
act() {
  anywhere
  case $((RANDOM % 10)) in
    0 | 1 | 2 | 3) xdotool key --clearmodifiers "${keys[RANDOM % ${#keys[@]}]}" ;;
    4) xdotool type --delay 15 -- "${texts[RANDOM % ${#texts[@]}]}" ;;
    5 | 6 | 7) xdotool mousemove "$x" "$y" click $((RANDOM % 8 ? 1 : 3)) ;;
    8) xdotool mousemove "$x" "$y" mousedown 1 mousemove $((RANDOM % 1440)) $((RANDOM % 900)) mouseup 1 ;;
    9) xdotool mousemove "$x" "$y" click --repeat $((RANDOM % 8 + 1)) --delay 10 $((RANDOM % 2 + 4)) ;;
  esac
}

"$demarc" new "$engagement" --client "Nordhaven Insurance" --title "AI estate 2026" --assessor "J. Weiss" --sample --quiet
say "for $seconds seconds, with seed $seed"
start
# The toolkit keeps what it drew for a minute, and the collector lets the heap
# double: half the time goes by until it holds what it needs at this pace. The most
# in each of the two quarters after that says whether it grows on; what is held at
# one moment does not.
events=0 settled=0 last=0 early=0 late=0 most=0 restarts=0 begun=$SECONDS up=$SECONDS
end=$((begun + seconds))
while [ $SECONDS -lt $end ]; do
  alive || { # it may have found Quit, which is no failure
    wait "$window" || fail "the window ended by itself after $events events"
    restarts=$((restarts + 1)) settled=0 up=$SECONDS # a new window has to warm up anew
    start
  }
  act || alive || continue
  events=$((events + 1))
  [ $((events % 50)) -eq 0 ] || continue
  alive && now=$(resident) || continue
  [ "${now:-0}" -le "$most" ] || most=$now
  last=$now
  [ $((SECONDS - up)) -lt $((seconds / 4)) ] || [ "$settled" -ne 0 ] || settled=$now
  [ -z "${MONKEY_TRACE:-}" ] || echo "$((SECONDS - begun)) s, $events events: $now MB"
  case $(((SECONDS - begun) * 4 / seconds)) in
    2) [ "${now:-0}" -le "$early" ] || early=$now ;;
    3) [ "${now:-0}" -le "$late" ] || late=$now ;;
  esac
done
if alive; then
  xdotool mousemove 720 895
  for _ in $(seq 20); do
    alive || break
    xdotool key --clearmodifiers Escape key --clearmodifiers ctrl+q 2>/dev/null || true
    sleep 0.5
  done
  ! alive || fail "the window did not close after $events events"
fi
! grep -q 'panic\|fatal error\|goroutine ' "$folder/window.log" || fail "a panic"
[ "$settled" -eq 0 ] || [ "$last" -le $((2 * settled + 200)) ] || fail "it held $settled MB after a quarter of the time, and $last MB at the end"
[ "$late" -le $((early * 5 / 4)) ] || fail "it held up to $early MB in the third quarter of the time, and $late MB in the last"
for file in "$folder"/*.demarc; do
  "$demarc" verify "$file" >/dev/null || fail "$(basename "$file") does not verify"
done
say "$events events, $restarts restarts; up to $early MB in the third quarter of the time, $late MB in the last, $most MB at most; the file verifies"
