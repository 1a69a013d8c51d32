import { classAt, layOut, type ClassLayout } from './class-layout.ts'
import { rowOfUuid, rowUuid } from './draw.ts'
import type { RowClass } from './row-class.ts'
import type { Row, SeededTable } from './seeded-table.ts'

/** What a table's rows are made from. */
export interface Scene {
  readonly tokens: number
  readonly seed: number
  readonly cutoff: number
}

/** A table whose rows each stand for themselves. */
export interface PlainTable<C extends RowClass> {
  readonly table: string
  /**
   * The column that tells a row, first of the columns: a UUID of this salt, or the row's number
   * from 1.
   */
  readonly id: string
  readonly salt: number | 'counted'
  readonly classes: readonly C[]
  readonly columns: readonly string[]
  readonly rest: (rowClass: C, at: number) => Row
}

/** A few hundred rows at 100,000 tokens. */
export function plainLayout<C extends RowClass>(
  classes: readonly C[],
  tokens: number,
): ClassLayout<C> {
  return layOut(classes, Math.max(Math.round(tokens * 0.003), 8 * classes.length))
}

export function plainTable<C extends RowClass>(
  { tokens, seed }: Scene,
  { table, id, salt, classes, columns, rest }: PlainTable<C>,
): SeededTable {
  const layout = plainLayout(classes, tokens)
  const idOf = (at: number): string =>
    salt === 'counted' ? String(at + 1) : rowUuid(seed, at, salt)
  return {
    table,
    columns: [id, ...columns],
    key: [id],
    rows: layout.total,
    exists: () => true,
    row: (at) => [idOf(at), ...rest(classAt(layout, at), at)],
    verdict: (at) => classAt(layout, at).verdict,
    find: ([text = '']) =>
      salt === 'counted' ? counted(text, layout.total) : rowOfUuid(text, seed, layout.total, salt),
    tokens: () => [],
  }
}

export const counted = (text: string, rows: number): number | undefined =>
  Number(text) >= 1 && Number(text) <= rows ? Number(text) - 1 : undefined

/** A table of which each row of a parent has so many, and their fate from it; `nth` counts them. */
export function childTable(
  parent: SeededTable,
  count: number,
  child: Pick<SeededTable, 'table' | 'columns' | 'key'> & {
    readonly row: (owner: number, nth: number, at: number) => Row
  },
): SeededTable {
  const owner = (at: number): number => Math.floor(at / count)
  const row = (at: number): Row => child.row(owner(at), at % count, at)
  const numbered = child.key.length === 1 && child.key[0] === 'ID'
  return {
    ...child,
    row,
    rows: parent.rows * count,
    exists: (at) => parent.exists(owner(at)),
    verdict: (at) => parent.verdict(owner(at)),
    find: (key) => {
      if (numbered) return counted(key[0] ?? '', parent.rows * count)
      // The parent's key is the first of the child's.
      const found = parent.find(key)
      if (found === undefined) return undefined
      const matches = (at: number): boolean =>
        child.key.every((column, i) => row(at)[child.columns.indexOf(column)] === key[i])
      return Array.from({ length: count }, (_, nth) => found * count + nth).find(matches)
    },
    tokens: (at) => parent.tokens(owner(at)),
  }
}

/**
 * Rows that are only there for a foreign key, or that no cleanup touches: numbered from 1, and
 * staying.
 */
export function stayingTable(
  table: string,
  columns: readonly string[],
  rows: number,
  rest: (at: number) => Row,
): SeededTable {
  return {
    table,
    columns: ['ID', ...columns],
    key: ['ID'],
    rows,
    exists: () => true,
    row: (at) => [String(at + 1), ...rest(at)],
    verdict: () => 'alive',
    find: ([text = '']) => counted(text, rows),
    tokens: () => [],
  }
}
