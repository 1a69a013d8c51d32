import { NamedError } from '../contract/errors.ts'
import type { Expression } from '../engines/expression.ts'
import type { BoundRule, FamilyTable } from './bound.ts'
import { cascades } from './cascades.ts'
import { same, type ForeignKey, type Schema } from '../engines/schema.ts'

/**
 * A foreign key that would stop a delete, or change a row instead, is seen here and not in the
 * middle of a purge. Covered is one whose child rows the parent's own rule waits for: it lets a row
 * go only when none is left.
 */
export function refuseUncovered(
  bound: readonly BoundRule[],
  tables: readonly FamilyTable[],
  schema: Schema,
): void {
  for (const { name, table, parent } of schema.foreignKeysElsewhere)
    if (tables.some((family) => same(family.table.name, parent)))
      throw new NamedError(
        'SchemaNotSupported',
        `The foreign key ${name} of ${table} refers to ${parent} from another database, ` +
          'whose rows Drydock does not count. Nothing was deleted. Drop the key, or disable ' +
          `the rules that delete from ${parent}.`,
      )
  for (const key of schema.foreignKeys) {
    const child = tables.find(({ table }) => same(table.name, key.table))
    if (cascades(key) && child !== undefined && same(key.table, key.parent))
      throw new NamedError(
        'SchemaNotSupported',
        `The foreign key ${key.name} of ${key.table} leads back to ${key.parent} by ON ` +
          'DELETE CASCADE, so the rows that it deletes cannot be counted. Nothing was deleted. ' +
          `Drop the key, or disable the rule "${child.rule}".`,
      )
    if (cascades(key) || !tables.some(({ table }) => same(table.name, key.parent))) continue
    const parent = bound.find(({ table }) => same(table.name, key.parent))
    if (
      parent !== undefined &&
      key.onDelete !== 'SET NULL' &&
      key.onDelete !== 'SET DEFAULT' &&
      waitsFor(parent.dead, key)
    )
      continue
    throw new NamedError(
      'SchemaNotSupported',
      `The foreign key ${key.name} of ${key.table} refers to ${key.parent} with ON DELETE ` +
        `${key.onDelete}; no rule covers ${key.table}. Nothing was deleted. Drydock needs a ` +
        'rule for that table, or a key that cascades.',
    )
  }
}

function waitsFor(dead: Expression, key: ForeignKey): boolean {
  if (dead.is === 'every') return dead.of.some((part) => waitsFor(part, key))
  if (dead.is !== 'not' || dead.of.is !== 'exists' || !same(dead.of.table, key.table)) return false
  const pairs = Object.entries(dead.of.on)
  return (
    dead.of.compare === undefined &&
    dead.of.alike === undefined &&
    pairs.length === key.columns.length &&
    pairs.every(([there, here]) => {
      const at = key.columns.findIndex((column) => same(column, there))
      return at >= 0 && same(key.parentColumns[at] ?? '', here)
    })
  )
}
