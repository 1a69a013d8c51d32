import type { Holds } from '../engines/scratch.ts'
import type { Link } from './links.ts'
import type { Value } from './values.ts'

/** The values of a column at which a rule's answer turns. */
export interface ColumnEdges {
  /** At and beside each bound, and odd ones. */
  readonly edges: Set<Value>
  /** Values that mean: dead, as far as this column goes. */
  readonly plain: Set<Value>
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
