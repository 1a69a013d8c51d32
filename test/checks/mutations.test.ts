import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { rules } from '../../functions/rules/rules.ts'
import { everyEngine, one, sharedDatabase, whole } from '../seed/engines.ts'
import { failingChecks, name, schemas } from './failing-checks.ts'
import { mutations } from './mutations.ts'

/** The first mutation that each set of checks catches: the scenarios try all. */
const firstOf = new Map(mutations.map(({ caught }, at) => [caught.join(), at] as const).reverse())

for (const engine of everyEngine.filter(one)) {
  const tried = mutations.filter(
    ({ engines: on = ['MariaDB'], caught }, at) =>
      on.includes(engine.name) && (whole || at === firstOf.get(caught.join())),
  )
  if (tried.length === 0) continue
  describe(engine.name, { skip: engine.skip }, () => {
    const shared = sharedDatabase(engine, name, schemas)

    for (const mutation of tried)
      test(`${mutation.name}: ${mutation.caught.join(', ')}`, async (t) => {
        const failing = await failingChecks(engine, shared(), mutation)
        t.diagnostic(failing.join(', '))
        if (mutation.caught.length === 0) assert.deepEqual(failing, [])
        for (const check of mutation.caught)
          assert.ok(failing.includes(check), `${check} is not among ${failing.join(', ')}`)
      })

    if (engine.name !== 'MariaDB') return
    test('without a mutation every check passes', async () => {
      assert.deepEqual(
        await failingChecks(engine, shared(), {
          name: 'none',
          caught: [],
          rows: 197,
          archived: true,
        }),
        [],
      )
    })

    test('rows that the upstream reading is documented to delete are no fault: every check passes', async () => {
      const settings = Object.fromEntries(
        rules.flatMap(({ name: rule, upstream }) =>
          upstream === undefined ? [] : [[rule, { reading: 'upstream' as const }]],
        ),
      )
      assert.deepEqual(
        await failingChecks(engine, shared(), { name: 'upstream', caught: [], settings }),
        [],
      )
    })
  })
}
