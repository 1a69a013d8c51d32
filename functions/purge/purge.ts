import type { Deleted, PurgeProgress, Purged } from '../contract/evidence.ts'
import type { KeyRange } from '../sql/dialect.ts'
import type { ArchivedTable } from './archive.ts'
import type { BoundRule, BoundRules } from './bind.ts'
import { DatabaseTrouble } from './database.ts'
import type { Keep } from './keep-rows.ts'
import { takePlace } from './purge-place.ts'
import { purgeStep } from './statements.ts'
import type { StepDone } from './step-done.ts'
import { atLeast, walk, type Walk } from './walk.ts'

/** What a step did and where the purge stands after it, for whoever shows progress or keeps account. */
export type OnPurgeStep = (done: StepDone & { readonly deleted: number }, progress: PurgeProgress) => void

/**
 * Deletes what the rules call dead, rule after rule, until all is gone or the time is spent. Called again with its
 * progress it goes on; called again from the start it finds nothing more.
 * @param keep keeps each step's rows before they go; null where none are kept.
 */
export async function purge(along: Walk, bound: BoundRules, from: PurgeProgress | null, onStep: OnPurgeStep, keep: Keep | null = null): Promise<{ done: boolean; progress: PurgeProgress }> {
  const started = along.clock.now()
  let { rule, low, steps } = from ?? { rule: 0, low: null, steps: 0 }
  const deleted = new Map((from?.deleted ?? []).map((entry) => [entry.table, entry]))
  const progress = (): PurgeProgress => ({ rule, low, deleted: [...deleted.values()], steps, milliseconds: (from?.milliseconds ?? 0) + along.clock.now() - started })
  for (; rule < bound.rules.length; rule++, low = null) {
    const current = bound.rules[rule]
    if (current === undefined) break
    let unsure: Deleted[] = []
    const position = await walk(atLeast(along, [{ when: current.dead }]), current.table, low, async (range) => {
      const gone = await step(along, bound, current, range, keep, unsure, (pending) => (unsure = pending))
      unsure = []
      for (const entry of gone) add(deleted, entry)
      steps++
      onStep({ rule: current.rule.name, table: current.table.name, deleted: gone.reduce((sum, { rows }) => sum + rows, 0) }, (low = range.high, progress()))
    })
    if (position.at === 'key') {
      low = position.low
      return { done: false, progress: progress() }
    }
  }
  return { done: true, progress: progress() }
}

/** A database's part of the account. */
export const purgedSoFar = (database: string, { deleted, steps, milliseconds }: PurgeProgress): Purged['databases'][number] => ({ database, tables: deleted, steps, milliseconds })

/**
 * One range, one transaction. When the connection goes in mid-commit nobody knows whether it was done: the rows locked at
 * the next try tell. The same rows: it was not. None, or others: it was, and counts.
 */
async function step(along: Walk, bound: BoundRules, rule: BoundRule, range: KeyRange, keep: Keep | null, unsure: readonly Deleted[], pending: (gone: Deleted[]) => void): Promise<Deleted[]> {
  const { lock, deletes } = purgeStep(along.dialect, rule, range)
  let gone: Deleted[] = []
  try {
    return await along.database.transaction(async (within) => {
      gone = []
      await takePlace(within, along.dialect, bound.database)
      const [locked] = await within.query(lock)
      const own: Deleted = { table: rule.table.name, rows: Number(locked?.total ?? 0), old: Number(locked?.old ?? 0), hash: locked?.hash ?? '0' }
      const committed = unsure.filter(() => unsure.at(-1)?.hash !== own.hash || unsure.at(-1)?.rows !== own.rows)
      if (own.rows === 0) return [...committed, own]
      const tables: ArchivedTable[] = []
      for (const { table, statement, joins } of deletes) {
        const kept = keep && (await keep.read(within, bound, rule, range, table, joins))
        const rows = await within.execute(statement)
        if (kept !== null && kept.rows.length !== rows) throw new DatabaseTrouble('lock timeout', `${kept.rows.length} rows were read for the archive and ${rows} deleted in ${table}`)
        if (kept !== null && rows > 0) tables.push(kept)
        if (table !== own.table) gone.push({ table, rows, old: 0, hash: '0' })
        // A row that died between lock and delete is not among the locked: the step is undone and tried again.
        else if (rows !== own.rows) throw new DatabaseTrouble('lock timeout', `${own.rows} rows were locked and ${rows} deleted in ${table}`)
      }
      gone = [...committed, ...gone, own]
      // The commit is what follows: what is not kept stays.
      await keep?.write(rule, tables)
      return gone
    })
  } catch (error) {
    if (error instanceof DatabaseTrouble && error.kind === 'connection lost') pending(gone.at(-1)?.table === rule.table.name ? gone : [...unsure])
    throw error
  }
}

function add(deleted: Map<string, Deleted>, { table, rows, old, hash }: Deleted): void {
  const sum = deleted.get(table) ?? { table, rows: 0, old: 0, hash: '0' }
  deleted.set(table, { table, rows: sum.rows + rows, old: sum.old + old, hash: String(BigInt(sum.hash) + BigInt(hash)) })
}
