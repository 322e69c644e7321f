#!/usr/bin/env bash
# Makes sure that the outside checkers which the tests call are installed.
# usage: make/needs.sh COMMAND=PACKAGE...
set -euo pipefail

missing=()
for need in "$@"; do
  command -v "${need%%=*}" >/dev/null 2>&1 && continue
  [[ " ${missing[*]:-} " == *" ${need#*=} "* ]] || missing+=("${need#*=}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
  echo "installing with apt: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "the tests need packages that cannot be installed from here; install them and try again:" >&2
  echo "  ${missing[*]}" >&2
  exit 1
fi
for need in "$@"; do
  command -v "${need%%=*}" >/dev/null 2>&1 || { echo "${need%%=*} is still missing after installing ${need#*=}" >&2; exit 1; }
done
