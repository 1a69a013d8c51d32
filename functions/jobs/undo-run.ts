import { shownCount } from '../contract/quantity.ts'
import type { z } from 'zod'
import type { StoredArchive } from '../archive/stored-archive.ts'
import { undoFile } from '../archive/undo.ts'
import { namesAsked, sumsOf } from '../archive/undo-asked.ts'
import { readDue, refuseIncomplete } from '../archive/undo-complete.ts'
import { addTotals, refuseForeign, went } from '../archive/undo-totals.ts'
import { evidence } from '../aws/evidence.ts'
import { readArchive } from '../aws/read-archive.ts'
import { NamedError } from '../contract/errors.ts'
import { purgedSchema, type Purged } from '../contract/evidence.ts'
import type { undoEventSchema, UndoInput, UndoTotals } from '../contract/undo.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { undoDatabases } from './undo-databases.ts'
import { readUndoInput, type UndoneSource } from './undo-input.ts'

type Event = z.infer<typeof undoEventSchema>
export interface UndoResult {
  readonly done: boolean
  readonly progress: {
    readonly after: string
    readonly files: number
    readonly totals: UndoTotals
    readonly out: readonly string[]
  }
  /** Volumes whose lists cannot be read, though all of their files are elsewhere. */
  readonly damaged: readonly string[]
}

/** The number of skipped parents that fit into the state of an execution. */
const mostOut = 5000
const tooManyOut = (name: string) =>
  new NamedError(
    'UndoCollision',
    `More than ${shownCount(mostOut)} rows with child rows were skipped, the last of them from ` +
      `${name}. Rows put back are kept. Find out why they collide with {"dryRun": true} and one ` +
      '"rule" or time range at a time, then start the undo again.',
  )

/** It was there before the first file was written, so it is lost. */
const noAccount = (place: string) =>
  new NamedError(
    'ArchiveMissing',
    `The account of the purge, ${place}, is not in the bucket. It says which files' rows ` +
      'were deleted; other files have rows that were never deleted, or that the application has ' +
      'deleted since. ' +
      'Nothing was put back. The bucket keeps versions: restore an older one. If there is ' +
      'none, download the files and use npm run undo with --without-account.',
  )

/**
 * Puts back what a run deleted from production, last file first, until all files are done or time
 * runs out.
 * @throws NamedError InvalidInput, ArchiveMissing, ArchiveDamaged, UndoCollision and what opening
 * throws
 */
export async function undoRun(
  { input, environment, deployment, progress }: Event,
  { spent, ending, logger }: Pick<Surroundings, 'spent' | 'ending' | 'logger'>,
): Promise<UndoResult> {
  const { wanted, source } = readUndoInput(input, environment)
  const archive = readArchive(deployment, wanted.run, source.name, (object) =>
    logger.warn({ object }, 'an object of the archive is not as it was written'),
  )
  const all = await namesOf(archive, wanted, source)
  const { unlisted: damaged } = archive
  const account = await accountOf(deployment, wanted, source)
  refuseIncomplete(wanted, account, { names: all, unlisted: damaged })
  const names = namesAsked(wanted, all)
  let now = progress ?? { after: '', files: 0, totals: {}, out: [] }
  const out = new Set(now.out)
  const { name: of, databases } = source
  const own = { run: wanted.run, source: of, databases, schemas: new Map<string, string>() }
  const { dryRun, onCollision } = wanted
  const open = undoDatabases(deployment, source, ending)
  try {
    for (const name of names.filter((one) => now.after === '' || one < now.after)) {
      if (spent()) return { done: false, progress: now, damaged }
      const file = await readDue(archive, name, wanted, account, all)
      if (file !== null) refuseForeign(name, file, own)
      if (file === null || !went(account, file)) {
        now = { ...now, after: name }
        continue
      }
      const at = await open.get(file.database)
      const totals = await undoFile({ ...at, wanted, dryRun, onCollision, out }, file)
      if (out.size > mostOut) throw tooManyOut(name)
      now = {
        after: name,
        files: now.files + 1,
        totals: addTotals(now.totals, totals),
        out: [...out],
      }
    }
  } finally {
    await open.close()
  }
  if (wanted.table !== undefined || wanted.key !== undefined) sumsOf(now.totals, wanted)
  return { done: true, progress: now, damaged }
}

/** @throws NamedError ArchiveMissing */
async function namesOf(
  archive: Pick<StoredArchive, 'names' | 'unlisted'>,
  { run }: UndoInput,
  { name }: UndoneSource,
): Promise<readonly string[]> {
  const all = await archive.names()
  // Of volumes without lists the account knows more.
  if (all.length === 0 && archive.unlisted.length === 0)
    throw new NamedError(
      'ArchiveMissing',
      `The archive holds nothing of run "${run}" and source "${name}". Check ` +
        "under archive/ in the bucket: the run's name, whether its archive was on, and whether " +
        'the run is older than archiveDays.',
    )
  return all
}

/** The account of the run's purge. @throws NamedError ArchiveMissing */
async function accountOf(
  deployment: Event['deployment'],
  { run }: UndoInput,
  { name }: UndoneSource,
): Promise<Purged> {
  const found = await evidence({ runId: run, deployment }).get(name, 'purge-production')
  const account = purgedSchema.nullable().parse(found)
  if (account === null) throw noAccount(`runs/${run}/${name}/purge-production.json`)
  return account
}
