import type { z } from 'zod'
import { readParameter } from '../aws/parameter.ts'
import { switchPauses } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import type { rowsEventSchema, RowsResult, SourcePlan } from '../contract/steps.ts'
import { judgeWindow } from '../gates/window.ts'
import type { OwnLevels } from '../contract/throttle.ts'
import { isLost, patience } from '../reclaim/rebuild.ts'
import { rebuildLimit } from '../reclaim/reclaim.ts'
import { readSizes } from '../reclaim/space.ts'
import { controlReader } from '../throttle/read-control.ts'
import { openPlanned } from './open-planned.ts'
import { noteLost } from './notes.ts'
import { ReclaimAccount } from './reclaim-account.ts'
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
): Promise<RowsResult> {
  const { run, source, target } = event
  const { clock, logger } = surroundings
  const began = clock.now()
  if (target === 'production' && !run.rules.some(({ reclaim }) => reclaim === true))
    return { done: true, progress: null }
  const account = await ReclaimAccount.read(run, source, target)
  const call: Reclaiming = {
    ...event,
    where: 'call',
    limit: rebuildLimit,
    account,
    surroundings,
    began,
    ...refusals(event, surroundings),
  }
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
      const reason = error instanceof Error ? error.message : String(error)
      logger.warn({ target, database: planned.name, reason }, 'not rebuilt')
      await account.giveUp(planned.name, reason)
    }
  }
  return { done: true, progress: null }
}

/** On production the window and the switch may stop a rebuild; on the clone nothing does. */
function refusals(
  { run, source, target }: Event,
  { clock }: TimedSurroundings,
): Pick<Reclaiming, 'refused' | 'levels'> {
  if (target === 'clone') return { refused: async () => null, levels: () => ({}) }
  const control = controlReader(run, readParameter, clock, Date.now)
  let levels: OwnLevels = {}
  return {
    levels: () => levels,
    refused: async () => {
      if (judgeWindow(run, source.name, Date.now(), true).waitSeconds > 0)
        return 'the window closed before it was done'
      try {
        const now = await control()
        levels = now.levels
        return now.pause ? switchPauses : null
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
  }
}

/** @returns the call's answer if it must end before the database is done; null if it is done. */
async function reclaimDatabase(
  call: Reclaiming,
  planned: SourcePlan['databases'][number],
): Promise<RowsResult | null> {
  const { run, source, target, account, surroundings, began } = call
  const open = await openPlanned({ run, source, target, purged: true, ...surroundings }, planned)
  const { name, along, bound } = open
  try {
    const tables = bound.tables.map(({ table }) => table.name)
    const sizes = await readSizes(along, name, tables)
    for (const { table, rule } of bound.tables) {
      const size = sizes.find((one) => one.table === table.name)
      if (size === undefined || !account.isDue(name, rule, size)) continue
      if (surroundings.clock.now() - began > beginsUntil) return { done: false, progress: null }
      const waitSeconds = secondsToWait(call)
      if (waitSeconds > 0) return { done: false, progress: null, waitSeconds }
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
