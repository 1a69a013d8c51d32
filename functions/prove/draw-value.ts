import { same, type Table } from '../engines/schema.ts'
import type { Chance } from './chance.ts'
import { textKey } from './edges.ts'
import { valueOf } from './fillers.ts'
import type { Making } from './making.ts'
import type { Value } from './values.ts'

const isAnywhere = ({ edges }: Making, { name }: Table): boolean =>
  edges.anywhere.has(name.toUpperCase())

/** A judged column is at an edge now and then; any other is unlike those of other rows. */
export function drawValue(
  making: Making,
  table: Table,
  column: string,
  at: number,
  draw: Chance,
): Value {
  const { edges } = making
  const own = table.columns.find((one) => same(one.name, column))
  const found = edges.columns.get(textKey(table.name, column))
  const nullable = own?.nullable === true
  const isKey = table.key.some((part) => same(part.name, column))
  // Of what is looked at alone: a unique key may take one of each text.
  const isRuled = making.dead.some(([name]) => same(name, table.name))
  const looked = !isRuled && !isAnywhere(making, table)
  const plainly = isAnywhere(making, table) || draw.often(0.6)
  const pick = (values: Iterable<Value>): Value | undefined =>
    draw.among([...values].filter((value) => value !== null || nullable))
  const judged =
    found &&
    !(looked && draw.often(0.7)) &&
    pick(plainly && found.plain.size > 0 ? found.plain : found.edges)
  return (
    (judged || judged === '' ? judged : undefined) ??
    (nullable && !isKey && draw.often(0.15)
      ? null
      : valueOf(making, table.name, column, at, isKey || draw.often(0.8)))
  )
}
