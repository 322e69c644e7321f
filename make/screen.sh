# A folder, a home and a screen of 1440 × 900 that nobody sees, all gone at the
# end with what was started on it. To be sourced; it sets folder and pids.
folder=$(mktemp -d)
pids=()
cleanup() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT
export HOME=$folder XDG_CONFIG_HOME=$folder/config LANG=en_US.UTF-8

exec 3>"$folder/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 >"$folder/xvfb.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
DISPLAY=:$(head -n 1 "$folder/display")
export DISPLAY

# appear waits for the window that was started last.
appear() {
  for _ in $(seq 150); do xdotool search --name 'Demarc' >/dev/null 2>&1 && return; sleep 0.2; done
  return 1
}
