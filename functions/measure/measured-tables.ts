import type { MeasuredTable } from '../contract/evidence.ts'
import type { Target } from '../contract/steps.ts'
import type { RowClass } from '../engines/dialect.ts'
import { every, not, some, type Expression } from '../engines/expression.ts'
import type { Column, Table } from '../engines/schema.ts'
import type { BoundRules, FamilyTable } from '../rules/bound.ts'
import { identity } from '../walk/statements.ts'
import { dead, orphan, young, youngDead } from './row-classes.ts'

/** A table to measure, and how its rows are told apart. */
export interface Task {
  readonly table: Table
  readonly rule: string
  readonly kind: MeasuredTable['kind']
  readonly classes: readonly RowClass[]
  readonly hashed: readonly Column[]
  readonly settled: boolean
  readonly reading: MeasuredTable['reading']
  readonly otherReading?: Expression
  readonly member?: FamilyTable
}

/** Names of the tables that are walked. */
export const measuredTables = (bound: BoundRules, target: Target): string[] =>
  measureTasks(bound, target).map(({ table }) => table.name)

/** On the clone all tables; on production those that the purge deletes from. */
export function measureTasks({ tables, others }: BoundRules, target: Target): Task[] {
  const family = tables.map((member): Task => {
    const { table, rule, kind, alive, otherReading, reading, settled } = member
    const classes = [
      ...age(member, target),
      { name: dead, when: member.dead },
      ...orphans(member),
      ...alive,
    ]
    return {
      table,
      rule,
      kind,
      classes,
      hashed: hashedColumns(member, target),
      settled,
      reading,
      member,
      ...(otherReading && { otherReading }),
    }
  })
  if (target === 'production') return family
  return [
    ...family,
    ...others.map(
      (table): Task => ({
        table,
        rule: '',
        kind: 'other',
        classes: [],
        hashed: table.columns,
        settled: false,
        reading: null,
      }),
    ),
  ]
}

function age({ old, dead: gone }: FamilyTable, target: Target): RowClass[] {
  if (target === 'clone' || old === null) return []
  return [
    { name: youngDead, when: every(not(old), gone) },
    { name: young, when: not(old) },
  ]
}

/** The columns whose sum must not change: all on the clone, where nobody else writes. */
export const hashedColumns = (
  { table, created }: FamilyTable,
  target: Target,
): readonly Column[] => (target === 'clone' ? table.columns : identity(table, created))

const orphans = ({ parents }: FamilyTable): RowClass[] =>
  parents.length === 0 ? [] : [{ name: orphan, when: isOrphan(parents) }]

/** No parent with the key's values exists. */
export const isOrphan = (parents: FamilyTable['parents']): Expression =>
  some(
    ...parents.map((key) =>
      every(
        ...key.columns.map((column) => not({ is: 'null', column })),
        not({
          is: 'exists',
          table: key.parent,
          on: Object.fromEntries(
            key.parentColumns.map((parent, at) => [parent, key.columns[at] ?? '']),
          ),
        }),
      ),
    ),
  )
