import type { Join } from '../engines/dialect.ts'
import type { Referred } from '../engines/named-rows.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import { childTable } from './child-rows.ts'

/**
 * A table on a rule's chains, or the rule's own without joins, whose children refer to columns
 * other than its key.
 */
export interface ReferredTable {
  readonly joins: readonly Join[]
  readonly referred: Referred
}

/**
 * Tables whose children refer to a key other than the locked one: that lock does not prevent
 * inserting a child, which the cascade would delete without counting or archiving it.
 */
export function referredTables(bound: BoundRules, { table, children }: BoundRule): ReferredTable[] {
  const all = new Map<string, ReferredTable>()
  for (const chain of children)
    for (const [at, { on }] of chain.entries()) {
      const joins = chain.slice(0, at)
      const { name, key, indexes } = at === 0 ? table : childTable(bound, joins, table)
      const columns = Object.values(on)
      if (
        columns.every((column) => key.slice(0, columns.length).some((one) => one.name === column))
      )
        continue
      const index = indexes.find(({ column }) => columns.includes(column.name))?.index
      const one = { joins, referred: { table: name, columns, index } }
      all.set(JSON.stringify(one), one)
    }
  return [...all.values()]
}
