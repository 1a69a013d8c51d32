#!/usr/bin/env bash
# Runs the scenarios three files at a time: all of them, on MariaDB where a scene is of one engine, then those again on
# PostgreSQL whose scene takes any. `--engine ENGINE` runs these alone, on that engine; files that are named run alone,
# too. Of sqlserver and oracle there is no server here: one is proven that MSSQL_URL or ORACLE_URL names.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"
# As npm test does: some scenes ask whether MySQL is there.
DRYDOCK_ENGINES="${DRYDOCK_ENGINES:-$(node test/find-engines.ts)}"
export DRYDOCK_ENGINES
# A run that is interrupted fails like another; what follows must not begin.
trap 'exit 130' INT TERM
any_engine=()
for name in failures gates living-production stopped two-runs prove-engine approval chaos; do
  any_engine+=("test/scenarios/$name.test.ts")
done
run() {
  node --test --test-concurrency=3 "$@"
}
if [ "${1:-}" = --engine ]; then
  engine="${2:?--engine needs one of mariadb, mysql, postgres, sqlserver, oracle}"
  shift 2
  case "$engine" in
    sqlserver) variable=MSSQL_URL example=mssql://user:password@host:1433/database ;;
    oracle) variable=ORACLE_URL example=oracle://user:password@host:2484/database ;;
    *) variable= ;;
  esac
  if [ -n "$variable" ]; then
    if [ -z "${!variable:-}" ]; then
      echo "Skipped: $variable names no server of $engine, and none comes with this project. Nothing was proven."
      echo "Set $variable=$example (it must have no tables), then start again."
      exit 0
    fi
    run test/scenarios/check-engine.test.ts
    exit
  fi
  [ $# -gt 0 ] || set -- "${any_engine[@]}"
  DRYDOCK_SCENARIO_ENGINE="$engine" run "$@"
elif [ $# -gt 0 ]; then
  run "$@"
else
  failed=0
  run test/scenarios/*.test.ts || failed=1
  # What the scenarios quote for docs/proofs.md is quoted once.
  unset DRYDOCK_PROOFS
  DRYDOCK_SCENARIO_ENGINE=postgres run "${any_engine[@]}" || failed=1
  # What npm test leaves out (`quick`, `one` and `whole` in test/seed/start-engines.ts): on MySQL, and elsewhere.
  mapfile -t left < <(grep -lE 'filter\((quick|one)\)' test/*/*.test.ts)
  export DRYDOCK_WHOLE=1
  DRYDOCK_ENGINES=mysql node --test --test-concurrency=2 "${left[@]}" || failed=1
  mapfile -t longer < <(grep -lE "^import .*\bwhole\b.*engines.ts'|runs\(engine|filter\(one\)" test/*/*.test.ts)
  DRYDOCK_ENGINES=mariadb,postgres node --test --test-concurrency=2 "${longer[@]}" || failed=1
  exit $failed
fi
