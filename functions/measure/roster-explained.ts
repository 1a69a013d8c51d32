import { readArchiveName } from '../contract/archive-name.ts'
import type { ArchiveFile } from '../contract/archive-file.ts'
import type { ArchiveSearch, RosterVerdict } from '../contract/roster.ts'
import type { FamilyTable } from '../rules/bound.ts'
import { ask, DatabaseTrouble } from '../engines/database.ts'
import { endedBy } from './ended-by.ts'
import { shownKey } from '../walk/shown-key.ts'
import { timeBoxed } from '../walk/time-box.ts'
import { persist, type Walk } from '../walk/walk.ts'

/** The parts of a run's archive that are read here. */
export interface ReadArchive {
  names(): Promise<readonly string[]>
  read(name: string): Promise<Pick<ArchiveFile, 'database' | 'rule' | 'tables'>>
}

/** Keys that a finding names. */
const most = 10
/** Time limit in ms for searching the application's own archive, which has no index on the key. */
const searchTime = 30_000
/** Keys per search. */
const searched = 500

type Explained = Omit<RosterVerdict, 'table' | 'living'>
type Found =
  | { readonly done: true; readonly verdict: Explained }
  /** Time ran out: what is still unexplained, and where to continue. */
  | { readonly done: false; readonly open: readonly string[]; readonly searched: ArchiveSearch }

export const notSearched: ArchiveSearch = { files: 0, ended: 0, lost: 0, examples: [] }

/** Explains missing rows; continues where an earlier call stopped. */
export async function explain(
  along: Walk,
  member: FamilyTable,
  missing: readonly string[],
  archive: ReadArchive | null,
  from: ArchiveSearch = notSearched,
): Promise<Found> {
  const open = new Set(missing)
  let { files, ended, lost } = from
  const examples = [...from.examples]
  if (open.size > 0 && archive !== null) {
    for (const name of (await archive.names()).slice(files)) {
      if (open.size === 0) break
      if (along.spent())
        return { done: false, open: [...open], searched: { files, ended, lost, examples } }
      files++
      if (isOfAnother(name, member)) continue
      for (const [key, right] of archived(await archive.read(name), member)) {
        if (!open.delete(key)) continue
        if (right) ended++
        else {
          lost++
          if (examples.length < most) examples.push(`${key} (deleted by Drydock while live)`)
        }
      }
    }
  }
  // Drydock's deletes are in its archive: the application deleted the others.
  if (!member.settled)
    return {
      done: true,
      verdict: { ended, moved: 0, removed: open.size, lost, examples, doubt: '' },
    }
  let [moved, doubt] = [0, '']
  if (open.size > 0 && member.moves !== null) {
    const found = await searchMoved(along, member, [...open])
    if (found === null)
      doubt = `searching ${member.moves}, to which the application moves rows, took too long`
    else if (found === 'empty')
      doubt = `${member.moves} is empty, so rows that the application replaces leave no trace`
    else for (const key of found) if (open.delete(key)) moved++
  }
  if (open.size > 0 && archive === null)
    doubt ||= 'the run keeps no archive to look them up in (archive.mode is off)'
  // A row that Drydock deleted while it was live is certain.
  if (lost > 0) doubt = ''
  const all = [...examples, ...open].slice(0, most)
  const verdict = { ended, moved, removed: null, lost: lost + open.size, examples: all, doubt }
  return { done: true, verdict }
}

/**
 * Whether a file certainly has no row of the table: only its own rule deletes from a table without
 * parents.
 */
const isOfAnother = (name: string, { parents, rule }: FamilyTable): boolean => {
  const named = readArchiveName(name)
  return named !== null && parents.length === 0 && named.rule !== rule
}

/** The keys of an archive file's rows of the table, and whether each was rightly deleted. */
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
      const values = at.map((place) => value(row, place))
      yield [shownKey(name, key, values), right]
    }
  }
}

/** The keys that exist in the table to which the application moves rows. */
async function searchMoved(
  along: Walk,
  { table, moves }: FamilyTable,
  keys: readonly string[],
): Promise<readonly string[] | 'empty' | null> {
  const { database, dialect } = along
  const [column] = table.key
  if (moves === null || column === undefined) return []
  const found: string[] = []
  if (!(await persist(along, () => ask(database, dialect.anyRow(moves))))) return 'empty'
  for (let from = 0; from < keys.length; from += searched) {
    const among = keys.slice(from, from + searched)
    const question = dialect.keys(
      moves,
      [column],
      { low: null, high: null },
      { is: 'text', column: column.name, among },
      searched,
    )
    const there = await persist(along, () =>
      timeBoxed(database, dialect, searchTime, question),
    ).catch((error: unknown) => {
      if (error instanceof DatabaseTrouble) return null
      throw error
    })
    if (there === null) return null
    for (const [key = ''] of there) found.push(key)
  }
  return found
}
