import { evidence } from '../aws/evidence.ts'
import { otherDatabasesSchema, type OtherDatabases } from '../contract/evidence.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { lookAtOthers } from '../preflight/other-databases.ts'
import type { Walk } from '../walk/walk.ts'

/**
 * What else is on the clone's server, once a source: kept as evidence and not in the execution's state, since it may be
 * long. null where the call's time is spent before its end.
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
  // A call that was believed lost may still be at it when the purge is at work: what was seen before stands.
  const meanwhile = otherDatabasesSchema.nullable().parse(await kept.get(source.name, step))
  if (meanwhile?.done === true) return meanwhile
  await kept.put(source.name, step, found)
  return found.done ? found : null
}
