#!/usr/bin/env bash
# Makes sure that what is not Go is installed: the outside checkers which the
# tests call, and what the window is built with and shown on.
# usage: make/needs.sh COMMAND=PACKAGE... /PATH/OF/A/FILE=PACKAGE...
set -euo pipefail

there() {
  case $1 in
    /*) [ -e "$1" ] ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

missing=()
for need in "$@"; do
  there "${need%%=*}" && continue
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
  echo "packages are missing that cannot be installed from here; install them and try again:" >&2
  echo "  ${missing[*]}" >&2
  exit 1
fi
for need in "$@"; do
  there "${need%%=*}" || { echo "${need%%=*} is still missing after installing ${need#*=}" >&2; exit 1; }
done
