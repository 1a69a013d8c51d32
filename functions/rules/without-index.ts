import type { Expression } from '../engines/expression.ts'
import { same, type Table } from '../engines/schema.ts'
import type { BoundRule, FamilyTable } from './bound.ts'

/**
 * The condition, with the lookups noted that no index answers: not every server indexes foreign
 * keys by itself, and the vendor's tables leave some without.
 */
function noted(expression: Expression, tables: readonly Table[]): Expression {
  const within = (part: Expression) => noted(part, tables)
  switch (expression.is) {
    case 'every':
    case 'some':
      return { ...expression, of: expression.of.map(within) }
    case 'not':
      return { ...expression, of: within(expression.of) }
    case 'exists': {
      const { where, on } = expression
      const there = tables.find(({ name }) => same(name, expression.table))
      const indexed = there?.indexes.some(({ column }) =>
        Object.keys(on).some((id) => same(id, column.name)),
      )
      return {
        ...expression,
        ...(where && { where: within(where) }),
        ...(indexed === false && { unindexed: true }),
      }
    }
    default:
      return expression
  }
}

const orNull = (expression: Expression | null, tables: readonly Table[]) =>
  expression && noted(expression, tables)

export const noteRule = (rule: BoundRule, tables: readonly Table[]): BoundRule => ({
  ...rule,
  dead: noted(rule.dead, tables),
  bare: orNull(rule.bare, tables),
  old: orNull(rule.old, tables),
})

export const noteTable = (member: FamilyTable, tables: readonly Table[]): FamilyTable => ({
  ...member,
  dead: noted(member.dead, tables),
  otherReading: orNull(member.otherReading, tables),
  alive: member.alive.map((one) => ({ ...one, when: noted(one.when, tables) })),
  old: orNull(member.old, tables),
})
