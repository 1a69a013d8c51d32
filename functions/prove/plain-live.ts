import type { Live, LiveJoin, LiveTable, Place } from '../engines/live.ts'
import type { Holds } from '../engines/scratch.ts'
import { areEqual, isAbove, isAfter, isGreater, isWithin, runs } from './live-values.ts'
import {
  anyOf,
  both,
  holdsFalse,
  holdsTrue,
  inverted,
  isUnknown,
  outcome,
  type Outcomes,
} from './outcomes.ts'
import { findRows, type FoundRow, type Rows } from './plain-joins.ts'
import { valueIn, type PlainTables } from './plain-tables.ts'

const valueAt = (rows: Rows, [alias, column]: Place): string | null =>
  valueIn(rows.get(alias)?.row ?? {}, column)
const holdsAt = (rows: Rows, [alias, column]: Place): Holds | null =>
  rows.get(alias)?.holds[column.toUpperCase()] ?? null

export interface PlainLive {
  outcomeOf(live: Live, rows: Rows): Outcomes
  /** The rows of a query, beside those that are given. */
  find(
    asked: { readonly from: LiveTable; readonly joins?: readonly LiveJoin[]; readonly where: Live },
    rows?: Rows,
  ): readonly FoundRow[]
}

/**
 * The application's own questions once more: says of plain rows what may come of them, and knows
 * nothing of a server or its language.
 */
export function plainLive(tables: PlainTables): PlainLive {
  const outcomeOf = (live: Live, rows: Rows): Outcomes => {
    switch (live.is) {
      case 'all':
        return live.of.reduce((all, one) => both(all, outcomeOf(one, rows)), holdsTrue)
      case 'any':
        return live.of.reduce((all, one) => anyOf(all, outcomeOf(one, rows)), holdsFalse)
      case 'none':
        return inverted(outcomeOf(live.of, rows))
      case 'empty':
        return outcome(valueAt(rows, live.at) === null)
      case 'among':
      case 'not among': {
        const [value, holds] = [valueAt(rows, live.at), holdsAt(rows, live.at)]
        const found = live.texts.reduce(
          (all, text) => anyOf(all, areEqual(value, text, holds)),
          value === null ? isUnknown : holdsFalse,
        )
        return live.is === 'among' ? found : inverted(found)
      }
      case 'time': {
        const after = isAfter(valueAt(rows, live.at), live.instant)
        return live.sign === '>' ? after : inverted(after)
      }
      case 'number': {
        const above = isAbove(valueAt(rows, live.at), live.value)
        return live.sign === '>' ? above : inverted(above)
      }
      case 'digits':
        return isWithin(valueAt(rows, live.at), live.from, live.to)
      case 'runs':
        return runs(valueAt(rows, live.created), valueAt(rows, live.period), live.instant)
      case 'equal':
      case 'value': {
        const at = live.is === 'equal' ? live.one : live.at
        const one = valueAt(rows, at)
        const other = live.is === 'equal' ? valueAt(rows, live.other) : live.value
        if (live.orEmpty === true && (one === null || other === null)) return outcome(one === other)
        return areEqual(one, other, holdsAt(rows, at))
      }
      case 'greater':
        return isGreater(
          valueAt(rows, live.one),
          valueAt(rows, live.other),
          holdsAt(rows, live.one),
        )
      case 'unset': {
        const value = valueAt(rows, live.at)
        return outcome(value === null || Number(value) === 0)
      }
      case 'there': {
        const found = find(live, rows)
        if (found.some(({ sure }) => sure)) return holdsTrue
        return found.length > 0 ? holdsTrue | holdsFalse : holdsFalse
      }
    }
  }

  const find = (asked: Parameters<PlainLive['find']>[0], rows: Rows = new Map()) =>
    findRows({ tables, outcomeOf }, asked, rows)

  return { outcomeOf, find }
}
