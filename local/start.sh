#!/usr/bin/env bash
# The whole run on this computer. Installs the project's own dependencies the first time, into this folder only.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x node_modules/.bin/cdk ] || npm ci --no-audit --no-fund --loglevel=error
export PATH="$PWD/node_modules/.bin:$PATH"
exec node --disable-warning=ExperimentalWarning local/start.ts "$@"
