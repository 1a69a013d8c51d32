import { evidence } from '../aws/evidence.ts'
import { otherDatabasesSchema, type OtherDatabases } from '../contract/other-databases.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { lookAtOthers } from '../preflight/other-databases.ts'
import type { Walk } from '../walk/walk.ts'

/**
 * What else is on the clone's server, once per source: stored as evidence, not in the execution's
 * state, since it may be long. null if the call's time runs out first.
 */
export async function otherDatabases(
  run: Run,
  source: SourcePlan,
  along: Walk,
  when: 'before' | 'after',
): Promise<OtherDatabases | null> {
  const [kept, step] = [evidence(run), `others-${when}-clone`]
  const from = otherDatabasesSchema.nullable().parse(await kept.get(source.name, step))
  if (from?.done === true) return from
  const found = await lookAtOthers(
    along,
    source.databases.map(({ name }) => name),
    from,
  )
  // A call that was believed lost may still run during the purge: the first result is kept.
  const meanwhile = otherDatabasesSchema.nullable().parse(await kept.get(source.name, step))
  if (meanwhile?.done === true) return meanwhile
  await kept.put(source.name, step, found)
  return found.done ? found : null
}
