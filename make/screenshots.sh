#!/usr/bin/env bash
# Takes the pictures of docs/screenshots: every screen of the real window, light
# and dark, and its special states, on a screen that nobody sees. Clock, sample and
# window are fixed; what differs between two runs is ids and figures of progress.
# usage: make/screenshots.sh DEMARC FOLDER [NAME…]   with names, those sittings alone
set -euo pipefail
demarc=$(realpath "$1") pictures=$2
shift 2
wanted=" $* "
. "$(dirname "$0")/screen.sh"
home=$folder
export TZ=UTC
export DEMARC_IDENTITY_PASSPHRASE=pictures-of-the-window
now=2026-11-21T09:00:00Z
mkdir -p "$pictures" "$home/clients" "$XDG_CONFIG_HOME/fyne" "$XDG_CONFIG_HOME/demarc"
echo '{"no_animations":true}' >"$XDG_CONFIG_HOME/fyne/settings.json" # a cursor that blinks is never the same

key() { for k in "$@"; do xdotool key --clearmodifiers "$k"; sleep 0.25; done; }
write() { xdotool type --delay 25 -- "$1"; sleep 0.4; }
click() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click 1; sleep 0.4; }
aside() { xdotool mousemove "${width:-1440}" "${height:-900}"; sleep 0.15; } # away from all that a pointer marks
go() { key ctrl+k; write "$1"; key Return; }

# capture waits until two looks at the window are the same.
capture() {
  local before='' after=none
  for _ in $(seq 40); do
    import -silent -window root -crop "${width:-1440}x${height:-900}+0+0" +repage "$home/look.png"
    after=$(sha256sum <"$home/look.png")
    [ "$before" != "$after" ] || return 0
    before=$after
    sleep 0.3
  done
}
# picture keeps what is to be seen, in 256 colours.
picture() {
  capture
  if [ "$(identify -format %k "$home/look.png")" -lt 3 ]; then
    echo "pictures: $1 shows nothing: $(cat "$home/window.log")" >&2
    exit 1
  fi
  convert "$home/look.png" +dither -colors 256 -strip -define png:compression-level=9 "PNG8:$pictures/$1.png"
}

