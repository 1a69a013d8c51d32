import type { Expression } from '../engines/expression.ts'
import { same } from '../engines/schema.ts'
import type { Making } from './making.ts'
import type { Value } from './values.ts'

/** A row as far as a condition asks for it. */
export interface Draft {
  /** In capitals. */
  readonly table: string
  readonly row: Record<string, Value>
}

/**
 * Rows that are looked at and never go, by the condition that looks, with the number of choices in
 * them: of some a unique key takes one alone.
 */
type Looked = Map<Expression, { readonly draft: Draft; readonly choices: number }>

/** What all witnesses of one condition share. */
export interface Given {
  readonly making: Making
  readonly fresh: () => number
  readonly looked: Looked
}

/** The columns of the table that a condition asks for and that may be NULL, in capitals. */
export function nullableOf({ tables }: Making, name: string, condition: Expression): string[] {
  const columns = tables.find((table) => same(table.name, name))?.columns ?? []
  const asked = new Set(askedOf(condition).map((column) => column.toUpperCase()))
  return columns
    .filter((column) => column.nullable && asked.has(column.name.toUpperCase()))
    .map((column) => column.name.toUpperCase())
}

function askedOf(condition: Expression): readonly string[] {
  switch (condition.is) {
    case 'every':
    case 'some':
      return condition.of.flatMap(askedOf)
    case 'not':
      return askedOf(condition.of)
    case 'lapsed':
      return [...(condition.outer === true ? [] : [condition.created]), condition.period]
    case 'exists':
    case 'outdated':
      return []
    default:
      return [condition.column]
  }
}
