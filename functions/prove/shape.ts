import type { Join } from '../engines/dialect.ts'
import type { Expression } from '../engines/expression.ts'
import type { Whole } from '../engines/named-rows.ts'
import type { Table } from '../engines/schema.ts'
import type { Candidate } from '../purge/named.ts'
import type { Bench } from './bench.ts'
import type { ShapeTable } from './shape-tables.ts'

/** A row as it was read: its number, and what names it from then on. */
export interface Known extends Candidate {
  readonly number: number
}

export interface Shape {
  readonly bench: Bench
  readonly shape: ShapeTable
  readonly table: Table
  readonly whole: Whole
  /** Says what differs; counts what does not. */
  same<T>(statement: string, expected: T, found: T): void
}

const edge = new Date('2026-01-01T00:00:00.000Z')
/** Rows of even numbers are young. */
export const madeOf = (number: number) => `${number % 2 === 0 ? '2026' : '2025'}-01-01 00:00:00.000`
export const old: Expression = { is: 'before', column: 'MADE', instant: edge }
export const low: Expression = { is: 'number', column: 'N', below: 10n }
/** Where an older server cannot pass by, each takes a second. */
export const waiting = ['integer', 'a key of three columns']
/** A child whose key is NULL hangs on nothing, and stays. */
export const alone = '9999'
export const childrenOf = (number: number): number => number % 3

export const sumOf = (rows: readonly Candidate[]): string =>
  String(rows.reduce((sum, { hash }) => sum + BigInt(hash), 0n))
export const inOrder = (rows: readonly Candidate[]): string[] =>
  rows.map(({ key, hash }) => JSON.stringify([key, hash])).sort()

export const joinOf = ({ shape }: Shape, child: Table): Join => ({
  table: child.name,
  on: Object.fromEntries(shape.columns.map(({ name }) => [name, name])),
  indexes: ['OF_SHAPE'],
})
