import { plural, quantity } from '../contract/quantity.ts'
import type { Sql } from '../engines/dialect.ts'
import type { Sum } from '../engines/answers.ts'
import { looksElsewhere, scans } from '../engines/expression.ts'
import type { NamedRows } from '../engines/named-rows.ts'
import type { BoundRule, BoundRules } from '../rules/bind.ts'
import { ask, DatabaseTrouble, type Database } from '../engines/database.ts'
import type { IsEmpty } from '../walk/empty-tables.ts'
import { refuseLiving, type LiveQuestion } from './live-guard.ts'
import { keyId, named, parts, rowAsRead, rowId, type Candidate } from './named.ts'
import type { RowsTogether } from './rows-together.ts'
import { takePlace } from './purge-place.ts'
import { refuseNewTriggers } from './delete-triggers.ts'
import { refuseChangedTables, refuseNewKeys } from './same-tables.ts'
import type { Table } from '../engines/schema.ts'
import { childTable, emptyFirst, type Batch } from './read-batch.ts'
import { referredTables } from './referred.ts'
import { toFound } from './read-by-keys.ts'
import * as statements from '../walk/statements.ts'
import type { Walk } from '../walk/walk.ts'
import type { Way } from '../walk/walk-index.ts'

type Within = Pick<Database, 'query' | 'execute'>

/** Some rows of a batch changed or are locked by others: the batch deleted nothing. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
  readonly rows: ReadonlySet<string>
  /** Whether a retry is useless: the rows that they depend on are kept. */
  readonly staying: boolean

  constructor(rows: ReadonlySet<string>, staying = false) {
    super(
      `${quantity(rows.size, 'row')} of the batch ${plural(rows.size, 'was', 'were')} ` +
        'changed, or others locked them',
    )
    this.rows = rows
    this.staying = staying
  }
}

export interface BatchTaking {
  readonly along: Walk
  readonly bound: BoundRules
  readonly rule: BoundRule
  readonly way: Way
  readonly isEmpty: IsEmpty
  readonly together: RowsTogether
  /** The application's question about the rows; null if it has none about the table. */
  readonly question: LiveQuestion | null
  /** Triggers on deletes that were there at the start. */
  readonly triggers: readonly string[]
}

/**
 * Deletes a batch, all of it or nothing, in one short transaction: locks the rows and their
 * children by key, skipping locked ones; tests condition and content again; asks the application's
 * own question; deletes. Rows that only serve a condition are read without locks, and each
 * statement sees the latest committed data.
 * @throws Conflict, and NamedError LiveRow, PurgeRunning, StatementRefused
 */
export async function takeBatch(taking: BatchTaking, batch: Batch): Promise<void> {
  const { along, bound, rule, question } = taking
  const together = await taking.together(batch)
  await along.database.transaction(async (within) => {
    await takePlace(within, along.dialect, bound.database)
    const standing = new Set([
      ...(await lockRows(taking, within, batch, together)),
      ...(await lockChildren(taking, within, batch, together)),
    ])
    if (standing.size > 0) throw new Conflict(standing)
    const tables = tablesOf(taking, batch)
    await refuseChangedTables(within, along.dialect, bound.database, tables)
    await refuseNewTriggers(within, along.dialect, bound.database, tables, taking.triggers)
    if (question !== null) await refuseLiving(within, along.dialect, rule, batch.rows, question)
    await deleteAll(taking, within, batch, together)
    await refuseNewKeys(within, along.dialect, bound, tables)
  })
}

/** The tables that contain rows of the batch. */
const tablesOf = ({ bound, rule: { table } }: BatchTaking, { children }: Batch): Table[] => [
  table,
  ...children.filter(({ rows }) => rows > 0).map(({ joins }) => childTable(bound, joins, table)),
]

/** Unavailable rows: deleted, changed, no longer dead, or locked by others. */
async function lockRows(
  taking: BatchTaking,
  within: Within,
  batch: Batch,
  together: number,
): Promise<Set<string>> {
  const { dialect } = taking.along
  const { rule } = taking
  const { table, dead } = rule
  const read = tally(batch.rows.map(rowAsRead))
  const found = (rows: readonly Candidate[]) => tally(rows.map(rowAsRead))
  const conflicts = new Set<string>()
  const note = (part: readonly Candidate[], still: ReadonlyMap<string, number>) => {
    for (const one of part)
      if (still.get(rowAsRead(one)) !== read.get(rowAsRead(one))) conflicts.add(rowId(table, one))
  }
  for (const { part, rows } of parts(table, batch.rows, together)) {
    // An equal sum proves that all rows are unchanged; otherwise they are checked one by one.
    const sum = table.unique ? await ask(within, statements.lockSum(dialect, rule, rows)) : null
    if (!isSum(sum, part.length, hashSum(part)))
      note(part, found(await ask(within, statements.lockRows(dialect, rule, rows))))
  }
  if (!looksElsewhere(dead) || conflicts.size > 0) return conflicts
  // A condition that reads a whole table is evaluated once for the range; all others by the rows'
  // keys.
  if (scans(dead)) note(batch.rows, tally(await deadIn(taking, within, batch)))
  else
    for (const { part, rows } of parts(table, batch.rows, together)) {
      const still = table.unique ? await ask(within, dialect.rows.count(rows, dead)) : null
      if (still !== part.length) note(part, found(await ask(within, dialect.rows.find(rows, dead))))
    }
  return conflicts
}

