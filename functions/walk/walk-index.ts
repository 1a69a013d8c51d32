import { ask } from '../engines/database.ts'
import type { ColumnKind, Key, KeyRange } from '../engines/dialect.ts'
import { wallTime, type Expression } from '../engines/expression.ts'
import type { BoundRule } from '../rules/bound.ts'
import { same, type Column, type Table } from '../engines/schema.ts'
import { findDead } from './statements.ts'
import { boundary, type Walk } from './walk.ts'

/**
 * How a rule's table is walked: along its own key, or along an index that starts with the dead
 * rows.
 */
export interface Way {
  readonly table: Table
  /** Whether no dead rows come after the key. */
  readonly past: (key: Key) => boolean
  /** The index; null for the table's own key. */
  readonly by: string | null
}

/**
 * The maximum share of a table before the end of an index walk: above it, the table is read
 * completely in key order.
 */
const few = 0.1
/** Maximum rows of a table that is always read completely. */
const small = 20_000

/**
 * If only a small part of a large table can be dead, and an index starts with it, the purge walks
 * along that index and leaves the rest unread. The server's plan for the first range must use it.
 * @param total the table's rows, by the server's own estimate.
 */
export async function chooseWay(along: Walk, rule: BoundRule, total: number): Promise<Way> {
  const own = ownKey(rule.table)
  if (total < small) return own
  for (const { index, column, end } of bounded(rule)) {
    const most = Math.ceil(total * few)
    const before = await ask(
      along.database,
      along.dialect.countBefore(rule.table.name, column, end, most),
    )
    // NULLs sort before all values, and no range of values contains them.
    if (
      column.nullable &&
      (
        await ask(
          along.database,
          along.dialect.keys(
            rule.table.name,
            [column],
            { low: null, high: null },
            { is: 'null', column: column.name },
            1,
          ),
        )
      ).length > 0
    )
      continue
    const way = wayBy(rule, index, column)
    if (before < most && (await agrees(along, rule, way))) return way
  }
  return own
}

/** The indexes that start with the dead rows. */
const bounded = ({ table, dead }: BoundRule) =>
  table.indexes.flatMap(({ index, column }) => {
    const end = endOf(dead, column.name)
    return end === null || !table.unique || !ordered.includes(column.kind)
      ? []
      : [{ index, column, end }]
  })

/** All possible ways, the table's own key first. */
export const waysOf = (rule: BoundRule): Way[] => [
  ownKey(rule.table),
  ...bounded(rule).map(({ index, column }) => wayBy(rule, index, column)),
]

const ownKey = (table: Table): Way => ({ table, past: () => false, by: null })

/** The way that was chosen, for a continued walk. */
export function wayOf(rule: BoundRule, by: string | null): Way {
  const found = rule.table.indexes.find(({ index }) => index === by)
  return found === undefined ? ownKey(rule.table) : wayBy(rule, found.index, found.column)
}

function wayBy({ table, dead }: BoundRule, index: string, column: Column): Way {
  const end = endOf(dead, column.name)
  const past = ([first = '']: Key) =>
    end !== null && (column.kind === 'time' ? first >= end : BigInt(first) >= BigInt(end))
  return {
    by: index,
    past,
    table: {
      ...table,
      walkedBy: index,
      key: [column, ...table.key.filter(({ name }) => name !== column.name)],
    },
  }
}

/** The upper bound of every dead row's column; null if the condition sets none. */
export function endOf(dead: Expression, column: string): string | null {
  switch (dead.is) {
    case 'every':
      return dead.of.reduce<string | null>((found, part) => found ?? endOf(part, column), null)
    case 'some': {
      const ends = dead.of.map((part) => endOf(part, column))
      return ends.length > 0 && ends.every((end) => end === ends[0]) ? (ends[0] ?? null) : null
    }
    case 'before':
      return same(dead.column, column) ? wallTime(dead.instant) : null
    case 'lapsed':
      // The period is positive.
      return same(dead.created, column) && dead.outer !== true ? wallTime(dead.instant) : null
    case 'number':
      return same(dead.column, column) && dead.below !== undefined ? String(dead.below) : null
    default:
      return null
  }
}

/**
 * Columns whose values are ordered like the bound; a TIMESTAMP is not in a zone with daylight
 * saving.
 */
const ordered: readonly ColumnKind[] = ['integer', 'unsigned', 'time']

async function agrees(along: Walk, rule: BoundRule, way: Way): Promise<boolean> {
  const range: KeyRange = { low: null, high: await boundary(along, way.table, null) }
  const plan = await ask(
    along.database,
    along.dialect.server.plan(findDead(along.dialect, rule, way, range, [], null)),
  )
  // The index is forced: a full index scan is not a usable way.
  return plan.some(
    ({ table, index, access }) => table === 't0' && index === way.by && access === 'range',
  )
}
