import { ask } from '../engines/database.ts'
import type { RosterPages } from '../contract/roster.ts'
import type { Key, KeyRange } from '../engines/dialect.ts'
import { not } from '../engines/expression.ts'
import type { FamilyTable } from '../rules/bound.ts'
import { endedBy } from './ended-by.ts'
import type { Invariant } from '../application/catalogue.ts'
import { shownKey } from '../walk/shown-key.ts'
import type { Walk } from '../walk/walk.ts'
import { allRows, type RosterStore } from './roster-pages.ts'

/** Approximate keys per page: a whole page is held in memory, together with the current keys. */
const pageKeys = 10_000
/**
 * Approximate rows per page, living or not: one statement looks a page up, and a purge that ran out
 * of time leaves the dead ones.
 */
const pageRows = 50_000
/**
 * Tables with a roster: their live rows are listed before a purge of production and looked up after
 * it. If the application deletes rows itself, a missing row proves nothing, but an archived one
 * does if its content shows whether the application had ended it. If rows share a key, neither
 * does.
 */
export const onRoster = ({ settled, table, kind }: FamilyTable, archived: boolean): boolean =>
  table.unique &&
  (settled || (archived && kind === 'rule' && endedBy[table.name.toUpperCase()] !== undefined))

/**
 * Whether a roster that goes on here has the table's rows from its first on. It has not where
 * earlier calls of the count wrote none, as another version of this code may have: what such a
 * roster lacks would never be looked up.
 */
export const beganAtFirst = ({ low, pages }: RosterBegun): boolean =>
  low === null || pages.length > 0

/** Where a roster goes on: the key that the walk has come to, and the pages written until then. */
interface RosterBegun {
  readonly low: Key | null
  readonly pages: RosterPages
}

/** Writes the roster of one table during the walk of the table. */
export function rosterOf(
  along: Walk,
  store: RosterStore,
  database: string,
  { table, dead }: FamilyTable,
  invariants: readonly Invariant[],
  from: RosterBegun,
) {
  let [low, pages, keys, rows] = [from.low, 0, [] as string[], 0]
  const write = async (high: Key | null) => {
    await store.put(database, table.name, `${store.call}-${pages}`, { low, high, keys })
    ;[low, pages, keys, rows] = [high, pages + 1, [], 0]
  }
  return {
    /** Lists each row that is live by the rules or by the application's own questions. */
    async read(range: KeyRange): Promise<readonly string[]> {
      const { database: server, dialect } = along
      const questions = [
        dialect.keys(table.name, table.key, range, not(dead), allRows),
        ...invariants.flatMap(({ living }) =>
          living === undefined ? [] : [living(range, allRows)],
        ),
      ]
      const found = new Set<string>()
      for (const question of questions)
        for (const key of await ask(server, question))
          found.add(shownKey(table.name, table.key, key))
      return [...found]
    },
    /** @param read rows of the range, living or not. */
    async add(more: readonly string[], high: Key | null, read: number): Promise<void> {
      for (const key of more) keys.push(key)
      rows += read
      if (keys.length >= pageKeys || rows >= pageRows || high === null) await write(high)
    },
    /** Closes the call's last page where the walk stopped. */
    async stop(high: Key | null): Promise<RosterPages> {
      if (high !== null && high !== low) await write(high)
      return pages === 0 ? from.pages : [...from.pages, { call: store.call, pages }]
    },
  }
}
