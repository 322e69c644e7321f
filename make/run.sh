#!/usr/bin/env bash
# The main job on the sample engagement, from an empty folder to a signed PDF.
# usage: make/run.sh DEMARC FOLDER
set -euo pipefail
demarc=$1 folder=$2
say() { printf '\n== %s\n' "$*"; }

rm -rf "$folder"
mkdir -p "$folder"
engagement=$folder/nordhaven.demarc identity=$folder/assessor.p12 report=$folder/nordhaven.pdf secret=$folder/passphrase.txt

say "A new engagement, filled with the invented sample: $engagement"
"$demarc" new "$engagement" --client "Nordhaven Insurance" --sample

say "What is wrong, most severe first"
"$demarc" findings "$engagement" --most 5

say "Giving one cell an owner"
asset=$("$demarc" findings "$engagement" --kind unassigned --json | sed -n 's/^ *"asset_id": "\(.*\)",*$/\1/p' | head -n 1)
control=$("$demarc" findings "$engagement" --kind unassigned --json | sed -n 's/^ *"control": "\(.*\)",*$/\1/p' | head -n 1)
"$demarc" assign "$engagement" --asset "$asset" --control "$control" --accountable "Application Security"

say "The last changes"
"$demarc" log "$engagement" --most 6

say "Checking the engagement's history"
"$demarc" verify "$engagement"

say "An identity to sign with: $identity"
head -c 18 /dev/urandom | base64 >"$secret"
chmod 600 "$secret"
"$demarc" identity new "$identity" --name "J. Weiss" --org "Weiss & Partner" --identity-passphrase-file "$secret"

say "The report, signed"
"$demarc" report "$engagement" -o "$report" --identity "$identity" --identity-passphrase-file "$secret"

say "Checking the report against the engagement"
"$demarc" verify "$report" --engagement "$engagement"

printf '\nThe signed report is %s\n' "$report"
