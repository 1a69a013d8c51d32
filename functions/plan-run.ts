import { openTarget } from './aws/target-database.ts'
import { planEventSchema, type Plan } from './contract/steps.ts'
import { bindRules } from './rules/bind.ts'
import { emptyOf } from './walk/empty-tables.ts'
import { refuseOtherClock } from './preflight/clocks.ts'
import { mustMayDelete, mustSeeAll } from './preflight/read-grants.ts'
import { sharedChildren } from './rules/living-parents.ts'
import { namePlan } from './preflight/plan.ts'
import { rules } from './rules/rules.ts'
import { readSchema } from './engines/schema.ts'
import { identityOf } from './preflight/server-identity.ts'
import { readingHash, statementsHash } from './purge/statements-hash.ts'
import { newestToken } from './preflight/zone-witness.ts'
import { step } from './runtime/step.ts'

/** Decides all names, the cutoff and the statements' hash before anything is created. */
export const handler = step(planEventSchema, async (event, { ending }): Promise<Plan> => {
  const draft = namePlan(event)
  return draft.plan(async (source, planned) => {
    const { name, times } = planned
    const { database, dialect, server } = await openTarget({
      run: draft.run,
      source,
      target: 'production',
      database: name,
      ending,
    })
    try {
      await refuseOtherClock(name, database, dialect, Date.now)
      const schema = await readSchema(database, dialect, name)
      await mustSeeAll(database, dialect, schema)
      const asked = bindRules(rules, draft.run.rules, schema, times)
      const empty = await emptyOf(database, dialect, sharedChildren(asked.rules, { rules, schema }))
      const bound = bindRules(rules, draft.run.rules, schema, times, empty)
      if (draft.run.mode === 'purge') await mustMayDelete(database, dialect, bound)
      return {
        name,
        statementsHash: statementsHash(dialect, bound, schema),
        readingHash: readingHash(dialect, bound),
        empty,
        server: await identityOf({ database, dialect, schema, resource: server.resourceId }),
        times: { ...times, newest: await newestToken(database, dialect, schema, Date.now()) },
      }
    } finally {
      await database.close()
    }
  })
})
