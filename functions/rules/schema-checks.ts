import { NamedError } from '../contract/errors.ts'
import type { ColumnKind } from '../engines/dialect.ts'
import type { Condition, Rule } from './rule.ts'
import { same, isWalkable, type Table } from '../engines/schema.ts'

type Find = (table: string) => Table | undefined
interface Needed {
  readonly table: string
  readonly column: string
  readonly kinds: readonly ColumnKind[] | null
}

/** @throws NamedError SchemaNotSupported, always */
export function refuse(rule: Rule, found: string): never {
  throw new NamedError(
    'SchemaNotSupported',
    `Rule "${rule.name}": ${found}. Nothing was deleted. Compare the schema with the ` +
      `vendor's, or disable the rule for this environment ("rules": {"${rule.name}": ` +
      '{"enabled": false}}).',
  )
}

/**
 * @param ruled the table of a rule.
 * @returns the first column that does not match the rule, as in a version newer than the rule; null
 * if all match
 * @throws NamedError SchemaNotSupported if no rule may delete from the table's kind
 */
export function misfit(
  rule: Rule,
  table: Table,
  find: Find,
  ruled: (rule: string) => string,
): string | null {
  if (table.type !== 'table') refuse(rule, `${table.name} is a ${table.type}, expected a table`)
  if (table.unsafe !== null)
    refuse(
      rule,
      `${table.name} is stored by ${table.unsafe.storedBy || 'nothing'}, expected ` +
        `${table.unsafe.expected}: another engine may not roll back what a batch has deleted`,
    )
  if (table.partitioned)
    refuse(rule, `${table.name} is partitioned, which Drydock does not support`)
  const created: Needed[] =
    rule.created === null
      ? []
      : [
          {
            table: rule.table,
            column: rule.created.column,
            kinds: rule.created.unit === 'wall' ? time : number,
          },
        ]
  const needed = [
    rule.dead,
    ...(rule.upstream === undefined ? [] : [rule.upstream]),
    ...rule.alive.map(({ when }) => when),
  ].flatMap((condition) => columnsOf(condition, rule.table, rule.table, ruled))
  for (const { table: owner, column, kinds } of [...needed, ...created]) {
    const there = find(owner)
    if (there === undefined) continue
    const found = there.columns.find(({ name }) => same(name, column))
    if (found === undefined) return `${there.name} has no column ${column}`
    if (kinds !== null && !kinds.includes(found.kind))
      return (
        `${there.name}.${column} is ${found.type}, expected a column of type ` +
        `${kinds.join(' or ')}`
      )
  }
  return null
}

/** @throws NamedError SchemaNotSupported if the table has no key to walk along */
export function checkKey(table: Table): void {
  const odd = table.columns.find(
    (column) => table.key.some(({ name }) => name === column.name) && !isWalkable([column]),
  )
  if (table.key.length > 0 && odd === undefined) return
  const found =
    odd === undefined
      ? 'has neither a primary key nor an index to walk along'
      : odd.kind === 'other'
        ? `has ${odd.name} in its key, whose type has no usable order`
        : `has ${odd.name} in its key, a TIMESTAMP in a zone with daylight saving, where an ` +
          'hour repeats each year'
  throw new NamedError(
    'SchemaNotSupported',
    `${table.name} ${found}. Nothing was deleted. Add a primary key of numbers, texts, bytes ` +
      'or times, or disable its rule.',
  )
}

const time: readonly ColumnKind[] = ['time']
const number: readonly ColumnKind[] = ['integer', 'unsigned']

/**
 * The columns that a condition on a row of `table` reads, in all tables. `outside` is the table of
 * the outer row.
 */
function columnsOf(
  condition: Condition,
  table: string,
  outside: string,
  ruled: (rule: string) => string,
): Needed[] {
  const of = (kinds: Needed['kinds'], ...columns: string[]) =>
    columns.map((column): Needed => ({ table, column, kinds }))
  switch (condition.is) {
    case 'every':
    case 'some':
      return condition.of.flatMap((part) => columnsOf(part, table, outside, ruled))
    case 'not':
      return columnsOf(condition.of, table, outside, ruled)
    case 'withinBounds':
      return [
        ...columnsOf(condition.of, table, outside, ruled),
        ...of(number, ...condition.periods),
      ]
    case 'null':
      return of(null, condition.column)
    case 'text':
    case 'elapsedText':
      return of(['text'], condition.column)
    case 'number':
    case 'elapsed':
      return of(number, condition.column)
    case 'before':
      return of(time, condition.column)
    case 'lapsed':
      return [
        {
          table: condition.outer === true ? outside : table,
          column: condition.created,
          kinds: time,
        },
        ...of(number, condition.period),
      ]
    case 'survivor':
      return columnsOf(
        { ...condition, is: 'row', table: ruled(condition.rule) },
        table,
        outside,
        ruled,
      )
    case 'row': {
      const { on, alike = {}, compare = [], where } = condition
      const there = [
        ...Object.keys(on),
        ...Object.keys(alike),
        ...compare.map((one) => one.there),
      ].map((column): Needed => ({ table: condition.table, column, kinds: null }))
      return [
        ...of(
          null,
          ...Object.values(on),
          ...Object.values(alike),
          ...compare.map(({ here }) => here),
        ),
        ...there,
        ...(where === undefined ? [] : columnsOf(where, condition.table, table, ruled)),
      ]
    }
    case 'outdated':
      return of(null, ...condition.group, condition.by)
  }
}
