#!/usr/bin/env bash
# Installs all that is needed and runs every test, in real VS Codes too. Ends with "N passed, N failed", and with 1 if anything failed.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/prepare.sh tests
exec node scripts/test.mjs "$@"
