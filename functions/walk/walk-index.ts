import { ask } from '../engines/database.ts'
import type { ColumnKind, Key, KeyRange } from '../engines/dialect.ts'
import { wallTime, type Expression } from '../engines/expression.ts'
import type { BoundRule } from '../rules/bind.ts'
import type { Column, Table } from '../engines/schema.ts'
import { findDead } from './statements.ts'
import { boundary, type Walk } from './walk.ts'

/** How a rule's table is walked: by its own key, or by an index of which the dead rows are the beginning. */
export interface Way {
  readonly table: Table
  /** Whether nothing dead comes after the key. */
  readonly past: (key: Key) => boolean
  /** The index; null for the table's own key. */
  readonly by: string | null
}

/** The share of a table that an index may have before its end: beyond it the table is read whole, in the order in which it lies. */
const few = 0.1
/** Rows of a table that is read whole without more ado. */
const small = 20_000

/**
 * Where little of a large table can be dead, and an index begins with it, the purge goes along that index and leaves the
 * rest unread. The server's own plan of the first range has to agree.
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
    // NULLs lie before all values, and no range of values has them.
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

/** The indexes of which the dead rows are the beginning. */
const bounded = ({ table, dead }: BoundRule) =>
  table.indexes.flatMap(({ index, column }) => {
    const end = endOf(dead, column.name)
    return end === null || !table.unique || !ordered.includes(column.kind)
      ? []
      : [{ index, column, end }]
  })

/** Every way that may be chosen, the table's own key first. */
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

/** What every dead row's column is below; null where the condition sets no such bound. */
export function endOf(dead: Expression, column: string): string | null {
  switch (dead.is) {
    case 'every':
      return dead.of.reduce<string | null>((found, part) => found ?? endOf(part, column), null)
    case 'some': {
      const ends = dead.of.map((part) => endOf(part, column))
      return ends.length > 0 && ends.every((end) => end === ends[0]) ? (ends[0] ?? null) : null
    }
    case 'before':
      return dead.column === column ? wallTime(dead.instant) : null
    case 'lapsed':
      // The period is positive.
      return dead.created === column && dead.outer !== true ? wallTime(dead.instant) : null
    case 'number':
      return dead.column === column && dead.below !== undefined ? String(dead.below) : null
    default:
      return null
  }
}

/** Whose values have an order that is told of a bound; a TIMESTAMP is none of the indexes where a zone puts its clocks back. */
const ordered: readonly ColumnKind[] = ['integer', 'unsigned', 'time']

async function agrees(along: Walk, rule: BoundRule, way: Way): Promise<boolean> {
  const range: KeyRange = { low: null, high: await boundary(along, way.table, null) }
  const plan = await ask(
    along.database,
    along.dialect.server.plan(findDead(along.dialect, rule, way, range, [], null)),
  )
  // The index is forced on it: read from end to end it is no way.
  return plan.some(
    ({ table, index, access }) => table === 't0' && index === way.by && access === 'range',
  )
}
