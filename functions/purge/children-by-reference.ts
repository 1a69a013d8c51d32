import type { Join, KeyColumn } from '../engines/dialect.ts'
import type { NamedRows } from '../engines/named-rows.ts'
import { same, type Table } from '../engines/schema.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import { childTable } from './child-rows.ts'

/** The children of named rows, which are named too. */
export type ByReference = (rows: NamedRows) => NamedRows

/**
 * How the children at the end of a chain are named by what they refer to, without their parents
 * being read: only where the columns of a single join are the parents' whole key, compared as in
 * the parents and indexed; null elsewhere. These are all children of these rows, those that came
 * after the batch was read included.
 */
export function byReference(
  bound: BoundRules,
  { table }: BoundRule,
  joins: readonly Join[],
): ByReference | null {
  const child = childTable(bound, joins, table)
  return same(child.name, joins.at(-1)?.table ?? '') ? referring(table, child, joins) : null
}

/** The same, for two tables. */
export function referring(table: Table, child: Table, joins: readonly Join[]): ByReference | null {
  const [join, ...more] = joins
  if (join === undefined || more.length > 0 || !table.unique) return null
  const key = asParent(child, join, table.key)
  const index = join.indexes?.find((one) => one === child.keyIndex) ?? join.indexes?.[0]
  if (key === null || index === undefined) return null
  return ({ keys }) => ({
    table: child.name,
    key,
    index,
    keys,
    hashes: null,
    hashed: child.columns,
  })
}

/** The child's columns that equal the parent's key, in its order; null if another is needed. */
function asParent(child: Table, { on }: Join, key: readonly KeyColumn[]): KeyColumn[] | null {
  const pairs = Object.entries(on)
  if (pairs.length !== key.length) return null
  const found = key.flatMap((part) => {
    const name = pairs.find(([, parent]) => same(parent, part.name))?.[0] ?? ''
    const column = child.columns.find((one) => same(one.name, name))
    // The values are the parents', and their type has room for them. No named row has a key that is
    // NULL, so none is looked for.
    return column !== undefined && comparesAs(column, part)
      ? [{ ...column, nullable: false, ...(part.type !== undefined && { type: part.type }) }]
      : []
  })
  return found.length === key.length ? found : null
}

/** Whether a value that was read from one column means the same in the other. */
const comparesAs = (one: KeyColumn, other: KeyColumn): boolean =>
  one.kind === other.kind &&
  one.collation === other.collation &&
  one.collated === other.collated &&
  (['integer', 'unsigned', 'text'].includes(one.kind) || one.type === other.type)
