import { NamedError } from '../contract/errors.ts'
import type { MeasuredTable } from '../contract/evidence.ts'
import type { RosterProgress, RosterVerdict, Sought } from '../contract/roster.ts'
import type { Key, KeyRange } from '../engines/dialect.ts'
import { ask } from '../engines/database.ts'
import { every } from '../engines/expression.ts'
import type { BoundRules, FamilyTable } from '../rules/bound.ts'
import { shownKey } from '../walk/shown-key.ts'
import type { Walk } from '../walk/walk.ts'
import { explain, notSearched, type ReadArchive } from './roster-explained.ts'
import { allRows, listedIn, pagesOf, type RosterPage, type RosterStore } from './roster-pages.ts'

/**
 * Looks up the keys of one table's roster while the table is walked, a page a range, so that the
 * rows are read from disk once.
 * @param pages their names, in order.
 */
export function lookUpAlong(
  { database, dialect }: Pick<Walk, 'database' | 'dialect'>,
  store: RosterStore,
  name: string,
  { table }: FamilyTable,
  pages: readonly string[],
  from: Sought | null,
) {
  let { page, living } = from ?? { page: 0, living: 0 }
  const gone: string[] = []
  let open: RosterPage | null = null
  const listed = async () =>
    (open ??= await listedIn(store, name, table.name, pages[page] ?? `${page}`))
  return {
    /** @throws NamedError EvidenceMissing if the page does not begin where the last one ended. */
    async end(low: Key | null): Promise<Key | null> {
      const one = await listed()
      if (JSON.stringify(one.low) === JSON.stringify(low)) return one.high
      throw new NamedError(
        'EvidenceMissing',
        `Page ${pages[page]} of the roster of ${table.name} does not begin where the one before ` +
          'it ends, so some of its rows cannot be looked up. Find out who writes to the bucket, ' +
          'then start the run again.',
      )
    },
    /** The keys of the page whose rows are missing. */
    async read(range: KeyRange): Promise<readonly string[]> {
      const keys = await ask(database, dialect.keys(table.name, table.key, range, every(), allRows))
      const there = new Set(keys.map((key) => shownKey(table.name, table.key, key)))
      return (await listed()).keys.filter((key) => !there.has(key))
    },
    /** The page is done. */
    add(missing: readonly string[]): void {
      for (const key of missing) gone.push(key)
      ;[page, living, open] = [page + 1, living + (open?.keys.length ?? 0), null]
    },
    /** Where the walk stopped. The missing keys are kept with the roster. */
    async stop(): Promise<Sought> {
      const before = from?.missing ?? []
      if (gone.length === 0) return { page, living, missing: before }
      const kept = `${store.call}-missing`
      await store.put(name, table.name, kept, { low: null, high: null, keys: gone })
      return { page, living, missing: [...before, kept] }
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
 * Explains each row that was live before the purge and was not found by the walk after it, over as
 * many calls as needed.
 * @param after the tables as the walk has read them, with what it looked up.
 * @throws NamedError EvidenceMissing
 */
export async function explainMissing(
  { along, bound, database, store, archive }: Lookup,
  before: readonly MeasuredTable[],
  after: readonly MeasuredTable[],
  from: RosterProgress | null,
): Promise<{ done: boolean; progress: RosterProgress }> {
  const tables = bound.tables.filter(({ table }) => pagesOf(before, table.name) !== undefined)
  let progress: RosterProgress = from ?? start(0, [])
  for (let member = tables[progress.table]; member; member = tables[progress.table]) {
    const { name } = member.table
    const sought = lookedUp(name, before, after)
    const missing: string[] = []
    for (const page of progress.missing === '' ? sought.missing : [progress.missing])
      missing.push(...(await listedIn(store, database, name, page)).keys)
    const found = await explain(along, member, missing, archive, progress.searched)
    if (!found.done) {
      const left = `${store.call}-unexplained`
      await store.put(database, name, left, { low: null, high: null, keys: found.open })
      return { done: false, progress: { ...progress, missing: left, searched: found.searched } }
    }
    progress = start(progress.table + 1, [
      ...progress.verdicts,
      { table: name, living: sought.living, ...found.verdict } satisfies RosterVerdict,
    ])
  }
  return { done: true, progress }
}

/** @throws NamedError EvidenceMissing unless every page of the roster was looked up. */
function lookedUp(
  name: string,
  before: readonly MeasuredTable[],
  after: readonly MeasuredTable[],
): Sought {
  const sought = after.find(({ table }) => table === name)?.sought
  const pages = pagesOf(before, name)?.length
  if (sought !== undefined && sought.page === pages) return sought
  throw new NamedError(
    'EvidenceMissing',
    `${sought?.page ?? 0} of the ${pages} pages of the roster of ${name} were looked up, so ` +
      'nothing can be said of its other rows. Report the fault, then start the run again.',
  )
}

const start = (table: number, verdicts: readonly RosterVerdict[]): RosterProgress => ({
  table,
  missing: '',
  searched: notSearched,
  verdicts,
})
