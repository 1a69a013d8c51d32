import type { RosterVerdict } from '../contract/roster.ts'
import type { ArchiveFile } from '../contract/archive-file.ts'
import type { FamilyTable } from './bind.ts'
import { DatabaseTrouble } from './database.ts'
import { shownKey } from './shown-key.ts'
import { timeBoxed } from './time-box.ts'
import { persist, type Walk } from './walk.ts'

/** A run's archive, as far as it is read here. */
export interface ReadArchive {
  names(): Promise<readonly string[]>
  read(name: string): Promise<Pick<ArchiveFile, 'database' | 'rule' | 'tables'>>
}

/** Keys that a finding names. */
const most = 10
/** ms that the application's own archive may take to be searched: it has no index by the key. */
const searchTime = 30_000
/** Keys of one such search. */
const searched = 500

/**
 * What shows that the application ended a row which had lived: its state in the archive, as it was deleted. A JTI is never
 * ended. Of the other tables the row itself does not tell: a code dies with its token, a line of the log with a newer one.
 */
const endedBy: Readonly<
  Record<string, { readonly column: string; readonly states: readonly string[] } | null>
> = {
  IDN_OAUTH2_ACCESS_TOKEN: { column: 'TOKEN_STATE', states: ['INACTIVE', 'REVOKED'] },
  IDN_OAUTH2_REFRESH_TOKEN: { column: 'TOKEN_STATE', states: ['INACTIVE', 'REVOKED'] },
  IDN_OIDC_JTI: null,
}

type Explained = Omit<RosterVerdict, 'table' | 'living'>

/** Explains the rows that are gone; null where the time is spent before it is done. */
export async function explain(
  along: Walk,
  member: FamilyTable,
  missing: readonly string[],
  archive: ReadArchive | null,
): Promise<Explained | null> {
  const open = new Set(missing)
  const living: string[] = []
  let [ended, moved, doubt] = [0, 0, '']
  if (open.size > 0 && archive !== null) {
    for (const name of await archive.names()) {
      if (open.size === 0) break
      if (along.spent()) return null
      for (const [key, right] of archived(await archive.read(name), member)) {
        if (!open.delete(key)) continue
        if (right) ended++
        else living.push(key)
      }
    }
  }
  if (open.size > 0 && member.moves !== null) {
    const found = await searchMoved(along, member, [...open])
    if (found === null)
      doubt = `${member.moves}, to which the application moves rows, took too long to be searched`
    else if (found === 'empty')
      doubt = `${member.moves} is empty, so an application that deletes what it replaces leaves no trace`
    else for (const key of found) if (open.delete(key)) moved++
  }
  if (open.size > 0 && archive === null)
    doubt ||= 'the run keeps no archive (archive.mode is off), in which they could be looked up'
  // A row that Drydock deleted while it lived is beyond doubt.
  if (living.length > 0) doubt = ''
  const { name, key } = member.table
  const shown = (one: string) => shownKey(name, key, key.length === 1 ? [one] : one.split(' '))
  const examples = [
    ...living.map((one) => `${shown(one)} (deleted by Drydock while it lived)`),
    ...[...open].map(shown),
  ].slice(0, most)
  return { ended, moved, lost: living.length + open.size, examples, doubt }
}

/** The keys of an archive file's rows of the table, and whether each was deleted by right. */
function* archived(
  { tables }: Pick<ArchiveFile, 'tables'>,
  { table: { name, key } }: FamilyTable,
): Generator<readonly [string, boolean]> {
  const shows = endedBy[name.toUpperCase()]
  for (const { table, columns, rows } of tables) {
    if (table !== name) continue
    const at = key.map((part) => columns.findIndex((column) => column.name === part.name))
    const state = columns.findIndex(({ name: id }) => id.toUpperCase() === shows?.column)
    const value = (row: readonly (string | null)[], place: number): string => {
      const text = row[place] ?? ''
      return columns[place]?.as === 'bytes' ? Buffer.from(text, 'hex').toString('utf8') : text
    }
    for (const row of rows) {
      const right = shows !== null && (!shows || shows.states.includes(value(row, state)))
      yield [at.map((place) => value(row, place)).join(' '), right]
    }
  }
}

/** Those of the keys that are in the table to which the application moves rows. */
async function searchMoved(
  along: Walk,
  { table, moves }: FamilyTable,
  keys: readonly string[],
): Promise<readonly string[] | 'empty' | null> {
  const { database, dialect } = along
  const [column] = table.key
  if (moves === null || column === undefined) return []
  const found: string[] = []
  if ((await persist(along, () => database.query(dialect.anyRow(moves)))).length === 0)
    return 'empty'
  for (let from = 0; from < keys.length; from += searched) {
    const among = keys.slice(from, from + searched)
    const question = dialect.keys(
      moves,
      [column],
      { low: null, high: null },
      { is: 'text', column: column.name, among },
      searched,
    )
    const rows = await persist(along, () =>
      timeBoxed(database, dialect, searchTime, question),
    ).catch((error: unknown) => {
      if (error instanceof DatabaseTrouble) return null
      throw error
    })
    if (rows === null) return null
    for (const { key0 } of rows) found.push(key0 ?? '')
  }
  return found
}
