#!/usr/bin/env bash
# Installs what the tests need, once, and runs them all, four files at a time: many wait for locks and limits of time.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -x node_modules/.bin/node ] && [ ! -d node_modules/zod ]; then
  echo 'installing what Drydock needs into node_modules, once (npm ci)'
  npm ci --no-audit --no-fund --loglevel=error
fi
export PATH="$PWD/node_modules/.bin:$PATH"
# Each test file is a process of its own: what one has compiled, the others need not.
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$PWD/.cache/compiled}"
biome ci --log-level=warn .
# DRYDOCK_ENGINES=mariadb leaves the tests on MySQL and PostgreSQL out.
DRYDOCK_ENGINES="${DRYDOCK_ENGINES:-$(node test/find-engines.ts)}"
export DRYDOCK_ENGINES
shopt -s globstar nullglob
files=()
together=" $(node test/together.ts | tr '\n' ' ') "
for file in test/**/*.test.ts; do
  # test/together.test.ts runs these.
  if [[ $together == *" $file "* ]]; then continue; fi
  # node --test sorts what it is given, and a whole path comes before `test/…`: what takes longest is
  # begun first, so that none of these is left over alone at the end.
  if [[ $file =~ ^test/(rules|seed|together|types|walk)[./] ]]; then files+=("$PWD/$file")
  # The whole-machine scenarios have a command of their own: npm run scenarios.
  elif [[ $file != test/scenarios/* ]]; then files+=("$file"); fi
done
exec node test/seed/lend-engines.ts node --test --test-concurrency=4 "$@" "${files[@]}"
