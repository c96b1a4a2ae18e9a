#!/usr/bin/env bash
# Installs what the project needs, as far as it is missing: the packages of the lock file and, for a real VS Code, a browser and a compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v node >/dev/null 2>&1 || [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 20')" != true ]; then
  echo "Node 20 or newer is needed." >&2
  exit 1
fi
# Install scripts aren't needed, so none is run.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --ignore-scripts --no-audit --no-fund
fi
bash scripts/installSystemPackages.sh "${1:-}"
# The native parser, with which a test compares the one that ships.
if [ "${1:-}" = tests ] && [ ! -d node_modules/tree-sitter/build ]; then
  JOBS=max npm rebuild tree-sitter >/dev/null
fi
