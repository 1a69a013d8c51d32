import type { Join } from '../engines/dialect.ts'
import { every, not, type Expression } from '../engines/expression.ts'
import type { FamilyTable, JudgedRule } from './bound.ts'
import type { Rule } from './rule.ts'
import { same, type ForeignKey, type Schema } from '../engines/schema.ts'

export const heldReason = 'dead, but its child rows also have a live parent'

interface Around {
  readonly rules: readonly Rule[]
  readonly schema: Schema
  readonly empty: readonly string[]
}

/**
 * A row may have parents of two rules, as a request's claims refer to its code and its token. It is
 * deleted with the first deleted parent, so a row is kept while one of its children also has a live
 * parent of another rule. Each rule's own condition decides what is live, without this one: rows
 * that hold each other are dead together.
 * @param tables what the rules' own conditions delete.
 */
export function livingParents(
  bound: readonly JudgedRule[],
  tables: readonly FamilyTable[],
  around: Around,
): JudgedRule[] {
  return bound.map((one) => {
    const holding = one.children
      .filter((chain) => !chain.some(({ table }) => isOneOf(around.empty, table)))
      .flatMap((chain) =>
        otherKeys(one, chain, around).map((key) => hangs(chain, living(key, tables))),
      )
    if (holding.length === 0) return one
    const free = holding.map(not)
    return {
      ...one,
      dead: every(one.dead, ...free),
      other: one.other && every(one.other, ...free),
      alive: [{ name: heldReason, when: one.dead }, ...one.alive],
    }
  })
}

/** Tables whose rows have parents of two rules: if empty, they need not be queried. */
export const sharedChildren = (
  bound: readonly Pick<JudgedRule, 'children' | 'table'>[],
  around: Omit<Around, 'empty'>,
): string[] => [
  ...new Set(
    bound.flatMap((one) =>
      one.children
        .filter((chain) => otherKeys(one, chain, { ...around, empty: [] }).length > 0)
        .map((chain) => chain.at(-1)?.table ?? ''),
    ),
  ),
]

/** The foreign keys of the chain's last table to another table with a rule, enabled or not. */
function otherKeys(
  { table }: Pick<JudgedRule, 'table'>,
  chain: readonly Join[],
  { rules, schema }: Around,
): ForeignKey[] {
  const last = chain.at(-1)
  const before = chain.at(-2)?.table ?? table.name
  return schema.foreignKeys.filter(
    (key) =>
      last !== undefined &&
      same(key.table, last.table) &&
      rules.some((rule) => same(rule.table, key.parent)) &&
      !(
        same(key.parent, before) &&
        key.columns.every((column, at) => last.on[column] === key.parentColumns[at])
      ),
  )
}

/** A kept row that the key refers to; any row if no enabled rule deletes from its table. */
function living(key: ForeignKey, tables: readonly FamilyTable[]): Expression {
  const parent = tables.find(({ table }) => same(table.name, key.parent))
  return {
    is: 'exists',
    table: key.parent,
    on: Object.fromEntries(key.parentColumns.map((column, at) => [column, key.columns[at] ?? ''])),
    ...(parent && { where: not(parent.dead) }),
  }
}

/** A row at the chain's end that meets the condition. */
const hangs = (chain: readonly Join[], condition: Expression): Expression =>
  chain.reduceRight<Expression>(
    (where, { table, on }) => ({ is: 'exists', table, on, where }),
    condition,
  )

const isOneOf = (names: readonly string[], name: string): boolean =>
  names.some((one) => same(one, name))
