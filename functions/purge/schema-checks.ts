import { NamedError } from '../contract/errors.ts'
import type { ColumnKind } from '../sql/dialect.ts'
import type { Condition, Rule } from './rules.ts'
import type { Table } from './schema.ts'

/** @throws NamedError SchemaNotSupported where the rule's table or a column of it is not what the rule needs */
export function checkRule(rule: Rule, table: Table): void {
  const refuse = (found: string) => {
    throw new NamedError('SchemaNotSupported', `Rule "${rule.name}": ${found}. Nothing was deleted. Compare the schema with the vendor's, or leave this database out.`)
  }
  if (table.type !== 'BASE TABLE') refuse(`${table.name} is a ${table.type.toLowerCase()}, expected a table`)
  if (table.partitioned) refuse(`${table.name} is partitioned, which Drydock was not tried on`)
  const needed = [...columnsOf(rule.dead), ...rule.alive.flatMap(({ when }) => columnsOf(when)), { column: rule.created, kinds: time }]
  for (const { column, kinds } of needed) {
    const found = table.columns.find(({ name }) => name.toUpperCase() === column.toUpperCase())
    if (found === undefined) refuse(`${table.name} has no column ${column}`)
    else if (kinds !== null && !kinds.includes(found.kind)) refuse(`${table.name}.${column} is ${found.type}, expected a column of kind ${kinds.join(' or ')}`)
  }
}

/** @throws NamedError SchemaNotSupported where the table has no key to walk along */
export function checkKey(table: Table): void {
  const odd = table.primaryKey.find(({ kind }) => kind === 'other')
  if (table.primaryKey.length > 0 && odd === undefined) return
  const found = odd === undefined ? 'has no primary key' : `has ${odd.name} in its primary key, whose type has no order to walk along`
  throw new NamedError('SchemaNotSupported', `${table.name} ${found}. Nothing was deleted. Add a primary key of numbers, texts, bytes or times.`)
}

const time: readonly ColumnKind[] = ['time']
const number: readonly ColumnKind[] = ['integer', 'unsigned']

function columnsOf(condition: Condition): { column: string; kinds: readonly ColumnKind[] | null }[] {
  switch (condition.is) {
    case 'every':
    case 'some':
      return condition.of.flatMap(columnsOf)
    case 'not':
      return columnsOf(condition.of)
    case 'null':
      return [{ column: condition.column, kinds: null }]
    case 'text':
      return [{ column: condition.column, kinds: ['text'] }]
    case 'number':
      return [{ column: condition.column, kinds: number }]
    case 'before':
      return [{ column: condition.column, kinds: time }]
    case 'lapsed':
      return [{ column: condition.created, kinds: time }, { column: condition.period, kinds: number }]
    case 'survivor':
      return Object.values(condition.on).map((column) => ({ column, kinds: null }))
  }
}
