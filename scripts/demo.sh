#!/usr/bin/env bash
# Shows the main job on the bundled sample: installs and builds, prints what the command line finds, and serves the sample in a real VS Code
# with the extension installed. Ctrl-C ends it; with --once it ends by itself when VS Code answers.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/prepare.sh
exec node scripts/demo.mjs "$@"