async function deadIn(
  { along, rule, way }: BatchTaking,
  within: Within,
  { range }: Batch,
): Promise<string[]> {
  const rows = await ask(within, statements.findDeadAgain(along.dialect, rule, way, range))
  return rows.map((row) => rowAsRead(toFound(rule.table, way.table, row).candidate))
}

/** Rows whose children differ from what was read, or are locked by others. */
async function lockChildren(
  { along: { dialect }, bound, rule, isEmpty }: BatchTaking,
  within: Within,
  batch: Batch,
  together: number,
): Promise<Set<string>> {
  const conflicts = new Set<string>()
  for (const { joins, referred } of referredTables(bound, rule))
    for (const { part, rows } of parts(rule.table, batch.rows, together)) {
      const answers = await ask(within, dialect.rows.lockReferred(rows, joins, referred))
      const held = new Set(answers.map(keyId))
      for (const one of part) if (held.has(keyId(one.key))) conflicts.add(rowId(rule.table, one))
    }
  // Locked rows cannot get new children.
  const none = await emptyFirst(within, rule, isEmpty)
  for (const joins of rule.children) {
    const read = batch.children.find((child) => child.joins === joins)
    const hashed = childTable(bound, joins, rule.table).columns
    const sumOf = ({ key }: Candidate) => read?.sums.get(keyId(key)) ?? { rows: 0, hash: 0n }
    const empty = joins[0] === undefined || none.has(joins[0].table)
    for (const { part, rows } of parts(rule.table, batch.rows, together)) {
      // Rows that share a key have the same children.
      const sums = rule.table.unique ? part.map(sumOf) : []
      const total = sums.reduce((sum, one) => sum + one.rows, 0)
      const hash = sums.reduce((sum, one) => sum + one.hash, 0n)
      if (empty && rule.table.unique && total === 0) continue
      const sum =
        empty || !rule.table.unique
          ? null
          : await ask(within, dialect.rows.lockChildrenSum(rows, joins, hashed))
      if (isSum(sum, total, hash)) continue
      const answers = empty ? [] : await ask(within, dialect.rows.lockChildren(rows, joins, hashed))
      const found = new Map(
        answers.map(({ key, sum: one }) => [keyId(key), `${one.rows} ${one.hash}`]),
      )
      for (const one of part) {
        const expected = sumOf(one)
        if ((found.get(keyId(one.key)) ?? '0 0') !== `${expected.rows} ${expected.hash}`)
          conflicts.add(rowId(rule.table, one))
      }
    }
  }
  return conflicts
}

async function deleteAll(
  { along: { dialect }, rule }: BatchTaking,
  within: Within,
  batch: Batch,
  together: number,
): Promise<void> {
  const { table } = rule
  const run = async (name: string, of: (rows: NamedRows) => Sql, expected: number) => {
    let deleted = 0
    for (const { rows } of parts(table, batch.rows, together))
      deleted += await within.execute(of(rows))
    if (deleted !== expected)
      throw new DatabaseTrouble(
        'rows disagree',
        `${quantity(expected, 'row')} of ${name} ${plural(expected, 'was', 'were')} read and ` +
          `locked, and ${deleted} deleted`,
      )
  }
  for (const { table: child, joins, rows } of batch.children)
    if (rows > 0)
      await run(child, (named) => statements.deleteChildren(dialect, named, joins), rows)
  await run(table.name, (named) => statements.deleteRows(dialect, rule, named), batch.rows.length)
}

/**
 * Which of the rows or their children others have locked, checked one by one: for servers that
 * cannot skip locked rows, after the batch's own statement timed out.
 * @param stopped whether to wait for no further row.
 */
export async function heldRows(
  { along: { database, dialect }, bound, rule }: BatchTaking,
  rows: readonly Candidate[],
  stopped: () => Promise<boolean>,
): Promise<Set<string>> {
  const { table, children } = rule
  const held = new Set<string>()
  for (const one of rows) {
    const alone = named(table, [one])
    const free = await database
      .transaction(async (within) => {
        const [row] = await ask(within, dialect.rows.lock(alone, null))
        for (const { joins, referred } of referredTables(bound, rule))
          await ask(within, dialect.rows.lockReferred(alone, joins, referred))
        for (const joins of children)
          await ask(
            within,
            dialect.rows.lockChildren(alone, joins, childTable(bound, joins, table).columns),
          )
        return row !== undefined
      })
      .catch((error: unknown) => {
        if (error instanceof DatabaseTrouble && error.kind === 'lock timeout') return false
        throw error
      })
    if (free) continue
    held.add(rowId(table, one))
    // Each costs a second: the next attempt finds other locked rows.
    if (held.size === mostWaits || (await stopped())) break
  }
  return held
}
const mostWaits = 10

const hashSum = (rows: readonly Candidate[]): bigint =>
  rows.reduce((sum, { hash }) => sum + BigInt(hash), 0n)

export const isSum = (sum: Sum | null, rows: number, hash: bigint): boolean =>
  sum !== null && sum.rows === rows && sum.hash === hash

function tally(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
