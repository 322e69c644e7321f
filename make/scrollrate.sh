#!/usr/bin/env bash
# Scrolls 10,000 assets in the real window, on a screen that nobody sees, and
# compares the steps drawn in a second with the pictures of an empty window.
# usage: make/scrollrate.sh
set -euo pipefail
folder=$(mktemp -d)
pids=()
cleanup() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT
CGO_ENABLED=1 go test -c -tags scrollrate,migrated_fynedo,no_metadata -o "$folder/scrollrate" .

exec 3>"$folder/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 >"$folder/xvfb.log" 2>&1 &
pids+=($!)
for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
DISPLAY=:$(head -n 1 "$folder/display") HOME=$folder XDG_CONFIG_HOME=$folder/config LANG=en_US.UTF-8 timeout 180 "$folder/scrollrate"
