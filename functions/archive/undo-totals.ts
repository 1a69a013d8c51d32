import type { ArchiveFile } from '../contract/archive-file.ts'
import type { Purged } from '../contract/evidence.ts'
import { readArchiveName } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import type { UndoInput, UndoTotals } from '../contract/undo.ts'

/** Whether an archive file may contain the requested rows: by rule and time of deletion. */
export function wantsFile(
  { rule, since, until }: Pick<UndoInput, 'rule' | 'since' | 'until'>,
  name: string,
): boolean {
  const file = readArchiveName(name)
  return (
    file !== null &&
    (rule === undefined || file.rule === rule) &&
    (since === undefined || Date.parse(file.at) >= Date.parse(since)) &&
    (until === undefined || Date.parse(file.at) < Date.parse(until))
  )
}

/**
 * Whether a file's rows were deleted with it. Rows of a batch that was rolled back were not, nor
 * rows of a file that the purge's account does not know: putting these back could restore rows that
 * the application has deleted since.
 */
export function went(
  account: Purged,
  { database, number }: Pick<ArchiveFile, 'database' | 'number'>,
): boolean {
  const own = account.databases.find((one) => one.database === database)
  return own !== undefined && number < (own.files ?? 0) && !(own.void ?? []).includes(number)
}

/** Properties that the files of one undo share. */
export interface OneRun {
  readonly run: string
  readonly source: string
  /** Databases of the source; null for any. */
  readonly databases: readonly string[] | null
  /** Schema fingerprint by database, which is constant within a run. Extended by calls. */
  readonly schemas: Map<string, string>
}

/** @throws NamedError ArchiveDamaged if the file belongs to another run, source or schema */
export function refuseForeign(
  name: string,
  file: Pick<ArchiveFile, 'runId' | 'source' | 'database' | 'schema'>,
  { run, source, databases, schemas }: OneRun,
): void {
  const schema = schemas.get(file.database) ?? file.schema
  schemas.set(file.database, schema)
  const odd = [
    ...(file.runId === run ? [] : [`of run "${file.runId}", expected "${run}"`]),
    ...(file.source === source ? [] : [`of source "${file.source}", expected "${source}"`]),
    ...(databases === null || databases.includes(file.database)
      ? []
      : [`of database "${file.database}", expected ${databases.join(' or ')}`]),
    ...(file.schema === schema
      ? []
      : [`of another schema of ${file.database} than the files after it`]),
  ]
  if (odd.length > 0)
    throw new NamedError(
      'ArchiveDamaged',
      `The archive file ${name} is ${odd.join(', and ')}. None of its rows were put back. ` +
        'Remove it from the folder; to undo several runs, undo them one at a time, the last one ' +
        'first.',
    )
}

/** Totals by table; at most ten colliding keys are named. */
export function addTotals(a: UndoTotals, b: UndoTotals): UndoTotals {
  const none = { putBack: 0, present: 0, collided: 0, collisions: [] }
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((table) => {
      const [x, y] = [a[table] ?? none, b[table] ?? none]
      return [
        table,
        {
          putBack: x.putBack + y.putBack,
          present: x.present + y.present,
          collided: x.collided + y.collided,
          collisions: [...x.collisions, ...y.collisions].slice(0, 10),
        },
      ]
    }),
  )
}
