import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asNotProven } from '../../functions/prove/not-proven.ts'
import { proveReferred } from '../../functions/prove/prove-referred.ts'
import { proveSessions } from '../../functions/prove/prove-sessions.ts'
import { proveShape } from '../../functions/prove/prove-shapes.ts'
import { shapeTables } from '../../functions/prove/shape-tables.ts'
import type { Bench } from '../../functions/prove/bench.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { engines } from '../seed/engines.ts'
import { proving } from '../prove/on-bench.ts'
import { wrongAnswers } from '../prove/wrong-answers.ts'

/** The shapes of one kind of key, as `proveDatabase` goes through them. */
async function proveOne(bench: Bench): Promise<void> {
  try {
    await proveSessions(bench)
    const schema = await readSchema(bench.database, bench.dialect, bench.name)
    const [shape] = shapeTables(bench.scratch, schema, [])
    if (shape !== undefined) await proveShape(bench, shape)
    await proveReferred(bench)
  } catch (error) {
    throw asNotProven(error)
  }
}

for (const engine of engines.filter(({ name }) => name === 'MariaDB'))
  test(
    `${engine.name}: a statement's shape that a server answers otherwise is not proven`,
    {
      skip: engine.skip,
    },
    (t) =>
      proving(engine, [], async ({ prove }) => {
        await prove((dialect) => dialect, proveOne)
        for (const [name, wrong] of Object.entries(wrongAnswers))
          await t.test(name, () =>
            assert.rejects(prove(wrong, proveOne), (error: Error) => {
              assert.equal(error.name, 'EngineNotProven', `${error.name}: ${error.message}`)
              t.diagnostic(`${name}: ${error.message.slice(60, 230)}`)
              return true
            }),
          )
      }),
  )
