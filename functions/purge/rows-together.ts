import { ask, type Database } from '../engines/database.ts'
import type { Dialect, Sql } from '../engines/dialect.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import { largestPart, parts } from './named.ts'
import type { Batch } from './batch.ts'
import { byReference } from './children-by-reference.ts'
import { deleteChildren, deleteNamed, deleteRows, lockNamed, lockSum } from '../walk/statements.ts'
import type { Walk } from '../walk/walk.ts'

/** The number of batches for which a plan stays valid. */
const planned = 16
/** Parts of at least this share of a table are planned each time. */
const large = 1 / 20
/** Rows of a table that a statement may read whole, if the server locks only what it finds. */
const small = 20_000

/** How a batch's statements name its rows. */
export interface Together {
  /** How many rows one statement may name. */
  readonly rows: number
  /** Whether children are named by what they refer to, where they can be. */
  readonly byReference: boolean
}

export type RowsTogether = (batch: Batch) => Promise<Together>

/**
 * How many rows one statement may name so that the server's plan looks up each by its key. For a
 * large part of a table, a server may scan it, forced index or not, and lock, or wait for, rows
 * that were not named. The plan may change as the table shrinks, so it is requested again.
 * @param total the table's rows, by the server's own estimate.
 */
export function rowsTogether(
  along: Walk,
  bound: BoundRules,
  rule: BoundRule,
  total: number,
): RowsTogether {
  let known = { together: alone, rows: 0, chains: '', uses: planned }
  let left = total
  return async (batch) => {
    const rows = Math.min(largestPart, batch.rows.length)
    const chains = chainsOf(batch)
      .map((joins) => rule.children.indexOf(joins))
      .join()
    const holds =
      known.uses < planned &&
      rows <= known.rows &&
      chains === known.chains &&
      known.rows < large * left
    if (!holds)
      known = { together: await howMany(along, bound, rule, batch, total), rows, chains, uses: 0 }
    known.uses++
    left -= batch.rows.length
    return known.together
  }
}

const chainsOf = (batch: Batch) =>
  batch.children.filter(({ rows }) => rows > 0).map(({ joins }) => joins)

const alone: Together = { rows: 1, byReference: false }

async function howMany(
  { database, dialect }: Walk,
  bound: BoundRules,
  rule: BoundRule,
  batch: Batch,
  total: number,
): Promise<Together> {
  const { table } = rule
  const all = { rows: largestPart, byReference: false }
  if (table.key.length === 0) return all
  // Reading a few pages whole costs less than one statement a row.
  if (total <= small && !dialect.server.scansLock) return all
  for (let together = largestPart; together > 1; together /= 2) {
    if (together >= 2 * batch.rows.length) continue
    const [first] = parts(table, batch.rows, together)
    if (first === undefined) break
    const { rows } = first
    const own = [lockSum(dialect, rule, rows), deleteRows(dialect, rule, rows)]
    if (!(await goByKey(database, dialect, own))) continue
    const ofChains = (mayName: boolean) =>
      chainsOf(batch).flatMap((joins) => {
        const named = mayName ? byReference(bound, rule, joins)?.(rows) : undefined
        return named === undefined
          ? [deleteChildren(dialect, rows, joins)]
          : [lockNamed(dialect, named), deleteNamed(dialect, named)]
      })
    for (const mayName of [true, false])
      if (await goByKey(database, dialect, ofChains(mayName)))
        return { rows: together, byReference: mayName }
  }
  return alone
}

/** Whether each statement's access path touches no other row; asked until one does. */
async function goByKey(
  database: Database,
  dialect: Dialect,
  statements: readonly Sql[],
): Promise<boolean> {
  for (const statement of statements) {
    const plan = await ask(database, dialect.server.plan(statement))
    const byKey = plan.some(
      ({ table: name, access }) => name === 't0' && (access === 'lookup' || access === 'range'),
    )
    if (!byKey) return false
  }
  return true
}
