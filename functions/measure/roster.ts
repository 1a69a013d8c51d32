import { ask } from '../engines/database.ts'
import { NamedError } from '../contract/errors.ts'
import type { MeasuredTable } from '../contract/evidence.ts'
import type { RosterPages, RosterProgress, RosterVerdict } from '../contract/roster.ts'
import type { Key, KeyRange } from '../engines/dialect.ts'
import { every, not } from '../engines/expression.ts'
import type { BoundRules, FamilyTable } from '../rules/bound.ts'
import { endedBy } from './ended-by.ts'
import type { Invariant } from '../application/catalogue.ts'
import { explain, notSearched, type ReadArchive } from './roster-explained.ts'
import { shownKey } from '../walk/shown-key.ts'
import { persist, type Walk } from '../walk/walk.ts'

/** The keys of the live rows after `low`, up to and including `high`. */
export interface RosterPage {
  readonly low: Key | null
  readonly high: Key | null
  readonly keys: readonly string[]
}

export interface RosterStore {
  /** Distinguishes the pages of this call from those of others. */
  readonly call: string
  put(database: string, table: string, page: string, of: RosterPage): Promise<void>
  /** null where there is none. */
  get(database: string, table: string, page: string): Promise<RosterPage | null>
}

/** Approximate keys per page: a whole page is held in memory, together with the current keys. */
const pageKeys = 10_000
/** More rows than any range has. */
const all = 1_000_000_000

/**
 * Tables with a roster: their live rows are listed before a purge of production and looked up after
 * it. If the application deletes rows itself, a missing row proves nothing, but an archived one
 * does if its content shows whether the application had ended it. If rows share a key, neither
 * does.
 */
export const onRoster = ({ settled, table, kind }: FamilyTable, archived: boolean): boolean =>
  table.unique &&
  (settled || (archived && kind === 'rule' && endedBy[table.name.toUpperCase()] !== undefined))

/** Writes the roster of one table during the walk of the table. */
export function rosterOf(
  along: Walk,
  store: RosterStore,
  database: string,
  { table, dead }: FamilyTable,
  invariants: readonly Invariant[],
  from: { readonly low: Key | null; readonly pages: RosterPages },
) {
  let [low, pages, keys] = [from.low, 0, [] as string[]]
  const write = async (high: Key | null) => {
    await store.put(database, table.name, `${store.call}-${pages}`, { low, high, keys })
    ;[low, pages, keys] = [high, pages + 1, []]
  }
  return {
    /** Lists each row that is live by the rules or by the application's own questions. */
    async read(range: KeyRange): Promise<readonly string[]> {
      const { database: server, dialect } = along
      const questions = [
        dialect.keys(table.name, table.key, range, not(dead), all),
        ...invariants.flatMap(({ living }) => (living === undefined ? [] : [living(range, all)])),
      ]
      const found = new Set<string>()
      for (const question of questions)
        for (const key of await ask(server, question))
          found.add(shownKey(table.name, table.key, key))
      return [...found]
    },
    async add(more: readonly string[], high: Key | null): Promise<void> {
      for (const key of more) keys.push(key)
      if (keys.length >= pageKeys || high === null) await write(high)
    },
    /** Closes the call's last page where the walk stopped. */
    async stop(high: Key | null): Promise<RosterPages> {
      if (high !== null && high !== low) await write(high)
      return pages === 0 ? from.pages : [...from.pages, { call: store.call, pages }]
    },
  }
}

export interface Lookup {
  readonly along: Walk
  readonly bound: BoundRules
  readonly database: string
  readonly store: RosterStore
  /** null if the run keeps no archive. */
  readonly archive: ReadArchive | null
}

/**
 * Looks up every row that was live before the purge, over as many calls as needed, and explains
 * each missing one.
 */
export async function lookUp(
  { along, bound, database, store, archive }: Lookup,
  before: readonly MeasuredTable[],
  from: RosterProgress | null,
): Promise<{ done: boolean; progress: RosterProgress }> {
  const tables = bound.tables.filter(
    (member) =>
      onRoster(member, archive !== null) && pagesOf(before, member.table.name) !== undefined,
  )
  let progress: RosterProgress = from ?? start(0, [])
  for (let member = tables[progress.table]; member; member = tables[progress.table]) {
    const name = member.table.name
    const kept =
      progress.missing === '' ? [] : (await listedIn(store, database, name, progress.missing)).keys
    const missing = [...kept]
    const pages = pagesOf(before, name) ?? []
    let { page, living } = progress
    const stop = async (keys: readonly string[] = missing, searched = progress.searched) => {
      const left = keys.length === 0 ? '' : `${store.call}-missing`
      if (left !== '') await store.put(database, name, left, { low: null, high: null, keys })
      return { done: false, progress: { ...progress, page, living, missing: left, searched } }
    }
    for (const one of pages.slice(page)) {
      if (along.spent()) return stop()
      const permit = (await along.permit?.()) ?? { go: true, share: along.share }
      if (!permit.go) return stop()
      const began = along.clock.now()
      const listed = await listedIn(store, database, name, one)
      const there = await persist(along, () => keysIn(along, member, listed))
      living += listed.keys.length
      for (const key of listed.keys) if (!there.has(key)) missing.push(key)
      page++
      const worked = along.clock.now() - began
      if (permit.share < 1) await along.clock.sleep(worked / permit.share - worked)
    }
    const found = await explain(along, member, missing, archive, progress.searched)
    if (!found.done) return stop(found.open, found.searched)
    progress = start(progress.table + 1, [
      ...progress.verdicts,
      { table: name, living, ...found.verdict } satisfies RosterVerdict,
    ])
  }
  return { done: true, progress }
}

const start = (table: number, verdicts: readonly RosterVerdict[]): RosterProgress => ({
  table,
  page: 0,
  living: 0,
  missing: '',
  searched: notSearched,
  verdicts,
})

/** Names of a table's pages, in order; undefined if it has no roster. */
const pagesOf = (before: readonly MeasuredTable[], name: string): string[] | undefined =>
  before
    .find(({ table }) => table === name)
    ?.rosterPages?.flatMap(({ call, pages }) =>
      Array.from({ length: pages }, (_, at) => `${call}-${at}`),
    )

/** @throws NamedError EvidenceMissing */
async function listedIn(
  store: RosterStore,
  database: string,
  table: string,
  page: string,
): Promise<RosterPage> {
  const listed = await store.get(database, table, page)
  if (listed !== null) return listed
  throw new NamedError(
    'EvidenceMissing',
    `Page ${page} of the roster of ${table} is missing in the bucket, so its rows cannot be ` +
      'looked up. Find out who deletes there, then start the run again.',
  )
}

async function keysIn(
  { database, dialect }: Walk,
  { table }: FamilyTable,
  { low, high }: RosterPage,
): Promise<Set<string>> {
  const keys = await ask(database, dialect.keys(table.name, table.key, { low, high }, every(), all))
  return new Set(keys.map((key) => shownKey(table.name, table.key, key)))
}
