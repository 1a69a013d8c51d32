import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillCopies } from '../../functions/prove/fill-copies.ts'
import { proveLive } from '../../functions/prove/prove-live.ts'
import { plainTables } from '../../functions/prove/truth.ts'
import { liveMisreadings } from '../prove/live-misreadings.ts'
import { proving, start } from '../prove/on-bench.ts'
import { everyEngine } from '../seed/engines.ts'

for (const engine of everyEngine.filter(({ name }) => name !== 'MySQL'))
  test(
    `${engine.name}: what a server answers otherwise to the application's questions is not proven`,
    { skip: engine.skip },
    (t) =>
      proving(engine, ['apim-4.7.0', 'registry-4.3.0'], async ({ plan, prove }) => {
        const planned = await plan()
        await prove(
          (dialect) => dialect,
          async (bench) => {
            const { schema, bound, filled, holdsOf } = await fillCopies(bench, planned, start)
            const of = { schema, bound, rules: planned.rules }
            const tables = plainTables(filled, holdsOf)
            const began = performance.now()
            const compared = await proveLive(bench, of, tables, start)
            t.diagnostic(`${compared} questions in ${Math.round(performance.now() - began)} ms`)
            for (const [name, wrong] of Object.entries(liveMisreadings))
              await t.test(name, () => {
                const dialect = { ...bench.dialect, live: wrong(bench.dialect.live) }
                const proof = proveLive({ ...bench, dialect }, of, tables, start)
                return assert.rejects(proof, (error: Error) => {
                  assert.equal(error.name, 'EngineNotProven', `${error.name}: ${error.message}`)
                  t.diagnostic(`${name}: ${error.message.slice(60, 230)}`)
                  return true
                })
              })
          },
        )
      }),
  )