window=
# sit SETTINGS [ENGAGEMENT] opens the window; rise closes it.
sit() {
  printf '%s\n' "$1" >"$XDG_CONFIG_HOME/demarc/interface.json"
  (cd "$home" && exec "$demarc" --now "$now" --author "J. Weiss" ${2:+"$2"}) >"$home/window.log" 2>&1 &
  window=$!
  pids+=("$window")
  appear
  sleep 1
  aside
}
rise() {
  kill "$window" 2>/dev/null || true
  wait "$window" 2>/dev/null || true
}
# sitting NAME reports whether a sitting is wanted, and makes its engagement anew.
sitting() {
  [ "$wanted" = "  " ] || [[ $wanted == *" $1 "* ]] || return 1
  echo "pictures: $1"
  rm -rf "$home"/clients/*
  unset width height
  "$demarc" new "$home/clients/nordhaven.demarc" --client "Nordhaven Insurance" --title "AI estate 2026" --assessor "J. Weiss" --sample --quiet --now "$now"
}
sample=clients/nordhaven.demarc

# inventory writes the sample's assets without their owners, whom others do not know.
inventory() {
  "$demarc" export "$home/$sample" -o "$home/owned.csv" --quiet
  awk -F, -v OFS=, 'NR > 1 { $19 = "" } 1' "$home/owned.csv" >"$home/$1"
}

start() {
  local recent="$home/clients/nordhaven.demarc\\n$home/clients/halden-bank.demarc\\n$home/clients/workshop.demarc"
  "$demarc" new "$home/clients/halden-bank.demarc" --client "Halden Bank" --title "First interviews" --quiet --now 2026-11-12T09:00:00Z
  inventory halden.csv
  "$demarc" import "$home/clients/halden-bank.demarc" "$home/halden.csv" --quiet --now 2026-11-12T09:00:00Z
  sit "{\"theme\":\"$1\",\"recent\":\"$recent\",\"opened:$home/clients/nordhaven.demarc\":\"1795168920\",\"opened:$home/clients/halden-bank.demarc\":\"1794474120\"}"
  picture "start-$1"
  key ctrl+n
  write "Kestrel Logistics"
  key Tab
  write "AI estate, first look"
  picture "new-engagement-$1"
  rise
}

screens() {
  sit "{\"theme\":\"$1\"}" "$sample"
  key ctrl+1; picture "overview-$1"
  go "underwriter copilot"; picture "assets-$1"
  click 1153 174; aside
  write "bedrock custom"; key Return; picture "what-if-$1"
  key ctrl+3; click 309 113; aside
  key Home Down Down Down; picture "responsibilities-$1"
  key shift+Down shift+Down shift+Right shift+Right; picture "responsibilities-selection-$1"
  click 934 113; aside; picture "responsibilities-owner-$1"
  click 1023 113; aside; picture "responsibilities-baseline-$1"
  click 903 113
  key ctrl+4; picture "findings-$1"
  key ctrl+5; picture "people-$1"
  key ctrl+6; sleep 3; picture "report-$1"
  key ctrl+7; picture "history-$1"
  key ctrl+3 ctrl+k; write "prompt"; picture "palette-$1"
  rise
}

# importing takes the sample's own table in, as it would come back from a client.
importing() {
  "$demarc" export "$home/$sample" -o "$home/all.csv" --quiet
  awk -F, -v OFS=, 'NR > 1 && !/CMDB-/ { next } NR > 1 && NR < 10 { $11 = "partner" } NR > 9 && NR < 14 { $7 = "eu-west-1" } 1' "$home/all.csv" >"$home/inventory.csv"
  grep -m 4 CMDB- "$home/all.csv" | sed -e 's/ /, second /' -e 's/^\([^,]*, [^,]*\)/"\1"/' -e 's/CMDB-/CMDB-9/' >>"$home/inventory.csv"
  sit "{\"theme\":\"$1\"}" "$sample"
  key ctrl+i; write "~/inventory.csv"; picture "import-choose-$1"
  key Return; click 294 109; aside; picture "import-$1"
  rise
}

# states are what screens look like when there is nothing, trouble or a wait.
states() {
  sit "{\"theme\":\"$1\"}" "$sample"
  echo "not an engagement" >"$home/notes.demarc"
  key ctrl+3 F8 ctrl+o; key ctrl+a; write "~/notes.demarc"; key Return
  picture "error-$1"
  key Escape F9; picture "presentation-$1"; key F9
  rise
  large
  sit "{\"theme\":\"$1\"}" clients/large.demarc
  key ctrl+6; busy "progress-$1" click 1019 535
  rise
  "$demarc" new "$home/clients/kestrel.demarc" --client "Kestrel Logistics" --title "First look" --assessor "J. Weiss" --quiet --now "$now"
  sit "{\"theme\":\"$1\"}" clients/kestrel.demarc
  key ctrl+1; picture "empty-overview-$1"
  key ctrl+3; picture "empty-responsibilities-$1"
  rise
}

# large is an engagement with so many assets that its report takes a while.
large() {
  inventory all.csv
  awk 'NR == 1 { print; next } { row[NR] = $0 } END { for (i = 1; i <= 40; i++) for (n in row) { line = row[n]; sub(/,/, " " i ",", line); sub(/,[^,]*$/, ",A-" i "-" n, line); print line } }' \
    "$home/all.csv" >"$home/large.csv"
  "$demarc" new "$home/clients/large.demarc" --client "Nordhaven Group" --title "All subsidiaries" --assessor "J. Weiss" --quiet --now "$now"
  "$demarc" import "$home/clients/large.demarc" "$home/large.csv" --quiet --now "$now"
}

# busy takes the first picture with something to wait for in the status line.
busy() {
  local line="-window root -crop 400x26+1036+872" calm now
  calm=$(import -silent $line ppm:- | sha256sum)
  "${@:2}"
  for _ in $(seq 60); do
    now=$(import -silent $line ppm:- | sha256sum)
    [ "$calm" = "$now" ] || break
  done
  import -silent -window root "$home/look.png"
  convert "$home/look.png" +dither -colors 256 -strip "PNG8:$pictures/$1.png"
}

# sizes are the smallest window, and the largest text.
sizes() {
  local size name=$1 settings=$2 engagement=$3
  for size in overview:ctrl+1 assets:ctrl+2 responsibilities:ctrl+3 findings:ctrl+4 people:ctrl+5 report:ctrl+6 history:ctrl+7; do
    [ "$size" = overview:ctrl+1 ] && sit "$settings" "$engagement"
    key "${size#*:}"
    [ "${size%:*}" != report ] || sleep 3
    picture "$name-${size%:*}"
  done
  rise
}

for theme in light dark; do
  if sitting "start-$theme"; then start "$theme"; fi
  if sitting "screens-$theme"; then screens "$theme"; fi
  if sitting "import-$theme"; then importing "$theme"; fi
  if sitting "states-$theme"; then states "$theme"; fi
done
if sitting small; then
  width=1180 height=720
  sizes small '{"theme":"light","window_width":"1180","window_height":"720"}' "$sample"
fi
if sitting large; then sizes large '{"theme":"light","text_size":"150"}' "$sample"; fi
