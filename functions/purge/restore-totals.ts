import type { ArchiveFile } from '../contract/archive-file.ts'
import type { Purged } from '../contract/evidence.ts'
import { readArchiveName } from '../contract/archive-file.ts'
import type { RestoreInput, RestoreTotals } from '../contract/restore.ts'

/** Whether a file of the archive may hold what is asked for: by rule and by the time its rows went. */
export function wantsFile(
  { rule, since, until }: Pick<RestoreInput, 'rule' | 'since' | 'until'>,
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
 * Whether a file's rows went by it. Those of a batch that was undone did not, nor those of a file that the account of the
 * purge does not know: to put these back would bring back what the application itself deleted since.
 * @param account null where it is not to be had: then every file counts.
 */
export function went(
  account: Purged | null,
  { database, number }: Pick<ArchiveFile, 'database' | 'number'>,
): boolean {
  if (account === null) return true
  const own = account.databases.find((one) => one.database === database)
  return own !== undefined && number < (own.files ?? 0) && !(own.void ?? []).includes(number)
}

/** Totals by table; of keys without a place ten are named. */
export function addTotals(a: RestoreTotals, b: RestoreTotals): RestoreTotals {
  const none = { restored: 0, present: 0, collided: 0, collisions: [] }
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((table) => {
      const [x, y] = [a[table] ?? none, b[table] ?? none]
      return [
        table,
        {
          restored: x.restored + y.restored,
          present: x.present + y.present,
          collided: x.collided + y.collided,
          collisions: [...x.collisions, ...y.collisions].slice(0, 10),
        },
      ]
    }),
  )
}
