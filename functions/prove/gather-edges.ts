import type { Expression } from '../engines/expression.ts'
import { same } from '../engines/schema.ts'
import {
  creations,
  digitsEdges,
  numberEdges,
  periodEdges,
  textEdges,
  timeEdges,
  type EdgeValues,
} from './column-edges.ts'
import { textKey, unheard, type ColumnEdges, type Edges, type HoldsOf } from './edges.ts'
import { addLink } from './links.ts'
import { takes, type Value } from './values.ts'

/**
 * What the conditions turn on: gathered from the conditions themselves, so that a new rule is
 * proven as soon as it is written.
 * @param changes wall times (µs) at which clocks were changed.
 */
export function edgesOf(
  conditions: readonly (readonly [table: string, condition: Expression])[],
  holdsOf: HoldsOf,
  changes: readonly bigint[],
): Edges {
  const gathering = new Gathering(holdsOf, changes)
  for (const [table, condition] of conditions) gathering.visit(condition, table, table)
  return gathering.end()
}

class Gathering {
  readonly #found: Edges = { columns: new Map(), links: [], anywhere: new Set() }
  /** Texts by which rows are judged by others of their table. */
  readonly #exact = new Set<string>()
  readonly #holdsOf: HoldsOf
  readonly #changes: readonly bigint[]

  constructor(holdsOf: HoldsOf, changes: readonly bigint[]) {
    this.#holdsOf = holdsOf
    this.#changes = changes
  }

  visit(condition: Expression, table: string, outside: string): void {
    switch (condition.is) {
      case 'every':
      case 'some':
        for (const part of condition.of) this.visit(part, table, outside)
        return
      case 'not':
        return this.visit(condition.of, table, outside)
      case 'null':
        return this.#add(table, condition.column, { edges: [null], plain: [] })
      case 'text':
        return this.#add(table, condition.column, textEdges(condition))
      case 'number':
        return this.#add(table, condition.column, numberEdges(condition))
      case 'digits':
        return this.#add(table, condition.column, digitsEdges(condition))
      case 'before':
        return this.#time(table, condition.column, condition.instant)
      case 'lapsed': {
        const owner = condition.outer === true ? outside : table
        this.#time(owner, condition.created, condition.instant)
        this.#add(table, condition.period, periodEdges(condition.unit))
        if (condition.outer === true)
          for (const instant of creations(condition)) this.#time(owner, condition.created, instant)
        return
      }
      case 'outdated': {
        const { table: to, group } = condition
        return addLink(this.#found.links, { table, columns: group, to, toColumns: group })
      }
      case 'exists':
        return this.#otherRow(condition, table)
    }
  }

  #otherRow(condition: Extract<Expression, { is: 'exists' }>, table: string): void {
    const { table: to, on, alike = {}, where } = condition
    const pairs = [...Object.entries(on), ...Object.entries(alike)]
    const [columns, toColumns] = [pairs.map(([, here]) => here), pairs.map(([there]) => there)]
    if (pairs.length === 0) this.#found.anywhere.add(to.toUpperCase())
    else addLink(this.#found.links, { table, columns, to, toColumns })
    if (where === undefined) return
    this.visit(where, to, table)
    if (same(to, table))
      for (const column of textsOf(where)) this.#exact.add(textKey(table, column))
  }

  #time(table: string, column: string, instant: Date): void {
    this.#add(table, column, timeEdges(this.#holdsOf(table, column), instant, this.#changes))
  }

  #add(table: string, column: string, { edges, plain }: EdgeValues): void {
    const [id, holds] = [textKey(table, column), this.#holdsOf(table, column)]
    const one: ColumnEdges = this.#found.columns.get(id) ?? { edges: new Set(), plain: new Set() }
    this.#found.columns.set(id, one)
    const fits = (value: Value) => takes(holds, value)
    for (const value of edges.filter(fits)) one.edges.add(value)
    for (const value of plain.filter(fits)) one.plain.add(value)
  }

  /**
   * Of rows that are judged by others of their table, the application takes such a text for the
   * word itself, as the column compares; Drydock does not, and no version writes one.
   */
  end(): Edges {
    for (const id of this.#exact) {
      const column = this.#found.columns.get(id)
      for (const value of column?.edges ?? [])
        if (value !== null && value !== unheard) column?.edges.delete(value)
    }
    return this.#found
  }
}

/** The columns of the texts that a condition asks of its own row. */
function textsOf(condition: Expression): string[] {
  switch (condition.is) {
    case 'every':
    case 'some':
      return condition.of.flatMap(textsOf)
    case 'not':
      return textsOf(condition.of)
    default:
      return condition.is === 'text' ? [condition.column] : []
  }
}
