#!/usr/bin/env bash
# Opens the window on the sample engagement, which is made the first time.
# usage: make/window.sh DEMARC FOLDER
set -euo pipefail
demarc=$1 folder=$2
engagement=$folder/nordhaven-window.demarc

mkdir -p "$folder"
if [ ! -e "$engagement" ]; then
  echo "Making the sample engagement: $engagement"
  "$demarc" new "$engagement" --client "Nordhaven Insurance" --title "AI estate 2026" --assessor "J. Weiss" --sample --quiet
fi
echo "Opening the window on $engagement"
exec "$demarc" "$engagement"
