import type { Deleted, PurgeProgress, Purged } from '../contract/evidence.ts'
import type { Dialect, Key, KeyRange, Sql } from '../sql/dialect.ts'
import type { ArchivedTable } from './archive.ts'
import type { BoundRule, BoundRules } from './bind.ts'
import { DatabaseTrouble, type Database } from './database.ts'
import { emptyTables, type IsEmpty } from './empty-tables.ts'
import type { Keep } from './keep-rows.ts'
import { takePlace } from './purge-place.ts'
import type { Table } from './schema.ts'
import { purgeStep } from './statements.ts'
import type { StepDone } from './step-done.ts'
import { tableSizes } from './table-sizes.ts'
import { chooseWay, wayOf } from './walk-index.ts'
import { atLeast, persist, walk, type Walk } from './walk.ts'

/** What a step did and where the purge stands after it, for whoever shows progress or keeps account. */
export type OnPurgeStep = (
  done: StepDone & { readonly deleted: number },
  progress: PurgeProgress,
) => void

/** Bytes of a table's rows that a step looks at, at most: the archive holds a step in memory, several times over. */
const stepBytes = 4 * 2 ** 20
/** Rows that a step may look at, however long they are said to be: it is an estimate, and a session object has 64 KB at most. */
const fewest = 100

/**
 * Deletes what the rules call dead, rule after rule, until all is gone or the time is spent. Called again with its
 * progress it goes on; called again from the start it finds nothing more.
 * @param keep keeps each step's rows before they go; null where none are kept.
 * @param checkpoint keeps the progress before each commit, with that step in doubt, so that no crash loses or doubles a count.
 */
export async function purge(
  along: Walk,
  bound: BoundRules,
  from: PurgeProgress | null,
  onStep: OnPurgeStep,
  keep: Keep | null = null,
  checkpoint: (progress: PurgeProgress) => Promise<void> = async () => undefined,
): Promise<{ done: boolean; progress: PurgeProgress }> {
  const started = along.clock.now()
  let { rule, low, by, steps, doubt } = from ?? { rule: 0, low: null, steps: 0 }
  const deleted = new Map((from?.deleted ?? []).map((entry) => [entry.table, entry]))
  const isEmpty = emptyTables(along.dialect)
  const sizes = await persist(along, () =>
    tableSizes(along.database, along.dialect, bound.database),
  )
  const progress = (): PurgeProgress => ({
    rule,
    low,
    ...(by !== undefined && { by }),
    deleted: [...deleted.values()],
    steps,
    milliseconds: (from?.milliseconds ?? 0) + along.clock.now() - started,
    ...(doubt && { doubt }),
  })
  for (; rule < bound.rules.length; rule++, low = null) {
    const own = bound.rules[rule]
    if (own === undefined) break
    // Where the walk goes on, it does so along the same index.
    const { total, length } = sizes.get(own.table.name.toUpperCase()) ?? { total: 0, length: 0 }
    const way =
      low === null && doubt === undefined
        ? await persist(along, () => chooseWay(along, own, total))
        : wayOf(own, by ?? null)
    by = way.by ?? undefined
    const current: BoundRule = { ...own, table: way.table }
    const sized = {
      ...along,
      size: along.size.anew(Math.max(fewest, Math.floor(stepBytes / Math.max(1, length)))),
    }
    const position = await walk(
      atLeast(sized, [{ when: current.dead }]),
      current.table,
      low,
      async (range) => {
        const before = doubt
        try {
          const gone = await step(along, bound, current, range, isEmpty, keep, {
            locked: async (own, within) => {
              if (doubt && (await committed(within, along.dialect, current.table, doubt, own)))
                for (const entry of doubt.gone) add(deleted, entry)
              doubt = undefined
            },
            committing: (gone, witness) =>
              checkpoint(
                ((doubt = { high: range.high, gone, ...(witness && { witness }) }), progress()),
              ),
          })
          for (const entry of gone) add(deleted, entry)
          steps++
          ;[low, doubt] = [range.high, undefined]
          onStep(
            {
              rule: current.rule.name,
              table: current.table.name,
              deleted: gone.reduce((sum, { rows }) => sum + rows, 0),
            },
            progress(),
          )
        } catch (error) {
          // Only a lost connection leaves a commit in doubt; all else was undone.
          if (
            doubt !== before &&
            !(error instanceof DatabaseTrouble && error.kind === 'connection lost')
          )
            doubt = undefined
          throw error
        }
      },
      doubt ? { low, high: doubt.high } : null,
      way.past,
    )
    if (position.at === 'key') {
      low = position.low
      return { done: false, progress: progress() }
    }
  }
  return { done: true, progress: progress() }
}

/** A database's part of the account. */
export const purgedSoFar = (
  database: string,
  { deleted, steps, milliseconds }: PurgeProgress,
): Purged['databases'][number] => ({ database, tables: deleted, steps, milliseconds })

