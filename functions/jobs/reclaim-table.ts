import type { z } from 'zod'
import { sourceFacts } from '../aws/source-facts.ts'
import { openTarget } from '../aws/target-database.ts'
import { isLate } from '../contract/bounds.ts'
import type { Rebuild, TableSize } from '../contract/space.ts'
import { cloneOf, type rowsEventSchema } from '../contract/steps.ts'
import { judgeWindow } from '../gates/window.ts'
import { rebuild } from '../reclaim/rebuild.ts'
import { notToRebuild, rebuildLimit } from '../reclaim/reclaim.ts'
import type { OpenDatabase } from './open-planned.ts'
import { noteLost } from './notes.ts'
import { notRebuilt, type ReclaimAccount } from './reclaim-account.ts'
import type { TimedSurroundings } from './timed.ts'

/** One call of the step. */
export interface Reclaiming extends z.infer<typeof rowsEventSchema> {
  readonly account: ReclaimAccount
  readonly surroundings: TimedSurroundings
  /** When the call began, by the step's clock. */
  readonly began: number
  /** Why no rebuild may start or go on now; null if it may. */
  readonly refused: () => Promise<string | null>
}

/** Rebuilds a table, or records why not. */
export async function reclaimTable(
  call: Reclaiming,
  { name, along }: OpenDatabase,
  rule: string,
  size: TableSize,
): Promise<void> {
  const { run, source, target, account, refused } = call
  const { ending, logger, note } = call.surroundings
  const asked = account.asked(rule)
  const statement = along.dialect.upkeep.byHand(size.table)
  const why = await whyNot(call, size, account.rehearsed(name, size.table), statement)
  const outcome =
    why !== null
      ? notRebuilt(size, asked, why)
      : await rebuild({
          along,
          name,
          asked,
          size,
          beside: async () =>
            (await openTarget({ run, source, target, database: name, ending })).database,
          limit: rebuildLimit,
          refused,
          onLost: noteLost(note),
        })
  const { table, seconds, reason, after } = outcome
  logger.info(
    { target, database: name, table, seconds, reason },
    after === null ? 'not rebuilt' : 'rebuilt',
  )
  await account.record(name, outcome)
}

/** Why a table is not rebuilt, as far as it is known before; null where it may be. */
async function whyNot(
  { run, source, target }: Reclaiming,
  size: TableSize,
  rehearsed: Rebuild | undefined,
  statement: string,
): Promise<string | null> {
  if (isLate(run, Date.now())) return "the run's time limit was reached"
  const live = target === 'production'
  const gate = live ? judgeWindow(run, source.name, Date.now(), true).gate : null
  if (gate?.passed === false) return gate.detail
  const storage = await sourceFacts(live ? source : { ...source, ...cloneOf(source) }).catch(
    () => ({ elastic: false, freeStorage: null, storage: null }),
  )
  return notToRebuild(size, storage, live, rehearsed, statement)
}
