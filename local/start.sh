#!/usr/bin/env bash
# The whole run on this computer. Installs the project's own dependencies the first time, into this folder only.
set -euo pipefail
cd "$(dirname "$0")/.."
# Nothing else is printed for a minute or more.
if [ ! -x node_modules/.bin/cdk ]; then
  echo 'installing what Drydock needs into node_modules, once (npm ci)'
  npm ci --no-audit --no-fund --loglevel=error
fi
export PATH="$PWD/node_modules/.bin:$PATH"
exec node --disable-warning=ExperimentalWarning local/start.ts "$@"
