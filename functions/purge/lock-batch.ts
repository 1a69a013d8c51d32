import { plural, quantity } from '../contract/quantity.ts'
import type { Sum } from '../engines/answers.ts'
import { ask, DatabaseTrouble } from '../engines/database.ts'
import { looksElsewhere, scans } from '../engines/expression.ts'
import type { NamedRows } from '../engines/named-rows.ts'
import * as statements from '../walk/statements.ts'
import { keyId, parts, rowAsRead, rowId, type Candidate } from './named.ts'
import { childTable, emptyFirst } from './child-rows.ts'
import { byReference } from './children-by-reference.ts'
import type { Batch } from './batch.ts'
import { toFound } from './read-by-keys.ts'
import { referredTables } from './referred.ts'
import type { Together } from './rows-together.ts'
import type { BatchTaking, Within } from './taking.ts'

/** Unavailable rows: deleted, changed, no longer dead, or locked by others. */
export async function lockRows(
  taking: BatchTaking,
  within: Within,
  batch: Batch,
  { rows: together }: Together,
): Promise<Set<string>> {
  const { dialect } = taking.along
  const { rule } = taking
  const { table, dead } = rule
  const found = (rows: readonly Candidate[]) => tally(rows.map(rowAsRead))
  const conflicts = new Set<string>()
  let asRead: ReadonlyMap<string, number> | null = null
  const note = (part: readonly Candidate[], still: ReadonlyMap<string, number>) => {
    const read = (asRead ??= found(batch.rows))
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
export async function lockChildren(
  { along: { dialect }, bound, rule, isEmpty }: BatchTaking,
  within: Within,
  batch: Batch,
  { rows: together, byReference: direct }: Together,
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
    // Of a chain without rows the server's plan was not asked.
    const named = direct && (read?.rows ?? 0) > 0 ? byReference(bound, rule, joins) : null
    const sumOfAll = (rows: NamedRows) =>
      named === null
        ? dialect.rows.lockChildrenSum(rows, joins, hashed)
        : statements.lockNamed(dialect, named(rows))
    for (const { part, rows } of parts(rule.table, batch.rows, together)) {
      // Rows that share a key have the same children.
      const sums = rule.table.unique ? part.map(sumOf) : []
      const total = sums.reduce((sum, one) => sum + one.rows, 0)
      const hash = sums.reduce((sum, one) => sum + one.hash, 0n)
      if (empty && rule.table.unique && total === 0) continue
      const sum = empty || !rule.table.unique ? null : await ask(within, sumOfAll(rows))
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
      // By these names they are deleted. One that was held for a moment is among them by now.
      const byName = named !== null && conflicts.size === 0
      if (byName && !isSum(await ask(within, sumOfAll(rows)), total, hash))
        throw new DatabaseTrouble(
          'rows disagree',
          `${quantity(total, 'row')} of ${joins.at(-1)?.table ?? ''} ` +
            `${plural(total, 'was', 'were')} read, and others have their names`,
        )
    }
  }
  return conflicts
}

const hashSum = (rows: readonly Candidate[]): bigint =>
  rows.reduce((sum, { hash }) => sum + BigInt(hash), 0n)

export const isSum = (sum: Sum | null, rows: number, hash: bigint): boolean =>
  sum !== null && sum.rows === rows && sum.hash === hash

function tally(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
