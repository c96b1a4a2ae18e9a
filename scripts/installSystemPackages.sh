#!/usr/bin/env bash
# What the tests and the demo need from the system: a browser, ripgrep, and a compiler for the native parts of the hosted VS Code; with
# the word `tests`, also what only tests compare with.
# Installs what is missing where it can (Debian or Ubuntu, as root or with sudo without a password), else says what to do.
set -euo pipefail

missing=()
need() { # program, Debian package
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}
if [ -z "${CHROMIUM:-}" ]; then
  command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing+=(chromium)
fi
need rg ripgrep
need python3 python3
need make make
need g++ g++
if [ "${1:-}" = tests ]; then # Go to compare with, the real kubectl, and a record of system calls
  need go golang-go
  need kubectl kubernetes-client
  [ "$(uname)" != Linux ] || need strace strace
fi

[ ${#missing[@]} -eq 0 ] && exit 0

privileged=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then privileged=(sudo -n); else privileged=(false); fi
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "${privileged[*]:-}" = false ]; then
  echo "Missing: ${missing[*]}. Please install them (Debian: apt-get install ${missing[*]}) and run this again." >&2
  echo "Any Chromium or Chrome will do: name it in the environment variable CHROMIUM." >&2
  exit 1
fi
echo "Installing from the distribution: ${missing[*]}"
"${privileged[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
"${privileged[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
