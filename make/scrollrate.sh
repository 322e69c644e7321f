#!/usr/bin/env bash
# Scrolls 10,000 assets in the real window, on a screen that nobody sees, and
# compares the steps drawn in a second with the pictures of an empty window.
# usage: make/scrollrate.sh
set -euo pipefail
mkdir -p build
CGO_ENABLED=1 go test -c -tags scrollrate,migrated_fynedo,no_metadata -o build/scrollrate .
. "$(dirname "$0")/screen.sh"
timeout 180 build/scrollrate
