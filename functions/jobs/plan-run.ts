import type { z } from 'zod'
import { mustOfferTls } from '../aws/must-offer-tls.ts'
import { isAurora, sourceServer } from '../aws/server.ts'
import { refuseSecondary } from '../aws/refuse-secondary.ts'
import { openTarget } from '../aws/target-database.ts'
import type { Plan, planEventSchema, Run, SourcePlan } from '../contract/steps.ts'
import { readSchema } from '../engines/schema.ts'
import { refuseOtherClock } from '../preflight/clocks.ts'
import { namePlan } from '../preflight/plan.ts'
import { mustMayDelete, mustSeeAll } from '../preflight/read-grants.ts'
import { previewOf } from '../preflight/preview.ts'
import { identityOf } from '../preflight/server-identity.ts'
import { newestToken } from '../preflight/zone-witness.ts'
import { readingHash, statementsHash } from '../purge/statements-hash.ts'
import { bindRules } from '../rules/bind.ts'
import { sharedChildren } from '../rules/living-parents.ts'
import { isOfOtherRules } from '../rules/of-other-rules.ts'
import { rules } from '../rules/rules.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { emptyOf } from '../walk/empty-tables.ts'
import type { Planned } from './open-planned.ts'

/** Names everything of the run, and reads what its plan says of each database of production. */
export function planRun(
  event: z.infer<typeof planEventSchema>,
  { ending }: Pick<Surroundings, 'ending'>,
): Promise<Plan> {
  const draft = namePlan(event)
  const { acceptPreview } = event.environment
  return draft.plan(
    (source, planned) => planDatabase(draft.run, source, planned, ending),
    async (source) => {
      await refuseSecondary(source)
      await mustOfferTls(source)
      const { engine } = await sourceServer(source)
      const preview = previewOf({ run: draft.run, acceptPreview, source: source.name, engine })
      // A Multi-AZ DB cluster is cloned as one instance; Aurora's storage is a cluster's alone.
      return source.kind === 'instance' || isAurora(engine)
        ? { preview }
        : { preview, cloneKind: 'instance' }
    },
  )
}

async function planDatabase(
  run: Run,
  source: SourcePlan,
  { name, times }: Planned,
  ending: AbortSignal,
): Promise<Planned | null> {
  const { database, dialect, server } = await openTarget({
    run,
    source,
    target: 'production',
    database: name,
    ending,
  })
  try {
    await refuseOtherClock(name, database, dialect, Date.now)
    const schema = await readSchema(database, dialect, name)
    await mustSeeAll(database, dialect, schema)
    if (isOfOtherRules(rules, run.rules, schema)) return null
    const asked = bindRules(rules, run.rules, schema, times)
    const empty = await emptyOf(database, dialect, sharedChildren(asked.rules, { rules, schema }))
    const bound = bindRules(rules, run.rules, schema, times, empty)
    if (run.mode === 'purge') await mustMayDelete(database, dialect, bound)
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
}
