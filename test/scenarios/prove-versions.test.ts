import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RulesSettings } from '../../functions/contract/environment.ts'
import { proveDatabase } from '../../functions/prove/prove-database.ts'
import { rules } from '../../functions/rules/rules.ts'
import { wallTimes } from '../../functions/rules/wall-times.ts'
import type { SchemaVersion } from '../../local/schema/schemas.ts'
import { proving, start } from '../prove/on-bench.ts'
import { everyEngine } from '../seed/engines.ts'

const upstream = Object.fromEntries(
  rules.flatMap(({ name, upstream: other }): [string, RulesSettings[string]][] =>
    other === undefined ? [] : [[name, { reading: 'upstream' }]],
  ),
)

/** Every version that has a DDL, as its databases lie on a server, and how its times are read. */
const versions: readonly (readonly [readonly SchemaVersion[], string | null, RulesSettings])[] = [
  [['apim-2.5.0', 'registry-2.5.0'], null, {}],
  [['apim-2.6.0'], 'UTC', upstream],
  [['apim-3.2.0', 'registry-2.5.0'], 'America/New_York', {}],
  [['apim-4.2.0'], 'Europe/Berlin', {}],
  [['apim-4.4.0', 'registry-4.3.0'], 'UTC', {}],
  [['apim-4.7.0'], null, upstream],
  [['is-7.0'], 'UTC', {}],
  [['is-7.3'], 'Asia/Kolkata', {}],
]

for (const engine of everyEngine)
  for (const [schemas, written, settings] of versions)
    test(
      `${engine.name}: on ${schemas.join(' and ')}, times ${written ?? 'of any zone'}, the engine is proven`,
      {
        skip: engine.skip,
      },
      (t) =>
        proving(engine, schemas, async ({ plan, prove }) => {
          const planned = await plan(settings, wallTimes(written, start))
          const began = performance.now()
          const proven = await prove(
            (dialect) => dialect,
            (bench) => proveDatabase(bench, planned, start),
          )
          t.diagnostic(`${JSON.stringify(proven)} in ${Math.round(performance.now() - began)} ms`)
          assert.equal(proven.rules, planned.bound.rules.length)
        }),
    )