type Within = Pick<Database, 'query' | 'execute'>

interface OnCommit {
  /** Rows are locked: a commit in doubt can be told, and counts where it was done. */
  locked(own: Deleted, within: Within): Promise<void>
  /** @param witness one of the rows that go; null in a table without a key. */
  committing(gone: readonly Deleted[], witness: Key | null): Promise<void>
}

/**
 * Whether the step in doubt was committed: then its witness is gone. Without one the rows tell, which others may have
 * joined meanwhile: the same ones were not deleted.
 */
async function committed(
  within: Within,
  dialect: Dialect,
  { name, key }: Table,
  { witness, gone }: NonNullable<PurgeProgress['doubt']>,
  own: Deleted,
): Promise<boolean> {
  if (witness !== undefined)
    return (await within.query(dialect.hasKey(name, key, witness))).length === 0
  const last = gone.at(-1)
  return last?.hash !== own.hash || last.rows !== own.rows
}

async function witnessOf(
  within: Within,
  dialect: Dialect,
  { table, dead }: BoundRule,
  range: KeyRange,
): Promise<Key | null> {
  if (!table.unique) return null
  const [row] = await within.query(dialect.keys(table.name, table.key, range, dead, 1))
  return row === undefined ? null : table.key.map((_, at) => row[`key${at}`] ?? '')
}

/** One range, one transaction. */
async function step(
  along: Walk,
  bound: BoundRules,
  rule: BoundRule,
  range: KeyRange,
  isEmpty: IsEmpty,
  keep: Keep | null,
  on: OnCommit,
): Promise<Deleted[]> {
  const { lock, deletes } = purgeStep(along.dialect, rule, range)
  return along.database.transaction(async (within) => {
    await takePlace(within, along.dialect, bound.database)
    const [locked] = await within.query(lock)
    const own: Deleted = {
      table: rule.table.name,
      rows: Number(locked?.total ?? 0),
      old: Number(locked?.old ?? 0),
      hash: locked?.hash ?? '0',
    }
    await on.locked(own, within)
    if (own.rows === 0) return [own]
    const witness = await witnessOf(within, along.dialect, rule, range)
    const due: {
      readonly table: string
      readonly statement: Sql
      readonly kept: ArchivedTable | null
    }[] = []
    const gone: Deleted[] = []
    for (const { table, statement, joins } of deletes) {
      // The rows are locked: nothing can come to hang on them any more, and an empty child needs no walk.
      if (joins[0] !== undefined && (await isEmpty(within, joins[0].table)))
        gone.push({ table, rows: 0, old: 0, hash: '0' })
      else {
        const kept = keep && (await keep.read(within, bound, rule, range, table, joins))
        // A table that two chains of cascades lead to: what the first takes, the second no longer finds.
        const taken = new Set(
          due.flatMap((one) =>
            one.table === table ? (one.kept?.rows ?? []).map((row) => JSON.stringify(row)) : [],
          ),
        )
        due.push({
          table,
          statement,
          kept:
            kept &&
            (taken.size === 0
              ? kept
              : { ...kept, rows: kept.rows.filter((row) => !taken.has(JSON.stringify(row))) }),
        })
      }
    }
    // Packed and written while the server deletes: the first delete is sent before this begins. A file whose step is undone
    // holds rows that are there still, which a restore finds present.
    const writing = Promise.allSettled([
      Promise.resolve().then(() =>
        keep?.write(
          rule,
          due.flatMap(({ kept }) => (kept === null || kept.rows.length === 0 ? [] : [kept])),
        ),
      ),
    ])
    try {
      for (const { table, statement, kept } of due) {
        const rows = await within.execute(statement)
        if (kept !== null && kept.rows.length !== rows)
          throw new DatabaseTrouble(
            'lock timeout',
            `${kept.rows.length} rows were read for the archive and ${rows} deleted in ${table}`,
          )
        if (table !== own.table) gone.push({ table, rows, old: 0, hash: '0' })
        // A row that died between lock and delete is not among the locked: the step is undone and tried again.
        else if (rows !== own.rows)
          throw new DatabaseTrouble(
            'lock timeout',
            `${own.rows} rows were locked and ${rows} deleted in ${table}`,
          )
      }
      gone.push(own)
      await on.committing(gone, witness)
    } finally {
      // The commit is what follows: what is not kept stays. It is waited for in any case, so that nothing is written late.
      await writing
    }
    for (const written of await writing) if (written.status === 'rejected') throw written.reason
    return gone
  })
}

function add(deleted: Map<string, Deleted>, { table, rows, old, hash }: Deleted): void {
  const sum = deleted.get(table) ?? { table, rows: 0, old: 0, hash: '0' }
  deleted.set(table, {
    table,
    rows: sum.rows + rows,
    old: sum.old + old,
    hash: String(BigInt(sum.hash) + BigInt(hash)),
  })
}
