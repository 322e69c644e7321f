#!/usr/bin/env bash
# Makes the report of the built-in sample, signed by somebody invented whose key
# is thrown away, and pictures of some of its pages. The clock is fixed; what
# differs between two runs is ids and the signature.
# usage: make/samplereport.sh DEMARC REPORT.pdf FOLDER
set -euo pipefail
demarc=$(realpath "$1") kept=$2 pictures=$3
font=/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf # one of the sample's names is partly Japanese
folder=$(mktemp -d)
report=$folder/report.pdf # each sample is an engagement of its own, whose report replaces no other's
trap 'rm -rf "$folder"' EXIT
export DEMARC_IDENTITY_PASSPHRASE=a-key-for-one-report
now=2026-11-21T10:30:00Z

"$demarc" new "$folder/nordhaven.demarc" --client "Nordhaven Insurance" --assessor "J. Weiss" --sample --quiet --now "$now"
"$demarc" identity new "$folder/weiss.p12" --name "J. Weiss" --org "Weiss & Partner" --quiet
"$demarc" report "$folder/nordhaven.demarc" -o "$report" --state final --countersign --font "$font" --identity "$folder/weiss.p12" --quiet --now "$now" \
  --accept-omissions "The board decides about the findings on 3 December 2026, with this report before it."
"$demarc" verify "$report" --engagement "$folder/nordhaven.demarc"

# page TITLE prints the page that the contents give for a chapter.
page() { pdftotext -f 2 -l 5 -layout "$report" - | awk -v title="$1" '{ n = $NF; $NF = ""; sub(/ +$/, "") } $0 == title { print n }' | head -n 1; }
# picture NAME PAGE keeps a page in 256 colours.
picture() {
  [ -n "$2" ] || { echo "samplereport: the contents do not say where $1 stands" >&2; exit 1; }
  pdftoppm -r 90 -f "$2" -l "$2" -png -singlefile "$report" "$folder/$1"
  convert "$folder/$1.png" +dither -colors 256 -strip -define png:compression-level=9 "PNG8:$pictures/$1.png"
}
mkdir -p "$pictures"
picture summary "$(page Summary)"
picture asset "$(($(page "Asset sheets") + 1))"
picture findings "$(page Findings)"
cp "$report" "$kept"
