import { ask } from '../engines/database.ts'
import type { MeasuredTable } from '../contract/evidence.ts'
import type { RosterProgress, RosterVerdict } from '../contract/roster.ts'
import { every } from '../engines/expression.ts'
import type { BoundRules, FamilyTable } from '../rules/bound.ts'
import { explain, notSearched, type ReadArchive } from './roster-explained.ts'
import { rest } from '../walk/rest.ts'
import { shownKey } from '../walk/shown-key.ts'
import { persist, type Walk } from '../walk/walk.ts'
import { onRoster } from './roster.ts'
import { allRows, listedIn, pagesOf, type RosterPage, type RosterStore } from './roster-pages.ts'

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
      await rest(along, permit, worked, worked)
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

async function keysIn(
  { database, dialect }: Walk,
  { table }: FamilyTable,
  { low, high }: RosterPage,
): Promise<Set<string>> {
  const keys = await ask(
    database,
    dialect.keys(table.name, table.key, { low, high }, every(), allRows),
  )
  return new Set(keys.map((key) => shownKey(table.name, table.key, key)))
}
