import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { rules } from '../../functions/rules/rules.ts'
import { failingChecks, name, schemas } from '../checks/failing-checks.ts'
import { mutations } from '../checks/mutations.ts'
import { everyEngine, sharedDatabase } from '../seed/engines.ts'

/** It does no harm here: times without a zone are the same in every session. */
const ofSessions = 'wrong zone: the session reads nine hours west of what was written'

// Every way to break a rule, on PostgreSQL: `npm test` has those that break what is said to it.
for (const engine of everyEngine.filter((one) => one.name === 'PostgreSQL'))
  describe(engine.name, { skip: engine.skip }, () => {
    const shared = sharedDatabase(engine, name, schemas)

    for (const mutation of mutations) {
      const caught = mutation.name === ofSessions ? [] : mutation.caught
      test(`${mutation.name}: ${caught.join(', ')}`, async (t) => {
        const failing = await failingChecks(engine, shared(), mutation)
        t.diagnostic(failing.join(', '))
        if (caught.length === 0) assert.deepEqual(failing, [])
        for (const check of caught)
          assert.ok(failing.includes(check), `${check} is not among ${failing.join(', ')}`)
      })
    }

    for (const reading of ['safe', 'upstream'] as const)
      test(`without a mutation every check passes, in the ${reading} reading`, async () => {
        const settings = Object.fromEntries(
          rules.flatMap((rule) => (rule.upstream === undefined ? [] : [[rule.name, { reading }]])),
        )
        const none = { name: 'none', caught: [], rows: 197, archived: reading === 'safe', settings }
        assert.deepEqual(await failingChecks(engine, shared(), none), [])
      })
  })
