import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bench } from '../../functions/prove/bench.ts'
import type { PlannedDatabase } from '../../functions/prove/copy-tables.ts'
import { asNotProven } from '../../functions/prove/not-proven.ts'
import { proveCopies } from '../../functions/prove/prove-database.ts'
import { rules } from '../../functions/rules/rules.ts'
import { misreadings } from '../prove/misreadings.ts'
import { proving, start } from '../prove/on-bench.ts'
import { engines } from '../seed/engines.ts'

const proveOn = (planned: PlannedDatabase) => async (bench: Bench) => {
  try {
    return await proveCopies(bench, planned, start)
  } catch (error) {
    throw asNotProven(error)
  }
}

for (const engine of engines.filter(({ name }) => name === 'MariaDB'))
  test(
    `${engine.name}: a condition that a server takes for another is not proven`,
    {
      skip: engine.skip,
    },
    (t) =>
      proving(engine, ['apim-3.2.0', 'registry-4.3.0'], async ({ plan, prove }) => {
        for (const [name, wanted, wrong] of misreadings)
          await t.test(name, async () => {
            const planned = await plan(
              Object.fromEntries(
                rules.map(({ name: rule }) => [rule, { enabled: wanted.test(rule) }]),
              ),
            )
            assert.ok(planned.bound.rules.length > 0, 'the rules are there')
            await prove((dialect) => dialect, proveOn(planned))
            await assert.rejects(prove(wrong, proveOn(planned)), (error: Error) => {
              assert.equal(error.name, 'EngineNotProven', `${error.name}: ${error.message}`)
              t.diagnostic(`${name}: ${error.message.slice(60, 230)}`)
              return true
            })
          })
      }),
  )
