import type { Called } from './catalogue-keys.ts'
import { text, type Row } from './database.ts'
import { isWalkable, type Column, type Table } from './schema.ts'

/** What an engine's catalogue tells of an index: a row for each part (`name`, `part`). */
export interface IndexParts {
  readonly called: Called
  /** Whether the part puts complete values of its column in order. */
  readonly orders: (part: Row) => boolean
  readonly isUnique: (part: Row) => boolean
  readonly isPrimary: (part: Row) => boolean
}

/** The key to walk along, and the indexes by which a walk could go. */
export function walkKey(
  columns: readonly Column[],
  parts: readonly Row[],
  { called, orders, isUnique, isPrimary }: IndexParts,
): Pick<Table, 'key' | 'unique' | 'indexes' | 'keyIndex'> {
  const columnsOf = (index: readonly Row[]) =>
    index.flatMap(({ part }) => columns.filter(({ name }) => name === called(text(part))))
  const nameOf = ([part]: readonly Row[]) => called(text(part?.name))
  // An expression is no column.
  const whole = [...Map.groupBy(parts, ({ name }) => text(name)).values()].filter(
    (index) => index.every(orders) && columnsOf(index).length === index.length,
  )
  const candidates = whole
    .filter((index) => index.every(isUnique))
    .filter((index) => columnsOf(index).every(({ nullable }) => !nullable))
  candidates.sort((a, b) => Number(b.some(isPrimary)) - Number(a.some(isPrimary)))
  const own = candidates.find((index) => isWalkable(columnsOf(index))) ?? candidates[0]
  const indexes = whole
    .flatMap((index) =>
      columnsOf(index.slice(0, 1)).map((column) => ({ index: nameOf(index), column })),
    )
    .filter(({ column }) => isWalkable([column]))
  if (own !== undefined)
    return { key: columnsOf(own), unique: true, keyIndex: nameOf(own), indexes }
  const first = indexes.find(({ column }) => !column.nullable) ?? indexes[0]
  return first === undefined
    ? { key: [], unique: false, indexes }
    : { key: [first.column], unique: false, keyIndex: first.index, indexes }
}
