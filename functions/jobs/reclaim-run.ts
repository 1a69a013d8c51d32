import type { z } from 'zod'
import { readParameter } from '../aws/parameter.ts'
import { isLate } from '../contract/bounds.ts'
import { switchPauses } from '../contract/control.ts'
import { NamedError, reasonOf } from '../contract/errors.ts'
import type { rowsEventSchema, RowsResult, SourcePlan } from '../contract/steps.ts'
import { judgeWindow } from '../gates/window.ts'
import type { OwnLevels } from '../contract/throttle.ts'
import { isLost, patience } from '../reclaim/rebuild.ts'
import { rebuildLimit } from '../reclaim/reclaim.ts'
import { readSizes } from '../reclaim/space.ts'
import { controlReader } from '../throttle/read-control.ts'
import { openPlanned } from './open-planned.ts'
import { noteLost } from './notes.ts'
import { startTask, waitForTask } from './long-rebuilds.ts'
import { ReclaimAccount, type Where } from './reclaim-account.ts'
import { reclaimTable, type Reclaiming } from './reclaim-table.ts'
import type { TimedSurroundings } from './timed.ts'

/** ms after which a call starts no further rebuild: each must end within the call. */
const beginsUntil = 120_000

type Event = z.infer<typeof rowsEventSchema>

/**
 * Rebuilds purged tables of the clone, and those of production that are enabled and succeeded on
 * the clone: there within the window, if the switch allows it and a second copy fits. The purge is
 * already verified, so no table fails the run: the reason why it was not rebuilt is on record.
 * @throws NamedError EvidenceMissing, CloneIsProduction, NotDrydocks
 */
export async function reclaimRun(
  event: Event,
  surroundings: TimedSurroundings,
  limit: number = rebuildLimit,
): Promise<RowsResult> {
  if (event.target === 'production' && !event.run.rules.some(({ reclaim }) => reclaim === true))
    return { done: true, progress: null }
  const call = await begin(event, surroundings, 'call', limit)
  const waiting = await waitForTask(call)
  if (waiting !== null) return waiting
  const answer = (await reclaimDatabases(call)) ?? (await startTask(call))
  return answer ?? { done: true, progress: null }
}

/** The same in the task of long rebuilds, for the tables that were left to it. */
export async function reclaimInTask(event: Event, surroundings: TimedSurroundings): Promise<void> {
  await reclaimDatabases(await begin(event, surroundings, 'task', rebuildLimit))
}

async function begin(
  event: Event,
  surroundings: TimedSurroundings,
  where: Where,
  limit: number,
): Promise<Reclaiming> {
  const { run, source, target } = event
  const began = surroundings.clock.now()
  const account = await ReclaimAccount.read(run, source, target)
  const allowed = refusals(event, surroundings, where)
  return { ...event, where, limit, account, surroundings, began, ...allowed }
}

/** @returns the call's answer if it must end before all is done; null if it is done. */
async function reclaimDatabases(call: Reclaiming): Promise<RowsResult | null> {
  const { source, target, account, surroundings } = call
  for (const planned of source.databases) {
    try {
      const unfinished = await persist(call, () => reclaimDatabase(call, planned))
      if (unfinished !== null) return unfinished
    } catch (error) {
      // The clone's identity is in doubt: that is more than a disk problem and stops the run.
      if (
        error instanceof NamedError &&
        (error.name === 'CloneIsProduction' || error.name === 'NotDrydocks')
      )
        throw error
      const reason = reasonOf(error)
      surroundings.logger.warn({ target, database: planned.name, reason }, 'not rebuilt')
      await account.giveUp(planned.name, reason, call.where)
    }
  }
  return null
}

/**
 * On production the window and the switch may stop a rebuild; on the clone only the end of the run
 * or of the task does.
 */
function refusals(
  { run, source, target }: Event,
  { clock, spent }: TimedSurroundings,
  where: Where,
): Pick<Reclaiming, 'refused' | 'levels'> {
  const over = () =>
    where === 'call'
      ? null
      : spent()
        ? 'its task was stopped'
        : isLate(run, Date.now())
          ? "the run's time limit was reached"
          : null
  if (target === 'clone') return { refused: async () => over(), levels: () => ({}) }
  const control = controlReader(run, readParameter, clock, Date.now)
  let levels: OwnLevels = {}
  return {
    levels: () => levels,
    refused: async () => {
      const end = over()
      if (end !== null) return end
      if (judgeWindow(run, source.name, Date.now(), true).waitSeconds > 0)
        return 'the window closed before it was done'
      try {
        const now = await control()
        levels = now.levels
        return now.pause ? switchPauses : null
      } catch (error) {
        return reasonOf(error)
      }
    },
  }
}

/** @returns the call's answer if it must end before the database is done; null if it is done. */
async function reclaimDatabase(
  call: Reclaiming,
  planned: SourcePlan['databases'][number],
): Promise<RowsResult | null> {
  const { run, source, target, account, surroundings, began, where } = call
  const open = await openPlanned({ run, source, target, purged: true, ...surroundings }, planned)
  const { name, along, bound } = open
  try {
    const tables = bound.tables.map(({ table }) => table.name)
    const sizes = await readSizes(along, name, tables)
    for (const { table, rule } of bound.tables) {
      const size = sizes.find((one) => one.table === table.name)
      if (size === undefined || !account.isDue(name, rule, size, where)) continue
      if (where === 'call') {
        if (surroundings.clock.now() - began > beginsUntil) return { done: false, progress: null }
        const waitSeconds = secondsToWait(call)
        if (waitSeconds > 0) return { done: false, progress: null, waitSeconds }
      }
      await reclaimTable(call, open, rule, size)
    }
    return null
  } finally {
    await along.database.close()
  }
}

/** s until the window opens, if the run has the time to wait for it. */
function secondsToWait({ run, source, target }: Event): number {
  if (target === 'clone') return 0
  const { gate, waitSeconds } = judgeWindow(run, source.name, Date.now(), true)
  return gate.passed ? waitSeconds : 0
}

/** Recorded tables are not rebuilt again, so a lost connection restarts the whole database. */
async function persist<T>({ surroundings }: Reclaiming, work: () => Promise<T>): Promise<T> {
  const { clock, spent, note } = surroundings
  const began = clock.now()
  for (let attempt = 1; ; attempt++) {
    const tried = clock.now()
    try {
      return await work()
    } catch (error) {
      // Whoever comes through so late begins no rebuild: the next call does.
      if (!isLost(error) || clock.now() - began > patience || spent()) throw error
      await clock.sleep(clock.random() * Math.min(5000, 50 * 2 ** attempt))
      noteLost(note)(error.message, clock.now() - tried)
    }
  }
}
