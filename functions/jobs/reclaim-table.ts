import type { z } from 'zod'
import { openTarget } from '../aws/target-database.ts'
import type { TableSize } from '../contract/space.ts'
import type { rowsEventSchema } from '../contract/steps.ts'
import type { OwnLevels } from '../contract/throttle.ts'
import { rebuild, type Rebuilding } from '../reclaim/rebuild.ts'
import { needsLonger, takesLonger } from '../reclaim/reclaim.ts'
import { foresee, hasTask, whyNot, type Foreseen } from './foresee-rebuild.ts'
import type { OpenDatabase } from './open-planned.ts'
import { noteLost } from './notes.ts'
import { notRebuilt, type ReclaimAccount, type Where } from './reclaim-account.ts'
import type { TimedSurroundings } from './timed.ts'
import { watchRebuild } from './watch-rebuild.ts'

/** One call of the step, or the task of long rebuilds. */
export interface Reclaiming extends z.infer<typeof rowsEventSchema> {
  readonly where: Where
  /** ms that one rebuild may take in a call. */
  readonly limit: number
  readonly account: ReclaimAccount
  readonly surroundings: TimedSurroundings
  /** When the call began, by the step's clock. */
  readonly began: number
  /** Why no rebuild may start or go on now; null if it may. */
  readonly refused: () => Promise<string | null>
  /** The levels that the switch sets at the moment. */
  readonly levels: () => OwnLevels
}

/** Rebuilds a table, or records why not. */
export async function reclaimTable(
  call: Reclaiming,
  open: OpenDatabase,
  rule: string,
  size: TableSize,
): Promise<void> {
  const { run, source, target, account, refused } = call
  const { ending, logger, note } = call.surroundings
  const { name, along } = open
  const asked = account.asked(rule)
  const left = new Set(account.left(name))
  const rebuilt = (allowed: Rebuilding['refused']) =>
    rebuild({
      along,
      name,
      asked,
      size,
      beside: async () =>
        (await openTarget({ run, source, target, database: name, ending })).database,
      limit: call.where === 'call' ? call.limit : Number.POSITIVE_INFINITY,
      tooLong: takesLonger(call.limit, along.dialect.upkeep.byHand(size.table)),
      refused: allowed,
      left,
      onSession: (session) =>
        account.begin(
          name,
          { ...notRebuilt(size, asked, cutOff), ...(call.where === 'task' && { longer: true }) },
          session,
        ),
      onLost: noteLost(note),
    })
  const why = await whyNot(call, open, size)
  const outcome =
    why !== null
      ? notRebuilt(size, asked, why)
      : leftToTask(call, name, size)
        ? { ...notRebuilt(size, asked, 'it waits for its task'), longer: true as const }
        : target === 'clone'
          ? await rebuilt(refused)
          : await onProduction(call, open, size, rebuilt, (seen) =>
              notRebuilt(size, asked, seen.refused ?? ''),
            )
  const { table, seconds, reason, after } = outcome
  logger.info(
    { target, database: name, table, seconds, reason },
    after === null ? 'not rebuilt' : 'rebuilt',
  )
  await account.record(name, outcome)
}

/** Whether a task rebuilds the table of production: the clone took too long for a call. */
const leftToTask = (
  { where, run, target, limit, account }: Reclaiming,
  name: string,
  size: TableSize,
) =>
  where === 'call' &&
  hasTask(run) &&
  target === 'production' &&
  needsLonger(account.rehearsed(name, size.table), limit)

/** What is on record while it is rebuilt. */
const cutOff = 'whatever rebuilt it was cut off'

/** With production watched through a connection of its own. */
async function onProduction<T extends object>(
  call: Reclaiming,
  open: OpenDatabase,
  size: TableSize,
  rebuilt: (refused: Rebuilding['refused']) => Promise<T>,
  not: (seen: Foreseen) => T,
): Promise<T> {
  const watch = await watchRebuild({ ...call, ...call.surroundings, database: open.name })
  try {
    const stopped = await call.refused()
    const seen =
      stopped === null ? await foresee(call, open, size, watch) : { refused: stopped, told: '' }
    if (seen.refused !== null) return not(seen)
    const done = await rebuilt(async () => (await call.refused()) ?? (await watch.refused()))
    return seen.told === '' ? done : { ...done, told: seen.told }
  } finally {
    await watch.close()
  }
}
