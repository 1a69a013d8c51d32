import type { PlannedRule } from '../contract/steps.ts'
import type { Expression } from '../engines/expression.ts'
import type { Schema, Table } from '../engines/schema.ts'
import type { JudgedRule } from './bound.ts'
import { cascadesOf } from './cascades.ts'
import { chains } from './family.ts'
import { looksInto, resolve, type Surroundings } from './resolve.ts'
import type { Rule } from './rule.ts'

/** A rule's conditions, resolved against the schema around it. @throws MissingTable */
export function judgedRule(
  rule: Rule,
  table: Table,
  reading: PlannedRule['reading'],
  around: Surroundings,
  schema: Schema,
): JudgedRule {
  const safe = resolve(rule.dead, around)
  const upstream = resolve(rule.upstream ?? rule.dead, around)
  const [dead, other] = reading === 'upstream' ? [upstream, safe] : [safe, upstream]
  const condition = reading === 'upstream' ? (rule.upstream ?? rule.dead) : rule.dead
  const children = chains(table.name, cascadesOf(schema), schema.tables)
  return {
    rule,
    table,
    dead,
    bare: looksInto(condition).rules.length === 0 ? null : resolve(condition, inFact(around)),
    reading,
    old: oldRows(rule, around),
    children: children.sort((a, b) => b.length - a.length),
    other: rule.upstream === undefined ? null : other,
    alive: rule.alive.map(({ reason, when }) => ({ name: reason, when: resolve(when, around) })),
  }
}

function oldRows({ created }: Rule, around: Surroundings): Expression | null {
  if (created === null) return null
  const { column, unit } = created
  if (unit === 'wall') return resolve({ is: 'before', column }, around)
  return resolve({ is: 'elapsed', column, unit, any: true }, around)
}

/** All rows of another rule's table count as existing, dead or not. */
const inFact = (around: Surroundings): Surroundings => ({
  ...around,
  ruled(name) {
    const other = around.ruled(name)
    return 'missing' in other ? other : { ...other, dead: null }
  },
})
