#!/usr/bin/env bash
# The operator's tool on the Node that the lock file pins, or on the one that is installed.
set -euo pipefail
file=$(readlink -f "${BASH_SOURCE[0]}")
root=$(cd "$(dirname "$file")/.." && pwd)
# The package has no sources: Node strips no types below node_modules.
if [ ! -f "$root/cli/drydock.ts" ]; then exec node "$root/dist/cli/drydock.js" "$@"; fi
if [ ! -d "$root/node_modules/commander" ]; then
  echo "drydock: its dependencies are missing. Run npm ci in $root, then try again." >&2
  exit 2
fi
export PATH="$root/node_modules/.bin:$PATH"
exec node --disable-warning=ExperimentalWarning "$root/cli/drydock.ts" "$@"
