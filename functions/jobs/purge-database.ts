import type { z } from 'zod'
import type { Archive } from '../archive/archive.ts'
import { keepRows, longestRow, type Keep } from '../archive/keep-rows.ts'
import type { Measured, Purged, PurgeProgress } from '../contract/evidence.ts'
import type { rowsEventSchema } from '../contract/steps.ts'
import { refuseOtherClock } from '../preflight/clocks.ts'
import { newestToken, refuseContradicted } from '../preflight/zone-witness.ts'
import { liveGuard } from '../purge/live-guard.ts'
import { purge, type OnBatch } from '../purge/purge.ts'
import { purgedSoFar } from '../purge/purge-account.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { persist } from '../walk/walk.ts'
import type { Account } from './account.ts'
import type { OpenDatabase } from './open-planned.ts'
import type { PurgePace } from './purge-pace.ts'
import type { rehearseUndo } from './rehearse-undo.ts'
import { secondOpening } from './second-opening.ts'

/** What every database of a source is purged with. */
export interface Purging {
  readonly event: z.infer<typeof rowsEventSchema>
  readonly surroundings: Surroundings
  readonly account: Account
  readonly pace: PurgePace
  /** null on production, and where nothing is archived. */
  readonly undo: ReturnType<typeof rehearseUndo> | null
  readonly archive: Archive
  /**
   * Maximum bytes of a statement on production: on the clone as well a row goes only if production
   * could take it back.
   */
  readonly longest: number | undefined
  readonly measured: Measured | null
}

/** Purges one database until it is done or time runs out. */
export async function purgeDatabase(
  purging: Purging,
  open: OpenDatabase,
  from: PurgeProgress | null,
  reached: (progress: PurgeProgress) => void,
  checkpoint: (progress: PurgeProgress) => Promise<void>,
): Promise<{ outcome: Purged['databases'][number] } | { inner: PurgeProgress }> {
  const { event, surroundings, account, pace, undo, measured } = purging
  const { name, along, bound, schema, onRange } = open
  if (event.target === 'production') await refuseOtherTimes(open, event.run.startedAt, from)
  await persist(along, () => account.claim(along, name, event.progress))
  const onBatch: OnBatch = (batch, now) => {
    account.settled()
    reached(now)
    pace.deleted(batch.deleted)
    onRange(batch)
  }
  try {
    const { done, progress } = await purge(along, bound, from, onBatch, {
      keep: await keepOf(purging, open),
      checkpoint,
      failed: reached,
      guard: liveGuard(bound, () => [new Date(event.run.startedAt), new Date()]),
      triggers: measured?.databases.find(({ database }) => database === name)?.triggers,
      second: await secondOpening({ ...surroundings, ...event }, open),
      undo: undo && ((file, compare) => undo.tried({ database: name, schema }, file, compare)),
    })
    return done ? { outcome: purgedSoFar(name, progress) } : { inner: progress }
  } finally {
    await undo?.close()
  }
}

/** Before production's first batch its clock and its newest token are looked at once more. */
async function refuseOtherTimes(
  { name, along: { database, dialect }, bound, schema }: OpenDatabase,
  startedAt: string,
  from: PurgeProgress | null,
): Promise<void> {
  await refuseOtherClock(name, database, dialect, Date.now)
  if (from !== null) return
  const newest = await newestToken(database, dialect, schema, Date.now())
  refuseContradicted(name, bound.times, new Date(startedAt), newest)
}

/** How the database's rows are archived. */
async function keepOf(
  { event: { run }, archive, longest }: Purging,
  { name, along, schema }: OpenDatabase,
): Promise<Keep | null> {
  return keepRows(archive, run.archive.mode, {
    database: name,
    schema: schema.fingerprint,
    cutoffOf: (rule) => run.rules.find((planned) => planned.rule === rule)?.cutoff ?? run.cutoff,
    longest: await persist(along, () => longestRow(along.database, along.dialect, longest)),
  })
}
