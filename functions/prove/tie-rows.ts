import type { Holds } from '../engines/scratch.ts'
import type { Chance } from './chance.ts'
import type { HoldsOf } from './edges.ts'
import type { Tied } from './order.ts'
import type { PlainRow } from './plain-tables.ts'
import type { Value } from './values.ts'

/** The last one's values stand: any of the soft ones, but a foreign key before all. */
export const mixed = (ties: readonly Tied[], draw: Chance): Tied[] => {
  const [soft, hard] = [ties.filter(({ must }) => !must), ties.filter(({ must }) => must)]
  return [...soft.filter(() => draw.often(0.7)).sort(() => (draw.often(0.5) ? 1 : -1)), ...hard]
}

/** Takes the values of a row that this one may refer to, or be referred to by. */
export function follow(
  { holdsOf }: { readonly holdsOf: HoldsOf },
  own: string,
  { to, columns, toColumns, must, mayBeNull }: Tied,
  row: Record<string, Value>,
  fixed: Record<string, Value>,
  done: ReadonlyMap<string, readonly PlainRow[]>,
  draw: Chance,
): void {
  const rows = done.get(to) ?? []
  const stands = columns.some((column) => column in fixed)
  // What a witness says of the row stands; a foreign key is to agree with it.
  if (stands && !must) return
  if (must && !stands && mayBeNull.length > 0 && draw.often(0.15)) {
    for (const column of mayBeNull) row[column] = null
    return
  }
  if (!must && draw.often(0.35)) return
  // A group of one table's rows is small: of many, one lives in each.
  const near = to === own ? rows.slice(-3) : rows
  const agreeing = (given: Record<string, Value>) =>
    near.filter((one) =>
      toColumns.every((column, at) => {
        const own = columns[at] ?? ''
        return one[column] != null && (!(own in given) || one[column] === given[own])
      }),
    )
  // A parent that is named already, where there is one.
  const named = must ? agreeing(row) : []
  const keys = new Map(
    (named.length > 0 ? named : agreeing(fixed)).map((one) => [
      JSON.stringify(toColumns.map((column) => one[column])),
      one,
    ]),
  )
  const other = draw.among([...keys.values()])
  if (other === undefined) return
  for (const [at, column] of columns.entries()) {
    const value = other[toColumns[at] ?? ''] ?? null
    const holds = holdsOf(to, toColumns[at] ?? '')
    row[column] = !must && draw.often(0.08) ? otherCase(value, holds) : value
    if (must) fixed[column] = value
  }
}

const otherCase = (value: Value, holds: Holds | null): Value =>
  value === null || holds?.is !== 'text' ? value : value.toUpperCase()
