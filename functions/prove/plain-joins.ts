import type { Live, LiveJoin, LiveTable } from '../engines/live.ts'
import { both, holdsTrue, mayHold, type Outcomes } from './outcomes.ts'
import {
  tableOf,
  valueIn,
  type PlainRow,
  type PlainTable,
  type PlainTables,
} from './plain-tables.ts'

interface Standing {
  readonly row: PlainRow
  readonly holds: PlainTable['holds']
}

/** Rows by their aliases. */
export type Rows = ReadonlyMap<string, Standing>

/** Rows that a query joins, and whether they are there by all means. */
export interface FoundRow {
  readonly rows: Rows
  readonly sure: boolean
}

interface Asking {
  readonly tables: PlainTables
  outcomeOf(live: Live, rows: Rows): Outcomes
}

/** Those of the tables, in order, that meet all conditions, with the rows that are given. */
export function findRows(
  asking: Asking,
  asked: { readonly from: LiveTable; readonly joins?: readonly LiveJoin[]; readonly where: Live },
  given: Rows,
): readonly FoundRow[] {
  const steps: LiveJoin[] = [{ ...asked.from, on: { is: 'all', of: [] } }, ...(asked.joins ?? [])]
  let waiting = [asked.where, ...steps.flatMap((one) => (one.optional ? [] : [one.on]))].flatMap(
    parts,
  )
  let found: FoundRow[] = [{ rows: given, sure: true }]
  const names = new Set(given.keys())
  for (const next of steps) {
    names.add(next.as)
    // A condition is asked as soon as all rows that it looks at are there.
    const ready = (part: Live) => [...aliasesIn(part)].every((alias) => names.has(alias))
    const [now, later] = [waiting.filter(ready), waiting.filter((part) => !ready(part))]
    found = found.flatMap((so) => beside(asking, next, now, so))
    waiting = later
  }
  return found
}

/** The rows so far, each with the rows of one table more. */
function beside(asking: Asking, next: LiveJoin, now: readonly Live[], so: FoundRow): FoundRow[] {
  const { rows: all, holds } = tableOf(asking.tables, next.table)
  const ons = next.optional === true ? parts(next.on) : []
  const found: FoundRow[] = []
  let [met, mayBeMet] = [false, false]
  const add = (row: PlainRow, conditions: readonly Live[], sure: boolean): Outcomes => {
    const rows = new Map([...so.rows, [next.as, { row, holds }]])
    const outcomes = allOf(asking, conditions, rows)
    if (mayHold(outcomes)) found.push({ rows, sure: sure && outcomes === holdsTrue })
    return outcomes
  }
  for (const row of candidates(all, next, [...ons, ...now], so.rows)) {
    const on = allOf(asking, ons, new Map([...so.rows, [next.as, { row, holds }]]))
    met ||= on === holdsTrue
    mayBeMet ||= mayHold(on)
    if (mayHold(on)) add(row, now, so.sure && on === holdsTrue)
  }
  if (next.optional === true && !met) add({}, now, so.sure && !mayBeMet)
  return found
}

function allOf({ outcomeOf }: Asking, conditions: readonly Live[], rows: Rows): Outcomes {
  let all = holdsTrue
  for (const one of conditions) {
    all = both(all, outcomeOf(one, rows))
    if (!mayHold(all)) break
  }
  return all
}

const indexes = new WeakMap<readonly PlainRow[], Map<string, Map<string | null, PlainRow[]>>>()

/** Rows that an equality of columns does not rule out; all of them where there is none. */
function candidates(
  all: readonly PlainRow[],
  { as }: LiveJoin,
  conditions: readonly Live[],
  so: Rows,
): readonly PlainRow[] {
  for (const one of conditions) {
    if (one.is !== 'equal' || one.orEmpty === true) continue
    const [own, other] = one.one[0] === as ? [one.one, one.other] : [one.other, one.one]
    const there = so.get(other[0])
    if (own[0] !== as || there === undefined) continue
    const known = indexes.get(all) ?? new Map<string, Map<string | null, PlainRow[]>>()
    indexes.set(all, known)
    const index = known.get(own[1]) ?? Map.groupBy(all, (row) => alike(valueIn(row, own[1])))
    known.set(own[1], index)
    return index.get(alike(valueIn(there.row, other[1]))) ?? []
  }
  return all
}

/** The same for all values that any column takes for equal. */
const alike = (value: string | null): string | null =>
  value === null
    ? null
    : /^-?\d+$/.test(value)
      ? String(BigInt(value))
      : value.toLowerCase().trimEnd()

export const parts = (live: Live): readonly Live[] =>
  live.is === 'all' ? live.of.flatMap(parts) : [live]

/** The aliases of rows from outside that a condition looks at. */
export function aliasesIn(live: Live): ReadonlySet<string> {
  switch (live.is) {
    case 'all':
    case 'any':
      return new Set(live.of.flatMap((part) => [...aliasesIn(part)]))
    case 'none':
      return aliasesIn(live.of)
    case 'runs':
      return new Set([live.created[0], live.period[0]])
    case 'equal':
    case 'greater':
      return new Set([live.one[0], live.other[0]])
    case 'there': {
      const joins = live.joins ?? []
      const all = [live.where, ...joins.map(({ on }) => on)].flatMap((part) => [...aliasesIn(part)])
      const own = new Set([live.from.as, ...joins.map(({ as }) => as)])
      return new Set(all.filter((alias) => !own.has(alias)))
    }
    default:
      return new Set([live.at[0]])
  }
}
