import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proveDatabase } from '../../functions/prove/prove-database.ts'
import { everyEngine } from '../seed/engines.ts'
import { proving, start } from './on-bench.ts'

const enabled = Object.fromEntries(
  ['wait-statuses', 'sts-tokens', 'token-audit'].map((rule) => [rule, { enabled: true }]),
)

for (const engine of everyEngine)
  test(`${engine.name}: does what every rule means`, { skip: engine.skip }, async (t) => {
    for (const schemas of [['apim-4.7.0', 'registry-4.3.0']] as const)
      await proving(engine, schemas, async ({ plan, prove }) => {
        const planned = await plan(enabled)
        const began = performance.now()
        const proven = await prove(
          (dialect) => dialect,
          (bench) => proveDatabase(bench, planned, start),
        )
        t.diagnostic(`${JSON.stringify(proven)} in ${Math.round(performance.now() - began)} ms`)
        assert.equal(proven.rules, planned.bound.rules.length)
      })
  })
