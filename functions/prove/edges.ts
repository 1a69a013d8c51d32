import { endlessPeriod, type Expression } from '../engines/expression.ts'
import { same } from '../engines/schema.ts'
import type { Holds } from '../engines/scratch.ts'
import { floorTo, longAgo, takes, wallOf, zeroOf, type Value } from './values.ts'

/** The values of a column at which a rule's answer turns. */
export interface ColumnEdges {
  /** At and beside each bound, and odd ones. */
  readonly edges: Set<Value>
  /** Values that mean: dead, as far as this column goes. */
  readonly plain: Set<Value>
}

/** Columns of two tables that are compared with each other. */
export interface Link {
  readonly table: string
  readonly columns: readonly string[]
  readonly to: string
  readonly toColumns: readonly string[]
}

export interface Edges {
  /** By `TABLE.COLUMN`. */
  readonly columns: Map<string, ColumnEdges>
  readonly links: Link[]
  /** Tables of which any row counts, whatever row is judged. */
  readonly anywhere: Set<string>
}

export type HoldsOf = (table: string, column: string) => Holds | null

/** A state that no version has. */
export const unheard = 'UNHEARD'
export const textKey = (table: string, column: string): string =>
  `${table.toUpperCase()}.${column.toUpperCase()}`

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
  const found: Edges = { columns: new Map(), links: [], anywhere: new Set() }
  const exact = new Set<string>()
  const at = (table: string, column: string): ColumnEdges => {
    const id = textKey(table, column)
    const one = found.columns.get(id) ?? { edges: new Set<Value>(), plain: new Set<Value>() }
    found.columns.set(id, one)
    return one
  }
  const add = (table: string, column: string, edges: readonly Value[], plain: readonly Value[]) => {
    const one = at(table, column)
    const holds = holdsOf(table, column)
    for (const value of edges) if (takes(holds, value)) one.edges.add(value)
    for (const value of plain) if (takes(holds, value)) one.plain.add(value)
  }
  const time = (table: string, column: string, instant: Date) => {
    const holds = holdsOf(table, column)
    const step = holds?.is === 'time' ? holds.step : 1_000_000
    const end = BigInt(instant.getTime()) * 1000n
    const last = floorTo(end - 1n, step)
    const near = [-1, 0, 1, 2].map((steps) => last + BigInt(steps * step))
    const tell = (value: bigint) => wallOf(floorTo(value, step), step)
    add(
      table,
      column,
      [
        ...[...near, end + longAgo, ...changes].map(tell),
        null,
        ...(holds?.is === 'time' && holds.zero ? [zeroOf(step)] : []),
      ],
      [end - longAgo, end - 2n * longAgo].map(tell),
    )
  }
  const visit = (condition: Expression, table: string, outside: string): void => {
    switch (condition.is) {
      case 'every':
      case 'some':
        for (const part of condition.of) visit(part, table, outside)
        return
      case 'not':
        return visit(condition.of, table, outside)
      case 'null':
        return add(table, condition.column, [null], [])
      case 'text':
        return add(
          table,
          condition.column,
          [...condition.among.flatMap((text) => [text.toLowerCase(), `${text} `]), unheard, null],
          condition.among,
        )
      case 'number': {
        const { from, below } = condition
        const bounds = [from, below].filter((bound) => bound !== undefined)
        const beside = bounds.flatMap((bound) => [bound - 1n, bound, bound + 1n])
        const ends = [-(1n << 63n), -1n, 0n, 1n, endlessPeriod, (1n << 63n) - 1n]
        const inside = [below === undefined ? (from ?? 0n) + 1000n : below - 1000n]
        return add(
          table,
          condition.column,
          [...[...beside, ...ends].map(String), null],
          [...inside.filter((value) => from === undefined || value >= from).map(String)],
        )
      }
      case 'digits': {
        const { from, below } = condition
        const odd = ['', '12x', '-5', ' 12', '12\n', '9'.repeat(18), `1${'0'.repeat(18)}`]
        return add(
          table,
          condition.column,
          [...[from - 1n, from, below - 1n, below].map(String), `0${below - 1n}`, ...odd, null],
          [String(below - 1000n)],
        )
      }
      case 'before':
        return time(table, condition.column, condition.instant)
      case 'lapsed': {
        const { created, period, unit: word, instant } = condition
        const unit = word === 's' ? 1000n : 1n
        const owner = condition.outer === true ? outside : table
        time(owner, created, instant)
        const [ends, plain] = [
          [-(1n << 63n), -1n, 0n, endlessPeriod / unit, (1n << 63n) - 1n],
          [1n, 2n, 3_600n],
        ]
        const edges = [...ends, endlessPeriod / unit - 1n].map(String)
        add(table, period, [...edges, null], plain.map(String))
        if (condition.outer === true)
          for (const length of plain)
            time(owner, created, new Date(instant.getTime() - Number(length * unit)))
        return
      }
      case 'outdated':
        return void link(found, {
          table,
          columns: condition.group,
          to: condition.table,
          toColumns: condition.group,
        })
      case 'exists': {
        const pairs = [...Object.entries(condition.on), ...Object.entries(condition.alike ?? {})]
        if (pairs.length === 0) found.anywhere.add(condition.table.toUpperCase())
        else
          link(found, {
            table,
            columns: pairs.map(([, here]) => here),
            to: condition.table,
            toColumns: pairs.map(([there]) => there),
          })
        if (condition.where !== undefined) visit(condition.where, condition.table, table)
        if (condition.where !== undefined && same(condition.table, table))
          for (const column of textsOf(condition.where)) exact.add(textKey(table, column))
      }
    }
  }
  for (const [table, condition] of conditions) visit(condition, table, table)
  // Of rows that are judged by others of their table, the application takes such a text for the
  // word itself, as the column compares; Drydock does not, and no version writes one.
  for (const id of exact) {
    const column = found.columns.get(id)
    for (const value of column?.edges ?? [])
      if (value !== null && value !== unheard) column?.edges.delete(value)
  }
  return found
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

function link({ links }: Edges, { table, columns, to, toColumns }: Link): void {
  const one = {
    table: table.toUpperCase(),
    columns: columns.map((name) => name.toUpperCase()),
    to: to.toUpperCase(),
    toColumns: toColumns.map((name) => name.toUpperCase()),
  }
  if (!links.some((known) => JSON.stringify(known) === JSON.stringify(one))) links.push(one)
}
