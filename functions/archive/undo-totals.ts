import type { ArchiveFile } from '../contract/archive-file.ts'
import type { Purged } from '../contract/evidence.ts'
import { readArchiveName } from '../contract/archive-file.ts'
import { NamedError } from '../contract/errors.ts'
import type { UndoInput, UndoTotals } from '../contract/undo.ts'

/** Whether a file of the archive may hold what is asked for: by rule and by the time its rows went. */
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
 * Whether a file's rows went by it. Those of a batch that was rolled back did not, nor those of a file that the account of the
 * purge does not know: to put these back would bring back what the application itself deleted since.
 */
export function went(
  account: Purged,
  { database, number }: Pick<ArchiveFile, 'database' | 'number'>,
): boolean {
  const own = account.databases.find((one) => one.database === database)
  return own !== undefined && number < (own.files ?? 0) && !(own.void ?? []).includes(number)
}

/** What the files of one undo have in common. */
export interface OneRun {
  readonly run: string
  readonly source: string
  /** Databases of the source; null where any may be. */
  readonly databases: readonly string[] | null
  /** By database the fingerprint of its schema, which is the same throughout a run. It is added to. */
  readonly schemas: Map<string, string>
}

/** @throws NamedError ArchiveDamaged where the file is another run's, source's or schema's */
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
      `The archive file ${name} is ${odd.join(', and ')}. None of its rows were put back. Remove it from the folder; to undo several runs, undo them one at a time, the last one first.`,
    )
}

/** Totals by table; of keys without a place ten are named. */
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
